"""The desk of fair prices: the worked example typed with the keyboard, read on the screen, chosen and written into the bid."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec
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
