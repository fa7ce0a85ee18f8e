"""Lots of the former TED format: this file reads what each asks for, how it is judged, and for whom all are reserved."""

from __future__ import annotations

import re
from decimal import Decimal

from sse_desktop.exchange.notice_parts import NoticeCriterion, NoticeLot, NoticeValue
from sse_desktop.exchange.notice_terms import LotTerms
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, below, every, first, local_name, once, text, undoubled, value

_DECIMAL = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_RESERVED = {
    "RESTRICTED_SHELTERED_WORKSHOP": "res-ws",
    "RESTRICTED_SHELTERED_PROGRAM": "res-ws",
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": "res-pub-ser",
}
_CRITERIA = {"AC_PRICE": "price", "AC_COST": "cost", "AC_QUALITY": "quality"}
# How the forms before 2015 call a lot and its parts.
_OLD_LOT = re.compile(r"F\d\d_ANNEX_B(?:_INFORMATION)?|ANNEX_B_F\d\d|LOTS?_.*ANNEX_B.*")


def said(repairs: Repairs, node: Node | None, where: str) -> str | None:
    """Return the words of an element, a line for each paragraph; letters set higher stay in their word."""
    if node is None:
        return None
    lines = [text(each) for each in every(node, "P")] or [text(node)]
    written = "\n".join(line for line in lines if line)
    repaired = undoubled(written)
    if repaired != written:
        repairs.warn("letters_repaired", where=where, original=written[:2000])
    return repairs.text(repaired, where)


def said_in_line(repairs: Repairs, node: Node | None, where: str) -> str | None:
    """Return the words of an element in one line."""
    found = said(repairs, node, where)
    return " ".join(found.split()) or None if found else None


def amount(repairs: Repairs, node: Node | None, where: str) -> NoticeValue | None:
    """Return an amount with the currency of its attribute."""
    written = text(node).replace(" ", "")
    if not written:
        return None
    number: Decimal | str = Decimal(written) if _DECIMAL.fullmatch(written) else written
    return repairs.value({"amount": number, "currency": attribute(node, "CURRENCY")}, where)


def cpv(node: Node | None) -> tuple[str, ...]:
    """Return the CPV codes, the main one first, without check digits."""
    found = (
        attribute(each, "CODE") for name in ("CPV_MAIN", "CPV_ADDITIONAL") for each in every(node, f"{name}/CPV_CODE")
    )
    return once(code.partition("-")[0] for code in found if code)


def lots_of(repairs: Repairs, form: Node, title: str) -> tuple[NoticeLot, ...]:
    """Return the lots; a call without lots is one lot, so that it can say for whom it is reserved."""
    reserved = once(code for name, code in _RESERVED.items() if any(True for _ in below(form, name)))
    common = _common_terms(repairs, form)
    parts = every(form, "OBJECT_CONTRACT/OBJECT_DESCR") or [
        each for each in form.iterdescendants() if _OLD_LOT.fullmatch(local_name(each))
    ]
    if reserved and len(parts) > 1:
        repairs.warn("reserved_for_all_lots")
    taken: dict[str, int] = {}
    found = [_lot(repairs, each, number, title, reserved, common, taken) for number, each in enumerate(parts, 1)]
    return tuple(found) or ((NoticeLot("1", title, reserved=reserved, terms=common),) if reserved else ())


def _lot(
    repairs: Repairs,
    node: Node,
    number: int,
    title: str,
    reserved: tuple[str, ...],
    common: LotTerms,
    taken: dict[str, int],
) -> NoticeLot:
    code = value(node, "LOT_NO") or value(node, "LOT_NUMBER") or attribute(node, "ITEM") or str(number)
    taken[code] = taken.get(code, 0) + 1
    where = f"OBJECT_DESCR[{number}]"
    own = first(node, "TITLE") if first(node, "TITLE") is not None else first(node, "LOT_TITLE")
    words = first(node, "SHORT_DESCR") if first(node, "SHORT_DESCR") is not None else first(node, "LOT_DESCRIPTION")
    return NoticeLot(
        id=code if taken[code] == 1 else f"{code} ({taken[code]})",
        title=said_in_line(repairs, own, f"{where}.TITLE") or title,
        value=amount(repairs, first(node, "VAL_OBJECT"), f"{where}.VAL_OBJECT"),
        reserved=reserved,
        criteria=_criteria(repairs, node, where),
        description=said(repairs, words, f"{where}.SHORT_DESCR"),
        terms=_terms(repairs, node, where, common),
    )


def _criteria(repairs: Repairs, node: Node, where: str) -> tuple[NoticeCriterion, ...]:
    return tuple(
        NoticeCriterion(
            _CRITERIA[local_name(each)],
            said_in_line(repairs, first(each, "AC_CRITERION"), f"{where}.AC"),
            said_in_line(repairs, first(each, "AC_WEIGHTING"), f"{where}.AC"),
        )
        for each in every(node, "AC/*")
        if local_name(each) in _CRITERIA
    )


def _common_terms(repairs: Repairs, form: Node) -> LotTerms:
    """Return the terms that the form states once for all lots: conditions in the buyer's words, languages, validity."""
    conditions = next(below(form, "PERFORMANCE_CONDITIONS"), None)
    validity = first(form, "PROCEDURE/DURATION_TENDER_VALID")
    number, unit = text(validity), attribute(validity, "TYPE") or ""
    guarantee = next(below(form, "DEPOSIT_GUARANTEE_REQUIRED"), None)
    return LotTerms(
        codes=cpv(first(form, "OBJECT_CONTRACT")),
        performance=said(repairs, conditions, "PERFORMANCE_CONDITIONS"),
        languages=once(
            (attribute(each, "VALUE") or "").lower() for each in every(form, "PROCEDURE/LANGUAGES/LANGUAGE")
        ),
        validity=f"{number} {unit}" if number and unit else None,
        validity_days=int(number) if unit == "DAY" and number.isdecimal() and len(number) < _LONGEST_COUNT else None,
        guarantee_required=True if guarantee is not None else None,
        guarantee=said(repairs, guarantee, "DEPOSIT_GUARANTEE_REQUIRED"),
        submission_url=repairs.link(value(form, "CONTRACTING_BODY/URL_PARTICIPATION"), "URL_PARTICIPATION"),
        framework="framework" if first(form, "PROCEDURE/FRAMEWORK") is not None else None,
    )


_LONGEST_COUNT = 6


def _terms(repairs: Repairs, node: Node, where: str, common: LotTerms) -> LotTerms:
    length = first(node, "DURATION")
    number, unit = text(length), attribute(length, "TYPE") or ""
    known = {name: getattr(common, name) for name in _COMMON}
    return LotTerms(
        starts=repairs.day(value(node, "DATE_START"), f"{where}.DATE_START"),
        ends=repairs.day(value(node, "DATE_END"), f"{where}.DATE_END"),
        duration=f"{number} {unit}" if number and unit else None,
        places=once(attribute(each, "CODE") for each in every(node, "NUTS")),
        codes=cpv(node) or common.codes,
        **known,
    )


_COMMON = (
    *("performance", "languages", "validity", "validity_days", "guarantee_required", "guarantee", "submission_url"),
    "framework",
)
