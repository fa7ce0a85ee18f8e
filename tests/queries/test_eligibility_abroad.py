"""May we bid in Seoul or in Wallonia? The right basis, the proof of the ratio, strict limits, and which staff the buyer counts."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import set_quantity
from sse_desktop.commands.staff_counts import StaffCountData, record_staff_count
from sse_desktop.commands.tender_items import add_lot
from sse_desktop.commands.tenders import LotData
from sse_desktop.domain.clauses import Basis, ClauseKind
from sse_desktop.domain.eligibility_lines import LineState, OurFacts, PaperFact
from sse_desktop.domain.eligibility_who import kind_lines
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.validity import PaperState
from sse_desktop.queries.clauses import tender_clauses
from sse_desktop.store.database import Database
from sse_desktop.store.profiles import load_profile
from tests.bidding import a_bid, a_paper, an_item, detail
from tests.clause_builders import a_clause
from tests.eligible import Cooperative, a_call, asked, filled, line, said, we_are

READY, TO_DO, BLOCKED = LineState.READY, LineState.TO_DO, LineState.BLOCKED


def won(amount: int) -> Money:
    return Money(amount, "KRW")


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def seoul(database: Database) -> Cooperative:
    office = Cooperative(database, profile="kr-seoul")
    we_are(office, supplier_kind="kr.se")
    return office


def wallonia(database: Database) -> Cooperative:
    office = Cooperative(database, profile="be-wal")
    we_are(office, supplier_kind="be.equiv")
    return office


# ---------------------------------------------------------------- Seoul


def test_no_bond_is_asked_for_up_to_fifty_million_won_and_one_won_more_needs_it(database: Database) -> None:
    """Enforcement decree of the Local Contracts Act, art 53: 50,000,000 itself is still without a bond."""
    office = seoul(database)
    at = a_call(office, "nego", value=won(50_000_000), value_with_tax=False)
    found = line(office, at, "guarantee:performance")
    assert (found.state, found.facts["waived"]) == (READY, won(50_000_000))
    assert "up to {waived}" in found.sentence
    above = a_call(office, "nego", value=won(50_000_001), value_with_tax=False, reference="A")
    assert line(office, above, "guarantee:performance").state is TO_DO
    unknown = a_call(office, "nego", reference="U")
    assert "up to" in line(office, unknown, "guarantee:performance").sentence


@pytest.mark.parametrize("procedure", ["sui_2q_special", "sui_2q_small", "qual"])
def test_a_bond_of_a_tenth_goes_with_every_contract_above_fifty_million_won(database: Database, procedure: str) -> None:
    """Enforcement decree of the Local Contracts Act, arts 51 and 53: it does not depend on how the contract came about."""
    office = seoul(database)
    tender = a_call(office, procedure, value=won(100_000_000), value_with_tax=False)
    found = line(office, tender, "guarantee:performance")
    assert (found.state, found.facts["sum"]) == (TO_DO, won(10_000_000))


def test_a_bid_bond_of_a_twentieth_goes_with_a_review_of_qualification(database: Database) -> None:
    """The same decree, art 37."""
    office = seoul(database)
    tender = a_call(office, "qual", value=won(100_000_000), value_with_tax=False)
    assert line(office, tender, "guarantee:bid").facts["sum"] == won(5_000_000)


def test_the_estimate_without_tax_is_compared_and_not_the_budget(database: Database) -> None:
    """Vector 7.1: 90,000,000 with 10 % tax is an estimate of 81,818,182."""
    office = seoul(database)
    made = a_call(office, "sui_2q_special", value=won(90_000_000), value_with_tax=True, value_tax_bp=1000)
    found = line(office, made, "limit")
    assert (found.state, found.facts["amount"]) == (READY, won(81_818_182))
    # 110,000,000 with tax is within 100,000,000 without; one won more of the estimate is not.
    edge = a_call(
        office, "sui_2q_special", value=won(110_000_000), value_with_tax=True, value_tax_bp=1000, reference="E"
    )
    assert line(office, edge, "limit").state is READY
    over = a_call(office, "sui_2q_special", value=won(100_000_001), value_with_tax=False, reference="O")
    assert line(office, over, "limit").state is BLOCKED
    under = a_call(office, "sui_2q_special", value=won(20_000_000), value_with_tax=False, reference="U")
    assert line(office, under, "limit").state is BLOCKED


def test_one_quote_up_to_fifty_million_is_refused_without_the_proof_of_the_ratio(database: Database) -> None:
    """Vector 7.1: the reason names art 30(1)2."""
    office = seoul(database)
    made = a_call(office, "sui_1q_special", value=won(50_000_000), value_with_tax=False)
    assert line(office, made, "who").state is READY
    assert line(office, made, "limit").state is READY
    found = line(office, made, "proof:ratio")
    assert found.state is BLOCKED
    assert "제30조제1항제2호" in said(found)
    assert "제30조제1항제2호" in found.legal_ref
    assert [each.rule for each in asked(office, made).not_taken_on] == ["proof:ratio"]

    a_paper(office, "ratio", facts={"share": "0.29"}, valid_to=date(2026, 12, 31))
    assert line(office, made, "proof:ratio").state is BLOCKED
    a_paper(office, "ratio", facts={"share": "0.30"}, valid_to=date(2027, 1, 31))
    assert line(office, made, "proof:ratio").state is READY
    assert not asked(office, made).not_taken_on


def test_a_ratio_that_nobody_typed_is_to_do(database: Database) -> None:
    office = seoul(database)
    made = a_call(office, "sui_1q_special", value=won(30_000_000), value_with_tax=False)
    a_paper(office, "ratio", valid_to=date(2026, 12, 31))
    assert line(office, made, "proof:ratio").state is TO_DO


def test_a_plain_cooperative_is_not_on_the_list_of_the_decree(database: Database) -> None:
    office = seoul(database)
    we_are(office, supplier_kind="kr.coop")
    made = a_call(office, "sui_1q_special", value=won(30_000_000), value_with_tax=False)
    assert line(office, made, "who").state is BLOCKED
    anyone = a_call(office, "sui_1q_any", value=won(20_000_000), value_with_tax=False, reference="ANY")
    assert line(office, anyone, "who").state is READY
    assert line(office, anyone, "limit").state is READY
    above = a_call(office, "sui_1q_any", value=won(20_000_001), value_with_tax=False, reference="ABOVE")
    assert line(office, above, "limit").state is BLOCKED


def test_a_channel_is_open_only_on_its_days(database: Database) -> None:
    office = seoul(database)
    made = a_call(office, "nego", channel="estore365")
    assert line(office, made, "channel").state is BLOCKED
    assert line(office, a_call(office, "nego", channel="gachi", reference="G"), "channel").state is READY
    assert line(office, a_call(office, "nego", reference="N"), "channel").state is TO_DO


@pytest.mark.parametrize(("published", "state"), [(date(2026, 7, 31), READY), (date(2026, 8, 1), TO_DO)])
def test_a_notice_must_stand_for_the_days_of_the_law(database: Database, published: date, state: LineState) -> None:
    office = seoul(database)
    made = a_call(office, "nego", value=won(99_999_999), value_with_tax=False, published_on=published)
    assert line(office, made, "notice_days").state is state  # ten days below 100,000,000; the deadline is 10 August


# ---------------------------------------------------------------- Wallonia


@pytest.mark.parametrize(("amount", "state"), [("29999.99", READY), ("30000.00", BLOCKED)])
def test_a_small_amount_is_strictly_less_than_thirty_thousand(
    database: Database, amount: str, state: LineState
) -> None:
    """Vector 7.1."""
    office = wallonia(database)
    made = a_call(office, "fm", value=eur(amount), value_with_tax=False)
    assert line(office, made, "limit").state is state


def staff(office: Cooperative, heads: int, target: int, fte: int | None = None, target_fte: int | None = None) -> None:
    data = StaffCountData(
        counted_on=date(2026, 6, 30), heads=heads, target_heads=target, fte_milli=fte, target_fte_milli=target_fte
    )
    office.write(record_staff_count, data)


def a_reserved_lot(office: Cooperative, **more: Any) -> uuid.UUID:
    made = a_call(office, "open", **more)
    office.write(add_lot, made, LotData(code="2", title="Fruit", reserved="res-ws"))
    return made


def test_a_reserved_lot_that_our_bid_leaves_out_does_not_keep_us_from_bidding(database: Database) -> None:
    office = wallonia(database)
    made = a_reserved_lot(office)
    office.write(add_lot, made, LotData(code="1", title="Open to all"))
    for code in ("1", "2"):
        an_item(office, made, lot_code=code)
    staff(office, 20, 1, 20_000, 1_000)
    offer = a_bid(office, made, price=None)
    assert line(office, made, "reserved:2").state is BLOCKED
    left_out = next(each for each in detail(office, offer).lines if each.lot == "2")
    office.write(set_quantity, left_out.id, Quantity(0, left_out.quantity.unit))
    assert [each.rule for each in asked(office, made).lines if each.rule.startswith("reserved")] == []


def test_by_heads_yes_and_by_full_time_no_asks_what_the_buyer_counts(database: Database) -> None:
    """Vector 7.1: 6 of 20 heads are 30 %, 5.9 of 20 full-time equivalents 29.5 %."""
    office = wallonia(database)
    made = a_reserved_lot(office)
    assert line(office, made, "reserved:2").state is TO_DO  # nobody counted
    staff(office, 20, 6, 20_000, 5_900)
    found = line(office, made, "reserved:2")
    assert (found.state, found.ask and found.ask.key) == (TO_DO, "clause.reservation.basis")
    assert "30.00 % by heads, 29.50 % by full-time" in said(found)
    filled(office, made, "clause.reservation.basis", "heads")
    found = line(office, made, "reserved:2")
    assert (found.state, found.legal_ref) == (READY, "L 17-06-2016 art 15")
    filled(office, made, "clause.reservation.basis", "fte")
    assert line(office, made, "reserved:2").state is BLOCKED


def test_what_a_clause_says_goes_before_what_was_noted_and_the_social_step_agrees(database: Database) -> None:
    office = wallonia(database)
    made = a_reserved_lot(office)
    staff(office, 20, 6, 20_000, 5_900)
    filled(office, made, "clause.reservation.basis", "fte")
    assert line(office, made, "reserved:2").state is BLOCKED
    a_clause(office, made, ClauseKind.RESERVATION, parameters={"min_share": "0.3", "basis": "heads"})

    rows = {each.rule: each for each in asked(office, made).lines}
    assert rows["reserved:2" if "reserved:2" in rows else "reserved"].state is READY
    known = asked(office, made).asked["clause.reservation.basis"]
    assert (known.value, known.scope, known.source) == ("heads", "clause", "Clause sociale")
    assert [each.basis for each in office.read(tender_clauses, made)] == [Basis.HEADS]


def test_enough_either_way_needs_no_answer_and_too_little_either_way_blocks(database: Database) -> None:
    office = wallonia(database)
    made = a_reserved_lot(office)
    staff(office, 20, 6, 20_000, 6_000)
    assert line(office, made, "reserved:2").state is READY
    staff(office, 20, 5, 20_000, 5_900)
    found = line(office, made, "reserved:2")
    assert found.state is BLOCKED
    assert "must accept operators equal" in found.advice


def test_heads_alone_do_not_tell_while_nobody_knows_what_counts(database: Database) -> None:
    office = wallonia(database)
    made = a_reserved_lot(office)
    staff(office, 20, 6)
    assert line(office, made, "reserved:2").state is TO_DO


def test_the_newest_paper_about_the_staff_counts_while_nobody_counted(database: Database) -> None:
    office = wallonia(database)
    made = a_reserved_lot(office)
    facts = {"date": "2026-06-01", "heads": "20", "target_heads": "6", "basis": "heads"}
    a_paper(office, "share30", issued_on=date(2026, 6, 2), facts=facts)
    filled(office, made, "clause.reservation.basis", "heads")
    assert line(office, made, "reserved:2").state is READY


def test_a_reservation_for_mission_led_operators_is_confirmed_by_a_person(database: Database) -> None:
    office = wallonia(database)
    made = a_call(office, "open", reserved="res-pub-ser")
    assert line(office, made, "reserved").state is TO_DO
    filled(office, made, "reserved.mission", "no")
    assert line(office, made, "reserved").state is BLOCKED


def test_an_unknown_reservation_is_never_ready(database: Database) -> None:
    office = wallonia(database)
    made = a_call(office, "open", reserved="res-xyz")
    assert line(office, made, "reserved").state is TO_DO


@pytest.mark.parametrize(("amount", "is_needed"), [("215999.99", False), ("216000.00", True)])
def test_a_document_is_needed_only_where_its_condition_holds(database: Database, amount: str, is_needed: bool) -> None:
    office = wallonia(database)
    made = a_call(office, "open", value=eur(amount), value_with_tax=False)
    rules = {each.rule for each in asked(office, made).lines}
    assert ("document:dume" in rules) is is_needed


def test_a_document_whose_condition_nobody_knows_is_asked_for(database: Database) -> None:
    office = wallonia(database)
    made = a_call(office, "open")
    assert line(office, made, "document:dume").state is TO_DO
    filled(office, made, "document.dume", "no")
    assert line(office, made, "document:dume").state is READY


def test_the_limit_of_the_year_of_the_notice_holds(database: Database) -> None:
    """Golden row 16 for Wallonia: the threshold of 2024-25 for an old notice, that of 2026 for a new one."""
    office = wallonia(database)
    office.now = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)
    value = {"value": eur("141000.00"), "value_with_tax": False}
    old = a_call(office, "pnspp", published_on=date(2025, 11, 3), reference="OLD", **value)
    new = a_call(office, "pnspp", reference="NEW", **value)
    assert [line(office, each, "limit").state for each in (old, new)] == [READY, BLOCKED]


def test_a_kind_that_rests_on_another_one_needs_the_proof_of_that() -> None:
    """Only an approved social economy initiative can be an integration enterprise; both approvals are kept as papers."""
    profile = load_profile("be-wal")
    fm = profile.procedure("fm")
    assert fm is not None
    only_ei = replace(fm, who=("be.ei",))
    ours = OurFacts(kinds=("be.ei",))
    lines = {each.rule: each.state for each in kind_lines(profile, ours, only_ei)}
    assert lines == {"kind:be.ies": TO_DO, "proof:agr_ei": TO_DO, "proof:share30": TO_DO}
    held = PaperFact(kind="agr_ies", title="IES", state=PaperState.VALID, has_file=True, day=date(2026, 8, 10))
    proven = OurFacts(kinds=("be.ei",), papers={"agr_ies": held})
    assert "kind:be.ies" not in {each.rule for each in kind_lines(profile, proven, only_ei)}
