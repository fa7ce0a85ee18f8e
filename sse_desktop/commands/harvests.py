"""Recording and voiding weigh-ins: the most frequent command, so its look-ups go past the ORM."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sse_desktop.commands import weighing
from sse_desktop.commands.importing import ImportResult
from sse_desktop.commands.numbering import next_number
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import void
from sse_desktop.commands.weigh_in_import import store_weigh_ins
from sse_desktop.commands.weighing import Known, Load, WeighIn, WeighInRecorded
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Conversion, NoConversion, factor_on
from sse_desktop.domain.roles import Role
from sse_desktop.queries.products import conversions
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.harvests import WeighIn as WeighInFact
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.products import ContainerKind, FarmPrice, Grade, Product, Variety
from sse_desktop.store.tables.settlements import SettlementOrigin
from sse_desktop.store.tables.stock import Lot, StockMovement

__all__ = ["WeighIn", "WeighInRecorded", "import_weigh_ins", "record_weigh_in", "void_weigh_in"]


class AlreadySettled(DomainError):
    """A weigh-in was paid, so it can't be voided by itself."""

    sentence = N_("This weigh-in is part of a settlement. Nothing was changed. Void the settlement first.")


_FIRST_GRADE = (
    sa.select(Grade.id)
    .where(Grade.product_id == sa.bindparam("product"), Grade.archived.is_(False))
    .order_by(Grade.position, Grade.code)
    .limit(1)
    .scalar_subquery()
)
_GRADE = sa.func.coalesce(sa.bindparam("grade", type_=sa.Uuid()), _FIRST_GRADE)


def _newest(column: Any) -> Any:
    """Return a column of the price in force: that of the grade goes before that of the product, the newest first."""
    return (
        sa.select(column)
        .where(
            FarmPrice.product_id == sa.bindparam("product"),
            FarmPrice.valid_from <= sa.bindparam("day"),
            sa.or_(FarmPrice.grade_id == Grade.id, FarmPrice.grade_id.is_(None)),
        )
        .order_by(FarmPrice.grade_id.is_(None), FarmPrice.valid_from.desc())
        .limit(1)
        .correlate(Grade)
        .scalar_subquery()
    )


_PRICE, _PRICE_UNIT = _newest(FarmPrice.price_micros), _newest(FarmPrice.unit)
_TARE = (
    sa.select(ContainerKind.tare_g)
    .where(ContainerKind.id == sa.bindparam("container", type_=sa.Uuid()), ContainerKind.archived.is_(False))
    .scalar_subquery()
)
_KNOWN = (
    sa.select(
        Member.id,
        Member.name,
        Member.archived,
        Product.code,
        Product.name,
        Product.archived,
        Grade.id,
        _TARE,
        _PRICE,
        _PRICE_UNIT,
    )
    .select_from(Member)
    .join(Product, Product.id == sa.bindparam("product"))
    .outerjoin(Grade, sa.and_(Grade.id == _GRADE, Grade.product_id == Product.id, Grade.archived.is_(False)))
)
_KNOWN_BY_ID = _KNOWN.where(Member.id == sa.bindparam("member"))
_KNOWN_BY_NUMBER = _KNOWN.where(Member.number == sa.bindparam("member"))
_LOTS_OF_DAY = sa.select(Lot.id, Lot.code, Lot.grade_id, Lot.place, Lot.closed_on, Lot.held).where(
    Lot.opened_on == sa.bindparam("day"), Lot.product_id == sa.bindparam("product")
)


@allowed(Role.WEIGHER, Role.SECRETARY)
def record_weigh_in(session: Writing, weigh_in: WeighIn) -> WeighInRecorded:
    """Store a load with the next ticket number and bring its accepted weight into the lot of its place and day.

    The price is the one given, else the farm price of the grade, else of the product, else it is decided later.

    Raises:
        NoSuchMember, NoSuchProduct, NotOfThisMember, NotOfThisProduct, and all of `weighing.check`.
    """
    received_at = weigh_in.received_at or session.now
    received_on = received_at.astimezone(ZoneInfo(session.time_zone)).date()
    known = _known(session, weigh_in, received_on)
    _check_parts(session, weigh_in, known)
    load = weighing.load(weigh_in, known, received_at, received_on, session.today)
    lot_id, code = _lot(session, weigh_in, load)
    number = next_number(session, weighing.TICKET)
    row = weighing.weigh_in_row(session, weigh_in, load, lot_id, number)
    # Through the door for many rows: half a millisecond less than the ORM needs, with the same journal lines.
    record_many(session, WeighInFact, [row])
    record_many(session, StockMovement, [weighing.receipt_row(session, row)])
    return WeighInRecorded(row["id"], number, load.net.net_g, load.net.accepted_g, lot_id, code)


@allowed(Role.WEIGHER, Role.SECRETARY)
def void_weigh_in(session: Writing, weigh_in_id: uuid.UUID, reason: str) -> None:
    """Void a weigh-in and the movement it brought into its lot; the ticket keeps its number.

    The lot may then hold less than nothing; it appears on the work list (`queries.stock.negative_lots`).

    Raises:
        ReasonMissing, AlreadyVoided, AlreadySettled.
    """
    row = session.get_one(WeighInFact, weigh_in_id)
    settled = sa.select(SettlementOrigin.id).where(
        SettlementOrigin.weigh_in_id == weigh_in_id, SettlementOrigin.voided.is_(None)
    )
    if session.scalar(settled.limit(1)) is not None:
        raise AlreadySettled
    void(row, reason)
    movements = sa.select(StockMovement).where(StockMovement.weigh_in_id == weigh_in_id, StockMovement.voided.is_(None))
    for movement in session.scalars(movements).all():
        void(movement, reason)


@allowed(Role.SECRETARY)
def import_weigh_ins(session: Writing, rows: Sequence[WeighIn]) -> ImportResult:
    """Store many loads at once, all or nothing, in the order given; their numbers are one block.

    Raises:
        RowsRefused: with every load that breaks a rule of `record_weigh_in`.
    """
    return store_weigh_ins(session, rows)


def _known(session: Writing, weigh_in: WeighIn, received_on: date) -> Known:
    named = {
        "day": received_on,
        "member": weigh_in.member,
        "product": weigh_in.product_id,
        "grade": weigh_in.grade_id,
        "container": weigh_in.container_kind_id,
    }
    statement = _KNOWN_BY_NUMBER if isinstance(weigh_in.member, int) else _KNOWN_BY_ID
    row = session.connection().execute(statement, named).first()
    if row is None:
        _explain(session, weigh_in)
    known = Known(*row)
    if known.farm_price_unit is None or not weighing.is_by_unit(known.farm_price_unit):
        return known
    return replace(known, factor=_factor(session, weigh_in.product_id, known.farm_price_unit, received_on))


def _factor(session: Writing, product_id: uuid.UUID, unit: str, on: date) -> Conversion | None:
    try:
        return factor_on(unit, conversions(session, product_id), on)
    except NoConversion:
        return None


def _explain(session: Writing, weigh_in: WeighIn) -> NoReturn:
    if session.get(Product, weigh_in.product_id) is None:
        raise weighing.NoSuchProduct(product=str(weigh_in.product_id))
    raise weighing.NoSuchMember(member=str(weigh_in.member))


def _check_parts(session: Writing, weigh_in: WeighIn, known: Known) -> None:
    connection = session.connection()
    if weigh_in.plot_id is not None:
        plot = sa.select(Plot.id).where(Plot.id == weigh_in.plot_id, Plot.member_id == known.member_id)
        if connection.execute(plot).first() is None:
            raise weighing.NotOfThisMember(member=known.member_name)
    if weigh_in.variety_id is not None:
        variety = sa.select(Variety.id).where(
            Variety.id == weigh_in.variety_id, Variety.product_id == weigh_in.product_id
        )
        if connection.execute(variety).first() is None:
            raise weighing.NotOfThisProduct(product=known.product_name)


def _lot(session: Writing, weigh_in: WeighIn, load: Load) -> tuple[uuid.UUID, str]:
    """Return the open lot of the load's product, grade, place and day; a new one where there is none."""
    of = {"day": load.received_on, "product": weigh_in.product_id}
    lots: Sequence[Any] = session.connection().execute(_LOTS_OF_DAY, of).all()
    for lot in lots:
        if lot.grade_id == load.known.grade_id and lot.place == load.place and lot.closed_on is None and not lot.held:
            return lot.id, lot.code
    taken = {lot.code for lot in lots}
    row = weighing.lot_row(session, weigh_in, load, taken)
    session.add(Lot(**row))
    session.flush()
    return row["id"], row["code"]
