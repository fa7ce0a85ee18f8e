"""Lots are sorted from the keyboard, the loss is reckoned as one types, and places are counted in one grid."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.containers import set_packaging
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.commands.packing import SortedOut
from sse_desktop.commands.places import PlaceData, add_place
from sse_desktop.commands.products import archive_grade
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.sorting import SortedIn, SortingData, sort_lots
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.lot_inside import families_in_lot
from sse_desktop.queries.stock import LotRow, lot, lots
from sse_desktop.queries.stock_movements import movements
from sse_desktop.queries.stock_reservations import stock_reservations
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.lots import LotsPage
from sse_desktop.ui.page import Page
from sse_desktop.ui.places import PlacesPage
from sse_desktop.ui.sorting_form import SortingPanel
from sse_desktop.ui.sortings import SortingsPage
from sse_desktop.ui.stock_count_grid import COUNTED, DIFFERENCE, REASON
from sse_desktop.ui.stock_counts import StockCountsPage
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import in_this_day, press, spec, typed

PageT = TypeVar("PageT", bound=Page)


def kg(number: str | int) -> Quantity:
    return Quantity.of(number, "kg")


@dataclass
class Yard:
    """The window with the pages of stock, and one lot of 100 kg of two families."""

    house: House
    workspace: Workspace
    lot_id: uuid.UUID
    product: uuid.UUID
    settle: Settle

    def open(self, key: str, kind: type[PageT], record: object = None) -> PageT:
        self.house.go(key, record)
        self.settle()
        page = self.house.page
        assert isinstance(page, kind)
        return page

    def panel(self, kind: SortingKind) -> SortingPanel:
        page = self.open("sortings", SortingsPage, (kind, self.lot_id))
        panel = page.inspector.content
        assert isinstance(panel, SortingPanel)
        return panel

    def row(self, lot_id: uuid.UUID | None = None) -> LotRow:
        return self.workspace.read(lot, lot_id or self.lot_id)

    def stocked(self) -> list[LotRow]:
        return [row for row in self.workspace.read(lots) if row.balance.milli]


@pytest.fixture
def yard(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Yard:
    in_this_day(context)
    context.services = Services(undo=undo_last)
    product = a_product(workspace, "MAN", "Mandarina", "A", "B", shelf_days=10, sale_unit="unit")
    workspace.write(set_conversion, product, Conversion("unit", 1, 10, date(2026, 1, 1)))
    workspace.write(set_packaging, product, a_container(workspace), 75)
    first = a_weigh_in(workspace, a_member(workspace, "Familia Uno", number=1), product, 60_000)
    a_weigh_in(workspace, a_member(workspace, "Familia Dos", number=2), product, 40_000)
    house = make_house(*(spec(key) for key in ("lots", "sortings", "stock_counts", "places", "tickets", "trace")))
    settle()
    return Yard(house, workspace, first.lot_id, product, settle)


def test_a_lot_is_graded_from_the_keyboard_and_the_rest_asks_for_its_reason(yard: Yard) -> None:
    page = yard.open("sortings", SortingsPage)
    press(yard.house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    yard.settle()
    panel = page.inspector.content
    assert isinstance(panel, SortingPanel)

    typed(yard.house, "\n\n")  # grading, the only lot, then all of it
    press(yard.house, Qt.Key.Key_Tab)
    typed(yard.house, "70")
    press(yard.house, Qt.Key.Key_Tab)
    typed(yard.house, "25.5")
    assert panel.loss.text() == "Comes out: 95.5\u00a0kg; lost: 4.5\u00a0kg"
    typed(yard.house, "\n")  # goes to the reason, which is asked for now
    typed(yard.house, "crushed\n")
    yard.settle()

    assert [(row.grade, row.balance) for row in yard.stocked()] == [("B", kg("25.5")), ("A", kg(70))]
    cells = [page.model.index(0, column).data() for column in (1, 5, 6, 7)]
    assert cells == ["grading", "100.0", "95.5", "4.5"]
    yard.house.undo()
    yard.settle()
    assert yard.row().balance == kg(100)
    assert page.model.rowCount() == 0


def test_more_out_than_in_is_said_while_one_types(yard: Yard) -> None:
    panel = yard.panel(SortingKind.GRADING)

    panel.form.fill({"grade_0": kg(101)})
    panel.form.edited.emit()

    assert panel.loss.text() == "■ Comes out: 101\u00a0kg; 1\u00a0kg more than go in"
    assert panel.form.fields["reason"].isHidden()


def test_nothing_typed_is_said_beside_the_first_grade(yard: Yard) -> None:
    panel = yard.panel(SortingKind.GRADING)
    panel.form.fields["reason"].set_value("x")

    panel.form.commit()

    assert "at least one weight" in panel.form.fields["grade_0"].message.text()


def test_crates_are_packed_and_the_rest_stays_in_the_lot(yard: Yard) -> None:
    panel = yard.panel(SortingKind.PACKING)
    panel.form.fill({"containers": 10, "loose": 5})
    panel.form.edited.emit()
    assert panel.loss.text() == "Comes out: 75.5\u00a0kg"

    panel.form.commit()
    yard.settle()

    assert sorted(row.balance.milli for row in yard.stocked()) == [24_500, 75_500]


def test_another_kind_brings_other_fields(yard: Yard) -> None:
    panel = yard.panel(SortingKind.GRADING)
    assert set(panel.form.fields) == {"taken", "grade_0", "grade_1", "reason", "note"}

    panel.kind.combo.setCurrentIndex(2)

    assert set(panel.form.fields) == {"place", "moved", "reason", "note"}


def test_part_of_a_lot_moves_to_a_place_of_the_register(yard: Yard) -> None:
    yard.workspace.write(add_place, PlaceData(code="COLD", name="Cold room"))
    panel = yard.panel(SortingKind.MOVING)
    panel.form.fill({"moved": kg(30)})

    panel.form.commit()
    yard.settle()

    assert sorted((row.place, row.balance) for row in yard.stocked()) == [("C03", kg(70)), ("COLD", kg(30))]


def test_lots_are_joined(yard: Yard) -> None:
    data = SortingData(
        kind=SortingKind.GRADING,
        inputs=(SortedIn(lot_id=yard.lot_id),),
        outputs=(SortedOut(grams=40_000),),
        rest_stays=True,
    )
    made = yard.workspace.write(sort_lots, data)
    panel = yard.panel(SortingKind.JOINING)
    panel.form.fill({"others": made.lot_ids})
    panel.form.edited.emit()

    panel.form.commit()
    yard.settle()

    [joined] = yard.stocked()
    assert joined.balance == kg(100)
    told = [(family.number, family.weight) for family in yard.workspace.read(families_in_lot, joined.id)]
    assert told == [(1, kg(60)), (2, kg(40))]


def test_an_empty_lot_never_opens_the_form_of_another(yard: Yard) -> None:
    whole = SortingData(
        kind=SortingKind.GRADING, inputs=(SortedIn(lot_id=yard.lot_id),), outputs=(SortedOut(grams=100_000),)
    )
    yard.workspace.write(sort_lots, whole)

    page = yard.open("sortings", SortingsPage, (SortingKind.GRADING, yard.lot_id))

    assert not isinstance(page.inspector.content, SortingPanel)
    assert page.inspector.isHidden()


def test_a_lot_of_an_archived_grade_keeps_it_when_lots_are_joined(yard: Yard) -> None:
    yard.workspace.write(archive_grade, yard.row().grade_id)

    panel = yard.panel(SortingKind.JOINING)

    assert panel.form.fields["grade"].read() == yard.row().grade_id


def test_a_sorting_is_voided_with_a_reason(yard: Yard) -> None:
    panel = yard.panel(SortingKind.GRADING)
    panel.form.fill({"grade_0": kg(100)})
    panel.form.commit()
    yard.settle()
    page = yard.open("sortings", SortingsPage)
    page.table.choose(0)
    yard.settle()
    row = page.selected_row()
    assert row is not None

    page.ask_to_void(row)
    yard.house.question.reason.setText("wrong scale")
    yard.house.question.confirm.click()
    yard.settle()

    assert yard.row().balance == kg(100)
    assert page.model.rowCount() == 0


def test_a_movement_opens_its_sorting_and_a_sorting_its_lots(qtbot: QtBot, yard: Yard) -> None:
    panel = yard.panel(SortingKind.GRADING)
    panel.form.fill({"grade_0": kg(100)})
    panel.form.commit()
    yard.settle()
    page = yard.open("lots", LotsPage)
    [move] = [move for move in yard.workspace.read(movements, yard.lot_id) if move.kind == "sorted_out"]

    page.open_document(move)
    yard.settle()

    shown = yard.house.page
    assert isinstance(shown, SortingsPage)
    qtbot.waitUntil(lambda: shown.selected_row() is not None)


def test_a_whole_place_is_counted_in_one_grid(yard: Yard) -> None:
    page = yard.open("stock_counts", StockCountsPage)
    page.place.set_value("C03")
    yard.settle()
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.model.index(0, COUNTED))
    typed(yard.house, "98.5\n")
    assert page.model.index(0, DIFFERENCE).data() == "-1.5"

    page.save()
    yard.settle()
    assert "Type why" in page.trouble.text()
    assert yard.row().balance == kg(100)

    page.model.setData(page.model.index(0, REASON), "dried out")
    press(yard.house, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    yard.settle()

    assert yard.row().balance == kg("98.5")
    assert page.model.counts() == ()
    yard.house.undo()
    yard.settle()
    assert yard.row().balance == kg(100)


def test_what_is_pasted_into_a_count_is_taken_whole_or_not_at_all(yard: Yard) -> None:
    page = yard.open("stock_counts", StockCountsPage)
    said: list[object] = []
    page.model.refused.connect(said.append)

    page.model.paste("90\nx", 0, COUNTED)
    page.model.paste("-3", 0, COUNTED)
    assert (len(said), page.model.counts()) == (2, ())

    page.model.paste("90\t\tsoft", 0, COUNTED)
    assert [(count.counted_g, count.reason) for count in page.model.counts()] == [(90_000, "soft")]
    page.model.clear([(0, COUNTED)])
    assert page.model.counts() == ()


def test_the_sheet_of_a_count_is_shown_to_print(qtbot: QtBot, yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    page = yard.open("stock_counts", StockCountsPage)
    shown: list[str] = []
    monkeypatch.setattr(yard.house, "show_pdf", lambda title, _data, _name: shown.append(title))

    page.print_page()

    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown == ["Count of all places"]


def test_a_place_that_lots_name_gets_its_name(yard: Yard) -> None:
    page = yard.open("places", PlacesPage)
    page.table.choose(0)
    yard.settle()
    assert page.model.index(0, 4).data() == "▲ no name yet"
    row = page.selected_row()
    assert row is not None

    page.opened(row)
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"name": "Yard"})
    panel.form.commit()
    yard.settle()

    assert [page.model.index(0, column).data() for column in (0, 1, 2)] == ["C03", "Yard", "1"]


def test_a_lot_is_kept_for_a_contract_and_set_free_again(yard: Yard, context: Context) -> None:
    page = yard.open("lots", LotsPage)
    page.table.choose(0)
    yard.settle()
    page.ask_to_keep(yard.row())
    yard.settle()
    assert not isinstance(page.inspector.content, FormPanel)  # no contract asks for mandarins

    buyer = yard.workspace.write(add_buyer, BuyerData(name="Instituto"))
    line = ContractLineData(
        product_id=yard.product,
        description="Mandarina",
        quantity=Quantity.of(1000, "unit"),
        price=UnitPrice.of("0.05", "USD"),
    )
    terms = ContractData(reference="C-1", title="Fruta", signed_on=context.today())
    yard.workspace.write(open_contract, buyer, "USD", terms, [line])
    page.ask_to_keep(yard.row())
    yard.settle()
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"weight": kg(60)})
    panel.form.commit()
    yard.settle()
    [kept] = yard.workspace.read(stock_reservations)
    assert (kept.left, kept.contract, yard.row().free) == (kg(60), "C-1", kg(40))

    page.set_free(kept)
    yard.settle()
    assert yard.row().free == kg(100)
    yard.house.undo()
    yard.settle()
    assert yard.row().free == kg(40)


def test_the_last_day_of_a_lot_is_set_with_its_reason(yard: Yard, context: Context) -> None:
    page = yard.open("lots", LotsPage)
    page.set_last_day(yard.row())
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"day": context.today(), "reason": "ripe"})
    panel.form.commit()
    yard.settle()

    assert (yard.row().keeps_until, yard.row().note) == (context.today(), "ripe")
    assert page.model.index(0, 8).data() == "▲ last day"
