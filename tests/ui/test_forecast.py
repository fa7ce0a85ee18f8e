"""The forecast shows plan and actual, states its margin, tells why a reliability counts, and opens down to the weigh-ins."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.products import products
from sse_desktop.queries.reliability import ReliabilityRow, product_reliability
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.forecast import ForecastPage
from sse_desktop.ui.house import House
from sse_desktop.ui.tickets import TicketsPage
from sse_desktop.workspace import Workspace
from tests.bidding import pledged
from tests.builders import TODAY, a_member, a_product
from tests.ui.acting import panel_of, press, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec

NOW = Week.of(TODAY)
PAST = [NOW + -back for back in range(4, 0, -1)]
NEXT = NOW + 1


@dataclass
class Season:
    """The page in its window."""

    house: House
    page: ForecastPage
    workspace: Workspace
    settle: Settle
    ana: uuid.UUID
    fruit: uuid.UUID

    def row(self, week: Week) -> list[Any]:
        at = next(number for number, row in enumerate(self.page.weeks.rows) if row.week == week)
        return [self.page.weeks.index(at, column).data() for column in range(2, 8)]

    def choose_week(self, week: Week) -> None:
        at = next(number for number, row in enumerate(self.page.weeks.rows) if row.week == week)
        self.page.week_table.setFocus()
        self.page.week_table.choose(at)
        self.settle()

    def choose_member(self) -> None:
        self.page.tabs.setCurrentIndex(1)
        self.page.member_table.choose(0)
        self.settle()

    def reliability(self) -> ReliabilityRow:
        [row] = self.workspace.read(product_reliability, self.fruit, TODAY)
        return row

    def margin(self) -> int:
        return next(row.safety_margin_bp for row in self.workspace.read(products) if row.id == self.fruit)


@pytest.fixture
def season(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Season:
    context.locale = Locale("en")
    context.services = Services(undo=undo_last)
    fruit = a_product(workspace, "GRA", "Granadilla")
    ana = a_member(workspace, "Ana", number=1, community="Nabón")
    pledged(workspace, fruit, {**dict.fromkeys(PAST, 100), NEXT: 200}, ana)
    weighed(workspace, ana, fruit, PAST)
    house = make_house(spec("forecast"), spec("pledges"), spec("tickets"), spec("members"))
    settle()
    page = house.page
    assert isinstance(page, ForecastPage)
    return Season(house, page, workspace, settle, ana, fruit)


def weighed(workspace: Workspace, member: uuid.UUID, product: uuid.UUID, weeks: list[Week]) -> None:
    """Weigh in 75 kg on the Wednesday of each week, past the clock of the workspace."""
    from sse_desktop.commands.harvests import record_weigh_in
    from sse_desktop.commands.weighing import WeighIn
    from sse_desktop.domain.roles import Role
    from sse_desktop.store.database import Actor
    from tests.builders import NOW as HOUR

    load = WeighIn(member=member, product_id=product, gross_g=75_000, place="C03")
    for week in weeks:
        at = datetime.combine(week.monday + timedelta(days=2), HOUR.timetz())
        with workspace.database.writing(Actor("Ana", Role.ADMINISTRATOR), "a test", at) as session:
            record_weigh_in(session, load)


def test_past_weeks_show_the_plan_and_what_came_and_the_next_ones_the_forecast(season: Season) -> None:
    assert season.row(PAST[0]) == ["100.000", "100.000", "0.000", "100.000", "75.000", "75%"]
    assert season.row(NEXT) == ["200.000", "150.000", "0.000", "150.000", "", ""]
    assert "pledged, kg 200" in season.page.chart.accessibleDescription()


def test_the_margin_is_typed_in_place_and_taken_off(season: Season) -> None:
    line = season.page.margin.field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "12.5")
    QTest.keyClick(line, Qt.Key.Key_Return)
    season.settle()

    assert season.margin() == 1250
    assert season.row(NEXT) == ["200.000", "150.000", "18.750", "131.250", "", ""]

    season.house.undo()
    season.settle()
    assert season.margin() == 0
    assert line.text() == "0"


def test_a_margin_above_all_is_refused_and_the_old_one_stands(season: Season) -> None:
    line = season.page.margin.field.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "120")
    QTest.keyClick(line, Qt.Key.Key_Return)
    season.settle()

    assert season.margin() == 0
    assert line.text() == "0"
    assert "120" in season.house.message.sentence.text()


def test_a_member_s_reliability_is_shown_set_with_a_reason_and_forgotten(season: Season) -> None:
    season.choose_member()
    assert "75%" in words_in(season.page.inspector)
    assert "Learned from this member" in words_in(season.page.inspector)

    press(season.page.inspector, "Set the reliability …")
    panel = panel_of(season.page)
    type_into(panel.form.fields["bp"], "50")
    panel.form.commit()
    season.settle()
    assert season.reliability().set_by_hand is None  # no reason, no figure

    panel.form.fields["reason"].set_value("Hail")
    panel.form.commit()
    season.settle()
    by_hand = season.reliability().set_by_hand
    assert by_hand is not None
    assert (by_hand.bp, by_hand.reason) == (5000, "Hail")
    assert season.row(NEXT)[3] == "100.000"

    season.choose_member()
    assert "Hail" in words_in(season.page.inspector)
    press(season.page.inspector, "Let what was learned count")
    season.settle()
    assert season.reliability().bp == 7500


def test_a_week_opens_down_to_its_members_and_their_tickets(season: Season) -> None:
    season.choose_week(PAST[1])
    words = words_in(season.page.inspector)
    assert "1 · Ana" in words
    press(season.page.inspector, "Tickets")
    season.settle()
    tickets = season.house.page
    assert isinstance(tickets, TicketsPage)
    assert tickets.bar.words() == "Ana"
    chosen = tickets.bar.chosen()
    assert (chosen["days"], chosen["product"]) == (f"{PAST[1].monday}/{PAST[1].sunday}", str(season.fruit))


def test_other_weeks_are_shown_by_key(season: Season) -> None:
    first = season.page.weeks.rows[0].week
    season.page.week_table.setFocus()
    QTest.keyClick(season.page.week_table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    season.settle()

    assert season.page.weeks.rows[0].week == first + 4


def test_without_pledges_the_page_leads_to_them(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> None:
    a_product(workspace)
    house = make_house(spec("forecast"), spec("pledges"))
    settle()
    page = house.page

    assert isinstance(page, ForecastPage)
    assert page.places.currentIndex() == 1
    assert workspace.folder.exists()
