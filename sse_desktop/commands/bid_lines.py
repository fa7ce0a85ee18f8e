"""The lines of a bid: how much of what at which price, and in which weeks."""

import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.delivery_plan import check_plan, rescaled
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine, BidWeek
from sse_desktop.store.tables.tenders import TenderItem

Plan = Mapping[Week, Quantity]
_FOLLOWING = ("description", "unit", "product_id", "quantity_milli")
_WHOLE_BP = 10_000


class BidIsFixed(DomainError):
    """Only a draft may be changed."""

    sentence = N_(
        "This bid is {state}, so it stays as it is. Nothing was changed. Take it back to draft, or make a new version."
    )


class OfferBelowZero(DomainError):
    """A bid offers a negative quantity, price or tax."""

    sentence = N_("A quantity, a price or a tax can't be below zero. Nothing was changed. Correct it.")


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_price(session: Writing, line_id: uuid.UUID, price: UnitPrice | None) -> None:
    """Store the price of one unit, without tax; None takes it away.

    Raises:
        BidIsFixed, OfferBelowZero, DifferentCurrencies.
    """
    line, bid = _draft(session, line_id)
    if price is not None and price.currency != bid.currency:
        raise DifferentCurrencies(first=price.currency, second=bid.currency)
    if price is not None and price.micros < 0:
        raise OfferBelowZero
    line.price_micros = price.micros if price is not None else None


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_tax(session: Writing, line_id: uuid.UUID, basis_points: int) -> None:
    """Store the tax on a line in hundredths of a percent: 15 % is 1500.

    Raises:
        BidIsFixed, OfferBelowZero.
    """
    line, _ = _draft(session, line_id)
    if not 0 <= basis_points <= _WHOLE_BP:
        raise OfferBelowZero
    line.tax_bp = basis_points


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_quantity(session: Writing, line_id: uuid.UUID, quantity: Quantity) -> None:
    """Store how much is offered of a line; typed weeks keep their rhythm and add up to it exactly.

    Raises:
        BidIsFixed, OfferBelowZero, DifferentUnits.
    """
    line, bid = _draft(session, line_id)
    if quantity.unit != line.unit:
        raise DifferentUnits(first=quantity.unit, second=line.unit)
    if quantity.milli < 0:
        raise OfferBelowZero
    if quantity.milli != line.quantity_milli:
        _give_quantity(session, line, quantity.milli)
        forget_override(bid)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_quantities(session: Writing, offers: Mapping[uuid.UUID, Quantity]) -> None:
    """Store how much is offered of several lines, as one change.

    Raises:
        All of `set_quantity`; nothing was stored.
    """
    for line_id, quantity in offers.items():
        set_quantity(session, line_id, quantity)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_weeks(session: Writing, line_id: uuid.UUID, plan: Plan) -> None:
    """Store in which weeks how much of a line is promised; an empty plan means evenly over the delivery period.

    Raises:
        BidIsFixed, WeeksDoNotAddUp, WeekBelowZero, DifferentUnits.
    """
    line, bid = _draft(session, line_id)
    if plan:
        check_plan(plan, Quantity(line.quantity_milli, line.unit))
    put_weeks(session, line.id, plan)
    forget_override(bid)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def fill_prices(session: Writing, bid_id: uuid.UUID) -> int:
    """Give each line that has no price the buyer's, else the one of our newest bid for the same product and unit.

    A typed price is never touched. Returns how many lines were filled.

    Raises:
        BidIsFixed.
    """
    bid = draft(session, bid_id)
    lines = session.scalars(sa.select(BidLine).where(BidLine.bid_id == bid_id, BidLine.price_micros.is_(None)))
    filled = 0
    for line in lines.all():
        line.price_micros = _price_known(session, line, bid)
        filled += line.price_micros is not None
    return filled


def draft(session: Writing, bid_id: uuid.UUID) -> Bid:
    """Return a bid that may be changed.

    Raises:
        BidIsFixed.
    """
    bid = session.get_one(Bid, bid_id)
    state = BidState(bid.state)
    if state is not BidState.DRAFT:
        raise BidIsFixed(state=Term(state.label))
    return bid


def forget_override(bid: Bid) -> None:
    """Forget that somebody took on a gap: it was another promise."""
    bid.override_by, bid.override_reason, bid.override_at = "", "", None


def put_weeks(session: Writing, line_id: uuid.UUID, plan: Plan) -> None:
    """Write the plan of a line over the one it has."""
    stored = session.scalars(sa.select(BidWeek).where(BidWeek.bid_line_id == line_id))
    known = {week.week: week for week in stored}
    wanted = {str(week): part.milli for week, part in plan.items()}
    for name in sorted(known.keys() | wanted.keys()):
        if name in known:
            known[name].quantity_milli = wanted.get(name, 0)
        else:
            session.add(BidWeek(id=session.new_id(), bid_line_id=line_id, week=name, quantity_milli=wanted[name]))


def follow_item(session: Writing, item: TenderItem, before: Mapping[str, Any]) -> None:
    """Let the lines of drafts follow a changed item, except where a person had typed something else into them."""
    if before == as_it_was(item):
        return
    lines = sa.select(BidLine, Bid).join(Bid, Bid.id == BidLine.bid_id)
    mine = lines.where(BidLine.tender_item_id == item.id, Bid.state == BidState.DRAFT.value)
    for line, bid in session.execute(mine).all():
        for name in _FOLLOWING:
            old, new = before[name] or 0 if name == "quantity_milli" else before[name], getattr(item, name)
            if old == new or getattr(line, name) != old or (name == "quantity_milli" and new is None):
                continue
            if name == "quantity_milli":
                _give_quantity(session, line, new)
            else:
                setattr(line, name, new)
            forget_override(bid)


def as_it_was(item: TenderItem) -> dict[str, Any]:
    """Return what `follow_item` needs to know of an item before it is changed."""
    return {name: getattr(item, name) for name in _FOLLOWING}


def _draft(session: Writing, line_id: uuid.UUID) -> tuple[BidLine, Bid]:
    line = session.get_one(BidLine, line_id)
    return line, draft(session, line.bid_id)


def _give_quantity(session: Writing, line: BidLine, milli: int) -> None:
    stored = session.scalars(sa.select(BidWeek).where(BidWeek.bid_line_id == line.id, BidWeek.quantity_milli > 0))
    plan = {Week.parse(week.week): Quantity(week.quantity_milli, line.unit) for week in stored}
    line.quantity_milli = milli
    if plan:
        put_weeks(session, line.id, rescaled(plan, Quantity(milli, line.unit)))


def _price_known(session: Writing, line: BidLine, bid: Bid) -> int | None:
    if line.tender_item_id is not None:
        stated = session.get_one(TenderItem, line.tender_item_id).price_micros
        if stated is not None:
            return stated
    if line.product_id is None:
        return None
    earlier = sa.select(BidLine.price_micros).join(Bid, Bid.id == BidLine.bid_id)
    same = earlier.where(
        BidLine.product_id == line.product_id,
        BidLine.unit == line.unit,
        BidLine.price_micros.is_not(None),
        Bid.currency == bid.currency,
        Bid.id != bid.id,
    )
    return session.scalar(same.order_by(Bid.id.desc(), BidLine.position).limit(1))
