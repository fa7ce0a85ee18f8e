"""Labels are asked for at a lot and at the scale; what a scanner reads off them finds the lot everywhere."""

import os
from dataclasses import dataclass

import pytest

from sse_desktop.commands.containers import set_packaging
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.weighing import WeighInRecorded
from sse_desktop.domain.quantity import Conversion
from sse_desktop.prints.labels import LabelWish, NotSoManyLabels, print_labels
from sse_desktop.queries.labels import lot_for_labels
from sse_desktop.queries.search import search
from sse_desktop.queries.stock import LotFilter, lots
from sse_desktop.queries.trace import trace
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.labels import CRATES, LabelPanel
from sse_desktop.ui.lots import LotsPage
from sse_desktop.ui.trace import TracePage
from sse_desktop.ui.widgets.lot_picker import LotPicker
from sse_desktop.ui.widgets.record_picker import Choice
from sse_desktop.workspace import Workspace
from tests.builders import TODAY, a_container, a_member, a_product, a_weigh_in
from tests.documents.reading import pages_of
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, in_this_day, spec, typed


@dataclass
class Stock:
    """A lot of 12 crates, 75 mandarins of 120 g in each."""

    house: House
    workspace: Workspace
    made: WeighInRecorded
    settle: Settle


@pytest.fixture
def stock(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Stock:
    in_this_day(context)
    context.services = Services(find=search)
    product = a_product(workspace, shelf_days=10, sale_unit="unit")
    workspace.write(set_conversion, product, Conversion("unit", 12, 100, TODAY.replace(month=1)))
    crate = a_container(workspace)
    workspace.write(set_packaging, product, crate, 75)
    made = a_weigh_in(workspace, a_member(workspace), product, 126_000, container_kind_id=crate, containers=12)
    house = make_house(spec("lots"), spec("trace"), spec("weigh_in"))
    settle()
    return Stock(house, workspace, made, settle)


def test_labels_of_all_crates_are_shown_for_the_lot_under_the_cursor(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = stock.house.page
    assert isinstance(page, LotsPage)
    page.table.choose(0)
    stock.settle()
    row = page.selected_row()
    assert row is not None
    next(action for action in page.row_actions(row) if action.title == "Labels").run()
    stock.settle()
    panel = page.inspector.content
    assert isinstance(panel, LabelPanel)
    if folder := os.environ.get("SSE_PICTURES"):
        stock.house.window().grab().save(f"{folder}/labels.png")
    shown: list[bytes] = []
    monkeypatch.setattr(stock.house, "show_pdf", lambda _title, data, _name: shown.append(data))

    assert (panel.what.read(), panel.count.read()) == (CRATES, 12)
    panel.first.set_value(20)
    panel.form.commit()
    stock.settle()

    texts = pages_of(shown[0])
    assert [text.count(stock.made.lot_code) for text in texts] == [5, 7]
    assert "75 u · 9 kg" in texts[0].replace("\xa0", " ")


def test_the_scale_offers_labels_of_the_lot(stock: Stock) -> None:
    stock.house.go("weigh_in")
    stock.settle()
    choose(stock.house, "Labels of the lot")
    stock.settle()
    if folder := os.environ.get("SSE_PICTURES"):
        stock.house.window().grab().save(f"{folder}/labels-desk.png")
    [panel] = stock.house.findChildren(LabelPanel)
    assert panel.isVisible()
    assert panel.lot.code == stock.made.lot_code


def test_a_scanned_crate_is_found_by_search_trace_and_register(stock: Stock) -> None:
    scanned = f"{stock.made.lot_code}/7"

    assert [hit.record for hit in stock.workspace.read(search, scanned) if hit.kind == "lot"] == [stock.made.lot_id]
    assert [row.id for row in stock.workspace.read(lots, LotFilter(words=scanned))] == [stock.made.lot_id]
    assert stock.workspace.read(trace, scanned).code == stock.made.lot_code
    stock.house.go("trace")
    stock.settle()
    page = stock.house.page
    assert isinstance(page, TracePage)
    page.code.setFocus()
    typed(stock.house, f"{scanned}\n")
    stock.settle()
    assert page.found is not None
    assert page.found.code == stock.made.lot_code


def test_a_field_for_a_lot_takes_the_scan_of_a_crate(stock: Stock, context: Context) -> None:
    field = LotPicker(context, "lot", "Lot")
    field.set_choices([Choice(stock.made.lot_id, stock.made.lot_code), Choice("other", "NAR-20260101-C03-01-A")])
    assert stock.house.page is not None
    stock.house.page.inspect("x", field)
    field.setFocus()
    typed(stock.house, f"{stock.made.lot_code}/12\n")
    assert field.read() == stock.made.lot_id


def test_a_lot_tells_its_labels_units_and_packing(stock: Stock) -> None:
    lot = stock.workspace.read(lot_for_labels, stock.made.lot_id)

    assert (lot.containers, str(lot.weight), str(lot.units)) == (12, "108.000 kg", "900.000 unit")
    [packing] = lot.packings
    assert (packing.container, str(packing.units), str(packing.weight)) == ("Gaveta", "75.000 unit", "9.000 kg")
    with pytest.raises(NotSoManyLabels):
        print_labels(stock.workspace, LabelWish(lot_id=lot.id, crates=2001))
    assert print_labels(stock.workspace, LabelWish(lot_id=lot.id)).startswith(b"%PDF")
