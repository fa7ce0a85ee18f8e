"""Choosing one way to price a bid: it is frozen and becomes what the bid offers."""

import uuid

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import draft, set_price, set_quantity
from sse_desktop.commands.permission import allowed, check_role
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.roles import Role
from sse_desktop.queries.compared_prices import comparison_text
from sse_desktop.queries.fair_price import reckoned
from sse_desktop.queries.fair_price_rows import FairPrice
from sse_desktop.queries.frozen_prices import frozen, thawed
from sse_desktop.queries.price_comparisons import compared_now
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import BidLine
from sse_desktop.store.tables.prices import PriceScenario


class PartsMissing(DomainError):
    """A scenario is chosen while amounts are not known."""

    sentence = N_(
        "“{item}” can't be priced yet: {part} is not known. Nothing was chosen. Type it, record it, or say that it costs nothing."
    )


class NothingPriced(DomainError):
    """A scenario is chosen that offers nothing."""

    sentence = N_("This way to price offers nothing. Nothing was chosen. Type a quantity first.")


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def choose_scenario(session: Writing, scenario_id: uuid.UUID) -> FairPrice:
    """Freeze a scenario and give the bid its prices and quantities. One that was frozen before is taken as it was frozen.

    A scenario chosen earlier is no longer the chosen one, and stays readable.

    Raises:
        BidIsFixed, PartsMissing, NothingPriced, the trouble of a line, NotAllowed where the role may not change a quantity.
    """
    row = session.get_one(PriceScenario, scenario_id)
    draft(session, row.bid_id)
    price = _settled(session, row)
    for other in session.scalars(sa.select(PriceScenario).where(PriceScenario.bid_id == row.bid_id)).all():
        other.chosen = other.id == row.id
    row.archived, row.chosen_by, row.chosen_on = False, session.actor.name, session.today
    _give_to_bid(session, price)
    session.flush()
    row.compared = comparison_text(compared_now(session, row.bid_id))
    return price


def _settled(session: Writing, row: PriceScenario) -> FairPrice:
    """Return the price to choose, and freeze it unless it is."""
    if row.frozen:
        return thawed(row)
    price = reckoned(session, row.bid_id, row)
    offered = [line for line in price.lines if line.quantity.milli > 0]
    if not offered:
        raise NothingPriced
    for line in offered:
        if line.missing:
            raise PartsMissing(item=line.item, part=Term(line.missing[0].label))
        if not line.is_complete and line.trouble is not None:
            raise line.trouble
    row.frozen = frozen(price)
    return price


def _give_to_bid(session: Writing, price: FairPrice) -> None:
    for line in price.lines:
        own = session.get_one(BidLine, line.bid_line_id)
        if own.quantity_milli != line.quantity.milli:
            check_role(set_quantity, session)
            set_quantity(session, own.id, line.quantity)
        if line.price is not None and line.quantity.milli > 0:
            set_price(session, own.id, line.price)
