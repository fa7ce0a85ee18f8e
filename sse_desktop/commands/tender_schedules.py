"""Item schedules: their lines become a tender, or are added to one, together with what was said of their columns."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.sheet_mappings import remember_mapping
from sse_desktop.commands.tender_documents import DocumentFile, add_document
from sse_desktop.commands.tender_import import Imported, TenderImport, import_tender
from sse_desktop.commands.tender_items import add_lot, paste_items
from sse_desktop.commands.tenders import ItemData, LotData
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import Tender, TenderLot


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsSaid:
    """The headings of a sheet and the heading of each field, as a person saw and left them."""

    header: tuple[str, ...]
    columns: Mapping[str, str]


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_schedule(session: Writing, found: TenderImport, said: ColumnsSaid) -> Imported:
    """Store a schedule as a tender, and remember its columns for the buyer.

    Raises:
        All of `import_tender`.
    """
    imported = import_tender(session, found)
    _remember(session, imported.tender_id, said)
    return imported


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_schedule(
    session: Writing,
    tender_id: uuid.UUID,
    items: Sequence[ItemData],
    *,
    lots: Sequence[LotData] = (),
    said: ColumnsSaid | None = None,
    file: DocumentFile | None = None,
) -> list[uuid.UUID]:
    """Add the lines of a schedule to a tender, with lots that it lacks, and keep its file; return the ids of the lines.

    Raises:
        All of `paste_items`; nothing was stored.
    """
    known = set(session.scalars(sa.select(TenderLot.code).where(TenderLot.tender_id == tender_id)))
    for lot in lots:
        if lot.code not in known:
            add_lot(session, tender_id, lot)
    ids = paste_items(session, tender_id, items)
    if said is not None:
        _remember(session, tender_id, said)
    if file is not None:
        add_document(session, tender_id, "", file)
    return ids


def _remember(session: Writing, tender_id: uuid.UUID, said: ColumnsSaid) -> None:
    if not said.header:
        return
    remember_mapping(session, session.get_one(Tender, tender_id).buyer_id, said.header, said.columns)
