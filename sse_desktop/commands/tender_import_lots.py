"""Lots of a newer notice: a lot is written only where the buyer changed it, and one that was taken out is archived."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.tender_changes import ChangeKind, Changes, TenderChange, is_news, said
from sse_desktop.commands.tenders import LotData
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import Tender, TenderLot

Entry = dict[str, Any]


def kept_lots(lots: Sequence[LotData]) -> list[Entry]:
    """Return what to remember of the lots, to know next time what the buyer changed."""
    return [{"code": data.code, "said": _columns(data)} for data in lots]


def take_lots(
    session: Writing, row: Tender, lots: Sequence[LotData], before: Sequence[Entry | str], changes: Changes
) -> dict[str, uuid.UUID]:
    """Write the lots of a notice and return the ids of all lots by their codes. `before` is what `kept_lots` gave.

    Tenders taken over before version 0.2 remember only the codes of their lots.
    """
    remembered = {str(each["code"]): dict(each["said"]) for each in (_entry(each) for each in before)}
    known = {lot.code: lot for lot in session.scalars(sa.select(TenderLot).where(TenderLot.tender_id == row.id))}
    for data in lots:
        if data.code in known:
            _change_lot(known[data.code], data, remembered.get(data.code, {}), row.currency, changes)
        else:
            known[data.code] = _added(session, row, data, changes)
    for code in [code for code in remembered if code not in {data.code for data in lots}]:
        known[code].archived = True
        changes.append(TenderChange(kind=ChangeKind.LOT_REMOVED, what=known[code].title or code))
    session.flush()
    return {code: lot.id for code, lot in known.items()}


def _entry(each: Entry | str) -> Entry:
    return {"code": each, "said": {}} if isinstance(each, str) else each


def _columns(data: LotData) -> Entry:
    return {
        "title": data.title,
        "reserved": data.reserved,
        "value_minor": data.value.minor if data.value is not None else None,
    }


def _added(session: Writing, row: Tender, data: LotData, changes: Changes) -> TenderLot:
    columns = _columns(data)
    if data.value is not None and data.value.currency != row.currency:
        columns["value_minor"] = None
    lot = TenderLot(id=session.new_id(), tender_id=row.id, code=data.code, **columns)
    session.add(lot)
    changes.append(TenderChange(kind=ChangeKind.LOT_ADDED, what=data.title or data.code))
    return lot


def _change_lot(lot: TenderLot, data: LotData, before: Mapping[str, Any], currency: str, changes: Changes) -> None:
    what, lot.archived = lot.title or lot.code, False
    for name, value in _columns(data).items():
        if name == "value_minor" and data.value is not None and data.value.currency != currency:
            continue
        ours = getattr(lot, name)
        if is_news(value, before.get(name), ours):
            changes.append(
                TenderChange(kind=ChangeKind.LOT_CHANGED, what=what, field=name, before=ours, after=said(value))
            )
            setattr(lot, name, value)
