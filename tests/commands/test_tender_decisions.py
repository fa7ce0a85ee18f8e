"""Go or no-go: what was decided, by whom, why, and which rules against it were known; only the president takes those on."""

import pytest

from sse_desktop.commands.bids import mark_ready
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.tender_decisions import (
    DecisionData,
    RuleForbids,
    decide_tender,
    take_tender_on,
    void_decision,
)
from sse_desktop.commands.tenders import BidIsOut
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.roles import Role
from sse_desktop.queries.packets import packet_source
from sse_desktop.queries.readiness import NoGo, RuleAgainst
from sse_desktop.queries.tender_decisions import decisions, standing_decision, standing_decisions
from sse_desktop.queries.tenders import TenderState, tender
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from tests.bidding import a_possible_bid, detail, put
from tests.builders import TODAY, Office
from tests.eligible import a_call, asked, we_are

GO = DecisionData(goes_on=True, reasons="The assembly wants it")
NO_GO = DecisionData(goes_on=False, reasons="Too far away")


def test_a_decision_is_kept_with_who_why_and_how_the_rules_stood(database: Database) -> None:
    office = Office(database)
    office.role, office.name = Role.SECRETARY, "Rosa"
    made = a_call(office)
    office.write(decide_tender, made, GO)
    [row] = office.read(decisions, made)
    found = asked(office, made)
    assert (row.goes_on, row.reasons, row.decided_by, row.decided_at) == (True, GO.reasons, "Rosa", office.now)
    assert (row.ready, row.to_do, row.blocked) == (len(found.lines) - len(found.to_do), len(found.to_do), 0)
    assert office.read(standing_decisions) == {made: True}


def test_a_decision_needs_its_reasons(database: Database) -> None:
    office = Office(database)
    with pytest.raises(ReasonMissing):
        office.write(decide_tender, a_call(office), DecisionData(goes_on=True, reasons=" "))


def test_a_tender_that_we_do_not_go_on_with_is_dropped_and_comes_back_when_that_is_voided(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    decision = office.write(decide_tender, made, NO_GO)
    found = office.read(tender, made, office.now)
    assert (found.state, found.drop_reason) == (TenderState.DROPPED, "Too far away")
    office.write(void_decision, decision, "Wrong tender")
    assert office.read(tender, made, office.now).state is TenderState.OPEN
    assert office.read(standing_decision, made) is None
    assert office.read(decisions, made)[0].voided == "Wrong tender"


def test_going_on_takes_a_dropped_tender_up_again(database: Database) -> None:
    office = Office(database)
    made = a_call(office)
    office.write(decide_tender, made, NO_GO)
    office.write(decide_tender, made, GO)
    assert office.read(tender, made, office.now).state is TenderState.OPEN
    assert office.read(standing_decisions) == {made: True}


def test_nobody_turns_back_while_a_bid_is_with_the_buyer(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    put(office, Bid, offer, state=BidState.SUBMITTED.value)
    with pytest.raises(BidIsOut):
        office.write(decide_tender, detail(office, offer).tender_id, NO_GO)


def against(office: Office) -> tuple[object, object]:
    """Return a bid and its tender, in a canton that is not ours."""
    we_are(office, supplier_kind="eps_organisation", canton="Tulcán", province="Carchi")
    offer = a_possible_bid(office, procedure="feria_inclusiva", canton="Cayambe", province="Pichincha")
    return offer, detail(office, offer).tender_id


def test_a_rule_that_is_against_the_bid_keeps_it_from_being_ready_and_stands_on_its_cover(database: Database) -> None:
    office = Office(database)
    offer, _ = against(office)
    with pytest.raises(RuleAgainst, match="delivered in Cayambe, and we are at home in Tulcán"):
        office.write(mark_ready, offer)
    hindrances = office.read(packet_source, offer, TODAY).hindrances
    assert [type(each) for each in hindrances] == [RuleAgainst]


def test_only_the_president_takes_on_what_is_against_the_bid(database: Database) -> None:
    office = Office(database)
    offer, made = against(office)
    office.role = Role.SECRETARY
    with pytest.raises(RuleForbids, match="Cayambe"):
        office.write(decide_tender, made, GO)
    with pytest.raises(NotAllowed):
        office.write(take_tender_on, made, GO)
    office.role = Role.PRESIDENT
    office.write(take_tender_on, made, GO)
    decision = office.read(standing_decision, made)
    assert decision.taken_on == {"locality"}
    office.write(mark_ready, offer)
    assert office.read(packet_source, offer, TODAY).hindrances == ()


def test_a_rule_that_turns_against_the_bid_after_the_decision_is_not_taken_on_by_it(database: Database) -> None:
    office = Office(database)
    offer, made = against(office)
    office.write(take_tender_on, made, GO)
    we_are(office, supplier_kind="nobody_special")
    with pytest.raises(RuleAgainst):
        office.write(mark_ready, offer)


def test_a_decision_not_to_bid_stands_against_a_bid(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    office.write(decide_tender, detail(office, offer).tender_id, NO_GO)
    with pytest.raises(NoGo, match="Too far away"):
        office.write(mark_ready, offer)
