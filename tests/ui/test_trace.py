"""A code of a lot or a ticket opens to the families behind it; an unknown one is said beside the field."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.trace import TracePage
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_plot, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import focused, in_this_day, press, spec, typed


@dataclass
class Search:
    """The page in its window, with a lot of two families."""

    house: House
    page: TracePage
    lot: str
    ticket: str
    settle: Settle

    def trace(self, code: str) -> None:
        self.page.code.line.clear()
        self.page.code.setFocus()
        focused(self.house)
        typed(self.house, f"{code}\n")
        self.settle()


@pytest.fixture
def search(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Search:
    in_this_day(context)
    product = a_product(workspace)
    member = a_member(workspace, "Familia Uno", number=1, community="La Loma")
    first = a_weigh_in(workspace, member, product, 60_000, plot_id=a_plot(workspace, member, "Alta"))
    a_weigh_in(workspace, a_member(workspace, "Familia Dos", number=2), product, 40_000)
    house = make_house(spec("trace"))
    settle()
    page = house.page
    assert isinstance(page, TracePage)
    return Search(house, page, first.lot_code, str(first.number), settle)


def test_a_scanned_lot_shows_its_families_and_plots(search: Search) -> None:
    search.trace(search.lot)

    sources = search.page.sources.model
    assert [sources.index(row, 1).data() for row in range(2)] == ["1 · Familia Uno", "2 · Familia Dos"]
    assert sources.index(0, 2).data() == "La Loma · Alta"
    assert search.page.sources.sum.text() == "100\u00a0kg of 2 families"
    assert search.page.destinations.sum.text() == "Nothing of it was delivered yet."


def test_a_ticket_leads_to_its_whole_lot(search: Search) -> None:
    search.trace(search.ticket)

    assert search.page.lots.model.index(0, 0).data() == search.lot
    assert search.page.sources.model.rowCount() == 2


def test_an_unknown_code_is_said_beside_the_field_and_nothing_old_is_shown(search: Search) -> None:
    search.trace(search.lot)
    search.trace("MAN-X")

    assert "MAN-X" in search.page.code.message.text()
    assert search.page.places.currentIndex() == 0
    assert not search.page.offered()[0].enabled


def test_the_trace_is_shown_as_it_is_printed(search: Search) -> None:
    search.trace(search.lot)
    press(search.house, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    search.settle()

    view = search.house.findChild(PdfView)
    assert view is not None
    assert view.pages
