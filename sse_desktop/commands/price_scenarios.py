"""Ways to price a bid, side by side: each with its own quantities, prices and amounts."""

import uuid
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import OfferBelowZero
from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.fair_price import MarginIsWhole
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.bids import bid_lines
from sse_desktop.queries.price_ground import usual_basis
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.prices import PriceScenario, ScenarioLine, ScenarioPart

_WHOLE_BP: Final = 10_000


class ScenarioIsFrozen(DomainError):
    """A scenario that was chosen is changed."""

    sentence = N_(
        "This way to price was chosen, so it stays as it is. Nothing was changed. Make a copy and change that."
    )


class LossOutOfRange(DomainError):
    """A loss is no share below the whole."""

    sentence = N_("A loss is a part of what was collected: from 0 % to less than 100 %. Nothing was saved. Correct it.")


class BasisNotPositive(DomainError):
    """A build-up is for nothing."""

    sentence = N_("The amounts must be for more than nothing, such as 1 or 100 units. Nothing was saved. Correct it.")


class BasisNotExact(DomainError):
    """Typed amounts can't be carried over to another basis exactly."""

    sentence = N_(
        "“{part}” was typed for another amount of produce and would have to be rounded. Nothing was changed. Take that amount out first."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioData:
    """A scenario: its title, the margin on the price where we set it, and the day whose recorded costs count (None: today)."""

    title: str
    margin_bp: int = 0
    priced_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLineData:
    """A line: how much is offered, the price of one unit (None: we set it by cost and margin), and what amounts are `per`.

    `loss_bp` and `days_to_pay` are None to take what is recorded or learned.
    """

    quantity: Quantity
    per: Quantity
    price: UnitPrice | None = None
    loss_bp: int | None = None
    days_to_pay: int | None = None


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def add_scenario(session: Writing, bid_id: uuid.UUID, data: ScenarioData) -> uuid.UUID:
    """Store a way to price a bid, with the bid's lines as they stand, and return its id.

    Raises:
        NameMissing, MarginIsWhole.
    """
    row = PriceScenario(
        id=session.new_id(), bid_id=bid_id, position=_next_position(session, bid_id), **_columns(session, data)
    )
    session.add(row)
    session.flush()
    for line in bid_lines(session, bid_id):
        price = line.price or line.buyer_price
        session.add(
            ScenarioLine(
                id=session.new_id(),
                price_scenario_id=row.id,
                bid_line_id=line.id,
                quantity_milli=line.quantity.milli,
                price_micros=price.micros if price is not None else None,
                per_milli=usual_basis(line.quantity.unit).milli,
            )
        )
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def duplicate_scenario(session: Writing, scenario_id: uuid.UUID, title: str) -> uuid.UUID:
    """Store a copy of a scenario that may be changed, and return its id; what was typed is copied, too.

    Raises:
        NameMissing.
    """
    old = session.get_one(PriceScenario, scenario_id)
    data = ScenarioData(title=title, margin_bp=old.margin_bp, priced_on=old.priced_on, note=old.note)
    new = PriceScenario(
        id=session.new_id(), bid_id=old.bid_id, position=_next_position(session, old.bid_id), **_columns(session, data)
    )
    session.add(new)
    session.flush()
    for line in session.scalars(sa.select(ScenarioLine).where(ScenarioLine.price_scenario_id == old.id)).all():
        copy_scenario_line(session, line, new.id, line.bid_line_id)
    session.flush()
    return new.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def change_scenario(session: Writing, scenario_id: uuid.UUID, data: ScenarioData, seen: Seen | None = None) -> None:
    """Store title, margin, day and note of a scenario; without a day the one it has stays.

    Raises:
        ScenarioIsFrozen, NameMissing, MarginIsWhole, ChangedMeanwhile.
    """
    row = open_scenario(session, scenario_id)
    columns = _columns(session, data)
    if data.priced_on is None:
        columns["priced_on"] = row.priced_on
    change_fields(row, columns, seen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_scenario_line(
    session: Writing, scenario_line_id: uuid.UUID, data: ScenarioLineData, seen: Seen | None = None
) -> None:
    """Store quantity, price and basis of a line; typed amounts follow another basis exactly.

    Raises:
        ScenarioIsFrozen, OfferBelowZero, DifferentUnits, DifferentCurrencies, BasisNotPositive, BasisNotExact,
        LossOutOfRange, ChangedMeanwhile.
    """
    line = session.get_one(ScenarioLine, scenario_line_id)
    scenario = open_scenario(session, line.price_scenario_id)
    _check_line(session, scenario, line, data)
    if data.per.milli != line.per_milli:
        _carry_over(session, line, data.per.milli)
    change_fields(
        line,
        {
            "quantity_milli": data.quantity.milli,
            "price_micros": data.price.micros if data.price is not None else None,
            "per_milli": data.per.milli,
            "loss_bp": data.loss_bp,
            "days_to_pay": data.days_to_pay,
        },
        seen,
    )


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def archive_scenario(session: Writing, scenario_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a scenario out of the comparison, or back in. The chosen one stays.

    Raises:
        ScenarioIsFrozen: it is the chosen one.
    """
    row = session.get_one(PriceScenario, scenario_id)
    if row.chosen and archived:
        raise ScenarioIsFrozen
    row.archived = archived


def open_scenario(session: Writing, scenario_id: uuid.UUID) -> PriceScenario:
    """Return a scenario that may be changed.

    Raises:
        ScenarioIsFrozen.
    """
    row = session.get_one(PriceScenario, scenario_id)
    if row.frozen:
        raise ScenarioIsFrozen
    return row


def copy_scenario_line(session: Writing, line: ScenarioLine, scenario_id: uuid.UUID, bid_line_id: uuid.UUID) -> None:
    """Copy a line with all that was typed of it into another scenario."""
    names = ("quantity_milli", "price_micros", "per_milli", "loss_bp", "days_to_pay")
    values = {name: getattr(line, name) for name in names}
    copy = ScenarioLine(id=session.new_id(), price_scenario_id=scenario_id, bid_line_id=bid_line_id, **values)
    session.add(copy)
    session.flush()
    typed = ("part", "amount_micros", "share_bp", "cost_id", "source", "source_on")
    for part in session.scalars(_typed_parts(line)).all():
        values = {name: getattr(part, name) for name in typed}
        session.add(ScenarioPart(id=session.new_id(), scenario_line_id=copy.id, **values))


# ---------------------------------------------------------------- private


def _columns(session: Writing, data: ScenarioData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if not 0 <= data.margin_bp < _WHOLE_BP:
        raise MarginIsWhole
    return {
        "title": data.title.strip(),
        "margin_bp": data.margin_bp,
        "priced_on": data.priced_on or session.today,
        "note": data.note.strip(),
    }


def _next_position(session: Writing, bid_id: uuid.UUID) -> int:
    last = session.scalar(sa.select(sa.func.max(PriceScenario.position)).where(PriceScenario.bid_id == bid_id))
    return 1 + (last or 0)


def _check_line(session: Writing, scenario: PriceScenario, line: ScenarioLine, data: ScenarioLineData) -> None:
    unit = session.get_one(BidLine, line.bid_line_id).unit
    currency = session.get_one(Bid, scenario.bid_id).currency
    for quantity in (data.quantity, data.per):
        if quantity.unit != unit:
            raise DifferentUnits(first=quantity.unit, second=unit)
    if data.price is not None and data.price.currency != currency:
        raise DifferentCurrencies(first=data.price.currency, second=currency)
    if data.quantity.milli < 0 or (data.price is not None and data.price.micros < 0) or (data.days_to_pay or 0) < 0:
        raise OfferBelowZero
    if data.per.milli <= 0:
        raise BasisNotPositive
    if data.loss_bp is not None and not 0 <= data.loss_bp < _WHOLE_BP:
        raise LossOutOfRange


def _typed_parts(line: ScenarioLine) -> sa.Select[ScenarioPart]:
    return sa.select(ScenarioPart).where(ScenarioPart.scenario_line_id == line.id, ~ScenarioPart.archived)


def _carry_over(session: Writing, line: ScenarioLine, per_milli: int) -> None:
    """Let typed amounts follow another basis: 2.00 for a hundred is 0.02 for one."""
    for part in session.scalars(_typed_parts(line).where(ScenarioPart.amount_micros.is_not(None))).all():
        amount = Fraction((part.amount_micros or 0) * per_milli, line.per_milli)
        if amount.denominator != 1:
            raise BasisNotExact(part=Term(PricePart(part.part).label))
        part.amount_micros = amount.numerator
