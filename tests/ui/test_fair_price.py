"""The desk of fair prices: the worked example typed with the keyboard, read on the screen, chosen and written into the bid."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.agreed_minimums import AgreedMinimumData, add_agreed_minimum
from sse_desktop.commands.costs import CostData, record_cost
from sse_desktop.commands.price_scenarios import ScenarioData, change_scenario, set_scenario_line
from sse_desktop.domain.fair_price_parts import CostBasis, MinimumKind, PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.prints.fair_price import price_spreadsheet, print_price_sheet
from sse_desktop.queries.bids import bid
from sse_desktop.ui.bid_desk import BidDeskPage
from sse_desktop.ui.columns import show
from sse_desktop.ui.fair_price import FairPricePage
from sse_desktop.ui.fair_price_scenarios import farm_gate_for
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.workspace import Workspace
from tests.documents.reading import squeezed, text_of
from tests.pricing import HUNDRED, a_scenario, given, the_example, the_key, the_line, usd
from tests.ui.conftest import TODAY, MakeHouse, Settle
from tests.ui.hands import press, spec
from tests.ui.price_hands import TYPED, PriceHands, an_orange_bid


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    return make_house(spec("fair_price"), spec("tenders.desk"), spec("tenders"), first="tenders")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_the_worked_example_is_typed_and_read_on_the_screen(house: House, workspace: Workspace, settle: Settle) -> None:
    hands = PriceHands(house, workspace, an_orange_bid(workspace), settle)
    hands.new_scenario("Our families first")
    hands.type_parts(TYPED)
    step = hands.page.build_up
    assert step.subsidy.hasFocus()
    QTest.mouseClick(step.nothing, Qt.MouseButton.LeftButton)
    settle()

    assert step.result.cost.text() == "5.8560"
    hands.page.edit_subsidy()
    hands.type_into("amount", "0.01")
    hands.type_into("proof", "Agreement 12", enter=True)

    assert step.result.cost.text() == "4.8560"
    assert step.result.most.text() == "4.6200"
    words = plain(step.result.words)
    assert "Accept: $8.00 for 100 u covers the net cost $4.856 and leaves $3.144." in words
    assert "the most we can pay the family for 100 u is $4.62" in words
    assert "The buyer pays 8.0000" in step.result.picture.accessibleDescription()
    assert "The subsidy pays 1.0000" in step.result.picture.accessibleDescription()
    shown = {row.code: step._amount(row) for row in step.table.rows}
    assert shown[PricePart.LOSS] == "0.3222"
    assert shown[PricePart.ADMINISTRATION] == "0.4338"
    assert shown[PricePart.SUBSIDY] == "-1.0000"
    assert hands.page._steps["build_up"].state[0] is State.READY


def test_farm_gates_of_scenarios_on_other_bases_are_compared_on_one(workspace: Workspace) -> None:
    bid_id = the_example(workspace)
    scenario = a_scenario(workspace, bid_id)
    workspace.write(
        set_scenario_line, the_key(workspace, bid_id, scenario), given(price=usd("0.08"), per=Quantity.of(1, "unit"))
    )
    line = the_line(workspace, bid_id, scenario)
    assert farm_gate_for(line, line.per) == usd("0.02")
    assert farm_gate_for(line, HUNDRED) == usd("2.00")


def test_a_scenario_is_copied_changed_compared_chosen_and_printed_alike_twice(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    tender = an_orange_bid(workspace)
    hands = PriceHands(house, workspace, tender, settle)
    hands.new_scenario("As the state pays")
    hands.type_parts(TYPED)
    hands.page.build_up.set_to_nothing()
    settle()
    step = hands.page.scenarios
    hands.page.go_to("scenarios")
    settle()
    QTest.mouseClick(step.copy, Qt.MouseButton.LeftButton)
    title = hands.form.fields["title"]
    assert isinstance(title, TextField)
    title.set_value(None)
    hands.type_into("title", "Families first", enter=True)
    hands.page.go_to("build_up")
    settle()
    fields = hands.page.build_up.fields
    hands.page.build_up.table.choose_key(PricePart.FARM_GATE)
    fields.amount.line.selectAll()
    QTest.keyClicks(fields.amount.line, "3.5")
    QTest.keyClick(fields.amount.line, Qt.Key.Key_Return)
    settle()

    assert [row.title for row in hands.now.scenarios] == ["As the state pays", "Families first"]
    gates = [plain(show(row.farm_gate, house.context.locale)) for row in step.table.rows]
    assert gates == ["$2.00", "$3.50"]
    hands.page.go_to("scenarios")
    step.table.choose_key(hands.now.scenarios[1].id)
    QTest.mouseClick(step.choose, Qt.MouseButton.LeftButton)
    QTest.mouseClick(house.question.confirm, Qt.MouseButton.LeftButton)
    settle()

    assert hands.now.scenarios[1].chosen
    assert hands.page._steps["scenarios"].state == (State.READY, "one is chosen")
    assert not hands.page.build_up.fields.amount.isEnabled()
    assert "was chosen by" in hands.page.build_up.state.text()
    bid_id = hands.now.bid.id
    printed = print_price_sheet(workspace, bid_id)
    workspace.write(record_cost, a_new_packaging())
    other = hands.now.scenarios[0]
    workspace.write(change_scenario, other.id, ScenarioData(title="Changed later"))
    assert print_price_sheet(workspace, bid_id) == printed
    house.go("tenders.desk", tender)
    settle()
    page = house.page
    assert isinstance(page, BidDeskPage)
    assert page.price.fair.said.text().endswith("price from the scenario “Families first”")


def a_new_packaging() -> CostData:
    return CostData(
        part=PricePart.PACKAGING,
        basis=CostBasis.UNIT,
        valid_from=TODAY,
        source="New boxes",
        unit="hundred",
        amount=UnitPrice.of("0.9", "USD"),
    )


def test_window_sheet_and_spreadsheet_say_the_same(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    bid_id = the_example(workspace)
    hands = PriceHands(house, workspace, workspace.read(bid, bid_id).tender_id, settle)

    on_screen = hands.page.build_up.result.cost.text()
    on_paper = squeezed(text_of(print_price_sheet(workspace, bid_id, language="en")))
    path = tmp_path / "price.xlsx"
    path.write_bytes(price_spreadsheet(workspace, bid_id, language="en"))
    rows = [row.cells for row in read_table(path).rows]
    in_sheet = next(row for row in rows if "Net cost" in [str(cell) for cell in row])

    assert on_screen == "4.8560"
    assert "Netcost=thesumofallparts4.8560" in on_paper
    assert "4.856" in [str(cell) for cell in in_sheet]


def test_the_price_step_says_floor_and_share_and_warns_below_the_floor(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    bid_id = the_example(workspace)
    offer = workspace.read(bid, bid_id)
    product = offer.lines[0].product_id
    assert product is not None
    least = AgreedMinimumData(
        product_id=product,
        kind=MinimumKind.ASSEMBLY,
        unit="hundred",
        price=UnitPrice.of("4", "USD"),
        valid_from=TODAY,
        source="Minutes 3",
    )
    workspace.write(add_agreed_minimum, least)
    house.go("tenders.desk", offer.tender_id)
    settle()
    page = house.page
    assert isinstance(page, BidDeskPage)
    page.go_to("price")
    settle()
    note = page.price.fair
    assert plain(note.said.text()) == "price floor $0.07256 · 27.78% of the price goes to the family"

    page.price.price.line.selectAll()
    QTest.keyClicks(page.price.price.line, "0.06")
    QTest.keyClick(page.price.price.line, Qt.Key.Key_Return)
    settle()
    assert plain(note.said.text()).startswith("■ below the price floor of $0.07256")
    assert workspace.read(bid, bid_id).lines[0].price == UnitPrice.of("0.06", "USD")

    QTest.mouseClick(note.build_up, Qt.MouseButton.LeftButton)
    settle()
    assert isinstance(house.page, FairPricePage)
    assert "The price is below the floor" in house.page.build_up.result.words
    assert house.page._steps["build_up"].state[0] is State.BLOCKED


def test_without_a_bid_the_desk_says_what_it_is_for(house: House, settle: Settle) -> None:
    house.go("fair_price")
    settle()
    page = house.page
    assert isinstance(page, FairPricePage)
    assert page.nothing.isVisible()


def test_a_price_left_empty_is_asked_with_the_margin(house: House, workspace: Workspace, settle: Settle) -> None:
    bid_id = the_example(workspace)
    hands = PriceHands(house, workspace, workspace.read(bid, bid_id).tender_id, settle)
    hands.new_scenario("We set the price")
    step = hands.page.build_up
    step.price.line.selectAll()
    QTest.keyClick(step.price.line, Qt.Key.Key_Delete)
    QTest.keyClick(step.price.line, Qt.Key.Key_Return)
    settle()
    step.margin.line.selectAll()
    QTest.keyClicks(step.margin.line, "20")
    QTest.keyClick(step.margin.line, Qt.Key.Key_Return)
    settle()

    words = plain(step.result.words)
    assert "We ask $6.07 for 100 u: the net cost $4.856 and a margin of 20% of the price." in words
    assert plain(step.price.message.text()) == "we ask $0.0607"


def test_a_recorded_cost_is_taken_for_a_part_and_let_go_again(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    bid_id = the_example(workspace)
    workspace.write(record_cost, a_new_packaging())
    hands = PriceHands(house, workspace, workspace.read(bid, bid_id).tender_id, settle)
    hands.new_scenario("Old boxes")
    step = hands.page.build_up
    step.table.choose_key(PricePart.PACKAGING)
    old = next(row for row in hands.now.costs if row.part is PricePart.PACKAGING and row.source != "New boxes")
    step.fields.recorded.set_value(old.id)
    settle()

    assert step._amount(step.table.current) == "0.2000"
    step.fields.recorded.set_value(None)
    settle()
    assert step._amount(step.table.current) == "0.9000"


def test_the_steps_are_reached_with_the_keyboard(house: House, workspace: Workspace, settle: Settle) -> None:
    bid_id = the_example(workspace)
    hands = PriceHands(house, workspace, workspace.read(bid, bid_id).tender_id, settle)
    hands.new_scenario("One")
    press(house, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert hands.page.step == "scenarios"
    assert hands.page.scenarios.table.hasFocus()
    press(house, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert hands.page.build_up.fields.amount.line.hasFocus()


def test_an_emptied_amount_lets_the_recorded_cost_count_again(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    bid_id = the_example(workspace)
    hands = PriceHands(house, workspace, workspace.read(bid, bid_id).tender_id, settle)
    hands.new_scenario("One")
    step = hands.page.build_up
    step.table.choose_key(PricePart.COLLECTION)
    line = step.fields.amount.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0.9")
    step.fields.source.line.setFocus()
    settle()
    assert step._amount(step.table.current) == "0.9000"
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    step.fields.source.line.setFocus()
    settle()

    assert step._amount(step.table.current) == "0.6000"
    assert step.fields.source.line.text() == "Receipt 7"


def test_what_cannot_be_stored_is_said_and_the_part_stays_empty(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    hands = PriceHands(house, workspace, an_orange_bid(workspace), settle)
    hands.new_scenario("One")
    step = hands.page.build_up
    step.table.choose_key(PricePart.LOSS)
    QTest.keyClicks(step.fields.amount.line, "100")
    QTest.keyClick(step.fields.amount.line, Qt.Key.Key_Return)
    settle()

    assert "a loss is less than 100 %" in house.message.sentence.text()
    loss = next(part for part in hands.now.price.lines[0].parts if part.code is PricePart.LOSS)
    assert loss.is_missing
