"""Crates are lent, brought back and counted in the inspector; each balance opens down to its entries."""

import os
import uuid
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLabel

from sse_desktop.commands.containers import ContainerData, add_container_kind
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.crates import CrateMove
from sse_desktop.queries.crates import CrateFilter, crate_balances, crate_entries
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.crates import CratesPage
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, in_this_day, spec, typed


@dataclass
class Crates:
    """The page in its window, with a returnable kind and two families."""

    house: House
    workspace: Workspace
    kind: uuid.UUID
    ana: uuid.UUID
    settle: Settle

    @property
    def page(self) -> CratesPage:
        page = self.house.page
        assert isinstance(page, CratesPage)
        return page

    def panel(self) -> FormPanel:
        panel = self.page.inspector.content
        assert isinstance(panel, FormPanel)
        return panel

    def held(self) -> list[int]:
        return [row.balance for row in self.workspace.read(crate_balances, CrateFilter(settled=True))]

    def lend(self) -> None:
        choose(self.house, "Lend crates")
        self.settle()
        typed(self.house, "ana\n40\n")
        self.settle()


@pytest.fixture
def crates(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Crates:
    in_this_day(context)
    context.services = Services(undo=undo_last)
    kind = workspace.write(add_container_kind, ContainerData(name="Gaveta", tare_g=1800, returnable=True))
    ana = a_member(workspace, community="Chambo", number=7)
    a_member(workspace, "Luis Paca", number=8)
    house = make_house(spec("crates"), spec("containers"), spec("tickets"))
    settle()
    return Crates(house, workspace, kind, ana, settle)


def test_crates_are_lent_from_the_keyboard_and_go_down_with_a_load(crates: Crates) -> None:
    crates.lend()
    assert crates.held() == [40]

    product = a_product(crates.workspace)
    a_weigh_in(crates.workspace, crates.ana, product, 200_000, container_kind_id=crates.kind, containers=15)
    crates.settle()
    crates.page.table.choose(0)
    crates.settle()
    if folder := os.environ.get("SSE_PICTURES"):
        crates.house.window().grab().save(f"{folder}/crates.png")

    assert crates.page.model.index(0, 7).data() == "25"
    assert crates.page.totals.text() == "25 crates held"
    content = crates.page.inspector.content
    assert content is not None
    words = "\n".join(each.text() for each in content.findChildren(QLabel))
    assert "-15 · brought with a load" in words
    assert "+40 · lent" in words


def test_taking_back_begins_with_the_row_under_the_cursor(crates: Crates) -> None:
    crates.lend()
    crates.page.table.choose(0)
    crates.settle()
    choose(crates.house, "Take back")
    crates.settle()
    assert "By the books: 40" in crates.panel().form.fields["containers"].message.text()
    typed(crates.house, "40\n")
    crates.settle()

    assert crates.held() == [0]
    assert crates.page.model.rowCount() == 0


def test_a_count_wants_its_reason_and_a_movement_is_void_with_one(crates: Crates) -> None:
    crates.lend()
    [row] = crates.workspace.read(crate_balances)
    crates.page.begin(CrateMove.COUNTED, row)
    crates.settle()
    panel = crates.panel()
    panel.form.fill({"containers": 37})
    panel.form.commit()
    assert panel.form.fields["reason"].message.text().startswith("■ ")
    panel.form.fill({"reason": "visit"})
    panel.form.commit()
    crates.settle()
    assert crates.held() == [37]

    crates.page.ask_to_void(crates.workspace.read(crate_entries, crates.ana, crates.kind)[0])
    crates.house.question.reason.setText("counted the wrong heap")
    crates.house.question.confirm.click()
    crates.settle()
    assert crates.held() == [40]


def test_without_a_kind_that_must_come_back_the_page_leads_to_the_containers(
    make_house: MakeHouse, settle: Settle
) -> None:
    house = make_house(spec("crates"), spec("containers"))
    settle()
    choose(house, "Lend crates")
    settle()
    assert type(house.page).__name__ == "ContainersPage"


def test_the_list_is_shown_as_it_is_printed(crates: Crates, monkeypatch: pytest.MonkeyPatch) -> None:
    crates.lend()
    shown: list[bytes] = []
    monkeypatch.setattr(crates.house, "show_pdf", lambda _title, data, _name: shown.append(data))
    crates.page.print_page()
    crates.settle()
    assert shown[0].startswith(b"%PDF")
