"""Costs as they were recorded: what something cost, for what, since when, and where that is written."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.prices import Cost
from sse_desktop.store.tables.products import Product

_WHOLE_BP: Final = 10_000


class NotACost(DomainError):
    """A subsidy was to be recorded as a cost."""

    sentence = N_("A subsidy is no cost. Nothing was saved. Enter it at the bid it was signed for.")


class CostMissing(DomainError):
    """A recorded cost says no amount."""

    sentence = N_("Type the amount of “{part}”; zero if it costs nothing. Nothing was saved.")


class ShareAsked(DomainError):
    """A part that is a share was given as an amount of money, or the other way round."""

    sentence = N_("“{part}” is entered {basis}. Nothing was saved. Choose that and type the number again.")


class NotAShare(DomainError):
    """A share is out of range."""

    sentence = N_("A share lies between 0 and 100 %; a loss is less than 100 %. Nothing was saved. Correct it.")


class UnitMissing(DomainError):
    """An amount does not say what it is for."""

    sentence = N_("Say for which unit the amount is, and for a trip how many it carries. Nothing was saved.")


class SourceMissing(DomainError):
    """A number that people rely on does not say where it is from."""

    sentence = N_("Say where this number is from: a receipt, an agreement, a notice. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostData:
    """A cost: an amount for a `unit`, for a trip that carries `units`, or for the whole bid; or a share in basis points.

    Without a product it holds for all; `route` is that of the schools, empty for any.
    """

    part: PricePart
    basis: CostBasis
    valid_from: date
    source: str
    product_id: uuid.UUID | None = None
    route: str = ""
    unit: str = ""
    units: Quantity | None = None
    amount: UnitPrice | None = None
    share_bp: int | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def record_cost(session: Writing, data: CostData) -> uuid.UUID:
    """Store a cost and return its id.

    Raises:
        NotACost, CostMissing, ShareAsked, NotAShare, UnitMissing, SourceMissing, BelowNothing.
    """
    row = Cost(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def change_cost(session: Writing, cost_id: uuid.UUID, data: CostData, seen: Seen | None = None) -> None:
    """Store new data of a cost. Prices that were frozen keep the number they had.

    Raises:
        ChangedMeanwhile, and all of `record_cost`.
    """
    change_fields(session.get_one(Cost, cost_id), _columns(session, data), seen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def archive_cost(session: Writing, cost_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a cost out of the lists and of new prices, or back in."""
    session.get_one(Cost, cost_id).archived = archived


def check_share(part: PricePart, share_bp: int) -> None:
    """Refuse a share that can't be.

    Raises:
        NotAShare.
    """
    highest = _WHOLE_BP - 1 if part is PricePart.LOSS else _WHOLE_BP
    if not 0 <= share_bp <= highest:
        raise NotAShare


def _columns(session: Writing, data: CostData) -> dict[str, Any]:
    _check(data)
    product = session.get_one(Product, data.product_id).name if data.product_id is not None else ""
    is_share = data.basis is CostBasis.SHARE
    words = (data.part.value, product, data.route, data.source, data.note)
    return {
        "part": data.part.value,
        "product_id": data.product_id,
        "route": data.route.strip(),
        "basis": data.basis.value,
        "unit": data.units.unit if data.units is not None else data.unit.strip(),
        "units_milli": data.units.milli if data.units is not None else None,
        "amount_micros": data.amount.micros if data.amount is not None and not is_share else None,
        "share_bp": data.share_bp if is_share else None,
        "currency": data.amount.currency if data.amount is not None and not is_share else "",
        "valid_from": data.valid_from,
        "source": data.source.strip(),
        "note": data.note.strip(),
        "search": fold(" ".join(words)),
    }


def _check(data: CostData) -> None:
    part = Term(data.part.label)
    if data.part is PricePart.SUBSIDY:
        raise NotACost
    if data.part.is_share != (data.basis is CostBasis.SHARE):
        wanted = CostBasis.SHARE if data.part.is_share else CostBasis.UNIT
        raise ShareAsked(part=part, basis=Term(wanted.label))
    if (data.share_bp if data.part.is_share else data.amount) is None:
        raise CostMissing(part=part)
    if data.share_bp is not None and data.part.is_share:
        check_share(data.part, data.share_bp)
    if data.amount is not None and data.amount.micros < 0:
        raise BelowNothing
    _check_unit(data)
    if not data.source.strip():
        raise SourceMissing


def _check_unit(data: CostData) -> None:
    carries = data.units is not None and data.units.milli > 0 and bool(data.units.unit)
    if data.basis is CostBasis.TRIP and not carries:
        raise UnitMissing
    if data.basis is CostBasis.UNIT and not (data.unit.strip() or carries):
        raise UnitMissing
