"""An eForms notice is dropped, read in words, taken over and updated by a change notice, through the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.queries.tenders import TenderState, tender, tenders
from sse_desktop.ui.house import House
from sse_desktop.ui.tender_import_sheet import NoticeImport
from sse_desktop.workspace import Workspace
from tests.exchange.eforms_files import a_change, a_lot, a_notice, a_period, code, tag
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, drop, seen_words


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    made = make_house(*PLACE, first="tenders")
    settle()
    return made


def dropped(house: House, settle: Settle, folder: Path, text: str) -> NoticeImport:
    """Drop a file with this text and return the sheet that shows it."""
    house.close_sheet()
    settle()
    file = folder / "avis.xml"
    file.write_text(text, encoding="utf-8")
    drop(house.window(), [file])
    settle()
    return house.findChildren(NoticeImport)[-1]


def a_reserved_lot(day: str = "2030-12-02+01:00") -> str:
    asked = tag("a:SpecificTendererRequirement", code("TendererRequirementTypeCode", "res-ws", "reserved-procurement"))
    aim = tag("a:ProcurementAdditionalType", code("ProcurementTypeCode", "opp", "social-objective"))
    criterion = tag(
        "a:SubordinateAwardingCriterion", code("AwardingCriterionTypeCode", "price", "award-criterion-type")
    )
    terms = (
        tag("a:TendererQualificationRequest", asked),
        tag("a:AwardingTerms", tag("a:AwardingCriterion", criterion)),
    )
    deadline = a_period("TenderSubmissionDeadlinePeriod", day, "10:00:00+01:00")
    return a_lot(terms=terms, project=(aim,), deadline=deadline)


def test_an_eforms_notice_is_read_in_words_taken_over_and_updated(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    sheet = dropped(house, settle, tmp_path, a_notice(a_reserved_lot()))
    words = seen_words(sheet)
    for said in ("Commune de Gesves", "Sheltered workshops", "Work for people who hardly find any", "Price"):
        assert said in words

    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    settle()
    [row] = workspace.read(tenders, clock.now())
    found = workspace.read(tender, row.id, clock.now())
    assert (found.source, found.reserved, found.state) == ("eforms", "res-ws", TenderState.OPEN)

    change = a_change("11111111-1111-4111-8111-111111111111-01", words="Plus de temps")
    newer = a_notice(a_reserved_lot("2030-12-09+01:00"), changes=(change,), id="2" * 8, issued="2026-11-20+01:00")
    sheet = dropped(house, settle, tmp_path, newer)
    assert "This notice changes an earlier one: Plus de temps" in seen_words(sheet)
    QTest.keyClick(sheet.take, Qt.Key.Key_Space)
    settle()
    assert "What changed" in seen_words(sheet)
    assert "Deadline: 02/12/2030 10:00 → 09/12/2030 10:00" in seen_words(sheet)
    assert str(workspace.read(tender, row.id, clock.now()).deadline)[:10] == "2030-12-09"


def test_an_award_is_refused_with_its_sentence(house: House, settle: Settle, tmp_path: Path) -> None:
    sheet = dropped(house, settle, tmp_path, a_notice(root="ContractAwardNotice", subtype="29"))

    assert "it only tells of an award or a contract" in seen_words(sheet)
    assert not sheet.take.isVisible()
