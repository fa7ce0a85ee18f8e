"""One step back and one step forward: from a crate in a school to families and plots, and from a lot to every school."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.labels import lot_of_label
from sse_desktop.domain.lots import contributions
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import LONGEST_NUMBER, full
from sse_desktop.queries.lot_composition import PORTION, composition, lots_ahead
from sse_desktop.store.tables.buyers import DeliveryPoint
from sse_desktop.store.tables.deliveries import AcceptanceLine, Delivery, DeliveryLine
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot, SortingInput, SortingOutput, StockMovement

NOTHING: Final = Quantity(0, KILO)


class NothingToTrace(DomainError):
    """No lot, ticket or delivery note has this code."""

    sentence = N_("There is no lot, weigh ticket or delivery note {code}. Check the code.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A weigh-in inside the traced goods, with the grams that count as its own; `weighed_into`: the lot it began in."""

    ticket: str
    member_number: int
    member: str
    community: str
    plot: str
    harvested_on: date
    lot: str
    weight: Quantity
    weighed_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A school that got some of the traced goods."""

    note: str
    delivered_on: date
    code: str
    school: str
    lot: str
    sent: Quantity
    accepted: Quantity | None
    weight: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedLot:
    """A lot with what came in, what left, and what is still there.

    `sorted_from` are the lots it was made of, `sorted_into` those made of it with the grams that went there. `through`:
    it is here because something of the traced lot was sorted into it.
    """

    id: uuid.UUID
    code: str
    product: str
    grade: str
    opened_on: date
    received: Quantity
    sent: Quantity
    balance: Quantity
    place: str = ""
    held: bool = False
    sorted_in: Quantity = NOTHING
    sorted_out: Quantity = NOTHING
    sorted_from: tuple[str, ...] = ()
    sorted_into: tuple[str, ...] = ()
    through: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything about one code. kind: lot, ticket or delivery_note.

    A lot or ticket leads on to every lot it was sorted into, and to all schools that got something of those.
    """

    code: str
    kind: str
    at: datetime | date
    lots: tuple[TracedLot, ...]
    sources: tuple[Source, ...]
    destinations: tuple[Destination, ...]


def trace(session: Session, code: str) -> Trace:
    """Return where the goods behind a code came from and where they went; voided entries are left out.

    A lot is one heap: goods drawn from it count for all its weigh-ins in proportion, to the gram.

    Raises:
        NothingToTrace.
    """
    wanted = lot_of_label(code)
    lot = session.scalars(sa.select(Lot).where(sa.func.upper(Lot.code) == wanted.upper())).first()
    if lot is not None:
        return _of_lots(session, wanted, "lot", lot.opened_on, {lot.id: None})
    series, _, last = wanted.rpartition("-")
    if last.isdecimal() and len(last) <= LONGEST_NUMBER:
        found = _delivery_note(session, wanted, series, int(last)) or _ticket(session, wanted, series, int(last))
        if found is not None:
            return found
    raise NothingToTrace(code=code)


def _delivery_note(session: Session, code: str, series: str, number: int) -> Trace | None:
    note = session.scalars(sa.select(Delivery).where(Delivery.series == series, Delivery.number == number)).first()
    if note is None:
        return None
    grams: dict[uuid.UUID, int] = defaultdict(int)
    for line in session.scalars(sa.select(DeliveryLine).where(DeliveryLine.delivery_id == note.id)):
        grams[line.lot_id] += line.grams
    return _of_lots(session, code, "delivery_note", note.dispatched_at, dict(grams), note.id)


def _ticket(session: Session, code: str, series: str, number: int) -> Trace | None:
    weigh_in = session.scalars(sa.select(WeighIn).where(WeighIn.series == series, WeighIn.number == number)).first()
    if weigh_in is None:
        return None
    return _of_lots(session, code, "ticket", weigh_in.received_at, {weigh_in.lot_id: None})


def _of_lots(
    session: Session,
    code: str,
    kind: str,
    at: datetime | date,
    grams: Mapping[uuid.UUID, int | None],
    note_id: uuid.UUID | None = None,
) -> Trace:
    # What was drawn for a school went no further; anything else leads on into the lots it was sorted into.
    every = list(grams) if note_id is not None else lots_ahead(session, grams)
    return Trace(
        code=code,
        kind=kind,
        at=at,
        lots=tuple(_lot(session, lot_id, through=lot_id not in grams) for lot_id in every),
        sources=tuple(_sources(session, grams)),
        destinations=tuple(_destinations(session, every, note_id)),
    )


def _lot(session: Session, lot_id: uuid.UUID, *, through: bool) -> TracedLot:
    row, product, grade = session.execute(
        sa.select(Lot, Product.name, sa.func.coalesce(sa.func.nullif(Grade.name, ""), Grade.code))
        .join(Product, Product.id == Lot.product_id)
        .join(Grade, Grade.id == Lot.grade_id)
        .where(Lot.id == lot_id)
    ).one()
    moved = {
        kind: int(grams)
        for kind, grams in session.execute(
            sa.select(StockMovement.kind, sa.func.sum(StockMovement.grams))
            .where(StockMovement.lot_id == lot_id, StockMovement.voided.is_(None))
            .group_by(StockMovement.kind)
        )
    }
    return TracedLot(
        id=row.id,
        code=row.code,
        product=product,
        grade=grade,
        opened_on=row.opened_on,
        received=Quantity(moved.get("receipt", 0), KILO),
        sent=Quantity(-moved.get("dispatch", 0), KILO),
        balance=Quantity(sum(moved.values()), KILO),
        place=row.place,
        held=row.held,
        sorted_in=Quantity(moved.get("sorted_in", 0), KILO),
        sorted_out=Quantity(-moved.get("sorted_out", 0), KILO),
        sorted_from=_next_to(session, SortingOutput, SortingInput, lot_id),
        sorted_into=_next_to(session, SortingInput, SortingOutput, lot_id),
        through=through,
    )


def _next_to(session: Session, here: Any, there: Any, lot_id: uuid.UUID) -> tuple[str, ...]:
    """Return the codes of the lots on the other side of the sortings that a lot stands on one side of."""
    codes = session.scalars(
        sa.select(Lot.code)
        .join(there, there.lot_id == Lot.id)
        .join(here, here.sorting_id == there.sorting_id)
        .where(here.lot_id == lot_id, here.voided.is_(None), there.voided.is_(None))
        .order_by(Lot.code)
    )
    return tuple(dict.fromkeys(codes))


def _sources(session: Session, grams: Mapping[uuid.UUID, int | None]) -> list[Source]:
    """Return the weigh-ins in lots, through any sorting: with all their grams, or with their part of what was drawn."""
    inside = composition(session, grams)
    facts = _weigh_ins(session, list({weigh_in for parts in inside.values() for weigh_in, _ in parts}))
    codes = _codes(session, list(grams))
    found = []
    for lot_id, drawn in grams.items():
        parts = inside[lot_id]
        if drawn is not None and parts:
            parts = contributions(drawn, parts)
        found += [_source(facts[weigh_in], codes[lot_id], weight) for weigh_in, weight in parts]
    return found


def _weigh_ins(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """Return tickets with their family, plot and lot, by id; asked for in parts that every database takes."""
    found: dict[uuid.UUID, Any] = {}
    for start in range(0, len(ids), PORTION):
        rows = session.execute(
            sa.select(WeighIn, Member, Plot.name.label("plot"), Lot.code)
            .join(Member, Member.id == WeighIn.member_id)
            .join(Lot, Lot.id == WeighIn.lot_id)
            .outerjoin(Plot, Plot.id == WeighIn.plot_id)
            .where(WeighIn.id.in_(ids[start : start + PORTION]))
        )
        found.update({row.WeighIn.id: row for row in rows})
    return found


def _codes(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = session.execute(sa.select(Lot.id, Lot.code).where(Lot.id.in_(ids)))
    return {row.id: row.code for row in rows}


def _source(row: Any, lot: str, grams: int) -> Source:
    weigh_in, member = row.WeighIn, row.Member
    return Source(
        ticket=full(weigh_in.series, weigh_in.number),
        member_number=member.number,
        member=member.name,
        community=member.community,
        plot=row.plot or "",
        harvested_on=weigh_in.harvested_on,
        lot=lot,
        weight=Quantity(grams, KILO),
        weighed_into=row.code,
    )


def _destinations(session: Session, lot_ids: list[uuid.UUID], note_id: uuid.UUID | None) -> list[Destination]:
    """Return every school that got something of these lots; only one note's lines when it is named."""
    select = (
        sa.select(DeliveryLine, Delivery, DeliveryPoint, Lot.code, AcceptanceLine.accepted_milli)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(DeliveryPoint, DeliveryPoint.id == Delivery.delivery_point_id)
        .join(Lot, Lot.id == DeliveryLine.lot_id)
        .outerjoin(
            AcceptanceLine, sa.and_(AcceptanceLine.delivery_line_id == DeliveryLine.id, AcceptanceLine.voided.is_(None))
        )
        .where(DeliveryLine.lot_id.in_(lot_ids), DeliveryLine.voided.is_(None))
        .order_by(Delivery.planned_on, Delivery.series, Delivery.number, DeliveryLine.position)
    )
    if note_id is not None:
        select = select.where(Delivery.id == note_id)
    return [
        Destination(
            note=full(note.series, note.number),
            delivered_on=note.planned_on,
            code=point.code,
            school=point.name,
            lot=lot,
            sent=Quantity(line.sent_milli, line.unit),
            accepted=_known(accepted, line.unit),
            weight=Quantity(line.grams, KILO),
        )
        for line, note, point, lot, accepted in session.execute(select)
    ]


def _known(milli: int | None, unit: str) -> Quantity | None:
    """Return the quantity, or None while the receiver's word is missing."""
    return None if milli is None else Quantity(milli, unit)
