"""The documents of a tender: those that are kept, and those that its notice names by their address."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.tender_desk import TenderDocument
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderDocumentRow:
    """A document: `id` is None for one that only the notice names; nothing is ever fetched from an address."""

    id: uuid.UUID | None
    title: str
    address: str
    file_sha: str | None
    file_name: str
    media_type: str

    @property
    def is_kept(self) -> bool:
        """Say whether its file lies among the attachments."""
        return self.file_sha is not None


def tender_documents(session: Session, tender_id: uuid.UUID) -> list[TenderDocumentRow]:
    """Return the kept documents in their order, then those of the notice."""
    rows = sa.select(TenderDocument).where(TenderDocument.tender_id == tender_id, ~TenderDocument.archived)
    kept = [
        TenderDocumentRow(
            id=row.id,
            title=row.title,
            address=row.address,
            file_sha=row.file_sha,
            file_name=row.file_name,
            media_type=row.media_type,
        )
        for row in session.scalars(rows.order_by(TenderDocument.id))
    ]
    own = {row.address for row in kept if row.address}
    return [*kept, *(row for row in _of_notice(session, tender_id) if row.address not in own)]


def _of_notice(session: Session, tender_id: uuid.UUID) -> list[TenderDocumentRow]:
    written = session.scalar(sa.select(Tender.notice).where(Tender.id == tender_id))
    notice: dict[str, Any] = json.loads(written) if written else {}
    return [
        TenderDocumentRow(
            id=None,
            title=each.get("title") or "",
            address=each.get("url") or "",
            file_sha=None,
            file_name="",
            media_type="",
        )
        for each in notice.get("documents") or ()
    ]
