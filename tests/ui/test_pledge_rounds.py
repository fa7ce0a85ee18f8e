"""A round sets weeks and products of the grid, tells who answered and who pledges more than the plots yield."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sse_desktop.commands.pledge_rounds import PledgeRoundData, add_pledge_round
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.pledge_rounds import PledgeRoundRow, pledge_rounds
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.pledges import PledgesPage
from sse_desktop.workspace import Workspace
from tests.bidding import pledged
from tests.builders import TODAY, a_member, a_plot, a_product
from tests.documents.reading import pages_of
from tests.ui.acting import press as press_button
from tests.ui.acting import words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, press, spec, typed

FIRST = Week.of(TODAY) + 2


@dataclass
class Season:
    """A page with two communities and two products."""

    house: House
    page: PledgesPage
    workspace: Workspace
    settle: Settle
    ana: uuid.UUID
    fruit: uuid.UUID
    other: uuid.UUID

    def rounds(self) -> list[PledgeRoundRow]:
        return self.workspace.read(pledge_rounds, archived=None)

    def opened(self, *products: uuid.UUID) -> None:
        data = PledgeRoundData(
            title="Season", first_week=FIRST, last_week=FIRST + 2, product_ids=products or (self.fruit,)
        )
        self.workspace.write(add_pledge_round, data)
        self.settle()

    def cell(self, row: int, column: int) -> Any:
        return self.page.model.index(row, column).data()

    def inspected(self) -> str:
        return words_in(self.page.inspector)

    def button(self, title: str) -> None:
        press_button(self.page.inspector, title)
        self.settle()


@pytest.fixture
def season(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Season:
    context.locale = Locale("en")
    context.services = Services(undo=undo_last)
    fruit, other = a_product(workspace, "GRA", "Granadilla"), a_product(workspace)
    ana = a_member(workspace, "Ana", number=1, community="Nabón")
    a_member(workspace, "Luis", number=2, community="Sigsig")
    a_plot(workspace, ana, "Alto", product_id=fruit, expected_yield_g=100_000)
    house = make_house(spec("pledges"))
    settle()
    page = house.page
    assert isinstance(page, PledgesPage)
    return Season(house, page, workspace, settle, ana, fruit, other)


def test_a_round_is_opened_from_the_keyboard_and_shown_at_once(season: Season) -> None:
    press(season.house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    season.settle()
    typed(season.house, f"Season 2026\n{FIRST.number}\n{FIRST.number + 3}\n")
    season.settle()

    [row] = season.rounds()
    assert (row.title, row.first_week, row.last_week) == ("Season 2026", FIRST, FIRST + 3)
    assert row.products == ("Granadilla", "Mandarina")
    assert season.page.round.row == row
    assert season.page.model.weeks == [FIRST, FIRST + 1, FIRST + 2, FIRST + 3]
    assert "0 of 2 members answered" in season.page.state.text()


def test_the_round_sets_weeks_and_products(season: Season) -> None:
    season.opened()

    assert [season.page.product.itemText(at) for at in range(season.page.product.count())] == ["Granadilla"]
    assert season.page.model.weeks == [FIRST, FIRST + 1, FIRST + 2]
    assert season.page.earlier.isHidden()

    season.page.round.combo.setCurrentIndex(0)
    season.settle()
    assert season.page.product.count() == 2
    assert len(season.page.model.weeks) == 12
    assert season.page.state.isHidden()


def test_a_pledge_above_the_yield_is_told_and_kept(season: Season) -> None:
    season.opened()
    season.page.sheet.grid.setFocus()
    season.page.sheet.grid.setCurrentIndex(season.page.model.index(0, 0))
    typed(season.house, "75\n")
    season.settle()
    assert [season.cell(0, column) for column in (3, 4, 5)] == ["75.0", "100.0", "75%"]

    season.page.sheet.grid.setCurrentIndex(season.page.model.index(0, 1))
    typed(season.house, "50\n")
    season.page.sheet.grid.setCurrentIndex(season.page.model.index(0, 1))
    season.settle()

    assert season.cell(0, 5) == "▲ 125%"
    assert "1 member pledges more than the plots yield" in season.page.state.text()
    assert "more than the 100\u00a0kg expected from Alto" in season.page.about.text()
    assert "1 of 2 members answered" in season.page.state.text()


def test_closing_asks_first_and_a_closed_round_opens_again(season: Season) -> None:
    pledged(season.workspace, season.fruit, {FIRST: 40}, season.ana)
    season.opened()
    choose(season.house, "The round")
    season.settle()
    assert "Nabón" in season.inspected()
    assert "1 / 2" in season.inspected()

    season.button("Close the round")
    season.house.question.confirm.click()
    season.settle()
    assert season.rounds()[0].closed_on is not None
    assert "closed on" in season.page.state.text()

    choose(season.house, "The round")
    season.settle()
    season.button("Open it again")
    assert season.rounds()[0].closed_on is None


def test_members_are_shown_by_community(season: Season) -> None:
    season.page.bar.community.setCurrentIndex(season.page.bar.community.findText("Sigsig"))

    assert [row.member for row in season.page.model.rows] == ["Luis"]


def test_the_sheet_of_the_community_is_shown_with_ctrl_p(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bytes] = []
    monkeypatch.setattr(season.page.context.shell, "show_pdf", lambda _title, data, _name: shown.append(data))
    season.opened()
    season.page.bar.community.setCurrentIndex(season.page.bar.community.findText("Nabón"))
    season.page.sheet.grid.setFocus()

    press(season.house, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    season.settle()

    [page] = pages_of(shown[0])
    assert "Ana" in page
    assert "Luis" not in page
    assert "Season" in page
