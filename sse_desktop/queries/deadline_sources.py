"""Days that come from elsewhere than a tender's notice: papers, contracts, meetings, prospects, agreements, approvals."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.queries.clause_progress import running_clauses
from sse_desktop.queries.paper_horizon import ending_papers
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.partners import Agreement, Meeting, Partner, Prospect

#: How far ahead papers are looked at: a renewal that takes half a year begins well within it.
_PAPER_DAYS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A day before it is set on the buyer's clock; `record` names it for ever, `opens` is what its page shows."""

    kind: str
    record: uuid.UUID
    sentence: str
    day: date
    page: str
    facts: Mapping[str, object] = field(default_factory=dict)
    of: str = ""
    at: datetime | None = None
    opens: uuid.UUID | None = None
    stated: bool = True
    done: bool = False
    country: str = ""
    zone: str = ""
    tender_id: uuid.UUID | None = None


def of_papers(session: Session, today: date) -> Iterator[Found]:
    """Give the day on which each renewal must begin: as many days before the end as a new paper takes, else the end itself."""
    for found in ending_papers(session, today, _PAPER_DAYS):
        end, takes = found.paper.ends_on, found.paper.takes_days
        if end is None:
            continue
        yield Found(
            kind="renewal",
            record=found.paper.id,
            sentence=N_("“{paper}” ends on {end}: begin to renew it") if takes else N_("“{paper}” ends"),
            facts={"paper": found.paper.title, "end": end},
            of=", ".join(one.title for one in found.holds_up) or found.paper.holder_name,
            day=end - timedelta(days=takes or 0),
            page="papers",
        )


def of_others(session: Session, today: date) -> Iterator[Found]:
    """Give the days of contracts, clauses, meetings, prospects, agreements and approvals."""
    yield from _contracts(session)
    yield from _clauses(session, today)
    yield from _meetings(session)
    yield from _prospects(session)
    yield from _endings(session)


def _contracts(session: Session) -> Iterator[Found]:
    select = sa.select(Contract.id, Contract.reference, Contract.title, Contract.starts_on).where(
        Contract.state == "open", Contract.starts_on.is_not(None)
    )
    for row in session.execute(select.order_by(Contract.id)):
        yield Found(
            kind="delivery", record=row.id, sentence=N_("Delivery for “{title}” begins"),
            facts={"title": row.title or row.reference}, of=row.reference, day=row.starts_on, page="contracts",
        )  # fmt: skip


def _clauses(session: Session, today: date) -> Iterator[Found]:
    for row in running_clauses(session, today):
        if row.next_report is not None:
            yield Found(
                kind="report", record=row.id, sentence=N_("The control table of “{clause}” covers the time until then"),
                facts={"clause": row.row.title}, of=row.buyer, day=row.next_report, page="clauses",
            )  # fmt: skip


def _meetings(session: Session) -> Iterator[Found]:
    select = sa.select(Meeting.id, Meeting.title, Meeting.next_step, Meeting.next_on, Meeting.done).where(
        ~Meeting.archived, Meeting.next_on.is_not(None)
    )
    for row in session.execute(select.order_by(Meeting.id)):
        yield Found(
            kind="step", record=row.id, sentence=N_("{step} (after “{meeting}”)"),
            facts={"step": row.next_step, "meeting": row.title}, of=row.title, day=row.next_on, done=row.done, page="meetings",
        )  # fmt: skip


def _prospects(session: Session) -> Iterator[Found]:
    select = sa.select(Prospect.id, Prospect.title, Prospect.buyer_name, Prospect.expected_on).where(
        ~Prospect.archived,
        Prospect.expected_on.is_not(None),
        Prospect.tender_id.is_(None),
        Prospect.dropped_reason == "",
    )
    for row in session.execute(select.order_by(Prospect.id)):
        yield Found(
            kind="prospect", record=row.id, sentence=N_("The notice of “{title}” is expected"),
            facts={"title": row.title}, of=row.buyer_name, day=row.expected_on, page="prospects",
        )  # fmt: skip


def _endings(session: Session) -> Iterator[Found]:
    pacts = sa.select(Agreement.id, Agreement.title, Agreement.ends_on, Partner.name).join(
        Partner, Partner.id == Agreement.partner_id
    )
    for row in session.execute(pacts.where(~Agreement.archived, Agreement.ends_on.is_not(None)).order_by(Agreement.id)):
        yield Found(
            kind="ends", record=row.id, sentence=N_("The agreement “{title}” ends"), facts={"title": row.title},
            of=row.name, day=row.ends_on, page="agreements",
        )  # fmt: skip
    approvals = sa.select(Partner.id, Partner.name, Partner.approval_to, Partner.approval_number).where(
        ~Partner.archived, Partner.approval_to.is_not(None)
    )
    for row in session.execute(approvals.order_by(Partner.id)):
        yield Found(
            kind="ends", record=row.id, sentence=N_("The approval of {partner} ends"), facts={"partner": row.name},
            of=row.approval_number, day=row.approval_to, page="partners",
        )  # fmt: skip
