"""The register of tickets: newest first, filtered by product, days, words and state; a ticket opens down to its arithmetic."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sse_desktop import clock
from sse_desktop.commands.ticket_prices import TicketPriceData, decide_price
from sse_desktop.domain.money import Money
from sse_desktop.queries.harvests import weigh_in_block
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.tickets import UNPRICED, TicketsPage
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_price, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import in_this_day, spec


@dataclass
class Tickets:
    """The page in its window."""

    house: House
    page: TicketsPage
    workspace: Workspace
    settle: Settle
    qtbot: QtBot

    def names(self) -> list[str]:
        return [str(self.page.model.index(row, 2).data()) for row in range(self.page.model.rowCount())]

    def wait_for(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: self.names() == list(names))
        self.settle()


@pytest.fixture
def tickets(qtbot: QtBot, make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Tickets:
    in_this_day(context)
    mandarin, orange = a_product(workspace), a_product(workspace, "NAR", "Naranja")
    a_price(workspace, mandarin, 450_000)
    crate = a_container(workspace, "Gaveta", 2100)
    ago = clock.now() - timedelta(days=10)
    a_member(workspace, "Familia Uno", number=1, community="La Loma")
    a_member(workspace, "Familia Dos", number=2, community="San Isidro")
    a_weigh_in(workspace, 1, orange, 50_000, received_at=ago, harvested_on=ago.date())
    a_weigh_in(workspace, 2, mandarin, 268_400, containers=12, container_kind_id=crate, damaged_g=1_200)
    house = make_house(spec("tickets"), spec("weigh_in"), spec("lots"))
    settle()
    page = house.page
    assert isinstance(page, TicketsPage)
    return Tickets(house, page, workspace, settle, qtbot)


def test_the_newest_ticket_stands_on_top_and_all_are_added_up(tickets: Tickets) -> None:
    tickets.wait_for("2 · Familia Dos", "1 · Familia Uno")

    said = tickets.page.totals.text().replace("\u00a0", " ")
    assert said == "Valid: 2 tickets of 2 families · 318.4 kg gross · 293.2 kg net · 292 kg accepted"


def test_tickets_are_filtered_by_product_by_days_and_by_words(tickets: Tickets) -> None:
    page = tickets.page
    page.bar.choose("product", page.bar._choices["product"].itemData(2))
    tickets.wait_for("1 · Familia Uno")
    page.bar.clear()
    tickets.wait_for("2 · Familia Dos", "1 · Familia Uno")

    page.days.first.setFocus()
    QTest.keyClicks(page.days.first, "t")
    QTest.keyClick(page.days.first, Qt.Key.Key_Return)
    tickets.wait_for("2 · Familia Dos")
    page.bar.clear()

    page.bar.search.setText("loma")
    tickets.wait_for("1 · Familia Uno")


def test_what_is_no_date_is_marked_and_filters_nothing(tickets: Tickets) -> None:
    page = tickets.page
    page.days.first.setText("someday")
    page.days.first.editingFinished.emit()

    assert page.days.first.property("state") == "blocked"
    assert page.days.value() == ""


def test_tickets_that_wait_for_a_price_are_shown_from_today(tickets: Tickets) -> None:
    tickets.page.show_record(UNPRICED)

    tickets.wait_for("1 · Familia Uno")


def test_a_ticket_is_found_by_its_id_and_shows_its_arithmetic(tickets: Tickets) -> None:
    newest = tickets.workspace.read(weigh_in_block)[0]
    tickets.house.go("tickets", newest.id)
    tickets.wait_for("2 · Familia Dos")
    tickets.qtbot.waitUntil(lambda: tickets.page.inspector.title.text() == newest.ticket)

    words = " | ".join(text.text() for text in tickets.page.inspector.findChildren(QLabel)).replace("\u00a0", " ")
    assert "− 12 × Gaveta | 25.2 kg" in words
    assert "Net | 243.2 kg | − damaged | 1.2 kg" in words
    assert "242 kg" in words
    assert "108.90" in words


def test_a_ticket_is_voided_from_the_register_with_a_reason(tickets: Tickets) -> None:
    newest = tickets.workspace.read(weigh_in_block)[0]
    tickets.page.ask_to_void(newest)
    tickets.house.question.reason.setText("twice")
    tickets.house.question.confirm.click()
    tickets.settle()

    assert tickets.workspace.read(weigh_in_block)[0].voided == "twice"
    tickets.page.bar.choose("state", "voided")
    tickets.wait_for("2 · Familia Dos")


def test_a_ticket_is_shown_as_it_is_printed(tickets: Tickets) -> None:
    tickets.wait_for("2 · Familia Dos", "1 · Familia Uno")
    tickets.page.table.choose(0)
    tickets.settle()
    tickets.page.print_page()
    tickets.settle()

    view = tickets.house.findChild(PdfView)
    assert view is not None
    assert len(view.pages) == 1


def words_of(tickets: Tickets) -> str:
    return " | ".join(text.text() for text in tickets.page.inspector.findChildren(QLabel)).replace("\u00a0", " ")


def test_a_ticket_without_a_price_gets_one_in_the_inspector(tickets: Tickets) -> None:
    tickets.house.go("tickets", UNPRICED)
    tickets.wait_for("1 · Familia Uno")
    tickets.page.table.choose(0)
    tickets.settle()
    assert "decided later" in words_of(tickets)

    press(tickets, "Decide the price …")
    panel = tickets.page.inspector.findChildren(FormPanel)[-1]
    QTest.keyClicks(panel.form.first().editor, "0.30")
    panel.save.click()
    tickets.settle()
    tickets.wait_for()

    row = tickets.workspace.read(weigh_in_block)[1]
    assert (row.member, row.value) == ("Familia Uno", Money.of(15, "USD"))
    assert "Value | $15.00" in words_of(tickets)
    assert "Price decided" in words_of(tickets)


def test_a_decided_price_is_taken_back_with_a_reason(tickets: Tickets) -> None:
    waiting = tickets.workspace.read(weigh_in_block)[1]
    tickets.workspace.write(decide_price, waiting.id, TicketPriceData(price_micros=300_000))
    tickets.house.go("tickets", waiting.id)
    tickets.wait_for("1 · Familia Uno")
    tickets.qtbot.waitUntil(lambda: "Price decided" in words_of(tickets))

    press(tickets, "Take back the price …")
    tickets.house.question.reason.setText("not agreed")
    tickets.house.question.confirm.click()
    tickets.settle()

    assert tickets.workspace.read(weigh_in_block)[1].price is None
    assert "decided later" in words_of(tickets)


def press(tickets: Tickets, words: str) -> None:
    """Click a button of the inspector."""
    next(one for one in tickets.page.inspector.findChildren(QPushButton) if one.text() == words).click()
    tickets.settle()
