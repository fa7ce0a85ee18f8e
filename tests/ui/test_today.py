"""Today leads a new cooperative through its first steps, and later says what is due and opens the page where it is done."""

import pytest
from PySide6.QtCore import Qt

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.printing import queue_print
from sse_desktop.commands.stock import Removal, remove_from_lot
from sse_desktop.commands.weighing import TICKET
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.ui.today import TodayPage
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_price, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import focused, in_this_day, press, spec

KEYS = ("today", "members", "weigh_in", "tickets", "lots", "products", "containers", "backups", "cooperative")


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, context: Context) -> House:
    in_this_day(context)
    built = make_house(*(spec(key) for key in KEYS), first="today")
    settle()
    return built


def page_of(house: House) -> TodayPage:
    page = house._open["today"]
    assert isinstance(page, TodayPage)
    return page


def due(house: House) -> list[tuple[str, str, str]]:
    model = page_of(house).due.model
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data()), str(model.index(row, 2).data()))
        for row in range(model.rowCount())
    ]


def test_a_new_cooperative_sees_its_first_steps_and_each_opens_its_page(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    page = page_of(house)
    assert page.steps.isVisible()
    assert not page.figures.isVisible()
    assert [badge.state for badge in page.steps.badges] == [State.TO_DO] * 5

    a_product(workspace)
    a_container(workspace)
    a_member(workspace)
    settle()
    assert [badge.state for badge in page.steps.badges] == [State.READY] * 3 + [State.TO_DO] * 2


def test_after_the_first_weigh_in_the_figures_take_the_place_of_the_steps(
    house: House, settle: Settle, workspace: Workspace, context: Context
) -> None:
    product, member = a_product(workspace, shelf_days=10), a_member(workspace)
    a_price(workspace, product, 450_000)
    a_weigh_in(workspace, member, product, 60_000)
    week = Week.of(context.today())
    workspace.write(set_pledges, [PledgeData(member_id=member, product_id=product, week=week, grams=80_000)])
    settle()

    page = page_of(house)
    assert page.figures.isVisible()
    assert not page.steps.isVisible()
    assert page.harvest.figure.text() == "60\u00a0kg"
    assert page.harvest.words.text().replace("\u00a0", " ") == "75% of 80 kg pledged · 1 family"
    assert page.stock.figure.text() == "60\u00a0kg"
    assert page.money.words.text() == "Everything accepted is paid."
    assert page.weeks.sentence.text() == "All that is promised can be delivered."


def test_what_is_due_opens_the_page_where_it_is_done(house: House, settle: Settle, workspace: Workspace) -> None:
    recorded = a_weigh_in(workspace, a_member(workspace), a_product(workspace), 60_000)
    workspace.write(queue_print, TICKET, recorded.id)
    settle()
    assert [(when, state) for when, _, state in due(house)] == [
        ("now", "▲ print"),
        ("now", "▲ decide"),
        ("now", "▲ back up"),
    ]

    page = page_of(house)
    page.due.table.choose(2)
    page.due.table.setFocus()
    assert focused(house) is page.due.table
    press(house, Qt.Key.Key_Return)
    settle()
    assert house.here == "backups"


def test_prices_to_decide_open_the_tickets_that_have_none(house: House, settle: Settle, workspace: Workspace) -> None:
    a_weigh_in(workspace, a_member(workspace), a_product(workspace), 60_000)
    settle()
    page = page_of(house)
    row = next(number for number, (_, _, state) in enumerate(due(house)) if state == "▲ decide")
    page.due.table.row_opened.emit(row)
    settle()

    assert house.here == "tickets"
    assert house.page is not None
    assert house.page.bar.chosen()["state"] == "unpriced"  # type: ignore[attr-defined]  # the register of tickets


def test_a_young_backup_is_nothing_to_do(house: House, settle: Settle, workspace: Workspace) -> None:
    a_weigh_in(workspace, a_member(workspace), a_product(workspace), 60_000)
    settle()
    assert any(state == "▲ back up" for _, _, state in due(house))

    workspace.backup()
    house.context.feed.changed.emit(frozenset({"backup"}))
    settle()
    assert not any(state == "▲ back up" for _, _, state in due(house))


def test_a_lot_that_lost_what_was_voided_must_be_found_out(house: House, settle: Settle, workspace: Workspace) -> None:
    recorded = a_weigh_in(workspace, a_member(workspace), a_product(workspace), 60_000)
    workspace.write(remove_from_lot, recorded.lot_id, Removal.LOSS, Quantity.of(10, "kg").milli, "rotten")
    workspace.write(void_weigh_in, recorded.id, "wrong scale")
    settle()

    when, what, state = due(house)[0]
    assert (when, state) == ("now", "■ find out")
    assert recorded.lot_code in what


def test_the_open_buttons_of_the_figures_lead_to_the_entries(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    a_weigh_in(workspace, a_member(workspace), a_product(workspace), 60_000)
    settle()

    page_of(house).stock.open.click()
    assert house.here == "lots"
    house.go("today")
    page_of(house).harvest.open.click()
    assert house.here == "tickets"
