"""Notices are dropped, looked at and taken over; small tenders are typed and pasted; the register tells how long is left."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sse_desktop import clock
from sse_desktop.commands.tender_changes import ChangeKind, TenderChange
from sse_desktop.queries.tenders import TenderState, tender, tender_items, tenders
from sse_desktop.ui.house import House
from sse_desktop.ui.tender_changes import change_words
from sse_desktop.ui.tender_form import TenderSheet
from sse_desktop.ui.tender_hour import NotAnHour
from sse_desktop.ui.tender_import_sheet import NoticeImport
from sse_desktop.ui.tender_paste import PasteLines
from sse_desktop.ui.tenders import TendersPage
from sse_desktop.ui.widgets.field import Field
from sse_desktop.workspace import Workspace
from tests.bidding import an_item
from tests.exchange.ocds_files import a_release
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, QUITO, a_coming_tender, drop, pressed, seen_words, today


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    made = make_house(*PLACE, first="tenders")
    settle()
    return made


def the_page(house: House) -> TendersPage:
    page = house.page
    assert isinstance(page, TendersPage)
    return page


def the_sheet(house: House) -> NoticeImport:
    [sheet] = house.findChildren(NoticeImport)
    return sheet


def sample(shared: Path, name: str) -> Path:
    return shared / "samples" / "ocds" / name


def test_a_real_notice_is_dropped_looked_at_and_taken_over(
    house: House, settle: Settle, workspace: Workspace, shared: Path
) -> None:
    drop(house.window(), [sample(shared, "ua-release-fruit-veg.json")])
    settle()

    sheet = the_sheet(house)
    words = seen_words(sheet)
    assert "No deadline for offers is stated in this file" in words
    assert "250" in words
    assert workspace.read(tenders, clock.now()) == []

    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert (row.reference, row.state) == ("UA-2017-04-04-001419-b", TenderState.CLOSED)
    assert house.here == "tenders"
    assert the_page(house).table.model().rowCount() == 1
    assert len(workspace.read(tender_items, row.id)) == 2
    found = workspace.read(tender, row.id, clock.now())
    assert workspace.attachments.read(found.original_sha or "") == sample(shared, found.original_name).read_bytes()


def test_a_refused_file_shows_its_sentence_and_the_window_lives(
    house: House, settle: Settle, workspace: Workspace, shared: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html><body>Portal</body></html>", encoding="utf-8")

    drop(house.window(), [sample(shared, "ca-buyandsell-award-only.json"), page])
    settle()

    sheet = the_sheet(house)
    assert sheet.model.rowCount() == 2
    sheet.table.choose(0)
    assert "it only tells of an award or a contract" in seen_words(sheet)
    sheet.table.choose(1)
    assert "This is a web page, not the data file" in seen_words(sheet)
    assert not sheet.take.isVisible()
    house.close_sheet()
    assert workspace.read(tenders, clock.now()) == []
    assert the_page(house).isVisible()


def test_a_file_of_several_processes_gives_a_list_to_choose_from(
    house: House, settle: Settle, workspace: Workspace, shared: Path
) -> None:
    drop(house.window(), [sample(shared, "mx-cdmx-release.json"), sample(shared, "ng-release.json")])
    settle()
    sheet = the_sheet(house)
    assert sheet.list_card.isVisible()

    sheet.table.choose(1)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    settle()

    assert len(workspace.read(tenders, clock.now())) == 1
    assert sheet.isVisible()
    assert "taken over" in sheet.model.cell(sheet.rows[1], 3)
    assert not sheet.take.isVisible()


def test_a_newer_version_of_a_known_process_shows_what_changed(
    house: House, settle: Settle, workspace: Workspace, shared: Path, tmp_path: Path
) -> None:
    original = sample(shared, "mx-cdmx-release.json")
    newer = tmp_path / "newer.json"
    text = original.read_text("utf-8").replace("COMPUTADORA PORTATIL TIPO 1", "COMPUTADORA PORTATIL TIPO 9")
    newer.write_text(text, encoding="utf-8")
    drop(house.window(), [original])
    settle()
    pressed(the_sheet(house), "Take this tender over")
    settle()

    drop(house.window(), [newer])
    settle()
    pressed(the_sheet(house), "Take this tender over")
    settle()

    words = seen_words(the_sheet(house))
    assert "What changed" in words
    assert "TIPO 9" in words
    assert len(workspace.read(tenders, clock.now())) == 1


def test_a_small_tender_is_typed_in_and_its_lines_are_pasted(
    house: House, settle: Settle, workspace: Workspace, qtbot: QtBot
) -> None:
    the_page(house).enter_by_hand()
    settle()
    fields = the_form(house)
    for name, typed in (
        ("title", "Fruta para 26 escuelas"),
        ("reference", "IC-01"),
        ("deadline_on", "+"),
        ("deadline_at", "15h30"),
    ):
        fields[name].setFocus()
        QTest.keyClicks(fields[name].editor, typed)
    QTest.keyClick(fields["deadline_at"].editor, Qt.Key.Key_Return)
    settle()

    [row] = workspace.read(tenders, clock.now())
    assert (row.title, row.reference, row.deadline_stated) == ("Fruta para 26 escuelas", "IC-01", False)
    assert row.deadline is not None
    assert f"{row.deadline:%H:%M}" == "15:30"
    [sheet] = house.findChildren(PasteLines)
    sheet.area.setPlainText("Descripción\tCantidad\tUnidad\tP.U.\nMango\t1,200\tkg\t0.35\nPiña\tmuchas\tkg\t0.4")
    qtbot.waitUntil(lambda: len(sheet.reading.items) == 1)
    assert sheet.preview.problems.isVisible()
    assert "Line 3" in sheet.preview.reason.text()
    assert workspace.read(tender_items, row.id) == []

    pressed(sheet, "Add 1 line")
    settle()

    [item] = workspace.read(tender_items, row.id)
    assert (item.description, str(item.quantity), item.price is not None) == ("Mango", "1200.000 kg", True)


def test_the_register_tells_how_long_is_left_and_filters_by_state(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    a_coming_tender(workspace)
    a_coming_tender(workspace, title="Old", reference="FI-02", deadline=clock.now() - timedelta(days=3))
    settle()

    page = the_page(house)
    left = [page.model.data(page.model.index(row, 4)) for row in range(2)]
    assert left == ["● 21 days", "○ over"]

    page.bar.choose("state", "open")
    page._pause.timeout.emit()
    settle()
    assert page.table.model().rowCount() == 1


def test_a_tender_is_dropped_with_a_reason_and_taken_up_again(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    made = a_coming_tender(workspace)
    settle()
    page = the_page(house)
    page.table.choose(0)
    settle()

    pressed(page.inspector, "Drop it …")
    house.question.reason.setText("Too far away")
    QTest.keyClick(house.question.reason, Qt.Key.Key_Return)
    settle()

    found = workspace.read(tender, made, clock.now())
    assert (found.state, found.drop_reason) == (TenderState.DROPPED, "Too far away")
    assert "Too far away" in seen_words(page.inspector)

    pressed(page.inspector, "Take it up again")
    settle()
    assert workspace.read(tender, made, clock.now()).state is TenderState.OPEN


def test_what_the_form_does_not_show_stays_when_a_tender_is_changed(
    house: House, settle: Settle, workspace: Workspace, shared: Path
) -> None:
    drop(house.window(), [sample(shared, "mx-cdmx-release.json")])
    settle()
    pressed(the_sheet(house), "Take this tender over")
    settle()
    [row] = workspace.read(tenders, clock.now())
    before = workspace.read(tender, row.id, clock.now())

    the_page(house).change(before)
    settle()
    the_form(house)["title"].set_value("Computers")
    pressed(house, "Save the tender")
    settle()

    after = workspace.read(tender, row.id, clock.now())
    assert after.title == "Computers"
    for name in (
        "ocid",
        "country",
        "status",
        "deadline",
        "deadline_stated",
        "value",
        "currency",
        "procedure",
        "reference",
    ):
        assert getattr(after, name) == getattr(before, name), name


def test_the_inspector_lists_lines_and_opens_the_desk(house: House, settle: Settle, workspace: Workspace) -> None:
    made = a_coming_tender(workspace)
    an_item(workspace, made, 4000)
    settle()
    page = the_page(house)
    page.table.choose(0)
    settle()
    assert "4,000" in seen_words(page.inspector)

    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()

    assert house.here == "tenders.desk"
    assert house.header.title.text() == "Fruit for schools"


@pytest.mark.parametrize(
    ("status", "words"), [("active", "under way"), ("Complete", "complete"), ("En evaluación", "En evaluación")]
)
def test_the_state_in_a_notice_is_said_in_words_and_an_unknown_one_as_it_was_written(
    house: House, settle: Settle, workspace: Workspace, status: str, words: str
) -> None:
    a_coming_tender(workspace, status=status)
    settle()
    page = the_page(house)
    page.table.choose(0)
    settle()

    assert f"Status in the notice\n{words}\n" in seen_words(page.inspector)
    change = TenderChange(kind=ChangeKind.FIELD, field="status", before="planned", after=status)
    assert change_words(page.context, change, "USD") == f"Status in the notice: planned → {words}"


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("15", "15:00"), ("1530", "15:30"), ("15:30", "15:30"), ("9.05", "09:05"), ("24", None), ("x", None)],
)
def test_an_hour_is_understood_as_people_type_it(house: House, settle: Settle, typed: str, hour: str | None) -> None:
    the_page(house).enter_by_hand()
    settle()
    field = the_form(house)["deadline_at"]
    QTest.keyClicks(field.editor, typed)
    if hour is None:
        with pytest.raises(NotAnHour):
            field.read()
    else:
        assert f"{field.read():%H:%M}" == hour


def the_form(house: House) -> dict[str, Field]:
    [sheet] = house.findChildren(TenderSheet)
    return sheet.panel.form.fields


def test_a_deadline_today_says_so(house: House, settle: Settle, workspace: Workspace) -> None:
    a_coming_tender(workspace, deadline=datetime.combine(today(), time(23, 59), QUITO))
    settle()
    page = the_page(house)
    assert page.model.data(page.model.index(0, 4)) == "▲ today"


def test_a_newer_version_with_thousands_of_changes_does_not_stop_the_window(
    house: House, settle: Settle, tmp_path: Path
) -> None:
    files = [tmp_path / "first.json", tmp_path / "newer.json"]
    for day, file in enumerate(files, 1):
        items = [{"id": str(n), "description": f"Mango {n} {file.stem}", "quantity": 1} for n in range(1_000)]
        release = a_release(items=items) | {"date": f"2026-11-0{day}T09:00:00-05:00"}
        file.write_text(json.dumps(release), encoding="utf-8")
    drop(house.window(), files)
    settle()
    sheet = the_sheet(house)

    for row in (0, 1):
        sheet.table.choose(row)
        sheet.take.click()
        settle()

    words = seen_words(sheet)
    assert "New line: Mango 38 newer" in words
    assert "New line: Mango 39 newer" not in words
    assert f"and {sheet.context.locale.number(1_961)} lines more" in words
