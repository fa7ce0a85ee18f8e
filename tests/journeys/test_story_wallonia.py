"""A Walloon social enterprise, in French: a reserved lot of a real notice, small amounts, a flexible clause, a self-declaration."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.domain.clauses import ClauseKind
from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.domain.money import Money
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.domain.season import Week
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.queries.bids import bids
from sse_desktop.queries.clause_progress import RunningClause, running_clauses
from sse_desktop.queries.espd import espd_requests
from sse_desktop.queries.partnerships import partnerships
from sse_desktop.queries.prospects import ProspectState, prospects
from sse_desktop.queries.staff_counts import staff_counts
from sse_desktop.queries.tenders import tenders
from sse_desktop.ui.clause_hours import HoursSheet
from sse_desktop.ui.clauses import ClausesPage
from sse_desktop.ui.espd import EspdPage
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.tender_import_sheet import NoticeImport
from sse_desktop.ui.tender_paste import PasteLines
from sse_desktop.ui.theme import State
from tests.bidding import fruit, pledged
from tests.documents.reading import squeezed, text_of
from tests.exchange.test_espd_response import validity
from tests.journeys.desk import AtDesk
from tests.journeys.window import Person, pasted

LINES = pasted(("Poste", "Désignation", "Unité", "Quantité"), ("1", "Pommes bio", "kg", "40000"))


@pytest.fixture
def workshop(person: Person) -> Person:
    """A sheltered workshop, founded in French."""
    person.found("Atelier Démo de la Meuse", rules="be-wal", language="fr")
    person.go("cooperative")
    person.fill(
        supplier_kind=("be.eta",), tax_id="BE 0403.019.261", province="Namur",
        representative_name="Démo Ana López", representative_post="Présidente",
    )  # fmt: skip
    person.begin("Save")
    return person


def a_tender(person: Person, **more: Any) -> AtDesk:
    """Type a tender in, and open its rules."""
    data: dict[str, Any] = {
        "title": "Pommes pour la cantine", "reference": "DEMO-1", "buyer_name": "Commune Démo", "procedure": "fm",
        "deadline_on": person.day(20), "deadline_at": "11:00", "deadline_stated": True, "value_with_tax": False,
    }  # fmt: skip
    person.type_tender(**(data | more))
    person.open_desk()
    desk = AtDesk(person)
    desk.step(2)
    return desk


def test_a_reserved_lot_of_a_real_notice_depends_on_what_the_buyer_counts(workshop: Person, shared: Path) -> None:
    """6 of 20 heads are 30 %, 5.9 of 20 full-time equivalents are 29.5 %."""
    person = workshop
    person.go("tenders")
    person.drop(shared / "samples" / "eforms" / "es-reserved-workshop-262891-2023.xml")
    sheet = person.sheet(NoticeImport)
    assert person.say("Sheltered workshops and integration enterprises") in person.reads(sheet)
    person.key_in(sheet.take, Qt.Key.Key_Space)
    [row] = person.workspace.read(tenders, clock.now())
    assert row.reference == "262891-2023"
    person.page.show_record(row.id)
    person.settle()
    desk = AtDesk(person)
    person.open_desk()
    desk.step(2)

    # Nobody is counted yet: Enter leads to where that is mended.
    # Two lots of four are reserved, the others are open to all.
    reserved = [line.rule for line in desk.rules.table.rows if line.rule.startswith("reserved")]
    assert reserved == ["reserved:LOT-0003", "reserved:LOT-0004"]
    lot = reserved[0]
    assert desk.line(lot).legal_ref == "L 17-06-2016 art 15"
    desk.mend(lot)
    assert person.house.here == "staff_counts"
    person.begin("New count")
    person.fill(heads="20", target_heads="6", fte="20", target_fte="5,9")
    person.press("Save the staff count", person.page.inspector)
    assert person.workspace.read(staff_counts)[0].count.target_fte_milli == 5900

    person.go("tenders.desk")
    words = desk.reads(lot)
    assert words.startswith("▲")
    assert "30" in words
    assert "29,5" in words
    desk.fill_in(lot, "fte", "Question 2 au pouvoir adjudicateur")
    assert desk.reads(lot).startswith("■")
    desk.fill_in(lot, "heads", "Réponse du 12, corrigée")
    assert desk.reads(lot).startswith("●")


@pytest.mark.parametrize(("value", "state"), [("29999,99", LineState.READY), ("30000", LineState.BLOCKED)])
def test_a_small_amount_is_strictly_below_thirty_thousand(workshop: Person, value: str, state: LineState) -> None:
    desk = a_tender(workshop, value=value)
    assert desk.line("limit").state is state
    assert desk.line("limit").legal_ref == "L 17-06-2016 art 92"
    assert "30.000,00" in desk.reads("limit").replace(" ", ".")


def test_a_flexible_clause_runs_from_the_prospect_to_the_control_table(workshop: Person) -> None:
    """400 h or 10 % of 200,000: 300 h and 8,000 do it, 200 h and 5,000 are three quarters and leave a quarter at stake."""
    person = workshop
    product = fruit(person.workspace, "POM", "Pommes")
    first = Week.of(person.today) + 6
    pledged(person.workspace, product, {first + ahead: 10_000 for ahead in range(4)})

    # A partner, a prospect heard of, and the tender that comes of it.
    person.go("partners")
    person.begin("New partner")
    person.fill(name="EI Démo Namur", supplier_kind="be.ei")
    person.press("Save the partner", person.page.inspector)
    person.go("prospects")
    person.begin("New prospect")
    person.fill(title="Cantines de Démoville", buyer_name="Ville de Démoville", volumes="40 t")
    person.press("Save the prospect", person.page.inspector)
    person.press("Make it a tender", person.page.inspector)
    assert person.house.here == "tenders"
    assert person.workspace.read(prospects)[0].state is ProspectState.TENDER
    person.press("Change", person.page.inspector)
    person.fill(
        reference="CSC-DEMO-7", procedure="open", channel="eprocurement", deadline_on=person.day(20), deadline_at="11:00",
        deadline_stated=True, delivery_from=first.monday, delivery_to=(first + 3).sunday, value="210000",
        value_with_tax=False,
    )  # fmt: skip
    person.press("Save the tender")
    person.press("Lines …", person.page.inspector)
    sheet = person.sheet(PasteLines)
    sheet.area.setPlainText(LINES)
    person.wait(lambda: bool(sheet.reading.items))
    sheet.preview.save.click()
    person.settle()
    person.open_desk()
    desk = AtDesk(person)
    desk.step(1)
    person._fill(person.desk.notice.product, "pom")
    person.begin("Start the bid")
    desk.step(4)
    person._fill(person.desk.price.price, "5")
    person.key_in(person.desk.price.price.line, Qt.Key.Key_Return)
    assert person.workspace.read(bids)[0].total == Money.of(200_000, "EUR")

    # The clause, with what the buyer sets, and what we promise.
    desk.step(5)
    person.press("New clause")
    person.fill(
        kind=ClauseKind.FLEXIBLE, source="CSC p. 21", hours_required="400", subcontract_pct="10", clause_item="10000",
        total_fail="25", total_fail_penalty="7500",
    )  # fmt: skip
    person.press("Save the clause", person.page.inspector)
    for hours, amount, state in (("200", "5000", State.TO_DO), ("300", "8000", State.READY)):
        person.press("Promise …")
        person.fill(hours=hours, amount=amount)
        person.press("Save the promise", person.page.inspector)
        assert desk.state("social") is state, person.reads(person.desk.social)

    # The partner is a subcontractor of this bid.
    person.go("partners")
    person.page.table.choose(0)  # type: ignore[attr-defined]  # the register of partners
    person.settle()
    person.press("Work together …", person.page.inspector)
    person.fill(tender_id="Cantines", form=PartnershipForm.SUBCONTRACT, share="10", what="Tri et emballage")
    person.press("Save the partnership", person.page.inspector)
    assert person.workspace.read(partnerships, person.today)[0].share_bp == 1000

    # The packet promises it, the bid goes out and is won.
    person.go("tenders.desk")
    person.begin("Mark as ready")
    assert person.workspace.read(bids)[0].state.value == "ready", person.told
    written = squeezed(text_of(desk.build_packet()))
    for said in ("CSC-DEMO-7", "0403.019.261", "300", "8 000,00", "EI Démo Namur", "Tri et emballage"):
        assert squeezed(said.replace(" ", "")) in written, said
    person.begin("It was handed in")
    person.press("It was handed in", person.page.inspector)
    person.begin("Record the result")
    person.press("Won", person.page.inspector)
    assert person.workspace.read(bids)[0].state.value == "won"

    # Two hundred hours and 5,000: three quarters, and a quarter of the clause's line at stake.
    a_trainee(person)
    person.go("clauses")
    record_hours(person, weeks=5)
    record_payment(person, "5000", "F-12")
    row = the_clause(person)
    assert (row.hours, row.claimed_bp) == (Decimal(200), 7500)
    assert row.exposure is not None
    assert (row.exposure.amount, row.exposure.is_total) == (Money.of(2500, "EUR"), False)
    words = person.reads(person.page.inspector)
    assert "75 %" in words
    assert "2 500,00" in words.replace(".", " ")

    # A hundred hours and 3,000 more do all of it.
    record_hours(person, weeks=2, hours=("10", "10", "10", "10", "10"), back=5)
    record_payment(person, "3000", "F-15")
    row = the_clause(person)
    assert (row.hours, row.claimed_bp) == (Decimal(300), 10_000)
    assert row.exposure is not None
    assert row.exposure.amount == Money(0, "EUR")

    # What the buyer accepts stands beside it, and the control table says both.
    person.press("Record an acceptance", person.page.inspector)
    person.fill(accepted="75", noted_by="Ville de Démoville")
    person.press("Save the acceptance", person.page.inspector)
    person.press("Control table", person.page.inspector)
    table = person.paper()
    for said in ("CSC-DEMO-7", "Démo Leo", "C-2026-3", "400", "75 %", "100 %"):
        assert squeezed(said) in table, said


def the_clause(person: Person) -> RunningClause:
    [row] = person.workspace.read(running_clauses, person.today)
    return row


def a_trainee(person: Person) -> None:
    person.go("trainees")
    person.begin("New trainee")
    person.fill(name="Démo Leo", contract_number="C-2026-3", contract_from=person.day(-90), scheme="PFI")
    person.press("Save the trainee", person.page.inspector)


def record_hours(
    person: Person, *, weeks: int, hours: tuple[str, ...] = ("8", "8", "8", "8", "8"), back: int = 0
) -> None:
    """Paste whole weeks of hours into the grid, the newest first, each one week earlier."""
    page = person.page
    assert isinstance(page, ClausesPage)
    page.table.choose(0)
    person.settle()
    person.press("Record hours", page.inspector)
    sheet = person.sheet(HoursSheet)
    sheet.go_by(-1 - back)
    person.settle()
    for _ in range(weeks):
        sheet.grid.setFocus()
        sheet.grid.setCurrentIndex(sheet.model.index(0, 0))
        QGuiApplication.clipboard().setText("\t".join(hours))
        QTest.keyClick(sheet.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert not sheet.trouble.isVisible(), sheet.trouble.text()
        sheet.go_by(-1)
        person.settle()
    person.house.close_sheet()
    person.settle()


def record_payment(person: Person, amount: str, invoice: str) -> None:
    page = person.page
    assert isinstance(page, RecordsPage)
    page.table.choose(0)
    person.settle()
    person.press("Record what was paid", page.inspector)
    person.fill(amount=amount, evidence=invoice)
    person.press("Save the payment", page.inspector)


def test_a_self_declaration_is_answered_from_what_is_known_and_is_valid(
    workshop: Person, shared: Path, tmp_path: Path
) -> None:
    person = workshop
    request = shared / "samples" / "espd" / "v4.1.0-request.xml.gz"
    person.go("espd")
    person.drop(request)
    person.wait(lambda: bool(person.workspace.read(espd_requests)))
    page = person.page
    assert isinstance(page, EspdPage)
    person.begin("No ground for exclusion applies …")
    person.press("Declare it")
    page.write_answer(tmp_path / "out")
    person.settle()

    [file] = (tmp_path / "out").iterdir()
    written = file.read_bytes()
    assert validity(shared, written) == ""
    read = parse_declaration(written)
    assert read.is_response
    assert read.criteria == parse_declaration(request.read_bytes()).criteria
    assert list(read.answers.values()).count("false") > 5
    assert "Atelier Démo de la Meuse" in written.decode()

    person.begin("Show as PDF")
    assert squeezed("Atelier Démo de la Meuse") in person.paper()
