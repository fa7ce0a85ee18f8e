"""Each paper is judged on the day that counts, and said so before it is too late."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from sse_desktop.commands.bids import mark_ready, record_result, submit_bid
from sse_desktop.commands.papers import archive_paper
from sse_desktop.commands.tenders import drop_tender
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.validity import DayThatCounts, PaperState
from sse_desktop.locale import LANGUAGES, Locale
from sse_desktop.queries.paper_horizon import EndingPaper, ending_papers, missing_papers
from sse_desktop.queries.paper_states import RequirementState, paper_states
from sse_desktop.store.database import Database
from tests.bidding import (
    DEADLINE,
    FIRST_DAY,
    LAST_DAY,
    WEEKS,
    a_bid,
    a_paper,
    a_requirement,
    a_tender,
    an_item,
    fruit,
    pledged,
)
from tests.builders import TODAY, Office

DEADLINE_DAY, OPENING, AWARD = DEADLINE.date(), date(2026, 8, 12), date(2026, 8, 20)


def the_state(office: Office, tender: uuid.UUID) -> RequirementState:
    found: list[RequirementState] = office.read(paper_states, tender, TODAY)
    return found[0]


def judged(office: Office, which: DayThatCounts = DayThatCounts.OPENING, **paper: Any) -> RequirementState:
    """Ask for one paper and hold one."""
    made = a_tender(office, opening_on=OPENING, award_on=AWARD)
    a_requirement(office, made, day_that_counts=which, max_age_days=paper.pop("max_age_days", None))
    a_paper(office, **paper)
    return the_state(office, made)


@pytest.mark.parametrize(
    ("which", "day"),
    [
        (DayThatCounts.DEADLINE, DEADLINE_DAY),
        (DayThatCounts.OPENING, OPENING),
        (DayThatCounts.AWARD, AWARD),
        (DayThatCounts.DELIVERY, FIRST_DAY),
    ],
)
def test_a_paper_counts_on_its_own_day(database: Database, which: DayThatCounts, day: date) -> None:
    office = Office(database)

    ends_before = judged(office, which, valid_to=day - timedelta(days=1))
    ends_then = judged(office, which, valid_to=day)

    assert (ends_then.day, ends_then.day_is_known) == (day, True)
    assert ends_before.state is PaperState.EXPIRED
    assert ends_then.state is PaperState.EXPIRES_SOON


@pytest.mark.parametrize(
    ("paper", "state"),
    [
        ({}, PaperState.VALID),
        ({"valid_to": date(2026, 12, 31)}, PaperState.VALID),
        ({"valid_to": OPENING}, PaperState.EXPIRES_SOON),
        ({"valid_to": date(2026, 8, 11)}, PaperState.EXPIRED),
        ({"valid_from": date(2026, 8, 13)}, PaperState.NOT_YET),
        ({"issued_on": date(2026, 8, 13)}, PaperState.NOT_YET),
        ({"issued_on": date(2026, 7, 12), "max_age_days": 30}, PaperState.TOO_OLD),
        ({"issued_on": date(2026, 7, 13), "max_age_days": 30}, PaperState.VALID),
    ],
)
def test_a_paper_is_judged_by_its_dates(database: Database, paper: dict[str, Any], state: PaperState) -> None:
    assert judged(Office(database), **paper).state is state


def test_every_verdict_is_a_whole_sentence_in_every_language(database: Database) -> None:
    office = Office(database)
    papers: list[dict[str, Any]] = [
        {"valid_to": OPENING},
        {"valid_to": date(2026, 8, 11)},
        {"valid_from": date(2026, 8, 13)},
        {"issued_on": date(2026, 7, 12), "max_age_days": 30},
        {"file": None},
        {"kind": "another"},
        {},
    ]
    for paper in papers:
        verdict = judged(office, **paper)
        for language in LANGUAGES:
            said = Locale(language).text(verdict.sentence, **verdict.facts)
            assert "{" not in said
            assert "RUC" in said


def test_of_several_papers_the_one_that_is_good_longest_stands(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made)
    a_paper(office, title="Old", valid_to=date(2026, 8, 1))
    a_paper(office, title="Soon", valid_to=date(2026, 8, 20))
    best = a_paper(office, title="Best", valid_to=date(2027, 8, 20))
    a_paper(office, title="Without a file", valid_to=date(2028, 1, 1), file=None)

    state = the_state(office, made)

    assert state.paper is not None
    assert (state.paper.id, state.state, state.blocks) == (best, PaperState.VALID, False)


def test_a_paper_of_another_kind_or_archived_does_not_stand(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made)
    a_paper(office, "rup")
    office.write(archive_paper, a_paper(office))

    assert (the_state(office, made).state, the_state(office, made).blocks) == (PaperState.MISSING, True)


def test_where_no_opening_is_told_the_deadline_counts(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, day_that_counts=DayThatCounts.OPENING)

    state = the_state(office, made)

    assert (state.day, state.day_is_known) == (DEADLINE_DAY, True)


def test_an_unknown_day_is_said_and_the_last_known_one_taken(database: Database) -> None:
    office = Office(database)
    made = a_tender(office, opening_on=OPENING)
    a_requirement(office, made, day_that_counts=DayThatCounts.AWARD)
    nothing_known = a_tender(office, deadline=None, reference="FI-2")
    a_requirement(office, nothing_known)

    assert (the_state(office, made).day, the_state(office, made).day_is_known) == (OPENING, False)
    assert (the_state(office, nothing_known).day, the_state(office, nothing_known).day_is_known) == (TODAY, False)


def test_a_paper_that_ends_between_deliveries_expires_soon(database: Database) -> None:
    office = Office(database)

    assert judged(office, DayThatCounts.DELIVERY, valid_to=LAST_DAY).state is PaperState.EXPIRES_SOON
    long_enough = judged(office, DayThatCounts.DELIVERY, valid_to=date(2027, 9, 1))
    assert long_enough.state is PaperState.VALID


# ---------------------------------------------------------------- the horizon


def ending(office: Office, days: int = 30) -> list[EndingPaper]:
    found: list[EndingPaper] = office.read(ending_papers, TODAY, days)
    return found


def test_papers_that_end_within_the_days_are_named_with_the_days_left(database: Database) -> None:
    office = Office(database)
    soon = a_paper(office, valid_to=date(2026, 7, 24))
    gone = a_paper(office, "rup", valid_to=date(2026, 7, 13))
    a_paper(office, "bank", valid_to=date(2026, 8, 14))
    a_paper(office, "statutes")

    assert [(one.paper.id, one.days_left) for one in ending(office)] == [(gone, -1), (soon, 10)]
    assert len(ending(office, 31)) == 3


def test_a_renewed_paper_is_not_named(database: Database) -> None:
    office = Office(database)
    a_paper(office, valid_to=date(2026, 7, 24))
    a_paper(office, valid_to=date(2027, 7, 24))
    other_holder = a_paper(office, holder_kind="vehicle", holder_name="PBA-1234", valid_to=date(2026, 7, 25))

    assert [one.paper.id for one in ending(office)] == [other_holder]


def test_a_paper_that_ends_before_the_opening_names_the_tender_it_holds_up(database: Database) -> None:
    office = Office(database)
    made = a_tender(office, opening_on=OPENING)
    a_requirement(office, made, "tax_compliance", day_that_counts=DayThatCounts.OPENING)
    held = a_paper(office, "tax_compliance", valid_to=date(2026, 8, 11))

    [one] = ending(office, 7)

    assert one.paper.id == held
    [tender] = one.holds_up
    assert (tender.tender_id, tender.reference, tender.day) == (made, "FI-01-2026", OPENING)
    assert tender.day_that_counts is DayThatCounts.OPENING


def test_missing_papers_are_told_for_open_tenders_only(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made)
    dropped = a_tender(office, reference="FI-2")
    a_requirement(office, dropped)
    office.write(drop_tender, dropped, "Too far")
    past = a_tender(office, reference="FI-3", deadline=DEADLINE.replace(month=7, day=13))
    a_requirement(office, past)
    a_requirement(office, made, "other", mandatory=False)

    assert [one.tender_id for one in office.read(missing_papers, TODAY)] == [made]


def test_a_decided_tender_holds_no_paper_up(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 1000))
    made = a_tender(office)
    an_item(office, made, product_id=product)
    offer = a_bid(office, made)
    office.write(mark_ready, offer)
    a_requirement(office, made)
    office.write(submit_bid, offer)
    assert [one.bid_id for one in office.read(missing_papers, TODAY)] == [offer]

    office.write(record_result, offer, BidState.LOST, TODAY)

    assert office.read(missing_papers, TODAY) == []
