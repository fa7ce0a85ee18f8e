"""Lots are held, released, counted and lose weight with a reason; what can't be is said beside the field."""

import uuid
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.stock import LotRow, lot
from sse_desktop.queries.stock_movements import movements
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.lots import LotsPage
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import in_this_day, spec


@dataclass
class Stock:
    """The page in its window, with one lot of 100 kg of two families."""

    house: House
    page: LotsPage
    workspace: Workspace
    lot_id: uuid.UUID
    settle: Settle

    def row(self) -> LotRow:
        return self.workspace.read(lot, self.lot_id)

    def answer(self, reason: str) -> None:
        self.house.question.reason.setText(reason)
        self.house.question.confirm.click()
        self.settle()

    def panel(self) -> FormPanel:
        panel = self.page.inspector.content
        assert isinstance(panel, FormPanel)
        return panel


@pytest.fixture
def stock(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Stock:
    in_this_day(context)
    context.services = Services(undo=undo_last)
    product = a_product(workspace, shelf_days=10)
    first = a_weigh_in(workspace, a_member(workspace, "Familia Uno", number=1), product, 60_000)
    a_weigh_in(workspace, a_member(workspace, "Familia Dos", number=2), product, 40_000)
    house = make_house(spec("lots"), spec("trace"), spec("weigh_in"))
    settle()
    page = house.page
    assert isinstance(page, LotsPage)
    page.table.choose(0)
    settle()
    return Stock(house, page, workspace, first.lot_id, settle)


def test_a_lot_shows_what_is_free_and_who_is_in_it(stock: Stock) -> None:
    cells = [stock.page.model.index(0, column).data() for column in range(9)]
    assert cells[1] == "Mandarina 1"
    assert cells[2] == "C03"
    assert cells[4] == "0 of 10 days"
    assert cells[7:] == ["100.0", "● free"]
    assert stock.page.totals.text() == "1 lot, 100\u00a0kg free"


def test_a_held_lot_is_not_free_until_it_is_released_each_with_a_reason(stock: Stock) -> None:
    stock.page.ask_to_hold(stock.row())
    stock.answer("smells")
    assert (stock.row().held, stock.row().free, stock.row().note) == (True, Quantity(0, "kg"), "smells")
    assert stock.page.model.index(0, 8).data() == "■ held back"

    stock.page.ask_to_release(stock.row())
    stock.answer("washed")
    assert stock.row().free == Quantity.of(100, "kg")


def test_without_a_reason_nothing_is_held(stock: Stock) -> None:
    stock.page.ask_to_hold(stock.row())

    assert not stock.house.question.confirm.isEnabled()
    assert not stock.row().held


def test_a_loss_above_what_is_there_is_said_beside_the_weight(stock: Stock) -> None:
    stock.page.take_out(stock.row())
    form = stock.panel().form
    form.fill({"weight": Quantity.of(101, "kg"), "reason": "rotten"})
    form.commit()
    stock.settle()

    assert "100" in form.fields["weight"].message.text()
    assert stock.row().balance == Quantity.of(100, "kg")


def test_a_loss_leaves_the_lot_and_can_be_voided_with_a_reason(stock: Stock) -> None:
    stock.page.take_out(stock.row())
    form = stock.panel().form
    form.fill({"weight": Quantity.of("2.5", "kg"), "reason": "rotten"})
    form.commit()
    stock.settle()
    assert stock.row().balance == Quantity.of("97.5", "kg")

    loss = next(move for move in stock.workspace.read(movements, stock.lot_id) if move.kind == "loss")
    stock.page.ask_to_void(stock.row(), loss)
    stock.answer("wrong lot")
    assert stock.row().balance == Quantity.of(100, "kg")


def test_a_count_sets_the_lot_right_and_ctrl_z_takes_it_back(stock: Stock) -> None:
    stock.page.count(stock.row())
    form = stock.panel().form
    assert form.fields["counted"].message.text() == "By the books: 100\u00a0kg"
    form.fill({"counted": Quantity.of(98, "kg"), "reason": "weekly count"})
    form.commit()
    stock.settle()
    assert stock.row().balance == Quantity.of(98, "kg")

    stock.house.undo()
    stock.settle()
    assert stock.row().balance == Quantity.of(100, "kg")


def test_a_lot_with_nothing_in_it_is_still_found(qtbot: QtBot, stock: Stock) -> None:
    stock.page.count(stock.row())
    form = stock.panel().form
    form.fill({"counted": Quantity(0, "kg"), "reason": "gone"})
    form.commit()
    stock.settle()
    assert stock.page.model.rowCount() == 0
    assert stock.page.bar.isVisible()

    stock.page.show_record(stock.lot_id)
    qtbot.waitUntil(lambda: stock.page.selected_row() is not None)
    stock.settle()
    assert stock.page.model.index(0, 8).data() == "○ empty"


def test_a_closed_lot_takes_no_more_loads(stock: Stock) -> None:
    stock.page.close_or_open(stock.row())
    stock.settle()

    again = a_weigh_in(stock.workspace, 1, stock.row().product_id, 10_000)
    assert again.lot_id != stock.lot_id
