"""The one subsidy of a bid, as it was signed: what for, at which rate, up to which cap, and the proof."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields
from sse_desktop.commands.costs import UnitMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_price import SubsidyIsWhole
from sse_desktop.domain.fair_price_parts import SubsidyBasis
from sse_desktop.domain.money import DifferentCurrencies, Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.prices import Subsidy

_WHOLE_BP: Final = 10_000


class RateMissing(DomainError):
    """A subsidy does not say how much."""

    sentence = N_("Type how much the subsidy is: an amount, or a share of the cost. Nothing was saved.")


class KilometresMissing(DomainError):
    """A subsidy for each kilometre does not say how many there are."""

    sentence = N_("Type how many kilometres are paid for. Nothing was saved.")


class ProofMissing(DomainError):
    """A subsidy is counted on without a paper."""

    sentence = N_("Say by which paper the subsidy is promised. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyData:
    """A subsidy. `rate` is the amount for a unit or a kilometre, or the one sum; `share_bp` the share where it is one.

    `km` is how many kilometres are paid for in all, `cap` the most that is paid for the whole bid.
    """

    basis: SubsidyBasis
    proof: str
    unit: str = ""
    rate: UnitPrice | None = None
    share_bp: int | None = None
    km: Quantity | None = None
    cap: Money | None = None
    signed_on: date | None = None


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_subsidy(session: Writing, bid_id: uuid.UUID, data: SubsidyData, seen: Seen | None = None) -> uuid.UUID:
    """Store the subsidy of a bid, over the one it had, and return its id. It may be signed after the bid went out.

    Raises:
        RateMissing, UnitMissing, KilometresMissing, ProofMissing, BelowNothing, SubsidyIsWhole,
        DifferentCurrencies, ChangedMeanwhile.
    """
    columns = _columns(session.get_one(Bid, bid_id), data)
    row = session.scalars(sa.select(Subsidy).where(Subsidy.bid_id == bid_id)).first()
    if row is None:
        row = Subsidy(id=session.new_id(), bid_id=bid_id)
        session.add(row)
    change_fields(row, columns | {"archived": False}, seen)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def drop_subsidy(session: Writing, bid_id: uuid.UUID) -> None:
    """Take the subsidy out of a bid; prices that were frozen keep it."""
    row = session.scalars(sa.select(Subsidy).where(Subsidy.bid_id == bid_id)).first()
    if row is not None:
        row.archived = True


def _columns(bid: Bid, data: SubsidyData) -> dict[str, Any]:
    _check(data)
    for amount in (data.rate, data.cap):
        if amount is not None and amount.currency != bid.currency:
            raise DifferentCurrencies(first=amount.currency, second=bid.currency)
    is_share = data.basis.is_share
    return {
        "basis": data.basis.value,
        "unit": data.unit.strip() if data.basis is SubsidyBasis.UNIT else "",
        "rate_micros": data.rate.micros if data.rate is not None and not is_share else None,
        "share_bp": data.share_bp if is_share else None,
        "km_milli": data.km.milli if data.km is not None and data.basis is SubsidyBasis.KM else None,
        "cap_minor": data.cap.minor if data.cap is not None else None,
        "currency": bid.currency,
        "proof": data.proof.strip(),
        "signed_on": data.signed_on,
    }


def _check(data: SubsidyData) -> None:
    if (data.share_bp if data.basis.is_share else data.rate) is None:
        raise RateMissing
    if data.basis is SubsidyBasis.UNIT and not data.unit.strip():
        raise UnitMissing
    if data.basis is SubsidyBasis.KM and data.km is None:
        raise KilometresMissing
    if not data.proof.strip():
        raise ProofMissing
    scaled = (
        data.rate.micros if data.rate is not None else 0,
        data.share_bp or 0,
        data.km.milli if data.km is not None else 0,
        data.cap.minor if data.cap is not None else 0,
    )
    if min(scaled) < 0:
        raise BelowNothing
    highest = _WHOLE_BP - 1 if data.basis is SubsidyBasis.COST else _WHOLE_BP
    if data.basis.is_share and data.share_bp is not None and data.share_bp > highest:
        raise SubsidyIsWhole
