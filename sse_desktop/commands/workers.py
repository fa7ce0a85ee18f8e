"""The people who collect, clean, grade and pack: a member's family, or somebody from the place."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import NameTaken, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.work_days import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerData:
    """What a person enters of a worker; `member_id` names the family they belong to, if it is one of ours."""

    name: str
    member_id: uuid.UUID | None = None
    id_number: str = ""
    sex: str | None = None
    birth_year: int | None = None
    community: str = ""
    phone: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.WEIGHER, Role.TREASURER)
def add_worker(session: Writing, data: WorkerData) -> uuid.UUID:
    """Store a worker and return the id; without a community the one of the family is taken.

    Raises:
        NameMissing, NameTaken: somebody of the same name and community is there already.
    """
    row = Worker(id=session.new_id(), **_checked(session, data, None))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.WEIGHER, Role.TREASURER)
def change_worker(session: Writing, worker_id: uuid.UUID, data: WorkerData, seen: Seen | None = None) -> None:
    """Store new data of a worker.

    Raises:
        ChangedMeanwhile, NameMissing, NameTaken.
    """
    change_fields(session.get_one(Worker, worker_id), _checked(session, data, worker_id), seen)


@allowed(Role.SECRETARY, Role.WEIGHER, Role.TREASURER)
def archive_worker(session: Writing, worker_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a worker out of the lists for choosing, or back in; work and what is owed stay."""
    session.get_one(Worker, worker_id).archived = archived


def _checked(session: Writing, data: WorkerData, own_id: uuid.UUID | None) -> dict[str, Any]:
    values = cleaned(asdict(data))
    if not values["name"]:
        raise NameMissing
    if not values["community"] and data.member_id is not None:
        values["community"] = session.get_one(Member, data.member_id).community
    same = sa.select(Worker.id).where(
        Worker.name == values["name"],
        Worker.community == values["community"],
        Worker.id_number == values["id_number"],
        ~Worker.archived,
    )
    if any(other != own_id for other in session.scalars(same)):
        raise NameTaken(name=values["name"])
    values["search"] = fold(f"{values['name']} {values['id_number']} {values['community']}")
    return values
