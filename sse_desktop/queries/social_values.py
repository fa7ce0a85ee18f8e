"""Results of the social value index, the newest first, and whether they are too old to be shown."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.rounding import unscaled
from sse_desktop.store.tables.clauses import SocialValueRecord
from sse_desktop.store.tables.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialValueRow:
    """A year's result; `is_old`: a newer call than this one should have brought a newer result."""

    id: uuid.UUID
    year: int
    score: Decimal | None
    grade: str
    paper_id: uuid.UUID | None
    paper: str
    note: str
    archived: bool
    is_old: bool
    stamps: Mapping[str, int]


def social_values(session: Session, today: date, *, archived: bool = False) -> list[SocialValueRow]:
    """Return the results by year, the newest first. Calls are yearly: a result of the year before last is old."""
    rows = (
        sa.select(SocialValueRecord, sa.func.coalesce(Paper.title, ""))
        .outerjoin(Paper, Paper.id == SocialValueRecord.paper_id)
        .where(SocialValueRecord.archived == archived)
    )
    return [
        SocialValueRow(
            id=row.id,
            year=row.year,
            score=unscaled(row.score_milli, 3) if row.score_milli is not None else None,
            grade=row.grade,
            paper_id=row.paper_id,
            paper=paper,
            note=row.note,
            archived=row.archived,
            is_old=row.year < today.year - 1,
            stamps=dict(row.stamps),
        )
        for row, paper in session.execute(rows.order_by(SocialValueRecord.year.desc()))
    ]
