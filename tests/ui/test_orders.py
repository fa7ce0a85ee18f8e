"""From the contract to the truck as a person does it: typing the contract, its distribution list, sending school by school."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.bids import mark_ready, record_result, submit_bid
from sse_desktop.commands.contracts import close_contract
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.call_offs import call_offs
from sse_desktop.queries.contract_search import bids_without_contract
from sse_desktop.queries.contracts import contracts
from sse_desktop.queries.deliveries import deliveries, delivery
from sse_desktop.ui.context import Context
from sse_desktop.ui.contract_distribution import DistributionSheet
from sse_desktop.ui.contract_from_bid import BidContract
from sse_desktop.ui.contract_sheet import ContractSheet
from sse_desktop.ui.contracts import ContractsPage
from sse_desktop.ui.house import House
from sse_desktop.ui.order_day import DaySheet
from sse_desktop.ui.orders import OrdersPage
from sse_desktop.ui.widgets.record_picker import RecordPicker
from sse_desktop.workspace import Workspace
from tests.bidding import a_bid, an_item, pledged
from tests.ui.acting import panel_of, press, sheet_of, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.selling import PLACES, Shop, open_shop, rows_of
from tests.ui.tender_hands import a_coming_tender, weeks_to_come


@pytest.fixture
def shop(workspace: Workspace, context: Context, settle: Settle) -> Shop:
    made = open_shop(workspace, context)
    settle()
    return made


@pytest.fixture
def house(shop: Shop, make_house: MakeHouse) -> House:
    del shop
    return make_house(*PLACES)


# ---------------------------------------------------------------- contracts and their distribution list


def open_distribution(house: House, settle: Settle) -> DistributionSheet:
    house.go("contracts")
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)
    page.table.choose(0)
    settle()
    press(page.inspector, "Distribution list")
    settle()
    return sheet_of(house, DistributionSheet)


def test_a_distribution_list_orders_for_every_school_with_pupils(house: House, shop: Shop, settle: Settle) -> None:
    sheet = open_distribution(house, settle)
    assert [share.name for share in sheet.table.taken] == ["Escuela 1", "Escuela 2"]
    assert sheet.result.text() == "2 schools get 850\xa0u"

    type_into(sheet.form.fields["due_on"], "t")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()

    ordered = {row.school: row.quantity for row in shop.workspace.read(call_offs)}
    assert ordered == {"Escuela 1": Quantity.of(600, "unit"), "Escuela 2": Quantity.of(250, "unit")}
    assert house.here == "orders"
    assert isinstance(house.page, OrdersPage)
    assert house.page.model.rowCount() == 2
    assert house.message.sentence.text() == "2 orders are saved."


def test_a_distribution_list_above_the_contract_is_seen_before_and_refused(
    house: House, shop: Shop, settle: Settle
) -> None:
    sheet = open_distribution(house, settle)

    type_into(sheet.form.fields["days"], "2")
    sheet.reckon()
    settle()
    assert sheet.result.text() == "■ 2 schools get 1,700\xa0u: 700\xa0u more than the contract holds"

    type_into(sheet.form.fields["due_on"], "t")
    sheet.save()
    settle()

    assert shop.workspace.read(call_offs) == []
    assert "700\xa0u above what the contract holds" in sheet.form.fields["line"].message.text()


def test_a_school_is_left_out_with_the_space_bar(house: House, shop: Shop, settle: Settle) -> None:
    sheet = open_distribution(house, settle)
    sheet.table.choose(0)
    sheet.table.setFocus()

    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert sheet.result.text() == "1 school gets 250\xa0u"
    type_into(sheet.form.fields["due_on"], "t")
    sheet.save()
    settle()

    assert [row.school for row in shop.workspace.read(call_offs)] == ["Escuela 2"]


def test_a_contract_is_typed_from_its_paper_line_by_line(house: House, shop: Shop, settle: Settle) -> None:
    house.go("contracts")
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    sheet = sheet_of(house, ContractSheet)
    assert sheet.buyer.picked is not None  # the only buyer is proposed

    type_into(sheet.form.fields["reference"], "C-2")
    type_into(sheet.form.fields["title"], "Fruta de julio")
    sheet.save()
    assert "has no lines" in sheet.lines.sum.text()

    type_into(sheet.lines.product, "gra")
    QTest.keyClick(sheet.lines.product.line, Qt.Key.Key_Return)
    type_into(sheet.lines.form.fields["quantity"], "200")
    type_into(sheet.lines.form.fields["price"], "0.155")
    settle()
    QTest.keyClick(sheet.lines.form.fields["price"].editor, Qt.Key.Key_Return)
    assert sheet.lines.sum.text() == "1 line, $31.00 in all"
    sheet.save()
    settle()

    made = {row.reference: row for row in shop.workspace.read(contracts)}["C-2"]
    assert (made.title, str(made.total.amount)) == ("Fruta de julio", "31.00")
    row = page.selected_row()
    assert row is not None
    assert row.reference == "C-2"


def test_terms_that_the_paper_does_not_say_stay_unknown(house: House, shop: Shop, settle: Settle) -> None:
    from sse_desktop.queries.contracts import contract_terms

    house.go("contracts", shop.contract)
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)
    press(page.inspector, "Change the terms")
    settle()
    panel = panel_of(page)
    type_into(panel.form.fields["penalty_coefficient"], "0.001")
    press(panel, "Save the terms")
    settle()

    terms = shop.workspace.read(contract_terms, shop.contract)
    assert terms.penalty_coefficient_micros == 1000
    assert (terms.penalty_cap_minor, terms.days_to_pay, terms.replacement_days) == (None, None, 3)


# ---------------------------------------------------------------- sending


def orders_page(house: House, settle: Settle) -> OrdersPage:
    house.go("orders")
    settle()
    assert isinstance(house.page, OrdersPage)
    house.page.table.choose(0)
    settle()
    return house.page


def test_sending_to_a_school_makes_its_note_and_closes_the_order(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    shop.order(600)
    page = orders_page(house, settle)

    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    panel = panel_of(page)
    assert panel.form.fields["crates_out"].read() == 5
    type_into(panel.form.fields["driver"], "Rosa")
    press(panel, "Send and make the note")
    settle()

    notes = shop.workspace.read(deliveries)
    assert len(notes) == 1
    note = shop.workspace.read(delivery, notes[0].id)
    assert (note.driver, note.crates_out, note.lines[0].sent) == ("Rosa", 5, Quantity.of(600, "unit"))
    assert (note.lines[0].full_containers, note.lines[0].loose_units) == (5, 0)
    assert page.model.rowCount() == 0  # only what is still to be sent is shown


def test_a_lot_too_short_is_told_beside_the_quantity_and_nothing_is_sent(
    house: House, shop: Shop, settle: Settle
) -> None:
    shop.weigh(10_000)
    shop.order(600)
    page = orders_page(house, settle)

    page.send_chosen()
    settle()
    panel = panel_of(page)
    press(panel, "Send and make the note")
    settle()

    assert "free lots of Granadilla hold 500\xa0u too little" in words_in(panel)
    assert shop.workspace.read(deliveries) == []


def test_half_a_piece_is_told_beside_the_quantity_and_nothing_is_sent(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(10_000)
    shop.order(60)
    page = orders_page(house, settle)

    page.send_chosen()
    settle()
    panel = panel_of(page)
    type_into(panel.form.fields["quantity_0"], "0.5")
    press(panel, "Send and make the note")
    settle()

    assert "0.5\xa0u is not a whole number of pieces" in panel.form.fields["quantity_0"].message.text()
    assert shop.workspace.read(deliveries) == []


def test_a_whole_day_is_sent_note_by_note_and_the_refused_are_listed(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(40_000)
    for school, units in enumerate((250, 600, 100)):
        shop.order(units, school=school)
    page = orders_page(house, settle)

    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    sheet = sheet_of(house, DaySheet)
    assert sheet.sum.text() == "3 delivery notes, 9 crates"
    press(house.header, "Send them all")
    settle()
    settle()

    assert len(sheet.sent) == 2
    assert [(stop.school, "450\xa0u too little" in sentence) for stop, sentence in sheet.refused] == [
        ("Escuela 2", True)
    ]
    assert "Escuela 2" in words_in(sheet.findings)
    assert sorted(row.school for row in shop.workspace.read(deliveries)) == ["Escuela 1", "Escuela 3"]
    assert [stop.school for stop in sheet.table.list.rows] == ["Escuela 2"]


def test_a_route_narrows_the_day(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    shop.order(100, school=0)
    shop.order(100, school=1)
    page = orders_page(house, settle)
    page.send_day()
    settle()
    sheet = sheet_of(house, DaySheet)

    sheet.route.combo.setCurrentIndex(2)
    assert [stop.school for stop in sheet.table.taken] == ["Escuela 2"]
    assert sheet.sum.text() == "1 delivery note, 1 crate"


def test_an_order_is_taken_back_and_ctrl_z_brings_it_again(house: House, shop: Shop, settle: Settle) -> None:
    shop.order(100)
    page = orders_page(house, settle)

    press(page.inspector, "Take the order back")
    QTest.keyClick(house.question.confirm, Qt.Key.Key_Space)
    settle()
    assert shop.workspace.read(call_offs) == []

    QTest.keyClick(house, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(shop.workspace.read(call_offs)) == 1
    assert page.model.rowCount() == 1


def test_a_new_order_begins_with_the_contract_of_the_chosen_row(house: House, shop: Shop, settle: Settle) -> None:
    shop.order(100)
    page = orders_page(house, settle)

    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    panel = panel_of(page)
    assert (house.here, page.inspector.title.text()) == ("orders", "New order · C-1")
    school = panel.form.fields["delivery_point_id"]
    assert isinstance(school, RecordPicker)
    type_into(school, "escuela 2")
    QTest.keyClick(school.line, Qt.Key.Key_Return)
    type_into(panel.form.fields["due_on"], "t")
    type_into(panel.form.fields["quantity"], "50")
    press(panel, "Save the order")
    settle()

    ordered = {row.school: row.quantity for row in shop.workspace.read(call_offs)}
    assert ordered == {"Escuela 1": Quantity.of(100, "unit"), "Escuela 2": Quantity.of(50, "unit")}
    row = page.selected_row()
    assert row is not None
    assert row.school == "Escuela 2"

    shop.workspace.write(close_contract, shop.contract)
    settle()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert house.message.sentence.text() == "The contract C-1 is closed. Open it again first."


def test_without_a_chosen_row_a_new_order_leads_to_the_contracts(house: House, shop: Shop, settle: Settle) -> None:
    house.go("orders")
    settle()
    assert isinstance(house.page, OrdersPage)

    house.page.new_order()
    settle()

    assert house.here == "contracts"
    assert len(shop.workspace.read(contracts)) == 1


def test_today_opens_the_orders_of_its_day(house: House, shop: Shop, settle: Settle) -> None:
    shop.order(100)
    shop.order(100, school=1, day=shop.today + timedelta(days=1))
    house.go("orders", shop.today + timedelta(days=1))
    settle()

    assert isinstance(house.page, OrdersPage)
    assert [row.school for row in rows_of(house.page)] == ["Escuela 2"]


def test_a_contract_is_made_from_a_bid_that_was_won_elsewhere(
    house: House, shop: Shop, workspace: Workspace, settle: Settle
) -> None:
    workspace.write(close_contract, shop.contract)  # what is promised elsewhere would need pledges of its own
    tender = a_coming_tender(workspace)
    an_item(workspace, tender, 2000, product_id=shop.product)
    pledged(workspace, shop.product, dict.fromkeys(weeks_to_come(), 100))
    bid = a_bid(workspace, tender)
    for step in (mark_ready, submit_bid):
        workspace.write(step, bid)
    workspace.write(record_result, bid, BidState.WON, shop.today)
    house.go("contracts")
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)

    QTest.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle()
    panel = sheet_of(house, BidContract).panel
    assert panel is not None
    type_into(panel.form.fields["reference"], "C-3")
    press(panel, "Make the contract")
    settle()

    made = {row.reference: row for row in workspace.read(contracts)}["C-3"]
    assert str(made.total.amount) == "300.00"
    assert workspace.read(bids_without_contract) == []
    assert page.inspector.title.text() == "C-3"


def test_a_contract_from_a_won_bid_says_when_none_waits(house: House, shop: Shop, settle: Settle) -> None:
    house.go("contracts")
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)

    page.from_bid()
    settle()

    assert "No won bid waits for its contract" in words_in(page.inspector)
    assert len(shop.workspace.read(contracts)) == 1
