"""The reader of the former TED format (2014 to 2024): this file turns a standard form into the neutral notice.

No form states a time zone: the clocks of the buyer's place are assumed and said to be.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from sse_desktop.exchange.notice import Notice, NoticeBuyer, NoticeKind
from sse_desktop.exchange.notice_parts import NoticeDocument
from sse_desktop.exchange.nuts_zones import zone_of_place
from sse_desktop.exchange.places import country_code, zone_to_assume
from sse_desktop.exchange.refusals import NoCallForTenders
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.ted_kind import asks_first, form_of, kind_of_form, procedure_of
from sse_desktop.exchange.ted_lots import amount, lots_of, said, said_in_line
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, below, every, first, local_name, once, text, value

_BUYER = "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY"
_CODED = "CODED_DATA_SECTION"
_LONGEST_COUNT = 6


def notices_of(root: Node, zone: str | None, repairs: Repairs) -> list[Notice]:
    """Return the one notice of a file. `zone` names the zone to assume where the buyer's place does not tell it.

    Raises: AwardOnly, NoCallForTenders.
    """
    form, spoken = form_of(root, repairs.language)
    kind = kind_of_form(root, form)
    place = first(form, _BUYER)
    country = _country(root, form)
    clock = zone_of_place(country, attribute(first(place, "NUTS"), "CODE")) or zone_to_assume(country, zone)
    title = _title(root, form, repairs, spoken)
    reference = _reference(root, form)
    lots = lots_of(repairs, form, title or reference)
    deadline, stated = _deadline(root, form, repairs, clock)
    procedure = procedure_of(form)
    is_first = deadline is not None and asks_first(kind, procedure)
    total = amount(repairs, first(form, "OBJECT_CONTRACT/VAL_ESTIMATED_TOTAL"), "VAL_ESTIMATED_TOTAL")
    _warn(repairs, kind, has_deadline=deadline is not None, asks_first=is_first)
    return [
        Notice(
            reference=reference,
            title=title or reference,
            ocid=attribute(root, "DOC_ID"),
            description=_description(form, repairs),
            buyer=_buyer(root, form, repairs),
            country=country,
            languages=spoken,
            procedure=procedure,
            method=procedure,
            published=repairs.day(value(root, f"{_CODED}/REF_OJS/DATE_PUB"), "DATE_PUB"),
            deadline=deadline,
            deadline_stated=stated,
            requests_deadline=deadline if is_first else None,
            opening=_opening(form, repairs, clock),
            contract_from=min((lot.terms.starts for lot in lots if lot.terms.starts), default=None),
            contract_to=max((lot.terms.ends for lot in lots if lot.terms.ends), default=None),
            value=total,
            # The forms ask for values without value added tax.
            value_with_tax=False if total or any(lot.value for lot in lots) else None,
            lots=lots,
            documents=_documents(form, repairs),
            eligibility=_eligibility(form, repairs),
            kind=kind,
            notice_id=attribute(root, "DOC_ID"),
            lots_offered_most=_most_offered(form),
            lots_awarded_most=_count(value(form, "OBJECT_CONTRACT/LOT_DIVISION/LOT_MAX_ONE_TENDERER")),
            warnings=repairs.warnings,
        )
    ]


def _reference(root: Node, form: Node) -> str:
    """Return the buyer's own number, else the one of the Official Journal.

    Raises: NoCallForTenders: the file names nothing at all.
    """
    own = value(form, "OBJECT_CONTRACT/REFERENCE_NUMBER") or _below(form, "FILE_REFERENCE_NUMBER")
    found = own or value(root, f"{_CODED}/NOTICE_DATA/NO_DOC_OJS") or attribute(root, "DOC_ID")
    if not found:
        raise NoCallForTenders
    return " ".join(found.split())


def _title(root: Node, form: Node, repairs: Repairs, spoken: tuple[str, ...]) -> str | None:
    """Return the form's title, else the one that the Official Journal gave it in the form's language."""
    own = first(form, "OBJECT_CONTRACT/TITLE")
    own = own if own is not None else next(below(form, "TITLE_CONTRACT"), None)
    if found := said_in_line(repairs, own, "TITLE"):
        return found
    repairs.warn("no_title")
    given = every(root, "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC")
    given.sort(key=lambda each: (attribute(each, "LG") or "").lower() not in spoken)
    return next((found for each in given if (found := said_in_line(repairs, first(each, "TI_TEXT"), "TI_TEXT"))), None)


def _description(form: Node, repairs: Repairs) -> str | None:
    parts = (first(form, "OBJECT_CONTRACT/SHORT_DESCR"), next(below(form, "SHORT_CONTRACT_DESCRIPTION"), None))
    more = (
        first(form, "COMPLEMENTARY_INFO/INFO_ADD"),
        first(form, "OBJECT_CONTRACT/LOT_DIVISION/LOT_COMBINING_CONTRACT_RIGHT"),
    )
    found = once(said(repairs, each, local_name(each)) for each in (*parts, *more) if each is not None)
    return "\n\n".join(found) or None


def _country(root: Node, form: Node) -> str | None:
    written = attribute(first(form, f"{_BUYER}/COUNTRY"), "VALUE")
    coded = attribute(first(root, f"{_CODED}/NOTICE_DATA/ISO_COUNTRY"), "VALUE")
    # The Union writes Greece and the United Kingdom in its own way.
    return country_code({"EL": "GR", "UK": "GB"}.get(written or coded or "", written or coded))


def _buyer(root: Node, form: Node, repairs: Repairs) -> NoticeBuyer:
    place = first(form, _BUYER)
    place = place if place is not None else next(below(form, "CA_CE_CONCESSIONAIRE_PROFILE"), None)
    name = next(below(place, "OFFICIALNAME"), None)
    name = name if name is not None else first(root, "TRANSLATION_SECTION/ML_AA_NAMES/AA_NAME")
    found = said_in_line(repairs, name, "OFFICIALNAME")
    if found is None:
        repairs.warn("no_buyer")
    number = said_in_line(repairs, next(below(place, "NATIONALID"), None), "NATIONALID")
    lines = (said_in_line(repairs, first(place, each), each) for each in ("ADDRESS", "POSTAL_CODE", "TOWN"))
    return NoticeBuyer(
        name=found,
        id=number,
        register_number=number,
        address=", ".join(once(lines)) or None,
        contact=said_in_line(repairs, first(place, "CONTACT_POINT"), "CONTACT_POINT"),
        email=_below(place, "E_MAIL"),
        phone=value(place, "PHONE"),
    )


# Dates.


def _deadline(root: Node, form: Node, repairs: Repairs, clock: tzinfo) -> tuple[datetime | None, bool]:
    """Return the end of the time for offers or requests: where form and coded data differ, the earlier one, with a warning."""
    written = _joined(value(form, "PROCEDURE/DATE_RECEIPT_TENDERS"), value(form, "PROCEDURE/TIME_RECEIPT_TENDERS"))
    coded = value(root, f"{_CODED}/CODIF_DATA/DT_DATE_FOR_SUBMISSION")
    moments = [(each, repairs.moment(each, _RECEIPT)) for each in (written, coded) if each]
    known = [(moment.at(clock), moment, each) for each, moment in moments if moment is not None]
    if not known:
        return None, False
    # A day without hour does not contradict the same day with one.
    timed = [each for each in known if each[1].time_stated] or known
    first_of_all = min(timed, key=lambda each: each[0])
    if any(moment.day != first_of_all[1].day or at != first_of_all[0] for at, moment, _ in timed):
        repairs.warn("dates_contradict", where=_RECEIPT, original=", ".join(each for _, _, each in timed))
    return repairs.instant(first_of_all[2], _RECEIPT, clock, None)


_RECEIPT = "DATE_RECEIPT_TENDERS"


def _opening(form: Node, repairs: Repairs, clock: tzinfo) -> datetime | None:
    place = first(form, "PROCEDURE/OPENING_CONDITION")
    written = _joined(value(place, "DATE_OPENING_TENDERS"), value(place, "TIME_OPENING_TENDERS"))
    moment = repairs.moment(written, "DATE_OPENING_TENDERS")
    return moment.at(clock) if moment else None


def _joined(day: str | None, hour: str | None) -> str | None:
    return f"{day} {hour}" if day and hour else day


# The rest.


def _documents(form: Node, repairs: Repairs) -> tuple[NoticeDocument, ...]:
    body = first(form, "CONTRACTING_BODY")
    restricted = first(body, "DOCUMENT_RESTRICTED") is not None
    links = (repairs.link(text(each), "URL_DOCUMENT") for each in every(body, "URL_DOCUMENT"))
    return tuple(NoticeDocument(None, link, restricted) for link in once(links))


_ASKED = (
    *("SUITABILITY", "ECONOMIC_FINANCIAL_INFO", "ECONOMIC_FINANCIAL_MIN_LEVEL", "TECHNICAL_PROFESSIONAL_INFO"),
    *("TECHNICAL_PROFESSIONAL_MIN_LEVEL", "RULES_CRITERIA", "QUALIFICATION"),
)


def _eligibility(form: Node, repairs: Repairs) -> str | None:
    found = once(said(repairs, first(form, f"LEFTI/{name}"), name) for name in _ASKED)
    return "\n\n".join(found) or None


def _most_offered(form: Node) -> int | None:
    division = first(form, "OBJECT_CONTRACT/LOT_DIVISION")
    if first(division, "LOT_ONE_ONLY") is not None:
        return 1
    return _count(value(division, "LOT_MAX_NUMBER"))


def _count(written: str | None) -> int | None:
    return (
        int(written)
        if written and written.isdecimal() and len(written) <= _LONGEST_COUNT and int(written) > 0
        else None
    )


def _below(node: Node | None, name: str) -> str | None:
    """Return the text of the first element of that name at any depth; of the older forms names begin so and go on."""
    if node is None:
        return None
    found = (each for each in node.iterdescendants() if local_name(each).startswith(name))
    return next((words for each in found if (words := text(each))), None)


def _warn(repairs: Repairs, kind: NoticeKind, *, has_deadline: bool, asks_first: bool) -> None:
    if kind is NoticeKind.PLAN:
        repairs.warn("only_announced")
    elif not has_deadline:
        repairs.warn("no_deadline")
    elif asks_first:
        repairs.warn("requests_first")
    repairs.warn("lines_in_documents")
