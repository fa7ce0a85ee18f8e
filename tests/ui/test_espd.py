"""The desk of a self-declaration: a file is dropped, questions open with the answers, the answer and its PDF are written."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.tender_import import import_tender
from sse_desktop.domain.espd_facts import Source
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.espd import SIZE, espd_answers, espd_requests
from sse_desktop.ui.context import Context
from sse_desktop.ui.espd import EspdPage
from sse_desktop.ui.espd_criterion import CriterionPanel
from sse_desktop.ui.espd_fields import AnswerField
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.field import LineField
from sse_desktop.workspace import Workspace
from tests.exchange.espd_files import a_criterion, a_group, a_question, a_request, a_yes_or_no, every_kind
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, a_coming_tender, drop, pressed, seen_words, today

REQUEST = a_request(
    a_yes_or_no("crime-org", name="Criminal organisation"),
    a_yes_or_no("fraud", name="Fraud"),
    a_criterion(
        "gen-year-to",
        a_group("g", "ON*", a_question("sum", "AMOUNT", "Turnover {x"), a_question("years", "PERIOD")),
        name="General turnover",
    ),
    a_yes_or_no("eo-group", name="Together with others"),
    every_kind(),
)


@dataclass
class Espd:
    """The page with a request that was dropped on it."""

    house: House
    page: EspdPage
    workspace: Workspace
    settle: Settle

    def choose(self, title: str) -> CriterionPanel:
        rows = self.page.desk.table.rows
        self.page.desk.table.choose(next(at for at, row in enumerate(rows) if row.title == title))
        self.settle()
        panel = self.page.desk.panel
        assert panel is not None
        return panel

    def field(self, key: str) -> AnswerField:
        panel = self.page.desk.panel
        assert panel is not None
        return panel.fields[key]

    def answer(self, key: str, value: str) -> None:
        choice = self.field(key).field
        assert isinstance(choice, ChoiceField)
        choice.set_value(value)
        self.settle()

    def type(self, key: str, words: str) -> None:
        field = self.field(key).field
        if isinstance(field, LineField):
            field.line.setText("")
            QTest.keyClicks(field.line, words)
        elif isinstance(field, LongTextField):
            field.area.setPlainText(words)
        self.settle()

    def state(self, title: str) -> tuple[State, str]:
        return next((row.state, row.word) for row in self.page.desk.table.rows if row.title == title)

    def kept(self) -> dict[str, str]:
        [request] = self.workspace.read(espd_requests)
        return dict(self.workspace.read(espd_answers, request.id).here)


@pytest.fixture
def espd(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace, tmp_path: Path) -> Espd:
    context.today = today
    file = tmp_path / "request.xml"
    file.write_bytes(REQUEST)
    a_coming_tender(workspace, reference="2026-042")
    house = make_house(*PLACE, first="espd")
    settle()
    page = house.page
    assert isinstance(page, EspdPage)
    assert page.places.currentIndex() == 0
    drop(house.window(), [file])
    settle()
    settle()
    return Espd(house, page, workspace, settle)


def test_a_dropped_request_is_opened_with_what_is_known(espd: Espd) -> None:
    assert espd.page.places.currentIndex() == 1
    assert [row.title for row in espd.page.desk.table.rows][:3] == ["The cooperative", "Criminal organisation", "Fraud"]
    assert espd.state("Together with others") == (State.TO_DO, "1 open")
    assert espd.page.form is not None
    assert espd.page.form.answers["eo-group/first"].source is Source.NO_PARTNERS
    assert espd.page.form.request.reference == "2026-042"


def test_questions_open_with_the_answer_and_are_kept(espd: Espd) -> None:
    panel = espd.choose("Criminal organisation")
    assert "Grounds for exclusion · Criminal organisation" in seen_words(espd.page)
    assert not panel.fields["crime-org/why"].field.isVisible()

    espd.answer("crime-org/first", "false")
    assert panel.fields["crime-org/why"].field.isVisible()
    assert not panel.fields["crime-org/text"].field.isVisible()
    espd.type("crime-org/why", "Never")
    pressed(espd.page, "Save and go on")
    espd.settle()

    assert espd.kept() == {"crime-org/first": "false", "crime-org/why": "Never"}
    assert espd.state("Criminal organisation") == (State.READY, "answered")
    assert espd.page.desk.title.text() == "Grounds for exclusion · Fraud"


def test_enter_leads_through_the_questions_and_on(espd: Espd) -> None:
    espd.choose("General turnover")
    amount, years = espd.field("sum").field, espd.field("years").field
    assert isinstance(amount, LineField)
    assert isinstance(years, LineField)
    amount.line.setFocus()
    QTest.keyClicks(amount.line, "1250.5 eur")
    QTest.keyClick(amount.line, Qt.Key.Key_Return)
    espd.settle()
    assert years.line.hasFocus()
    QTest.keyClicks(years.line, "1/1/2025 - 31/12/2025")
    QTest.keyClick(years.line, Qt.Key.Key_Return)
    espd.settle()

    assert espd.kept() == {"sum": "1250.5 EUR", "years": "2025-01-01/2025-12-31"}
    assert espd.page.desk.title.text().endswith("Together with others")


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(espd: Espd) -> None:
    espd.choose("General turnover")
    espd.type("sum", "much")
    pressed(espd.page, "Save and go on")
    espd.settle()

    assert espd.field("sum").field.message.text().startswith("■")
    assert espd.kept() == {}
    assert espd.page.desk.title.text().endswith("General turnover")


def test_a_period_of_days_that_are_none_is_not_taken_for_words(espd: Espd) -> None:
    espd.choose("General turnover")
    espd.type("years", "1/1/2025 - 31/13/2025")
    pressed(espd.page, "Save and go on")
    espd.settle()

    assert espd.field("years").field.message.text().startswith("■")
    assert espd.kept() == {}


def test_going_to_another_criterion_saves_what_was_typed(espd: Espd) -> None:
    espd.choose("Criminal organisation")
    espd.answer("crime-org/first", "true")
    espd.choose("Fraud")

    assert espd.kept() == {"crime-org/first": "true"}


def test_every_kind_of_answer_is_typed_and_shown_again(espd: Espd) -> None:
    typed = {
        "all/DATE": ("2/1/2026", "2026-01-02"),
        "all/QUANTITY": ("12.5", "12.5"),
        "all/QUANTITY_YEAR": ("3", "3"),
        "all/PERCENTAGE": ("30", "30"),
        "all/CODE_COUNTRY": ("BEL", "BEL"),
        "all/ECONOMIC_OPERATOR_IDENTIFIER": ("BE1\nBE2", "BE1\nBE2"),
        "all/EVIDENCE_IDENTIFIER": ("Bio\nhttps://e.example\nCertisys", "Bio\nhttps://e.example\nCertisys"),
        "all/DESCRIPTION": ("as it is", "as it is"),
        "all/PERIOD": ("three years", "three years"),
    }
    espd.choose("Criterion")
    for key, (words, _kept) in typed.items():
        espd.type(key, words)
    pressed(espd.page, "Save and go on")
    espd.settle()

    assert espd.kept() == {key: kept for key, (_words, kept) in typed.items()}
    espd.choose("Fraud")
    panel = espd.choose("Criterion")
    assert {key: value for key, value in panel.values().items() if value} == espd.kept()


def test_declaring_all_grounds_at_once_is_asked_first(espd: Espd) -> None:
    espd.page.ask_exclusion()
    espd.settle()
    assert espd.kept() == {}
    pressed(espd.house, "Declare it")
    espd.settle()

    assert espd.kept() == {"crime-org/first": "false", "fraud/first": "false"}
    espd.page.ask_exclusion()
    espd.settle()
    assert espd.kept() == {"crime-org/first": "false", "fraud/first": "false"}


def test_the_size_of_the_cooperative_is_entered_once(espd: Espd) -> None:
    espd.page.desk.table.choose(0)
    espd.settle()
    assert cooperative_name(espd.workspace) in seen_words(espd.page)
    enterprise = espd.page.desk.enterprise
    assert enterprise is not None
    enterprise.set_value("small")
    espd.settle()

    [request] = espd.workspace.read(espd_requests)
    assert espd.workspace.read(espd_answers, request.id).earlier == {SIZE: "small"}
    assert espd.state("The cooperative") == (State.READY, "complete")


def cooperative_name(workspace: Workspace) -> str:
    return workspace.read(cooperative).legal_name


def test_the_answer_is_written_and_shown_as_paper(espd: Espd, tmp_path: Path) -> None:
    espd.choose("Criminal organisation")
    espd.answer("crime-org/first", "true")
    assert espd.page.desk.save_answers()
    espd.settle()
    espd.page.write_answer(tmp_path / "out")
    espd.settle()

    [file] = (tmp_path / "out").iterdir()
    assert parse_declaration(file.read_bytes()).answers["crime-org/first"] == "true"
    assert "written and checked" in seen_words(espd.house.window())

    espd.page.print_page()
    espd.settle()
    assert espd.house.window().findChild(PdfView) is not None


def test_a_request_taken_off_the_list_leaves_an_empty_place(espd: Espd) -> None:
    espd.page.take_off()
    espd.settle()

    assert espd.page.places.currentIndex() == 0
    assert "No ESPD request yet" in seen_words(espd.page)


def test_another_file_is_refused_and_the_request_stays(espd: Espd, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(b"<a/>")
    drop(espd.house.window(), [other])
    espd.settle()

    assert espd.page.places.currentIndex() == 1
    assert "no ESPD request" in seen_words(espd.house.window())


def test_a_tender_without_request_says_so_and_gets_the_next_file(espd: Espd, tmp_path: Path) -> None:
    tender = a_coming_tender(espd.workspace, reference="OTHER-1")
    espd.house.go("espd", tender)
    espd.settle()
    assert "OTHER-1 has no ESPD request yet" in seen_words(espd.house.window())

    file = tmp_path / "second.xml"
    file.write_bytes(a_request(a_yes_or_no("fraud", name="Fraud"), reference="ANY"))
    drop(espd.house.window(), [file])
    espd.settle()
    espd.settle()

    assert espd.page.form is not None
    assert espd.page.form.request.tender_id == tender


def test_a_tender_that_came_as_a_request_is_opened_at_once(espd: Espd, tmp_path: Path) -> None:
    file = tmp_path / "tender.xml"
    file.write_bytes(a_request(a_yes_or_no("fraud"), reference="NEW-9"))
    notice = read_notices(file).notices[0]
    sha = espd.workspace.attachments.put(file.read_bytes())
    found = tender_import(notice, source="espd", original_sha=sha, original_name=file.name)
    tender = espd.workspace.write(import_tender, found).tender_id
    espd.house.go("espd", tender)
    espd.settle()
    espd.settle()

    assert espd.page.form is not None
    assert espd.page.form.request.tender_id == tender
