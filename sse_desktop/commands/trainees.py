"""Trainees under social clauses: who learns, under which eligible contract, and who guides them. Sensitive."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.clauses import PeriodReversed
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.clauses import Trainee


@dataclass(frozen=True, slots=True, kw_only=True)
class TraineeData:
    """What is known of a trainee; no number of identity and no reason of need is ever kept.

    `scheme` is the kind of contract the buyer lists as eligible, `partner_id` the centre that sends the trainee.
    """

    name: str
    scheme: str = ""
    contract_number: str = ""
    contract_from: date | None = None
    contract_to: date | None = None
    partner_id: uuid.UUID | None = None
    tutor: str = ""
    note: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_trainee(session: Writing, data: TraineeData) -> uuid.UUID:
    """Store a trainee and return the id.

    Raises:
        NameMissing, PeriodReversed.
    """
    row = Trainee(id=session.new_id(), **_checked(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_trainee(session: Writing, trainee_id: uuid.UUID, data: TraineeData, seen: Seen | None = None) -> None:
    """Store new data of a trainee; hours that were recorded stay.

    Raises:
        ChangedMeanwhile, NameMissing, PeriodReversed.
    """
    change_fields(session.get_one(Trainee, trainee_id), _checked(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_trainee(session: Writing, trainee_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a trainee out of the lists, or back in; the hours stay."""
    session.get_one(Trainee, trainee_id).archived = archived


def _checked(data: TraineeData) -> dict[str, Any]:
    if not data.name.strip():
        raise NameMissing
    if data.contract_from is not None and data.contract_to is not None and data.contract_to < data.contract_from:
        raise PeriodReversed(first=data.contract_from, last=data.contract_to)
    return cleaned(asdict(data)) | {"search": fold(f"{data.name} {data.contract_number} {data.scheme}")}
