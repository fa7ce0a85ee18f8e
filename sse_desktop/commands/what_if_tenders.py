"""A what-if becomes a tender typed by hand, or the weekly demand of one that is there."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import as_it_was, follow_item
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tender_items import add_item, set_demand_weeks
from sse_desktop.commands.tenders import ItemData, TenderData, enter_tender
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.what_ifs import what_if_lines, what_if_row
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.tenders import TenderItem


class NothingAskedYet(DomainError):
    """A what-if has no line that could be reckoned."""

    sentence = N_("“{title}” has no line with a quantity yet. Nothing was changed. Type what is asked for first.")


class SeveralLinesAlike(DomainError):
    """A tender has more than one line of a product in a unit, so nobody knows which of them is meant."""

    sentence = N_(
        "The tender has more than one line of {product} in {unit}. Nothing was changed. Type the weeks of these lines by hand."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """How many lines of a tender got the weeks of a what-if, and how many were added."""

    changed: int
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    product_id: uuid.UUID
    product: str
    plan: dict[Week, Quantity]

    @property
    def total(self) -> Quantity:
        parts = list(self.plan.values())
        return sum(parts[1:], start=parts[0])


@allowed(Role.SECRETARY, Role.PRESIDENT)
def make_tender_of_what_if(session: Writing, what_if_id: uuid.UUID) -> uuid.UUID:
    """Make a tender of a what-if, with a line and its weeks for each product and unit, and return its id.

    Raises:
        NothingAskedYet.
    """
    row, wanted = what_if_row(session, what_if_id), _wanted(session, what_if_id)
    buyer = session.get(Buyer, row.buyer_id) if row.buyer_id is not None else None
    weeks = [week for line in wanted for week in line.plan]
    tender_id = enter_tender(
        session,
        TenderData(
            title=row.title,
            buyer_id=row.buyer_id,
            buyer_name=buyer.name if buyer is not None else "",
            buyer_tax_id=buyer.tax_id if buyer is not None else "",
            delivery_from=min(weeks).monday,
            delivery_to=max(weeks).sunday,
            certified_plots_only=row.certified_only,
            certificate_kind=row.certificate_kind,
            note=row.note,
        ),
    )
    for line in wanted:
        _add(session, tender_id, line)
    return tender_id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def ask_as_in_what_if(session: Writing, tender_id: uuid.UUID, what_if_id: uuid.UUID) -> Applied:
    """Write quantities and weeks of a what-if into the lines of a tender; products it did not ask for are added.

    A line is met by its product and unit. Drafts of bids follow where nobody had typed something else.

    Raises:
        NothingAskedYet, SeveralLinesAlike.
    """
    changed = added = 0
    for line in _wanted(session, what_if_id):
        item = _item(session, tender_id, line)
        if item is None:
            _add(session, tender_id, line)
            added += 1
            continue
        before = as_it_was(item)
        item.quantity_milli = line.total.milli
        set_demand_weeks(session, item.id, line.plan)
        session.flush()
        follow_item(session, item, before)
        changed += 1
    return Applied(changed=changed, added=added)


def _wanted(session: Writing, what_if_id: uuid.UUID) -> list[_Wanted]:
    """Return what is asked for by product and unit, in the order of the lines."""
    row = what_if_row(session, what_if_id)
    found: dict[tuple[uuid.UUID, str], _Wanted] = {}
    for line in what_if_lines(session, row):
        key = (line.product_id, line.unit)
        into = found.setdefault(key, _Wanted(product_id=line.product_id, product=line.product, plan={}))
        for week, part in line.plan.items():
            into.plan[week] = into.plan.get(week, Quantity(0, line.unit)) + part
    wanted = [line for line in found.values() if line.plan]
    if not wanted:
        raise NothingAskedYet(title=row.title)
    return wanted


def _item(session: Writing, tender_id: uuid.UUID, line: _Wanted) -> TenderItem | None:
    which = sa.select(TenderItem).where(
        TenderItem.tender_id == tender_id,
        TenderItem.product_id == line.product_id,
        TenderItem.unit == line.total.unit,
        ~TenderItem.archived,
    )
    found = list(session.scalars(which))
    if len(found) > 1:
        raise SeveralLinesAlike(product=line.product, unit=line.total.unit)
    return found[0] if found else None


def _add(session: Writing, tender_id: uuid.UUID, line: _Wanted) -> None:
    total = line.total
    data = ItemData(description=line.product, quantity=total.amount, unit=total.unit, product_id=line.product_id)
    set_demand_weeks(session, add_item(session, tender_id, data), line.plan)
