"""The plan of a day: orders found by words, and the stops of a trip with what is still to be sent to each."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.quantity import Quantity, containers_and_loose
from sse_desktop.queries.call_offs import CallOffRow, call_offs
from sse_desktop.queries.replacements import OwedRow, owed_replacements
from sse_desktop.queries.stock import LotFilter, LotRow, lots_to_send
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.contracts import Contract, ContractLine

_THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """What is to be sent for one order, or again for one rejected line; `lots` could give it, in the order they are drawn from."""

    call_off_id: uuid.UUID | None
    contract_line_id: uuid.UUID
    product: str
    quantity: Quantity
    units_per_container: int | None
    replaces_line_id: uuid.UUID | None
    lots: tuple[LotRow, ...] = ()

    @property
    def containers(self) -> int:
        """Return how many containers it fills, the last one perhaps in part."""
        if not self.units_per_container:
            return 0
        full, loose = containers_and_loose(self.quantity.milli // _THOUSAND, self.units_per_container)
        return full + (1 if loose else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Everything for one delivery point under one contract on one day: one delivery note."""

    contract_id: uuid.UUID
    contract: str
    delivery_point_id: uuid.UUID
    code: str
    school: str
    route: str
    day: date
    lines: tuple[StopLine, ...]

    @property
    def id(self) -> tuple[uuid.UUID, uuid.UUID]:
        """Return what tells a stop of a day apart."""
        return (self.contract_id, self.delivery_point_id)

    @property
    def containers(self) -> int:
        """Return how many containers the stop needs."""
        return sum(line.containers for line in self.lines)


def found_orders(
    session: Session,
    *,
    text: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    contract_id: uuid.UUID | None = None,
    only_open: bool = False,
) -> list[CallOffRow]:
    """Return orders by day, route and school that have all words of `text`; `only_open`: with something left to send."""
    wanted = words(text)
    return [
        row
        for row in call_offs(session, contract_id=contract_id, from_on=from_on, to_on=to_on)
        if (not only_open or row.open.milli) and all(word in _searched(row) for word in wanted)
    ]


def _searched(row: CallOffRow) -> str:
    return fold(f"{row.school} {row.code} {row.canton} {row.route} {row.product} {row.contract} {row.order_number}")


def day_stops(session: Session, day: date) -> list[Stop]:
    """Return the stops of a day that still get something, by route and code."""
    closed = set(session.scalars(sa.select(Contract.id).where(Contract.state == "closed")))
    rows = [
        row for row in call_offs(session, from_on=day, to_on=day) if row.open.milli and row.contract_id not in closed
    ]
    # Call-offs come by route and code, and this sort keeps that order among equals.
    order = {key: at for at, key in enumerate(dict.fromkeys(_stop_of(row) for row in rows))}
    ordered = sorted(rows, key=lambda row: order[_stop_of(row)])
    return [_stop(list(group)) for _, group in groupby(ordered, key=_stop_of)]


def stop(session: Session, day: date, contract_id: uuid.UUID, delivery_point_id: uuid.UUID) -> Stop | None:
    """Return one stop of a day, with the lots that could give its lines; None when nothing is left to send."""
    rows = call_offs(session, contract_id=contract_id, delivery_point_id=delivery_point_id, from_on=day, to_on=day)
    rows = [row for row in rows if row.open.milli]
    return _stop(rows, session) if rows else None


def replacement_stop(session: Session, line_id: uuid.UUID, day: date) -> Stop | None:
    """Return everything that is owed again for the delivery note of a rejected line, to be sent on `day`."""
    owed = owed_replacements(session)
    asked = next((row for row in owed if row.line_id == line_id), None)
    if asked is None:
        return None
    point = session.get_one(DeliveryPoint, asked.delivery_point_id)
    contract = session.get_one(Contract, asked.contract_id)
    return Stop(
        contract_id=contract.id,
        contract=contract.reference,
        delivery_point_id=point.id,
        code=point.code,
        school=point.name,
        route=point.route,
        day=day,
        lines=tuple(_owed_line(session, row, day) for row in owed if row.delivery_id == asked.delivery_id),
    )


def _stop_of(row: CallOffRow) -> tuple[uuid.UUID, uuid.UUID]:
    return (row.contract_id, row.delivery_point_id)


def _stop(rows: Sequence[CallOffRow], session: Session | None = None) -> Stop:
    first = rows[0]
    return Stop(
        contract_id=first.contract_id,
        contract=first.contract,
        delivery_point_id=first.delivery_point_id,
        code=first.code,
        school=first.school,
        route=first.route,
        day=first.due_on,
        lines=tuple(
            StopLine(
                call_off_id=row.id,
                contract_line_id=row.contract_line_id,
                product=row.product,
                quantity=row.open,
                units_per_container=row.units_per_container,
                replaces_line_id=None,
                lots=_free(session, row.contract_line_id, row.due_on) if session is not None else (),
            )
            for row in rows
        ),
    )


def _owed_line(session: Session, row: OwedRow, day: date) -> StopLine:
    return StopLine(
        call_off_id=row.call_off_id,
        contract_line_id=row.contract_line_id,
        product=row.product,
        quantity=row.owed,
        units_per_container=session.get_one(ContractLine, row.contract_line_id).units_per_container,
        replaces_line_id=row.line_id,
        lots=_free(session, row.contract_line_id, day),
    )


def _free(session: Session, contract_line_id: uuid.UUID, day: date) -> tuple[LotRow, ...]:
    line = session.get_one(ContractLine, contract_line_id)
    which = LotFilter(product_id=line.product_id, grade_id=line.grade_id, state="free", for_contract=line.contract_id)
    return tuple(lots_to_send(session, which, day))
