"""What families are owed: accepted deliveries that no settlement has taken in yet, down to the weigh-in."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.dues import values_in_order
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lots import contributions
from sse_desktop.domain.money import UnitPrice, split
from sse_desktop.queries.lot_composition import composition, lots_behind
from sse_desktop.store.tables.contracts import Contract, ContractLine
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.settlements import Settlement, SettlementMember, SettlementOrigin
from sse_desktop.store.tables.stock import Lot, StockMovement


class LotNotProved(DomainError):
    """The money of a lot can't be shared while more left it than came in: the wrong families would get it."""

    sentence = N_(
        "More left the lot {lot} than its weigh-ins prove. Nothing was settled. Enter the missing weigh-in, or count the lot."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOrigin:
    """Grams of one weigh-in in one accepted delivery line, and their value in minor units."""

    acceptance_line_id: uuid.UUID
    weigh_in_id: uuid.UUID
    member_id: uuid.UUID
    member_number: int
    grams: int
    value_minor: int


@dataclass(frozen=True, slots=True)
class _Accepted:
    acceptance_line_id: uuid.UUID
    contract_line_id: uuid.UUID
    lot_id: uuid.UUID
    accepted_milli: int
    sent_milli: int
    sent_grams: int
    unit: str
    price_micros: int
    received_at: datetime

    @property
    def grams(self) -> int:
        """The weight of the accepted part."""
        return split(self.sent_grams, [self.accepted_milli, self.sent_milli - self.accepted_milli])[0]


def open_dues(session: Session, contract_id: uuid.UUID, to_on: date) -> list[DueOrigin]:
    """Return the origins of everything accepted until the end of `to_on` that no settlement has taken in.

    Σ values of a contract's line, with those settled before, is its accepted quantity x price, rounded half up once.

    Raises:
        LotNotProved: a lot holds less than nothing, or has no weigh-in left.
    """
    currency = session.scalars(sa.select(Contract.currency).where(Contract.id == contract_id)).one()
    zone = session.scalars(sa.select(Cooperative.time_zone)).one()
    end = datetime.combine(to_on + timedelta(days=1), time(), ZoneInfo(zone))
    by_line: dict[uuid.UUID, list[_Accepted]] = defaultdict(list)
    for line in _accepted_lines(session, contract_id, end):
        by_line[line.contract_line_id].append(line)
    origins: list[DueOrigin] = []
    lot_ids = sorted({line.lot_id for lines in by_line.values() for line in lines})
    weigh_ins = _composition(session, lot_ids)
    _check_proved(session, lots_behind(session, lot_ids))
    for contract_line_id, lines in by_line.items():
        before = _settled_before(session, contract_line_id)
        price = UnitPrice(lines[0].price_micros, currency)
        accepted = [line.accepted_milli for line in lines]
        values = values_in_order(accepted, lines[0].unit, price, before_milli=before[0], before_minor=before[1])
        for line, value in zip(lines, values, strict=True):
            origins += _origins(line, value, weigh_ins[line.lot_id])
    return origins


def _accepted_lines(session: Session, contract_id: uuid.UUID, end: datetime) -> list[_Accepted]:
    taken = sa.select(SettlementOrigin.acceptance_line_id).where(SettlementOrigin.voided.is_(None))
    rows = session.execute(
        sa.select(
            AcceptanceLine.id,
            DeliveryLine.contract_line_id,
            DeliveryLine.lot_id,
            AcceptanceLine.accepted_milli,
            DeliveryLine.sent_milli,
            DeliveryLine.grams,
            ContractLine.unit,
            ContractLine.price_micros,
            Acceptance.received_at,
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .where(
            ContractLine.contract_id == contract_id,
            AcceptanceLine.voided.is_(None),
            AcceptanceLine.accepted_milli > 0,
            Acceptance.received_at < end,
            AcceptanceLine.id.not_in(taken),
        )
        .order_by(Acceptance.received_at, AcceptanceLine.id)
    )
    return [_Accepted(*row) for row in rows]


def _settled_before(session: Session, contract_line_id: uuid.UUID) -> tuple[int, int]:
    """Return the accepted thousandths and the minor units that settlements have taken in of a contract's line."""
    settled = (
        sa.select(SettlementOrigin.acceptance_line_id, sa.func.sum(SettlementOrigin.value_minor).label("value"))
        .where(SettlementOrigin.voided.is_(None))
        .group_by(SettlementOrigin.acceptance_line_id)
        .subquery()
    )
    row = session.execute(
        sa.select(sa.func.sum(AcceptanceLine.accepted_milli), sa.func.sum(settled.c.value))
        .join(settled, settled.c.acceptance_line_id == AcceptanceLine.id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(DeliveryLine.contract_line_id == contract_line_id)
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


WeighInPart = tuple[uuid.UUID, uuid.UUID, int, int]


def _check_proved(session: Session, lot_ids: Sequence[uuid.UUID]) -> None:
    """Check the lots and all that they were sorted out of: what a lot can't prove, the next can't either."""
    known = composition(session, lot_ids)
    for ids in _portions(lot_ids):
        balance = sa.func.coalesce(
            sa.func.sum(sa.case((StockMovement.voided.is_(None), StockMovement.grams), else_=0)), 0
        )
        rows = session.execute(
            sa.select(Lot.id, Lot.code, balance)
            .outerjoin(StockMovement, StockMovement.lot_id == Lot.id)
            .where(Lot.id.in_(ids))
            .group_by(Lot.id, Lot.code)
            .order_by(Lot.code)
        )
        for lot_id, code, grams in rows:
            if grams < 0 or not known.get(lot_id):
                raise LotNotProved(lot=code)


def _portions(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    """Yield the ids in parts that every database takes as parameters."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


def _composition(session: Session, lot_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[WeighInPart]]:
    """Return for each lot its valid weigh-ins as (weigh-in, member, member's number, grams), through all sortings."""
    found = composition(session, lot_ids)
    members = _members(session, list({weigh_in for parts in found.values() for weigh_in, _ in parts}))
    return {lot: [(weigh_in, *members[weigh_in], grams) for weigh_in, grams in parts] for lot, parts in found.items()}


def _members(session: Session, weigh_in_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[uuid.UUID, int]]:
    found: dict[uuid.UUID, tuple[uuid.UUID, int]] = {}
    for ids in _portions(weigh_in_ids):
        rows = session.execute(
            sa.select(WeighIn.id, WeighIn.member_id, Member.number)
            .join(Member, Member.id == WeighIn.member_id)
            .where(WeighIn.id.in_(ids))
        )
        found.update({weigh_in: (member, number) for weigh_in, member, number in rows})
    return found


def _origins(line: _Accepted, value: int, weigh_ins: Sequence[WeighInPart]) -> list[DueOrigin]:
    """Share grams and value of one accepted line over the weigh-ins of its lot; both add up."""
    by_weight = [(part, part[3]) for part in weigh_ins]
    grams = contributions(line.grams, by_weight)
    values = split(value, [part[3] for part in weigh_ins])
    return [
        DueOrigin(
            acceptance_line_id=line.acceptance_line_id,
            weigh_in_id=part[0],
            member_id=part[1],
            member_number=part[2],
            grams=weight,
            value_minor=worth,
        )
        for (part, weight), worth in zip(grams, values, strict=True)
    ]


def carried_by_member(session: Session, contract_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Return what each family is still owed from the newest settlement of the contract it was in, in minor units."""
    rows = session.execute(
        sa.select(SettlementMember.member_id, SettlementMember.carried_minor)
        .join(Settlement, Settlement.id == SettlementMember.settlement_id)
        .where(Settlement.contract_id == contract_id, Settlement.voided.is_(None))
        .order_by(Settlement.issued_at, Settlement.number)
    )
    newest = dict(rows.all())
    return {member_id: minor for member_id, minor in newest.items() if minor}
