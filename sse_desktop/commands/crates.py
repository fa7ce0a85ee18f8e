"""Returnable containers lent, brought back, lost and counted: facts that are voided, never changed."""

import uuid
from dataclasses import dataclass

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.domain.crates import CrateMove
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.queries.crates import held
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.crates import CrateMovement
from sse_desktop.store.tables.products import ContainerKind


class NoCrates(DomainError):
    """Nothing would change hands."""

    sentence = N_("Enter a number of containers above zero. Nothing was saved.")


class OneHolder(DomainError):
    """Containers are held by nobody, or by two at once."""

    sentence = N_("Choose who holds the containers: one member or one school. Nothing was saved.")


class NotReturnable(DomainError):
    """Nobody owes a container that is sold with the produce."""

    sentence = N_(
        "{container} need not come back. Nothing was saved. If it must, tick that on the page of the containers."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateData:
    """So many containers of a kind; for a count it is how many the holder really has."""

    move: CrateMove
    container_kind_id: uuid.UUID
    containers: int
    member_id: uuid.UUID | None = None
    delivery_point_id: uuid.UUID | None = None
    reason: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER, Role.DRIVER)
def move_crates(session: Writing, data: CrateData) -> uuid.UUID:
    """Store what happened to containers and return the id; a count stores the difference, also when there is none.

    Raises:
        OneHolder, NotReturnable, NoCrates, ReasonMissing: a loss or a count says why.
    """
    if (data.member_id is None) == (data.delivery_point_id is None):
        raise OneHolder
    kind = session.get_one(ContainerKind, data.container_kind_id)
    if not kind.returnable:
        raise NotReturnable(container=kind.name)
    is_count = data.move is CrateMove.COUNTED
    if data.containers < (0 if is_count else 1):
        raise NoCrates
    must_say = data.move in {CrateMove.COUNTED, CrateMove.LOST}
    reason = reason_given(data.reason) if must_say else data.reason.strip()
    row = CrateMovement(
        id=session.new_id(),
        container_kind_id=data.container_kind_id,
        member_id=data.member_id,
        delivery_point_id=data.delivery_point_id,
        kind=data.move.value,
        containers=data.containers - _held(session, data) if is_count else data.move.sign * data.containers,
        at=session.now,
        reason=reason,
    )
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.WEIGHER, Role.DRIVER)
def void_crate_movement(session: Writing, movement_id: uuid.UUID, reason: str) -> None:
    """Void a movement; those of deliveries and weigh-ins are voided with their documents.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(CrateMovement, movement_id), reason)


def _held(session: Writing, data: CrateData) -> int:
    holder = data.member_id or data.delivery_point_id
    return 0 if holder is None else held(session, holder, data.container_kind_id)
