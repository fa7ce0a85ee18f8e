"""Clauses that run: hours are typed by day like in a spreadsheet, payments and acceptances recorded and voided, reports printed."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from sse_desktop import clock
from sse_desktop.commands.clause_progress import HoursData, set_hours
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.clause_progress import RunningClause, acceptances, hours_grid, running_clauses
from sse_desktop.queries.social_values import social_values
from sse_desktop.queries.staff_counts import staff_counts
from sse_desktop.queries.trainees import trainees
from sse_desktop.store.database import Actor
from sse_desktop.store.tables.bids import Bid
from sse_desktop.ui.clause_hours import HoursSheet
from sse_desktop.ui.clause_prints import write_control, write_daily
from sse_desktop.ui.clauses import ClausesPage
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.trainees import TraineesPage
from sse_desktop.ui.worker import Progress
from sse_desktop.workspace import Workspace
from tests.clause_builders import a_clause, a_trainee
from tests.ui.acting import answer, panel_of, sheet_of, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import press, typed
from tests.ui.tender_hands import a_possible_bid, pressed, today

REPORTS = tuple(spec for spec in PAGES if spec.place == "reports")


@pytest.fixture
def house(context: Context, make_house: MakeHouse, workspace: Workspace, settle: Settle) -> House:
    context.today = today
    tender = a_possible_bid(workspace)
    a_clause(workspace, tender, title="Clause flexible", starts_on=today() - timedelta(days=30))
    with workspace.database.writing(Actor(workspace.actor.name, workspace.actor.role), "won", clock.now()) as session:
        session.query(Bid).one().state = "won"
    a_trainee(workspace, "Demo Ana", contract_number="C-1")
    a_trainee(workspace, "Demo Leo", contract_to=today() - timedelta(days=400))
    made = make_house(*REPORTS, first="clauses")
    settle()
    return made


def the_page(house: House) -> ClausesPage:
    assert isinstance(house.page, ClausesPage)
    return house.page


def register(house: House) -> Page:
    assert house.page is not None
    return house.page


def the_clause(workspace: Workspace) -> RunningClause:
    [row] = workspace.read(running_clauses, today())
    return row


def choose_first(house: House, settle: Settle) -> None:
    the_page(house).table.choose(0)
    settle()


def the_hours(house: House, settle: Settle) -> HoursSheet:
    choose_first(house, settle)
    pressed(the_page(house).inspector, the_page(house).text("Record hours"))
    settle()
    sheet = sheet_of(house, HoursSheet)
    settle()
    return sheet


def test_a_clause_that_runs_says_what_is_done_and_what_is_at_stake(house: House, settle: Settle) -> None:
    choose_first(house, settle)
    words = words_in(the_page(house).inspector)
    assert "Clause flexible" in words
    assert "$7,500.00" in words  # nothing is done, so the buyer's amount for that case
    assert "nothing counts" in words


def test_hours_are_typed_by_day_and_saved_at_once(
    context: Context, house: House, settle: Settle, workspace: Workspace
) -> None:
    context.locale = Locale("fr", "BE")
    sheet = the_hours(house, settle)
    assert [row.trainee.name for row in sheet.model.rows] == ["Demo Ana"]
    sheet.go_by(-1)
    settle()

    sheet.grid.setFocus()
    sheet.grid.setCurrentIndex(sheet.model.index(0, 0))
    typed(house, "7,5\n")
    settle()

    monday = (Week.of(today()) + -1).monday
    [row] = workspace.read(hours_grid, sheet.clause_id, Week.of(today()) + -1)
    assert row.by_day == {monday: 7500}
    assert the_clause(workspace).hours == Decimal("7.5")
    assert "7,5" in sheet.total.text()
    sheet.grid.setCurrentIndex(sheet.model.index(0, 0))
    press(house, Qt.Key.Key_Delete)
    settle()
    assert the_clause(workspace).hours == 0
    workspace.write(undo_last)
    assert the_clause(workspace).hours == Decimal("7.5")


def test_a_week_is_pasted_and_a_wrong_block_not_at_all(house: House, settle: Settle, workspace: Workspace) -> None:
    sheet = the_hours(house, settle)
    sheet.go_by(-1)
    settle()
    sheet.grid.setFocus()
    sheet.grid.setCurrentIndex(sheet.model.index(0, 0))

    def paste(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        press(house, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle()

    paste("7.5\tmany")
    assert "column 2 of what was pasted is “many”" in sheet.trouble.text()
    paste("1\t2\t3\t4\t5\t6\t7\t8")
    assert "has 1 rows and 8 columns" in sheet.trouble.text()
    paste("-1")
    assert "Copy only the hours" in sheet.trouble.text()
    assert the_clause(workspace).hours == 0
    paste("7.5\t8\t\t6")
    assert the_clause(workspace).hours == Decimal("21.5")
    assert not sheet.trouble.isVisible()


def test_hours_that_can_not_be_are_refused_with_their_reason(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    sheet = the_hours(house, settle)
    sheet.go_by(1)
    settle()
    sheet.grid.setFocus()
    sheet.grid.setCurrentIndex(sheet.model.index(0, 6))
    typed(house, "8\n")
    settle()
    assert "is still to come" in sheet.trouble.text()
    assert the_clause(workspace).hours == 0
    assert sheet.model.data(sheet.model.index(0, 6)) == ""


def test_a_payment_is_recorded_and_voided_with_its_reason(house: House, settle: Settle, workspace: Workspace) -> None:
    choose_first(house, settle)
    pressed(the_page(house).inspector, "Record what was paid")
    settle()
    fields = panel_of(the_page(house)).form.fields
    type_into(fields["amount"], "5000")
    type_into(fields["evidence"], "F-12")
    pressed(the_page(house).inspector, "Save the payment")
    settle()
    assert (the_clause(workspace).paid, the_clause(workspace).claimed_bp) == (Money.of("5000", "USD"), 2500)

    assert "F-12" in words_in(the_page(house).inspector)
    pressed(the_page(house).inspector, "Void …")
    answer(house, "wrong invoice")
    settle()
    assert the_clause(workspace).paid == Money(0, "USD")


def test_what_the_buyer_accepts_stands_beside_what_we_claim(house: House, settle: Settle, workspace: Workspace) -> None:
    choose_first(house, settle)
    pressed(the_page(house).inspector, "Record an acceptance")
    settle()
    fields = panel_of(the_page(house)).form.fields
    assert fields["accepted"].read() is None  # what the buyer says is never proposed
    type_into(fields["accepted"], "12.5")
    type_into(fields["imposed"], "100")
    pressed(the_page(house).inspector, "Save the acceptance")
    settle()

    [row] = workspace.read(acceptances, the_clause(workspace).id)
    assert (row.accepted_bp, row.imposed, row.period_end) == (1250, Money.of("100", "USD"), today())
    page = the_page(house)
    shown = [page.model.data(page.model.index(0, column)) for column in range(page.model.columnCount())]
    assert {"0%", "12.5%"} <= set(shown)


def test_the_control_table_and_the_daily_list_are_shown_and_saved(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    sheet = the_hours(house, settle)
    sheet.print_list()
    settle()
    assert house.findChildren(PdfView)
    context = the_page(house).context
    context.shell.close_sheet()
    settle()
    the_page(house).print_page()
    settle()
    assert house.findChildren(PdfView)

    clause, progress = the_clause(workspace).id, _quiet()
    for path in (
        write_control(workspace, clause, tmp_path / "control.xlsx", progress=progress),
        write_daily(workspace, clause, (today(), today()), tmp_path / "daily.xlsx", progress=progress),
    ):
        assert openpyxl.load_workbook(path).worksheets[0].max_row >= 2


def _quiet() -> Progress:
    class Quiet:
        def step(self, *_steps: object) -> None:
            """Say nothing."""

    return Quiet()  # type: ignore[return-value]  # only this is called


# ---------------------------------------------------------------- people


def test_a_trainee_is_entered_and_archived(house: House, settle: Settle, workspace: Workspace) -> None:
    house.go("trainees")
    settle()
    page = house.page
    assert isinstance(page, TraineesPage)
    page.new_trainee()
    settle()
    type_into(panel_of(page).form.fields["name"], "Demo Zoe")
    type_into(panel_of(page).form.fields["contract_number"], "C-9")
    pressed(page.inspector, "Save the trainee")
    settle()
    assert [row.name for row in workspace.read(trainees, search="zoe c-9")] == ["Demo Zoe"]
    assert "under contract" in words_in(page) or page.selected_row() is not None
    pressed(page.inspector, "Archive")
    settle()
    assert workspace.read(trainees, search="zoe") == []


def test_a_driver_does_not_see_trainees(
    context: Context, make_house: MakeHouse, workspace: Workspace, settle: Settle
) -> None:
    a_trainee(workspace, "Demo Ana")
    workspace.actor = Actor("Demo Driver", Role.DRIVER)
    house = make_house(*REPORTS, first="trainees")
    settle()
    page = house.page
    assert isinstance(page, TraineesPage)
    assert page.model.rowCount() == 0
    assert page.offered() == ()
    assert "Trainees are not shown" in words_in(page)
    del context


def test_a_driver_does_not_see_the_hours_of_trainees(house: House, settle: Settle, workspace: Workspace) -> None:
    [trainee] = [row.id for row in workspace.read(trainees, search="ana")]
    clause = the_clause(workspace).id
    workspace.write(set_hours, clause, [HoursData(trainee_id=trainee, on=today(), hours_milli=1000)])
    workspace.actor = Actor("Demo Driver", Role.DRIVER)
    settle()
    choose_first(house, settle)
    assert "Demo Ana" not in words_in(the_page(house).inspector)
    pressed(the_page(house).inspector, "Record hours")
    settle()
    assert not house.findChildren(HoursSheet)
    assert "only to those who keep" in house.message.sentence.text()
    the_page(house).print_page()
    settle()
    assert not house.findChildren(PdfView)


def test_a_count_is_entered_by_heads_and_full_time_equivalents(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    house.go("staff_counts")
    settle()
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    page = register(house)
    for name, text in (("heads", "20"), ("target_heads", "6"), ("fte", "20"), ("target_fte", "5.9")):
        type_into(panel_of(page).form.fields[name], text)
    pressed(page.inspector, "Save the staff count")
    settle()
    [row] = workspace.read(staff_counts)
    assert (row.count.heads, row.count.target_fte_milli) == (20, 5900)
    assert "29.5%" in words_in(page.inspector)
    pressed(page.inspector, "Void …")
    answer(house, "counted twice")
    settle()
    assert workspace.read(staff_counts) == []


def test_an_old_index_warns(house: House, settle: Settle, workspace: Workspace) -> None:
    house.go("social_values")
    settle()
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    page = register(house)
    fields = panel_of(page).form.fields
    type_into(fields["year"], str(today().year - 2))
    type_into(fields["score"], "78.5")
    fields["grade"].set_value("우수")
    pressed(page.inspector, "Save the result")
    settle()
    [row] = workspace.read(social_values, today())
    assert (row.score, row.grade, row.is_old) == (Decimal("78.5"), "우수", True)
    assert "older than one call" in words_in(page.inspector)
