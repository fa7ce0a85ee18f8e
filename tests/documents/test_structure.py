"""Papers can be read aloud and kept for good: tagged structure, PDF/A-2b."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from sse_desktop.documents.bid_packet import bid_packet
from sse_desktop.documents.delivery_note import delivery_note
from sse_desktop.documents.member_statement import member_statement, member_statements
from sse_desktop.documents.settlement_sheet import settlement_sheet
from sse_desktop.documents.weigh_ticket import TicketPaper, weigh_ticket
from sse_desktop.locale import Locale
from tests.documents.papers import a_bid, a_note, a_settlement, a_statement, a_ticket

ENGLISH = Locale("en")


def own_papers() -> dict[str, bytes]:
    return {
        "ticket": weigh_ticket(a_ticket(), Locale("ko")),
        "two copies": weigh_ticket(a_ticket(), ENGLISH, TicketPaper.A4_TWO_COPIES),
        "roll": weigh_ticket(a_ticket(), ENGLISH, TicketPaper.ROLL_80_MM),
        "note": delivery_note(a_note(), ENGLISH),
        "statements": member_statements([a_statement(), a_statement(lines=50)], ENGLISH),
        "settlement": settlement_sheet(a_settlement(), ENGLISH),
    }


def leaves(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element.K, pikepdf.Array):
            waiting += list(element.K)
        else:
            found.append(element)
    return found


@pytest.mark.parametrize("name", ["packet", "statements"])
def test_every_mark_on_a_page_leads_to_its_element(name: str) -> None:
    data = bid_packet(a_bid(), ENGLISH).pdf if name == "packet" else own_papers()[name]

    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        marks = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            elements = marks[int(page.obj.StructParents)]
            page.contents_coalesce()
            shown = page.obj.Contents.read_bytes()
            assert shown.count(b"/MCID") == len(elements)
            assert all(element.Pg.objgen == page.obj.objgen for element in elements)
            assert [int(element.K) for element in elements] == list(range(len(elements)))
        assert len(leaves(pdf)) == sum(map(len, marks.values()))


def test_a_table_has_headers_and_cells() -> None:
    with pikepdf.open(BytesIO(member_statement(a_statement(), ENGLISH))) as pdf:
        roles = [str(element.S) for element in leaves(pdf)]

    assert roles.count("/TH") == 6
    assert roles.count("/TD") == 4 * 6
    assert "/H1" in roles


def test_a_bound_paper_is_read_aloud_by_its_name() -> None:
    with pikepdf.open(BytesIO(bid_packet(a_bid(), ENGLISH).pdf)) as pdf:
        figures = [element for element in leaves(pdf) if Name.Figure == element.S]

    assert len(figures) == 2


def test_language_and_title_are_stated() -> None:
    with pikepdf.open(BytesIO(own_papers()["ticket"])) as pdf:
        assert str(pdf.Root.Lang) == "ko-KR"
        assert str(pdf.docinfo.Title)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("name", ["ticket", "two copies", "roll", "note", "statements", "settlement"])
def test_our_own_papers_are_valid_pdf_a_2b(name: str, tmp_path: Path) -> None:
    pdfa = pytest.importorskip("pikepdf.pdfa", reason="the validator comes with pikepdf[pdfa]", exc_type=ImportError)
    path = tmp_path / "paper.pdf"
    path.write_bytes(own_papers()[name])

    report = pdfa.validate_written(path, "2b")

    assert report.verdict == "pass", report.findings
