"""The bid desk leads a tender to its packet: lines become products, the gap is named, prices and papers are judged, pages are seen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.ui.bid_weeks import WeeksPanel
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.bidding import a_bid, a_paper, a_requirement, an_item, fruit
from tests.documents.papers import a_pdf
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import (
    PLACE,
    Desk,
    a_coming_tender,
    a_possible_bid,
    drop,
    seen_words,
    today,
    weeks_to_come,
)


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today  # the window and the commands live on the same day
    return make_house(*PLACE, first="tenders")


def test_a_line_is_mapped_with_the_keyboard_and_the_next_one_like_it_maps_itself(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    fruit(workspace)
    made = a_coming_tender(workspace)
    an_item(workspace, made, 4000, description="Fruta fresca")
    desk = Desk(house, workspace, made, settle)
    assert desk.state("notice") == (State.TO_DO, "1 line without product")

    desk.key(Qt.Key.Key_1)
    picker = desk.page.notice.product
    assert picker.line.hasFocus()
    QTest.keyClicks(picker.line, "gran")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()

    assert desk.now.tender.items[0].product == "Granadilla"
    assert desk.state("notice") == (State.READY, "21 days left")
    an_item(workspace, made, 10, description="FRUTA FRESCA")
    assert desk.now.tender.items[1].product == "Granadilla"


def test_the_weeks_of_the_buyer_are_spread_and_changed_and_must_add_up(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_coming_tender(workspace)
    an_item(workspace, made, 4000, product_id=fruit(workspace))
    desk = Desk(house, workspace, made, settle)

    desk.press("Weeks …")
    panel = desk.page.inspector.content
    assert isinstance(panel, WeeksPanel)
    assert "4,000 u of 4,000 u are still to be shared out" in panel.left.text().replace("\u00a0", " ")
    desk.press("Spread evenly")
    assert panel.left.text().startswith("●")
    first = next(iter(panel.form.fields.values()))
    first.set_value(Quantity.of(1500, "unit"))
    desk.press("Save the weeks")
    assert "The weeks add up to" in panel.form.trouble.text()
    assert not desk.now.tender.items[0].plan

    list(panel.form.fields.values())[1].set_value(Quantity.of(500, "unit"))
    desk.press("Save the weeks")

    plan = desk.now.tender.items[0].plan
    assert [part.milli // 1000 for _, part in sorted(plan.items())] == [1500, 500, 1000, 1000]


def test_the_gap_is_named_in_units_and_kilos_and_lowering_the_promise_closes_it(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace, units=5000), settle)
    week = weeks_to_come()[0]
    assert desk.state("capacity") == (State.BLOCKED, f"short in week {week.number}")

    desk.page.go_to("capacity")
    settle()
    said = desk.page.capacity.said.text().replace("\u00a0", " ")
    assert f"250 u are missing in week {week.number} (25 kg)" in said
    assert f"week {week.number} −250" in desk.page.capacity.chart.accessibleDescription()

    desk.press("Promise 4,000\u00a0u")

    assert desk.bid.lines[0].quantity == Quantity.of(4000, "unit")
    assert desk.state("capacity") == (State.READY, "every week covered")
    assert not desk.page.capacity.promise.isVisible()


def test_a_promise_above_capacity_is_taken_on_with_name_and_reason(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace, units=5000), settle)
    desk.page.go_to("capacity")
    settle()

    desk.press("Promise it all the same …")
    assert not house.question.confirm.isEnabled()
    QTest.keyClicks(house.question.reason, "The assembly decided it")
    QTest.keyClick(house.question.reason, Qt.Key.Key_Return)
    settle()

    assert (desk.bid.override_by, desk.bid.override_reason) == (workspace.actor.name, "The assembly decided it")
    assert desk.state("capacity") == (State.READY, f"taken on by {workspace.actor.name}")
    desk.press("Take the promise back")
    assert desk.bid.override_by == ""


def test_prices_are_typed_row_by_row_with_six_decimals_and_the_total_stands_in_words(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    product, made = fruit(workspace), a_coming_tender(workspace)
    for name in ("Granadilla", "Granadilla chica"):
        an_item(workspace, made, 336_264, description=name, product_id=product)
    a_bid(workspace, made, price=None)
    desk = Desk(house, workspace, made, settle)
    assert desk.state("price") == (State.TO_DO, "2 prices missing")

    desk.key(Qt.Key.Key_4)
    line = desk.page.price.price.line
    assert line.hasFocus()
    QTest.keyClicks(line, "0.123456")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "0.2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()

    assert [row.price for row in desk.bid.lines] == [UnitPrice.of("0.123456", "USD"), UnitPrice.of("0.2", "USD")]
    assert desk.page.price.total.text() == "$108,766.61"
    assert desk.page.price.words.text().startswith("CIENTO OCHO MIL SETECIENTOS SESENTA Y SEIS CON 61/100")


def test_the_taxes_of_the_country_are_offered_for_a_line(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_coming_tender(workspace)
    an_item(workspace, made, 4000, product_id=fruit(workspace))
    a_bid(workspace, made)
    desk = Desk(house, workspace, made, settle)
    desk.key(Qt.Key.Key_4)
    rates = desk.page.price.rates
    assert [rates.combo.itemText(at) for at in range(rates.combo.count())] == [
        "—", "VAT 15 % · processed goods, services", "VAT 0 % · food in its natural state",
    ]  # fmt: skip
    assert rates.read() == 0
    rates.combo.setFocus()
    QTest.keyClick(rates.combo, Qt.Key.Key_Up)
    settle()
    assert [row.tax_bp for row in desk.bid.lines] == [1500]
    assert desk.page.price.tax.number() == 15


def test_a_stored_price_never_overwrites_the_one_being_typed(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace), settle)
    desk.key(Qt.Key.Key_4)
    line = desk.page.price.price.line
    QTest.keyClicks(line, "0.77")

    desk.page.become_stale()
    settle()

    assert line.text() == "0.77"
    assert desk.bid.lines[0].price == UnitPrice.of("0.15", "USD")


def test_a_price_that_is_none_is_refused_beside_its_field(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace), settle)
    desk.key(Qt.Key.Key_4)
    field = desk.page.price.price
    QTest.keyClicks(field.line, "cheap")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()

    assert "is not a number" in field.message.text()
    assert desk.bid.lines[0].price == UnitPrice.of("0.15", "USD")


def test_a_paper_that_ends_before_the_opening_blocks_and_a_dropped_one_takes_its_place(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    made = a_possible_bid(workspace)
    deadline = today() + timedelta(days=21)
    a_requirement(workspace, made, "rup", title="RUP", day_that_counts=DayThatCounts.OPENING)
    a_paper(workspace, "rup", title="Old RUP", valid_to=deadline - timedelta(days=2))
    desk = Desk(house, workspace, made, settle)
    assert desk.state("papers") == (State.BLOCKED, "1 paper blocks")

    desk.key(Qt.Key.Key_6)
    assert "“RUP” ends on" in seen_words(desk.page.papers)
    desk.press("Mark as ready")
    assert "must be valid on" in house.message.sentence.text()
    assert desk.bid.state is BidState.DRAFT

    file = tmp_path / "new-rup.pdf"
    file.write_bytes(a_pdf())
    drop(house.window(), [file])
    settle()
    form = desk.page.inspector.content
    assert isinstance(form, NewPaper)
    assert form.form.fields["title"].read() == "RUP"
    form.form.fill({"valid_to": deadline + timedelta(days=300)})
    desk.press("Save the paper")

    [asked] = desk.now.papers
    assert asked.paper is not None
    assert (asked.paper.file_name, asked.is_chosen, asked.blocks) == ("new-rup.pdf", True, False)
    assert desk.state("papers") == (State.READY, "all valid")
    desk.press("Take the best one again")
    assert not desk.now.papers[0].is_chosen


def test_a_file_that_is_no_paper_is_refused_and_nothing_is_kept(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    made = a_possible_bid(workspace)
    a_requirement(workspace, made, "rup", title="RUP")
    desk = Desk(house, workspace, made, settle)
    desk.page.go_to("papers")
    settle()
    file = tmp_path / "broken.pdf"
    file.write_bytes(b"no pdf at all")

    drop(house.window(), [file])
    settle()
    desk.press("Save the paper")

    form = desk.page.inspector.content
    assert isinstance(form, NewPaper)
    assert "neither a PDF nor a JPEG or PNG picture" in form.form.trouble.text()
    assert desk.now.papers[0].paper is None


def test_usual_papers_are_added_and_one_is_changed(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = Desk(house, workspace, a_possible_bid(workspace), settle)
    assert desk.state("papers") == (State.TO_DO, "none listed yet")
    desk.page.go_to("papers")

    desk.press("Add the usual papers")
    assert len(desk.now.papers) == 11
    desk.page.papers.table.choose(0)
    desk.press("Change what is asked")
    content = desk.page.inspector.content
    assert isinstance(content, FormPanel)
    content.form.fill({"max_age_days": 90})
    desk.press("Save")

    assert desk.now.papers[0].max_age_days == 90
