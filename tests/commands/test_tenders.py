"""Tenders typed by hand are as good as those from a file."""

from datetime import date

import pytest

from sse_desktop.commands.bids import submit_bid
from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.requirements import (
    AgeNotPositive,
    RequirementData,
    add_requirement,
    add_usual_requirements,
    archive_requirement,
    change_requirement,
)
from sse_desktop.commands.tenders import (
    BidIsOut,
    DatesReversed,
    TenderData,
    change_tender,
    drop_tender,
    enter_tender,
    reopen_tender,
)
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.money import Money
from sse_desktop.domain.roles import Role
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.tenders import TenderState, find_tender, tender, tenders
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid
from tests.bidding import DEADLINE, FIRST_DAY, LAST_DAY, a_bid, a_tender, an_item, put
from tests.builders import TODAY, Office

# ---------------------------------------------------------------- entering


def test_a_tender_by_hand_keeps_the_buyers_clock_and_its_value(database: Database) -> None:
    office = Office(database)

    found = office.read(tender, a_tender(office, value=Money(5_043_960, "USD")), office.now)

    assert found.deadline is not None
    assert found.deadline.isoformat() == DEADLINE.isoformat()
    assert (found.value, found.currency, found.source) == (Money(5_043_960, "USD"), "USD", "hand")
    assert (found.state, found.days_left) == (TenderState.OPEN, 27)
    assert verify(database) == []


def test_a_known_buyer_is_linked_by_number_or_name(database: Database) -> None:
    office = Office(database)
    buyer = office.write(add_buyer, BuyerData(name="Demo buyer", tax_id="1790000000001"))

    by_name = a_tender(office)
    by_number = a_tender(office, buyer_name="Another spelling", buyer_tax_id="1790000000001")
    unknown = a_tender(office, buyer_name="Somebody else")

    linked = [office.read(tender, one, office.now).buyer_id for one in (by_name, by_number, unknown)]
    assert linked == [buyer, buyer, None]


def test_a_tender_needs_a_title_or_a_reference(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        office.write(enter_tender, TenderData(title=" "))

    only_reference = office.write(enter_tender, TenderData(title="", reference="FI-7"))

    assert office.read(tender, only_reference, office.now).title == "FI-7"


def test_a_delivery_that_ends_before_it_begins_is_refused(database: Database) -> None:
    with pytest.raises(DatesReversed):
        a_tender(Office(database), delivery_from=LAST_DAY, delivery_to=FIRST_DAY)


def test_changing_a_tender_leaves_its_lines_alone(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)

    office.write(change_tender, made, TenderData(title="New title", reference="FI-02"))

    found = office.read(tender, made, office.now)
    assert (found.title, found.deadline, len(found.items)) == ("New title", None, 1)
    assert office.read(find_tender, "fi-02") == made


def test_a_weigher_may_not_enter_tenders(database: Database) -> None:
    office = Office(database)
    office.role = Role.WEIGHER
    with pytest.raises(NotAllowed):
        a_tender(office)


# ---------------------------------------------------------------- dropping


def test_a_dropped_tender_keeps_its_reason_and_comes_back(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)

    with pytest.raises(ReasonMissing):
        office.write(drop_tender, made, " ")
    office.write(drop_tender, made, "Too far away")

    assert office.read(tenders, office.now)[0].state is TenderState.DROPPED
    assert office.read(tender, made, office.now).drop_reason == "Too far away"
    office.write(reopen_tender, made)
    assert office.read(tenders, office.now)[0].state is TenderState.OPEN


def test_a_tender_with_a_bid_at_the_buyer_is_not_dropped(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    offer = a_bid(office, made)

    put(office, Bid, offer, state="ready")
    office.write(submit_bid, offer)

    with pytest.raises(BidIsOut):
        office.write(drop_tender, made, "Too far away")


# ---------------------------------------------------------------- papers asked for


def test_the_profile_knows_the_usual_papers_and_asks_for_each_once(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    office.write(add_requirement, made, RequirementData(paper_kind="rup", title="RUP", max_age_days=30))

    added = office.write(add_usual_requirements, made)

    states = office.read(paper_states, made, TODAY)
    kinds = [state.paper_kind for state in states]
    assert len(kinds) == len(set(kinds)) == len(added) + 1
    assert "other" not in kinds
    assert {state.paper_kind for state in states if not state.mandatory} == {"bpa", "vehicle_registration"}
    assert office.write(add_usual_requirements, made) == []


def test_a_requirement_is_changed_and_taken_out(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    asked = office.write(add_requirement, made, RequirementData(paper_kind="ruc", title="RUC"))

    data = RequirementData(
        paper_kind="ruc",
        title="RUC of this month",
        day_that_counts=DayThatCounts.OPENING,
        max_age_days=30,
        mandatory=False,
    )
    office.write(change_requirement, asked, data)
    [state] = office.read(paper_states, made, TODAY)
    assert (state.title, state.max_age_days, state.mandatory) == ("RUC of this month", 30, False)
    assert state.day_that_counts is DayThatCounts.OPENING

    office.write(archive_requirement, asked)
    assert office.read(paper_states, made, TODAY) == []


def test_an_age_of_no_day_is_refused(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        office.write(add_requirement, a_tender(office), RequirementData(paper_kind="ruc", title=" "))
    with pytest.raises(AgeNotPositive):
        office.write(add_requirement, a_tender(office), RequirementData(paper_kind="ruc", title="RUC", max_age_days=0))


def test_days_left_count_where_the_buyer_is(database: Database) -> None:
    office = Office(database)
    a_tender(office, deadline=DEADLINE.replace(year=2026, month=7, day=15, hour=23, minute=30))

    # 04:00 UTC of the 16th is still the 15th in Quito.
    [row] = office.read(tenders, DEADLINE.replace(month=7, day=15, hour=23, minute=0))

    assert (row.days_left, row.state) == (0, TenderState.OPEN)
    assert row.deadline is not None
    assert row.deadline.date() == date(2026, 7, 15)
