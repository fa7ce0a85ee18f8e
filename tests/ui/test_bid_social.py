"""The social step: clauses and criteria are typed or confirmed, promised and answered, and the points stand there at once."""

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.commands.clauses import promise
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.clauses import ClauseKind
from sse_desktop.domain.scoring import Scoring
from sse_desktop.locale import Locale
from sse_desktop.store.database import Actor
from sse_desktop.store.tables.tenders import Tender
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.clause_builders import a_clause, a_count, a_criterion
from tests.ui.acting import panel_of, type_into
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, Desk, a_possible_bid, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today
    return make_house(*PLACE, first="tenders")


def social_desk(house: House, workspace: Workspace, settle: Settle, made: object) -> Desk:
    desk = Desk(house, workspace, made, settle)  # type: ignore[arg-type]  # the id of a tender
    desk.key(Qt.Key.Key_5)
    settle()
    return desk


def form(desk: Desk) -> FormPanel:
    return panel_of(desk.page)


def test_a_clause_is_typed_and_what_the_buyer_sets_stays_empty_until_it_is_known(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    desk = social_desk(house, workspace, settle, a_possible_bid(workspace))
    assert desk.state("social") == (State.READY, "none known")

    desk.press("New clause")
    fields = form(desk).form.fields
    fields["kind"].set_value(ClauseKind.TRAINING)
    assert fields["title"].read() == "training clause"
    assert fields["hours_required"].isVisible()
    assert not fields["subcontract_pct"].isVisible()
    assert fields["hours_required"].read() is None
    type_into(fields["source"], "CSC p. 21")
    desk.press("Save the clause")

    [row] = desk.now.social.clauses
    assert (row.row.kind, row.row.source, row.row.typed) == (ClauseKind.TRAINING, "CSC p. 21", {})
    assert desk.state("social") == (State.TO_DO, "1 to settle")
    assert "lacks what the buyer sets: Hours of training asked for" in seen_words(desk.page.social)

    desk.press("Change")
    fields = form(desk).form.fields
    type_into(fields["hours_required"], "400")
    type_into(fields["clause_item"], "5000")
    type_into(fields["total_fail"], "25")
    type_into(fields["total_fail_penalty"], "7500")
    desk.press("Save the clause")
    typed = desk.now.social.clauses[0].row.typed
    assert typed == {
        "hours_required": "400",
        "clause_item": "5000.00",
        "total_fail": "0.25",
        "total_fail_penalty": "7500.00",
    }


def test_a_promise_is_typed_with_enter_and_weighed_at_once(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    a_clause(workspace, made)
    desk = social_desk(house, workspace, settle, made)
    assert desk.page.social.clauses.hasFocus()

    QTest.keyClick(desk.page.social.clauses, Qt.Key.Key_Return)
    settle()
    type_into(form(desk).form.fields["hours"], "200")
    type_into(form(desk).form.fields["amount"], "5000")
    desk.press("Save the promise")
    assert "does 75 % of it" in seen_words(desk.page.social).replace("\u00a0", " ")

    desk.press("Promise …")
    type_into(form(desk).form.fields["hours"], "300")
    type_into(form(desk).form.fields["amount"], "8000")
    desk.press("Save the promise")
    assert desk.state("social") == (State.READY, "all promised")


def test_a_reservation_that_is_not_met_blocks_the_bid(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    a_clause(workspace, made, ClauseKind.RESERVATION, title="Art. 15")
    a_count(workspace, 20, 5, counted_on=today())
    desk = social_desk(house, workspace, settle, made)

    assert desk.state("social") == (State.BLOCKED, "reserved for others")
    assert "shows 25 %" in seen_words(desk.page.social).replace("\u00a0", " ")


def test_what_the_notice_names_is_confirmed_or_set_aside(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    notice = {"criteria": [{"type": "price", "name": "Price", "weight": "60"}, {"type": "quality", "name": "Plan"}]}
    with workspace.database.writing(Actor(workspace.actor.name, workspace.actor.role), "x", clock.now()) as session:
        row = session.get_one(Tender, made)
        row.notice, row.reserved = json.dumps(notice), "res-ws"
    desk = social_desk(house, workspace, settle, made)
    step = desk.page.social
    assert desk.state("social") == (State.TO_DO, "3 to settle")

    assert "The notice names “res-ws”" in step.of_clause.text()
    step.aside.click()
    settle()
    step.criteria.choose(0)
    step.confirm_criterion.click()
    settle()
    fields = form(desk).form.fields
    assert (fields["title"].read(), fields["scoring"].read(), fields["points"].read()) == (
        "Price",
        Scoring.PRICE_RATIO,
        Decimal(60),
    )
    desk.press("Save the criterion")
    step.criteria.choose(0)
    step.aside_criterion.click()
    settle()

    assert [each.row.title for each in desk.now.social.criteria] == ["Price"]
    assert not desk.now.social.proposals
    workspace.write(undo_last)
    assert [each.key for each in desk.now.social.proposals] == ["criterion Plan"]


def test_answers_give_points_and_the_largest_gain_is_named(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    a_criterion(workspace, made, Scoring.PRICE_RATIO, points_milli=40_000, title="Price")
    bands = {"bands": "0: 20\n1: 10", "better": "less"}
    a_criterion(workspace, made, Scoring.BANDS, points_milli=20_000, title="Short chain", parameters=bands)
    desk = social_desk(house, workspace, settle, made)
    step = desk.page.social

    step.criteria.choose(0)
    QTest.keyClick(step.criteria, Qt.Key.Key_Return)
    settle()
    assert "it goes to nobody" in seen_words(form(desk))
    type_into(form(desk).form.fields["assumed"], "540")
    desk.press("Save the answer")
    step.criteria.choose(1)
    desk.press("Answer …")
    type_into(form(desk).form.fields["value"], "1")
    desk.press("Save the answer")

    found = desk.now.social
    assert [each.points for each in found.criteria] == [Decimal(36), Decimal(10)]
    assert desk.state("social") == (State.READY, "46 points")
    assert "If nothing else changes: 46 of 60 points" in step.total.text()
    shown = [step.criteria.model().index(row, 5).data() for row in range(2)]
    assert shown == ["594 → +0.364", "0 → +10 · gains most"]


def test_an_answer_that_is_none_is_refused_beside_its_field(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    a_criterion(workspace, made, Scoring.JUDGED, title="Plan")
    desk = social_desk(house, workspace, settle, made)
    desk.page.social.answer.click()
    settle()
    type_into(form(desk).form.fields["value"], "7")
    desk.press("Save the answer")
    assert "is not between 0 and 5" in form(desk).form.fields["value"].message.text()


@pytest.mark.parametrize(
    ("scoring", "field", "typed", "kept"),
    [
        (Scoring.BANDS, "bands", "0,5: 10\n1: 5", {"bands": "0.5: 10\n1: 5", "better": "more"}),
        (Scoring.PROXY_SUM, "table", "emploi: 20000,5", {"table": "emploi: 20000.5"}),
    ],
)
def test_tables_are_typed_in_the_language_and_kept_exactly(
    context: Context, house: House, workspace: Workspace, settle: Settle, scoring: Scoring, field: str, typed: str, kept: dict[str, str]
) -> None:  # fmt: skip
    context.locale = Locale("fr", "BE")
    made = a_possible_bid(workspace)
    desk = social_desk(house, workspace, settle, made)
    desk.page.social.add_criterion.click()
    settle()
    fields = form(desk).form.fields
    type_into(fields["title"], "Critere")
    fields["scoring"].set_value(scoring)
    area = fields[field].editor
    area.setFocus()
    for line in typed.splitlines():
        QTest.keyClicks(area, line)
        QTest.keyClick(area, Qt.Key.Key_Return)
    form(desk).form.commit()
    settle()

    assert desk.now.social.criteria[0].row.parameters == kept
    desk.page.social.change_criterion.click()
    settle()
    assert form(desk).form.fields[field].read() == kept[field]


def test_a_table_that_can_not_be_read_is_said_beside_it(house: House, workspace: Workspace, settle: Settle) -> None:
    desk = social_desk(house, workspace, settle, a_possible_bid(workspace))
    desk.press("New criterion")
    fields = form(desk).form.fields
    type_into(fields["title"], "Chain")
    fields["scoring"].set_value(Scoring.BANDS)
    QTest.keyClicks(fields["bands"].editor, "near: 5")
    desk.press("Save the criterion")
    assert "“near: 5” can't be read" in fields["bands"].message.text()


def test_a_clause_is_taken_out_and_comes_back(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    a_clause(workspace, made)
    a_criterion(workspace, made, Scoring.JUDGED)
    desk = social_desk(house, workspace, settle, made)

    desk.page.social.take_out.click()
    settle()
    desk.page.social.take_out_criterion.click()
    settle()
    assert desk.now.social.is_empty
    workspace.write(undo_last)
    assert len(desk.now.social.criteria) == 1


def test_a_bid_that_is_not_a_draft_promises_nothing_more(house: House, workspace: Workspace, settle: Settle) -> None:
    made = a_possible_bid(workspace)
    clause = a_clause(workspace, made)
    desk = social_desk(house, workspace, settle, made)
    workspace.write(promise, desk.bid.id, clause, {"hours": "400"})
    with workspace.database.writing(Actor(workspace.actor.name, workspace.actor.role), "x", clock.now()) as session:
        from sse_desktop.store.tables.bids import Bid

        session.get_one(Bid, desk.bid.id).state = "submitted"
    desk.page.become_stale()
    settle()
    assert not desk.page.social.promise.isEnabled()
