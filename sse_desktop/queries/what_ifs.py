"""What-ifs with their lines, what they need week by week, and whether that could be delivered."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.menus import FreeTime, Menu, menu_plan, quantity_plan, served_weeks, weeks_in
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.capacity import Capacity, what_if
from sse_desktop.queries.plans import Demand
from sse_desktop.queries.working_days import holidays_from
from sse_desktop.store.tables.buyers import Buyer, DeliveryPoint
from sse_desktop.store.tables.demands import WhatIf, WhatIfLine
from sse_desktop.store.tables.products import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """A what-if by its title; `lines` counts its lines in use."""

    id: uuid.UUID
    title: str
    buyer_id: uuid.UUID | None
    buyer: str
    certified_only: bool
    certificate_kind: str
    weeks_out: str
    skip_holidays: bool
    note: str
    archived: bool
    lines: int
    stamps: Mapping[str, int]

    @property
    def certificate(self) -> str | None:
        """The certificate that is asked for: None for none, empty for any."""
        return self.certificate_kind if self.certified_only else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfLineRow:
    """A line with what it needs in all and by week; `problem` says why nobody can tell."""

    id: uuid.UUID
    product_id: uuid.UUID
    product: str
    unit: str
    first_week: Week
    last_week: Week
    quantity: Quantity | None
    ration: Quantity | None
    pupils: int | None
    days_a_week: int | None
    every_weeks: int
    plan: Mapping[Week, Quantity]
    problem: DomainError | None
    stamps: Mapping[str, int]

    @property
    def total(self) -> Quantity:
        """What the line needs over all its weeks."""
        return sum(self.plan.values(), start=Quantity(0, self.unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfResult:
    """A what-if, its lines, and whether it could be delivered beside everything that is promised."""

    row: WhatIfRow
    lines: tuple[WhatIfLineRow, ...]
    capacity: Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupils:
    """The pupils of a buyer's schools, of one route or of all; `unknown` schools have no number of pupils."""

    buyer_id: uuid.UUID
    buyer: str
    route: str
    schools: int
    pupils: int
    unknown: int


def what_ifs(session: Session, *, archived: bool = False, search: str = "") -> list[WhatIfRow]:
    """Return the what-ifs, the newest first."""
    select = _rows().where(WhatIf.archived.is_(archived))
    for word in fold(search).split():
        select = select.where(WhatIf.search.contains(word, autoescape=True))
    return [WhatIfRow(**found) for found in session.execute(select.order_by(WhatIf.id.desc())).mappings()]


def what_if_row(session: Session, what_if_id: uuid.UUID) -> WhatIfRow:
    """Return one what-if, in use or archived."""
    return WhatIfRow(**session.execute(_rows().where(WhatIf.id == what_if_id)).mappings().one())


def what_if_result(session: Session, what_if_id: uuid.UUID, today: date) -> WhatIfResult:
    """Return a what-if with its lines and what comes of it, as of a day."""
    row = what_if_row(session, what_if_id)
    lines = what_if_lines(session, row)
    found = what_if(session, demand_of(lines), today, certificate=row.certificate)
    return WhatIfResult(row=row, lines=tuple(lines), capacity=found)


def what_if_lines(session: Session, row: WhatIfRow) -> list[WhatIfLineRow]:
    """Return the lines of a what-if in their order, each with its weeks."""
    select = (
        sa.select(WhatIfLine, Product.name)
        .join(Product, Product.id == WhatIfLine.product_id)
        .where(WhatIfLine.what_if_id == row.id, ~WhatIfLine.archived)
        .order_by(WhatIfLine.position, WhatIfLine.id)
    )
    found = session.execute(select).all()
    closed = _closed(session, row, [line for line, _ in found])
    return [_line(line, product, closed) for line, product in found]


def demand_of(lines: list[WhatIfLineRow]) -> list[Demand]:
    """Return what lines need; a line that nobody can reckon is left out."""
    return [
        Demand(description=line.product, product_id=line.product_id, quantity=line.total, plan=line.plan)
        for line in lines
        if line.plan
    ]


def pupils_by_route(session: Session) -> list[Pupils]:
    """Return the pupils of every buyer with schools: all of them first (no route), then by route."""
    select = (
        sa.select(Buyer.id, Buyer.name, DeliveryPoint.route, DeliveryPoint.pupils)
        .join(DeliveryPoint, DeliveryPoint.buyer_id == Buyer.id)
        .where(~Buyer.archived, ~DeliveryPoint.archived)
        .order_by(Buyer.name, Buyer.id, DeliveryPoint.route)
    )
    groups: dict[tuple[uuid.UUID, str, str], list[int | None]] = {}
    for buyer_id, buyer, route, pupils in session.execute(select):
        groups.setdefault((buyer_id, buyer, ""), []).append(pupils)
        if route:
            groups.setdefault((buyer_id, buyer, route), []).append(pupils)
    return [_pupils(key, counts) for key, counts in sorted(groups.items(), key=lambda each: (each[0][1:], each[0][0]))]


# ---------------------------------------------------------------- inside


def _rows() -> sa.Select[tuple[object, ...]]:
    own = [getattr(WhatIf, name) for name in WhatIfRow.__dataclass_fields__ if name in WhatIf.__table__.c]
    lines = (
        sa.select(sa.func.count())
        .where(WhatIfLine.what_if_id == WhatIf.id, ~WhatIfLine.archived)
        .correlate(WhatIf)
        .scalar_subquery()
    )
    return sa.select(*own, sa.func.coalesce(Buyer.name, "").label("buyer"), lines.label("lines")).outerjoin(
        Buyer, Buyer.id == WhatIf.buyer_id
    )


def _closed(session: Session, row: WhatIfRow, lines: list[WhatIfLine]) -> FreeTime:
    """Return the weeks that are left out, and the holidays if they count."""
    if not row.skip_holidays or not lines:
        return FreeTime(weeks_in(row.weeks_out))
    first = min(Week.parse(line.first_week) for line in lines).monday
    last = max(Week.parse(line.last_week) for line in lines).sunday
    return FreeTime(weeks_in(row.weeks_out), holidays_from(session, "", first, last))


def _line(line: WhatIfLine, product: str, closed: FreeTime) -> WhatIfLineRow:
    quantity = Quantity(line.quantity_milli, line.unit) if line.quantity_milli is not None else None
    ration = Quantity(line.ration_milli, line.unit) if line.ration_milli is not None else None
    try:
        plan, problem = _plan(line, product, closed), None
    except DomainError as error:
        plan, problem = {}, error
    return WhatIfLineRow(
        id=line.id,
        product_id=line.product_id,
        product=product,
        unit=line.unit,
        first_week=Week.parse(line.first_week),
        last_week=Week.parse(line.last_week),
        quantity=quantity,
        ration=ration,
        pupils=line.pupils,
        days_a_week=line.days_a_week,
        every_weeks=line.every_weeks,
        plan=plan,
        problem=problem,
        stamps=dict(line.stamps),
    )


def _plan(line: WhatIfLine, product: str, closed: FreeTime) -> dict[Week, Quantity]:
    over = served_weeks(Week.parse(line.first_week), Week.parse(line.last_week), line.every_weeks)
    if line.ration_milli is None:
        return quantity_plan(Quantity(line.quantity_milli or 0, line.unit), over, closed, product=product)
    ration = Quantity(line.ration_milli, line.unit)
    return menu_plan(Menu(ration=ration, pupils=line.pupils or 0, days_a_week=line.days_a_week or 0), over, closed)


def _pupils(key: tuple[uuid.UUID, str, str], counts: list[int | None]) -> Pupils:
    buyer_id, buyer, route = key
    known = [count for count in counts if count is not None]
    return Pupils(
        buyer_id=buyer_id,
        buyer=buyer,
        route=route,
        schools=len(counts),
        pupils=sum(known),
        unknown=len(counts) - len(known),
    )
