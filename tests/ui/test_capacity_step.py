"""The step Capacity opens every number, pools with partners by signed files, and prints for ourselves only."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.commands.bids import mark_ready
from sse_desktop.commands.pooled_capacity import Signature, sign_with_our_key
from sse_desktop.domain.quantity import Quantity
from sse_desktop.exchange.capacity_file import ProductWeeks, WeeklyAmounts, body_bytes, capacity_file, read_capacity
from sse_desktop.queries.pooled_capacity import pooled_capacity
from sse_desktop.ui import bid_pooled
from sse_desktop.ui.bid_pooled import PooledPanel
from sse_desktop.ui.bid_weeks import WeeksPanel
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.bidding import a_bid, a_tender, an_item, fruit, pledged
from tests.builders import a_member, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, a_possible_bid, seen_words, today, weeks_to_come


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today
    return make_house(*PLACE, first="tenders")


def at_capacity(house: House, workspace: Workspace, tender: Any, settle: Settle) -> Desk:
    desk = Desk(house, workspace, tender, settle)
    desk.page.work_at("capacity")
    settle()
    return desk


def test_a_gap_of_less_than_a_unit_takes_a_whole_one(house: House, workspace: Workspace, settle: Settle) -> None:
    product = fruit(workspace)
    a_weigh_in(workspace, a_member(workspace), product, 399_960)
    tender = a_coming_tender(workspace)
    an_item(workspace, tender, 4000, product_id=product)

    view = at_capacity(house, workspace, tender, settle).page.capacity.view

    found = view.shown()
    assert found is not None
    week = found.weeks[-1]
    assert (week.gap, view.sold(week.demand), view.sold(week.available)) == (
        40,
        Quantity.of(4000, "unit"),
        Quantity.of(3999, "unit"),
    )
    assert view.missing(week.gap) == Quantity.of(1, "unit")
    assert view.said.text().startswith("■ 1 u")


def test_of_two_lines_of_a_product_each_has_its_weeks(house: House, workspace: Workspace, settle: Settle) -> None:
    product = fruit(workspace)
    tender = a_coming_tender(workspace)
    an_item(workspace, tender, 4000, product_id=product)
    an_item(workspace, tender, 300, product_id=product, unit="kg", description="Granadilla, loose")
    a_bid(workspace, tender)
    desk = at_capacity(house, workspace, tender, settle)

    step = desk.page.capacity
    assert (step.weeks.isHidden(), step.weeks_of.isHidden()) == (True, False)
    choice = step.weeks_of.menu()
    assert [action.text() for action in choice.actions()] == [
        "Granadilla · 4,000\u00a0u",
        "Granadilla, loose · 300\u00a0kg",
    ]
    choice.actions()[1].trigger()
    settle()

    panel = desk.page.inspector.content
    assert isinstance(panel, WeeksPanel)
    assert panel.quantity == Quantity.of(300, "kg")


def behind(desk: Desk) -> list[tuple[str, str]]:
    """Return the parts that are shown, with their kilos."""
    return [(line.words, f"{line.kilos:.0f}") for line in desk.page.capacity.behind.table.rows]


def test_each_week_says_in_a_word_whether_it_holds_and_opens_with_the_keyboard(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    product = fruit(workspace)
    weeks = weeks_to_come()
    pledged(workspace, product, dict.fromkeys(weeks, 75))
    pledged(workspace, product, {weeks[0]: 40})
    other = a_tender(workspace, reference="FI-2", delivery_from=weeks[0].monday, delivery_to=weeks[0].sunday)
    an_item(workspace, other, 100, product_id=product)
    workspace.write(mark_ready, a_bid(workspace, other))
    tender = a_coming_tender(workspace)
    an_item(workspace, tender, 4000, product_id=product)
    desk = at_capacity(house, workspace, tender, settle)
    table = desk.page.capacity.table

    marks = [column.value(row) for row in table.rows for column in table._rows_model.columns[-1:]]
    assert [(mark.state, mark.word) for mark in marks if isinstance(mark, Mark)] == [
        (State.READY, "ready"),
        (State.BLOCKED, "short 200"),
        (State.BLOCKED, "short 450"),
        (State.BLOCKED, "short 700"),
    ]
    assert table.current.week == weeks[1], "the first gap is chosen"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Up)
    settle()

    number = weeks[0].number
    assert behind(desk) == [
        (f"Forecast of week {number} · 2 families", "115"),
        (f"Bid FI-2 · week {number}", "-10"),
        ("= we can by then", "105"),
    ]
    assert f"week {number}" in desk.page.capacity.behind.title.text()


def test_a_file_of_a_partner_closes_the_gap_and_shows_the_numbers_of_its_key(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    tender = a_possible_bid(workspace, kilos=85)
    file = partners_file(tmp_path, 20_000)
    desk = at_capacity(house, workspace, tender, settle)
    assert desk.state("capacity")[0] is State.BLOCKED

    desk.press("Pooled capacity …")
    panel = the_panel(desk)
    panel.take(file)
    settle()

    assert desk.state("capacity")[0] is State.READY
    [row] = workspace.read(pooled_capacity, tender)
    shown = seen_words(desk.page.inspector)
    assert "Río Blanco" in shown
    assert row.fingerprint in shown
    assert ("Pooled: Río Blanco · week", "20") in [(words.rsplit(" ", 1)[0], kilos) for words, kilos in behind(desk)]
    assert "pooled capacity" in desk.page.capacity.view.how.text()

    desk.press("Take out")
    desk.press("Take out")  # asked once more on top of the page
    settle()
    assert workspace.read(pooled_capacity, tender) == []
    assert desk.state("capacity")[0] is State.BLOCKED


def test_a_changed_file_is_refused_in_a_sentence_and_nothing_counts(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    tender = a_possible_bid(workspace, kilos=85)
    file = partners_file(tmp_path, 20_000)
    file.write_bytes(file.read_bytes().replace(b"20.000", b"90.000"))
    desk = at_capacity(house, workspace, tender, settle)
    desk.press("Pooled capacity …")

    the_panel(desk).take(file)
    settle()

    assert "changed after it was signed" in seen_words(house)
    assert workspace.read(pooled_capacity, tender) == []


def test_their_product_is_linked_to_ours_in_the_panel(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    tender = a_possible_bid(workspace, kilos=85)
    file = partners_file(tmp_path, 20_000, product="Granadilla dulce")
    desk = at_capacity(house, workspace, tender, settle)
    desk.press("Pooled capacity …")
    the_panel(desk).take(file)
    settle()
    assert desk.state("capacity")[0] is State.BLOCKED
    [field] = the_panel(desk).fields.values()
    assert "does not count yet" in field.message.text()

    field.combo.setCurrentIndex(1)
    settle()

    assert desk.state("capacity")[0] is State.READY


def test_our_file_holds_our_weeks_and_no_member(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tender = a_possible_bid(workspace, kilos=85)
    out = tmp_path / "ours.capacity.json"
    monkeypatch.setattr(bid_pooled, "ask_for_file", lambda *args: args[-1](str(out)))
    desk = at_capacity(house, workspace, tender, settle)
    desk.press("Pooled capacity …")
    the_panel(desk).share.set_value(50)

    desk.press("Make our file …")
    settle()

    found = read_capacity(out.read_bytes())
    [product] = found.amounts.products
    assert product.weeks == tuple((week, 42_500) for week in weeks_to_come())
    assert found.fingerprint in seen_words(desk.page.inspector)
    text = out.read_text(encoding="utf-8")
    assert "Family" not in text
    assert set(json.loads(text)["body"]) == {
        "cooperative", "tax_id", "tender", "made_at", "certificate", "products",
    }  # fmt: skip
    the_panel(desk).take(out)
    settle()
    assert "This is our own file" in seen_words(house)


def test_a_share_of_nothing_is_said_beside_the_field(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = at_capacity(house, workspace, a_possible_bid(workspace, kilos=85), settle)
    desk.press("Pooled capacity …")
    the_panel(desk).share.set_value(0)

    desk.press("Make our file …")

    assert "between 1 and 100" in the_panel(desk).share.message.text()


def test_ctrl_p_shows_the_internal_sheet(
    house: House, workspace: Workspace, settle: Settle, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    tender = a_possible_bid(workspace, kilos=85)
    desk = at_capacity(house, workspace, tender, settle)
    shown: list[tuple[str, bytes]] = []
    monkeypatch.setattr(context.shell, "show_pdf", lambda title, data, _name: shown.append((title, data)))

    desk.page.print_page()
    settle()

    [(title, data)] = shown
    assert "internal" in title
    assert data.startswith(b"%PDF")


def test_the_table_is_saved_as_a_spreadsheet(
    house: House, workspace: Workspace, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "capacity.xlsx"
    monkeypatch.setattr("sse_desktop.ui.capacity_prints.ask_for_file", lambda *args: args[-1](str(out)))
    desk = at_capacity(house, workspace, a_possible_bid(workspace, kilos=85), settle)

    desk.press("Save as spreadsheet")
    settle()

    assert out.read_bytes().startswith(b"PK")


# ---------------------------------------------------------------- what the tests use


def the_panel(desk: Desk) -> PooledPanel:
    panel = desk.page.inspector.findChild(PooledPanel)
    assert panel is not None
    return panel


def partners_file(folder: Path, grams: int, *, product: str = "Granadilla") -> Path:
    """Return a file of Río Blanco, made and signed in a cooperative of its own."""
    partner = Workspace.create(folder / "partner", "Río Blanco", "ec")
    weeks = tuple((week, grams) for week in weeks_to_come())
    amounts = WeeklyAmounts(
        cooperative="Río Blanco", tax_id="", reference="FI-01-2026", ocid="", title="Fruit", made_at=clock.now(),
        certificate=None, products=(ProductWeeks(name=product, weeks=weeks),),
    )  # fmt: skip
    signed: Signature = partner.write(sign_with_our_key, body_bytes(amounts))
    partner.close()
    path = folder / "rio.capacity.json"
    path.write_bytes(capacity_file(amounts, signed.public, signed.signature))
    return path
