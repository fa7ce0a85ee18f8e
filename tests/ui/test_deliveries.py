"""What the school says of a delivery, as a person records it: accepted, rejected, replaced, voided."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.replacements import owed_replacements
from sse_desktop.ui.context import Context
from sse_desktop.ui.delivery_desk import DeliveryDesk
from sse_desktop.ui.delivery_notes import DeliveryNotesPage
from sse_desktop.ui.house import House
from sse_desktop.ui.order_replacements import ReplacementsPage
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.workspace import Workspace
from tests.ui.acting import answer, panel_of, press, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.selling import PLACES, Shop, open_shop, rows_of


@pytest.fixture
def shop(workspace: Workspace, context: Context, settle: Settle) -> Shop:
    made = open_shop(workspace, context)
    settle()
    return made


@pytest.fixture
def house(shop: Shop, make_house: MakeHouse) -> House:
    del shop
    return make_house(*PLACES)


# ---------------------------------------------------------------- the school's word


def desk_of(house: House, settle: Settle) -> DeliveryDesk:
    house.go("deliveries.desk")
    settle()
    assert isinstance(house.page, DeliveryDesk)
    return house.page


def test_forty_of_six_hundred_rejected_are_owed_again_and_replaced(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    order = shop.order(600)
    sent = shop.send(600, order=order)
    desk = desk_of(house, settle)
    assert desk.waiting.text() == "1 note waits"
    assert desk.form is not None

    type_into(desk.form.fields["rejected_0"], "40")
    type_into(desk.form.fields["receiver_name"], "Directora")
    QTest.keyClick(desk.form.fields["receiver_name"].editor, Qt.Key.Key_Return)
    settle()
    assert desk.form.fields["reason_0"].message.text() == f"■ {ReasonMissing()}"
    assert shop.workspace.read(delivery, sent.id).acceptance_id is None

    type_into(desk.form.fields["reason_0"], "golpeada")
    QTest.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    line = shop.workspace.read(delivery, sent.id).lines[0]
    assert (line.accepted, line.rejected) == (Quantity.of(560, "unit"), Quantity.of(40, "unit"))
    assert desk.nothing.isVisible()

    house.go("replacements")
    settle()
    page = house.page
    assert isinstance(page, ReplacementsPage)
    page.table.choose(0)
    settle()
    press(page.inspector, "Send the replacement")
    settle()
    panel = panel_of(page)
    press(panel, "Send and make the note")
    settle()
    assert shop.workspace.read(owed_replacements) == []
    assert shop.workspace.read(delivery, sent.id).lines[0].replaced == Quantity.of(40, "unit")
    assert len(house.findChildren(PdfView)) == 1  # the note is shown as it is printed


def test_more_rejected_than_sent_is_told_beside_its_line(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    shop.send(100)
    desk = desk_of(house, settle)
    assert desk.form is not None

    type_into(desk.form.fields["rejected_0"], "101")
    type_into(desk.form.fields["reason_0"], "golpeada")
    type_into(desk.form.fields["receiver_name"], "Directora")
    desk.commit()
    settle()

    assert "More was rejected than was sent" in desk.form.fields["rejected_0"].message.text()


def test_the_next_note_is_taken_in_hand_after_one_is_recorded(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    for school in range(3):
        shop.send(100, school=school)
    desk = desk_of(house, settle)
    desk.table.choose(1)
    settle()
    assert desk.head.text() == "Escuela 2"

    assert desk.form is not None
    type_into(desk.form.fields["receiver_name"], "Directora")
    QTest.keyClick(desk.form.fields["receiver_name"].editor, Qt.Key.Key_Return)
    settle()

    assert desk.waiting.text() == "2 notes wait"
    assert desk.head.text() == "Escuela 3"


def test_what_is_typed_for_a_note_stays_when_another_note_comes(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    shop.send(100)
    desk = desk_of(house, settle)
    assert desk.form is not None
    type_into(desk.form.fields["receiver_name"], "Dire")

    shop.send(100, school=1)
    settle()

    assert desk.waiting.text() == "2 notes wait"
    assert desk.form.fields["receiver_name"].read() == "Dire"


# ---------------------------------------------------------------- the register of notes


def notes_page(house: House, note: object, settle: Settle) -> DeliveryNotesPage:
    house.go("deliveries.notes", note)
    settle()
    assert isinstance(house.page, DeliveryNotesPage)
    return house.page


def test_a_note_is_voided_with_its_reason_and_keeps_its_number(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    sent = shop.send(100)
    page = notes_page(house, sent.id, settle)

    press(page.inspector, "Void")
    answer(house, "wrong school")
    settle()

    assert shop.workspace.read(delivery, sent.id).voided == "wrong school"
    assert str(sent.number) in words_in(page.inspector)
    assert "wrong school" in words_in(page.inspector)


def test_what_was_recorded_is_voided_and_waits_again(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    sent = shop.send(100)
    shop.accept(sent.id)
    page = notes_page(house, sent.id, settle)

    press(page.inspector, "Void what was recorded")
    answer(house, "wrong note")
    settle()

    assert shop.workspace.read(delivery, sent.id).acceptance_id is None
    assert desk_of(house, settle).waiting.text() == "1 note waits"


def test_notes_are_found_by_school_and_state(house: House, shop: Shop, qtbot: QtBot, settle: Settle) -> None:
    shop.weigh(80_000)
    shop.accept(shop.send(100).id)
    shop.send(100, school=1)
    page = notes_page(house, None, settle)
    assert page.totals.text() == "2 valid notes, 20\xa0kg sent"

    page.bar.choose("state", "sent")
    qtbot.waitUntil(lambda: page.view.filters.get("state") == "sent")
    settle()
    assert [row.school for row in rows_of(page)] == ["Escuela 2"]


def test_the_notes_of_a_day_open_as_one_file(house: House, shop: Shop, settle: Settle) -> None:
    shop.weigh(80_000)
    sent = shop.send(100)
    shop.send(100, school=1)
    page = notes_page(house, sent.id, settle)

    page.print_day_of_row()
    settle()

    assert len(house.findChildren(PdfView)) == 1
