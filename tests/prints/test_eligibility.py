"""The checklist of a tender says how the rules stand, with the deadline on the buyer's clock, and what was decided."""

from datetime import date
from pathlib import Path

from sse_desktop.commands.tender_decisions import DecisionData, take_tender_on
from sse_desktop.domain.money import Money
from sse_desktop.prints.eligibility import print_checklist
from sse_desktop.workspace import Workspace
from tests.documents.reading import text_of
from tests.eligible import a_call, we_are


def test_a_checklist_is_printed_in_the_language_of_the_documents(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "coop", "Asociación Demo", "ec")
    we_are(workspace, supplier_kind="eps_organisation", tax_id="1790000000001")
    value = Money.of("92511.14", "USD")
    made = a_call(workspace, value=value, value_with_tax=False, published_on=date(2026, 7, 1))

    text = text_of(print_checklist(workspace, made, "en"))

    for said in ("May we bid?", "FI-01-2026", "10/08/2026", "(-05:00)", "$92,511.14 without tax", "LOSNCP Art. 51"):
        assert said in text, said
    assert "□ We go on" in text
    assert "feria" in text_of(print_checklist(workspace, made, "es")).lower()

    workspace.write(take_tender_on, made, DecisionData(goes_on=True, reasons="Near to us"))
    assert "to go on: Near to us" in text_of(print_checklist(workspace, made, "en"))
    workspace.close()


def test_the_rules_are_called_by_their_name_in_the_language_of_the_checklist(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "coop", "Demo", "kr-seoul")
    made = a_call(workspace, "nego")
    assert "대한민국 서울" in text_of(print_checklist(workspace, made))
    assert "Corée, Séoul" in text_of(print_checklist(workspace, made, "fr"))
    workspace.close()
