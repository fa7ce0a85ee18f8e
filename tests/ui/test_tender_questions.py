"""Questions, changes and days of a tender in the window; the calendar with its agenda, its month and its file."""

import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from sse_desktop import clock
from sse_desktop.commands.amendments import AmendmentData, record_amendment
from sse_desktop.commands.milestones import MilestoneData, add_milestone
from sse_desktop.commands.tender_changes import ChangeKind, TenderChange
from sse_desktop.commands.tenders import TenderData, enter_tender
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.zones import zone_of
from sse_desktop.queries.deadlines import DayKind
from sse_desktop.queries.tender_questions import TenderTalk, tender_talk
from sse_desktop.ui.calendar_saving import write_chosen
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.deadline_agenda import WeekHead
from sse_desktop.ui.deadline_words import clock_words, left_mark
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.tender_calendar import TenderCalendarPage
from sse_desktop.ui.tender_questions import TenderQuestionsPage
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.month_view import HEAD_PX, ROW_PX, MonthView, day_names, month_title
from sse_desktop.workspace import Workspace
from tests.partnering import a_meeting, a_partner
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose
from tests.ui.tender_hands import QUITO, a_coming_tender, pressed, seen_words, today

KEYS = ("today", "tenders", "tenders.desk", "tenders.questions", "tenders.calendar", "meetings", "papers", "partners")
SHOWN = tuple(spec for spec in PAGES if spec.key in KEYS)


@pytest.fixture
def house(context: Context, make_house: MakeHouse, settle: Settle) -> House:
    context.today = today
    context.services = Services(undo=undo_last)
    made = make_house(*SHOWN, first="tenders")
    settle()
    return made


def talk(workspace: Workspace, tender: uuid.UUID) -> TenderTalk:
    return workspace.read(tender_talk, tender, clock.now())


def questions_page(house: House, settle: Settle, tender: uuid.UUID | None = None) -> TenderQuestionsPage:
    house.go("tenders.questions", tender)
    settle()
    settle()
    assert isinstance(house.page, TenderQuestionsPage)
    return house.page


def calendar_page(house: House, settle: Settle) -> TenderCalendarPage:
    house.go("tenders.calendar")
    settle()
    settle()
    assert isinstance(house.page, TenderCalendarPage)
    return house.page


def fill(page: TenderQuestionsPage, **values: object) -> None:
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill(values)


def save(page: TenderQuestionsPage, settle: Settle, words: str) -> None:
    pressed(page.inspector, words)
    settle()
    settle()


# ---------------------------------------------------------------- questions, changes, days


def test_a_question_goes_from_the_form_through_the_letter_to_its_answer(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    soon = datetime.combine(today() + timedelta(days=7), time(17, 0), QUITO)
    tender = a_coming_tender(workspace, questions_deadline=soon)
    page = questions_page(house, settle, tender)
    assert "No questions yet" in seen_words(page)
    assert "working day" in page.questions.sentence.text()
    choose(house, "New question")
    fill(page, question="Which size?")
    save(page, settle, "Save the question")
    assert [row.state for row in talk(workspace, tender).questions] == ["to_send"]

    page.print_page()
    settle()
    assert house.findChildren(PdfView)
    house.close_sheet()
    choose(house, "Copy the letter")
    settle()
    assert "1. Which size?" in QGuiApplication.clipboard().text()
    page.mark_sent()
    settle()
    settle()
    assert [row.asked_on for row in talk(workspace, tender).questions] == [today()]

    page.questions.table.choose(0)
    settle()
    pressed(page.inspector, "Note the answer")
    fill(page, answer="Any size")
    save(page, settle, "Save the question")
    assert [row.state for row in talk(workspace, tender).questions] == ["answered"]
    page.questions.table.choose(0)
    settle()
    assert "Any size" in seen_words(page.inspector)
    pressed(page.inspector, "Archive")
    settle()
    assert talk(workspace, tender).questions == ()


def test_a_letter_without_questions_is_refused_with_a_sentence(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    page = questions_page(house, settle, a_coming_tender(workspace))
    page.print_page()
    settle()

    assert "No question waits" in seen_words(house)


def test_what_the_buyer_changed_is_new_until_it_was_seen(house: House, settle: Settle, workspace: Workspace) -> None:
    tender = a_coming_tender(workspace)
    change = TenderChange(kind=ChangeKind.FIELD, field="title", before="Fruit", after="Fresh fruit")
    workspace.write(record_amendment, tender, AmendmentData(published_on=today()), [change])
    page = questions_page(house, settle, tender)
    page.changes.table.choose(0)
    settle()
    assert "Title: Fruit → Fresh fruit" in seen_words(page.inspector)
    pressed(page.inspector, "I have seen it")
    settle()
    settle()
    assert [row.seen_on for row in talk(workspace, tender).amendments] == [today()]

    page.new_change()
    fill(page, summary="Delivery at seven")
    save(page, settle, "Save the change")
    assert {row.summary for row in talk(workspace, tender).amendments} == {"", "Delivery at seven"}


def test_a_day_with_its_hour_is_typed_done_and_moved(house: House, settle: Settle, workspace: Workspace) -> None:
    tender = a_coming_tender(workspace)
    page = questions_page(house, settle, tender)
    page.new_day()
    fill(page, title="Visit", due_on=today() + timedelta(days=3), hour=time(9, 30))
    save(page, settle, "Save the day")
    [row] = talk(workspace, tender).milestones
    assert row.at == datetime.combine(today() + timedelta(days=3), time(9, 30), QUITO)

    page.days.table.choose(0)
    settle()
    pressed(page.inspector, "It is done")
    settle()
    settle()
    assert [row.done_on for row in talk(workspace, tender).milestones] == [today()]
    page.open_day(talk(workspace, tender).milestones[0])
    fill(page, hour=None)
    save(page, settle, "Save the day")
    assert [row.at for row in talk(workspace, tender).milestones] == [None]


def test_another_tender_is_picked_by_its_words(house: House, settle: Settle, workspace: Workspace) -> None:
    a_coming_tender(workspace)
    other = a_coming_tender(workspace, title="Vegetables", reference="V-1")
    page = questions_page(house, settle)
    page.picker.setFocus()
    page.picker.line.selectAll()
    QTest.keyClicks(page.picker.line, "veget")
    QTest.keyClick(page.picker.line, Qt.Key.Key_Return)
    settle()
    settle()

    assert page.tender_id == other
    assert page.headline() == "Vegetables"


def test_without_a_tender_the_page_leads_to_the_tenders(house: House, settle: Settle) -> None:
    page = questions_page(house, settle)

    assert "No tender to ask about" in seen_words(page)
    pressed(page, "Go to the tenders")
    assert house.here == "tenders"


# ---------------------------------------------------------------- the calendar


def a_belgian_tender(workspace: Workspace) -> uuid.UUID:
    """Store a tender of another zone whose deadline lies ten days ahead."""
    deadline = datetime.combine(today() + timedelta(days=10), time(11, 0), zone_of("Europe/Brussels"))
    data = TenderData(
        title="Paniers", buyer_name="Ville", country="BE", deadline=deadline, deadline_stated=True, reference="BE-1"
    )
    return workspace.write(enter_tender, data)


def test_the_agenda_is_grouped_by_week_and_tells_both_clocks(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    tender = a_belgian_tender(workspace)
    workspace.write(add_milestone, tender, MilestoneData(title="Samples", due_on=today() - timedelta(days=2)))
    a_meeting(workspace, a_partner(workspace), held_on=today(), next_step="Call", next_on=today())
    page = calendar_page(house, settle)

    rows = page.agenda.rows.rows
    assert isinstance(rows[0], WeekHead)
    entries = [row for row in rows if not isinstance(row, WeekHead)]
    assert [entry.kind for entry in entries] == [DayKind.MILESTONE, DayKind.STEP, DayKind.SUBMISSION]
    marks = [left_mark(house.context, entry) for entry in entries]
    assert marks[0].state is State.BLOCKED
    assert (marks[1].word, marks[2].state) == ("today" if today().weekday() < 5 else marks[1].word, State.READY)
    assert clock_words(house.context, entries[2]).startswith("11:00 there, 0")
    head = page.agenda.rows.index(0, 0).data()
    assert head.startswith(("Week", "This week"))


def test_what_is_chosen_in_the_agenda_stands_below_the_month(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    tender = a_belgian_tender(workspace)
    page = calendar_page(house, settle)
    assert page.agenda.choose_entry(f"submission-{tender}")
    settle()

    words = seen_words(page.chosen_card)
    assert all(said in words for said in ("Paniers", "Europe/Brussels", "On our clock", "Hand in"))
    assert page.month.day == today() + timedelta(days=10)
    pressed(page.chosen_card, "Questions and changes")
    assert house.here == "tenders.questions"
    page = calendar_page(house, settle)
    page.agenda.choose_entry(f"submission-{tender}")
    QTest.keyClick(page.agenda, Qt.Key.Key_Return)
    assert house.here == "tenders"


def test_a_day_of_the_month_leads_to_its_line(house: House, settle: Settle, workspace: Workspace) -> None:
    tender = a_belgian_tender(workspace)
    page = calendar_page(house, settle)
    page.month.choose(today() + timedelta(days=9))
    QTest.keyClick(page.month, Qt.Key.Key_Right)
    settle()
    current = page.agenda.entry_at(page.agenda.currentIndex().row())
    assert current is not None
    assert current.record == tender
    assert "Paniers" in page.month.accessibleDescription()

    QTest.keyClick(page.month, Qt.Key.Key_PageDown)
    settle()
    assert "choose a line" in seen_words(page.chosen_card)
    page.go_to_today()
    settle()
    assert page.agenda.entry_at(page.agenda.currentIndex().row()) is not None


def test_words_and_choices_narrow_the_agenda(house: House, settle: Settle, workspace: Workspace) -> None:
    a_belgian_tender(workspace)
    a_meeting(workspace, held_on=today(), next_step="Call", next_on=today())
    page = calendar_page(house, settle)
    QTest.keyClicks(page.bar.search, "paniers")
    assert [row.kind for row in page.agenda.rows.rows if not isinstance(row, WeekHead)] == [DayKind.SUBMISSION]
    page.bar.search.clear()
    page.bar.choose("group", "partners")
    assert [row.kind for row in page.agenda.rows.rows if not isinstance(row, WeekHead)] == [DayKind.STEP]
    page.bar.choose("group", "papers")
    assert "Nothing matches" in seen_words(page)


def test_an_empty_calendar_says_what_will_stand_here(house: House, settle: Settle) -> None:
    assert "Nothing is due" in seen_words(calendar_page(house, settle))


def test_the_calendar_is_saved_whole_or_for_one_tender(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    tender, other = a_belgian_tender(workspace), a_coming_tender(workspace)
    page = calendar_page(house, settle)

    write_chosen(page, None, str(tmp_path / "all.ics"))
    write_chosen(page, tender, str(tmp_path / "one.ics"))
    settle()

    whole, one = (tmp_path / "all.ics").read_bytes(), (tmp_path / "one.ics").read_bytes()
    assert str(other).encode() in whole
    assert str(other).encode() not in one
    assert str(tender).encode() in one
    assert "one.ics" in seen_words(house)


def test_the_month_is_walked_by_keys_and_by_the_mouse(context: Context, house: House) -> None:
    first = datetime(2026, 7, 14).date()
    view = MonthView(context.locale, first, house)
    view.resize(350, 300)
    seen: list[object] = []
    view.chosen.connect(seen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_PageUp):
        QTest.keyClick(view, key)
    assert seen == [first.replace(day=21), first.replace(day=20), first.replace(day=13), first, first.replace(month=6)]
    # The first row of June 2026 begins with Monday the 1st; the second column is Tuesday.
    where = QPoint(34 + int(1.5 * (350 - 34) / 7), HEAD_PX + ROW_PX // 2)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert view.day == first.replace(month=6, day=2)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    assert view.day == first.replace(month=6, day=2)
    assert (day_names(context.locale)[0], month_title(context.locale, first)) == ("Mon", "July 2026")
    view.turn(-5)
    assert view.day == first.replace(month=1, day=2)
    assert not view.grab().isNull()


def test_the_calendar_is_opened_at_a_day_or_at_an_entry(house: House, settle: Settle, workspace: Workspace) -> None:
    tender = a_belgian_tender(workspace)
    page = calendar_page(house, settle)
    house.go("tenders.calendar", f"submission-{tender}")
    settle()
    settle()
    assert page.month.day == today() + timedelta(days=10)

    house.go("tenders.calendar", today())
    settle()
    assert page.month.day == today()
    assert "choose a line" in seen_words(page.chosen_card)
    page.before.click()
    settle()
    settle()
    page.bar.choose("past", "month")
    assert page.agenda.rows.rowCount() >= 2
    dialogs = []
    page.save()
    dialogs.extend(page.findChildren(QFileDialog))
    assert [dialog.defaultSuffix() for dialog in dialogs] == ["ics"]
    dialogs[0].reject()
    settle()
