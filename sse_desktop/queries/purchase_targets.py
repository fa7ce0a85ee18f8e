"""A buyer's yearly goal for purchases from the social economy: what we sold, what the buyer published, what is left."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money, UnitPrice, split
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.partners import PurchaseTarget
from sse_desktop.store.tables.products import Product

WHOLE_BP: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleEntry:
    """What a buyer accepted of one line of a delivery on a day, and its amount under the contract."""

    delivery_id: uuid.UUID
    number: str
    accepted_on: date
    school: str
    contract: str
    product: str
    accepted: Quantity
    price: UnitPrice
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseTargetRow:
    """A goal with our sales of that year. What the buyer did not publish is None."""

    id: uuid.UUID
    buyer_id: uuid.UUID
    buyer: str
    year: int
    goal: Money | None
    goal_share_bp: int | None
    all_purchases: Money | None
    reached: Money | None
    reached_on: date | None
    source: str
    note: str
    archived: bool
    stamps: dict[str, int]
    sales: Money

    @property
    def goal_amount(self) -> Money | None:
        """The goal in money: as said, else its share of all purchases, rounded half up."""
        if self.goal is not None or self.goal_share_bp is None or self.all_purchases is None:
            return self.goal
        minor = half_up(self.all_purchases.minor * self.goal_share_bp, WHOLE_BP)
        return Money(minor, self.all_purchases.currency)

    @property
    def reached_share_bp(self) -> int | None:
        """The buyer's share so far of all its purchases, as published, in hundredths of a percent."""
        return _share(self.reached, self.all_purchases)

    @property
    def our_share_bp(self) -> int | None:
        """Our sales as part of the goal, in hundredths of a percent."""
        return _share(self.sales, self.goal_amount)

    @property
    def left(self) -> Money | None:
        """What is left to the goal after what the buyer published; never below nothing."""
        if self.goal_amount is None or self.reached is None:
            return None
        return Money(max(0, self.goal_amount.minor - self.reached.minor), self.goal_amount.currency)


def purchase_targets(
    session: Session, *, year: int | None = None, archived: bool = False, search: str = ""
) -> list[PurchaseTargetRow]:
    """Return the targets, the newest year first, by buyer."""
    select = (
        sa.select(PurchaseTarget, Buyer.name)
        .join(Buyer, Buyer.id == PurchaseTarget.buyer_id)
        .where(PurchaseTarget.archived.is_(archived))
        .order_by(PurchaseTarget.year.desc(), Buyer.name)
    )
    if year is not None:
        select = select.where(PurchaseTarget.year == year)
    words = fold(search).split()
    found = [(row, buyer) for row, buyer in session.execute(select)]
    return [
        _row(
            row, buyer, sum(entry.amount.minor for entry in sale_entries(session, row.buyer_id, row.year, row.currency))
        )
        for row, buyer in found
        if all(word in fold(f"{buyer} {row.year} {row.source}") for word in words)
    ]


def sale_entries(session: Session, buyer_id: uuid.UUID, year: int, currency: str = "") -> list[SaleEntry]:
    """Return what the buyer accepted in a year by day, with amounts; the cooperative's currency unless another is named.

    A contract line is worth its accepted quantity of the year × its price, rounded half up once; the entries share that by
    largest remainders, so they add up to it. The day is that of the receipt, where the cooperative is.
    """
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    wanted = currency or session.scalars(sa.select(Cooperative.currency)).one()
    first, after = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    select = (
        sa.select(AcceptanceLine.accepted_milli, Acceptance.received_at, Delivery, ContractLine)
        .add_columns(Contract.reference, Contract.currency, Product.name, DeliveryPoint.name)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .join(Product, Product.id == ContractLine.product_id)
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .where(AcceptanceLine.voided.is_(None), AcceptanceLine.accepted_milli > 0)
        .where(Contract.buyer_id == buyer_id, Contract.currency == wanted)
        .where(Acceptance.received_at >= first, Acceptance.received_at < after)
        .order_by(Acceptance.received_at, Delivery.series, Delivery.number, DeliveryLine.position)
    )
    rows = [tuple(row) for row in session.execute(select)]
    amounts = _amounts([(line, milli) for milli, _, _, line, *_ in rows], wanted)
    return [
        SaleEntry(
            delivery_id=note.id,
            number=full(note.series, note.number),
            accepted_on=at.astimezone(zone).date(),
            school=school,
            contract=contract,
            product=product,
            accepted=Quantity(milli, line.unit),
            price=UnitPrice(line.price_micros, wanted),
            amount=Money(amount, wanted),
        )
        for (milli, at, note, line, contract, _, product, school), amount in zip(rows, amounts, strict=True)
    ]


def _amounts(accepted: Iterable[tuple[ContractLine, int]], currency: str) -> list[int]:
    """Return the minor amount of each entry; those of one contract line add up to its rounded value."""
    entries = list(accepted)
    places: dict[uuid.UUID, list[int]] = {}
    for place, (line, _) in enumerate(entries):
        places.setdefault(line.id, []).append(place)
    amounts = [0] * len(entries)
    for own in places.values():
        line = entries[own[0]][0]
        weights = [entries[place][1] for place in own]
        value = UnitPrice(line.price_micros, currency).times(Quantity(sum(weights), line.unit)).minor
        for place, part in zip(own, split(value, weights), strict=True):
            amounts[place] = part
    return amounts


def _share(part: Money | None, whole: Money | None) -> int | None:
    if part is None or whole is None or part.currency != whole.currency or not whole.minor:
        return None
    return half_up(part.minor * WHOLE_BP, whole.minor)


def _row(row: PurchaseTarget, buyer: str, sales: int) -> PurchaseTargetRow:
    def money(minor: int | None) -> Money | None:
        return Money(minor, row.currency) if minor is not None else None

    names = ("id", "buyer_id", "year", "goal_share_bp", "reached_on", "source", "note", "archived")
    return PurchaseTargetRow(
        **{name: getattr(row, name) for name in names},
        buyer=buyer,
        goal=money(row.goal_minor),
        all_purchases=money(row.all_purchases_minor),
        reached=money(row.reached_minor),
        stamps=dict(row.stamps),
        sales=Money(sales, row.currency),
    )
