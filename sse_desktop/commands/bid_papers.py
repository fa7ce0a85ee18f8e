"""The papers of a bid: the one chosen for each that the tender asks for, and further ones."""

import uuid

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import draft
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.queries.paper_rules import refuse_late
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidPaper
from sse_desktop.store.tables.papers import Paper
from sse_desktop.store.tables.tenders import Requirement


class NotAskedHere(DomainError):
    """A requirement belongs to another tender."""

    sentence = N_(
        "This paper is asked for by another tender. Nothing was changed. Choose one that this tender asks for."
    )


@allowed(Role.SECRETARY, Role.PRESIDENT)
def choose_paper(session: Writing, bid_id: uuid.UUID, requirement_id: uuid.UUID, paper_id: uuid.UUID) -> None:
    """Put a paper into the bid for one that the tender asks for, in place of the one chosen before.

    Raises:
        BidIsFixed, NotAskedHere. PaperTooLate: issued after the deadline, where the profile has such a rule.
    """
    bid = draft(session, bid_id)
    requirement = session.get_one(Requirement, requirement_id)
    if requirement.tender_id != bid.tender_id:
        raise NotAskedHere
    _refuse_late(session, bid, paper_id)
    row = session.scalars(
        sa.select(BidPaper).where(BidPaper.bid_id == bid_id, BidPaper.requirement_id == requirement_id)
    ).first()
    if row is None:
        _add(session, bid, paper_id, requirement)
    else:
        row.paper_id, row.archived = paper_id, False


@allowed(Role.SECRETARY, Role.PRESIDENT)
def leave_choice(session: Writing, bid_id: uuid.UUID, requirement_id: uuid.UUID) -> None:
    """Take a choice back: the best paper of the vault stands for it again.

    Raises:
        BidIsFixed.
    """
    draft(session, bid_id)
    mine = sa.select(BidPaper).where(BidPaper.bid_id == bid_id, BidPaper.requirement_id == requirement_id)
    for row in session.scalars(mine):
        row.archived = True


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_annex(session: Writing, bid_id: uuid.UUID, paper_id: uuid.UUID) -> None:
    """Put a paper into the bid that the tender does not ask for.

    Raises:
        BidIsFixed, PaperTooLate.
    """
    bid = draft(session, bid_id)
    _refuse_late(session, bid, paper_id)
    row = session.scalars(_annex(bid_id, paper_id)).first()
    if row is None:
        _add(session, bid, paper_id, None)
    else:
        row.archived = False


@allowed(Role.SECRETARY, Role.PRESIDENT)
def remove_annex(session: Writing, bid_id: uuid.UUID, paper_id: uuid.UUID) -> None:
    """Take a paper that the tender does not ask for out of the bid again.

    Raises:
        BidIsFixed.
    """
    draft(session, bid_id)
    for row in session.scalars(_annex(bid_id, paper_id)):
        row.archived = True


def fix_papers(session: Writing, bid: Bid) -> None:
    """Choose, for what nobody chose, the paper that is best today, so that a ready bid no longer moves with the vault."""
    for state in paper_states(session, bid.tender_id, session.today, bid.id):
        if state.paper is not None and state.state.is_good and not state.is_chosen:
            choose_paper(session, bid.id, state.id, state.paper.id)


def _refuse_late(session: Writing, bid: Bid, paper_id: uuid.UUID) -> None:
    paper = session.get_one(Paper, paper_id)
    refuse_late(session, bid.tender_id, paper.title, paper.issued_on)


def _add(session: Writing, bid: Bid, paper_id: uuid.UUID, requirement: Requirement | None) -> None:
    last = session.scalar(sa.select(sa.func.max(BidPaper.position)).where(BidPaper.bid_id == bid.id))
    row = BidPaper(
        id=session.new_id(),
        bid_id=bid.id,
        requirement_id=requirement.id if requirement is not None else None,
        paper_id=paper_id,
        position=(last or 0) + 1,
    )
    session.add(row)


def _annex(bid_id: uuid.UUID, paper_id: uuid.UUID) -> sa.Select[BidPaper]:
    return sa.select(BidPaper).where(
        BidPaper.bid_id == bid_id, BidPaper.paper_id == paper_id, BidPaper.requirement_id.is_(None)
    )
