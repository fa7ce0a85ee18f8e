"""A buyer's yearly goal for purchases from the social economy, as the buyer published it."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.partners import PurchaseTarget

FIRST_YEAR, LAST_YEAR = 2000, 2100
WHOLE_BP: Final = 10_000


class TargetExists(DomainError):
    """A buyer has one goal for a year."""

    sentence = N_("This buyer has a target for {year} already. Nothing was saved. Open that one and change it.")


class GoalMissing(DomainError):
    """A target says neither an amount nor a share."""

    sentence = N_("Say the goal: an amount, or a share of all purchases. Nothing was saved.")


class NotAYear(DomainError):
    """A year lies outside of what can be meant."""

    sentence = N_("{year} is not a year that can be meant. Nothing was saved. Type it with four digits.")


class NotAGoal(DomainError):
    """A goal, a share or an amount is out of range."""

    sentence = N_("A share lies between 0 and 100 %, and an amount is not below zero. Nothing was saved. Correct it.")


class PublishedWithoutSource(DomainError):
    """What the buyer reached is told without saying when and where it was published."""

    sentence = N_("Say on which day and where the buyer published what it reached. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseTargetData:
    """The goal, an amount or a share of all purchases (hundredths of a percent), and what the buyer published of it."""

    buyer_id: uuid.UUID
    year: int
    goal: Money | None = None
    goal_share_bp: int | None = None
    all_purchases: Money | None = None
    reached: Money | None = None
    reached_on: date | None = None
    source: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def add_purchase_target(session: Writing, data: PurchaseTargetData) -> uuid.UUID:
    """Store a target and return its id; one that was archived is taken up again with the new data.

    Raises:
        TargetExists, GoalMissing, NotAYear, NotAGoal, PublishedWithoutSource.
    """
    columns = _columns(session, data)
    found = session.scalars(
        sa.select(PurchaseTarget).where(PurchaseTarget.buyer_id == data.buyer_id, PurchaseTarget.year == data.year)
    ).first()
    if found is not None and not found.archived:
        raise TargetExists(year=str(data.year))
    if found is not None:
        change_fields(found, columns | {"archived": False})
        return found.id
    row = PurchaseTarget(id=session.new_id(), **columns)
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def change_purchase_target(
    session: Writing, target_id: uuid.UUID, data: PurchaseTargetData, seen: Seen | None = None
) -> None:
    """Store new data of a target.

    Raises:
        ChangedMeanwhile, and all of `add_purchase_target`.
    """
    row, columns = session.get_one(PurchaseTarget, target_id), _columns(session, data)
    other = session.scalar(
        sa.select(PurchaseTarget.id).where(
            PurchaseTarget.buyer_id == data.buyer_id, PurchaseTarget.year == data.year, PurchaseTarget.id != target_id
        )
    )
    if other is not None:
        raise TargetExists(year=str(data.year))
    change_fields(row, columns, seen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def archive_purchase_target(session: Writing, target_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a target out of the lists, or back in."""
    session.get_one(PurchaseTarget, target_id).archived = archived


def _columns(session: Writing, data: PurchaseTargetData) -> dict[str, Any]:
    if not FIRST_YEAR <= data.year <= LAST_YEAR:
        raise NotAYear(year=str(data.year))
    if data.goal is None and data.goal_share_bp is None:
        raise GoalMissing
    amounts = [money for money in (data.goal, data.all_purchases, data.reached) if money is not None]
    share_is_right = data.goal_share_bp is None or 0 <= data.goal_share_bp <= WHOLE_BP
    if any(money.minor < 0 for money in amounts) or not share_is_right:
        raise NotAGoal
    if data.reached is not None and (data.reached_on is None or not data.source.strip()):
        raise PublishedWithoutSource
    ours = session.scalars(sa.select(Cooperative.currency)).one()
    return {
        "buyer_id": data.buyer_id,
        "year": data.year,
        "goal_minor": data.goal.minor if data.goal is not None else None,
        "goal_share_bp": data.goal_share_bp,
        "all_purchases_minor": data.all_purchases.minor if data.all_purchases is not None else None,
        "reached_minor": data.reached.minor if data.reached is not None else None,
        "reached_on": data.reached_on,
        "currency": amounts[0].currency if amounts else ours,
        "source": data.source.strip(),
        "note": data.note.strip(),
    }
