"""The terms by which a bid is shared, and what a person sets for one family against them, never without a reason."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.sharing_rules import Measure
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.shares import SharingException, SharingTerms

LOCALITIES = ("", "canton", "province")
KINDS = ("out", "minimum", "cap", "fixed")


class AmountNeeded(DomainError):
    """A minimum, cap or fixed quantity says nothing of how much."""

    sentence = N_("Say how much: an amount for a minimum or a cap, a product and a quantity for what is fixed.")


class SetTwice(DomainError):
    """Two exceptions of one kind for a family."""

    sentence = N_("For this family that is set already. Nothing was saved. Take the other one away first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsData:
    """The terms of a bid: measure, minimum and caps for everybody, and who may take part."""

    measure: str = Measure.EQUAL.value
    minimum: Money | None = None
    cap: Money | None = None
    household_cap: Money | None = None
    follows_caps: bool = True
    follows_priority: bool = False
    certified_only: bool = False
    certificate_kind: str = ""
    locality: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionData:
    """What is set for one family: out, minimum or cap (an amount), or fixed (a quantity of a product)."""

    member_id: uuid.UUID
    kind: str
    reason: str
    amount: Money | None = None
    product_id: uuid.UUID | None = None
    quantity: Quantity | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_sharing_terms(session: Writing, bid_id: uuid.UUID, data: TermsData, seen: Seen | None = None) -> uuid.UUID:
    """Store the terms of a bid in the place of those before, and return their id.

    Raises:
        BelowNothing, ChangedMeanwhile, ValueError: an unknown measure or locality.
    """
    Measure(data.measure)
    LOCALITIES.index(data.locality)
    if any(amount is not None and amount.minor < 0 for amount in (data.minimum, data.cap, data.household_cap)):
        raise BelowNothing
    row = session.scalar(sa.select(SharingTerms).where(SharingTerms.bid_id == bid_id))
    if row is None:
        session.get_one(Bid, bid_id)
        row = SharingTerms(id=session.new_id(), bid_id=bid_id, **_fields(data))
        session.add(row)
    else:
        change_fields(row, _fields(data), seen or None)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_measure(session: Writing, bid_id: uuid.UUID, measure: str) -> uuid.UUID:
    """Change the measure of a bid alone."""
    row = session.scalar(sa.select(SharingTerms).where(SharingTerms.bid_id == bid_id))
    if row is None or not row.measure:  # none yet, or taken back
        return set_sharing_terms(session, bid_id, TermsData(measure=Measure(measure).value))
    change_fields(row, {"measure": Measure(measure).value})
    return row.id


def _fields(data: TermsData) -> dict[str, object]:
    return {
        "measure": str(data.measure),
        "minimum_minor": _minor(data.minimum),
        "cap_minor": _minor(data.cap),
        "household_cap_minor": _minor(data.household_cap),
        "follows_caps": data.follows_caps,
        "follows_priority": data.follows_priority,
        "certified_only": data.certified_only,
        "certificate_kind": data.certificate_kind.strip(),
        "locality": data.locality,
        "note": data.note.strip(),
    }


def _minor(amount: Money | None) -> int | None:
    # Nothing and zero say the same of a minimum; a cap of zero is no cap but an exception.
    return amount.minor if amount is not None and amount.minor else None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_exception(session: Writing, bid_id: uuid.UUID, data: ExceptionData) -> uuid.UUID:
    """Set something for one family of a bid, with who and why, and return its id.

    Raises:
        ReasonMissing, AmountNeeded, BelowNothing, SetTwice, ValueError: an unknown kind.
    """
    reason = reason_given(data.reason)
    _check(data)
    same = sa.select(SharingException.id).where(
        SharingException.bid_id == bid_id,
        SharingException.member_id == data.member_id,
        SharingException.kind == data.kind,
        SharingException.archived.is_(False),
    )
    if data.kind == "fixed":
        same = same.where(SharingException.product_id == data.product_id)
    if session.scalar(same.limit(1)) is not None:
        raise SetTwice
    row = SharingException(
        id=session.new_id(),
        bid_id=bid_id,
        member_id=data.member_id,
        kind=data.kind,
        product_id=data.product_id if data.kind == "fixed" else None,
        amount_minor=data.amount.minor if data.amount is not None and data.kind in {"minimum", "cap"} else None,
        quantity_milli=data.quantity.milli if data.quantity is not None and data.kind == "fixed" else None,
        unit=data.quantity.unit if data.quantity is not None and data.kind == "fixed" else "",
        reason=reason,
        set_by=session.actor.name,
        set_on=session.today,
    )
    session.add(row)
    return row.id


def _check(data: ExceptionData) -> None:
    KINDS.index(data.kind)
    if data.kind in {"minimum", "cap"} and data.amount is None:
        raise AmountNeeded
    if data.kind == "fixed" and (data.product_id is None or data.quantity is None):
        raise AmountNeeded
    if (data.amount is not None and data.amount.minor < 0) or (data.quantity is not None and data.quantity.milli < 0):
        raise BelowNothing


@allowed(Role.SECRETARY, Role.PRESIDENT)
def take_exception_away(session: Writing, exception_id: uuid.UUID) -> None:
    """Let the rule hold for the family again."""
    session.get_one(SharingException, exception_id).archived = True
