"""Adding, changing and archiving members and their plots."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.importing import CREATED, SKIPPED, UPDATED, ImportResult, import_rows
from sse_desktop.commands.kept_numbers import refuse_unkept
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.members import Member, Plot

KINDS = ("person", "family")


class NumberTaken(DomainError):
    """Two members would have one number."""

    sentence = N_("The number {number} belongs to {name}. Nothing was saved. Choose another number, or leave it empty.")


class SameIdentity(DomainError):
    """Two members would have one identity number."""

    sentence = N_(
        "{name} has the identity number {id_number} already. Nothing was saved. Open that member, or correct the number."
    )


class NotAMemberNumber(DomainError):
    """A member's number is zero or less."""

    sentence = N_("{number} can't be a member's number. Nothing was saved. Use a number above zero, or leave it empty.")


class NotAKindOfMember(DomainError):
    """A member is a person or a family."""

    sentence = N_("“{kind}” is no kind of member. Nothing was saved. Choose person or family.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberData:
    """What is known of a member. Without a number the next free one is given; the share capital is in minor units.

    Members of one household share the caps of the law. `priority_codes` are codes of the profile's order of preference,
    separated by commas.
    """

    name: str
    number: int | None = None
    kind: str = "person"
    id_number: str = ""
    sex: str | None = None
    birth_year: int | None = None
    community: str = ""
    canton: str = ""
    province: str = ""
    household: str = ""
    priority_codes: str = ""
    phone: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    share_capital_minor: int = 0
    bank_name: str = ""
    bank_account: str = ""
    consent_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotData:
    """What is known of a plot: square metres, and the grams expected of it in a season."""

    name: str
    product_id: uuid.UUID | None = None
    community: str = ""
    area_m2: int | None = None
    expected_yield_g: int | None = None


FIELDS = frozenset(field.name for field in fields(MemberData))


@allowed(Role.SECRETARY)
def add_member(session: Writing, data: MemberData) -> uuid.UUID:
    """Store a new member and return the id.

    Raises:
        NameMissing, NumberTaken, SameIdentity, NotAMemberNumber, NotAKindOfMember, BelowNothing, NotToBeKept.
    """
    number = _next_number(session) if data.number is None else data.number
    values = _checked(session, replace(data, number=number), None)
    row = Member(id=session.new_id(), **values)
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY)
def change_member(session: Writing, member_id: uuid.UUID, data: MemberData, seen: Seen | None = None) -> None:
    """Store new data of a member; without a number the old one stays.

    `seen` are the member's stamps when editing began (see `changing.change_fields`).

    Raises:
        ChangedMeanwhile, and all of `add_member`.
    """
    row = session.get_one(Member, member_id)
    whole = data if data.number is not None else replace(data, number=row.number)
    values = _checked(session, whole, member_id)
    search = values.pop("search")
    if change_fields(row, values, seen):
        row.search = search


@allowed(Role.SECRETARY)
def archive_member(session: Writing, member_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a member out of the lists for choosing, or back in; nothing of the member is lost."""
    session.get_one(Member, member_id).archived = archived


@allowed(Role.SECRETARY)
def add_plot(session: Writing, member_id: uuid.UUID, data: PlotData) -> uuid.UUID:
    """Store a new plot of a member and return its id.

    Raises:
        NameMissing, BelowNothing.
    """
    member = session.get_one(Member, member_id)
    row = Plot(id=session.new_id(), member_id=member.id, **_checked_plot(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY)
def change_plot(session: Writing, plot_id: uuid.UUID, data: PlotData, seen: Seen | None = None) -> None:
    """Store new data of a plot.

    Raises:
        ChangedMeanwhile, NameMissing, BelowNothing.
    """
    change_fields(session.get_one(Plot, plot_id), _checked_plot(data), seen)


@allowed(Role.SECRETARY)
def archive_plot(session: Writing, plot_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a plot out of the lists for choosing, or back in."""
    session.get_one(Plot, plot_id).archived = archived


@allowed(Role.SECRETARY)
def import_members(session: Writing, rows: Sequence[Mapping[str, Any]], *, partial: bool = False) -> ImportResult:
    """Store members from a sheet, all or nothing.

    A row names fields of MemberData. It belongs to the member of its number, else of its identity number, else to the
    only one of its name; an empty value leaves what is known, and an archived member comes back. With `partial` the good rows are kept, and the failed ones are part of the answer.

    Raises:
        RowsRefused: with every wrong row; nothing was stored.
    """
    return import_rows(session, rows, _import_row, lambda failure: _COLUMN_OF.get(type(failure), "name"), partial)


def _import_row(session: Writing, row: Mapping[str, Any]) -> str:
    given = {name: value for name, value in row.items() if name in FIELDS and value not in {None, ""}}
    known = _find(session, given)
    if known is None:
        add_member(session, MemberData(**{"name": "", **given}))
        return CREATED
    before = {name: getattr(known, name) for name in FIELDS}
    change_member(session, known.id, MemberData(**{**before, **given}))
    changed = known.archived or any(getattr(known, name) != value for name, value in before.items())
    known.archived = False
    return UPDATED if changed else SKIPPED


def _find(session: Writing, given: Mapping[str, Any]) -> Member | None:
    """Return the member a row is about; a number or identity number that is new means a new member."""
    if given.get("number") is not None:
        return session.scalars(sa.select(Member).where(Member.number == given["number"])).first()
    if given.get("id_number"):
        return session.scalars(sa.select(Member).where(Member.id_number == given["id_number"].strip())).first()
    named = session.scalars(sa.select(Member).where(Member.name == str(given.get("name", "")).strip()).limit(2)).all()
    return named[0] if len(named) == 1 else None


_COLUMN_OF: dict[type[DomainError], str] = {
    NumberTaken: "number",
    NotAMemberNumber: "number",
    SameIdentity: "id_number",
    NotAKindOfMember: "kind",
    BelowNothing: "share_capital_minor",
}


def _next_number(session: Writing) -> int:
    return (session.scalar(sa.select(sa.func.max(Member.number))) or 0) + 1


def _checked(session: Writing, data: MemberData, own_id: uuid.UUID | None) -> dict[str, Any]:
    """Return the columns of a member whose data are right."""
    values = cleaned(asdict(data))
    if not values["name"]:
        raise NameMissing
    if values["kind"] not in KINDS:
        raise NotAKindOfMember(kind=values["kind"])
    if values["number"] < 1:
        raise NotAMemberNumber(number=str(values["number"]))
    if values["share_capital_minor"] < 0:
        raise BelowNothing
    refuse_unkept(session, values["id_number"])
    _refuse_doubles(session, values, own_id)
    searched = (str(values["number"]), values["name"], values["id_number"], values["community"], values["phone"])
    return {**values, "search": fold(" ".join(searched))}


def _refuse_doubles(session: Writing, values: Mapping[str, Any], own_id: uuid.UUID | None) -> None:
    others = sa.select(Member.name).where(Member.id != own_id) if own_id else sa.select(Member.name)
    name = session.scalar(others.where(Member.number == values["number"]))
    if name is not None:
        raise NumberTaken(number=str(values["number"]), name=name)
    if values["id_number"]:
        name = session.scalar(
            others.where(Member.id_number == values["id_number"], Member.archived.is_(False)).limit(1)
        )
        if name is not None:
            raise SameIdentity(name=name, id_number=values["id_number"])


def _checked_plot(data: PlotData) -> dict[str, Any]:
    values = cleaned(asdict(data))
    if not values["name"]:
        raise NameMissing
    if any(values[name] is not None and values[name] < 0 for name in ("area_m2", "expected_yield_g")):
        raise BelowNothing
    return values
