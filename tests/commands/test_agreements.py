"""Contributions are valued exactly and stay; targets count what was accepted in their year, to the cent."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.commands.acceptances import Rejection
from sse_desktop.commands.agreements import (
    AgreementData,
    AgreementReversed,
    ContributionData,
    NothingContributed,
    ValueMissing,
    archive_agreement,
    change_agreement,
    void_contribution,
)
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.purchase_targets import (
    GoalMissing,
    NotAGoal,
    NotAYear,
    PublishedWithoutSource,
    PurchaseTargetData,
    TargetExists,
    add_purchase_target,
    archive_purchase_target,
    change_purchase_target,
)
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.agreements import agreements, contributions, side_years
from sse_desktop.queries.contracts import contracts
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.purchase_targets import purchase_targets, sale_entries
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import a_paper
from tests.builders import TODAY, Office
from tests.commands.sales import Sale
from tests.partnering import a_contribution, a_partner, an_agreement

USD = "USD"


def usd(amount: str) -> Money:
    return Money.of(Decimal(amount), USD)


def an_alliance(office: Office) -> uuid.UUID:
    return an_agreement(office, a_partner(office, "Canton", kind=PartnerKind.LOCAL_GOVERNMENT))


# ---------------------------------------------------------------- contributions


def test_a_contribution_in_kind_is_quantity_times_the_value_of_one(database: Database) -> None:
    office = Office(database)
    agreement = an_alliance(office)
    paper = a_paper(office, title="Delivery slip")
    a_contribution(
        office, agreement, quantity=Quantity.of("12.5", "h"), one=UnitPrice.of("8.333333", USD),
        valued_by="Price list", paper_id=paper,
    )  # fmt: skip
    a_contribution(office, agreement, by_us=True, what="Fee", amount=usd("40.00"))
    a_contribution(office, agreement, given_on=date(2025, 12, 31), amount=usd("100"))

    rows = office.read(contributions, agreement)

    kind = next(row for row in rows if row.in_kind)
    assert (kind.value, kind.quantity, kind.paper) == (usd("104.17"), Quantity.of("12.5", "h"), "Delivery slip")
    assert kind.one == UnitPrice.of("8.333333", USD)
    [whole] = office.read(agreements, search="canton alliance")
    assert (whole.ours, whole.theirs, whole.mixed) == (usd("40"), usd("204.17"), False)
    assert [(one.year, one.by_us, one.in_money, one.in_kind, one.total) for one in side_years(rows)] == [
        (2026, True, usd("40"), usd("0"), usd("40")),
        (2026, False, usd("0"), usd("104.17"), usd("104.17")),
        (2025, False, usd("100"), usd("0"), usd("100")),
    ]
    assert verify(database) == []


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_value_in_kind_is_rounded_once_and_half_up(milli: int, micros: int) -> None:
    data = ContributionData(
        given_on=TODAY, by_us=True, what="Help", quantity=Quantity(milli, "h"), one=UnitPrice(micros, USD)
    )

    exact = Decimal(milli) * Decimal(micros) / 10**9 * 100
    assert data.value == Money(int(exact + Decimal("0.5")), USD)


def test_a_void_contribution_counts_no_more_and_keeps_its_reason(database: Database) -> None:
    office = Office(database)
    agreement = an_alliance(office)
    given = a_contribution(office, agreement, amount=usd("100"))
    with pytest.raises(ReasonMissing):
        office.write(void_contribution, given, "")

    office.write(void_contribution, given, "Was not paid")

    [row] = office.read(contributions, agreement)
    assert (row.voided, office.read(agreements)[0].theirs) == ("Was not paid", usd("0"))
    assert side_years([row]) == []
    with pytest.raises(AlreadyVoided):
        office.write(void_contribution, given, "again")


def test_amounts_in_another_currency_stand_apart(plain_office: Office) -> None:
    agreement = an_alliance(plain_office)
    a_contribution(plain_office, agreement, amount=Money(5000, "EUR"))

    [row] = plain_office.read(agreements)
    assert (row.theirs, row.mixed) == (usd("0"), True)


@pytest.mark.parametrize(
    ("wrong", "failure"),
    [
        ({"what": " ", "amount": Money(1, USD)}, NameMissing),
        ({}, ValueMissing),
        ({"quantity": Quantity.of(1, "h")}, ValueMissing),
        ({"amount": Money(0, USD)}, NothingContributed),
        ({"quantity": Quantity.of(1, "h"), "one": UnitPrice(1, USD)}, NothingContributed),
    ],
)
def test_a_contribution_without_value_is_refused(
    plain_office: Office, wrong: dict[str, Any], failure: type[Exception]
) -> None:
    agreement = an_alliance(plain_office)

    with pytest.raises(failure):
        a_contribution(plain_office, agreement, **wrong)
    assert plain_office.read(contributions, agreement) == []


def test_an_agreement_is_changed_and_archived(plain_office: Office) -> None:
    agreement = an_alliance(plain_office)
    [row] = plain_office.read(agreements)
    with pytest.raises(NameMissing):
        plain_office.write(change_agreement, agreement, AgreementData(partner_id=row.partner_id, title=""))
    days: dict[str, Any] = {"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}
    with pytest.raises(AgreementReversed):
        plain_office.write(change_agreement, agreement, AgreementData(partner_id=row.partner_id, title="A", **days))

    running = AgreementData(partner_id=row.partner_id, title="Fair", starts_on=TODAY, ends_on=TODAY)
    plain_office.write(change_agreement, agreement, running, row.stamps)
    [row] = plain_office.read(agreements, search="fair")
    assert [row.is_running(TODAY + timedelta(days=days)) for days in (-1, 0, 1)] == [False, True, False]
    plain_office.write(archive_agreement, agreement)
    assert plain_office.read(agreements) == []
    assert len(plain_office.read(agreements, archived=True)) == 1


# ---------------------------------------------------------------- targets


def test_our_sales_of_a_year_are_what_the_buyer_accepted_in_it(database: Database) -> None:
    sale = Sale(database, price="0.333333")
    sale.weigh(0, 500_000)
    first, second = sale.send(100), sale.send(51, school=1)
    for sent in (first, second):
        row = sale.read(delivery, sent.id)
        rejected = Quantity.of(1, "unit") if sent is second else None
        words = [Rejection(delivery_line_id=row.lines[0].id, quantity=rejected, reason="broken")] if rejected else []
        sale.accept(sent.id, *words)
    sale.write(add_purchase_target, PurchaseTargetData(buyer_id=sale.buyer, year=2026, goal=usd("500")))

    entries = sale.read(sale_entries, sale.buyer, 2026)
    [row] = sale.read(purchase_targets)

    assert [(one.accepted, one.school) for one in entries] == [
        (Quantity.of(100, "unit"), "School 99H00001"),
        (Quantity.of(50, "unit"), "School 99H00002"),
    ]
    # 150 × 0.333333 = 49.99995, rounded once for the line; the entries share it.
    assert [one.amount for one in entries] == [usd("33.33"), usd("16.67")]
    assert row.sales == usd("50.00") == sale.read(contracts)[0].accepted
    assert (row.our_share_bp, row.left, row.goal_amount) == (1000, None, usd("500"))
    assert sale.read(sale_entries, sale.buyer, 2025) == []
    assert sale.read(sale_entries, sale.buyer, 2026, "EUR") == []


def test_what_is_left_follows_from_what_the_buyer_published(database: Database) -> None:
    sale = Sale(database)
    data = PurchaseTargetData(
        buyer_id=sale.buyer, year=2026, goal_share_bp=500, all_purchases=usd("1000000.10"), reached=usd("20000"),
        reached_on=TODAY, source="Yearly report, page 4",
    )  # fmt: skip
    made = sale.write(add_purchase_target, data)

    [row] = sale.read(purchase_targets, year=2026, search="buyer report")
    assert (row.goal_amount, row.left, row.reached_share_bp) == (usd("50000.01"), usd("30000.01"), 200)
    beyond = PurchaseTargetData(
        buyer_id=sale.buyer, year=2026, goal=usd("10"), reached=usd("20"), reached_on=TODAY, source="x"
    )
    sale.write(change_purchase_target, made, beyond, row.stamps)
    assert sale.read(purchase_targets)[0].left == usd("0")
    assert sale.read(purchase_targets, year=2025) == []


def test_a_buyer_has_one_target_a_year_and_an_archived_one_is_taken_up_again(database: Database) -> None:
    sale = Sale(database)
    data = PurchaseTargetData(buyer_id=sale.buyer, year=2026, goal_share_bp=500)
    made = sale.write(add_purchase_target, data)
    other = sale.write(add_purchase_target, PurchaseTargetData(buyer_id=sale.buyer, year=2027, goal_share_bp=600))
    with pytest.raises(TargetExists):
        sale.write(add_purchase_target, data)
    with pytest.raises(TargetExists):
        sale.write(change_purchase_target, other, data)

    sale.write(archive_purchase_target, made)
    assert [row.year for row in sale.read(purchase_targets)] == [2027]
    assert (
        sale.write(add_purchase_target, PurchaseTargetData(buyer_id=sale.buyer, year=2026, goal_share_bp=700)) == made
    )
    assert [row.goal_share_bp for row in sale.read(purchase_targets)] == [600, 700]
    assert verify(database) == []


@pytest.mark.parametrize(
    ("wrong", "failure"),
    [
        ({"goal": None}, GoalMissing),
        ({"year": 26}, NotAYear),
        ({"goal_share_bp": 10_001}, NotAGoal),
        ({"goal": Money(-1, USD)}, NotAGoal),
        ({"reached": Money(1, USD)}, PublishedWithoutSource),
        ({"reached": Money(1, USD), "reached_on": TODAY}, PublishedWithoutSource),
    ],
)
def test_a_target_that_cannot_be_is_refused(
    plain_office: Office, wrong: dict[str, Any], failure: type[Exception]
) -> None:
    sale_buyer = uuid.uuid4()
    data: dict[str, Any] = {"buyer_id": sale_buyer, "year": 2026, "goal": Money(1, USD)}

    with pytest.raises(failure):
        plain_office.write(add_purchase_target, PurchaseTargetData(**(data | wrong)))
    assert plain_office.read(purchase_targets) == []
