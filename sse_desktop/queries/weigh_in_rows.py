"""How weigh-ins are chosen, ordered and shown in lists: the base of queries/harvests.py."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from sse_desktop.domain.farm_price import PaidByUnit
from sse_desktop.domain.folding import words
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.deliveries import full
from sse_desktop.store.tables.cooperative import Cooperative, Device
from sse_desktop.store.tables.harvests import WeighIn, WeighInPrice
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot

State = Literal["all", "valid", "voided"]
Order = Literal["newest", "oldest", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighInFilter:
    """Which weigh-ins are wanted: words of the member or a ticket number, days of receipt, and what they are of."""

    words: str = ""
    from_on: date | None = None
    to_on: date | None = None
    member_id: uuid.UUID | None = None
    product_id: uuid.UUID | None = None
    grade_id: uuid.UUID | None = None
    lot_id: uuid.UUID | None = None
    place: str = ""
    state: State = "all"
    without_price: bool = False


EVERY_WEIGH_IN = WeighInFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighInRow:
    """A weigh-in in a list. `value` is price × accepted kilos; without a price it is not known yet.

    Where the price was agreed for units, `paid` says how many at how much, the value is theirs, and `price` is what this
    is per kilo. `decided_at` says when a price was decided that the ticket was taken without.
    """

    id: uuid.UUID
    ticket: str
    received_at: datetime
    harvested_on: date
    member_id: uuid.UUID
    member_number: int
    member: str
    community: str
    product_id: uuid.UUID
    product: str
    grade_id: uuid.UUID
    grade: str
    lot_id: uuid.UUID
    lot: str
    containers: int
    gross: Quantity
    tare: Quantity
    net: Quantity
    damaged: Quantity
    accepted: Quantity
    price: UnitPrice | None
    paid: PaidByUnit | None
    decided_at: datetime | None
    value: Money | None
    place: str
    weigher: str
    note: str
    voided: str | None


_VALID = (WeighInPrice.weigh_in_id == WeighIn.id, WeighInPrice.voided.is_(None))
# Conditions on a weigh-in, and the newest of the decisions of its price.
UNDECIDED = sa.and_(WeighIn.price_micros.is_(None), ~sa.exists().where(*_VALID).correlate(WeighIn))
_NEWEST = (
    sa.select(WeighInPrice.id)
    .where(*_VALID)
    .order_by(WeighInPrice.decided_at.desc(), WeighInPrice.id.desc())
    .limit(1)
    .correlate(WeighIn)
    .scalar_subquery()
)
_DECISION = orm.aliased(WeighInPrice)
TICKET = re.compile(r"(?:(?P<series>\w+-\w+)-)?(?P<number>[0-9]{1,18})", re.ASCII)
# The series of our own documents: a bare number is looked for in these, by the index.
SERIES = sa.select(Cooperative.establishment + "-" + Device.emission_point).join_from(Cooperative, Device, sa.true())
ORDERS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "newest": (WeighIn.received_at.desc(), WeighIn.id.desc()),
    "oldest": (WeighIn.received_at.asc(), WeighIn.id.asc()),
    "number": (WeighIn.series.asc(), WeighIn.number.asc()),
}
_EXACT = ("member_id", "product_id", "grade_id", "lot_id")


def conditions(session: Session, which: WeighInFilter) -> list[sa.ColumnElement[bool]]:
    """Return what a filter asks for as conditions on the table."""
    found: list[sa.ColumnElement[bool]] = [
        getattr(WeighIn, name) == getattr(which, name) for name in _EXACT if getattr(which, name) is not None
    ]
    if which.from_on is not None:
        found.append(WeighIn.received_at >= _midnight(session, which.from_on))
    if which.to_on is not None:
        found.append(WeighIn.received_at < _midnight(session, which.to_on + timedelta(days=1)))
    if which.place:
        found.append(WeighIn.place == which.place)
    if which.state != "all":
        found.append(WeighIn.voided.is_(None) if which.state == "valid" else WeighIn.voided.is_not(None))
    if which.without_price:
        found.append(UNDECIDED)
    return found + ([_worded(which.words)] if which.words.strip() else [])


def _midnight(session: Session, day: date) -> datetime:
    zone = ZoneInfo(session.scalar(sa.select(Cooperative.time_zone)) or "UTC")
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _worded(text: str) -> sa.ColumnElement[bool]:
    """Match members by words in any order, or a ticket by its number, with or without its series."""
    fitting = sa.select(Member.id).where(*(Member.search.contains(word, autoescape=True) for word in words(text)))
    ticket = TICKET.fullmatch(text.strip())
    if ticket is None:
        return WeighIn.member_id.in_(fitting)
    number = WeighIn.number == int(ticket["number"])
    if ticket["series"] is not None:
        return sa.and_(WeighIn.series == ticket["series"], number)
    return sa.or_(sa.and_(WeighIn.series.in_(SERIES), number), WeighIn.member_id.in_(fitting))


_WEIGHTS = ("gross", "tare", "net", "damaged", "accepted")
_SAME = ("id", "received_at", "harvested_on", "member_id", "product_id", "grade_id", "lot_id", "containers", "place")
_TEXTS = ("weigher", "note", "voided")
_PRICED = ("price_micros", "paid_unit", "paid_milli", "paid_price_micros")
_SHOWN = (
    sa.select(
        *(getattr(WeighIn, name) for name in _SAME + _TEXTS),
        *(getattr(WeighIn, f"{name}_g") for name in _WEIGHTS),
        WeighIn.series,
        WeighIn.number,
        *(sa.func.coalesce(getattr(WeighIn, name), getattr(_DECISION, name)).label(name) for name in _PRICED),
        _DECISION.decided_at,
        Member.number.label("member_number"),
        Member.name.label("member"),
        Member.community,
        Product.name.label("product"),
        sa.func.coalesce(sa.func.nullif(Grade.name, ""), Grade.code).label("grade"),
        Lot.code.label("lot"),
        sa.select(Cooperative.currency).limit(1).scalar_subquery().label("currency"),
    )
    .join(Member, Member.id == WeighIn.member_id)
    .join(Product, Product.id == WeighIn.product_id)
    .join(Grade, Grade.id == WeighIn.grade_id)
    .join(Lot, Lot.id == WeighIn.lot_id)
    .outerjoin(_DECISION, sa.and_(WeighIn.price_micros.is_(None), _DECISION.id == _NEWEST))
)


def rows_of(session: Session, ids: sa.Select[uuid.UUID], order: str) -> list[WeighInRow]:
    """Return the rows of a choice of ids, in order."""
    shown = _SHOWN.where(WeighIn.id.in_(ids)).order_by(*ORDERS[order])
    return [_row(row) for row in session.connection().execute(shown)]


def _row(row: Any) -> WeighInRow:
    accepted = Quantity(row.accepted_g, KILO)
    price = None if row.price_micros is None else UnitPrice(row.price_micros, row.currency)
    paid = (
        None
        if row.paid_price_micros is None
        else PaidByUnit(Quantity(row.paid_milli, row.paid_unit), UnitPrice(row.paid_price_micros, row.currency))
    )
    return WeighInRow(
        id=row.id,
        ticket=full(row.series, row.number),
        received_at=row.received_at,
        harvested_on=row.harvested_on,
        member_id=row.member_id,
        member_number=row.member_number,
        member=row.member,
        community=row.community,
        product_id=row.product_id,
        product=row.product,
        grade_id=row.grade_id,
        grade=row.grade,
        lot_id=row.lot_id,
        lot=row.lot,
        containers=row.containers,
        gross=Quantity(row.gross_g, KILO),
        tare=Quantity(row.tare_g, KILO),
        net=Quantity(row.net_g, KILO),
        damaged=Quantity(row.damaged_g, KILO),
        accepted=accepted,
        price=price,
        paid=paid,
        decided_at=row.decided_at,
        value=paid.value if paid is not None else None if price is None else price.times(accepted),
        place=row.place,
        weigher=row.weigher,
        note=row.note,
        voided=row.voided,
    )
