"""Lots, items, criteria and documents of OCDS: this file reads what is asked for and how it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sse_desktop.exchange.notice_parts import NoticeCriterion, NoticeDocument, NoticeItem, NoticeLot
from sse_desktop.exchange.notice_terms import LotTerms
from sse_desktop.exchange.plain_text import shortened
from sse_desktop.exchange.repairs import Part, Repairs
from sse_desktop.exchange.units import unit_code

_SPREADSHEET_CODE = re.compile(r"([0-9]{4,})\.0")
_LONGEST_NAME = 300


def variant(repairs: Repairs, part: Part, key: str, where: str) -> str | None:
    """Return the text of `key`, else of its first language variant such as `title_fr`."""
    if found := repairs.line(part.get(key), f"{where}.{key}"):
        return found
    names = sorted(name for name in part if re.fullmatch(rf"{key}_[A-Za-z-]{{2,8}}", name))
    return next((found for name in names if (found := repairs.line(part[name], f"{where}.{name}"))), None)


End = Callable[[Part, str], tuple[datetime | None, bool]]


def lots(repairs: Repairs, tender: Part, end: End) -> tuple[NoticeLot, ...]:
    """Return the lots; what the call says for all of them stands in each that says nothing of its own.

    `end` reads the end of a period, and whether it is fully stated.
    """
    common = criteria(repairs, tender, "tender")
    reserved = _reserved(repairs, tender, "tender")
    return tuple(
        _lot(repairs, lot, where, common=common, reserved=reserved, number=number, end=end)
        for number, (lot, where) in enumerate(repairs.parts(tender.get("lots"), "tender.lots"), 1)
    )


def _lot(
    repairs: Repairs,
    lot: Part,
    where: str,
    *,
    common: tuple[NoticeCriterion, ...],
    reserved: tuple[str, ...],
    number: int,
    end: End,
) -> NoticeLot:
    goals = _goals(repairs, lot, where)
    return NoticeLot(
        id=repairs.line(lot.get("id"), f"{where}.id") or str(number),
        title=variant(repairs, lot, "title", where),
        value=repairs.value(lot.get("value"), f"{where}.value"),
        reserved=_reserved(repairs, lot, where) or reserved,
        social=tuple(code for code in goals if code.startswith("social")),
        criteria=criteria(repairs, lot, where) or common,
        description=repairs.text(lot.get("description"), f"{where}.description"),
        environmental=tuple(code for code in goals if not code.startswith("social")),
        terms=_terms(repairs, lot, where, end),
    )


def _terms(repairs: Repairs, lot: Part, where: str, end: End) -> LotTerms:
    deadline, stated = end(repairs.part(lot.get("tenderPeriod"), f"{where}.tenderPeriod"), f"{where}.tenderPeriod")
    period = repairs.part(lot.get("contractPeriod"), f"{where}.contractPeriod")
    suits = repairs.part(lot.get("suitability"), f"{where}.suitability").get("sme")
    return LotTerms(
        deadline=deadline,
        deadline_stated=stated,
        starts=repairs.day(period.get("startDate"), f"{where}.contractPeriod.startDate"),
        ends=repairs.day(period.get("endDate"), f"{where}.contractPeriod.endDate"),
        for_small_firms=suits if isinstance(suits, bool) else None,
    )


def _reserved(repairs: Repairs, part: Part, where: str) -> tuple[str, ...]:
    other = repairs.part(part.get("otherRequirements"), f"{where}.otherRequirements")
    return repairs.codes(other.get("reservedParticipation"), f"{where}.otherRequirements.reservedParticipation")


def _goals(repairs: Repairs, lot: Part, where: str) -> tuple[str, ...]:
    """Return the codes of goals; strategies are codes of how, kept only where a goal is missing."""
    found: list[str] = []
    for entry, place in repairs.parts(lot.get("sustainability"), f"{where}.sustainability"):
        goal = repairs.line(entry.get("goal"), f"{place}.goal")
        found += [goal] if goal else repairs.codes(entry.get("strategies"), f"{place}.strategies")
    return tuple(dict.fromkeys(found))


def criteria(repairs: Repairs, part: Part, where: str) -> tuple[NoticeCriterion, ...]:
    """Return the award criteria, from the list of the lots extension or from the code and text of the standard."""
    written = part.get("awardCriteria")
    if isinstance(written, dict):
        place = f"{where}.awardCriteria.criteria"
        return tuple(_criterion(repairs, each, spot) for each, spot in repairs.parts(written.get("criteria"), place))
    code = repairs.line(written, f"{where}.awardCriteria")
    details = repairs.line(part.get("awardCriteriaDetails"), f"{where}.awardCriteriaDetails")
    return (NoticeCriterion(code, details),) if code or details else ()


def _criterion(repairs: Repairs, entry: Part, where: str) -> NoticeCriterion:
    name = variant(repairs, entry, "name", where) or repairs.line(entry.get("description"), f"{where}.description")
    weights = [
        repairs.line(number.get("number"), f"{place}.number")
        for number, place in repairs.parts(entry.get("numbers"), f"{where}.numbers")
    ]
    known = [weight for weight in weights if weight]
    if len(known) > 1:
        repairs.warn("weight_unclear", where=f"{where}.numbers", original=", ".join(known))
    kind = repairs.line(entry.get("type"), f"{where}.type")
    return NoticeCriterion(
        kind, shortened(name, _LONGEST_NAME) if name else None, known[0] if len(known) == 1 else None
    )


def items(repairs: Repairs, release: Part) -> tuple[NoticeItem, ...]:
    """Return the items of the call; where it has none, those of its awards, contracts or plan, with a warning."""
    tender = repairs.part(release.get("tender"), "tender")
    found = _items(repairs, tender.get("items"), "tender.items", _lots_by_item(repairs, tender))
    if not found:
        for source, where in _elsewhere(repairs, release):
            if found := _items(repairs, source, where, {}):
                repairs.warn("items_from_elsewhere", where=where)
                break
    nameless = sum(item.description is None for item in found)
    if not found:
        repairs.warn("no_items")
    elif nameless:
        repairs.warn("items_without_description", count=nameless)
    return found


def _elsewhere(repairs: Repairs, release: Part) -> Iterator[tuple[Any, str]]:
    for name in ("awards", "contracts"):
        for part, where in repairs.parts(release.get(name), name):
            yield part.get("items"), f"{where}.items"
    yield repairs.part(release.get("planning"), "planning").get("items"), "planning.items"


def _lots_by_item(repairs: Repairs, tender: Part) -> dict[str, str]:
    """Return the lot of each item where the lots name their items, as Paraguay's do."""
    named: dict[str, str] = {}
    for lot, where in repairs.parts(tender.get("lots"), "tender.lots"):
        code = repairs.line(lot.get("id"), f"{where}.id")
        for item in repairs.codes(lot.get("items"), f"{where}.items") if code else ():
            named[item] = str(code)
    return named


def _items(repairs: Repairs, value: Any, where: str, lot_of: dict[str, str]) -> tuple[NoticeItem, ...]:
    return tuple(_item(repairs, item, place, lot_of) for item, place in repairs.parts(value, where))


def _item(repairs: Repairs, item: Part, where: str, lot_of: dict[str, str]) -> NoticeItem:
    kind = repairs.part(item.get("classification"), f"{where}.classification")
    unit = repairs.part(item.get("unit"), f"{where}.unit")
    name = variant(repairs, unit, "name", f"{where}.unit")
    code = repairs.line(unit.get("id"), f"{where}.unit.id")
    symbol = repairs.line(unit.get("symbol"), f"{where}.unit.symbol")
    own = repairs.line(item.get("id"), f"{where}.id") or ""
    return NoticeItem(
        description=variant(repairs, item, "description", where)
        or variant(repairs, kind, "description", f"{where}.classification"),
        quantity=repairs.quantity(item.get("quantity"), f"{where}.quantity"),
        unit=name or symbol or code,
        scheme=repairs.line(kind.get("scheme"), f"{where}.classification.scheme"),
        code=_code(repairs, kind.get("id"), f"{where}.classification.id"),
        lot=_related_lot(repairs, item, where) or lot_of.get(own),
        unit_code=_rec20(unit, code, name, symbol),
        unit_price=repairs.value(unit.get("value"), f"{where}.unit.value"),
    )


def _rec20(unit: Part, code: str | None, name: str | None, symbol: str | None) -> str | None:
    """Return the unit's code; ids of national lists look like Rec 20 codes and mean something else."""
    listed = str(unit.get("scheme") or "").upper().replace("/", "")
    return unit_code(code, name, symbol) if listed == "UNCEFACT" else unit_code(name, symbol)


def _related_lot(repairs: Repairs, item: Part, where: str) -> str | None:
    if lot := repairs.line(item.get("relatedLot"), f"{where}.relatedLot"):
        return lot
    several = repairs.codes(item.get("relatedLots"), f"{where}.relatedLots")
    return several[0] if len(several) == 1 else None


def _code(repairs: Repairs, value: Any, where: str) -> str | None:
    code = repairs.line(value, where)
    if code and (found := _SPREADSHEET_CODE.fullmatch(code)):
        repairs.warn("code_repaired", where=where, original=code)
        return found[1]
    return code


def documents(repairs: Repairs, release: Part) -> tuple[NoticeDocument, ...]:
    """Return the documents of call, plan and milestones, each once."""
    tender = repairs.part(release.get("tender"), "tender")
    planning = repairs.part(release.get("planning"), "planning")
    places = [(tender.get("documents"), "tender.documents"), (planning.get("documents"), "planning.documents")]
    for milestone, where in repairs.parts(tender.get("milestones"), "tender.milestones"):
        places.append((milestone.get("documents"), f"{where}.documents"))
    found = [_document(repairs, entry, spot) for value, where in places for entry, spot in repairs.parts(value, where)]
    return tuple(dict.fromkeys(document for document in found if document.title or document.url))


def _document(repairs: Repairs, entry: Part, where: str) -> NoticeDocument:
    title = variant(repairs, entry, "title", where) or repairs.line(entry.get("description"), f"{where}.description")
    return NoticeDocument(title, repairs.link(entry.get("url"), f"{where}.url"))
