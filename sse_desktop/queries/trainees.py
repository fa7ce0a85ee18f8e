"""Trainees under social clauses, with the hours they have done."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.rounding import unscaled
from sse_desktop.store.tables.clauses import ClauseProgress, Trainee
from sse_desktop.store.tables.partners import Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class TraineeRow:
    """A trainee: the name, the eligible contract, the centre that sends the trainee, and hours done in all."""

    id: uuid.UUID
    name: str
    scheme: str
    contract_number: str
    contract_from: date | None
    contract_to: date | None
    partner_id: uuid.UUID | None
    partner: str
    tutor: str
    note: str
    archived: bool
    hours: Decimal
    stamps: Mapping[str, int]

    def works_on(self, first: date, last: date) -> bool:
        """Tell whether the contract covers any of these days."""
        begins, ends = self.contract_from, self.contract_to
        return (begins is None or begins <= last) and (ends is None or ends >= first)


def trainees(session: Session, *, archived: bool = False, search: str = "") -> list[TraineeRow]:
    """Return the trainees by name; archived ones only when asked for."""
    hours = (
        sa.select(sa.func.coalesce(sa.func.sum(ClauseProgress.hours_milli), 0))
        .where(ClauseProgress.trainee_id == Trainee.id, ClauseProgress.voided.is_(None))
        .scalar_subquery()
    )
    select = sa.select(Trainee, sa.func.coalesce(Partner.name, ""), hours).outerjoin(
        Partner, Partner.id == Trainee.partner_id
    )
    for word in fold(search).split():
        select = select.where(Trainee.search.contains(word, autoescape=True))
    rows = session.execute(select.where(Trainee.archived == archived).order_by(Trainee.name, Trainee.id))
    return [_row(trainee, partner, int(done)) for trainee, partner, done in rows]


def partner_choices(session: Session) -> list[tuple[uuid.UUID, str]]:
    """Return id and name of the partners in use, by name."""
    rows = sa.select(Partner.id, Partner.name).where(~Partner.archived).order_by(Partner.name)
    return [(key, name) for key, name in session.execute(rows)]


def _row(row: Trainee, partner: str, hours_milli: int) -> TraineeRow:
    return TraineeRow(
        id=row.id,
        name=row.name,
        scheme=row.scheme,
        contract_number=row.contract_number,
        contract_from=row.contract_from,
        contract_to=row.contract_to,
        partner_id=row.partner_id,
        partner=partner,
        tutor=row.tutor,
        note=row.note,
        archived=row.archived,
        hours=unscaled(hours_milli, 3),
        stamps=dict(row.stamps),
    )
