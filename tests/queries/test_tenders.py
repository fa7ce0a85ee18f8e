"""The register shows what is next, and a tender reads as a notice."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.bids import mark_ready, override_capacity, record_result, start_bid, submit_bid, withdraw_bid
from sse_desktop.commands.packets import PacketData, record_packet
from sse_desktop.commands.tender_import import TenderImport, import_tender
from sse_desktop.commands.tenders import LotData, TenderData, drop_tender
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.locale import LANGUAGES, Locale
from sse_desktop.queries.bid_desk import BidDesk, StepState, bid_desk
from sse_desktop.queries.packets import packet_source
from sse_desktop.queries.tender_notice import notice_json
from sse_desktop.queries.tenders import NoTenderFound, TenderState, find_tender, tender, tenders
from sse_desktop.queries.today import today_items
from sse_desktop.store.database import Database
from tests.bidding import (
    DEADLINE,
    WEEKS,
    a_bid,
    a_paper,
    a_requirement,
    a_tender,
    an_item,
    fruit,
    lines_of,
    pledged,
)
from tests.builders import TODAY, Office


def states(office: Office) -> list[TenderState]:
    return [row.state for row in office.read(tenders, office.now)]


def a_possible_tender(office: Office, kilos: int = 100, **more: Any) -> Any:
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, kilos))
    made = a_tender(office, **more)
    an_item(office, made, 4000, product_id=product)
    return made


# ---------------------------------------------------------------- the register


def test_the_nearest_deadline_comes_first_and_the_past_last(database: Database) -> None:
    office = Office(database)
    titles = {"past": -30, "far": 20, "near": 1, "older": -60}
    for title, days in titles.items():
        a_tender(office, title=title, reference=title, deadline=office.now + timedelta(days=days))
    a_tender(office, title="unknown", reference="unknown", deadline=None)

    rows = office.read(tenders, office.now)

    assert [row.title for row in rows] == ["near", "far", "unknown", "older", "past"]
    assert [row.days_left for row in rows] == [1, 20, None, -60, -30]


def test_a_tender_is_found_by_words_and_states(database: Database) -> None:
    office = Office(database)
    a_tender(office, title="Alimentación escolar", buyer_name="GAD Píllaro")
    dropped = a_tender(office, title="Other", reference="FI-2")
    office.write(drop_tender, dropped, "Too far")

    assert len(office.read(tenders, office.now, search="pillaro alimentacion")) == 1
    assert [row.id for row in office.read(tenders, office.now, states={TenderState.DROPPED})] == [dropped]
    assert office.read(tenders, office.now, search="100%") == []


def test_the_state_of_a_tender_follows_its_bid(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    assert states(office) == [TenderState.OPEN]
    offer = a_bid(office, made)
    assert states(office) == [TenderState.PREPARING]
    office.write(mark_ready, offer)
    assert states(office) == [TenderState.PREPARING]
    office.write(submit_bid, offer)
    assert states(office) == [TenderState.SUBMITTED]
    office.write(record_result, offer, BidState.WON, TODAY)
    assert states(office) == [TenderState.WON]

    [row] = office.read(tenders, office.now)
    assert (row.bid_id, row.bid_total) == (offer, Money.of("600.00", "USD"))


def test_a_tender_closes_by_its_deadline_or_by_the_buyers_word(database: Database) -> None:
    office = Office(database)
    a_tender(office, status="cancelled")
    assert states(office) == [TenderState.CLOSED]

    office.now = DEADLINE + timedelta(seconds=1)
    a_tender(office, reference="FI-2")
    assert states(office) == [TenderState.CLOSED, TenderState.CLOSED]


def test_a_withdrawn_bid_leaves_the_tender_open(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    office.write(withdraw_bid, a_bid(office, made), "Hail")

    assert states(office) == [TenderState.OPEN]


def test_a_tender_is_found_by_reference_or_ocid(database: Database) -> None:
    office = Office(database)
    first = a_tender(office, reference="FI-01", ocid="ocds-5wno2w-001")
    newer = a_tender(office, reference="FI-01", ocid="ocds-5wno2w-002")

    assert office.read(find_tender, "fi-01") == newer
    assert office.read(find_tender, "OCDS-5WNO2W-001") == first
    for unknown in ("FI-99", ""):
        with pytest.raises(NoTenderFound):
            office.read(find_tender, unknown)


def test_requests_to_take_part_end_before_offers_are_taken(database: Database) -> None:
    office = Office(database)
    near = office.now + timedelta(days=3)
    made = a_tender(office, deadline=None, requests_deadline=near)

    (row,) = office.read(tenders, office.now)
    assert (row.deadline, row.days_left, row.state) == (near, 3, TenderState.OPEN)
    found = office.read(tender, made, office.now)
    assert (found.deadline, found.requests_deadline) == (None, near)
    (item,) = [each for each in office.read(today_items, office.now) if each.kind == "tender_deadline"]
    assert item.sentence.startswith("Requests to take part")

    (later,) = office.read(tenders, near + timedelta(hours=1))
    assert later.state is TenderState.CLOSED


# ---------------------------------------------------------------- the notice


def test_a_tender_by_hand_reads_as_a_notice(database: Database) -> None:
    office = Office(database)
    made = a_tender(office, value=Money(12_345_600, "USD"), published_on=date(2026, 7, 1), country="EC", language="es")
    an_item(office, made, "1800.5", unit="kg", classification_scheme="CPC", classification_id="01342")

    said = notice_json(office.read(tender, made, office.now), Locale("en").text)

    assert said == {
        "reference": "FI-01-2026",
        "title": "Fruit for schools",
        "buyer": {"name": "Demo buyer", "id": None},
        "country": "EC",
        "languages": ["es"],
        "procedure": None,
        "status": None,
        "published": "2026-07-01",
        "deadline": "2026-08-10T16:00:00-05:00",
        "deadline_stated": True,
        "questions_deadline": None,
        "requests_deadline": None,
        "kind": "call",
        "value": {"amount": "123456", "currency": "USD"},
        "lots": [],
        "items": [
            {
                "description": "Granadilla",
                "quantity": "1800.5",
                "unit": "kg",
                "classification": {"scheme": "CPC", "code": "01342"},
                "lot": None,
            }
        ],
        "documents": [],
        "warnings": [],
    }


def test_an_imported_tender_reads_with_the_lots_documents_and_warnings_of_its_file(database: Database) -> None:
    office = Office(database)
    record = {
        "buyer": {"id": "EC-RUC-1790000000001-1"},
        "languages": ["es", "qu"],
        "lots": [{"id": "1", "reserved": ["shelteredWorkshop"], "social": [], "criteria": [{"type": "price"}]}],
        "documents": [{"title": "Pliego", "url": "https://example.org/p.pdf", "more": 1}],
        "warnings": [{"code": "zone_assumed", "sentence": "Assumed {zone}.", "facts": {"zone": "UTC"}}],
    }
    data = TenderData(title="Fruit", ocid="ocds-1", buyer_tax_id="1790000000001")
    found = TenderImport(data=data, lots=(LotData(code="1", title="North"),), notice=json.dumps(record))
    made = office.write(import_tender, found)

    said = notice_json(office.read(tender, made.tender_id, office.now), Locale("en").text)

    assert (said["buyer"]["id"], said["languages"]) == ("EC-RUC-1790000000001-1", ["es", "qu"])
    assert said["lots"][0] == {
        "id": "1",
        "title": "North",
        "value": None,
        "reserved": ["shelteredWorkshop"],
        "social": [],
        "criteria": [{"type": "price"}],
    }
    assert said["documents"] == [{"title": "Pliego", "url": "https://example.org/p.pdf"}]
    assert said["warnings"] == [{"code": "zone_assumed", "sentence": "Assumed UTC."}]


# ---------------------------------------------------------------- the way of a bid


def desk(office: Office, made: Any) -> BidDesk:
    found: BidDesk = office.read(bid_desk, made, office.now)
    for step in found.steps:
        for language in LANGUAGES:
            assert "{" not in Locale(language).text(step.sentence, **step.facts)
    return found


def standing(office: Office, made: Any) -> dict[str, StepState]:
    return {step.step: step.state for step in desk(office, made).steps}


def test_the_steps_say_what_is_left_to_do(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    to_do = dict.fromkeys(("notice", "eligibility", "capacity", "price", "papers"), StepState.TO_DO)
    assert standing(office, made) == {**to_do, "social": StepState.READY, "packet": StepState.BLOCKED}


def test_a_bid_that_is_complete_is_ready_in_every_step(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    a_requirement(office, made)
    a_paper(office)
    offer = a_bid(office, made)
    assert standing(office, made)["packet"] is StepState.TO_DO

    source = office.read(packet_source, offer, TODAY)
    data = PacketData(sha256="3" * 64, pages=9, folios=9, parts=(), beside=(), checks=(), made_from=source.digest)
    office.write(record_packet, offer, data)

    open_ones = {step for step, state in standing(office, made).items() if state is not StepState.READY}
    assert open_ones == {"eligibility"}  # the tender names no procedure, so nobody can tell who may bid
    office.write(set_price, lines_of(office, offer)[0].id, UnitPrice.of("0.16", "USD"))
    assert standing(office, made)["packet"] is StepState.TO_DO
    assert not desk(office, made).packet_is_current


def test_a_gap_blocks_until_somebody_takes_it_on(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office, kilos=90)
    assert standing(office, made)["capacity"] is StepState.BLOCKED
    offer = a_bid(office, made)
    assert standing(office, made)["capacity"] is StepState.BLOCKED

    office.write(override_capacity, offer, "We buy")

    assert standing(office, made)["capacity"] is StepState.READY


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, StepState.READY),
        ({"deadline": None}, StepState.TO_DO),
        ({"deadline_stated": False}, StepState.TO_DO),
        ({"deadline": DEADLINE.replace(month=7, day=13)}, StepState.BLOCKED),
    ],
)
def test_the_notice_step_watches_the_deadline(database: Database, more: dict[str, Any], state: StepState) -> None:
    office = Office(database)
    assert standing(office, a_possible_tender(office, **more))["notice"] is state


def test_a_dropped_tender_is_blocked_and_an_unmapped_line_is_to_do(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    assert standing(office, made)["notice"] is StepState.TO_DO
    office.write(drop_tender, made, "Too far")
    assert standing(office, made)["notice"] is StepState.BLOCKED


def test_a_handed_in_bid_is_not_blocked_by_its_past_deadline(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    offer = a_bid(office, made)
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)
    office.now = DEADLINE + timedelta(days=1)

    assert standing(office, made)["notice"] is StepState.READY


def test_nothing_is_left_to_do_once_the_buyer_has_decided(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    offer = a_bid(office, made)
    office.write(mark_ready, offer)
    office.write(submit_bid, offer)
    a_requirement(office, made)
    office.write(record_result, offer, BidState.LOST, TODAY)
    office.now = DEADLINE + timedelta(days=30)

    assert set(standing(office, made).values()) == {StepState.READY}


def test_a_missing_paper_blocks_the_papers_step(database: Database) -> None:
    office = Office(database)
    made = a_possible_tender(office)
    a_requirement(office, made)
    office.write(start_bid, made)

    assert standing(office, made)["papers"] is StepState.BLOCKED
    assert standing(office, made)["price"] is StepState.TO_DO
    assert Decimal(desk(office, made).capacity.products[0].demand.amount) == Decimal(400)
