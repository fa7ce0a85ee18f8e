"""The OCDS reader: this file turns one contracting process into a notice, or says why it is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import partial

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import NoticeValue
from sse_desktop.exchange.ocds_lots import criteria, documents, items, lots, variant
from sse_desktop.exchange.ocds_people import buyer, country, languages
from sse_desktop.exchange.ocds_shapes import Process
from sse_desktop.exchange.places import only_zone, zone_to_assume
from sse_desktop.exchange.plain_text import shortened
from sse_desktop.exchange.refusals import AwardOnly, NoCallForTenders, OnlyLinks, PlanningOnly
from sse_desktop.exchange.repairs import Part, Repairs

# A number of a process: no blanks, at least one digit, as SERCOP and SECOP write in the place of the title.
_PROCESS_CODE = re.compile(r"(?=[^\s]*[0-9])[^\s]{3,60}")
_UNREADABLE_CODE = re.compile(r"[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHORTEST_CODE, _LONGEST_CODE = 5, 60
_LONGEST_TITLE = 200

_CLOSED = {"complete", "cancelled", "unsuccessful", "withdrawn"}
_PLANNED = {"planned", "planning"}
_OPEN = {"active"}
_AWARD_TAGS = {
    "award",
    "awardUpdate",
    "awardNotice",
    "contract",
    "contractUpdate",
    "implementation",
    "implementationUpdate",
}
_PLANNING_TAGS = {"planning", "planningUpdate"}


def notice_of(process: Process, zone: str | None, repairs: Repairs | None = None) -> Notice:
    """Return the notice of one process. `zone` names the zone of times without one where the country does not tell.

    Raises: AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders.
    """
    if process.only_linked:
        raise OnlyLinks
    repairs = repairs or Repairs()
    release = process.merged()
    tender = repairs.part(release.get("tender"), "tender")
    _refuse_without_call(repairs, release, tender, process.tags)
    people, its_country = buyer(repairs, release)
    its_country = country(repairs, release, its_country)
    certain, assumed = only_zone(its_country), zone_to_assume(its_country, zone)
    reference, title = _reference_and_title(repairs, release, tender)
    deadline, stated = _deadline(repairs, tender, assumed, certain)
    _warn_about_state(repairs, tender, process.tags)
    return Notice(
        reference=reference,
        title=title,
        ocid=repairs.line(release.get("ocid"), "ocid"),
        description=_description(repairs, release, tender),
        buyer=people,
        country=its_country,
        languages=languages(repairs, release),
        procedure=repairs.line(tender.get("procurementMethodDetails"), "tender.procurementMethodDetails")
        or _method(repairs, tender),
        method=_method(repairs, tender),
        status=repairs.line(tender.get("status"), "tender.status"),
        published=_published(repairs, release, tender, process),
        deadline=deadline,
        deadline_stated=stated,
        questions_deadline=_period_end(repairs, tender, "enquiryPeriod", assumed, certain)[0],
        contract_from=_contract_day(repairs, tender, "startDate"),
        contract_to=_contract_day(repairs, tender, "endDate"),
        value=_value(repairs, release, tender),
        value_with_tax=_with_tax(repairs, tender),
        lots=lots(repairs, tender, partial(_end, repairs, assumed=assumed, own=certain)),
        items=items(repairs, release),
        documents=documents(repairs, release),
        criteria=criteria(repairs, tender, "tender"),
        eligibility=repairs.text(tender.get("eligibilityCriteria"), "tender.eligibilityCriteria"),
        warnings=repairs.warnings,
    )


def _refuse_without_call(repairs: Repairs, release: Part, tender: Part, tags: frozenset[str]) -> None:
    awarded = bool(release.get("awards") or release.get("contracts")) or bool(tags & _AWARD_TAGS)
    if not _says_what_is_asked(tender):
        if awarded:
            raise AwardOnly
        raise PlanningOnly if release.get("planning") or tags & _PLANNING_TAGS else NoCallForTenders
    if tags and tags <= _PLANNING_TAGS and not _ends(repairs, tender):
        raise PlanningOnly


def _says_what_is_asked(tender: Part) -> bool:
    """Say whether the call has anything to offer for; a status, a method and an entity alone are no call."""
    named = any(key.startswith(("title", "description")) and value for key, value in tender.items())
    periods = (tender.get(name) for name in ("tenderPeriod", "enquiryPeriod"))
    dated = any(isinstance(period, dict) and (period.get("startDate") or period.get("endDate")) for period in periods)
    return named or dated or any(tender.get(name) for name in ("items", "lots", "documents"))


def _ends(repairs: Repairs, tender: Part) -> bool:
    return bool(repairs.part(tender.get("tenderPeriod"), "tender.tenderPeriod").get("endDate"))


def _reference_and_title(repairs: Repairs, release: Part, tender: Part) -> tuple[str, str]:
    """Return the number people use, and the title; where the title is only a number, the description names the object."""
    ocid = repairs.line(release.get("ocid"), "ocid")
    written = variant(repairs, tender, "title", "tender")
    described = _first_line(_description(repairs, release, tender))
    number = written if written and described and _PROCESS_CODE.fullmatch(written) else None
    own = (repairs.line(tender.get(key), f"tender.{key}") for key in ("tenderID", "id"))
    readable = next((code for code in (number, *own) if code and _is_readable(code)), None)
    reference = (
        readable or ocid or repairs.line(tender.get("id"), "tender.id") or repairs.line(release.get("id"), "id") or "?"
    )
    title = described if number else written
    if not title:
        repairs.warn("no_title")
        named = variant(repairs, release, "title", "release") or repairs.line(release.get("name"), "name")
        title = described or named or reference
    return reference, title


def _is_readable(code: str) -> bool:
    return _SHORTEST_CODE <= len(code) <= _LONGEST_CODE and not _UNREADABLE_CODE.fullmatch(code)


def _description(repairs: Repairs, release: Part, tender: Part) -> str | None:
    if text := repairs.text(tender.get("description"), "tender.description"):
        return text
    return variant(repairs, tender, "description", "tender") or repairs.text(release.get("description"), "description")


def _first_line(text: str | None) -> str | None:
    return shortened(text.splitlines()[0], _LONGEST_TITLE) if text else None


def _method(repairs: Repairs, tender: Part) -> str | None:
    return repairs.line(tender.get("procurementMethod"), "tender.procurementMethod")


def _published(repairs: Repairs, release: Part, tender: Part, process: Process) -> datetime | date | None:
    """Return when the call was published: an instant, or the day where no hour or no zone is given."""
    for value, where in (
        (tender.get("datePublished"), "tender.datePublished"),
        (process.call_date(), "date"),
        (release.get("date"), "date"),
    ):
        if moment := repairs.moment(value, where):
            complete = moment.time_stated and moment.offset is not None
            return moment.at(UTC) if complete else moment.day
    return None


def _deadline(repairs: Repairs, tender: Part, assumed: tzinfo, own: tzinfo | None) -> tuple[datetime | None, bool]:
    deadline, stated = _period_end(repairs, tender, "tenderPeriod", assumed, own)
    if deadline is None:
        repairs.warn("no_deadline")
    return deadline, stated


def _period_end(
    repairs: Repairs, tender: Part, name: str, assumed: tzinfo, own: tzinfo | None
) -> tuple[datetime | None, bool]:
    """Return the end of the call's period, else the earliest of its lots, and whether it is fully stated."""
    whole = repairs.part(tender.get(name), f"tender.{name}")
    found, stated = _end(repairs, whole, f"tender.{name}", assumed=assumed, own=own)
    if found is not None:
        return found, stated
    ends: list[tuple[datetime, bool]] = []
    for lot, where in repairs.parts(tender.get("lots"), "tender.lots"):
        period = repairs.part(lot.get(name), f"{where}.{name}")
        found, stated = _end(repairs, period, f"{where}.{name}", assumed=assumed, own=own)
        ends += [(found, stated)] if found else []
    if len({end for end, _ in ends}) > 1:
        repairs.warn("lots_close_at_different_times", where=f"tender.lots.{name}")
    return min(ends) if ends else (None, False)


def _end(
    repairs: Repairs, period: Part, where: str, *, assumed: tzinfo, own: tzinfo | None
) -> tuple[datetime | None, bool]:
    return repairs.instant(period.get("endDate"), f"{where}.endDate", assumed, own)


def _contract_day(repairs: Repairs, tender: Part, key: str) -> date | None:
    period = repairs.part(tender.get("contractPeriod"), "tender.contractPeriod")
    return repairs.day(period.get(key), f"tender.contractPeriod.{key}")


def _value(repairs: Repairs, release: Part, tender: Part) -> NoticeValue | None:
    """Return the estimated value of the call, else the budget of its plan."""
    if found := repairs.value(tender.get("value"), "tender.value"):
        return found
    budget = repairs.part(repairs.part(release.get("planning"), "planning").get("budget"), "planning.budget")
    return repairs.value(budget.get("amount"), "planning.budget.amount")


def _with_tax(repairs: Repairs, tender: Part) -> bool | None:
    """Return whether the value holds the tax, where the publisher says so (Ukraine's extension of values)."""
    said = repairs.part(tender.get("value"), "tender.value").get("valueAddedTaxIncluded")
    return said if isinstance(said, bool) else None


def _warn_about_state(repairs: Repairs, tender: Part, tags: frozenset[str]) -> None:
    status = repairs.line(tender.get("status"), "tender.status")
    code = (status or "").lower()
    if code in _CLOSED:
        repairs.warn("already_closed", original=status or "")
    elif code in _PLANNED:
        repairs.warn("only_planned", original=status or "")
    elif status and code not in _OPEN:
        repairs.warn("status_unknown", original=status)
    if code not in _CLOSED and tags & _AWARD_TAGS:
        repairs.warn("already_awarded")
