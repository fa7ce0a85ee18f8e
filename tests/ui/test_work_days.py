"""Work is typed from the keyboard, several people in one go; the pay is said at once and what is owed is paid."""

import uuid
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.workers import WorkerData, add_worker
from sse_desktop.domain.money import Money
from sse_desktop.queries.work_days import WorkFilter, work_days
from sse_desktop.queries.workers import work_payments, worker, workers
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.work_days import WorkDaysPage
from sse_desktop.ui.work_entry import WorkEntry
from sse_desktop.ui.work_prints import PeriodPanel
from sse_desktop.ui.workers import WorkersPage
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, in_this_day, press, spec, typed

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Work:
    """Both pages in their window, with two workers and a lot of 100 kg."""

    house: House
    workspace: Workspace
    rosa: uuid.UUID
    settle: Settle

    def days(self) -> WorkDaysPage:
        page = self.house.page
        assert isinstance(page, WorkDaysPage)
        return page

    def people(self) -> WorkersPage:
        self.house.go("workers")
        self.settle()
        page = self.house.page
        assert isinstance(page, WorkersPage)
        return page

    def entry(self) -> WorkEntry:
        choose(self.house, "Enter work")
        self.settle()
        content = self.days().inspector.content
        assert isinstance(content, WorkEntry)
        return content

    def enter_rosa(self) -> None:
        self.entry()
        typed(self.house, "rosa\n8\n1.875\n")
        press(self.house, Qt.Key.Key_Return, CONTROL)
        self.settle()


@pytest.fixture
def work(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> Work:
    in_this_day(context)
    context.services = Services(undo=undo_last)
    rosa = workspace.write(add_worker, WorkerData(name="Rosa Tixi", community="Chambo"))
    workspace.write(add_worker, WorkerData(name="Luis Paca"))
    a_weigh_in(workspace, a_member(workspace), a_product(workspace))
    house = make_house(spec("work_days"), spec("workers"), spec("lots"))
    settle()
    return Work(house, workspace, rosa, settle)


def pictured(house: House, name: str) -> None:
    """Keep a picture to look at when a folder is named."""
    import os

    if folder := os.environ.get("SSE_PICTURES"):
        picture: QImage = house.window().grab().toImage()
        picture.save(f"{folder}/{name}.png")


def test_three_people_are_typed_without_touching_the_mouse(work: Work) -> None:
    entry = work.entry()

    typed(work.house, "rosa\n7.5\n1.875\n")
    assert "3 people" not in entry.sum.text()
    assert [line.hours_milli for line in entry.lines] == [7500]
    typed(work.house, "luis\n")
    typed(work.house, "4\n1.50\n")
    assert entry.sum.text() == "2 people, $20.06 in all"
    pictured(work.house, "work-entry")
    press(work.house, Qt.Key.Key_Return, CONTROL)
    work.settle()

    rows = work.workspace.read(work_days)
    assert [(row.worker, row.pay) for row in rows] == [
        ("Luis Paca", Money.of("6.00", "USD")),
        ("Rosa Tixi", Money.of("14.06", "USD")),
    ]
    assert entry.lines == []
    assert work.days().totals.text() == "collection $20.06 · in all $20.06"


def test_the_rate_of_last_time_is_proposed_and_the_pay_said_as_it_is_typed(work: Work) -> None:
    work.enter_rosa()
    entry = work.entry()

    typed(work.house, "rosa\n")
    assert entry.rate.line.text() == "1.875"
    typed(work.house, "6")

    assert entry.rate.message.text() == "Pay $11.25"


def test_pieces_are_whole_and_the_lot_is_chosen_by_its_code(work: Work) -> None:
    entry = work.entry()
    entry.measure.set_value("pieces")
    entry.lot.setFocus()
    typed(work.house, "man\n")
    entry.worker.setFocus()
    typed(work.house, "rosa\n1.5\n2\n")
    assert entry.amount.message.text().startswith("■ ")

    entry.amount.line.setText("41")
    entry.commit()
    work.settle()

    [row] = work.workspace.read(work_days)
    assert (row.pieces, row.pay, row.lot[:3]) == (41, Money.of("82", "USD"), "MAN")


def test_somebody_is_taken_out_of_the_list_before_it_is_saved(work: Work) -> None:
    entry = work.entry()
    typed(work.house, "rosa\n8\n1\n" + "luis\n8\n1\n")

    entry._remove(0)

    assert entry.sum.text() == "1 person, $8.00 in all"


def test_a_work_day_is_void_with_a_reason_and_undo_voids_the_last_entry(work: Work) -> None:
    work.enter_rosa()
    page = work.days()
    page.table.choose(0)
    work.settle()
    pictured(work.house, "work-days")
    page.ask_to_void(work.workspace.read(work_days)[0])
    work.house.question.reason.setText("wrong day")
    work.house.question.confirm.click()
    work.settle()
    assert [row.voided for row in work.workspace.read(work_days, WorkFilter(voided=None))] == ["wrong day"]

    work.enter_rosa()
    work.house.undo()
    work.settle()
    assert work.workspace.read(work_days) == []


def test_sums_tell_tasks_kilos_and_people(work: Work) -> None:
    work.enter_rosa()
    choose(work.house, "Sums")
    work.settle()
    pictured(work.house, "work-sums")

    words = said(work)
    assert "collection · $15.00" in words
    assert "collection · $0.15/kg" in words
    assert "Rosa Tixi · $15.00 still owed" in words


def test_what_is_owed_is_paid_from_the_register_of_workers(work: Work) -> None:
    work.enter_rosa()
    page = work.people()
    page.show_record(work.rosa)
    work.settle()
    pictured(work.house, "workers")
    assert page.totals.text() == "2 workers, $15.00 still owed"
    page.pay(work.workspace.read(worker, work.rosa))
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fields["amount"].set_value(Money.of("16", "USD"))
    panel.form.commit()
    work.settle()
    assert "is owed" in panel.form.fields["amount"].message.text()
    panel.form.fields["amount"].set_value(Money.of("10", "USD"))
    panel.form.commit()
    work.settle()

    assert work.workspace.read(worker, work.rosa).owed == Money.of("5", "USD")
    page.ask_to_void(work.workspace.read(work_payments)[0])
    work.house.question.reason.setText("not handed over")
    work.house.question.confirm.click()
    work.settle()
    assert work.workspace.read(worker, work.rosa).owed == Money.of("15", "USD")


def test_a_worker_is_entered_and_changed_in_the_inspector(work: Work) -> None:
    page = work.people()
    choose(work.house, "New worker")
    work.settle()
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"name": "María Yautibug", "community": "Chambo"})
    panel.form.commit()
    work.settle()

    assert [row.name for row in work.workspace.read(workers)] == ["Luis Paca", "María Yautibug", "Rosa Tixi"]
    page.archive(work.workspace.read(worker, work.rosa))
    work.settle()
    assert len(work.workspace.read(workers)) == 2


def test_sheets_are_shown_as_they_are_printed(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.enter_rosa()
    page = work.days()
    shown: list[tuple[str, bytes]] = []
    monkeypatch.setattr(work.house, "show_pdf", lambda title, data, _name: shown.append((title, data)))
    page.print_page()
    choose(work.house, "Blank work sheet")
    work.settle()
    people = work.people()
    people.ask_period(work.workspace.read(worker, work.rosa))
    panel = people.inspector.content
    assert isinstance(panel, PeriodPanel)
    panel.form.commit()
    work.settle()

    assert [title for title, _data in shown] == ["Pay sheets", "Work sheet", "Pay sheet · Rosa Tixi"]
    assert all(data.startswith(b"%PDF") for _title, data in shown)


def said(work: Work) -> str:
    """Return all words of the inspector."""
    from PySide6.QtWidgets import QLabel

    content = work.days().inspector.content
    assert content is not None
    return "\n".join(each.text() for each in content.findChildren(QLabel))
