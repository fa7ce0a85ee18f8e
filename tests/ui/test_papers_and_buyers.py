"""Papers are kept with their files and say what they hold up; buyers and schools are entered and imported."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.queries.buyers import buyers, delivery_points
from sse_desktop.queries.papers import papers
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.papers import PapersPage
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.sheet_import import SheetImport
from sse_desktop.workspace import Workspace
from tests.bidding import a_paper, a_requirement
from tests.documents.papers import a_pdf
from tests.paper_files import a_picture, a_signed_pdf
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, a_coming_tender, drop, pressed, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse, settle: Settle) -> House:
    context.today = today
    points = next(spec for spec in PAGES if spec.key == "delivery_points")
    made = make_house(*PLACE, points, first="papers")
    settle()
    return made


def the_papers(house: House) -> PapersPage:
    assert isinstance(house.page, PapersPage)
    return house.page


def a_form(house: House) -> NewPaper:
    form = the_papers(house).inspector.content
    assert isinstance(form, NewPaper)
    return form


def test_a_dropped_scan_becomes_a_paper_of_its_kind(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "ruc.jpg"
    file.write_bytes(a_picture())
    drop(house.window(), [file])
    settle()
    form = a_form(house)
    assert form.file == file
    form.form.fields["kind"].set_value("bpa")
    assert (form.form.fields["title"].read(), form.form.fields["holder_kind"].read()) == (
        "Certificate of good farming practice (BPA)",
        "plot",
    )

    QTest.keyClicks(form.form.fields["valid_to"].editor, "+")
    pressed(form, "Save the paper")
    settle()

    [row] = workspace.read(papers, today())
    assert (row.kind, row.holder_kind, row.media_type, row.pages) == ("bpa", "plot", "image/jpeg", 1)
    assert row.valid_to == today() + timedelta(days=1)
    assert workspace.attachments.read(row.file_sha or "") == file.read_bytes()
    pressed(the_papers(house).inspector, "Show the file")
    settle()
    assert house.findChildren(PdfView)


def test_a_signed_file_marks_its_paper_as_signed_by_a_third_party(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "bank.pdf"
    file.write_bytes(a_signed_pdf())
    the_papers(house).new_paper()
    a_form(house).take(file)
    pressed(a_form(house), "Save the paper")
    settle()

    [row] = workspace.read(papers, today())
    assert row.third_party_signed
    assert "byte by byte" in seen_words(the_papers(house).inspector)


def test_a_paper_that_will_block_a_bid_says_so_weeks_before(house: House, settle: Settle, workspace: Workspace) -> None:
    made = a_coming_tender(workspace)
    a_requirement(workspace, made, "rup", title="RUP", day_that_counts=DayThatCounts.OPENING)
    a_requirement(workspace, made, "ruc", title="RUC")
    a_paper(workspace, "rup", title="Old RUP", valid_to=today() + timedelta(days=10))
    settle()
    settle()

    page = the_papers(house)
    cells = [page.model.data(page.model.index(0, column)) for column in range(page.model.columnCount())]
    assert "■ FI-01-2026" in cells
    page.table.choose(0)
    settle()
    assert "“RUP” ends on" in seen_words(page.inspector)
    page.show_missing()
    assert "“RUC” is not among the papers" in seen_words(page.inspector)


def test_a_paper_is_renewed_changed_and_archived(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    a_paper(workspace, "rup", title="RUP", issuer="Office")
    settle()
    page = the_papers(house)
    page.table.choose(0)
    settle()

    pressed(page.inspector, "Renew")
    assert a_form(house).form.fields["issuer"].read() == "Office"
    file = tmp_path / "new.pdf"
    file.write_bytes(a_pdf())
    drop(house.window(), [file])
    pressed(a_form(house), "Save the paper")
    settle()
    assert len(workspace.read(papers, today())) == 2

    pressed(page.inspector, "Change")
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fields["number"].set_value("N-1")
    pressed(panel, "Save the paper")
    settle()
    assert {row.number for row in workspace.read(papers, today())} == {"", "N-1"}

    pressed(page.inspector, "Archive")
    settle()
    assert len(workspace.read(papers, today())) == 1


def test_dates_that_are_reversed_are_refused_beside_their_field(house: House, settle: Settle) -> None:
    the_papers(house).new_paper()
    form = a_form(house)
    form.form.fill({"issued_on": today(), "valid_to": today() - timedelta(days=1)})
    pressed(form, "Save the paper")
    settle()

    assert "before it begins" in form.form.fields["valid_to"].message.text()


def test_a_buyer_is_entered_and_its_schools_are_imported(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    house.go("buyers")
    settle()
    page = house.page
    assert page is not None
    page.offered()[0].run()
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fields["name"].set_value("Instituto de provisión")
    pressed(panel, "Save the buyer")
    settle()
    [buyer] = workspace.read(buyers)
    assert (buyer.name, buyer.time_zone) == ("Instituto de provisión", "America/Guayaquil")

    file = tmp_path / "schools.csv"
    file.write_text(
        "AMIE,Nombre,Estudiantes\n99H00001,Escuela Uno,600\n99H00002,Escuela Dos,120\n,Sin código,3\n", "utf-8"
    )
    house.go("delivery_points")
    settle()
    drop(house.window(), [file])
    settle()
    [sheet] = house.findChildren(SheetImport)
    assert workspace.read(delivery_points) == []
    pressed(sheet, "Import the 2 right rows")
    settle()

    assert [(row.code, row.pupils) for row in workspace.read(delivery_points)] == [("99H00001", 600), ("99H00002", 120)]
    assert house.here == "delivery_points"
    settle()
    assert "2 delivery points, 720 pupils" in seen_words(house)


def test_a_school_with_a_known_code_is_refused_beside_the_field(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    workspace.write(add_buyer, BuyerData(name="Instituto"))
    house.go("delivery_points")
    settle()
    page = house.page
    assert page is not None
    for _ in range(2):
        page.offered()[0].run()
        panel = page.inspector.content
        assert isinstance(panel, FormPanel)
        panel.form.fill({"code": "99H00001", "name": "Escuela"})
        pressed(panel, "Save")
        settle()

    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    assert "already has a delivery point" in panel.form.fields["code"].message.text()
    assert len(workspace.read(delivery_points)) == 1


def test_schools_need_a_buyer_first(house: House, settle: Settle) -> None:
    house.go("delivery_points")
    settle()
    page = house.page
    assert page is not None
    page.offered()[0].run()

    assert house.message.sentence.text() == "Enter the buyer first."
