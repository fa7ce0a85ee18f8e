"""Taking over a notice: a new process becomes a tender, a newer version of a known one updates it and loses no work."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import as_it_was, follow_item
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.product_memory import ProductMemory
from sse_desktop.commands.tenders import (
    ItemData,
    LotData,
    TenderData,
    item_columns,
    next_position,
    tender_columns,
    tender_currency,
)
from sse_desktop.commands.unit_words import in_explained_units
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import Tender, TenderItem, TenderLot

# What a person decides, or what follows from other fields: a notice never writes it into a known tender.
_OURS = frozenset({"buyer_id", "note", "search", "currency"})
_OF_THE_DEADLINE = frozenset({"deadline_at", "deadline_zone", "deadline_stated"})
_OF_AN_ITEM = ("description", "quantity_milli", "unit", "classification_scheme", "classification_id", "price_micros")

Entry = dict[str, Any]
Changes = list["TenderChange"]


class OlderNotice(DomainError):
    """The file holds an earlier version than the one that is kept."""

    sentence = N_(
        "This file holds an older version of {reference}, published on {published}; the one kept here is of {kept}. Nothing was changed."
    )


class ChangeKind(StrEnum):
    """What a newer version did to a tender."""

    FIELD = "field"
    LOT_ADDED = "lot_added"
    LOT_REMOVED = "lot_removed"
    ITEM_ADDED = "item_added"
    ITEM_CHANGED = "item_changed"
    ITEM_REMOVED = "item_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderChange:
    """One change: `what` names the lot or the line, `field` the column; before and after are its stored values."""

    kind: ChangeKind
    what: str = ""
    field: str = ""
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderImport:
    """A notice read from a file: `notice` is its JSON text with warnings and documents; the original is kept by its hash."""

    data: TenderData
    lots: tuple[LotData, ...] = ()
    items: tuple[ItemData, ...] = ()
    notice: str = ""
    source: str = "ocds"
    original_sha: str | None = None
    original_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The tender a notice went into, whether it is new, and what was changed if it was known."""

    tender_id: uuid.UUID
    is_new: bool
    changes: tuple[TenderChange, ...] = ()


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_tender(session: Writing, found: TenderImport) -> Imported:
    """Store a notice as a tender, or as a newer version of the tender it belongs to.

    A process is known by its ocid, else by reference and buyer. Of a known one a field is written only where the buyer
    changed it since the last import and says something; products, weeks, papers asked for, bids and typed corrections
    stay. Lines that the buyer took out are archived.

    Raises:
        OlderNotice: an earlier version than the one kept; nothing was changed. DatesReversed. NotACurrency.
    """
    columns = tender_columns(session, found.data)
    columns["currency"] = columns["currency"] or next((lot.value.currency for lot in found.lots if lot.value), "")
    row = _known(session, columns)
    is_new = row is None
    before: Entry = {}
    changes: Changes = []
    if row is None:
        row = Tender(id=session.new_id(), **columns)
        session.add(row)
        session.flush()
    else:
        _refuse_older(row, columns["published_on"])
        before = json.loads(row.imported) if row.imported else {}
        _take_fields(row, columns, before.get("fields", {}), changes)
    _remember(session, row, found, columns, before, changes)
    return Imported(tender_id=row.id, is_new=is_new, changes=() if is_new else tuple(changes))


def _remember(
    session: Writing,
    row: Tender,
    found: TenderImport,
    columns: Mapping[str, Any],
    before: Mapping[str, Any],
    changes: Changes,
) -> None:
    """Write lots and lines, and keep what the notice said, to know next time what the buyer changed."""
    row.notice, row.source = found.notice, found.source
    row.original_sha, row.original_name = found.original_sha, found.original_name
    lots = _take_lots(session, row, found.lots, before.get("lots", []), changes)
    kept = {
        "fields": {name: _said(value) for name, value in columns.items() if name not in _OURS},
        "lots": [data.code for data in found.lots],
        "items": _take_items(session, row, found.items, lots, before.get("items", []), changes),
    }
    row.imported = json.dumps(kept, ensure_ascii=False, sort_keys=True)


# ---------------------------------------------------------------- which tender


def _known(session: Writing, columns: Mapping[str, Any]) -> Tender | None:
    by_number = sa.select(Tender).where(Tender.ocid == columns["ocid"], Tender.ocid != "").limit(1)
    row = session.scalars(by_number).first()
    if row is not None or not columns["reference"]:
        return row
    same = session.scalars(sa.select(Tender).where(Tender.reference == columns["reference"]).order_by(Tender.id))
    return next((row for row in same if _is_one_process(row, columns)), None)


def _is_one_process(row: Tender, columns: Mapping[str, Any]) -> bool:
    """Two tenders of one reference are the same process unless their numbers or their buyers differ."""
    if row.ocid and columns["ocid"]:
        return False
    if row.buyer_tax_id and columns["buyer_tax_id"]:
        return bool(row.buyer_tax_id == columns["buyer_tax_id"])
    return fold(row.buyer_name) == fold(columns["buyer_name"])


def _refuse_older(row: Tender, published: date | None) -> None:
    if published and row.published_on and published < row.published_on:
        raise OlderNotice(reference=row.reference or row.title, published=published, kept=row.published_on)


# ---------------------------------------------------------------- fields


def _take_fields(row: Tender, columns: Mapping[str, Any], before: Mapping[str, Any], changes: Changes) -> None:
    silent = _OURS | (_OF_THE_DEADLINE if columns["deadline_at"] is None else frozenset())
    for name, value in columns.items():
        if name not in silent and _is_news(value, before.get(name), getattr(row, name)):
            change = TenderChange(kind=ChangeKind.FIELD, field=name, before=getattr(row, name), after=value)
            changes.append(change)
            setattr(row, name, value)
    row.currency = row.currency or columns["currency"]
    row.buyer_id = row.buyer_id or columns["buyer_id"]
    row.search = fold(f"{row.reference} {row.title} {row.buyer_name} {row.ocid}")


def _is_news(value: Any, said_before: Any, ours: Any) -> bool:
    """Tell whether the buyer says something, something new, and something else than what is kept."""
    return value not in {None, ""} and _said(value) != said_before and value != ours


def _said(value: Any) -> Any:
    """Return a value as it is remembered in JSON: one instant has one text, whatever its zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


# ---------------------------------------------------------------- lots


def _take_lots(
    session: Writing, row: Tender, lots: Sequence[LotData], before: Sequence[str], changes: Changes
) -> dict[str, uuid.UUID]:
    known = {lot.code: lot for lot in session.scalars(sa.select(TenderLot).where(TenderLot.tender_id == row.id))}
    for data in lots:
        if data.code not in known:
            known[data.code] = TenderLot(id=session.new_id(), tender_id=row.id, code=data.code)
            session.add(known[data.code])
            changes.append(TenderChange(kind=ChangeKind.LOT_ADDED, what=data.title or data.code))
        lot = known[data.code]
        lot.title, lot.reserved, lot.archived = data.title or lot.title, data.reserved or lot.reserved, False
        if data.value is not None and data.value.currency == row.currency:
            lot.value_minor = data.value.minor
    for code in set(before) - {data.code for data in lots}:
        known[code].archived = True
        changes.append(TenderChange(kind=ChangeKind.LOT_REMOVED, what=known[code].title or code))
    session.flush()
    return {code: lot.id for code, lot in known.items()}


# ---------------------------------------------------------------- lines


def _take_items(
    session: Writing,
    tender: Tender,
    items: Sequence[ItemData],
    lots: Mapping[str, uuid.UUID],
    before: Sequence[Entry],
    changes: Changes,
) -> list[Entry]:
    """Write the lines of the notice and return what to remember of each: its row, its key, its values."""
    rows = {str(row.id): row for row in session.scalars(sa.select(TenderItem).where(TenderItem.tender_id == tender.id))}
    items = in_explained_units(session, items)
    pairs, left = _pair([_key(data) for data in items], before)
    currency, memory = tender_currency(session, tender), ProductMemory(session)
    kept: list[Entry] = []
    for data, entry in zip(items, pairs, strict=True):
        columns = item_columns(data, currency)
        said = {name: columns[name] for name in _OF_AN_ITEM}
        if entry is None:
            columns["product_id"] = data.product_id or memory.product_of(data)
            row = _added(session, tender, columns | {"tender_lot_id": lots.get(data.lot_code)}, changes)
        else:
            row = rows[entry["id"]]
            _bring_back(row, entry, changes)
            was = as_it_was(row)
            _change_item(row, said, entry["said"], changes)
            follow_item(session, row, was)
        kept.append({"id": str(row.id), "key": _key(data), "said": said})
    return kept + [_take_out(rows[entry["id"]], entry, changes) for entry in left]


def _bring_back(row: TenderItem, entry: Entry, changes: Changes) -> None:
    # A line that a person archived stays archived; one that the buyer had taken out comes back with the buyer.
    if entry.get("gone"):
        row.archived = False
        changes.append(TenderChange(kind=ChangeKind.ITEM_ADDED, what=row.description))


def _take_out(row: TenderItem, entry: Entry, changes: Changes) -> Entry:
    if not entry.get("gone"):
        row.archived = True
        changes.append(TenderChange(kind=ChangeKind.ITEM_REMOVED, what=row.description))
    return entry | {"gone": True}


def _key(data: ItemData) -> list[str]:
    return [data.lot_code, data.classification_id, fold(data.description).strip()]


def _pair(keys: Sequence[list[str]], before: Sequence[Entry]) -> tuple[list[Entry | None], list[Entry]]:
    """Find for each line the one it was: by its words, then by lot and classification, since words get corrected."""
    left = list(before)
    pairs = [_taken(left, key) for key in keys]
    for place, key in enumerate(keys):
        if pairs[place] is None and key[1]:
            pairs[place] = _taken(left, key[:2])
    return pairs, left


def _taken(left: list[Entry], key: Sequence[str]) -> Entry | None:
    found = next((entry for entry in left if entry["key"][: len(key)] == key), None)
    if found is not None:
        left.remove(found)
    return found


def _added(session: Writing, tender: Tender, columns: Mapping[str, Any], changes: Changes) -> TenderItem:
    position = next_position(session, tender.id)
    row = TenderItem(id=session.new_id(), tender_id=tender.id, position=position, **columns)
    session.add(row)
    session.flush()
    changes.append(TenderChange(kind=ChangeKind.ITEM_ADDED, what=row.description))
    return row


def _change_item(row: TenderItem, said: Mapping[str, Any], before: Mapping[str, Any], changes: Changes) -> None:
    what = row.description
    for name, value in said.items():
        if _is_news(value, before.get(name), getattr(row, name)):
            kind, old = ChangeKind.ITEM_CHANGED, getattr(row, name)
            changes.append(TenderChange(kind=kind, what=what, field=name, before=old, after=value))
            setattr(row, name, value)
