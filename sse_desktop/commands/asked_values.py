"""Filling in what only the buyer's papers tell: never without saying where it was read."""

import uuid
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.jurisdiction_asked import asked_places
from sse_desktop.domain.roles import Role
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.asked import AskedValue


class SourceMissing(DomainError):
    """A value was filled in without its source."""

    sentence = N_("Say where this was read, such as the page of the buyer's paper. Nothing was saved.")


class ValueMissing(DomainError):
    """There is nothing to fill in."""

    sentence = N_("A value is needed. Nothing was saved. Type what the buyer's paper says.")


class NotAnExactNumber(DomainError):
    """A value that is counted with is no number."""

    sentence = N_("“{value}” is no number from 0 on. Nothing was saved. Type it as the buyer's paper has it.")


class TenderOrBuyer(DomainError):
    """A value belongs to one tender or to one buyer."""

    sentence = N_("Say whether this holds for one tender or for all tenders of a buyer. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedInput:
    """A value for a tender or for a buyer, by its key: an exact number as text (a share as 0.30), or words."""

    key: str
    value: str
    source: str
    tender_id: uuid.UUID | None = None
    buyer_id: uuid.UUID | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def fill_asked_value(session: Writing, data: AskedInput, seen: Seen | None = None) -> uuid.UUID:
    """Store what the buyer's paper says in the place of what was there before, with who and when; return its id.

    Raises:
        TenderOrBuyer, ValueMissing, SourceMissing, NotAnExactNumber, ChangedMeanwhile.
    """
    _check(session, data)
    values = {
        "value": data.value.strip(),
        "source": data.source.strip(),
        "noted_on": session.today,
        "noted_by": session.actor.name,
    }
    row = session.scalars(
        sa.select(AskedValue).where(
            AskedValue.key == data.key,
            AskedValue.tender_id == data.tender_id,
            AskedValue.buyer_id == data.buyer_id,
            ~AskedValue.archived,
        )
    ).first()
    if row is not None:
        change_fields(row, values, seen)
        return row.id
    row = AskedValue(id=session.new_id(), key=data.key, tender_id=data.tender_id, buyer_id=data.buyer_id, **values)
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_asked_value(session: Writing, asked_id: uuid.UUID, *, archived: bool = True) -> None:
    """Say that a value does not hold after all: it is asked for again. Or that it does."""
    session.get_one(AskedValue, asked_id).archived = archived


def _check(session: Writing, data: AskedInput) -> None:
    if (data.tender_id is None) == (data.buyer_id is None):
        raise TenderOrBuyer
    if not data.value.strip():
        raise ValueMissing
    if not data.source.strip():
        raise SourceMissing
    places = {place.key: place for place in asked_places(rules_of(session, data.tender_id))}
    place = places.get(data.key)
    if place is not None and place.kind != "text" and not _is_number(data.value.strip()):
        raise NotAnExactNumber(value=data.value.strip())


def _is_number(text: str) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0
