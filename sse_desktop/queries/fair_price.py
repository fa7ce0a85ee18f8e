"""The fair price of a bid: each line taken apart, both ways, with its floor and the farmer's share."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_price import BuildUp, PriceBuildUp, build_up, in_micros
from sse_desktop.domain.fair_price_parts import ASKED, PricePart
from sse_desktop.queries.fair_price_lines import LinePriced, as_line, as_totals
from sse_desktop.queries.fair_price_rows import FairPrice, PartOrigin
from sse_desktop.queries.frozen_prices import thawed
from sse_desktop.queries.price_floor import Least, income_factor, least_paid
from sse_desktop.queries.price_ground import GroundLine, ground_lines, price_ground
from sse_desktop.queries.price_parts import DaysNotKnown, Ground, Taken, taken
from sse_desktop.queries.price_subsidy import LineSubsidy, line_subsidies
from sse_desktop.queries.subsidies import SubsidyRow, subsidy_of
from sse_desktop.store.tables.prices import PriceScenario

_WHOLE_BP: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A line with the exact values of its parts, and its build-up before any subsidy; None while a part is missing."""

    line: GroundLine
    values: Mapping[PricePart, Taken]
    inputs: BuildUp | None
    trouble: DomainError | None = None


def fair_price(
    session: Session, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None, *, on: date | None = None
) -> FairPrice:
    """Return the price of a bid in a scenario; without one, in the scenario that was chosen, else as the bid stands.

    Args:
        session: what is read.
        bid_id: the bid.
        scenario_id: one of its scenarios.
        on: the day whose recorded costs count where no scenario names one; None takes the newest of all.
    """
    row = _scenario(session, bid_id, scenario_id)
    if row is not None and row.frozen:
        return thawed(row)
    return reckoned(session, bid_id, row, on=on)


def reckoned(session: Session, bid_id: uuid.UUID, row: PriceScenario | None, *, on: date | None = None) -> FairPrice:
    """Return the price as it comes out now, whether it was frozen or not."""
    day = row.priced_on if row is not None and row.priced_on is not None else on
    ground = price_ground(session, bid_id, day)
    margin = row.margin_bp if row is not None else 0
    priced = _priced_lines(session, bid_id, ground, row.id if row is not None else None, margin)
    lines = tuple(as_line(each, ground.currency) for each in priced)
    return FairPrice(
        bid_id=bid_id,
        scenario_id=row.id if row is not None else None,
        title=row.title if row is not None else "",
        currency=ground.currency,
        on=day,
        margin_bp=margin,
        chosen=row.chosen if row is not None else False,
        chosen_by=row.chosen_by if row is not None else "",
        chosen_on=row.chosen_on if row is not None else None,
        is_frozen=False,
        lines=lines,
        totals=as_totals(priced, lines, ground.currency),
    )


# ---------------------------------------------------------------- private


def _scenario(session: Session, bid_id: uuid.UUID, scenario_id: uuid.UUID | None) -> PriceScenario | None:
    if scenario_id is not None:
        return session.get_one(PriceScenario, scenario_id)
    chosen = sa.select(PriceScenario).where(
        PriceScenario.bid_id == bid_id, PriceScenario.chosen, ~PriceScenario.archived
    )
    return session.scalars(chosen).first()


def _priced_lines(
    session: Session, bid_id: uuid.UUID, ground: Ground, scenario_id: uuid.UUID | None, margin_bp: int
) -> list[LinePriced]:
    told = [_told(ground, line) for line in ground_lines(session, bid_id, ground, scenario_id)]
    subsidy = subsidy_of(session, bid_id)
    terms = line_subsidies(ground, [(each.line.ground, each.inputs) for each in told], subsidy)
    priced = [_priced(session, ground, each, one, subsidy, margin_bp) for each, one in zip(told, terms, strict=True)]
    return _with_incomes(session, bid_id, priced)


def _told(ground: Ground, line: GroundLine) -> _Told:
    values = {part: taken(ground, line.ground, part) for part in ASKED}
    interest = values[PricePart.FINANCE]
    if interest.value and line.days is None:
        values[PricePart.FINANCE] = replace(interest, value=None, origin=PartOrigin.MISSING, trouble=DaysNotKnown())
    numbers = {part: told.value for part, told in values.items() if told.value is not None}
    if len(numbers) < len(ASKED):
        return _Told(line=line, values=values, inputs=None)
    inputs = _inputs(numbers, line.days or 0)
    try:
        build_up(inputs)
    except DomainError as trouble:
        return _Told(line=line, values=values, inputs=None, trouble=trouble)
    return _Told(line=line, values=values, inputs=inputs)


def _inputs(numbers: Mapping[PricePart, Fraction], days: int) -> BuildUp:
    return BuildUp(
        farm_gate=numbers[PricePart.FARM_GATE],
        collection=numbers[PricePart.COLLECTION],
        cleaning=numbers[PricePart.CLEANING],
        loss=numbers[PricePart.LOSS],
        packaging=numbers[PricePart.PACKAGING],
        transport=numbers[PricePart.TRANSPORT],
        distribution=numbers[PricePart.DISTRIBUTION],
        certification=numbers[PricePart.CERTIFICATION],
        finance_rate=numbers[PricePart.FINANCE],
        days_to_pay=days,
        fines=numbers[PricePart.FINES],
        administration=numbers[PricePart.ADMINISTRATION],
        social_fund=numbers[PricePart.SOCIAL_FUND],
    )


def _priced(
    session: Session, ground: Ground, told: _Told, subsidy: LineSubsidy, row: SubsidyRow | None, margin_bp: int
) -> LinePriced:
    built: PriceBuildUp | None = None
    trouble = told.trouble or subsidy.trouble
    if told.inputs is not None and subsidy.trouble is None:
        built = build_up(replace(told.inputs, subsidy=subsidy.terms))
    price = told.line.price.micros if told.line.price is not None else None
    is_asked = price is None and built is not None
    if built is not None and price is None:
        asked = built.asked_price(Fraction(margin_bp, _WHOLE_BP))
        price = in_micros(asked / Fraction(told.line.ground.per.amount))
    least, of_least = _least(session, ground, told.line)
    return LinePriced(
        line=told.line,
        values={**told.values, PricePart.SUBSIDY: _signed(row, subsidy, built)},
        built=built,
        price=price,
        is_asked=is_asked,
        least=least,
        trouble=trouble or of_least,
    )


def _least(session: Session, ground: Ground, line: GroundLine) -> tuple[Least, DomainError | None]:
    try:
        return least_paid(session, ground, line.ground), None
    except DomainError as trouble:
        return Least(amount=None, by=None, market=None, market_amount=None), trouble


def _signed(row: SubsidyRow | None, subsidy: LineSubsidy, built: PriceBuildUp | None) -> Taken:
    """Return where the subsidy is from; without one there is none, which is known."""
    if row is None:
        return Taken(value=Fraction(0), origin=PartOrigin.RECKONED)
    value = -built.subsidy if built is not None else None
    return Taken(value=value, origin=PartOrigin.SIGNED, source=row.proof, on=row.signed_on, trouble=subsidy.trouble)


def _with_incomes(session: Session, bid_id: uuid.UUID, priced: Sequence[LinePriced]) -> list[LinePriced]:
    """Return the lines with the farm gate that gives the family with least its agreed income."""
    earned = {each.line.bid_line_id: each.earned / each.per for each in priced if each.earned is not None}
    quantities = {each.line.bid_line_id: each.line.ground.quantity.milli for each in priced}
    factor = income_factor(session, bid_id, earned, quantities)
    if factor is None:
        return list(priced)
    return [
        replace(each, by_income=Fraction(each.built.inputs.farm_gate) * factor) if each.built is not None else each
        for each in priced
    ]
