"""Counts of the staff: how many there are, and how many of a target group, by heads and by full-time equivalents."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from sse_desktop.commands.changing import BelowNothing, cleaned
from sse_desktop.commands.clause_progress import StillToCome
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import void
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.clauses import StaffCount


class MoreThanAll(DomainError):
    """More of the target group were counted than of the whole staff."""

    sentence = N_("The target group can't be larger than the whole staff. Nothing was saved. Correct the numbers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCountData:
    """A count on a day; full-time equivalents in thousandths, None where they were not counted. No names are kept."""

    counted_on: date
    heads: int
    target_heads: int
    fte_milli: int | None = None
    target_fte_milli: int | None = None
    target_group: str = ""
    paper_id: uuid.UUID | None = None
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def record_staff_count(session: Writing, data: StaffCountData) -> uuid.UUID:
    """Store a count of the staff and return its id.

    Raises:
        BelowNothing, MoreThanAll, StillToCome.
    """
    numbers = (data.heads, data.target_heads, data.fte_milli or 0, data.target_fte_milli or 0)
    if min(numbers) < 0:
        raise BelowNothing
    if data.target_heads > data.heads or (data.target_fte_milli or 0) > (data.fte_milli or 0):
        raise MoreThanAll
    if data.counted_on > session.today:
        raise StillToCome(day=data.counted_on)
    row = StaffCount(id=session.new_id(), **cleaned(asdict(data)))
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def void_staff_count(session: Writing, count_id: uuid.UUID, reason: str) -> None:
    """Void a count.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    void(session.get_one(StaffCount, count_id), reason)
