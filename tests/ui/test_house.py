"""The window leads everywhere from the keyboard, says what happened in plain words, and shows only places that exist."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.queries.search import search
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.message_bar import STAYS_MS
from sse_desktop.workspace import Workspace
from tests.builders import a_member
from tests.ui.conftest import MakeHouse, Settle, spec_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class BinFull(DomainError):
    sentence = N_("The bin {bin} is full. Nothing was saved. Empty it first.")


class Bench(Page):
    """A page with one field, one action, and a record that others can ask for."""

    depends_on = frozenset({"member"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.line = TextField(context, "line", N_("Line"))
        self.set_body(self.line)
        self.records: list[object] = []
        self.runs = 0
        self.files: list[Path] = []
        self.printed = 0
        self.offer()

    def offered(self) -> Sequence[Action]:
        return (Action(N_("Weigh in"), self.run, key="F2", primary=True), Action(N_("Void"), self.run))

    def run(self) -> None:
        self.runs += 1

    def show_record(self, record: object) -> None:
        self.records.append(record)

    def take_files(self, files: Sequence[Path]) -> None:
        self.files += files

    def print_page(self) -> None:
        self.printed += 1

    def first_focus(self) -> QWidget:
        return self.line


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    built = make_house(
        spec_of(Bench, key="today", place="today", title="Today"),
        spec_of(Bench, key="members", place="members", title="Members"),
        spec_of(Bench, key="desk", place="harvest", title="Weigh-in desk"),
        spec_of(Bench, key="tickets", place="harvest", title="Tickets", takes=(".json",)),
        spec_of(Bench, key="settings", place="settings", title="Settings"),
    )
    settle()
    return built


def bench(house: House) -> Bench:
    assert isinstance(house.page, Bench)
    return house.page


def words_in(widget: QWidget) -> list[str]:
    return [text.text() for text in widget.findChildren(QLabel) if text.isVisible()]


def test_only_places_with_a_page_are_shown(house: House) -> None:
    shown = [place.text() for place in house.rail.findChildren(QAbstractButton)]

    assert shown == ["Today", "Members", "Harvest", "Settings"]


def test_the_keyboard_reaches_every_place_and_view(house: House) -> None:
    QTest.keyClick(house, Qt.Key.Key_3, CTRL)
    assert house.here == "desk"
    QTest.keyClick(house, Qt.Key.Key_Tab, CTRL)
    assert house.here == "tickets"
    QTest.keyClick(house, Qt.Key.Key_1, CTRL)
    assert house.here == "today"
    QTest.keyClick(house, Qt.Key.Key_3, CTRL)
    assert house.here == "tickets"  # the view that was seen last
    QTest.keyClick(house, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert house.here == "desk"


def test_the_name_of_a_place_leads_to_the_view_seen_last(house: House) -> None:
    house.go("harvest")
    assert house.here == "desk"
    house.go("tickets")
    house.go("today")

    house.go("harvest")

    assert house.here == "tickets"


def test_the_head_names_the_place_its_views_and_its_actions(house: House) -> None:
    house.go("desk")

    tabs = [house.header.tabs.tabText(number) for number in range(house.header.tabs.count())]
    assert house.header.title.text() == "Harvest"
    assert tabs == ["Weigh-in desk", "Tickets"]
    house.go("members")
    assert house.header.title.text() == "Members"
    assert not house.header.tabs.isVisible()


def test_a_view_is_opened_by_its_tab(house: House) -> None:
    house.go("desk")
    tabs = house.header.tabs

    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())

    assert house.here == "tickets"


def test_the_keyboard_stands_where_work_begins(house: House) -> None:
    house.go("members")

    assert bench(house).line.line.hasFocus()


def test_the_rail_is_walked_with_the_arrows(house: House) -> None:
    places = house.rail.findChildren(QAbstractButton)
    places[0].setFocus()

    QTest.keyClick(places[0], Qt.Key.Key_Down)
    assert places[1].hasFocus()
    QTest.keyClick(places[1], Qt.Key.Key_Space)

    assert house.here == "members"


def test_the_search_finds_places_and_actions_by_any_words(qtbot: QtBot, house: House) -> None:
    QTest.keyClick(house, Qt.Key.Key_K, CTRL)
    assert house.search.hasFocus()

    QTest.keyClicks(house.search, "desk weigh")
    assert house.search.suggestions.isVisible()
    QTest.keyClick(house.search, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: house.here == "desk")
    assert not house.search.suggestions.isVisible()
    QTest.keyClick(house, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(house.search, "void")
    QTest.keyClick(house.search, Qt.Key.Key_Return)
    assert bench(house).runs == 1


def test_the_search_finds_records_and_brings_them_into_view(
    qtbot: QtBot, house: House, workspace: Workspace, settle: Settle
) -> None:
    house.context.services.find = search
    ana = a_member(workspace, "Ángel Ñato")
    settle()

    house.search.start()
    QTest.keyClicks(house.search, "nato angel")
    qtbot.waitUntil(lambda: house.search.suggestions.model().rowCount() == 1)
    QTest.keyClick(house.search, Qt.Key.Key_Return)

    assert house.here == "members"
    assert bench(house).records == [ana]


def test_escape_leaves_the_search_as_it_was(house: House) -> None:
    house.search.start()
    QTest.keyClicks(house.search, "zzz")

    QTest.keyClick(house.search, Qt.Key.Key_Escape)

    assert house.search.text() == ""
    assert not house.search.suggestions.isVisible()
    assert house.here == "today"


def test_a_repairable_failure_is_one_sentence_and_no_report(house: House) -> None:
    house.problem(BinFull(bin=7))

    assert house.message.isVisible()
    assert "The bin 7 is full. Nothing was saved. Empty it first." in words_in(house.message)
    assert [offer.text() for offer in house.message.findChildren(QAbstractButton)] == ["✕"]


def test_a_bug_leads_to_a_report_without_values_of_people(house: House, tmp_path: Path) -> None:
    house.problem(ValueError("Ana Núñez 1712345678"))

    offers = [offer for offer in house.message.findChildren(QAbstractButton) if offer.text() == "Show the report"]
    QTest.mouseClick(offers[0], Qt.MouseButton.LeftButton)

    report = house.findChild(QPlainTextEdit)
    assert isinstance(report, QPlainTextEdit)
    assert "ValueError" in report.toPlainText()
    assert "Ana" not in report.toPlainText()
    assert "1712345678" not in (tmp_path / "problems.log").read_text(encoding="utf-8")
    house.close_sheet()
    assert house.header.title.text() == "Today"


def test_good_news_goes_away_by_itself_and_trouble_stays(house: House) -> None:
    house.tell("Saved.")
    assert house.message.isVisible()
    assert house.message._timer.isActive()
    assert house.message._timer.interval() == STAYS_MS

    house.tell("Careful.", state="blocked")
    assert not house.message._timer.isActive()


def test_a_reason_is_asked_in_the_page_and_without_one_nothing_happens(house: House) -> None:
    reasons: list[str] = []
    house.ask(Question("Void ticket 12?", "Void", reasons.append, reason="Reason", danger=True))
    bar = house.question

    assert bar.reason.hasFocus()
    assert not bar.confirm.isEnabled()
    QTest.keyClick(bar.reason, Qt.Key.Key_Return)
    assert reasons == []
    QTest.keyClicks(bar.reason, "typed twice")
    QTest.keyClick(bar.reason, Qt.Key.Key_Return)

    assert reasons == ["typed twice"]
    assert not bar.isVisible()


def test_escape_gives_a_question_up(house: House) -> None:
    reasons: list[str] = []
    house.ask(Question("Sure?", "Yes", reasons.append))

    QTest.keyClick(house.question, Qt.Key.Key_Escape)

    assert reasons == []
    assert not house.question.isVisible()


def test_a_question_does_not_follow_to_another_page(house: House) -> None:
    reasons: list[str] = []
    house.ask(Question("The bid was won. Make its contract now?", "Make it", reasons.append))

    house.go("members")

    assert not house.question.isVisible()
    assert reasons == []


def test_the_page_has_the_keyboard_again_when_a_sheet_is_closed(house: House) -> None:
    sheet = TextField(house.context, "sheet", "Sheet")
    house.open_sheet("A sheet", sheet)
    assert sheet.line.hasFocus()

    house.close_sheet()

    assert bench(house).line.line.hasFocus()


def test_ctrl_z_takes_the_last_change_back_even_from_a_field(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    from sse_desktop.commands.members import MemberData, change_member
    from sse_desktop.queries.members import member

    house.context.services.undo = undo_last
    ana = a_member(workspace, "Ana")
    workspace.write(change_member, ana, MemberData(name="Anna", number=1))
    bench(house).line.setFocus()

    QTest.keyClick(bench(house).line.line, Qt.Key.Key_Z, CTRL)
    settle()

    assert workspace.read(member, ana).name == "Ana"
    assert "The last change was taken back." in words_in(house.message)


def test_ctrl_z_in_a_field_takes_back_what_was_typed_first(house: House) -> None:
    line = bench(house).line.line
    QTest.keyClicks(line, "abc")

    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)

    assert line.text() == ""
    assert not house.message.isVisible()


def test_nothing_to_take_back_is_said(house: House, settle: Settle) -> None:
    house.context.services.undo = undo_last

    house.undo()
    settle()

    assert house.message.isVisible()


def test_ctrl_p_prints_the_page_and_f1_helps(house: House) -> None:
    QTest.keyClick(house, Qt.Key.Key_P, CTRL)
    assert bench(house).printed == 1

    QTest.keyClick(house, Qt.Key.Key_F1)
    shown = words_in(house)
    assert "Weigh in" in shown  # the keys of the page stand first
    assert "F2" in shown
    QTest.keyClick(house, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert house.header.title.text() == "Today"


def test_dropped_files_go_to_the_page_that_reads_their_kind(house: House, tmp_path: Path) -> None:
    notice = tmp_path / "notice.json"
    notice.write_text("{}")

    drop(house, notice)

    assert house.here == "tickets"
    assert bench(house).files == [notice]


def test_a_file_that_nothing_reads_is_refused_in_words(house: House, tmp_path: Path) -> None:
    drop(house, tmp_path / "song.mp3")

    assert house.here == "today"
    assert any("song.mp3" in words for words in words_in(house.message))


def drop(house: House, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(QPoint(300, 300)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    house.window().dropEvent(event)


def test_the_strip_says_where_the_data_are_and_who_acts(house: House) -> None:
    house.strip.show_file("cooperative")
    house.strip.show_user("Ana · secretary")

    assert words_in(house.strip)[:1] == ["cooperative · on this computer"]
    assert "Ana · secretary" in words_in(house.strip)


def test_little_room_leaves_icons_in_the_rail_and_actions_in_a_menu(house: House, settle: Settle) -> None:
    window = house.window()
    window.resize(1366, 768)
    settle()
    wide = [button.text() for button in house.header.findChildren(QAbstractButton) if button.isVisible()]

    window.resize(880, 500)
    settle()
    narrow = house.rail.findChildren(QAbstractButton)

    assert "Void" in wide
    assert [button.text() for button in narrow] == [""] * 4
    assert [button.accessibleName() for button in narrow] == ["Today", "Members", "Harvest", "Settings"]
    window.resize(1366, 768)
    settle()
    assert [button.text() for button in narrow] == ["Today", "Members", "Harvest", "Settings"]


def test_the_window_works_at_1366_by_768_and_at_its_smallest(house: House) -> None:
    house.go("desk")
    window = house.window()
    for width, height in ((1366, 768), (880, 500)):
        window.resize(width, height)
        window.grab()
        assert (window.width(), window.height()) == (width, height)
        assert house.header.geometry().right() <= house.width()
