"""The weigh-in desk works from the keypad alone, says what can't be beside the field, and loses nothing that was typed."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from sse_desktop.commands.members import archive_member
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.queries.harvests import WeighInRow, weigh_in_block
from sse_desktop.queries.printing import print_queue
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.weigh_in_desk import WeighInDesk
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_plot, a_product
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, focused, in_this_day, keypad, press, spec


@dataclass
class Scale:
    """The desk in its window, with what a test looks at."""

    house: House
    desk: WeighInDesk
    workspace: Workspace
    settle: Settle

    def tickets(self) -> list[WeighInRow]:
        return self.workspace.read(weigh_in_block)

    def has_focus(self, name: str) -> bool:
        return focused(self.house) is self.desk.form.form.fields[name].editor

    def keypad(self, text: str) -> None:
        keypad(self.house, text)
        self.settle()


@pytest.fixture
def scale(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Scale:
    in_this_day(context)
    context.locale = Locale("en", "EC", "America/Guayaquil")
    context.services = Services(undo=undo_last)
    context.preferences.place = "C03"
    a_member(workspace, "Familia Quishpe", number=7)
    member = a_member(workspace, "Familia Núñez", number=31, community="San Isidro")
    product = a_product(workspace, "MAN", "Mandarina", "1", "2")
    a_product(workspace, "NAR", "Naranja", "1")
    a_plot(workspace, member, "La Loma", product_id=product)
    a_container(workspace, "Gaveta", 2100)
    a_container(workspace, "Saco", 300)
    house = make_house(spec("weigh_in"), spec("tickets"), spec("members"), spec("products"))
    settle()
    desk = house.page
    assert isinstance(desk, WeighInDesk)
    focused(house)
    desk.form.member.setFocus()
    return Scale(house, desk, workspace, settle)


def test_a_load_is_weighed_in_by_keypad_and_enter_alone(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4")

    assert scale.desk.form.net.text() == "243.2\u00a0kg"
    assert scale.desk.form.tare.text() == "Tare 25.2\u00a0kg"

    scale.keypad("\n")

    (ticket,) = scale.tickets()
    assert (ticket.member_number, ticket.product, ticket.grade, ticket.containers) == (31, "Mandarina", "1", 12)
    assert (ticket.gross, ticket.net, ticket.place) == (Quantity.of("268.4", "kg"), Quantity.of("243.2", "kg"), "C03")
    assert scale.has_focus("member")
    assert scale.desk.form.member.is_empty()


def test_the_decimal_key_of_the_keypad_writes_the_sign_of_the_language(
    make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace
) -> None:
    in_this_day(context)
    context.locale = Locale("es", "EC")
    house = make_house(spec("weigh_in"))
    settle()
    desk = house.page
    assert isinstance(desk, WeighInDesk)
    focused(house)
    desk.form.gross.line.setFocus()
    keypad(house, "268.4")

    assert desk.form.gross.line.text() == "268,4"
    assert desk.form.net.text() == "268,4\u00a0kg"
    assert workspace.read(weigh_in_block) == []


def test_the_next_load_keeps_product_and_container(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4\n7\n2\n50\n")

    newest = scale.tickets()[0]
    assert (newest.member_number, newest.product, newest.accepted) == (7, "Mandarina", Quantity.of("45.8", "kg"))


def test_product_and_container_are_changed_from_the_keypad(scale: Scale) -> None:
    scale.keypad("7\n1\n1\n50\n")
    scale.keypad("/3\n*2\n7\n10\n103\n")

    newest = scale.tickets()[0]
    assert (newest.product, newest.containers, newest.tare) == ("Naranja", 10, Quantity.of(3, "kg"))


def test_damaged_kilos_are_typed_after_the_minus_of_the_keypad(scale: Scale) -> None:
    scale.keypad("31\n1\n2\n54.2-1.5\n")

    (ticket,) = scale.tickets()
    assert (ticket.net, ticket.damaged, ticket.accepted) == tuple(Quantity.of(kg, "kg") for kg in ("50", "1.5", "48.5"))


def test_a_member_is_found_by_any_word_of_the_name(scale: Scale) -> None:
    scale.desk.form.member.line.setFocus()
    for letter in "nunez":
        press(scale.house, Qt.Key(ord(letter.upper())))
    scale.keypad("\n1\n1\n20\n")

    assert scale.tickets()[0].member_number == 31


def test_the_only_plot_with_this_product_is_taken(scale: Scale) -> None:
    scale.keypad("31\n1\n")

    assert scale.desk.form.plot.combo.currentText() == "La Loma"


def test_a_tare_above_the_gross_weight_is_said_beside_the_field(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n20\n")

    said = scale.desk.form.gross.message
    assert said.isVisible()
    assert said.text().startswith("■ ")
    assert "25.2" in said.text()
    assert scale.tickets() == []
    assert scale.has_focus("gross")


def test_containers_without_a_kind_are_refused_beside_the_kind(scale: Scale) -> None:
    scale.desk.form.kind.set_value(None)
    scale.keypad("31\n1\n12\n268.4\n")

    assert scale.desk.form.kind.message.text().startswith("■ ")
    assert scale.tickets() == []


def test_a_load_that_can_not_be_saved_comes_back_as_it_was_typed(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4")
    member = next(choice for choice in scale.desk.form.member._choices if choice.code == "31")
    scale.workspace.write(archive_member, member.key)

    keypad(scale.house, "\n")
    scale.settle()

    form = scale.desk.form
    assert form.member.message.text().startswith("■ ")
    assert (form.member.read(), form.containers.read(), form.gross.number()) == (member.key, 12, Decimal("268.4"))
    assert scale.tickets() == []


def test_the_day_is_listed_with_its_totals(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4\n7\n0\n10-1\n")

    days = scale.desk.list
    assert days.model.rowCount() == 2
    assert days.count.text() == "Today: 2 tickets · 2 families"
    assert days.net.text() == "253.2\u00a0kg net"
    assert days.model.index(0, 6).data() == "C03-01-A"


def test_a_ticket_is_voided_with_a_reason_and_keeps_its_number(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4\n")

    press(scale.house, Qt.Key.Key_F4)
    assert isinstance(focused(scale.house), QLineEdit)
    assert not scale.house.question.confirm.isEnabled()
    for letter in "wrong":
        press(scale.house, Qt.Key(ord(letter.upper())))
    press(scale.house, Qt.Key.Key_Return)
    scale.settle()

    (ticket,) = scale.tickets()
    assert ticket.voided == "wrong"
    assert scale.desk.list.model.index(0, 1).data() == "…0001"
    assert scale.desk.list.count.text().startswith("Today: 0 tickets")


def test_ctrl_z_voids_the_last_ticket_as_undone(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4\n")

    scale.desk.printing.context.preferences.tickets = "nothing"
    press(scale.house, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    scale.settle()

    assert scale.tickets()[0].voided == "undone"


def test_a_ticket_waits_in_the_queue_until_it_is_printed(scale: Scale) -> None:
    scale.keypad("31\n1\n12\n268.4\n7\n0\n10\n")
    assert len(scale.workspace.read(print_queue)) == 2

    scale.desk.print_page()
    scale.settle()
    view = scale.house.findChild(PdfView)
    assert view is not None
    assert len(view.pages) == 2

    choose(scale.house, "They are printed")
    scale.settle()
    assert scale.workspace.read(print_queue) == []


def test_without_a_printer_a_ticket_that_should_be_printed_waits(scale: Scale) -> None:
    scale.desk.context.preferences.tickets = "print"
    scale.keypad("31\n1\n12\n268.4\n")

    assert len(scale.workspace.read(print_queue)) == 1
    assert "printer" in scale.house.message.sentence.text()


def test_a_new_cooperative_is_led_to_what_it_lacks(
    make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace
) -> None:
    in_this_day(context)
    house = make_house(spec("weigh_in"), spec("members"), spec("products"))
    settle()
    desk = house.page
    assert isinstance(desk, WeighInDesk)
    assert desk.form.missing.isVisible()

    desk.form.missing.buttons["members"].click()
    assert house.here == "members"

    a_member(workspace)
    a_product(workspace)
    house.go("weigh_in")
    settle()
    assert not desk.form.missing.isVisible()
