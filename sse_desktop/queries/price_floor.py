"""What families must be paid, in the basis of a line: agreed minimums, the week's market, and the least income of a family."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.fair_price import fair_least, least_income_factor
from sse_desktop.domain.money import minor_digits
from sse_desktop.queries.agreed_minimums import minimums_in_force
from sse_desktop.queries.fair_price_rows import FloorRule
from sse_desktop.queries.market_prices import MarketPriceRow, prices_of_week
from sse_desktop.queries.price_parts import Ground, LineGround, day_of
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember, SharingTerms

_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """What the family must be paid for a line's basis, by which rule; and the market it was compared with."""

    amount: Fraction | None
    by: FloorRule | None
    market: MarketPriceRow | None
    market_amount: Fraction | None


def least_paid(session: Session, ground: Ground, line: LineGround) -> Least:
    """Return max(cost of production, market, minimums) + premium; the highest market of the newest week counts.

    Without an agreed minimum nothing must be kept, whatever the market pays. Where kinds of minimum have premiums of their
    own, the highest is paid.

    Raises:
        NoConversion.
    """
    if line.product_id is None:
        return Least(amount=None, by=None, market=None, market_amount=None)
    day = day_of(ground)
    markets = [
        (line.of_basis(row.price, row.unit, day), row)
        for row in prices_of_week(session, line.product_id, ground.on, ground.currency)
    ]
    paid, market = max(markets, key=lambda each: each[0], default=(None, None))
    agreed = minimums_in_force(session, line.product_id, ground.on, ground.currency).values()
    minimums = [line.of_basis(row.price, row.unit, day) for row in agreed]
    premium = max((line.of_basis(row.premium, row.unit, day) for row in agreed), default=Fraction(0))
    amount = fair_least(minimums, paid, premium)
    by_market = amount is not None and paid is not None and paid > max(minimums)
    by = None if amount is None else FloorRule.MARKET if by_market else FloorRule.MINIMUM
    return Least(amount=amount, by=by, market=market, market_amount=paid)


def income_factor(
    session: Session, bid_id: uuid.UUID, earned: Mapping[uuid.UUID, Fraction], quantities: Mapping[uuid.UUID, int]
) -> Fraction | None:
    """Return by what the farm gate must be multiplied so that the family with least still has the agreed minimum income.

    Args:
        session: what is read.
        bid_id: the bid; its newest kept sharing says who brings how much, its terms what the minimum is.
        earned: what a family is paid for one unit that is sold, by bid line.
        quantities: what is sold of each line, in thousandths; where that is less than was shared, all bring less.

    Returns:
        None without a minimum or a kept sharing, or when a shared line has no farm gate.
    """
    terms = session.execute(sa.select(SharingTerms.minimum_minor).where(SharingTerms.bid_id == bid_id)).first()
    if terms is None or not terms[0]:
        return None
    shared = _shared(session, bid_id)
    lines = {line for quantity in shared.values() for line in quantity}
    if not shared or any(line not in earned for line in lines):
        return None
    totals = {line: sum(quantity.get(line, 0) for quantity in shared.values()) for line in lines}
    kept = {line: min(Fraction(1), Fraction(quantities.get(line, 0), totals[line])) for line in lines}
    incomes = [
        sum((earned[line] * kept[line] * milli / _THOUSAND for line, milli in quantity.items()), Fraction(0))
        for quantity in shared.values()
    ]
    minimum = Fraction(terms[0], 10 ** minor_digits(_currency(session, bid_id)))
    return least_income_factor(incomes, minimum)


def families_of_sharing(session: Session, bid_id: uuid.UUID, quantities: Mapping[uuid.UUID, int]) -> int | None:
    """Return how many families the newest kept sharing serves; None unless just these quantities were shared."""
    shared = _shared(session, bid_id)
    totals: dict[uuid.UUID, int] = defaultdict(int)
    for quantity in shared.values():
        for line, milli in quantity.items():
            totals[line] += milli
    wanted = {line: milli for line, milli in quantities.items() if milli}
    return len(shared) if shared and totals == wanted else None


# ---------------------------------------------------------------- private


def _newest(session: Session, bid_id: uuid.UUID) -> uuid.UUID | None:
    select = sa.select(Sharing.id).where(Sharing.bid_id == bid_id, Sharing.voided.is_(None))
    return session.scalar(select.order_by(Sharing.version.desc()).limit(1))


def _currency(session: Session, bid_id: uuid.UUID) -> str:
    return session.scalars(sa.select(Sharing.currency).where(Sharing.id == _newest(session, bid_id))).one()


def _shared(session: Session, bid_id: uuid.UUID) -> dict[uuid.UUID, dict[uuid.UUID, int]]:
    """Return what each family brings of each line in the newest kept sharing; families that bring nothing are left out."""
    rows: Sequence[tuple[uuid.UUID, uuid.UUID, int]] = [
        (member, line, milli)
        for member, line, milli in session.execute(
            sa.select(SharingMember.member_id, SharingLine.bid_line_id, SharingLine.quantity_milli)
            .join(SharingLine, SharingLine.sharing_member_id == SharingMember.id)
            .where(SharingMember.sharing_id == _newest(session, bid_id), SharingLine.quantity_milli > 0)
        )
    ]
    found: dict[uuid.UUID, dict[uuid.UUID, int]] = defaultdict(lambda: defaultdict(int))
    for member, line, milli in rows:
        found[member][line] += milli
    return found
