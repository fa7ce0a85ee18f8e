"""Taking over a notice: a new process becomes a tender, a newer version of a known one updates it and loses no work."""

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.amendments import AmendmentData, record_amendment
from sse_desktop.commands.bid_lines import as_it_was, follow_item
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.product_memory import ProductMemory
from sse_desktop.commands.tender_changes import ChangeKind, Changes, TenderChange, is_news, said
from sse_desktop.commands.tender_import_lots import kept_lots, take_lots
from sse_desktop.commands.tender_import_pairs import pair
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
from sse_desktop.domain.zones import in_zone
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import Tender, TenderItem

# What a person decides, or what follows from other fields: a notice never writes it into a known tender.
_OURS = frozenset(
    {"buyer_id", "note", "search", "currency", "notice_version", "certified_plots_only", "certificate_kind"}
)
_OF_THE_DEADLINE = frozenset({"deadline_at", "deadline_zone", "deadline_stated"})
# The number of a notice in the Official Journal: a newer notice of the process has one of its own, which is no news.
_OF_THE_JOURNAL = re.compile(r"[0-9]{1,6}-[0-9]{4}")
_OF_AN_ITEM = ("description", "quantity_milli", "unit", "classification_scheme", "classification_id", "price_micros")

Entry = dict[str, Any]


class OlderNotice(DomainError):
    """The file holds an earlier version than the one that is kept."""

    sentence = N_(
        "This file holds an older version of {reference}, published on {published}; the one kept here is of {kept}. Nothing was changed."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderImport:
    """A notice read from a file: `notice` is its JSON text with warnings and documents; the original is kept by its hash.

    `replaces` is the notice that this one changes, in the notation of `TenderData.notice_version`, `change_reason` why.
    """

    data: TenderData
    lots: tuple[LotData, ...] = ()
    items: tuple[ItemData, ...] = ()
    notice: str = ""
    source: str = "ocds"
    original_sha: str | None = None
    original_name: str = ""
    replaces: str = ""
    change_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The tender a notice went into, whether it is new, and what was changed if it was known."""

    tender_id: uuid.UUID
    is_new: bool
    changes: tuple[TenderChange, ...] = ()


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_tender(session: Writing, found: TenderImport) -> Imported:
    """Store a notice as a tender, or as a newer version of the tender it belongs to.

    A process is known by its ocid, else by the notice it changes, else by reference and buyer. Of a known one a field is written only where the buyer
    changed it since the last import and says something; products, weeks, papers asked for, bids and typed corrections
    stay. Lines that the buyer took out are archived. What changed is kept as an amendment that nobody has seen yet.

    Raises:
        OlderNotice: an earlier version than the one kept; nothing was changed. DatesReversed. NotACurrency.
    """
    columns = tender_columns(session, found.data)
    columns["currency"] = columns["currency"] or next((lot.value.currency for lot in found.lots if lot.value), "")
    row = _known(session, columns, found)
    is_new, is_another = row is None, False
    before: Entry = {}
    changes: Changes = []
    if row is None:
        row = Tender(id=session.new_id(), **columns)
        session.add(row)
        session.flush()
    else:
        _refuse_older(row, columns)
        is_another = row.notice_version != columns["notice_version"]
        before = json.loads(row.imported) if row.imported else {}
        _take_fields(row, columns, before.get("fields", {}), changes)
    _remember(session, row, found, columns, before, changes)
    if not is_new and (changes or (is_another and found.change_reason)):
        _amend(session, row, found, changes)
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
    row.notice_version = columns["notice_version"] or row.notice_version
    lots = take_lots(session, row, found.lots, before.get("lots", []), changes)
    kept = {
        "fields": {name: said(value) for name, value in columns.items() if name not in _OURS},
        "lots": kept_lots(found.lots),
        "items": _take_items(session, row, found.items, lots, before.get("items", []), changes),
    }
    row.imported = json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _amend(session: Writing, row: Tender, found: TenderImport, changes: Changes) -> None:
    data = AmendmentData(
        reference=found.data.notice_version or found.data.reference,
        summary=found.change_reason,
        published_on=found.data.published_on,
        original_sha=found.original_sha,
    )
    record_amendment(session, row.id, data, changes)


# ---------------------------------------------------------------- which tender


def _known(session: Writing, columns: Mapping[str, Any], found: TenderImport) -> Tender | None:
    by_number = sa.select(Tender).where(Tender.ocid == columns["ocid"], Tender.ocid != "").limit(1)
    by_notice = sa.select(Tender).where(Tender.notice_version == found.replaces, Tender.notice_version != "").limit(1)
    row = session.scalars(by_number).first() or session.scalars(by_notice).first()
    if row is not None or not columns["reference"]:
        return row or _of_the_same_file(session, columns, found.original_sha)
    same = session.scalars(sa.select(Tender).where(Tender.reference == columns["reference"]).order_by(Tender.id))
    return next((row for row in same if _is_one_process(row, columns)), None)


def _of_the_same_file(session: Writing, columns: Mapping[str, Any], sha: str | None) -> Tender | None:
    """Return the tender that came from the same bytes: schedules of buyers have no number to know them by."""
    if sha is None or columns["ocid"] or columns["reference"]:
        return None
    same = sa.select(Tender).where(Tender.original_sha == sha, Tender.reference == "", Tender.ocid == "")
    return session.scalars(same.where(Tender.title == columns["title"]).limit(1)).first()


def _is_one_process(row: Tender, columns: Mapping[str, Any]) -> bool:
    """Two tenders of one reference are the same process unless their numbers or their buyers differ."""
    if row.ocid and columns["ocid"]:
        return False
    if row.buyer_tax_id and columns["buyer_tax_id"]:
        return bool(row.buyer_tax_id == columns["buyer_tax_id"])
    return fold(row.buyer_name) == fold(columns["buyer_name"])


def _refuse_older(row: Tender, columns: Mapping[str, Any]) -> None:
    published, kept = columns["published_on"], row.published_on
    if published and kept and (published < kept or (published == kept and _goes_before(columns, row))):
        raise OlderNotice(reference=row.reference or row.title, published=published, kept=kept)


def _goes_before(columns: Mapping[str, Any], row: Tender) -> bool:
    """Tell of two versions of one notice of the same day whether the file's is the earlier one."""
    name, _, version = columns["notice_version"].rpartition("-")
    kept_name, _, kept_version = row.notice_version.rpartition("-")
    is_numbered = version.isdecimal() and kept_version.isdecimal()
    return is_numbered and name == kept_name and int(version) < int(kept_version)


# ---------------------------------------------------------------- fields


def _take_fields(row: Tender, columns: Mapping[str, Any], before: Mapping[str, Any], changes: Changes) -> None:
    silent = _OURS | (_OF_THE_DEADLINE if columns["deadline_at"] is None and row.deadline_at else frozenset())
    if _OF_THE_JOURNAL.fullmatch(row.reference):
        silent |= {"reference"}
    zone = row.deadline_zone
    for name, value in columns.items():
        ours = getattr(row, name)
        if name not in silent and is_news(value, before.get(name), ours):
            # Both are told on the buyer's clock.
            was = in_zone(ours, zone) if isinstance(ours, datetime) else ours
            changes.append(TenderChange(kind=ChangeKind.FIELD, field=name, before=was, after=value))
            setattr(row, name, value)
    row.currency = row.currency or columns["currency"]
    row.buyer_id = row.buyer_id or columns["buyer_id"]
    row.search = fold(f"{row.reference} {row.title} {row.buyer_name} {row.ocid}")


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
    pairs, left = pair([_key(data) for data in items], before)
    currency, memory, position = (
        tender_currency(session, tender),
        ProductMemory(session),
        next_position(session, tender.id),
    )
    kept: list[Entry] = []
    for data, entry in zip(items, pairs, strict=True):
        columns = item_columns(data, currency)
        said = {name: columns[name] for name in _OF_AN_ITEM}
        if entry is None:
            columns["product_id"] = data.product_id or memory.product_of(data)
            columns |= {"tender_lot_id": lots.get(data.lot_code), "position": position}
            row, position = _added(session, tender, columns, changes), position + 1
        else:
            row = rows[entry["id"]]
            _bring_back(row, entry, changes)
            was = as_it_was(row)
            _change_item(row, said, entry["said"], changes)
            follow_item(session, row, was)
        kept.append({"id": str(row.id), "key": _key(data), "said": said})
    # Once for all: some schedules have twenty thousand lines.
    session.flush()
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


def _added(session: Writing, tender: Tender, columns: Mapping[str, Any], changes: Changes) -> TenderItem:
    row = TenderItem(id=session.new_id(), tender_id=tender.id, **columns)
    session.add(row)
    changes.append(TenderChange(kind=ChangeKind.ITEM_ADDED, what=row.description))
    return row


def _change_item(row: TenderItem, said: Mapping[str, Any], before: Mapping[str, Any], changes: Changes) -> None:
    what = row.description
    for name, value in said.items():
        if is_news(value, before.get(name), getattr(row, name)):
            kind, old = ChangeKind.ITEM_CHANGED, getattr(row, name)
            changes.append(TenderChange(kind=kind, what=what, field=name, before=old, after=value))
            setattr(row, name, value)
