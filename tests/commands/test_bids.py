"""A bid is complete, exact and possible before it goes out."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.bid_lines import (
    BidIsFixed,
    OfferBelowZero,
    fill_prices,
    set_price,
    set_quantities,
    set_quantity,
    set_tax,
    set_weeks,
)
from sse_desktop.commands.bid_papers import NotAskedHere, add_annex, choose_paper, leave_choice, remove_annex
from sse_desktop.commands.bids import (
    AfterTheDeadline,
    BidStarted,
    NothingAsked,
    TenderIsDropped,
    add_missing_lines,
    back_to_draft,
    mark_ready,
    new_version,
    override_capacity,
    record_result,
    start_bid,
    submit_bid,
    withdraw_bid,
    withdraw_override,
)
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.tender_items import archive_item, map_item_to_product, set_demand_weeks
from sse_desktop.commands.tenders import drop_tender
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.delivery_plan import WeeksDoNotAddUp
from sse_desktop.domain.lifecycle import BidState, NotAllowedNow
from sse_desktop.domain.money import DifferentCurrencies, Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import DifferentUnits, Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.words import words_agree
from sse_desktop.queries.bids import BidDetail, bid, bids, current_bid
from sse_desktop.queries.capacity import LineNotMapped, LineNotPlanned, ProductWithoutWeight
from sse_desktop.queries.paper_rules import PaperTooLate
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.readiness import (
    CapacityGap,
    NoLongerAsked,
    NothingOffered,
    PaperNotGood,
    PaperWithoutFile,
    PriceMissing,
    QuantityMissing,
    bid_failures,
)
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid, BidLine
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
    put,
)
from tests.builders import TODAY, Office, a_product
from tests.conftest import Databases


@pytest.fixture
def plain_office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    """An office on one kind of database, for rules that don't depend on the kind."""
    office = Office(databases.fresh("plain", tmp_path))
    yield office
    office.database.close()


def detail(office: Office, key: Any) -> BidDetail:
    found: BidDetail = office.read(bid, key)
    return found


def a_possible_bid(office: Office, units: int = 4000, pledged_kg: int = 100, **more: Any) -> Any:
    """A priced bid for fruit of which so many kilos are pledged in each of its four weeks."""
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, pledged_kg))
    made = a_tender(office, **more)
    an_item(office, made, units, product_id=product)
    return a_bid(office, made)


# ---------------------------------------------------------------- starting


def test_a_bid_begins_with_a_line_for_each_item_in_the_buyers_weeks(database: Database) -> None:
    office = Office(database)
    product, made = fruit(office), a_tender(office)
    item = an_item(office, made, 4000, product_id=product)
    an_item(office, made, None, description="Orange")
    plan = {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[3]: Quantity.of(3000, "unit")}
    office.write(set_demand_weeks, item, plan)

    offer = detail(office, office.write(start_bid, made))

    first, second = offer.lines
    assert (offer.version, offer.state, offer.currency, offer.total) == (1, BidState.DRAFT, "USD", Money(0, "USD"))
    assert (first.product_id, first.quantity, first.plan, first.plan_is_typed) == (
        product,
        Quantity.of(4000, "unit"),
        plan,
        True,
    )
    assert (second.quantity, second.plan, second.price) == (Quantity(0, "unit"), {}, None)
    assert office.read(current_bid, made) == offer.id
    assert verify(database) == []


def test_without_the_buyers_weeks_a_line_is_due_evenly(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, 4001)

    [line] = lines_of(office, office.write(start_bid, made))

    assert [part.milli // 1000 for part in line.plan.values()] == [1001, 1000, 1000, 1000]
    assert not line.plan_is_typed


@pytest.mark.parametrize("procedure", ["feria_inclusiva", "FERIA INCLUSIVA"])
def test_where_the_buyer_sets_the_price_the_bid_takes_it_over(database: Database, procedure: str) -> None:
    office = Office(database)
    fair = a_tender(office, procedure=procedure)
    auction = a_tender(office, procedure="subasta_inversa", reference="SIE-1")
    for made in (fair, auction):
        an_item(office, made, 336_264, price=Decimal("0.15"))

    [given_price], [own_price] = (lines_of(office, office.write(start_bid, made)) for made in (fair, auction))

    assert (given_price.price, own_price.price) == (UnitPrice.of("0.15", "USD"), None)
    assert own_price.buyer_price == UnitPrice.of("0.15", "USD")


def test_a_tender_has_one_bid_in_versions(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    with pytest.raises(NothingAsked):
        office.write(start_bid, made)
    an_item(office, made)
    office.write(start_bid, made)

    with pytest.raises(BidStarted):
        office.write(start_bid, made)


def test_nobody_bids_for_a_dropped_tender(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    office.write(drop_tender, made, "Too far away")

    with pytest.raises(TenderIsDropped):
        office.write(start_bid, made)


# ---------------------------------------------------------------- totals


@pytest.mark.parametrize(
    ("quantity", "price", "total"),
    [(336_264, "0.15", "50439.60"), (64_785, "7.40", "479409.00"), (1_002_536, "0.08", "80202.88")],
)
def test_real_contracts_come_out_to_the_cent(database: Database, quantity: int, price: str, total: str) -> None:
    """Golden row 2 of the Ecuador study."""
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, quantity)

    offer = detail(office, a_bid(office, made, price))

    assert offer.total == Money.of(total, "USD")
    assert offer.words is not None
    assert words_agree(offer.words, offer.total, "es")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**9)), min_size=1, max_size=5))
def test_the_total_is_the_sum_of_the_lines_each_rounded_once(
    plain_office: Office, lines: list[tuple[int, int]]
) -> None:
    office = plain_office
    made = a_tender(office)
    for number, (milli, _) in enumerate(lines):
        an_item(office, made, str(Decimal(milli) / 1000), description=f"Line {number}")
    offer = office.write(start_bid, made)
    for row, (_, micros) in zip(lines_of(office, offer), lines, strict=True):
        office.write(set_price, row.id, UnitPrice(micros, "USD"))

    found = detail(office, offer)

    # Half up, at the last step, by plain fractions: milli x micros is 10^-9 dollars, 10^7 of them a cent.
    expected = [(milli * micros + 5 * 10**6) // 10**7 for milli, micros in lines]
    assert [line.total.minor for line in found.lines if line.total] == expected
    assert found.total == sum_money((Money(cents, "USD") for cents in expected), "USD")
    assert found.words is not None
    assert words_agree(found.words, found.total, "es")


def test_words_come_only_with_the_last_price(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, 10)
    an_item(office, made, 20, description="Orange")
    offer = office.write(start_bid, made)
    first, second = lines_of(office, offer)

    office.write(set_price, first.id, UnitPrice.of(2, "USD"))
    assert (detail(office, offer).unpriced, detail(office, offer).words) == (1, None)
    assert office.read(bids)[0].unpriced == 1
    office.write(set_price, second.id, UnitPrice.of(0, "USD"))
    assert (detail(office, offer).total, detail(office, offer).is_priced) == (Money.of(20, "USD"), True)
    assert office.read(bids)[0].total == Money.of(20, "USD")


def test_tax_is_reckoned_once_for_each_rate(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    for name in "abc":
        an_item(office, made, 1, description=name)
    offer = a_bid(office, made, "0.33")
    for line in lines_of(office, offer)[:2]:
        office.write(set_tax, line.id, 1500)

    # 15 % of 0.66 is 0.099; of each 0.33 it would be 0.05.
    assert (detail(office, offer).total, detail(office, offer).tax) == (Money(99, "USD"), Money(10, "USD"))


def test_a_stored_price_never_overwrites_a_typed_one(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    earlier = a_tender(office)
    an_item(office, earlier, 10, product_id=product)
    a_bid(office, earlier, "0.11")
    made = a_tender(office, reference="FI-2")
    an_item(office, made, 10, product_id=product)
    an_item(office, made, 10, description="By the buyer", product_id=product, price=Decimal("0.20"))
    an_item(office, made, 10, description="Typed", product_id=product, price=Decimal("0.30"))
    an_item(office, made, 10, description="Unknown")
    offer = office.write(start_bid, made)
    office.write(set_price, lines_of(office, offer)[2].id, UnitPrice.of("0.25", "USD"))

    filled = office.write(fill_prices, offer)

    prices = [line.price.amount if line.price else None for line in lines_of(office, offer)]
    assert (filled, prices) == (2, [Decimal("0.11"), Decimal("0.20"), Decimal("0.25"), None])


def test_a_price_is_in_the_currency_of_the_bid_and_not_negative(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made)
    [line] = lines_of(office, office.write(start_bid, made))

    with pytest.raises(DifferentCurrencies):
        office.write(set_price, line.id, UnitPrice.of(1, "EUR"))
    with pytest.raises(OfferBelowZero):
        office.write(set_price, line.id, UnitPrice(-1, "USD"))
    with pytest.raises(OfferBelowZero):
        office.write(set_tax, line.id, -1)


# ---------------------------------------------------------------- quantities and weeks


def test_another_quantity_keeps_the_rhythm_of_the_weeks_exactly(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[2]: Quantity.of(3000, "unit")})

    office.write(set_quantity, line.id, Quantity.of(1001, "unit"))

    [line] = lines_of(office, offer)
    assert line.plan == {WEEKS[0]: Quantity.of(250, "unit"), WEEKS[2]: Quantity.of(751, "unit")}


def test_weeks_that_do_not_add_up_to_the_line_are_refused(database: Database) -> None:
    office = Office(database)
    [line] = lines_of(office, a_possible_bid(office))

    with pytest.raises(WeeksDoNotAddUp):
        office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(3999, "unit")})
    with pytest.raises(DifferentUnits):
        office.write(set_quantity, line.id, Quantity.of(4000, "kg"))
    with pytest.raises(OfferBelowZero):
        office.write(set_quantity, line.id, Quantity.of(-1, "unit"))


def test_several_quantities_are_one_change(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    for name in "ab":
        an_item(office, made, 10, description=name)
    offer = a_bid(office, made)
    one, other = (line.id for line in lines_of(office, offer))

    with pytest.raises(OfferBelowZero):
        office.write(set_quantities, {one: Quantity.of(5, "unit"), other: Quantity.of(-5, "unit")})
    assert [line.quantity for line in lines_of(office, offer)] == [Quantity.of(10, "unit")] * 2
    office.write(set_quantities, {one: Quantity.of(5, "unit"), other: Quantity.of(6, "unit")})

    assert [line.quantity for line in lines_of(office, offer)] == [Quantity.of(5, "unit"), Quantity.of(6, "unit")]


def test_the_same_quantity_again_keeps_an_override(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)
    office.write(override_capacity, offer, "We buy")
    [line] = lines_of(office, offer)

    office.write(set_quantity, line.id, line.quantity)

    assert detail(office, offer).override_by == "Ana"


# ---------------------------------------------------------------- ready


def test_a_complete_possible_bid_becomes_ready_and_is_then_fixed(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)

    office.write(mark_ready, offer)

    [line] = lines_of(office, offer)
    changes: list[tuple[Any, ...]] = [
        (set_price, line.id, None),
        (set_quantity, line.id, Quantity.of(1, "unit")),
        (set_weeks, line.id, {}),
        (override_capacity, offer, "why"),
    ]
    for change in changes:
        with pytest.raises(BidIsFixed):
            office.write(*change)
    office.write(back_to_draft, offer)
    office.write(set_price, line.id, None)


def test_weeks_that_no_longer_add_up_keep_a_bid_from_being_ready(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[3]: Quantity.of(3000, "unit")})
    put(office, BidLine, line.id, quantity_milli=3_000_000)

    with pytest.raises(WeeksDoNotAddUp):
        office.write(mark_ready, offer)


def test_a_missing_price_or_quantity_keeps_a_bid_from_being_ready(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)

    office.write(set_price, line.id, None)
    with pytest.raises(PriceMissing):
        office.write(mark_ready, offer)
    office.write(set_price, line.id, UnitPrice.of(1, "USD"))
    office.write(set_quantity, line.id, Quantity(0, "unit"))
    with pytest.raises(NothingOffered):
        office.write(mark_ready, offer)


def test_a_line_we_do_not_offer_needs_no_price_but_an_unknown_quantity_must_be_typed(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = detail(office, offer).tender_id
    an_item(office, made, 500, description="Orange")
    unknown = an_item(office, made, None, description="Apple")
    assert office.write(add_missing_lines, offer) == 2
    assert office.write(add_missing_lines, offer) == 0
    _, orange, _ = lines_of(office, offer)

    with pytest.raises(PriceMissing):
        office.write(mark_ready, offer)
    office.write(set_quantity, orange.id, Quantity(0, "unit"))
    with pytest.raises(QuantityMissing):
        office.write(mark_ready, offer)
    office.write(archive_item, unknown)
    office.write(mark_ready, offer)

    found = detail(office, offer)
    assert ([line.description for line in found.offered], found.unpriced) == (["Granadilla"], 0)
    assert found.words is not None


def test_what_the_buyer_took_out_is_not_offered(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    [line] = lines_of(office, offer)
    office.write(archive_item, line.tender_item_id)

    with pytest.raises(NoLongerAsked):
        office.write(mark_ready, offer)


def test_a_promise_above_capacity_is_blocked_with_the_week_and_the_gap(database: Database) -> None:
    """Golden row 6: 100 kg a week are due and 90 kg a week are pledged, so the first week lacks 10 kg."""
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)

    with pytest.raises(CapacityGap) as refused:
        office.write(mark_ready, offer)

    assert refused.value.facts == {"week": "2026-W36", "gap": Quantity.of(10, "kg"), "product": "Granadilla"}
    assert detail(office, offer).state is BidState.DRAFT


def test_only_the_president_takes_a_gap_on_and_says_why(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)

    office.role, office.name = Role.SECRETARY, "Rosa"
    with pytest.raises(NotAllowed):
        office.write(override_capacity, offer, "We buy from a sister cooperative")
    office.role, office.name = Role.PRESIDENT, "Luz"
    with pytest.raises(ReasonMissing):
        office.write(override_capacity, offer, " ")
    office.write(override_capacity, offer, "We buy from a sister cooperative")
    office.write(mark_ready, offer)

    found = detail(office, offer)
    assert (found.override_by, found.override_reason, found.override_at) == (
        "Luz",
        "We buy from a sister cooperative",
        office.now,
    )
    assert found.state is BidState.READY


@pytest.mark.parametrize("change", ["quantity", "weeks", "product", "withdrawn"])
def test_another_promise_needs_another_override(database: Database, change: str) -> None:
    office = Office(database)
    offer = a_possible_bid(office, pledged_kg=90)
    office.write(override_capacity, offer, "We buy")
    [line] = lines_of(office, offer)

    match change:
        case "quantity":
            office.write(set_quantity, line.id, Quantity.of(5000, "unit"))
        case "weeks":
            office.write(set_weeks, line.id, {WEEKS[0]: Quantity.of(4000, "unit")})
        case "product":
            office.write(map_item_to_product, line.tender_item_id, fruit(office, "NAR", "Naranja"))
        case _:
            office.write(withdraw_override, offer)

    assert detail(office, offer).override_by == ""
    with pytest.raises(CapacityGap):
        office.write(mark_ready, offer)


def test_what_cannot_be_reckoned_blocks_even_with_an_override(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    item = an_item(office, made)
    offer = a_bid(office, made)
    office.write(override_capacity, offer, "We buy")

    with pytest.raises(LineNotMapped):
        office.write(mark_ready, offer)
    office.write(map_item_to_product, item, a_product(office, "UVI", "Uvilla"))
    office.write(override_capacity, offer, "We buy")
    with pytest.raises(ProductWithoutWeight):
        office.write(mark_ready, offer)


def test_without_a_delivery_period_or_weeks_nobody_knows_the_capacity(database: Database) -> None:
    office = Office(database)
    with pytest.raises(LineNotPlanned):
        office.write(mark_ready, a_possible_bid(office, delivery_to=None))


# ---------------------------------------------------------------- papers


def with_paper_asked(office: Office, **more: Any) -> tuple[Any, Any, Any]:
    offer = a_possible_bid(office)
    made = detail(office, offer).tender_id
    return offer, made, a_requirement(office, made, **more)


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
