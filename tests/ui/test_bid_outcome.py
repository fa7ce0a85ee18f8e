"""A bid becomes a packet and leaves the house: built, seen, saved, handed in, won; the keyboard is never lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sse_desktop import clock
from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.requirements import add_usual_requirements
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import UnitPrice
from sse_desktop.queries.contracts import contract_of_bid
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import focused, press
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, a_possible_bid, pressed, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today  # the window and the commands live on the same day
    return make_house(*PLACE, first="tenders")


def test_a_packet_is_built_seen_saved_and_listed_with_its_folios(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace), settle)
    assert desk.state("packet") == (State.TO_DO, "to build")

    desk.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()

    [row] = desk.now.packets
    step = desk.page.packet
    assert desk.state("packet") == (State.READY, f"{row.folios} folios")
    view = step.view
    assert view is not None
    qtbot.waitUntil(lambda: len(view.pages) == row.pages)
    qtbot.waitUntil(lambda: view.pages[0].drawn_at > 0)
    words = seen_words(step)
    assert all(part["title"] in words for part in row.parts)

    step.save_to(tmp_path)
    settle()
    assert (tmp_path / "packet.pdf").read_bytes() == workspace.attachments.read(row.sha256)

    desk.page.go_to("price")
    line = step.desk.bid.lines[0] if step.desk and step.desk.bid else None
    assert line is not None
    workspace.write(set_price, line.id, UnitPrice.of("0.16", "USD"))
    settle()
    assert desk.state("packet") == (State.TO_DO, "to build again")
    desk.page.build()
    settle()
    settle()
    assert "To print again" in seen_words(step)
    assert desk.now.packets[0].version == 2


def test_a_bid_goes_from_ready_to_won_and_its_contract_is_made(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_possible_bid(workspace)
    desk = Desk(house, workspace, made, settle)
    desk.press("Mark as ready")
    assert desk.bid.state.label == "ready"
    assert not desk.page.price.price.isEnabled()
    desk.press("It was handed in")
    pressed(desk.page.inspector, "It was handed in")
    settle()
    assert desk.bid.state.label == "submitted"
    desk.press("Record the result")
    desk.press("Won")
    assert desk.bid.state.label == "won"

    assert "Make its contract now?" in house.question.sentence.text()
    house.question.confirm.click()
    settle()
    panel = desk.page.inspector.content
    assert isinstance(panel, FormPanel)
    fields = panel.form.fields
    assert fields["penalty_coefficient"].read() is None
    fields["reference"].set_value("C-2026-01")
    pressed(panel, "Make the contract")
    settle()

    assert workspace.read(contract_of_bid, desk.bid.id) is not None
    assert [action.title for action in desk.page.offered()] == ["Show the contract"]


def test_after_handing_in_the_notice_offers_no_change_of_its_lines_until_there_is_a_new_version(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_possible_bid(workspace)
    desk = Desk(house, workspace, made, settle)
    desk.key(Qt.Key.Key_1)
    notice = desk.page.notice
    editing = (notice.product, notice.weeks, notice.change, notice.take_out, notice.add, notice.paste)
    assert all(each.isVisible() for each in editing)
    desk.press("Mark as ready")
    desk.press("It was handed in")
    pressed(desk.page.inspector, "It was handed in")
    settle()

    desk.key(Qt.Key.Key_1)
    assert not any(each.isVisible() for each in editing)
    assert "The bid was handed in, so its lines stay as they are." in seen_words(notice)
    assert notice.table.hasFocus() or notice.table.isAncestorOf(focused(house))

    desk.press("New version")
    assert all(each.isVisible() for each in editing)


def test_the_desk_without_a_tender_opens_the_one_that_is_due_first(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    a_coming_tender(workspace, title="Later", deadline=clock.now() + timedelta(days=40))
    a_coming_tender(workspace, title="Sooner", reference="FI-02")

    house.go("tenders.desk")
    settle()

    assert house.header.title.text() == "Sooner"


def test_the_desk_says_what_it_is_for_when_there_is_no_tender(house: House, settle: Settle) -> None:
    house.go("tenders.desk")
    settle()

    assert "No tender to work at" in seen_words(house)
    pressed(house, "Go to the tenders")
    assert house.here == "tenders"


def test_ctrl_z_takes_the_last_change_of_the_desk_back(house: House, workspace: Workspace, settle: Settle) -> None:
    house.context.services.undo = undo_last
    made = a_possible_bid(workspace)
    workspace.write(add_usual_requirements, made)
    desk = Desk(house, workspace, made, settle)
    desk.page.go_to("papers")
    desk.page.papers.table.choose(0)
    desk.press("Not asked for")
    assert len(desk.now.papers) == 10

    house.undo()
    settle()

    assert len(desk.now.papers) == 11


def test_the_keyboard_comes_back_to_the_step_when_a_form_is_closed(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace), settle)
    desk.press("Change the line")
    panel = desk.page.inspector.content
    assert panel is not None
    assert panel.isAncestorOf(focused(house))

    press(house, Qt.Key.Key_Escape)

    assert desk.page.notice.isAncestorOf(focused(house))
