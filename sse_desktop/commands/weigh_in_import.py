"""Many weigh-ins at once: everything they name is looked up once, and rows and journal lines go in by blocks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sse_desktop.commands import weighing
from sse_desktop.commands.importing import ImportResult, RowFailure, refuse_any
from sse_desktop.commands.numbering import next_numbers
from sse_desktop.commands.weighing import Known, Load, WeighIn
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.quantity import Conversion, NoConversion, factor_on
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import WeighIn as WeighInFact
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import ContainerKind, FarmPrice, Grade, Product, Variety
from sse_desktop.store.tables.products import Conversion as Factor
from sse_desktop.store.tables.stock import Lot, StockMovement

LotKey = tuple[date, uuid.UUID, uuid.UUID | None, str]


@dataclass(slots=True)
class _Book:
    """All that a block of loads can name, read once."""

    members: dict[uuid.UUID | int, Any] = field(default_factory=dict)
    products: dict[uuid.UUID, Any] = field(default_factory=dict)
    grades: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    first_grades: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    tares: dict[uuid.UUID, int] = field(default_factory=dict)
    plots: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    varieties: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    prices: dict[tuple[uuid.UUID, uuid.UUID | None], list[tuple[date, int, str]]] = field(default_factory=dict)
    factors: dict[uuid.UUID, list[Conversion]] = field(default_factory=dict)
    lots: dict[LotKey, uuid.UUID] = field(default_factory=dict)
    codes: dict[tuple[date, uuid.UUID], set[str]] = field(default_factory=dict)
    known: dict[tuple[object, ...], Known] = field(default_factory=dict)


def store_weigh_ins(session: Writing, rows: Sequence[WeighIn]) -> ImportResult:
    """Store the loads; see `harvests.import_weigh_ins`."""
    book, zone, today = _book(session), ZoneInfo(session.time_zone), session.today
    loads, failures = [], []
    for position, weigh_in in enumerate(rows):
        try:
            received_at = weigh_in.received_at or session.now
            received_on = received_at.astimezone(zone).date()
            known = _known(book, weigh_in, received_on)
            loads.append(weighing.load(weigh_in, known, received_at, received_on, today))
        except DomainError as failure:
            failures.append(RowFailure(position, "", "", failure))
    refuse_any(failures)
    _store(session, book, rows, loads)
    return ImportResult(created=len(rows), updated=0, skipped=0)


def _store(session: Writing, book: _Book, rows: Sequence[WeighIn], loads: Sequence[Load]) -> None:
    if not rows:
        return
    lots: list[dict[str, Any]] = []
    weigh_ins = [
        weighing.weigh_in_row(session, weigh_in, load, _lot(session, book, weigh_in, load, lots), number)
        for weigh_in, load, number in zip(rows, loads, next_numbers(session, weighing.TICKET, len(rows)), strict=True)
    ]
    record_many(session, Lot, lots)
    record_many(session, WeighInFact, weigh_ins)
    record_many(session, StockMovement, [weighing.receipt_row(session, row) for row in weigh_ins])


def _lot(session: Writing, book: _Book, weigh_in: WeighIn, load: Load, new: list[dict[str, Any]]) -> uuid.UUID:
    key = (load.received_on, weigh_in.product_id, load.known.grade_id, load.place)
    if key not in book.lots:
        taken = book.codes.setdefault(key[:2], set())
        row = weighing.lot_row(session, weigh_in, load, taken)
        taken.add(row["code"])
        new.append(row)
        book.lots[key] = row["id"]
    return book.lots[key]


def _known(book: _Book, weigh_in: WeighIn, received_on: date) -> Known:
    # Families bring the same again and again: what was looked up once is not looked up anew.
    key = (weigh_in.member, weigh_in.product_id, weigh_in.grade_id, weigh_in.container_kind_id, received_on)
    known = book.known.get(key) or book.known.setdefault(key, _looked_up(book, weigh_in, received_on))
    if weigh_in.plot_id is not None and book.plots.get(weigh_in.plot_id) != known.member_id:
        raise weighing.NotOfThisMember(member=known.member_name)
    if weigh_in.variety_id is not None and book.varieties.get(weigh_in.variety_id) != weigh_in.product_id:
        raise weighing.NotOfThisProduct(product=known.product_name)
    return known


def _looked_up(book: _Book, weigh_in: WeighIn, received_on: date) -> Known:
    product, member = book.products.get(weigh_in.product_id), book.members.get(weigh_in.member)
    if product is None:
        raise weighing.NoSuchProduct(product=str(weigh_in.product_id))
    if member is None:
        raise weighing.NoSuchMember(member=str(weigh_in.member))
    grade_id = _grade(book, weigh_in)
    return Known(
        member.id,
        member.name,
        member.archived,
        product.code,
        product.name,
        product.archived,
        grade_id,
        book.tares.get(weigh_in.container_kind_id) if weigh_in.container_kind_id else None,
        *_farm_price(book, product.id, grade_id, received_on),
    )


def _grade(book: _Book, weigh_in: WeighIn) -> uuid.UUID | None:
    if weigh_in.grade_id is None:
        return book.first_grades.get(weigh_in.product_id)
    return weigh_in.grade_id if book.grades.get(weigh_in.grade_id) == weigh_in.product_id else None


def _farm_price(
    book: _Book, product_id: uuid.UUID, grade_id: uuid.UUID | None, day: date
) -> tuple[int | None, str | None, Conversion | None]:
    """Return the price in force, its unit, and what this weighs where it is not the kilo and known."""
    for grade in (grade_id, None):
        known = [found for found in book.prices.get((product_id, grade), ()) if found[0] <= day]
        if known:
            _valid_from, price, unit = known[-1]
            return price, unit, _factor(book, product_id, unit, day)
    return None, None, None


def _factor(book: _Book, product_id: uuid.UUID, unit: str, day: date) -> Conversion | None:
    if not weighing.is_by_unit(unit):
        return None
    try:
        return factor_on(unit, book.factors.get(product_id, ()), day)
    except NoConversion:
        return None


def _book(session: Writing) -> _Book:
    session.flush()
    connection, book = session.connection(), _Book()
    for member in connection.execute(sa.select(Member.id, Member.number, Member.name, Member.archived)):
        book.members[member.id] = book.members[member.number] = member
    products = sa.select(Product.id, Product.code, Product.name, Product.archived)
    book.products = {row.id: row for row in connection.execute(products)}
    grades = sa.select(Grade.id, Grade.product_id).where(Grade.archived.is_(False))
    for grade in connection.execute(grades.order_by(Grade.position, Grade.code)):
        book.grades[grade.id] = grade.product_id
        book.first_grades.setdefault(grade.product_id, grade.id)
    tares = sa.select(ContainerKind.id, ContainerKind.tare_g).where(ContainerKind.archived.is_(False))
    book.tares = _pairs(connection, tares)
    book.plots = _pairs(connection, sa.select(Plot.id, Plot.member_id))
    book.varieties = _pairs(connection, sa.select(Variety.id, Variety.product_id))
    _read_prices(connection, book)
    _read_lots(connection, book)
    return book


def _pairs(connection: sa.Connection, statement: sa.Select[Any, Any]) -> dict[Any, Any]:
    return {row[0]: row[1] for row in connection.execute(statement)}


def _read_prices(connection: sa.Connection, book: _Book) -> None:
    prices = sa.select(
        FarmPrice.product_id, FarmPrice.grade_id, FarmPrice.valid_from, FarmPrice.price_micros, FarmPrice.unit
    )
    for row in connection.execute(prices.order_by(FarmPrice.valid_from)):
        price = (row.valid_from, row.price_micros, row.unit)
        book.prices.setdefault((row.product_id, row.grade_id), []).append(price)
    factors = sa.select(Factor.product_id, Factor.unit, Factor.numerator, Factor.denominator, Factor.valid_from)
    for factor in connection.execute(factors):
        weight = Conversion(factor.unit, factor.numerator, factor.denominator, factor.valid_from)
        book.factors.setdefault(factor.product_id, []).append(weight)


def _read_lots(connection: sa.Connection, book: _Book) -> None:
    lots = sa.select(Lot.id, Lot.code, Lot.opened_on, Lot.product_id, Lot.grade_id, Lot.place, Lot.closed_on, Lot.held)
    for row in connection.execute(lots.order_by(Lot.code)):
        book.codes.setdefault((row.opened_on, row.product_id), set()).add(row.code)
        if row.closed_on is None and not row.held:
            book.lots.setdefault((row.opened_on, row.product_id, row.grade_id, row.place), row.id)
