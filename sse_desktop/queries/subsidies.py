"""The subsidy that was signed for a bid, which its contract keeps."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.fair_price_parts import SubsidyBasis
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.prices import Subsidy


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRow:
    """A subsidy: the amount for a `unit` or a kilometre or the one sum in `rate`, or a share; at most `cap` for the whole bid."""

    id: uuid.UUID
    bid_id: uuid.UUID
    basis: SubsidyBasis
    unit: str
    rate: UnitPrice | None
    share_bp: int | None
    km: Quantity | None
    cap: Money | None
    currency: str
    proof: str
    signed_on: date | None
    stamps: Mapping[str, int]


def subsidy_of(session: Session, bid_id: uuid.UUID) -> SubsidyRow | None:
    """Return the subsidy of a bid, if one was signed."""
    row = session.scalars(sa.select(Subsidy).where(Subsidy.bid_id == bid_id, ~Subsidy.archived)).first()
    return _row(row) if row is not None else None


def subsidy_of_contract(session: Session, contract_id: uuid.UUID) -> SubsidyRow | None:
    """Return the subsidy that a contract took over from its bid."""
    bid_id = session.scalars(sa.select(Contract.bid_id).where(Contract.id == contract_id)).one()
    return subsidy_of(session, bid_id) if bid_id is not None else None


def _row(row: Subsidy) -> SubsidyRow:
    return SubsidyRow(
        id=row.id,
        bid_id=row.bid_id,
        basis=SubsidyBasis(row.basis),
        unit=row.unit,
        rate=UnitPrice(row.rate_micros, row.currency) if row.rate_micros is not None else None,
        share_bp=row.share_bp,
        km=Quantity(row.km_milli, "km") if row.km_milli is not None else None,
        cap=Money(row.cap_minor, row.currency) if row.cap_minor is not None else None,
        currency=row.currency,
        proof=row.proof,
        signed_on=row.signed_on,
        stamps=dict(row.stamps),
    )
