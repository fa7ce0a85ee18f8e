"""What was said of the columns of earlier sheets."""

import json
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.store.tables.tender_desk import SheetMapping


def known_mapping(session: Session, header: Sequence[str], buyer_id: uuid.UUID | None = None) -> dict[str, str] | None:
    """Return the heading of each field as it was said for a sheet like this one, or None.

    A sheet of the same buyer counts when it has all the columns that were said; one of another buyer only when all its
    headings are the same, and are words.
    """
    folded = [fold(heading) for heading in header]
    by_heading = dict(zip(reversed(folded), reversed(header), strict=True))
    for of_buyer, headings, columns in _kept(session, buyer_id):
        said: dict[str, str] = json.loads(columns)
        if not said or not set(said.values()) <= by_heading.keys():
            continue
        is_same = json.loads(headings) == folded and any(len(heading) > 1 for heading in said.values())
        if is_same or (buyer_id is not None and of_buyer == buyer_id):
            return {field: by_heading[heading] for field, heading in said.items()}
    return None


def _kept(session: Session, buyer_id: uuid.UUID | None) -> list[tuple[uuid.UUID | None, str, str]]:
    """Return what is kept, that of the buyer first, then the newest."""
    rows = session.execute(
        sa.select(SheetMapping.buyer_id, SheetMapping.headings, SheetMapping.columns).order_by(SheetMapping.id.desc())
    )
    kept = [(of_buyer, headings, columns) for of_buyer, headings, columns in rows]
    return sorted(kept, key=lambda row: buyer_id is None or row[0] != buyer_id)
