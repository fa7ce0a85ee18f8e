"""The social step: every clause and criterion says what it still needs, and points are ours alone."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from sse_desktop.commands.clauses import ClauseData, change_clause, promise, set_aside
from sse_desktop.commands.criteria import AnswerData, answer_criterion
from sse_desktop.domain.clauses import ClauseKind, ShareState
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.clause_proposals import ClauseProposal, CriterionProposal, proposals
from sse_desktop.queries.clauses import Known, tender_clauses
from sse_desktop.queries.social import (
    AnswerMissing,
    AskedValueMissing,
    BasisDecides,
    PromiseMissing,
    PromiseTooSmall,
    ReservationNotMet,
    Social,
    StaffNotCounted,
    social,
)
from sse_desktop.store.database import Database
from sse_desktop.store.tables.tenders import Tender, TenderLot
from tests.bidding import a_possible_bid, a_tender, detail, put
from tests.builders import NOW, Office
from tests.clause_builders import FLEXIBLE, a_clause, a_count, a_criterion


def step(office: Office, offer: Any) -> Social:
    found = detail(office, offer)
    made: Social = office.read(social, found.tender_id, offer, found.total)
    return made


def kinds(made: Social) -> list[type[Exception]]:
    return [type(failure) for failure in made.failures]


def test_a_tender_without_clauses_has_nothing_to_do(database: Database) -> None:
    office = Office(database)
    made = step(office, a_possible_bid(office))
    assert made.is_empty
    assert made.failures == ()


def test_what_the_buyer_sets_is_asked_for_and_never_filled_in(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    tender = detail(office, offer).tender_id
    made = a_clause(office, tender, parameters={"hours_required": "400"})

    [row] = office.read(tender_clauses, tender)
    assert [value.parameter.name for value in row.missing] == [
        "subcontract_pct",
        "clause_item",
        "total_fail",
        "total_fail_penalty",
    ]
    assert kinds(step(office, offer)) == [AskedValueMissing]
    assert step(office, offer).clauses[0].row.values[2].known is Known.OFFER

    office.write(change_clause, made, ClauseData(kind=ClauseKind.FLEXIBLE, title="C", parameters=FLEXIBLE))
    assert kinds(step(office, offer)) == [PromiseMissing]


def test_a_promise_is_weighed_by_the_formula(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id)

    office.write(promise, offer, made, {"hours": "200", "amount": "5000"})
    short = step(office, offer)
    office.write(promise, offer, made, {"hours": "300", "amount": "8000"})
    whole = step(office, offer)

    assert (short.clauses[0].promised_bp, kinds(short)) == (7500, [PromiseTooSmall])
    assert (whole.clauses[0].promised_bp, kinds(whole)) == (10_000, [])


def test_a_reservation_that_is_not_met_blocks_and_the_basis_is_asked_for(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    tender = detail(office, offer).tender_id
    made = a_clause(office, tender, ClauseKind.RESERVATION)
    assert kinds(step(office, offer)) == [StaffNotCounted]

    a_count(office, fte_milli=20_000, target_fte_milli=5_900)
    by_heads = step(office, offer)
    office.write(
        change_clause, made, ClauseData(kind=ClauseKind.RESERVATION, title="C", parameters={"min_share": "0.30"})
    )
    undecided = step(office, offer)
    parameters = {"min_share": "0.30", "basis": "fte"}
    office.write(change_clause, made, ClauseData(kind=ClauseKind.RESERVATION, title="C", parameters=parameters))
    by_fte = step(office, offer)

    assert (by_heads.clauses[0].staff, kinds(by_heads)) == (ShareState.REACHED, [PromiseMissing])
    assert (kinds(undecided), undecided.blocking) == ([BasisDecides], ())
    assert kinds(by_fte) == [ReservationNotMet]
    assert "29.50" in str(by_fte.blocking[0])
    assert by_fte.clauses[0].blocks


def test_the_basis_is_not_asked_for_where_both_ways_agree(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    a_clause(office, detail(office, offer).tender_id, ClauseKind.RESERVATION, parameters={"min_share": "0.30"})
    a_count(office, 20, 2, fte_milli=20_000, target_fte_milli=2_000)
    assert kinds(step(office, offer)) == [ReservationNotMet]
    a_count(office, 20, 8, fte_milli=20_000, target_fte_milli=8_000)
    assert kinds(step(office, offer)) == [PromiseMissing]


def test_the_count_of_the_day_that_the_clause_names_counts(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    a_count(office, 20, 1, counted_on=date(2026, 1, 1))
    a_count(office, 20, 8)
    asked = {"min_share": "0.30", "basis": "heads", "counted_on": "2026-03-31"}
    a_clause(office, detail(office, offer).tender_id, ClauseKind.RESERVATION, parameters=asked)
    assert kinds(step(office, offer)) == [ReservationNotMet]


def test_a_clause_of_a_lot_that_we_leave_out_keeps_nothing_back(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    found = detail(office, offer)
    with office.database.writing(_actor(office), "lots", NOW) as session:
        lots = [TenderLot(id=session.new_id(), tender_id=found.tender_id, code=code) for code in ("L1", "L2")]
        session.add_all(lots)
        session.flush()
        ours, other = (lot.id for lot in lots)
    item = found.lines[0].tender_item_id
    assert item is not None
    put(office, _items(), item, tender_lot_id=ours)
    a_clause(office, found.tender_id, ClauseKind.TRAINING, tender_lot_id=other)
    made = step(office, offer)
    assert (made.failures, made.clauses[0].is_ours, made.clauses[0].row.lot) == ((), False, "L2")


def _actor(office: Office) -> Any:
    from sse_desktop.store.database import Actor

    return Actor(office.name, office.role)


def _items() -> Any:
    from sse_desktop.store.tables.tenders import TenderItem

    return TenderItem


def test_points_are_added_up_and_the_largest_gain_comes_first(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    tender = detail(office, offer).tender_id
    price = a_criterion(office, tender, Scoring.PRICE_RATIO, points_milli=40_000)
    plan = a_criterion(office, tender, Scoring.JUDGED)
    short = a_criterion(office, tender, Scoring.BANDS, parameters={"bands": "0: 10\n1: 5", "better": "less"})
    a_criterion(office, tender, Scoring.LINEAR, parameters={"low": "0"})

    before = step(office, offer)
    assert kinds(before) == [AnswerMissing, AnswerMissing, AskedValueMissing]
    assert before.criteria[0].is_from_bid
    office.write(answer_criterion, offer, price, AnswerData(assumed="540"))
    office.write(answer_criterion, offer, plan, AnswerData(value="3"))
    office.write(answer_criterion, offer, short, AnswerData(value="1"))
    made = step(office, offer)

    # The bid is 4,000 × 0.15 = 600: 40 × 540 ÷ 600
    assert [each.points for each in made.criteria] == [Decimal(36), Decimal(6), Decimal(5), None]
    assert (made.points, made.points_known, made.points_all) == (Decimal(47), Decimal(60), Decimal(70))
    assert made.gains == {short: 1, plan: 2, price: 3}
    assert kinds(made) == [AskedValueMissing]


def test_a_number_that_gives_no_points_is_said_and_not_hidden(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_criterion(office, detail(office, offer).tender_id, Scoring.LINEAR, parameters={"low": "5", "high": "5"})
    office.write(answer_criterion, offer, made, AnswerData(value="5"))
    assert [failure.code for failure in step(office, offer).failures] == ["not_scorable"]


# ---------------------------------------------------------------- what the notice names

NOTICE = {
    "criteria": [{"type": "price", "name": "Price", "weight": "60", "weight_kind": None}],
    "lots": [
        {
            "id": "L1",
            "reserved": ["res-ws"],
            "social": ["opp"],
            "criteria": [{"type": "quality", "name": "Freshness", "weight": "not a number"}],
        }
    ],
}


def test_the_notice_proposes_and_a_person_confirms_or_sets_aside(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    put(office, Tender, tender, notice=json.dumps(NOTICE))
    with office.database.writing(_actor(office), "lots", NOW) as session:
        lot = TenderLot(id=session.new_id(), tender_id=tender, code="L1")
        session.add(lot)
        session.flush()
        lot_id = lot.id

    found = office.read(proposals, tender)

    assert found == [
        ClauseProposal(kind=ClauseKind.RESERVATION, code="res-ws", tender_lot_id=lot_id, lot="L1"),
        ClauseProposal(kind=ClauseKind.TARGET_SHARE, code="opp", tender_lot_id=lot_id, lot="L1"),
        CriterionProposal(
            title="Price", scoring=Scoring.PRICE_RATIO, points_milli=60_000, weight="60", tender_lot_id=None, lot=""
        ),
        CriterionProposal(
            title="Freshness",
            scoring=Scoring.JUDGED,
            points_milli=None,
            weight="not a number",
            tender_lot_id=lot_id,
            lot="L1",
        ),
    ]
    a_clause(office, tender, ClauseKind.RESERVATION, tender_lot_id=lot_id)
    office.write(set_aside, tender, found[1].key)
    office.write(set_aside, tender, found[1].key)
    a_criterion(office, tender, Scoring.PRICE_RATIO, title="Price")
    a_criterion(office, tender, Scoring.JUDGED, title="Plan", source="Freshness", tender_lot_id=lot_id)
    assert office.read(proposals, tender) == []


def test_a_reservation_of_the_whole_tender_is_proposed_without_lots(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    put(office, Tender, tender, reserved="res-ws")
    [found] = office.read(proposals, tender)
    assert (found.kind, found.code, found.lot) == (ClauseKind.RESERVATION, "res-ws", "")
