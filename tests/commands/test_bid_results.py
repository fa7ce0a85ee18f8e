"""A bid goes out with the papers that are asked for, and gets its result."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import (
    set_weeks,
)
from sse_desktop.commands.bid_papers import NotAskedHere, add_annex, choose_paper, leave_choice, remove_annex
from sse_desktop.commands.bids import (
    AfterTheDeadline,
    BidStarted,
    mark_ready,
    new_version,
    record_result,
    start_bid,
    submit_bid,
    withdraw_bid,
)
from sse_desktop.commands.tender_items import archive_item, change_item, map_item_to_product
from sse_desktop.commands.tenders import ItemData
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.lifecycle import BidState, NotAllowedNow
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.bids import bids
from sse_desktop.queries.paper_rules import PaperTooLate
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.readiness import (
    PaperNotGood,
    PaperWithoutFile,
    bid_failures,
)
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from tests.bidding import (
    DEADLINE,
    WEEKS,
    a_paper,
    a_possible_bid,
    a_requirement,
    a_tender,
    detail,
    lines_of,
    put,
    with_paper_asked,
)
from tests.builders import TODAY, Office

# ---------------------------------------------------------------- papers


def test_a_mandatory_paper_must_be_there_and_have_a_file(database: Database) -> None:
    office = Office(database)
    offer, _, _ = with_paper_asked(office)

    with pytest.raises(PaperNotGood):
        office.write(mark_ready, offer)
    a_paper(office, file=None)
    with pytest.raises(PaperWithoutFile):
        office.write(mark_ready, offer)
    a_paper(office)
    office.write(mark_ready, offer)


def test_a_paper_that_is_not_mandatory_holds_nothing_up(database: Database) -> None:
    office = Office(database)
    offer, _, _ = with_paper_asked(office, mandatory=False)

    office.write(mark_ready, offer)


def test_a_ready_bid_keeps_its_papers_when_a_better_one_comes(database: Database) -> None:
    office = Office(database)
    offer, made, _ = with_paper_asked(office)
    first = a_paper(office, valid_to=date(2026, 12, 31))
    office.write(mark_ready, offer)

    a_paper(office, valid_to=date(2027, 12, 31))

    [state] = office.read(paper_states, made, TODAY, offer)
    assert state.paper is not None
    assert (state.paper.id, state.is_chosen) == (first, True)


def test_a_paper_issued_after_the_deadline_is_refused_with_the_rule(database: Database) -> None:
    """Golden row 7: Reglamento LOSNCP, Art. 100.4."""
    office = Office(database)
    offer, _, asked = with_paper_asked(office)
    on_the_day = a_paper(office, issued_on=DEADLINE.date())
    late = a_paper(office, issued_on=DEADLINE.date() + timedelta(days=1))

    with pytest.raises(PaperTooLate) as refused:
        office.write(choose_paper, offer, asked, late)
    assert "Art. 100.4" in str(refused.value)
    assert refused.value.facts["deadline"] == DEADLINE.date()
    with pytest.raises(PaperTooLate):
        office.write(add_annex, offer, late)
    office.write(choose_paper, offer, asked, on_the_day)


def test_a_choice_is_replaced_and_taken_back(database: Database) -> None:
    office = Office(database)
    offer, made, asked = with_paper_asked(office)
    best, other = a_paper(office, title="Best"), a_paper(office, title="Other", valid_to=date(2026, 9, 1))

    def shown() -> tuple[Any, bool]:
        [state] = office.read(paper_states, made, TODAY, offer)
        return state.paper.id if state.paper else None, state.is_chosen

    assert shown() == (best, False)
    office.write(choose_paper, offer, asked, other)
    assert shown() == (other, True)
    office.write(leave_choice, offer, asked)
    assert shown() == (best, False)
    office.write(choose_paper, offer, asked, best)
    assert shown() == (best, True)


def test_papers_are_chosen_only_for_what_this_tender_asks(database: Database) -> None:
    office = Office(database)
    offer, _, _ = with_paper_asked(office)
    elsewhere = a_requirement(office, a_tender(office, reference="FI-2"))

    with pytest.raises(NotAskedHere):
        office.write(choose_paper, offer, elsewhere, a_paper(office))


def test_a_further_paper_goes_in_and_out(database: Database) -> None:
    office = Office(database)
    offer, held = a_possible_bid(office), a_paper(office)

    office.write(add_annex, offer, held)
    office.write(add_annex, offer, held)
    office.write(remove_annex, offer, held)
    office.write(add_annex, offer, held)

    assert office.read(bid_failures, offer, TODAY) == []


# ---------------------------------------------------------------- handing in and the result


def test_a_bid_goes_from_ready_to_its_result(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    with pytest.raises(NotAllowedNow):
        office.write(submit_bid, offer)
    office.write(mark_ready, offer)

    office.write(submit_bid, offer)
    assert detail(office, offer).submitted_at == office.now
    office.write(record_result, offer, BidState.WON, date(2026, 8, 20))

    found = detail(office, offer)
    assert (found.state, found.decided_on) == (BidState.WON, date(2026, 8, 20))
    with pytest.raises(NotAllowedNow):
        office.write(withdraw_bid, offer, "Too late")


def test_nothing_is_handed_in_after_the_deadline_but_it_may_be_recorded_later(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    office.write(mark_ready, offer)
    office.now = DEADLINE + timedelta(hours=1)

    with pytest.raises(AfterTheDeadline) as refused:
        office.write(submit_bid, offer)
    assert str(refused.value.facts["deadline"]) == "2026-08-10 16:00:00-05:00"
    office.write(submit_bid, offer, DEADLINE - timedelta(minutes=5))

    assert detail(office, offer).submitted_at == DEADLINE - timedelta(minutes=5)


@pytest.mark.parametrize("result", [BidState.DRAFT, BidState.READY])
def test_a_result_is_won_or_lost(database: Database, result: BidState) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    put(office, Bid, offer, state="submitted")

    with pytest.raises(NotAllowedNow):
        office.write(record_result, offer, result, TODAY)


def test_a_new_version_copies_everything_and_withdraws_the_old_one(database: Database) -> None:
    office = Office(database)
    offer, made, asked = with_paper_asked(office)
    held = a_paper(office)
    office.write(choose_paper, offer, asked, held)
    [line] = lines_of(office, offer)
    office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(500, "unit"), WEEKS[3]: Quantity.of(3500, "unit")})
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)

    again = office.write(new_version, offer)

    old, new = detail(office, offer), detail(office, again)
    assert (old.state, new.state, new.version) == (BidState.WITHDRAWN, BidState.DRAFT, 2)
    assert (new.total, new.lines[0].plan) == (old.total, old.lines[0].plan)
    [state] = office.read(paper_states, made, TODAY, again)
    assert state.is_chosen
    assert [row.version for row in office.read(bids)] == [2, 1]
    with pytest.raises(BidStarted):
        office.write(new_version, offer)


@pytest.mark.parametrize("state", ["won", "lost"])
def test_a_decided_bid_has_no_new_version(database: Database, state: str) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    put(office, Bid, offer, state=state)

    with pytest.raises(NotAllowedNow):
        office.write(new_version, offer)


def test_a_withdrawn_bid_says_why_and_a_new_one_may_begin(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    with pytest.raises(ReasonMissing):
        office.write(withdraw_bid, offer, "")
    office.write(withdraw_bid, offer, "Hail")

    again = office.write(start_bid, detail(office, offer).tender_id)

    assert (detail(office, offer).note, detail(office, again).version) == ("Hail", 2)


# ---------------------------------------------------------------- what was handed in stays


def test_what_was_handed_in_says_the_same_whatever_becomes_of_the_lines_of_the_tender(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)
    before = [
        (line.description, line.quantity, line.price, line.product_id, line.plan) for line in lines_of(office, offer)
    ]
    [line] = lines_of(office, offer)
    assert line.tender_item_id is not None

    office.write(change_item, line.tender_item_id, ItemData(description="Apples", quantity=Decimal(7), unit="kg"))
    office.write(map_item_to_product, line.tender_item_id, None)
    office.write(archive_item, line.tender_item_id)

    after = [
        (line.description, line.quantity, line.price, line.product_id, line.plan) for line in lines_of(office, offer)
    ]
    assert after == before
    assert detail(office, offer).state is BidState.SUBMITTED
