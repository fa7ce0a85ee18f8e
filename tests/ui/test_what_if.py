"""A what-if is typed in a minute, from the keyboard alone, and leads to a tender."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.what_ifs import WhatIfData, WhatIfLineData, add_what_if, add_what_if_line
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.plans import tender_demand
from sse_desktop.queries.tenders import tenders
from sse_desktop.queries.what_ifs import what_if_result, what_ifs
from sse_desktop.ui.bid_desk import BidDeskPage
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.ui.week_field import week_typed
from sse_desktop.ui.what_if import WhatIfPage
from sse_desktop.workspace import Workspace
from tests.bidding import an_item, fruit, pledged
from tests.ui.conftest import TODAY, MakeHouse, Settle
from tests.ui.hands import choose, press, typed
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, pressed, seen_words, today, weeks_to_come


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today
    return make_house(*PLACE, first="what_if")


def page_of(house: House) -> WhatIfPage:
    page = house.page
    assert isinstance(page, WhatIfPage)
    return page


def a_what_if(workspace: Workspace, product: Any, units: int = 400, title: str = "Spring") -> Any:
    weeks = weeks_to_come()
    made = workspace.write(add_what_if, WhatIfData(title=title))
    line = WhatIfLineData(
        product_id=product, first_week=weeks[0], last_week=weeks[-1], quantity=Quantity.of(units, "unit")
    )
    workspace.write(add_what_if_line, made, line)
    return made


def test_a_menu_is_typed_from_the_keyboard_and_the_gap_week_stands_beside_it(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    product = fruit(workspace)
    weeks = weeks_to_come(12)
    pledged(workspace, product, dict.fromkeys(weeks[:6], 1000))
    settle()

    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    typed(house, "Spring menu\n")
    settle()
    typed(house, "gran\n")
    typed(house, f"{weeks[0].number}\n")
    typed(house, f"{weeks[-1]}\n")
    typed(house, "9935\n")
    settle()

    [row] = workspace.read(what_ifs)
    found = workspace.read(what_if_result, row.id, today())
    assert [line.total for line in found.lines] == [Quantity.of(119_220, "unit")]
    page = page_of(house)
    gap = found.capacity.products[0].first_gap
    assert gap is not None
    assert gap.week == weeks[6]
    said = page.view.said.text().replace("\u00a0", " ")
    assert said.startswith(f"■ 9,545 u are missing in week {weeks[6].number} (954.5 kg)")
    states = [page.view.table._rows_model.columns[-1].value(week) for week in page.view.table.rows]
    assert [state.state for state in states if isinstance(state, Mark)] == [State.READY] * 6 + [State.BLOCKED] * 6
    assert page.panel is not None
    assert page.panel.form.first().editor.hasFocus(), "the next line can be typed at once"


def test_pupils_are_taken_from_the_schools_of_a_route(house: House, workspace: Workspace, settle: Settle) -> None:
    fruit(workspace)
    buyer = workspace.write(add_buyer, BuyerData(name="District"))
    for code, route, pupils in (("A", "North", 120), ("B", "South", 80)):
        workspace.write(add_delivery_point, buyer, DeliveryPointData(code=code, name=code, route=route, pupils=pupils))
    workspace.write(add_what_if, WhatIfData(title="Spring"))
    settle()
    form = page_of(house).panel
    assert form is not None
    field = form.form.fields["schools"]

    words = [field.combo.itemText(number) for number in range(field.combo.count())]  # type: ignore[attr-defined]  # a choice
    field.combo.setCurrentIndex(2)  # type: ignore[attr-defined]  # a choice

    assert words == [
        "—",
        "District: 200 pupils, 2 schools",
        "District, route North: 120 pupils, 1 school",
        "District, route South: 80 pupils, 1 school",
    ]
    assert form.form.fields["pupils"].read() == 120


def test_a_whole_quantity_asks_for_no_menu(house: House, workspace: Workspace, settle: Settle) -> None:
    fruit(workspace)
    workspace.write(add_what_if, WhatIfData(title="Spring"))
    settle()
    panel = page_of(house).panel
    assert panel is not None
    fields = panel.form.fields

    fields["way"].combo.setCurrentIndex(1)  # type: ignore[attr-defined]  # a choice

    assert fields["quantity"].isVisible()
    assert not any(fields[name].isVisible() for name in ("ration", "pupils", "days_a_week", "schools"))


def test_a_line_is_changed_with_enter_and_taken_out_with_delete(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_what_if(workspace, fruit(workspace))
    settle()
    page = page_of(house)
    page.lines.setFocus()
    QTest.keyClick(page.lines, Qt.Key.Key_Return)
    settle()
    assert page.panel is not None
    page.panel.form.fill({"quantity": 800})
    page.panel.form.commit()
    settle()
    assert workspace.read(what_if_result, made, today()).lines[0].total == Quantity.of(800, "unit")

    page.lines.setFocus()
    QTest.keyClick(page.lines, Qt.Key.Key_Delete)
    settle()

    assert workspace.read(what_if_result, made, today()).lines == ()
    assert page.view.title.text() == "Nothing to reckon yet"


def test_a_line_that_makes_no_sense_says_so_beside_its_field(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    fruit(workspace)
    workspace.write(add_what_if, WhatIfData(title="Spring"))
    settle()
    weeks = weeks_to_come()

    typed(house, "gran\n")
    typed(house, f"{weeks[1]}\n")
    typed(house, f"{weeks[0]}\n")
    typed(house, "100\n")
    settle()

    panel = page_of(house).panel
    assert panel is not None
    assert "comes before the first week" in panel.form.fields["last_week"].message.text()


def test_a_copy_stands_beside_the_first_one(house: House, workspace: Workspace, settle: Settle) -> None:
    a_what_if(workspace, fruit(workspace))
    settle()

    choose(house, "Copy …")
    settle()
    pressed(house, "Copy it")
    settle()

    assert [row.title for row in workspace.read(what_ifs)] == ["Spring, copy", "Spring"]
    page = page_of(house)
    assert page.result is not None
    assert page.result.row.title == "Spring, copy"


def test_an_archived_what_if_comes_back(house: House, workspace: Workspace, settle: Settle) -> None:
    a_what_if(workspace, fruit(workspace))
    settle()
    choose(house, "Archive")
    settle()
    assert "No what-if yet" in seen_words(house)

    choose(house, "Show the archive")
    settle()
    choose(house, "Take out of the archive")
    settle()

    assert [row.title for row in workspace.read(what_ifs)] == ["Spring"]


def test_a_what_if_becomes_a_tender(house: House, workspace: Workspace, settle: Settle) -> None:
    a_what_if(workspace, fruit(workspace))
    settle()

    choose(house, "Make a tender of it")
    settle()
    pressed(house, "Make the tender")
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert row.title == "Spring"
    assert isinstance(house.page, BidDeskPage)
    assert house.page.tender_id == row.id


def test_the_bid_desk_leads_here_and_back_with_the_weeks(house: House, workspace: Workspace, settle: Settle) -> None:
    product = fruit(workspace)
    pledged(workspace, product, dict.fromkeys(weeks_to_come(), 100))
    a_what_if(workspace, product, 1200)
    tender = a_coming_tender(workspace)
    an_item(workspace, tender, 4000, product_id=product)
    desk = Desk(house, workspace, tender, settle)
    desk.page.work_at("capacity")
    settle()

    desk.press("Menu or what-if")
    choose(house, "Into the tender")
    settle()

    [line] = workspace.read(tender_demand, tender)
    assert line.plan == dict.fromkeys(weeks_to_come(), Quantity.of(300, "unit"))
    assert isinstance(house.page, BidDeskPage)


def test_weeks_go_into_a_tender_that_is_chosen(house: House, workspace: Workspace, settle: Settle) -> None:
    product = fruit(workspace)
    a_what_if(workspace, product, 1200)
    tender = a_coming_tender(workspace)
    settle()

    choose(house, "Into a tender …")
    settle()
    pressed(house, "Write the weeks")
    settle()

    assert workspace.read(tender_demand, tender)[0].quantity == Quantity.of(1200, "unit")
    assert "lines added: 1" in seen_words(house)


@pytest.mark.parametrize(
    ("text", "week"),
    [("29", Week(2026, 29)), ("28", Week(2027, 28)), ("2026-w40", Week(2026, 40)), ("14/09/2026", Week(2026, 38))],
)
def test_a_week_is_typed_as_a_number_with_its_year_or_as_a_day(context: Context, text: str, week: Week) -> None:
    assert week_typed(text, TODAY, context.locale.parse_date) == week


def test_a_year_of_weeks_scrolls_and_the_chosen_week_is_in_view(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    product = fruit(workspace)
    weeks = weeks_to_come(52)
    made = workspace.write(add_what_if, WhatIfData(title="A year"))
    line = WhatIfLineData(
        product_id=product, first_week=weeks[0], last_week=weeks[-1], quantity=Quantity.of(5200, "unit")
    )
    workspace.write(add_what_if_line, made, line)
    settle()
    view = page_of(house).view
    assert len(view.table.rows) == 52
    assert "Not even one unit" in view.how.text()
    assert view.chart.width() > view._window.viewport().width()
    assert view.chart.accessibleDescription().count("−") == 52

    view.table.setFocus()
    press(house, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert view.table.current.week == weeks[-1]
    assert view._window.horizontalScrollBar().value() == view._window.horizontalScrollBar().maximum()
    assert f"week {weeks[-1].number}" in view.behind.title.text()
