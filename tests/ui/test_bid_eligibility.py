"""The step Eligibility: each rule in words, the place that mends it one key away, values filled in there, go and no-go recorded."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from sse_desktop import clock
from sse_desktop.domain.eligibility_lines import Line, LineState
from sse_desktop.queries.asked_values import Asked, asked_values
from sse_desktop.queries.tender_decisions import decisions, standing_decision
from sse_desktop.queries.tenders import TenderState, tender
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.bidding import a_bid, a_requirement, an_item, fruit
from tests.eligible import we_are
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today  # the window and the commands live on the same day
    return make_house(*PLACE, first="tenders")


def a_fair(workspace: Workspace, **more: object) -> uuid.UUID:
    """Store an inclusive fair in Cayambe, for a cooperative in Mejía of the same province, unless told otherwise."""
    we_are(workspace, supplier_kind="eps_organisation", province="Pichincha", canton="Mejía")
    data = {"procedure": "feria_inclusiva", "published_on": today(), "province": "Pichincha", "canton": "Cayambe"}
    made = a_coming_tender(workspace, **(data | more))
    an_item(workspace, made, 4000, product_id=fruit(workspace))
    return made


def opened(house: House, workspace: Workspace, made: uuid.UUID, settle: Settle) -> Desk:
    desk = Desk(house, workspace, made, settle)
    desk.key(Qt.Key.Key_2)
    return desk


def choose(desk: Desk, rule: str) -> Line:
    step = desk.page.eligibility
    step.table.choose_key(rule)
    desk.settle()
    line = step.table.current
    assert isinstance(line, Line)
    assert line.rule == rule
    return line


def type_reason(house: House, words: str) -> None:
    """Type where the keyboard is: the question asked for a reason."""
    [field] = [edit for edit in house.findChildren(QLineEdit) if edit.isVisible() and edit.hasFocus()]
    QTest.keyClicks(field, words)


def test_the_step_lists_every_rule_with_its_state_reason_and_law(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = opened(house, workspace, a_fair(workspace), settle)
    step = desk.page.eligibility
    assert step.table.hasFocus()
    assert [line.rule for line in step.table.rows][:2] == ["procedure", "who"]
    line = choose(desk, "locality")
    assert line.state is LineState.TO_DO
    words = seen_words(step)
    assert "▲ It is delivered in Cayambe, and we are at home in Mejía, in the same province." in words
    assert "Read in the notice whether it lets in" in words
    state, word = desk.state("eligibility")
    assert (state, word.endswith("rules to answer")) == (State.TO_DO, True)


def test_what_only_the_buyers_paper_tells_is_filled_in_on_the_spot_with_its_place(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_fair(workspace)
    desk = opened(house, workspace, made, settle)
    choose(desk, "locality")
    QTest.keyClick(desk.page.eligibility.table, Qt.Key.Key_Return)  # Enter goes to what mends it
    settle()
    panel = desk.page.inspector.content
    assert isinstance(panel, FormPanel)
    assert panel.form.fields["value"].is_empty()  # no answer stands there before somebody gave one
    panel.form.fields["value"].set_value("yes")
    desk.press("Fill it in")
    assert not asked_of(workspace, made)  # never without its source
    panel.form.fields["source"].set_value("Notice, page 4")
    panel.save.click()
    settle()
    assert asked_of(workspace, made)["procedure.feria_inclusiva.widened"].source == "Notice, page 4"
    assert choose(desk, "locality").state is LineState.READY


def asked_of(workspace: Workspace, made: uuid.UUID) -> Mapping[str, Asked]:
    return workspace.read(asked_values, made)


def test_enter_goes_to_the_place_that_mends_the_line(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_fair(workspace)
    a_requirement(workspace, made, "ruc")
    desk = opened(house, workspace, made, settle)
    choose(desk, "paper:ruc")
    QTest.keyClick(desk.page.eligibility.table, Qt.Key.Key_Return)
    settle()
    assert desk.page.step == "papers"
    desk.key(Qt.Key.Key_2)
    choose(desk, "proof:rueps")
    desk.press("Go to the papers")
    assert "Papers" in seen_words(house)


def test_where_the_rule_stands_is_told_in_the_inspector(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = opened(house, workspace, a_fair(workspace), settle)
    choose(desk, "who")
    desk.press("Where the rule stands")
    words = seen_words(desk.page.inspector)
    assert "LOSNCP Art. 51; Reglamento Arts. 274-281" in words
    assert "Reglamento LOSNCP (Decree 193" in words
    assert "stated by the source" in words
    choose(desk, "locality")  # another line is shown as soon as it is chosen
    assert "We take part in" not in seen_words(desk.page.inspector)


def test_go_is_recorded_with_its_reasons_and_voided_with_another(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_fair(workspace)
    desk = opened(house, workspace, made, settle)
    desk.press("We go on …")
    type_reason(house, "The assembly of today")
    desk.press("Record that we go on")
    decision = workspace.read(standing_decision, made)
    assert decision is not None
    assert (decision.goes_on, decision.reasons) == (True, "The assembly of today")
    assert "to go on: The assembly of today" in seen_words(desk.page.eligibility)
    house.go("tenders", made)
    settle()
    assert "to go on: The assembly of today" in seen_words(house)
    opened(house, workspace, made, settle)
    desk.press("Void the decision …")
    type_reason(house, "Wrong tender")
    desk.press("Void it")
    assert workspace.read(decisions, made)[0].voided == "Wrong tender"
    assert "Nothing is decided yet." in seen_words(desk.page.eligibility)


def test_no_go_drops_the_tender(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_fair(workspace)
    desk = opened(house, workspace, made, settle)
    desk.press("We don't bid …")
    type_reason(house, "Too far away")
    desk.press("Record that we don't bid")
    assert workspace.read(tender, made, clock.now()).state is TenderState.DROPPED
    assert desk.state("eligibility") == (State.BLOCKED, "we don't bid")


def test_a_rule_against_the_bid_is_named_before_somebody_takes_it_on(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_fair(workspace, province="Carchi", canton="Tulcán")
    a_bid(workspace, made)
    desk = opened(house, workspace, made, settle)
    assert desk.state("eligibility") == (State.BLOCKED, "1 rule is against it")
    assert desk.state("price")[0] is State.READY  # it hinders no other step
    desk.press("We go on …")
    assert "A rule is against it: It is delivered in Tulcán" in seen_words(house)
    type_reason(house, "The buyer told us by phone")
    desk.press("Record that we go on")
    decision = workspace.read(standing_decision, made)
    assert decision is not None
    assert decision.taken_on == {"locality"}
    assert "1 rule that is against it was taken on." in seen_words(desk.page.eligibility)


def test_the_checklist_is_shown_as_it_is_printed(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = opened(house, workspace, a_fair(workspace, deadline=clock.now() + timedelta(days=20)), settle)
    desk.page.print_page()
    settle()
    assert "May we bid?" in seen_words(house)


def test_lots_of_a_typed_tender_are_reserved_in_a_form(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_fair(workspace)
    desk = opened(house, workspace, made, settle)
    desk.press("Lots …")
    panel = desk.page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fields["reserved"].set_value("res-ws")
    desk.press("Save the lots")
    assert "A lot needs its number" in seen_words(desk.page.inspector)
    panel.form.fields["code"].set_value("2")
    desk.press("Save the lots")
    assert [(lot.code, lot.reserved) for lot in desk.now.tender.lots] == [("2", "res-ws")]
    assert choose(desk, "reserved:2").state is LineState.TO_DO
