"""The price of tickets that were taken without one, decided when it is known; the ticket itself stays as it was printed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import AlreadyVoided, void
from sse_desktop.commands.weighing import is_by_unit, paid_columns, priced_by_unit
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.farm_price import PaidByUnit
from sse_desktop.domain.quantity import KILO, Conversion, factor_on
from sse_desktop.domain.roles import Role
from sse_desktop.queries.products import conversions
from sse_desktop.queries.weigh_in_rows import UNDECIDED
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import WeighIn, WeighInPrice


class PricedAlready(DomainError):
    """A ticket has its price from the scale, or from an earlier decision."""

    sentence = N_(
        "This ticket has a price already. Nothing was changed. Take back the price first, or void the ticket."
    )


class NoPriceDecided(DomainError):
    """Nobody decided the price of a ticket afterwards."""

    sentence = N_("No price was decided for this ticket after it was taken. Nothing was changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPriceData:
    """A price for one unit, in millionths of the currency; `all_waiting`: of every ticket alike that has none."""

    price_micros: int
    unit: str = KILO
    all_waiting: bool = False


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def decide_price(session: Writing, weigh_in_id: uuid.UUID, data: TicketPriceData) -> int:
    """Store the price of a ticket that has none, or of all of its product and grade that wait, and return how many.

    Units are counted with the weight of one that held on the day of receipt.

    Raises:
        BelowNothing, AlreadyVoided, PricedAlready, NoConversion: nothing was stored.
    """
    if data.price_micros < 0:
        raise BelowNothing
    row = session.get_one(WeighIn, weigh_in_id)
    if row.voided is not None:
        raise AlreadyVoided(reason=row.voided)
    waiting = _waiting(session, row)
    if all(other.id != row.id for other in waiting):
        raise PricedAlready
    chosen = waiting if data.all_waiting else [row]
    factors = conversions(session, row.product_id)
    session.add_all([_decision(session, one, data, factors) for one in chosen])
    return len(chosen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def take_back_price(session: Writing, weigh_in_id: uuid.UUID, reason: str) -> None:
    """Void what was decided of a ticket's price: it waits for one again.

    Raises:
        ReasonMissing, NoPriceDecided.
    """
    decided = sa.select(WeighInPrice).where(WeighInPrice.weigh_in_id == weigh_in_id, WeighInPrice.voided.is_(None))
    found = session.scalars(decided).all()
    if not found:
        raise NoPriceDecided
    for decision in found:
        void(decision, reason)


def _waiting(session: Writing, row: WeighIn) -> Sequence[WeighIn]:
    alike = sa.select(WeighIn).where(
        WeighIn.product_id == row.product_id,
        WeighIn.grade_id == row.grade_id,
        WeighIn.voided.is_(None),
        UNDECIDED,
    )
    return session.scalars(alike.order_by(WeighIn.received_at, WeighIn.id)).all()


def _decision(session: Writing, row: WeighIn, data: TicketPriceData, factors: Sequence[Conversion]) -> WeighInPrice:
    price, paid = _reckoned(session, row, data, factors)
    return WeighInPrice(
        id=session.new_id(),
        weigh_in_id=row.id,
        decided_at=session.now,
        price_micros=price,
        **paid_columns(paid),
    )


def _reckoned(
    session: Writing, row: WeighIn, data: TicketPriceData, factors: Sequence[Conversion]
) -> tuple[int, PaidByUnit | None]:
    if not is_by_unit(data.unit):
        return data.price_micros, None
    received_on = row.received_at.astimezone(ZoneInfo(session.time_zone)).date()
    return priced_by_unit(data.price_micros, factor_on(data.unit, factors, received_on), row.accepted_g, data.unit)
