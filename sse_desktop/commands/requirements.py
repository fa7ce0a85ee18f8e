"""The papers a tender asks for, and the day on which each must be valid."""

import uuid
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.locale import Locale
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Requirement

# A paper of any other kind is asked for by typing its title.
ANY_OTHER = "other"


class AgeNotPositive(DomainError):
    """A paper may be no day old, or less."""

    sentence = N_(
        "The greatest age of a paper must be at least one day. Nothing was saved. Correct it, or leave it empty."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementData:
    """A paper asked for: its kind (an id of the profile) and title, the day that counts, its greatest age in days then."""

    paper_kind: str
    title: str
    day_that_counts: DayThatCounts = DayThatCounts.DEADLINE
    max_age_days: int | None = None
    mandatory: bool = True


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_requirement(session: Writing, tender_id: uuid.UUID, data: RequirementData) -> uuid.UUID:
    """Store a paper that the tender asks for, and return the requirement's id.

    Raises:
        NameMissing, AgeNotPositive.
    """
    last = session.scalar(sa.select(sa.func.max(Requirement.position)).where(Requirement.tender_id == tender_id))
    row = Requirement(id=session.new_id(), tender_id=tender_id, position=(last or 0) + 1, **_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_requirement(
    session: Writing, requirement_id: uuid.UUID, data: RequirementData, seen: Seen | None = None
) -> None:
    """Store new data of a requirement.

    Raises:
        ChangedMeanwhile, NameMissing, AgeNotPositive.
    """
    change_fields(session.get_one(Requirement, requirement_id), _columns(data), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_requirement(session: Writing, requirement_id: uuid.UUID, *, archived: bool = True) -> None:
    """Say that the tender does not ask for this paper after all, or does again."""
    session.get_one(Requirement, requirement_id).archived = archived


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_usual_requirements(session: Writing, tender_id: uuid.UUID) -> list[uuid.UUID]:
    """Ask for the papers without which the profile stops a bid or a delivery, except kinds the tender asks for already; return the new ids.

    They are named in the language of the cooperative's documents. What is only due at delivery is not mandatory for the
    offer.
    """
    cooperative = session.scalars(sa.select(Cooperative)).one()
    profile, locale = rules_of(session, tender_id), Locale(cooperative.language)
    known = set(session.scalars(sa.select(Requirement.paper_kind).where(Requirement.tender_id == tender_id)))
    return [
        add_requirement(
            session,
            tender_id,
            RequirementData(
                paper_kind=paper.id,
                title=locale.text(paper.label),
                day_that_counts=DayThatCounts(paper.day),
                mandatory=paper.day != DayThatCounts.DELIVERY,
            ),
        )
        for paper in profile.papers
        if paper.blocks != "nothing" and paper.id not in known | {ANY_OTHER}
    ]


def _columns(data: RequirementData) -> dict[str, object]:
    if not data.title.strip():
        raise NameMissing
    if data.max_age_days is not None and data.max_age_days < 1:
        raise AgeNotPositive
    return cleaned(asdict(data)) | {"day_that_counts": data.day_that_counts.value}
