"""Prospects: needs heard of before any notice. They become a tender in one step, or are dropped with a reason."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tenders import TenderData, enter_tender
from sse_desktop.commands.voiding import reason_given
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.partners import Prospect
from sse_desktop.store.tables.tenders import Tender


class IsTenderAlready(DomainError):
    """A prospect has become a tender before."""

    sentence = N_("“{title}” is a tender already. Nothing was changed. Work at the tender.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectData:
    """What is known of a need: how much, in which seasons, which share could be reserved, and who could supply it."""

    title: str
    buyer_id: uuid.UUID | None = None
    buyer_name: str = ""
    heard_on: date | None = None
    expected_on: date | None = None
    channel: str = ""
    meeting_id: uuid.UUID | None = None
    volumes: str = ""
    seasons: str = ""
    could_be_reserved: str = ""
    could_supply: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_prospect(session: Writing, data: ProspectData) -> uuid.UUID:
    """Store a prospect and return its id.

    Raises:
        NameMissing.
    """
    row = Prospect(id=session.new_id(), **_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_prospect(session: Writing, prospect_id: uuid.UUID, data: ProspectData, seen: Seen | None = None) -> None:
    """Store new data of a prospect.

    Raises:
        ChangedMeanwhile, NameMissing.
    """
    row, columns = session.get_one(Prospect, prospect_id), _columns(session, data)
    search = columns.pop("search")
    if change_fields(row, columns, seen):
        row.search = search


@allowed(Role.SECRETARY, Role.PRESIDENT)
def drop_prospect(session: Writing, prospect_id: uuid.UUID, reason: str) -> None:
    """Say that nothing comes of a prospect, and why.

    Raises:
        ReasonMissing. IsTenderAlready: drop the tender instead.
    """
    why = reason_given(reason)
    _open_one(session, prospect_id).dropped_reason = why


@allowed(Role.SECRETARY, Role.PRESIDENT)
def take_up_prospect(session: Writing, prospect_id: uuid.UUID) -> None:
    """Take a dropped prospect up again."""
    session.get_one(Prospect, prospect_id).dropped_reason = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_prospect(session: Writing, prospect_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a prospect out of the lists, or back in."""
    session.get_one(Prospect, prospect_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def make_tender_of_prospect(session: Writing, prospect_id: uuid.UUID) -> uuid.UUID:
    """Make the tender that a prospect has become, with what is known, and return its id; both name each other from then on.

    Raises:
        IsTenderAlready.
    """
    row = _open_one(session, prospect_id)
    buyer = session.get(Buyer, row.buyer_id) if row.buyer_id is not None else None
    tender_id = enter_tender(
        session,
        TenderData(
            title=row.title,
            description=_described(row),
            buyer_id=row.buyer_id,
            buyer_name=buyer.name if buyer is not None else row.buyer_name,
            buyer_tax_id=buyer.tax_id if buyer is not None else "",
            note=row.note,
        ),
    )
    session.get_one(Tender, tender_id).channel = row.channel
    row.tender_id, row.dropped_reason = tender_id, ""
    return tender_id


def _open_one(session: Writing, prospect_id: uuid.UUID) -> Prospect:
    row = session.get_one(Prospect, prospect_id)
    if row.tender_id is not None:
        raise IsTenderAlready(title=row.title)
    return row


def _described(row: Prospect) -> str:
    """Return what was noted, a line each: the words are those of the person who noted them."""
    return "\n".join(filter(None, (row.volumes, row.seasons, row.could_be_reserved, row.could_supply)))


def _columns(session: Writing, data: ProspectData) -> dict[str, Any]:
    if not data.title.strip():
        raise NameMissing
    columns = cleaned(asdict(data))
    buyer = session.get(Buyer, data.buyer_id) if data.buyer_id is not None else None
    if buyer is not None:
        columns["buyer_name"] = buyer.name
    words = (columns[name] for name in ("title", "buyer_name", "volumes", "seasons", "could_supply", "channel"))
    columns["search"] = fold(" ".join(words))
    return columns
