"""What the buyer's paper says is filled in with its source, for a tender or a buyer, and a bid keeps the rules it was made under."""

import dataclasses
import uuid
from datetime import date
from decimal import Decimal

import pytest

from sse_desktop.commands.asked_values import (
    AskedInput,
    NotAnExactNumber,
    SourceMissing,
    TenderOrBuyer,
    ValueMissing,
    archive_asked_value,
    fill_asked_value,
)
from sse_desktop.commands.bids import back_to_draft, mark_ready
from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.profiles import freeze_profile
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.jurisdiction import ASK
from sse_desktop.queries import profiles as profile_queries
from sse_desktop.queries.asked_values import asked_of_buyer, asked_values
from sse_desktop.queries.profiles import rules_of
from sse_desktop.store.integrity import verify
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.asked import ProfileSnapshot
from sse_desktop.store.tables.tenders import Tender
from tests.bidding import a_possible_bid, a_tender, detail, put
from tests.builders import Office

KEY = "penalty.late.cap"


@pytest.fixture
def office(plain_office: Office) -> Office:
    return plain_office


def fill(office: Office, value: str = "0.05", source: str = "Page 12", **scope: uuid.UUID) -> uuid.UUID:
    made: uuid.UUID = office.write(fill_asked_value, AskedInput(key=KEY, value=value, source=source, **scope))
    return made


def of_a_buyer(office: Office) -> tuple[uuid.UUID, uuid.UUID]:
    buyer = office.write(add_buyer, BuyerData(name="Demo buyer"))
    made = a_tender(office)
    put(office, Tender, made, buyer_id=buyer)
    return buyer, made


def test_the_value_of_the_tender_goes_before_that_of_its_buyer(office: Office) -> None:
    buyer, made = of_a_buyer(office)
    fill(office, "0.10", "General terms", buyer_id=buyer)
    assert office.read(asked_values, made)[KEY].scope == "buyer"

    fill(office, "0.05", "Page 12", tender_id=made)

    found = office.read(asked_values, made)[KEY]
    assert (found.value, found.source, found.scope) == ("0.05", "Page 12", "tender")
    assert (found.noted_by, found.noted_on) == ("Ana", date(2026, 7, 14))
    assert office.read(asked_of_buyer, buyer)[KEY].value == "0.10"


def test_filling_again_takes_the_place_of_the_old_value(office: Office) -> None:
    made = a_tender(office)

    assert fill(office, "0.05", tender_id=made) == fill(office, "0.06", "Page 13", tender_id=made)

    assert office.read(asked_values, made)[KEY].value == "0.06"


def test_a_value_that_does_not_hold_is_asked_for_again(office: Office) -> None:
    made = a_tender(office)
    office.write(archive_asked_value, fill(office, tender_id=made))

    assert office.read(asked_values, made) == {}


def test_what_was_filled_in_can_be_undone(office: Office) -> None:
    made = a_tender(office)
    fill(office, "0.05", tender_id=made)
    fill(office, "0.06", tender_id=made)

    office.write(undo_last)

    assert office.read(asked_values, made)[KEY].value == "0.05"
    assert verify(office.database) == []


@pytest.mark.parametrize(
    ("value", "source", "failure"),
    [
        ("", "Page 1", ValueMissing),
        ("0.05", " ", SourceMissing),
        ("five", "Page 1", NotAnExactNumber),
        ("-1", "Page 1", NotAnExactNumber),
        ("NaN", "Page 1", NotAnExactNumber),
    ],
)
def test_a_value_is_never_filled_in_silently_or_wrong(
    office: Office, value: str, source: str, failure: type[Exception]
) -> None:
    made = a_tender(office)

    with pytest.raises(failure):
        fill(office, value, source, tender_id=made)

    assert office.read(asked_values, made) == {}


def test_a_value_holds_for_one_tender_or_for_one_buyer(office: Office) -> None:
    with pytest.raises(TenderOrBuyer):
        fill(office)


def test_an_old_tender_keeps_its_rules_and_a_new_one_takes_the_new(office: Office) -> None:
    old, new = a_tender(office), a_tender(office, reference="FI-02-2026")
    put(office, Tender, old, published_on=date(2025, 7, 6))
    put(office, Tender, new, published_on=date(2025, 10, 7))

    before, after = office.read(rules_of, old), office.read(rules_of, new)

    assert [before.procedure("infima_cuantia").yearly_limit, before.procedure("menor_cuantia").id] == [
        Decimal("7212.60"),
        "menor_cuantia",
    ]
    assert after.procedure("infima_cuantia").yearly_limit == 10_000
    assert after.procedure("menor_cuantia") is None
    assert after.penalty_for("late").cap is ASK


def test_a_ready_bid_keeps_its_rules_when_the_profile_changes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = a_possible_bid(office)
    made = detail(office, offer).tender_id
    fill(office, "0.05", tender_id=made)
    office.write(mark_ready, offer)
    before = office.read(rules_of, None, offer)
    changed = dataclasses.replace(load_profile("ec"), version="2027.1", papers=())
    monkeypatch.setattr(profile_queries, "load_profile", lambda _id: changed)
    fill(office, "0.09", "Page 99", tender_id=made)

    assert office.read(rules_of, None, offer) == before
    assert office.read(asked_values, made, offer)[KEY].value == "0.05"
    assert office.read(rules_of, made).version == "2027.1"

    office.write(back_to_draft, offer)
    assert office.read(rules_of, None, offer).version == "2027.1"


def test_bids_of_the_same_rules_share_one_frozen_copy(office: Office) -> None:
    offer = a_possible_bid(office)

    first = office.write(freeze_profile, offer)
    second = office.write(freeze_profile, offer)

    with office.database.reading() as session:
        assert session.query(ProfileSnapshot).count() == 1
    assert first == second
