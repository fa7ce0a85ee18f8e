"""The rules in plain words, and what the buyer's paper says filled in with its source."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.queries.asked_values import asked_of_buyer, asked_values
from sse_desktop.queries.profile_rules import RuleTime
from sse_desktop.ui.asked_values import AskedValuesPage
from sse_desktop.ui.columns import show
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.profile import RulesPage
from sse_desktop.ui.table_model import ListModel
from sse_desktop.workspace import Workspace
from tests.bidding import a_tender
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec

KEY = "penalty.late.cap"


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    built = make_house(spec("rules"), spec("asked"))
    settle()
    return built


def rules(house: House) -> RulesPage:
    page = house.page
    assert isinstance(page, RulesPage)
    return page


def asked(house: House, settle: Settle) -> AskedValuesPage:
    house.go("asked")
    settle()
    page = house.page
    assert isinstance(page, AskedValuesPage)
    return page


def panel_of(page: AskedValuesPage) -> FormPanel:
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    return panel


def test_every_rule_is_told_in_words_without_a_placeholder(house: House, settle: Settle) -> None:
    page = rules(house)
    page.bar.choose("time", "any")
    page._view_changed()
    settle()
    assert isinstance(page.model, ListModel)

    assert page.model.rowCount() > 80
    for row in page.model.rows:
        page.chosen(row)
        told = [show(column.value(row), page.context.locale) for column in page.shown]
        assert told[1]
        assert "{" not in " ".join(told)
        assert row.origin.src
    settle()


def test_past_rules_are_told_apart_and_left_out_first(house: House, settle: Settle) -> None:
    page = rules(house)
    assert isinstance(page.model, ListModel)
    assert RuleTime.PAST not in {row.time for row in page.model.rows}

    page.bar.choose("time", "past")
    page._view_changed()
    settle()

    assert {row.time for row in page.model.rows} == {RuleTime.PAST}
    assert any(row.id == "procedures.menor_cuantia.2024-01-01" for row in page.model.rows)
    assert {show(page.shown[-1].value(row), page.context.locale) for row in page.model.rows} == {"○ past"}


def test_rules_are_found_by_words_of_their_law(house: House, settle: Settle) -> None:
    page = rules(house)
    assert isinstance(page.model, ListModel)
    page.bar.search.setText("art 51 inclusive fair")
    settle()
    page._pause.stop()
    page._view_changed()
    settle()

    assert [row.rule.id for row in page.model.rows] == ["feria_inclusiva"]


def test_rules_are_sifted_by_group_and_by_how_sure_they_are(house: House, settle: Settle) -> None:
    page = rules(house)
    assert isinstance(page.model, ListModel)
    page.bar.choose("group", "clauses")
    page.bar.choose("conf", "ask")
    page._view_changed()
    settle()

    assert {row.group for row in page.model.rows} == {"clauses"}
    assert {row.origin.conf for row in page.model.rows} == {"ask"}


def test_the_key_leads_to_what_the_buyers_paper_says(house: House, settle: Settle) -> None:
    QTest.keyClick(rules(house).bar.search, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle()

    assert isinstance(house.page, AskedValuesPage)


def test_a_value_is_filled_in_for_a_tender_with_its_source(house: House, settle: Settle, workspace: Workspace) -> None:
    made = a_tender(workspace)
    page = asked(house, settle)
    page.bar.choose("whom", f"tender:{made}")
    page._view_changed()
    settle()
    assert isinstance(page.model, ListModel)
    at = next(number for number, row in enumerate(page.model.rows) if row.id == KEY)
    page.table.choose(at)
    page.fill_selected()
    form = panel_of(page).form
    assert form.fields["value"].is_empty()
    assert form.fields["whom"].read() == f"tender:{made}"

    form.fill({"value": 5})
    form.commit()
    assert workspace.read(asked_values, made) == {}  # without its source nothing is saved
    form.fill({"source": "Page 12"})
    form.commit()
    settle()

    found = workspace.read(asked_values, made)[KEY]
    assert (found.value, found.source, found.noted_by) == ("0.05", "Page 12", workspace.actor.name)
    row = next(row for row in page.model.rows if row.id == KEY)
    told = [show(column.value(row), page.context.locale) for column in page.shown]
    assert told[2:5] == ["5 %", "Page 12", "this tender"]
    assert told[-1] == "● filled in"


def test_a_value_for_a_buyer_holds_for_all_its_tenders_and_can_be_taken_out(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    buyer = workspace.write(add_buyer, BuyerData(name="Demo buyer"))
    page = asked(house, settle)
    page.show_record(f"buyer:{buyer}")
    settle()
    page._view_changed()
    settle()
    assert isinstance(page.model, ListModel)
    row = next(row for row in page.model.rows if row.id == KEY)
    page.fill(row)
    form = panel_of(page).form
    form.fill({"value": 10, "source": "General terms"})
    form.commit()
    settle()
    assert workspace.read(asked_of_buyer, buyer)[KEY].value == "0.1"

    page.take_out(next(row for row in page.model.rows if row.id == KEY))
    settle()

    assert workspace.read(asked_of_buyer, buyer) == {}
