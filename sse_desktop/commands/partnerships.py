"""Partnerships: with whom we work on a tender or contract, in which form, for which share, and the paper that proves it."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.partners import Partnership

WHOLE_BP: Final = 10_000


#: Forms whose shares are parts of one price.
_OF_ONE_PRICE = frozenset({PartnershipForm.SUBCONTRACT, PartnershipForm.CO_CONTRACTOR, PartnershipForm.SUPPLY})


class NothingToWorkOn(DomainError):
    """A partnership names neither a tender nor a contract."""

    sentence = N_("Say for which tender or contract it is. Nothing was saved.")


class PartnershipReversed(DomainError):
    """A partnership ends before it begins."""

    sentence = N_("It would end on {last}, before it begins on {first}. Nothing was saved. Correct the days.")


class ShareOutOfRange(DomainError):
    """A share is below nothing or above the whole."""

    sentence = N_("A share lies between 0 and 100 %. Nothing was saved. Correct it.")


class SharesAboveWhole(DomainError):
    """The partners of one tender or contract would have more than its whole price."""

    sentence = N_("With it, the partners would have {shares} % of the price. Nothing was saved. Correct the shares.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipData:
    """What a person enters; `share_bp` is the partner's part of the price in hundredths of a percent, None when open."""

    partner_id: uuid.UUID
    form: PartnershipForm
    tender_id: uuid.UUID | None = None
    contract_id: uuid.UUID | None = None
    we_lead: bool = False
    what: str = ""
    share_bp: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    paper_id: uuid.UUID | None = None
    meeting_id: uuid.UUID | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_partnership(session: Writing, data: PartnershipData) -> uuid.UUID:
    """Store a partnership and return its id.

    Raises:
        NothingToWorkOn, PartnershipReversed, ShareOutOfRange, SharesAboveWhole.
    """
    row = Partnership(id=session.new_id(), **_columns(session, data, None))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_partnership(
    session: Writing, partnership_id: uuid.UUID, data: PartnershipData, seen: Seen | None = None
) -> None:
    """Store new data of a partnership.

    Raises:
        ChangedMeanwhile, and all of `add_partnership`.
    """
    change_fields(session.get_one(Partnership, partnership_id), _columns(session, data, partnership_id), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_partnership(session: Writing, partnership_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a partnership out of the lists, or back in.

    Raises:
        SharesAboveWhole: back in, the shares would be more than the whole.
    """
    row = session.get_one(Partnership, partnership_id)
    if not archived:
        _check_shares(session, row, partnership_id)
    row.archived = archived


def _columns(session: Writing, data: PartnershipData, own: uuid.UUID | None) -> dict[str, Any]:
    if data.tender_id is None and data.contract_id is None:
        raise NothingToWorkOn
    if data.starts_on is not None and data.ends_on is not None and data.ends_on < data.starts_on:
        raise PartnershipReversed(first=data.starts_on, last=data.ends_on)
    if data.share_bp is not None and not 0 <= data.share_bp <= WHOLE_BP:
        raise ShareOutOfRange
    _check_shares(session, data, own)
    return cleaned(asdict(data)) | {"form": PartnershipForm(data.form).value}


def _check_shares(session: Writing, one: PartnershipData | Partnership, own: uuid.UUID | None) -> None:
    """Refuse shares of one price that add up to more than the whole."""
    if one.share_bp is None or one.form not in _OF_ONE_PRICE:
        return
    for column, value in ((Partnership.tender_id, one.tender_id), (Partnership.contract_id, one.contract_id)):
        others = sa.select(sa.func.coalesce(sa.func.sum(Partnership.share_bp), 0)).where(
            column == value, ~Partnership.archived, Partnership.form.in_(sorted(_OF_ONE_PRICE))
        )
        if own is not None:
            others = others.where(Partnership.id != own)
        total = (session.scalars(others).one() or 0) + one.share_bp if value is not None else 0
        if total > WHOLE_BP:
            raise SharesAboveWhole(shares=Decimal(total) / 100)
