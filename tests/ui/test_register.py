"""A register reads when it is seen, finds by words, orders, keeps its choice, copies, and is quiet when there is nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.queries.members import MemberFilter, MemberRow, members
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Sheet
from sse_desktop.ui.house import House
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.workspace import Workspace
from tests.builders import a_member
from tests.ui.conftest import MakeHouse, Settle, spec_of

NASTY = "<img src=x onerror=1><b>Ana</b>"


def counted(_session: Session, words: str) -> str:
    return words


class Families(Register[MemberRow]):
    """Members as they are listed."""

    depends_on = frozenset({"member"})
    name, title = "families", N_("Members")
    columns: ClassVar[tuple[Column[Any], ...]] = (
        Column(N_("No."), lambda row: row.number, 60),
        Column(N_("Name"), lambda row: row.name, 200, stretch=True),
        Column(N_("Community"), lambda row: row.community, 160, secondary=True),
        Column(N_("State"), lambda row: Mark(State.READY, "in order") if row.number % 2 else None, 140),
    )
    empty = Empty(N_("No members yet"), N_("Members are the families who deliver."))
    reads = 0

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New member"), self.new, key="Ctrl+N", primary=True), Action(N_("Import"), self.new))

    def source(self, view: View) -> Callable[..., Sequence[MemberRow]]:
        self.reads += 1
        return partial(members, which=MemberFilter(words=view.words))

    def totals_query(self, view: View) -> Callable[..., Any]:
        return partial(counted, words=view.words)

    def totals_text(self, result: str) -> str:
        return f"all of «{result}»"

    def chosen(self, row: MemberRow) -> None:
        self.inspect(row.name, Details(self.context).fact(N_("Community"), row.community))

    def new(self) -> None:
        a_member(self.context.workspace, "from the button")  # type: ignore[arg-type]  # the workspace is there in tests


@pytest.fixture
def page(make_house: MakeHouse, workspace: Workspace, settle: Settle) -> Families:
    for name in ("Zoila Paredes", "Ángel Ñato", NASTY, "Beatriz Peña"):
        a_member(workspace, name, community=name[:2])
    settle()
    house = make_house(spec_of(Families, key="members", place="members"))
    settle()
    assert isinstance(house.page, Families)
    return house.page


def names(page: Families) -> list[str]:
    return [str(page.model.index(row, 1).data()) for row in range(page.model.rowCount())]


def house_of(page: Families) -> House:
    house = page.window().centralWidget()  # type: ignore[attr-defined]  # the window of these tests is a MainWindow
    assert isinstance(house, House)
    return house


def test_the_rows_are_read_when_the_page_is_seen(page: Families) -> None:
    assert names(page) == ["Zoila Paredes", "Ángel Ñato", NASTY, "Beatriz Peña"]
    assert page.totals.text() == "all of «»"
    assert page.reads == 1


def test_numbers_stand_right_under_their_header(page: Families) -> None:
    right = int(Qt.AlignmentFlag.AlignRight)
    sides = [page.model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in range(2)]
    heads = [
        page.model.headerData(column, Qt.Orientation.Horizontal, int(Qt.ItemDataRole.TextAlignmentRole))
        for column in range(2)
    ]

    assert [bool(int(side) & right) for side in sides] == [True, False]
    assert heads == sides


def test_typing_finds_without_accents_in_any_order(page: Families, qtbot: QtBot, settle: Settle) -> None:
    QTest.keyClicks(page.bar.search, "nato angel")
    qtbot.waitUntil(lambda: page.view.words == "nato angel")
    settle()

    assert names(page) == ["Ángel Ñato"]
    assert page.totals.text() == "all of «nato angel»"


def test_nothing_that_fits_is_told_apart_from_nothing_at_all(page: Families, qtbot: QtBot, settle: Settle) -> None:
    QTest.keyClicks(page.bar.search, "nobody")
    qtbot.waitUntil(lambda: page.view.words == "nobody")
    settle()

    shown = [text.text() for text in page.findChildren(QLabel) if text.isVisible()]
    assert "Nothing matches" in shown
    assert "No members yet" not in shown
    assert page.bar.isVisible()


def test_an_empty_place_says_what_it_is_for_and_offers_the_first_step(make_house: MakeHouse, settle: Settle) -> None:
    house = make_house(spec_of(Families, key="members", place="members"))
    settle()
    assert house.page is not None

    shown = [text.text() for text in house.page.findChildren(QLabel) if text.isVisible()]
    offers = [offer.text() for offer in house.page.findChildren(QPushButton) if offer.isVisible()]

    assert "No members yet" in shown
    assert "Members are the families who deliver." in shown
    assert offers == ["New member", "Import"]


def test_a_commit_is_seen_at_once_and_the_choice_stays(page: Families, workspace: Workspace, settle: Settle) -> None:
    page.table.choose(3)

    a_member(workspace, "Carmen")
    settle()

    assert names(page)[-1] == "Carmen"
    row = page.selected_row()
    assert row is not None
    assert row.name == "Beatriz Peña"


def test_a_page_that_is_not_seen_reads_when_it_is_seen_again(
    make_house: MakeHouse, workspace: Workspace, settle: Settle
) -> None:
    house = make_house(spec_of(Families, key="a", place="members"), spec_of(Families, key="b", place="stock"))
    settle()
    first = house.page
    assert isinstance(first, Families)
    house.go("b")
    settle()
    before = first.reads

    a_member(workspace, "Carmen")
    settle()
    assert first.reads == before
    house.go("a")
    settle()

    assert first.reads == before + 1
    assert names(first) == ["Carmen"]


def test_a_header_orders_the_rows(page: Families) -> None:
    page.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)

    assert names(page) == [NASTY, "Ángel Ñato", "Beatriz Peña", "Zoila Paredes"]
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert names(page)[0] == "Beatriz Peña"


def test_a_name_with_markup_is_shown_as_it_is_written(page: Families) -> None:
    page.table.choose(2)

    assert page.inspector.title.text() == NASTY
    assert page.inspector.title.textFormat() is Qt.TextFormat.PlainText
    labels = page.inspector.findChildren(QLabel)
    assert all(text.textFormat() is Qt.TextFormat.PlainText for text in labels)


def test_rows_are_copied_as_a_spreadsheet_takes_them(page: Families) -> None:
    page.table.setFocus()
    page.table.selectRow(1)

    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "No.\tName\tCommunity\tState\n2\tÁngel Ñato\tÁn\t"


def test_the_keyboard_goes_from_the_search_into_the_rows_and_opens_one(page: Families) -> None:
    page.bar.search.setFocus()
    QTest.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert page.inspector.isVisible()
    assert page.inspector.title.text() == "Ángel Ñato"
    QTest.keyClick(page.inspector, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()


def test_the_key_of_the_primary_action_works_while_the_page_is_seen(page: Families, settle: Settle) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert names(page)[-1] == "from the button"


def test_a_record_asked_for_is_chosen(page: Families, settle: Settle) -> None:
    row = page.model.row_at(3)
    assert row is not None

    house_of(page).go("members", row.id)
    settle()

    chosen = page.selected_row()
    assert chosen is not None
    assert chosen.name == "Beatriz Peña"
    assert page.inspector.title.text() == "Beatriz Peña"


def test_columns_that_the_inspector_repeats_give_way(page: Families, settle: Settle) -> None:
    page.window().resize(900, 600)
    page.table.setColumnWidth(1, 330)
    settle()
    assert not page.table.isColumnHidden(2)

    page.table.choose(0)
    settle()

    assert page.table.isColumnHidden(2)
    page.close_inspector()
    settle()
    assert not page.table.isColumnHidden(2)


def test_widths_are_kept_for_the_next_day(page: Families, context: Any, make_house: MakeHouse, settle: Settle) -> None:
    page.table.setColumnWidth(3, 177)

    again = make_house(spec_of(Families, key="members", place="members"))
    settle()

    assert context.preferences.columns["families"][3] == 177
    assert isinstance(again.page, Families)
    assert again.page.table.columnWidth(3) == 177


def test_a_column_is_as_wide_as_what_it_holds(page: Families, workspace: Workspace, settle: Settle) -> None:
    narrow = page.table.columnWidth(0)

    a_member(workspace, "Eva", number=123_456_789)
    settle()

    assert page.table.columnWidth(0) > narrow
    assert page.table.columnWidth(0) <= 2 * 60


def test_escape_closes_the_inspector_and_the_keyboard_stays_with_the_rows(page: Families) -> None:
    page.table.setFocus()
    page.table.choose(1)
    assert page.inspector.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.inspector.isVisible()

    page.inspect("Form", field := TextField(page.context, "name", N_("Name")))
    field.setFocus()
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)

    assert not page.inspector.isVisible()
    assert page.table.hasFocus()


def test_the_rows_are_taken_out_to_a_spreadsheet_with_bare_numbers(
    page: Families, tmp_path: Path, settle: Settle
) -> None:
    written: list[tuple[Path, Sheet]] = []
    page.context.services.write_sheet = lambda path, sheet: written.append((path, sheet))

    page.save_as_spreadsheet()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "members.xlsx"))
    dialog.close()
    settle()

    [(path, sheet)] = written
    assert path == tmp_path / "members.xlsx"
    assert sheet.headers == ("No.", "Name", "Community", "State")
    assert list(sheet.rows[1]) == [2, "Ángel Ñato", "Án", None]
