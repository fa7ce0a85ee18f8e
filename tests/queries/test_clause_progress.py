"""Clauses that run: what is done, claimed, accepted and at stake; and what the rules of the country set."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.asked_values import AskedInput, fill_asked_value
from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.clause_progress import (
    AcceptanceData,
    HoursData,
    PaymentData,
    record_acceptance,
    record_payment,
    set_hours,
)
from sse_desktop.commands.clauses import ClauseData, archive_clause, change_clause, promise
from sse_desktop.commands.tender_items import add_lot
from sse_desktop.commands.tenders import LotData
from sse_desktop.domain.clauses import ClauseKind, Exposure, exposure
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.queries.clause_progress import hours_grid, running_clause, running_clauses
from sse_desktop.queries.clause_rules import ClauseRules
from sse_desktop.queries.clauses import Known, tender_clauses, values_of
from sse_desktop.queries.today import today_items
from sse_desktop.store.database import Database
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import TenderItem
from tests.bidding import a_bid, a_possible_bid, a_tender, an_item, detail, put
from tests.builders import NOW, TODAY, Office
from tests.clause_builders import FLEXIBLE, a_clause, a_trainee, won


def a_running_clause(office: Office, **more: Any) -> Any:
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id, **more)
    office.write(promise, offer, made, {"hours": "400"})
    won(office, offer)
    return made


def in_lots(office: Office, offer: Any) -> tuple[Any, Any]:
    """Put the lines of a bid into two lots, the first line into the first one; return the lots."""
    found = detail(office, offer)
    ours, other = (office.write(add_lot, found.tender_id, LotData(code=code)) for code in ("L1", "L2"))
    for number, line in enumerate(found.lines):
        assert line.tender_item_id is not None
        put(office, TenderItem, line.tender_item_id, tender_lot_id=other if number else ours)
    return ours, other


def test_a_clause_of_a_lot_in_which_we_offered_nothing_does_not_run(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    tender = detail(office, offer).tender_id
    ours, other = in_lots(office, offer)
    for lot, title in ((ours, "Ours"), (other, "Theirs"), (None, "Of all")):
        made = a_clause(office, tender, ClauseKind.TRAINING, title=title, tender_lot_id=lot)
        office.write(promise, offer, made, {"hours": "400"})
    won(office, offer)
    assert {each.row.title for each in office.read(running_clauses, TODAY)} == {"Ours", "Of all"}


def test_the_offer_that_a_clause_of_a_lot_counts_is_that_of_the_lot(database: Database) -> None:
    """4,000 × 0.15 = 600 in the first lot, 1,000 × 0.20 = 200 in the second, 800 in all."""
    office = Office(database)
    tender = a_tender(office)
    for units in (4000, 1000):
        an_item(office, tender, units)
    offer = a_bid(office, tender)
    office.write(set_price, detail(office, offer).lines[1].id, UnitPrice.of("0.20", "USD"))
    asked = {name: value for name, value in FLEXIBLE.items() if name != "offer_amount"}
    for lot in (*in_lots(office, offer), None):
        a_clause(office, tender, parameters=asked, tender_lot_id=lot)
    whole = detail(office, offer).total
    rows = office.read(tender_clauses, tender, bid_id=offer, offer=whole)
    assert [row.figures["offer_amount"] for row in rows] == [600, 200, 800]


def test_only_clauses_of_bids_that_were_won_run(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    an_item(office, tender)
    a_clause(office, tender)
    assert office.read(running_clauses, TODAY) == []
    made = a_running_clause(office)
    assert [row.id for row in office.read(running_clauses, TODAY)] == [made]
    office.write(archive_clause, made)
    assert office.read(running_clauses, TODAY) == []


def test_what_is_done_claimed_accepted_and_at_stake_stand_beside_each_other(database: Database) -> None:
    office = Office(database)
    made = a_running_clause(office, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    trainee = a_trainee(office)
    days = [TODAY - timedelta(days=back) for back in range(25)]
    office.write(set_hours, made, [HoursData(trainee_id=trainee, on=day, hours_milli=8000) for day in days])
    office.write(record_payment, made, PaymentData(on=TODAY, amount=Money.of("5000", "USD")))
    imposed = Money.of("200", "USD")
    office.write(
        record_acceptance, made, AcceptanceData(period_end=date(2026, 6, 30), accepted_bp=5000, imposed=imposed)
    )

    row = office.read(running_clause, made, TODAY)

    assert (row.hours, row.paid) == (Decimal(200), Money.of("5000", "USD"))
    assert (row.claimed_bp, row.accepted_bp, row.accepted_on) == (7500, 5000, date(2026, 6, 30))
    assert row.exposure == Exposure(Money.of("1250", "USD"), is_total=False)
    assert row.exposure_accepted == Exposure(Money.of("2500", "USD"), is_total=False)
    assert row.imposed == imposed
    assert row.next_report == date(2026, 12, 31)


def test_a_report_that_was_not_accepted_stays_due(database: Database) -> None:
    office = Office(database)
    made = a_running_clause(office, starts_on=date(2025, 1, 1))
    assert office.read(running_clause, made, TODAY).next_report == date(2025, 6, 30)


def test_below_the_threshold_all_is_at_stake_and_unknown_values_are_no_figure(database: Database) -> None:
    office = Office(database)
    made = a_running_clause(office)
    assert office.read(running_clause, made, TODAY).exposure == Exposure(Money.of("7500", "USD"), is_total=True)
    data = ClauseData(kind=ClauseKind.FLEXIBLE, title="C", parameters={"hours_required": "400"})
    office.write(change_clause, made, data)
    row = office.read(running_clause, made, TODAY)
    assert (row.claimed_bp, row.exposure, row.next_report) == (None, None, None)


def test_the_grid_shows_trainees_under_contract_and_all_with_hours(database: Database) -> None:
    office = Office(database)
    made, week = a_running_clause(office), Week.of(TODAY)
    old = a_trainee(office, "Old Demo", contract_to=TODAY - timedelta(days=30))
    now = a_trainee(office, "Now Demo")
    office.write(set_hours, made, [HoursData(trainee_id=now, on=TODAY, hours_milli=7500)])

    rows = office.read(hours_grid, made, week)

    assert [(row.trainee.id, row.by_day) for row in rows] == [(now, {TODAY: 7500})]
    before = office.read(hours_grid, made, week + -5)
    assert {row.trainee.id for row in before} == {old, now}


def test_reports_and_what_is_at_stake_are_due_today(database: Database) -> None:
    office = Office(database)
    near, far = TODAY + timedelta(days=20), TODAY + timedelta(days=200)
    made = a_running_clause(office, starts_on=TODAY - timedelta(days=100), ends_on=near)

    items = [item for item in office.read(today_items, NOW) if item.page == "clauses"]
    assert [(item.kind, item.state, item.on, item.record) for item in items] == [
        ("clause_report", "to_do", near, made),
        ("clause_exposure", "to_do", near, made),
    ]
    data = ClauseData(kind=ClauseKind.FLEXIBLE, title="C", parameters=FLEXIBLE, starts_on=TODAY, ends_on=far)
    office.write(change_clause, made, data)
    assert [item for item in office.read(today_items, NOW) if item.page == "clauses"] == []
    late = ClauseData(kind=ClauseKind.FLEXIBLE, title="C", parameters=FLEXIBLE, starts_on=date(2025, 1, 1))
    office.write(change_clause, made, late)
    items = [item for item in office.read(today_items, NOW) if item.page == "clauses"]
    assert [(item.kind, item.state) for item in items] == [("clause_report", "blocked")]


# ---------------------------------------------------------------- the rules of the country


def in_wallonia(office: Office) -> None:
    with office.database.reading() as session:
        key = session.scalars(sa.select(Cooperative.id)).one()
    put(office, Cooperative, key, profile_id="be-wal")


def test_the_rules_of_wallonia_fix_the_share_and_what_the_buyer_sets_is_read_from_what_was_noted(
    database: Database,
) -> None:
    office = Office(database)
    in_wallonia(office)
    tender = a_tender(office)
    a_clause(office, tender, ClauseKind.RESERVATION, parameters={})
    a_clause(office, tender, parameters={"hours_required": "300"})
    noted = {"hours_required": "400", "subcontract_pct": "0.10"}
    for name, value in noted.items():
        asked = AskedInput(key=f"clause.flexible.{name}", value=value, source="CSC p. 21", tender_id=tender)
        office.write(fill_asked_value, asked)

    reserved, flexible = office.read(tender_clauses, tender)

    known = {value.parameter.name: (value.text, value.known) for value in (*reserved.values, *flexible.values)}
    assert known["min_share"] == ("0.30", Known.RULES)
    assert known["hours_required"] == ("300", Known.TYPED)  # what stands in the clause itself goes first
    assert known["subcontract_pct"] == ("0.10", Known.BUYER)
    assert known["total_fail"] == ("", Known.NOT)
    assert (reserved.terms.equivalent, flexible.terms.months) == (True, 6)
    assert flexible.terms.evidence == ("annex3", "annex4", "daily_list", "sub_contract")
    assert (flexible.legal_ref, reserved.legal_ref) == ("L 17-06-2016 art 87", "L 17-06-2016 art 15")


def test_a_country_without_such_a_rule_uses_our_own_reading(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    a_clause(office, tender)
    [row] = office.read(tender_clauses, tender)
    assert (row.terms.is_known, row.terms.months, row.terms.evidence) == (False, 6, ())


def test_ten_days_late_in_korea_cost_eighty_thousand_by_the_rule_of_the_profile() -> None:
    rule = load_profile("kr-seoul").latest().penalty_for("goods")
    assert rule is not None
    assert rule.late is not None
    values = {"base": Decimal(10_000_000), "days": Decimal(10), "rate": Decimal(str(rule.rate))}
    assert exposure(rule.late.text, Fraction(0), values, "KRW", total_fail=None).amount == Money(80_000, "KRW")


@pytest.mark.parametrize(
    ("kind", "name", "text", "is_good"),
    [
        (ClauseKind.FLEXIBLE, "subcontract_pct", "0.10", True),
        (ClauseKind.FLEXIBLE, "subcontract_pct", "10", False),
        (ClauseKind.FLEXIBLE, "hours_required", "many", False),
        (ClauseKind.FLEXIBLE, "clause_item", "-1", False),
        (ClauseKind.RESERVATION, "counted_on", "2026-03-31", True),
        (ClauseKind.RESERVATION, "counted_on", "in March", False),
        (ClauseKind.RESERVATION, "equivalent", "as it is", True),
    ],
)
def test_what_was_noted_elsewhere_is_taken_only_when_it_can_be_read(
    kind: ClauseKind, name: str, text: str, is_good: bool
) -> None:
    rules = ClauseRules((), {f"clause.{kind.value}.{name}": text})
    found = {value.parameter.name: value.text for value in values_of(kind, {}, rules, None)}
    assert found[name] == (text if is_good else "")
