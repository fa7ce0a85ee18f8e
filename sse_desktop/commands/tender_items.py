"""The lines of a tender: typing and pasting them, the product each is, and the weeks in which each is due."""

import uuid
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import as_it_was, follow_item
from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.product_memory import ProductMemory
from sse_desktop.commands.tenders import ItemData, LotData, item_columns, next_position, tender_currency
from sse_desktop.commands.unit_words import explain_unit, in_explained_units
from sse_desktop.domain.delivery_plan import check_plan, period, spread_evenly
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import DemandWeek, Tender, TenderItem, TenderLot

Plan = Mapping[Week, Quantity]


class QuantityUnknown(DomainError):
    """A line has no quantity yet."""

    sentence = N_("“{description}” has no quantity yet. Nothing was changed. Type the quantity first.")


class LotWithoutCode(DomainError):
    """A lot has no number."""

    sentence = N_("A lot needs its number. Nothing was saved. Type it as the notice has it.")


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_lot(session: Writing, tender_id: uuid.UUID, data: LotData) -> uuid.UUID:
    """Store a part of a tender and return its id."""
    value = data.value.minor if data.value else None
    names = {"code": data.code, "title": data.title, "reserved": data.reserved}
    row = TenderLot(id=session.new_id(), tender_id=tender_id, value_minor=value, **names)
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def reserve_lots(
    session: Writing, tender_id: uuid.UUID, reserved: Mapping[uuid.UUID, str], new: LotData | None = None
) -> None:
    """Say for whom lots are reserved, by the codes of domain/reservations.py, empty for nobody; and add a lot if one is given.

    Raises:
        LotWithoutCode.
    """
    for lot_id, codes in reserved.items():
        change_fields(session.get_one(TenderLot, lot_id), {"reserved": codes})
    if new is not None:
        if not new.code.strip():
            raise LotWithoutCode
        add_lot(session, tender_id, new)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_item(session: Writing, tender_id: uuid.UUID, data: ItemData) -> uuid.UUID:
    """Store a line of a tender and return its id; without a product it gets the one of an earlier line like it.

    What is said of the buyer's word for the unit is remembered, and words explained before are taken as they were.

    Raises:
        NameMissing, QuantityNotPositive, PriceBelowZero, TooManyDecimals, NumberTooLarge.
    """
    [known] = in_explained_units(session, [data])
    item_id = _add(session, tender_id, known, ProductMemory(session))
    if data.unit_word:
        explain_unit(session, data.unit_word, data.unit)
    return item_id


def _add(session: Writing, tender_id: uuid.UUID, data: ItemData, memory: ProductMemory) -> uuid.UUID:
    columns = item_columns(data, tender_currency(session, session.get_one(Tender, tender_id)))
    columns["product_id"] = data.product_id or memory.product_of(data)
    row = TenderItem(
        id=session.new_id(),
        tender_id=tender_id,
        tender_lot_id=lot_of_code(session, tender_id, data.lot_code),
        position=next_position(session, tender_id),
        **columns,
    )
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def paste_items(session: Writing, tender_id: uuid.UUID, items: Sequence[ItemData]) -> list[uuid.UUID]:
    """Store many lines in their order, all or none, and return their ids.

    Raises:
        All of `add_item`; nothing was stored.
    """
    memory = ProductMemory(session)
    return [_add(session, tender_id, data, memory) for data in in_explained_units(session, items)]


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_item(session: Writing, item_id: uuid.UUID, data: ItemData, seen: Seen | None = None) -> None:
    """Store new data of a line. Drafts of bids follow where nobody had typed something else; the buyer's weeks stay.

    Raises:
        ChangedMeanwhile, and all of `add_item`.
    """
    row = session.get_one(TenderItem, item_id)
    columns = item_columns(data, tender_currency(session, session.get_one(Tender, row.tender_id)))
    columns["tender_lot_id"] = lot_of_code(session, row.tender_id, data.lot_code)
    before = as_it_was(row)
    if change_fields(row, columns, seen):
        follow_item(session, row, before)
    if data.unit_word:
        explain_unit(session, data.unit_word, data.unit)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_item(session: Writing, item_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a line out of the tender, or back in; bids that were made with it keep it."""
    session.get_one(TenderItem, item_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def map_item_to_product(session: Writing, item_id: uuid.UUID, product_id: uuid.UUID | None) -> None:
    """Say which product of ours a line is, or that it is none; drafts of bids follow. The next line like it is mapped alone."""
    row = session.get_one(TenderItem, item_id)
    before = as_it_was(row)
    row.product_id = product_id
    follow_item(session, row, before)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_demand_weeks(session: Writing, item_id: uuid.UUID, plan: Plan) -> None:
    """Store in which weeks the buyer wants how much of a line; an empty plan means evenly over the delivery period.

    Raises:
        QuantityUnknown, WeeksDoNotAddUp, WeekBelowZero, DifferentUnits.
    """
    row = session.get_one(TenderItem, item_id)
    if row.quantity_milli is None:
        raise QuantityUnknown(description=row.description)
    if plan:
        check_plan(plan, Quantity(row.quantity_milli, row.unit))
    stored = session.scalars(sa.select(DemandWeek).where(DemandWeek.tender_item_id == item_id))
    known = {week.week: week for week in stored}
    wanted = {str(week): part.milli for week, part in plan.items()}
    for name in known.keys() | wanted.keys():
        if name in known:
            known[name].quantity_milli = wanted.get(name, 0)
        else:
            session.add(DemandWeek(id=session.new_id(), tender_item_id=item_id, week=name, quantity_milli=wanted[name]))


@allowed(Role.SECRETARY, Role.PRESIDENT)
def spread_demand(session: Writing, item_id: uuid.UUID) -> dict[Week, Quantity]:
    """Store a line's quantity spread evenly over the weeks of the delivery period, and return the plan.

    Raises:
        QuantityUnknown, NoDeliveryPeriod.
    """
    row = session.get_one(TenderItem, item_id)
    tender = session.get_one(Tender, row.tender_id)
    if row.quantity_milli is None:
        raise QuantityUnknown(description=row.description)
    weeks = period(tender.delivery_from, tender.delivery_to)
    plan = spread_evenly(Quantity(row.quantity_milli, row.unit), weeks)
    set_demand_weeks(session, item_id, plan)
    return plan


def lot_of_code(session: Writing, tender_id: uuid.UUID, code: str) -> uuid.UUID | None:
    """Return the tender's lot with this code, if there is one."""
    if not code:
        return None
    return session.scalar(
        sa.select(TenderLot.id).where(TenderLot.tender_id == tender_id, TenderLot.code == code).limit(1)
    )
