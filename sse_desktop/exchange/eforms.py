"""The eForms reader: this file turns an EU notice into the neutral one, or says why it is no call.

It reads by local names and by the names of code lists, never by a schema: a fifth of the real notices is not valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sse_desktop.exchange.eforms_changes import change_of
from sse_desktop.exchange.eforms_dates import Dates, joined
from sse_desktop.exchange.eforms_kind import is_known_subtype, kind_of_notice, subtype
from sse_desktop.exchange.eforms_lots import documents_of, lot_value, lots_of, notice_lot
from sse_desktop.exchange.eforms_people import buyers
from sse_desktop.exchange.eforms_texts import EXTENSION, Reader, two_letters
from sse_desktop.exchange.notice import Notice, NoticeBuyer, NoticeKind
from sse_desktop.exchange.notice_parts import NoticeLot
from sse_desktop.exchange.nuts_zones import zone_of_place
from sse_desktop.exchange.places import country_code, zone_to_assume
from sse_desktop.exchange.plain_text import shortened
from sse_desktop.exchange.refusals import NoCallForTenders
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import every, first, once, value, values

_LONGEST_TITLE, _LONGEST_REFERENCE = 200, 60
# In a title of small letters the word stands out; in one of capitals it must stand first.
_TEST = re.compile(r"\W*TEST\b|(?=.*[a-z]).*\bTEST\b")
_PUBLISHED = re.compile(r"0*([0-9]+-[0-9]{4})")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def notices_of(root: Node, zone: str | None, repairs: Repairs) -> list[Notice]:
    """Return the one notice of a file. `zone` names the zone of times without one where the country does not tell.

    Raises: AwardOnly, NotForBidders, NoCallForTenders.
    """
    kind = kind_of_notice(root)
    spoken = _languages(root, repairs.language)
    # Some texts are said in more languages than the notice names.
    reader = Reader(repairs, once((repairs.language, *spoken)))
    project = first(root, "ProcurementProject")
    people, country, nuts = buyers(reader, root)
    country = country or country_code(value(project, "RealizedLocation/Address/Country/IdentificationCode"))
    own = zone_of_place(country, nuts)
    dates = Dates(repairs, own or zone_to_assume(country, zone), own)
    elements = lots_of(reader, root)
    lots = tuple(notice_lot(reader, dates, each, project) for each in elements)
    reference, title = _reference_and_title(reader, root, project, lots)
    change = change_of(reader, root)
    deadline, stated = _earliest(repairs, ((lot.terms.deadline, lot.terms.deadline_stated) for lot in lots), "deadline")
    requests = _earliest(repairs, ((lot.terms.requests_deadline, True) for lot in lots), "requests_deadline")[0]
    value_of_all = lot_value(reader, project, "ProcurementProject")
    _warn(repairs, root, kind, title, deadline is not None, requests is not None)
    return [
        Notice(
            reference=reference,
            title=title,
            ocid=value(root, "ContractFolderID"),
            description=_description(reader, project),
            buyer=people[0] if people else NoticeBuyer(),
            more_buyers=tuple(people[1:]),
            country=country,
            languages=spoken,
            procedure=_procedure(root),
            method=_procedure(root),
            status="cancelled" if change.is_cancelled else None,
            published=_issued(repairs, root),
            deadline=deadline,
            deadline_stated=stated,
            requests_deadline=requests,
            questions_deadline=_first_of(lot.terms.questions_deadline for lot in lots),
            opening=_first_of(lot.terms.opening for lot in lots),
            contract_from=min((lot.terms.starts for lot in lots if lot.terms.starts), default=None),
            contract_to=max((lot.terms.ends for lot in lots if lot.terms.ends), default=None),
            value=value_of_all,
            # BT-27 and BT-271 are without value added tax by definition.
            value_with_tax=False if value_of_all or any(lot.value for lot in lots) else None,
            lots=lots,
            documents=documents_of(reader, elements),
            eligibility=_eligibility(reader, root),
            kind=kind,
            notice_id=value(root, "ID"),
            version=value(root, "VersionID"),
            replaces=change.replaces,
            change_reason=change.reason,
            is_cancelled=change.is_cancelled,
            lots_offered_most=reader.count(root, f"{_DISTRIBUTION}/MaximumLotsSubmittedNumeric", "LotDistribution"),
            lots_awarded_most=reader.count(root, f"{_DISTRIBUTION}/MaximumLotsAwardedNumeric", "LotDistribution"),
            all_lots_required=value(root, "TenderingProcess/PartPresentationCode") == "all",
            warnings=repairs.warnings,
        )
    ]


_DISTRIBUTION = "TenderingTerms/LotDistribution"


def _languages(root: Node, preferred: str | None) -> tuple[str, ...]:
    """Return the languages of the notice, the cooperative's first when it is one of them, else the notice's own."""
    written = (*values(root, "NoticeLanguageCode"), *values(root, "AdditionalNoticeLanguage/ID"))
    found = once(two_letters(code) for code in written)
    return (preferred, *(code for code in found if code != preferred)) if preferred in found and preferred else found


def _reference_and_title(
    reader: Reader, root: Node, project: Node | None, lots: tuple[NoticeLot, ...]
) -> tuple[str, str]:
    """Return the number people use and the title.

    Raises: NoCallForTenders when the notice names nothing to offer for.
    """
    described = _description(reader, project) or next((lot.description for lot in lots if lot.description), None)
    title = reader.line(project, "Name", "ProcurementProject.Name")
    named = title or next((lot.title for lot in lots if lot.title), None)
    if not named:
        reader.repairs.warn("no_title")
        named = shortened(described.splitlines()[0], _LONGEST_TITLE) if described else None
    if not named:
        raise NoCallForTenders
    return _reference(reader, root, project) or named, named


def _reference(reader: Reader, root: Node, project: Node | None) -> str | None:
    """Return the buyer's own number, else the one of the Official Journal, else the process or the notice."""
    own = reader.line(project, "ID", "ProcurementProject.ID")
    if own and len(own) <= _LONGEST_REFERENCE and not _UUID.fullmatch(own):
        return own
    published = _PUBLISHED.fullmatch(value(root, f"{EXTENSION}/Publication/NoticePublicationID") or "")
    return published[1] if published else value(root, "ContractFolderID") or value(root, "ID")


def _description(reader: Reader, project: Node | None) -> str | None:
    """Return the description and the further information below it."""
    said = (reader.words(project, name, f"ProcurementProject.{name}") for name in ("Description", "Note"))
    return "\n\n".join(once(said)) or None


def _eligibility(reader: Reader, root: Node) -> str | None:
    """Return what the buyer asks of whoever offers, in words, each once for all lots (BT-750)."""
    criteria = every(root, f"ProcurementProjectLot/TenderingTerms/{EXTENSION}/SelectionCriteria")
    said = []
    for criterion in criteria:
        name = reader.line(criterion, "Name", "SelectionCriteria")
        words = reader.words(criterion, "Description", "SelectionCriteria")
        said.append(": ".join(each for each in (name, words) if each and each.strip("-")))
    return "\n\n".join(once(said)) or None


def _procedure(root: Node) -> str | None:
    code = value(root, "TenderingProcess/ProcedureCode")
    return code if code and code.upper() != "UNKNOWN" else None


def _issued(repairs: Repairs, root: Node) -> datetime | date | None:
    """Return when the notice was sent: an instant, or the day where no hour or no zone is given."""
    moment = repairs.moment(joined(value(root, "IssueDate"), value(root, "IssueTime")), "IssueDate")
    if moment is None:
        return None
    return moment.at(UTC) if moment.time_stated and moment.offset is not None else moment.day


def _earliest(
    repairs: Repairs, ends: Iterable[tuple[datetime | None, bool]], where: str
) -> tuple[datetime | None, bool]:
    """Return the earliest of the lots' ends and whether it is fully stated."""
    known = [(end, stated) for end, stated in ends if end is not None]
    if len({end for end, _ in known}) > 1:
        repairs.warn("lots_close_at_different_times", where=where)
    return min(known) if known else (None, False)


def _first_of(moments: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in moments if each), default=None)


def _warn(repairs: Repairs, root: Node, kind: NoticeKind, title: str, has_deadline: bool, has_requests: bool) -> None:
    if not is_known_subtype(root):
        repairs.warn("subtype_unknown", original=subtype(root) or "–")
    if _TEST.match(title):
        repairs.warn("looks_like_a_test", original=title)
    if kind is NoticeKind.PLAN:
        repairs.warn("only_announced")
    elif has_requests and not has_deadline:
        repairs.warn("requests_first")
    elif not has_deadline:
        repairs.warn("no_deadline")
    repairs.warn("lines_in_documents")
