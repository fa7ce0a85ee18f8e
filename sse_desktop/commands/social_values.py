"""Results of the social value index (SVI), year by year."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields, cleaned
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.clauses import SocialValueRecord

_FIRST_YEAR, _LAST_YEAR = 2000, 2200


class NotAYear(DomainError):
    """A year is no year of an index."""

    sentence = N_("{year} is not a year of the index. Nothing was saved. Type four digits.")


class YearKnown(DomainError):
    """There is a result for that year."""

    sentence = N_("There is already a result for {year}. Nothing was saved. Change that one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialValueData:
    """The result of a year as the report states it: score in thousandths of a point, grade in the report's own word."""

    year: int
    score_milli: int | None = None
    grade: str = ""
    paper_id: uuid.UUID | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_social_value(session: Writing, data: SocialValueData) -> uuid.UUID:
    """Store the result of a year and return its id.

    Raises:
        NotAYear, YearKnown, BelowNothing.
    """
    _refuse_known(session, data.year)
    row = SocialValueRecord(id=session.new_id(), **_checked(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_social_value(
    session: Writing, record_id: uuid.UUID, data: SocialValueData, seen: Seen | None = None
) -> None:
    """Store new data of a result.

    Raises:
        ChangedMeanwhile, NotAYear, YearKnown, BelowNothing.
    """
    row = session.get_one(SocialValueRecord, record_id)
    if row.year != data.year:
        _refuse_known(session, data.year)
    change_fields(row, _checked(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_social_value(session: Writing, record_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a result out of the list, or back in."""
    session.get_one(SocialValueRecord, record_id).archived = archived


def _refuse_known(session: Writing, year: int) -> None:
    found = sa.select(SocialValueRecord.id).where(SocialValueRecord.year == year, ~SocialValueRecord.archived)
    if session.scalars(found).first() is not None:
        raise YearKnown(year=str(year))


def _checked(data: SocialValueData) -> dict[str, Any]:
    if not _FIRST_YEAR <= data.year <= _LAST_YEAR:
        raise NotAYear(year=str(data.year))
    if data.score_milli is not None and data.score_milli < 0:
        raise BelowNothing
    return cleaned(asdict(data))
