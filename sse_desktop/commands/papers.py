"""The vault of papers: adding, correcting, replacing a file by a better copy, archiving."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidPaper
from sse_desktop.store.tables.members import Member, Plot
from sse_desktop.store.tables.papers import Paper

PLOT = "plot"
HOLDER_KINDS = ("cooperative", "member", PLOT, "vehicle", "person")
_OUT = (BidState.SUBMITTED.value, BidState.WON.value, BidState.LOST.value)


class ValidityReversed(DomainError):
    """A paper's validity ends before it begins."""

    sentence = N_("The paper would end on {last}, before it begins on {first}. Nothing was saved. Correct the dates.")


class NotAHolder(DomainError):
    """A paper is held by something that holds no papers."""

    sentence = N_(
        "“{kind}” holds no papers. Nothing was saved. Choose the cooperative, a member, a plot, a vehicle or a person."
    )


class PaperWentOut(DomainError):
    """The file of a paper is part of a bid that the buyer has."""

    sentence = N_(
        "“{title}” went to the buyer with a bid, so its file stays as it is. Nothing was changed. Add the new file as a new paper."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperData:
    """What is known of a paper: its kind is an id of the profile; a day that the paper does not name is None.

    `third_party_signed`: signed electronically by somebody else, so that its file must never be altered. `facts` are the
    values that its kind asks for, by name, as exact texts (score, grade, heads …). `renewal_days` is how long a new one
    takes; `plot_id` the plot that holds it, where a plot does; `checked_on` the day on which somebody last looked it up in the public list at `check_address`.
    """

    kind: str
    title: str
    holder_kind: str = "cooperative"
    holder_name: str = ""
    member_id: uuid.UUID | None = None
    plot_id: uuid.UUID | None = None
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    third_party_signed: bool = False
    source_register: str = ""
    sensitive: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    renewal_days: int | None = None
    checked_on: date | None = None
    check_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A file that lies among the attachments under its hash; `is_signed` when it holds an electronic signature."""

    sha: str
    name: str
    media_type: str
    pages: int
    is_signed: bool = False


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_paper(session: Writing, data: PaperData, file: PaperFile | None = None) -> uuid.UUID:
    """Store a paper with its file and return its id; a file that holds an electronic signature marks the paper as signed.

    Raises:
        NameMissing, ValidityReversed, NotAHolder, BelowNothing.
    """
    row = Paper(id=session.new_id(), **_checked(session, data))
    if file is not None:
        _put(row, file)
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_paper(session: Writing, paper_id: uuid.UUID, data: PaperData, seen: Seen | None = None) -> None:
    """Store new data of a paper; its file stays.

    Raises:
        ChangedMeanwhile, NameMissing, ValidityReversed, NotAHolder, BelowNothing.
    """
    change_fields(session.get_one(Paper, paper_id), _checked(session, data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def replace_file(session: Writing, paper_id: uuid.UUID, file: PaperFile) -> None:
    """Give a paper a better copy of its file. A renewed paper is a new paper, so that the old one stays provable.

    Raises:
        PaperWentOut: the buyer has the old file.
    """
    row = session.get_one(Paper, paper_id)
    out = sa.select(BidPaper.id).join(Bid, Bid.id == BidPaper.bid_id)
    if session.scalar(out.where(BidPaper.paper_id == paper_id, Bid.state.in_(_OUT)).limit(1)) is not None:
        raise PaperWentOut(title=row.title)
    _put(row, file)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_paper(session: Writing, paper_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a paper out of the vault, or back in; bids that hold it keep it."""
    session.get_one(Paper, paper_id).archived = archived


def _put(row: Paper, file: PaperFile) -> None:
    row.file_sha, row.file_name, row.media_type, row.pages = file.sha, file.name, file.media_type, file.pages
    row.third_party_signed = row.third_party_signed or file.is_signed


def _checked(session: Writing, data: PaperData) -> dict[str, Any]:
    if not data.title.strip() or not data.kind.strip():
        raise NameMissing
    if data.holder_kind not in HOLDER_KINDS:
        raise NotAHolder(kind=data.holder_kind)
    starts = [day for day in (data.issued_on, data.valid_from) if day is not None]
    if data.valid_to is not None and starts and data.valid_to < max(starts):
        raise ValidityReversed(first=max(starts), last=data.valid_to)
    if data.renewal_days is not None and data.renewal_days < 0:
        raise BelowNothing
    plot = session.get_one(Plot, data.plot_id) if data.plot_id is not None and data.holder_kind == PLOT else None
    held: dict[str, object] = {"plot_id": plot.id if plot is not None else None}
    if plot is not None and not data.holder_name.strip():
        held["holder_name"] = f"{plot.name} · {session.get_one(Member, plot.member_id).name}"
    facts = {name: text.strip() for name, text in sorted(data.facts.items()) if text.strip()}
    return cleaned(asdict(data)) | held | {"facts": json.dumps(facts, ensure_ascii=False) if facts else ""}
