"""Pledges are typed, pasted and cleared like a spreadsheet; every change is saved at once, a wrong block not at all."""

import uuid
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.pledges import pledge_grid
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.pledges import PledgesPage
from sse_desktop.workspace import Workspace
from tests.builders import TODAY, a_member, a_product
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import press, spec, typed

FIRST = Week.of(TODAY)


@dataclass
class Grid:
    """The page in its window."""

    house: House
    page: PledgesPage
    workspace: Workspace
    product: uuid.UUID
    settle: Settle

    def stored(self) -> list[list[str]]:
        """Return the kilos of the first four weeks by member."""
        rows = self.workspace.read(pledge_grid, self.product, FIRST, FIRST + 3)
        none = Quantity(0, "kg")
        return [[str(row.by_week.get(FIRST + week, none).amount.normalize()) for week in range(4)] for row in rows]

    def at(self, row: int, column: int) -> None:
        self.page.sheet.grid.setFocus()
        self.page.sheet.grid.setCurrentIndex(self.page.model.index(row, column))

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        press(self.house, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.settle()


@pytest.fixture
def grid(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Grid:
    context.locale = Locale("es", "EC")
    context.services = Services(undo=undo_last)
    for number, name in ((1, "Familia Uno"), (2, "Familia Dos"), (3, "Familia Tres")):
        a_member(workspace, name, number=number)
    product = a_product(workspace)
    house = make_house(spec("pledges"))
    settle()
    page = house.page
    assert isinstance(page, PledgesPage)
    return Grid(house, page, workspace, product, settle)


def test_digits_begin_a_cell_and_enter_saves_it_and_goes_down(grid: Grid) -> None:
    grid.at(0, 0)
    typed(grid.house, "12,5\n30\n")
    grid.settle()

    assert grid.stored() == [["12.5", "0", "0", "0"], ["3E+1", "0", "0", "0"], ["0", "0", "0", "0"]]
    assert grid.page.sheet.grid.currentIndex().row() == 2


def test_a_block_from_a_spreadsheet_is_pasted_and_added_up(grid: Grid) -> None:
    grid.at(1, 1)
    grid.paste("10\t20,5\r\n\t40\r\n")

    assert grid.stored()[1:] == [["0", "1E+1", "20.5", "0"], ["0", "0", "4E+1", "0"]]
    sums = [grid.page.sums.index(0, column).data() for column in range(4)]
    assert sums == ["0,0", "10,0", "60,5", "0,0"]
    assert grid.page.sums.index(0, 12).data() == "70,5"


def test_a_block_with_one_wrong_cell_changes_nothing_and_names_the_cell(grid: Grid) -> None:
    grid.at(0, 0)
    grid.paste("10\t20\n30\tmucho")

    assert grid.stored() == [["0"] * 4] * 3
    assert grid.page.trouble.isVisible()
    assert "mucho" in grid.page.trouble.text()


def test_a_block_beyond_the_grid_is_refused(grid: Grid) -> None:
    grid.at(2, 0)
    grid.paste("1\n2")

    assert grid.stored() == [["0"] * 4] * 3
    assert grid.page.trouble.isVisible()


def test_a_negative_pledge_is_refused(grid: Grid) -> None:
    grid.at(0, 0)
    grid.paste("-5")

    assert grid.stored() == [["0"] * 4] * 3
    assert grid.page.trouble.text().startswith("■ ")


def test_delete_clears_and_ctrl_z_takes_a_block_back_as_one(grid: Grid) -> None:
    grid.at(0, 0)
    grid.paste("10\t20\n30\t40")
    press(grid.house, Qt.Key.Key_Delete)
    grid.settle()
    assert grid.stored()[:2] == [["0", "2E+1", "0", "0"], ["3E+1", "4E+1", "0", "0"]]

    grid.house.undo()
    grid.settle()
    assert grid.stored()[0][0] == "1E+1"


def test_a_new_block_is_taken_back_with_ctrl_z(grid: Grid) -> None:
    grid.at(0, 0)
    grid.paste("10\t20\n30\t40")
    assert grid.stored()[0][0] == "1E+1"

    press(grid.house, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    grid.settle()

    assert grid.stored() == [["0"] * 4] * 3
    assert grid.page.model.index(0, 0).data() in {"", None}


def test_cells_are_copied_as_a_spreadsheet_takes_them(grid: Grid) -> None:
    grid.at(0, 0)
    grid.paste("10\t20")
    grid.at(0, 0)
    press(grid.house, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(grid.house, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "10,0\t20,0"


def test_other_weeks_are_shown_by_key_and_keep_what_was_typed(grid: Grid) -> None:
    grid.at(0, 4)
    grid.paste("7")
    press(grid.house, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    grid.settle()

    assert grid.page.first == FIRST + 4
    assert grid.page.model.index(0, 0).data() == "7,0"


def test_members_are_found_by_words(grid: Grid) -> None:
    grid.page.search.setText("tres")

    assert grid.page.model.rowCount() == 1
    assert grid.page.model.headerData(0, Qt.Orientation.Vertical) == "3 · Familia Tres"


def test_without_members_or_products_the_page_leads_to_them(
    make_house: MakeHouse, settle: Settle, workspace: Workspace
) -> None:
    house = make_house(spec("pledges"), spec("members"), spec("products"))
    settle()
    page = house.page
    assert isinstance(page, PledgesPage)
    assert page.places.currentIndex() == 1
    assert workspace.folder.exists()


# ---------------------------------------------------------------- by member number


def test_a_block_that_begins_with_member_numbers_finds_its_members(grid: Grid) -> None:
    weeks = "\t".join(["", *["5"] * 11])
    grid.at(0, 3)
    grid.paste(f"N.º\tFamilia\tsem 1\n3\tFamilia Tres\t7{weeks}\n1\tFamilia Uno\t8,5{weeks}\n")

    assert grid.stored() == [["8.5", "5", "5", "5"], ["0"] * 4, ["7", "5", "5", "5"]]


def test_fewer_weeks_are_pasted_by_number_from_the_chosen_week_on(grid: Grid) -> None:
    grid.at(0, 1)
    QGuiApplication.clipboard().setText("2\t4\t6")
    press(grid.house, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    grid.settle()

    assert grid.stored() == [["0"] * 4, ["0", "4", "6", "0"], ["0"] * 4]


def test_unknown_numbers_are_named_and_nothing_is_changed(grid: Grid) -> None:
    grid.at(0, 0)
    QGuiApplication.clipboard().setText("2\t4\n17\t1\n18\t1")
    grid.page.paste_by_number()
    grid.settle()

    assert grid.stored() == [["0"] * 4] * 3
    assert "17, 18" in grid.page.trouble.text()


def test_a_line_without_a_number_and_a_wrong_weight_are_named(grid: Grid) -> None:
    grid.at(0, 0)
    QGuiApplication.clipboard().setText("2\t4\nAna\t1")
    grid.page.paste_by_number()
    assert "Ana" in grid.page.trouble.text()

    QGuiApplication.clipboard().setText("2\t4\n3\tmucho")
    grid.page.paste_by_number()

    assert "mucho" in grid.page.trouble.text()
    assert grid.stored() == [["0"] * 4] * 3


def test_members_that_a_filter_hides_are_found_by_number_in_one_step(grid: Grid) -> None:
    grid.page.search.setText("tres")
    grid.at(0, 0)
    QGuiApplication.clipboard().setText("1\t4\n3\t6")
    grid.page.paste_by_number()
    grid.settle()
    assert [row[0] for row in grid.stored()] == ["4", "0", "6"]

    grid.house.undo()
    grid.settle()
    assert grid.stored() == [["0"] * 4] * 3
