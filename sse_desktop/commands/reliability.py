"""Setting how much of a member's pledges will come, in the place of what was learned."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.forecast import check_share
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import Reliability


class ReasonForReliabilityMissing(DomainError):
    """A reliability was set and nobody says why."""

    sentence = N_(
        "It does not say why. Nothing was saved. Write the reason: it stands beside the figure in the forecast."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityData:
    """How much of a member's pledges of a product will come, in basis points, and why."""

    member_id: uuid.UUID
    product_id: uuid.UUID
    bp: int
    reason: str


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_reliability(session: Writing, data: ReliabilityData) -> uuid.UUID:
    """Store a reliability with its reason, the person and the day; it wins over what was learned until it is forgotten.

    Raises:
        NotAShareOfPledge, ReasonForReliabilityMissing.
    """
    check_share(data.bp)
    if not data.reason.strip():
        raise ReasonForReliabilityMissing
    row = _find(session, data.member_id, data.product_id)
    if row is None:
        row = Reliability(id=session.new_id(), member_id=data.member_id, product_id=data.product_id)
        session.add(row)
    row.set_bp, row.reason = data.bp, data.reason.strip()
    row.set_by, row.set_on = session.actor.name, session.today
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def forget_reliability(session: Writing, member_id: uuid.UUID, product_id: uuid.UUID) -> None:
    """Let what was learned count again."""
    row = _find(session, member_id, product_id)
    if row is not None:
        row.set_bp, row.reason, row.set_by, row.set_on = None, "", "", None


def _find(session: Writing, member_id: uuid.UUID, product_id: uuid.UUID) -> Reliability | None:
    of_both = sa.select(Reliability).where(Reliability.member_id == member_id, Reliability.product_id == product_id)
    return session.scalars(of_both).first()
