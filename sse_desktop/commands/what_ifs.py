"""What-ifs: demands typed to see whether they could be delivered, and what becomes of them."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.menus import SCHOOL_DAYS, DaysNotInAWeek, served_weeks, weeks_in, written_weeks
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.demands import WhatIf, WhatIfLine


class NothingToEat(DomainError):
    """A line has neither a quantity nor a whole menu."""

    sentence = N_(
        "Type a quantity, or a menu: the ration, the pupils and the days a week. Nothing was saved. Complete the line."
    )


class QuantityAndMenu(DomainError):
    """A line has a quantity and a menu, which may say different things."""

    sentence = N_("This line has a quantity and a menu. Nothing was saved. Empty one of them.")


class NotAboveZero(DomainError):
    """A quantity, a ration or a number of pupils is zero or less."""

    sentence = N_("A quantity, a ration and the pupils must be above zero. Nothing was saved. Correct them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfData:
    """The name of a what-if, whose schools it is for, and when these are closed.

    `weeks_out` is written as '2026-W52, 2027-W01..2027-W02'. With `certified_only` only produce of certified plots counts; an
    empty `certificate_kind` means any certificate of a plot.
    """

    title: str
    buyer_id: uuid.UUID | None = None
    certified_only: bool = False
    certificate_kind: str = ""
    weeks_out: str = ""
    skip_holidays: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfLineData:
    """A product over some weeks: a whole `quantity`, or the menu `ration` × `pupils` × `days_a_week`, every n-th week."""

    product_id: uuid.UUID
    first_week: Week
    last_week: Week
    quantity: Quantity | None = None
    ration: Quantity | None = None
    pupils: int | None = None
    days_a_week: int | None = None
    every_weeks: int = 1


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_what_if(session: Writing, data: WhatIfData) -> uuid.UUID:
    """Store a what-if without lines and return its id.

    Raises:
        NameMissing. NotAWeek, WeeksReversed, TooManyWeeks: of the weeks left out.
    """
    row = WhatIf(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_what_if(session: Writing, what_if_id: uuid.UUID, data: WhatIfData, seen: Seen | None = None) -> None:
    """Store new data of a what-if; its lines stay.

    Raises:
        ChangedMeanwhile, and all of `add_what_if`.
    """
    row, columns = session.get_one(WhatIf, what_if_id), _columns(session, data)
    search = columns.pop("search")
    if change_fields(row, columns, seen):
        row.search = search


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_what_if(session: Writing, what_if_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a what-if out of the list, or back in."""
    session.get_one(WhatIf, what_if_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def duplicate_what_if(session: Writing, what_if_id: uuid.UUID, title: str) -> uuid.UUID:
    """Store a copy with its lines under another title and return its id.

    Raises:
        NameMissing.
    """
    old = session.get_one(WhatIf, what_if_id)
    names = WhatIfData.__dataclass_fields__
    data = WhatIfData(**{name: getattr(old, name) for name in names} | {"title": title})
    new = add_what_if(session, data)
    columns = [column.key for column in sa.inspect(WhatIfLine).column_attrs if column.key not in {"id", "stamps"}]
    for line in _lines(session, what_if_id):
        copied = {name: getattr(line, name) for name in columns} | {"what_if_id": new}
        session.add(WhatIfLine(id=session.new_id(), **copied))
    return new


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_what_if_line(session: Writing, what_if_id: uuid.UUID, data: WhatIfLineData) -> uuid.UUID:
    """Store a line after the last one and return its id.

    Raises:
        NothingToEat, QuantityAndMenu, NotAboveZero, DaysNotInAWeek. WeeksReversed, TooManyWeeks, EveryWeeksNotPositive.
    """
    last = sa.select(sa.func.max(WhatIfLine.position)).where(WhatIfLine.what_if_id == what_if_id)
    position = (session.scalar(last) or 0) + 1
    row = WhatIfLine(id=session.new_id(), what_if_id=what_if_id, position=position, **_line_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_what_if_line(session: Writing, line_id: uuid.UUID, data: WhatIfLineData, seen: Seen | None = None) -> None:
    """Store new data of a line.

    Raises:
        ChangedMeanwhile, and all of `add_what_if_line`.
    """
    change_fields(session.get_one(WhatIfLine, line_id), _line_columns(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def remove_what_if_line(session: Writing, line_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a line out of its what-if, or back in."""
    session.get_one(WhatIfLine, line_id).archived = archived


# ---------------------------------------------------------------- inside


def _lines(session: Writing, what_if_id: uuid.UUID) -> list[WhatIfLine]:
    select = sa.select(WhatIfLine).where(WhatIfLine.what_if_id == what_if_id, ~WhatIfLine.archived)
    return list(session.scalars(select.order_by(WhatIfLine.position)))


def _columns(session: Writing, data: WhatIfData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    columns = cleaned(asdict(data))
    columns["weeks_out"] = written_weeks(weeks_in(data.weeks_out))
    columns["certificate_kind"] = columns["certificate_kind"] if data.certified_only else ""
    buyer = session.get(Buyer, data.buyer_id) if data.buyer_id is not None else None
    columns["search"] = fold(f"{columns['title']} {buyer.name if buyer is not None else ''}")
    return columns


def _line_columns(data: WhatIfLineData) -> dict[str, Any]:
    unit = _checked_unit(data)
    served_weeks(data.first_week, data.last_week, data.every_weeks)
    return {
        "product_id": data.product_id,
        "unit": unit,
        "first_week": str(data.first_week),
        "last_week": str(data.last_week),
        "quantity_milli": data.quantity.milli if data.quantity is not None else None,
        "ration_milli": data.ration.milli if data.ration is not None else None,
        "pupils": data.pupils,
        "days_a_week": data.days_a_week,
        "every_weeks": data.every_weeks,
    }


def _checked_unit(data: WhatIfLineData) -> str:
    """Return the unit of a line that asks for something, in one way only."""
    menu = (data.ration, data.pupils, data.days_a_week)
    has_menu = any(part is not None for part in menu)
    if data.quantity is not None and has_menu:
        raise QuantityAndMenu
    amount = data.quantity if data.quantity is not None else data.ration
    if amount is None or (data.quantity is None and any(part is None for part in menu)):
        raise NothingToEat
    amounts = (data.quantity.milli if data.quantity else None, data.ration.milli if data.ration else None, data.pupils)
    if any(amount is not None and amount <= 0 for amount in amounts):
        raise NotAboveZero
    if data.days_a_week is not None and not 1 <= data.days_a_week <= SCHOOL_DAYS:
        raise DaysNotInAWeek
    return amount.unit
