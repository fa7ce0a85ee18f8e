"""Agreements with local governments and platforms, and what each side contributes, in money or in kind."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import void
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.partners import Agreement, Contribution, Partner


class AgreementReversed(DomainError):
    """An agreement ends before it begins."""

    sentence = N_(
        "The agreement would end on {last}, before it begins on {first}. Nothing was saved. Correct the days."
    )


class ValueMissing(DomainError):
    """A contribution has neither an amount nor a quantity with the value of one."""

    sentence = N_(
        "Say what the contribution is worth: an amount of money, or a quantity and the value of one. Nothing was saved."
    )


class NothingContributed(DomainError):
    """A contribution is worth nothing or less."""

    sentence = N_("A contribution is worth more than nothing. Nothing was saved. Correct the amount.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementData:
    """What a person enters of an agreement; `paper_id` is the signed paper in the vault."""

    partner_id: uuid.UUID
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    what: str = ""
    paper_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionData:
    """What one side gave on a day: `amount` of money, or in kind a `quantity` and the value of `one`.

    `valued_by` says where the value of one comes from: a price list, an invoice, the partner's own word.
    """

    given_on: date
    by_us: bool
    what: str
    amount: Money | None = None
    quantity: Quantity | None = None
    one: UnitPrice | None = None
    valued_by: str = ""
    paper_id: uuid.UUID | None = None
    note: str = ""

    @property
    def value(self) -> Money | None:
        """The amount, or quantity × value of one, rounded once, half up; None where something is missing."""
        if self.quantity is not None and self.one is not None:
            return self.one.times(self.quantity)
        return self.amount if self.quantity is None else None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_agreement(session: Writing, data: AgreementData) -> uuid.UUID:
    """Store an agreement and return its id.

    Raises:
        NameMissing, AgreementReversed.
    """
    row = Agreement(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_agreement(session: Writing, agreement_id: uuid.UUID, data: AgreementData, seen: Seen | None = None) -> None:
    """Store new data of an agreement; its contributions stay.

    Raises:
        ChangedMeanwhile, NameMissing, AgreementReversed.
    """
    row, columns = session.get_one(Agreement, agreement_id), _columns(session, data)
    search = columns.pop("search")
    if change_fields(row, columns, seen):
        row.search = search


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_agreement(session: Writing, agreement_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take an agreement out of the lists, or back in."""
    session.get_one(Agreement, agreement_id).archived = archived


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def record_contribution(session: Writing, agreement_id: uuid.UUID, data: ContributionData) -> uuid.UUID:
    """Record what one side gave and return its id; it can be voided, never changed.

    Raises:
        NameMissing, ValueMissing, NothingContributed.
    """
    if not data.what.strip():
        raise NameMissing
    value = data.value
    if value is None:
        raise ValueMissing
    if value.minor <= 0:
        raise NothingContributed
    quantity, one = (data.quantity, data.one) if data.quantity is not None else (None, None)
    row = Contribution(
        id=session.new_id(),
        agreement_id=session.get_one(Agreement, agreement_id).id,
        in_kind=quantity is not None,
        quantity_milli=quantity.milli if quantity is not None else None,
        unit=quantity.unit if quantity is not None else "",
        price_micros=one.micros if one is not None else None,
        value_minor=value.minor,
        currency=value.currency,
        **cleaned(
            {name: getattr(data, name) for name in ("given_on", "by_us", "what", "valued_by", "paper_id", "note")}
        ),
    )
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def void_contribution(session: Writing, contribution_id: uuid.UUID, reason: str) -> None:
    """Void a contribution; it stays in the list with the reason.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(Contribution, contribution_id), reason)


def _columns(session: Writing, data: AgreementData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    if data.starts_on is not None and data.ends_on is not None and data.ends_on < data.starts_on:
        raise AgreementReversed(first=data.starts_on, last=data.ends_on)
    columns = cleaned(asdict(data))
    partner = session.scalars(sa.select(Partner.name).where(Partner.id == data.partner_id)).one()
    return columns | {"search": fold(f"{columns['title']} {partner} {columns['what']}")}
