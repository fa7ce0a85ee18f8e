"""What is to be shared: the lines of a bid by week, or those of its contract once it is won."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.delivery_plan import rescaled
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import KILO, Conversion, NoConversion, Quantity, convert_from_kg, convert_to_kg
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import step_of
from sse_desktop.queries.bids import BidDetail, BidLineRow, bid
from sse_desktop.queries.capacity import LineNotMapped, LineNotPlanned
from sse_desktop.queries.demand_weights import ProductWithoutWeight
from sse_desktop.queries.products import conversions
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.tenders import Tender

_WEEK_DAYS = 7


class NothingToShare(DomainError):
    """A bid offers nothing."""

    sentence = N_("The bid offers nothing yet, so there is nothing to share. Enter its quantities first.")


class PriceNeeded(DomainError):
    """Shares are compared in money, and a line has no price."""

    sentence = N_(
        "“{description}” has no price, neither ours nor the buyer's. Shares are compared in money: enter its price first."
    )


# What is tried of each line of a bid: another quantity, and the price of one unit.
Trial = Mapping[uuid.UUID, tuple[Quantity, UnitPrice | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardLine:
    """A line to share. `plan` is in steps of `step_milli` thousandths of the unit, by week; the price is per unit.

    What is harvested keeps for `keeps` weeks after its own; None: it does not spoil.
    """

    bid_line_id: uuid.UUID
    product_id: uuid.UUID
    product: str
    unit: str
    price: UnitPrice
    step_milli: int
    plan: Mapping[Week, int]
    factors: Sequence[Conversion]
    today: date
    keeps: int | None = None

    def due_while_it_keeps(self, week: Week) -> int:
        """Return the steps that the harvest of a week can serve: those due in it, and after it while it keeps."""
        return sum(
            steps
            for due, steps in self.plan.items()
            if due >= week and (self.keeps is None or due - week <= self.keeps)
        )

    def takes_harvest_of(self, week: Week) -> bool:
        """Tell whether a harvest counts: of a week with a delivery, or of one to come that keeps until a delivery."""
        comes = week >= min(Week.of(self.today), *self.plan)
        return week in self.plan or (comes and self.due_while_it_keeps(week) > 0 and self._is_weighed(week))

    def _is_weighed(self, week: Week) -> bool:
        try:
            self.weight(1, week)
        except NoConversion:
            return False
        return True

    @property
    def worth(self) -> int:
        """The value of one step, in the units of `sharing_rules.value_units`."""
        return self.price.micros * self.step_milli

    def in_steps_of(self, given: Iterable[int]) -> "AwardLine":
        """Return the line in steps that hold these quantities whole, in thousandths, so that what was given stays as it is."""
        step = step_of((self.step_milli, *given))
        return replace(
            self,
            step_milli=step,
            plan={week: steps * (self.step_milli // step) for week, steps in self.plan.items()},
        )

    def quantity(self, steps: int) -> Quantity:
        """Return so many steps as a quantity."""
        return Quantity(steps * self.step_milli, self.unit)

    def value(self, steps: int) -> Money:
        """Return the value of so many steps, rounded half up once."""
        return self.price.times(self.quantity(steps))

    def weight(self, steps: int, week: Week) -> Quantity:
        """Return the weight of so many steps by the factor of the week, half up to a gram."""
        return convert_to_kg(self.quantity(steps), self.factors, self._day(week))

    def steps(self, grams: int, week: Week) -> int:
        """Return the whole steps that a weight holds, rounded down."""
        found = convert_from_kg(Quantity(grams, KILO), self.unit, self.factors, self._day(week))
        steps = found.milli // self.step_milli
        return steps - 1 if steps and self.weight(steps, week).milli > grams else steps

    def _day(self, week: Week) -> date:
        # A factor that begins in the middle of the week is the newest knowledge of it.
        return max(week.sunday, self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """All that is to be shared of a bid, and what of the tender counts for it."""

    bid_id: uuid.UUID
    tender_id: uuid.UUID
    buyer_id: uuid.UUID | None
    reference: str
    title: str
    buyer: str
    currency: str
    state: str
    canton: str
    province: str
    certificate_kind: str | None
    lines: tuple[AwardLine, ...]

    @property
    def asked(self) -> Money:
        """Σ line totals, each rounded once."""
        return sum((line.value(sum(line.plan.values())) for line in self.lines), start=Money(0, self.currency))

    @property
    def weeks(self) -> list[Week]:
        """The weeks in which anything is due."""
        return sorted({week for line in self.lines for week in line.plan})


def award(session: Session, bid_id: uuid.UUID, today: date, trial: Trial | None = None) -> Award:
    """Return what is to be shared of a bid; with a trial, as if its lines offered other quantities at other prices.

    Once there is a contract, its quantities and prices count, in the rhythm of the bid. A unit is worth the price of the
    bid's line, the buyer's where ours is empty. `certificate_kind` is None where the buyer asks for no certified plots.

    Raises: NothingToShare, PriceNeeded, LineNotMapped, LineNotPlanned, ProductWithoutWeight.
    """
    offer = bid(session, bid_id)
    tender = session.get_one(Tender, offer.tender_id)
    contract = session.scalar(sa.select(Contract).where(Contract.bid_id == bid_id).order_by(Contract.id).limit(1))
    signed = _signed(session, contract)
    lines = [line for line in (_line(session, row, signed, today) for row in _tried(offer, trial)) if line is not None]
    if not lines:
        raise NothingToShare
    wants = contract if contract is not None else tender
    return Award(
        bid_id=bid_id,
        tender_id=tender.id,
        buyer_id=tender.buyer_id or (contract.buyer_id if contract is not None else None),
        reference=offer.reference,
        title=offer.title,
        buyer=offer.buyer,
        currency=offer.currency,
        state=offer.state.value,
        canton=tender.canton,
        province=tender.province,
        certificate_kind=wants.certificate_kind if wants.certified_plots_only else None,
        lines=tuple(lines),
    )


def _tried(offer: BidDetail, trial: Trial | None) -> Sequence[BidLineRow]:
    """Return the lines of which something is offered, in the trial where there is one; each keeps its rhythm."""
    if trial is None:
        return offer.offered
    rows = [
        replace(row, quantity=trial[row.id][0], price=trial[row.id][1], plan=rescaled(row.plan, trial[row.id][0]))
        for row in offer.lines
        if row.id in trial and row.plan
    ]
    return [row for row in rows if row.is_offered]


def _signed(session: Session, contract: Contract | None) -> dict[tuple[uuid.UUID, str], list[ContractLine]] | None:
    if contract is None:
        return None
    found: dict[tuple[uuid.UUID, str], list[ContractLine]] = {}
    lines = sa.select(ContractLine).where(ContractLine.contract_id == contract.id).order_by(ContractLine.position)
    for line in session.scalars(lines):
        found.setdefault((line.product_id, line.unit), []).append(line)
    return found


def _line(
    session: Session, row: BidLineRow, signed: dict[tuple[uuid.UUID, str], list[ContractLine]] | None, today: date
) -> AwardLine | None:
    if row.product_id is None:
        raise LineNotMapped(description=row.description)
    if not row.plan:
        raise LineNotPlanned(description=row.description)
    plan, price = dict(row.plan), row.price or row.buyer_price
    if signed is not None:
        # A line of the bid finds its line of the contract by product and unit, the first by the first.
        own = signed.get((row.product_id, row.quantity.unit), [])
        if not own:
            return None
        line = own.pop(0)
        plan = rescaled(plan, Quantity(line.quantity_milli, line.unit))
        price = UnitPrice(line.price_micros, price.currency) if price is not None else None
    if price is None or price.micros <= 0:
        raise PriceNeeded(description=row.description)
    return _weighed(session, row, row.product_id, plan, price, today)


def _weighed(
    session: Session,
    row: BidLineRow,
    product_id: uuid.UUID,
    plan: Mapping[Week, Quantity],
    price: UnitPrice,
    today: date,
) -> AwardLine:
    step = step_of(part.milli for part in plan.values())
    shelf_days = session.scalars(sa.select(Product.shelf_days).where(Product.id == product_id)).one()
    made = AwardLine(
        bid_line_id=row.id,
        product_id=product_id,
        product=row.product,
        unit=row.quantity.unit,
        price=price,
        step_milli=step,
        plan={week: part.milli // step for week, part in sorted(plan.items()) if part.milli},
        factors=conversions(session, product_id),
        today=today,
        keeps=None if shelf_days is None else shelf_days // _WEEK_DAYS,
    )
    try:
        for week in made.plan:
            made.weight(1, week)
    except NoConversion:
        raise ProductWithoutWeight(unit=made.unit, product=made.product) from None
    return made
