"""Counts of the staff, the newest first."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import Basis, HeadCount, basis_points
from sse_desktop.store.tables.clauses import StaffCount
from sse_desktop.store.tables.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCountRow:
    """A count of the staff; shares in hundredths of a percent, None where it was not counted that way."""

    id: uuid.UUID
    counted_on: date
    count: HeadCount
    target_group: str
    paper_id: uuid.UUID | None
    paper: str
    note: str
    voided: str | None

    def share_bp(self, basis: Basis) -> int | None:
        """Return the share of the target group by a basis."""
        share = self.count.share(basis)
        return basis_points(share) if share is not None else None


def staff_counts(session: Session, *, voided: bool = False) -> list[StaffCountRow]:
    """Return the counts, the newest first; voided ones only when asked for."""
    rows = (
        sa.select(StaffCount, sa.func.coalesce(Paper.title, ""))
        .outerjoin(Paper, Paper.id == StaffCount.paper_id)
        .order_by(StaffCount.counted_on.desc(), StaffCount.id.desc())
    )
    is_wanted = StaffCount.voided.is_not(None) if voided else StaffCount.voided.is_(None)
    return [
        StaffCountRow(
            id=row.id,
            counted_on=row.counted_on,
            count=HeadCount(
                heads=row.heads,
                target_heads=row.target_heads,
                fte_milli=row.fte_milli,
                target_fte_milli=row.target_fte_milli,
            ),
            target_group=row.target_group,
            paper_id=row.paper_id,
            paper=paper,
            note=row.note,
            voided=row.voided,
        )
        for row, paper in session.execute(rows.where(is_wanted))
    ]


def count_on(session: Session, day: date | None) -> StaffCountRow | None:
    """Return the newest count on or before a day, or the newest of all."""
    return next((row for row in staff_counts(session) if day is None or row.counted_on <= day), None)
