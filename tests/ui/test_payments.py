"""From the buyer's payment to every family as the treasurer does it: receipts, ageing, settlement, statements, voiding."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.domain.money import Money
from sse_desktop.queries.receipts import receipts
from sse_desktop.queries.settlements import deduction_rules, families, settlements
from sse_desktop.ui.ageing import AgeingPage
from sse_desktop.ui.context import Context
from sse_desktop.ui.deduction_rules import DeductionRulesPage
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.receipts import ReceiptsPage
from sse_desktop.ui.settlement_desk import SettlementDesk
from sse_desktop.ui.settlement_families import StatementsPage
from sse_desktop.ui.settlement_origins import OriginsSheet
from sse_desktop.ui.settlement_progress import ProgressSheet
from sse_desktop.ui.settlements import SettlementsPage
from sse_desktop.workspace import Workspace
from tests.ui.acting import answer, panel_of, press, sheet_of, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.selling import PLACES, Shop, open_shop, rows_of


@pytest.fixture
def shop(workspace: Workspace, context: Context, settle: Settle) -> Shop:
    """Fruit of two families, worth 90.00 and accepted."""
    made = open_shop(workspace, context)
    made.weigh(40_000, 20_000)
    made.accept(made.send(600).id)
    settle()
    return made


@pytest.fixture
def house(shop: Shop, make_house: MakeHouse) -> House:
    del shop
    return make_house(*PLACES)


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


# ---------------------------------------------------------------- money received


def test_a_receipt_of_sixty_percent_is_typed_and_waits_to_be_shared(house: House, shop: Shop, settle: Settle) -> None:
    house.go("receipts")
    settle()
    page = house.page
    assert isinstance(page, ReceiptsPage)

    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    panel = panel_of(page)
    assert "$90.00 of $90.00 are unpaid" in panel.form.fields["contract"].message.text()
    type_into(panel.form.fields["amount"], "54")
    QTest.keyClick(panel.form.fields["amount"].editor, Qt.Key.Key_Return)
    settle()

    assert [(row.amount, row.settlement) for row in shop.workspace.read(receipts)] == [(usd("54"), "")]
    assert page.totals.text() == "1 valid payment: $54.00, of which $54.00 are to be shared"
    assert page.inspector.title.text() == "Instituto"


def test_no_money_is_told_beside_the_amount(house: House, shop: Shop, settle: Settle) -> None:
    house.go("receipts")
    settle()
    page = house.page
    assert isinstance(page, ReceiptsPage)
    page.new_receipt()
    settle()

    type_into(panel_of(page).form.fields["amount"], "0")
    press(page.inspector, "Record the payment")
    settle()

    assert "more than zero" in panel_of(page).form.fields["amount"].message.text()
    assert shop.workspace.read(receipts) == []


def test_a_wrong_payment_is_voided_with_its_reason(house: House, shop: Shop, settle: Settle) -> None:
    paid = shop.pay("54")
    house.go("receipts", paid)
    settle()
    page = house.page
    assert isinstance(page, ReceiptsPage)

    press(page.inspector, "Void …")
    answer(house, "typed twice")
    settle()

    assert shop.workspace.read(receipts)[0].voided == "typed twice"
    assert "typed twice" in words_in(page.inspector)


def test_what_is_unpaid_stands_by_its_age_and_adds_up(
    house: House, shop: Shop, context: Context, settle: Settle
) -> None:
    shop.pay("54")
    context.today = lambda: shop.today + timedelta(days=45)
    house.go("ageing")
    settle()
    page = house.page
    assert isinstance(page, AgeingPage)

    row = rows_of(page)[0]
    assert [part.amount for part in row.parts] == [0, 36, 0, 0]
    assert page.totals.text() == "By age: $0.00 + $36.00 + $0.00 + $0.00 = $36.00 unpaid"


# ---------------------------------------------------------------- settlements


def new_settlement(house: House, settle: Settle) -> SettlementDesk:
    house.go("settlements")
    settle()
    assert isinstance(house.page, SettlementsPage)
    QTest.keyClick(house.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    return sheet_of(house, SettlementDesk)


def test_the_preview_is_what_is_issued_to_the_cent(house: House, shop: Shop, settle: Settle) -> None:
    shop.pay("54")
    desk = new_settlement(house, settle)
    assert [receipt.amount for receipt in desk.money.taken] == [usd("54")]
    title, amount = desk.kept.pairs[0]
    type_into(title, "Transport")
    type_into(amount, "4")
    assert len(desk.kept.pairs) == 2  # another line opened by itself
    desk.reckon()
    settle()
    assert desk.preview is not None
    seen = [(row.number, row.due, row.paid, row.deducted, row.net, row.carried) for row in desk.preview.rows]
    assert [row[2] for row in seen] == [usd("33.33"), usd("16.67")]
    assert desk.card.sum.text() == "● 2 families: $86.00 due = $50.00 paid + $36.00 carried · paid = shared"
    assert shop.workspace.read(settlements) == []  # nothing is written before it is issued

    QTest.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    issued = shop.workspace.read(settlements)[0]
    lines = shop.workspace.read(families, issued.id)
    assert [(line.number, line.due, line.paid, line.deducted, line.net, line.carried) for line in lines] == seen
    assert (issued.received, issued.retained, issued.shared) == (usd("54"), usd("4"), usd("50"))
    page = house.page
    assert isinstance(page, SettlementsPage)
    assert page.totals.text() == "1 valid settlement: $54.00 received = $4.00 kept + $50.00 shared"
    assert "− kept: Transport" in words_in(page.inspector)


def test_keeping_more_than_came_in_is_told_before_and_beside_the_amount(
    house: House, shop: Shop, settle: Settle
) -> None:
    shop.pay("54")
    desk = new_settlement(house, settle)
    title, amount = desk.kept.pairs[0]
    type_into(title, "Transport")
    type_into(amount, "60")
    desk.reckon()
    settle()
    assert "would keep $60.00" in desk.card.said.text()

    desk.issue()
    settle()
    assert "would keep $60.00" in amount.message.text()
    assert shop.workspace.read(settlements) == []


def test_what_is_kept_needs_its_title(house: House, shop: Shop, settle: Settle) -> None:
    shop.pay("54")
    desk = new_settlement(house, settle)
    type_into(desk.kept.pairs[0][1], "4")

    desk.issue()
    settle()

    assert desk.kept.pairs[0][0].message.text() == "■ Fill in this field."
    assert shop.workspace.read(settlements) == []


def test_money_that_is_not_ticked_is_not_shared(house: House, shop: Shop, settle: Settle) -> None:
    shop.pay("54")
    shop.pay("10")
    desk = new_settlement(house, settle)
    desk.money.choose(0)
    desk.money.setFocus()

    QTest.keyClick(desk.money, Qt.Key.Key_Space)
    settle()
    assert desk.received() == usd("54")
    QTest.keyClick(desk.money, Qt.Key.Key_Space)
    desk.money.toggle([0, 1])
    settle()
    assert "no money to share" in desk.card.said.text()


def test_more_than_the_families_are_owed_is_refused_in_the_preview(house: House, shop: Shop, settle: Settle) -> None:
    shop.pay("91")
    desk = new_settlement(house, settle)

    assert desk.preview is None
    assert desk.card.said.text().startswith("■ More money was received than the members are owed")


def test_a_payment_is_shared_from_its_own_row(house: House, shop: Shop, settle: Settle) -> None:
    paid = shop.pay("54")
    house.go("receipts", paid)
    settle()
    assert house.page is not None

    press(house.page.inspector, "Share it with the families")
    settle()

    desk = sheet_of(house, SettlementDesk)
    assert desk.contract.read().id == shop.contract


def issue(house: House, shop: Shop, settle: Settle, amount: str = "54") -> None:
    shop.pay(amount)
    new_settlement(house, settle).issue()
    settle()


def test_the_newest_settlement_is_voided_and_its_money_waits_again(house: House, shop: Shop, settle: Settle) -> None:
    issue(house, shop, settle)
    page = house.page
    assert isinstance(page, SettlementsPage)

    press(page.inspector, "Void …")
    answer(house, "wrong period")
    settle()

    assert shop.workspace.read(settlements)[0].voided == "wrong period"
    assert [row.settlement for row in shop.workspace.read(receipts)] == [""]


def test_an_older_settlement_is_not_voided_under_a_newer_one(house: House, shop: Shop, settle: Settle) -> None:
    issue(house, shop, settle)
    first = shop.workspace.read(settlements)[0]
    issue(house, shop, settle, "10")
    page = house.page
    assert isinstance(page, SettlementsPage)
    house.go("settlements", first.id)
    settle()

    press(page.inspector, "Void …")
    answer(house, "wrong")
    settle()

    assert "A newer settlement" in house.message.sentence.text()
    assert all(row.voided is None for row in shop.workspace.read(settlements))


def test_a_familys_money_opens_down_to_its_kilos_and_its_statement(house: House, shop: Shop, settle: Settle) -> None:
    issue(house, shop, settle)
    page = house.page
    assert isinstance(page, SettlementsPage)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    statements = house.page
    assert isinstance(statements, StatementsPage)
    assert (
        statements.totals.text()
        == "2 families, 60\xa0kg: $90.00 due = $54.00 paid + $36.00 carried · $54.00 to hand over"
    )

    statements.table.choose(0)
    settle()
    assert "= to hand over" in words_in(statements.inspector)
    statements.table.setFocus()
    QTest.keyClick(statements.table, Qt.Key.Key_Return)
    settle()
    assert sheet_of(house, OriginsSheet).sum.text() == "1 entry: 40\xa0kg accepted are worth $60.00"

    press(house.header, "Show the statement")
    settle()
    assert len(house.findChildren(PdfView)) == 1
    assert "Familia 1" in house.header.title.text()


def test_all_statements_are_made_beside_the_window_and_can_be_given_up(
    house: House, shop: Shop, settle: Settle
) -> None:
    issue(house, shop, settle)
    page = house.page
    assert isinstance(page, SettlementsPage)

    page.print_statements()
    assert len(house.findChildren(ProgressSheet)) == 1
    settle()
    assert len(house.findChildren(PdfView)) == 1

    house.close_sheet()
    settle()
    assert house.findChildren(PdfView) == []
    page.print_statements()
    house.close_sheet()
    settle()
    assert house.findChildren(PdfView) == []


# ---------------------------------------------------------------- deductions


def test_a_deduction_is_typed_taken_off_and_stopped(house: House, shop: Shop, settle: Settle) -> None:
    house.go("deductions")
    settle()
    page = house.page
    assert isinstance(page, DeductionRulesPage)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(panel_of(page).form.fields["title"], "Fondo")
    type_into(panel_of(page).form.fields["percent"], "2.5")
    press(page.inspector, "Save the deduction")
    settle()
    assert [(rule.title, rule.rate_bp) for rule in shop.workspace.read(deduction_rules)] == [("Fondo", 250)]

    shop.pay("54")
    desk = new_settlement(house, settle)
    assert desk.preview is not None
    assert [row.deducted for row in desk.preview.rows] == [usd("0.90"), usd("0.45")]

    house.go("deductions")
    settle()
    page.table.choose(0)
    settle()
    press(page.inspector, "Stop it")
    settle()
    assert not shop.workspace.read(deduction_rules)[0].active


def test_a_deduction_above_all_is_refused(house: House, shop: Shop, settle: Settle) -> None:
    house.go("deductions")
    settle()
    page = house.page
    assert isinstance(page, DeductionRulesPage)
    page.new_rule()
    type_into(panel_of(page).form.fields["title"], "Fondo")
    type_into(panel_of(page).form.fields["percent"], "101")
    press(page.inspector, "Save the deduction")
    settle()

    assert "or more than all" in panel_of(page).form.trouble.text()
    assert shop.workspace.read(deduction_rules) == []
