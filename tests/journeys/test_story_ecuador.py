"""An inclusive fair in Ecuador, from the empty computer to the packet: every rule is told, and the older tender keeps the older rules."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sse_desktop import clock
from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.domain.money import Money
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bids
from sse_desktop.queries.tenders import TenderState, tenders
from sse_desktop.ui.contract_sheet import ContractSheet
from sse_desktop.ui.theme import State
from tests.bidding import fruit, pledged
from tests.documents.reading import squeezed, text_of
from tests.journeys.desk import AtDesk
from tests.journeys.window import Person, pasted

UNITS = 616_741  # × 0.15 = 92,511.15, the amount from which a guarantee is asked for
WEEKS = 4
PUBLISHED = date(2026, 7, 1)
LINES = pasted(
    ("Ítem", "Descripción", "Unidad", "Cantidad", "P. Unitario"),
    ("1", "Granadilla fresca", "Unidad", "616.741", "0,15"),
)


@pytest.fixture
def fruitful(person: Person) -> Person:
    """A cooperative in Mejía, founded in Spanish, with a season of fruit before it."""
    person.found("Asociación Demo Frutas de la Sierra", rules="ec", language="es")
    person.go("cooperative")
    person.fill(
        supplier_kind=("eps_organisation",), tax_id="1790016919001", province="Pichincha", canton="Mejía",
        representative_name="Demo Ana Núñez", representative_post="Administradora",
    )  # fmt: skip
    person.begin("Save")
    product = fruit(person.workspace)
    first = Week.of(person.today) + 6
    pledged(person.workspace, product, {first + ahead: 16_000 for ahead in range(WEEKS)})
    return person


def a_fair(person: Person, **more: Any) -> AtDesk:
    """Type an inclusive fair of the summer of 2026 in, and open its desk."""
    first = Week.of(person.today) + 6
    data: dict[str, Any] = {
        "title": "Fruta fresca para 480 escuelas", "reference": "FI-DEMO-2026-01", "procedure": "feria_inclusiva",
        "buyer_name": "Instituto Demo", "deadline_on": person.day(21), "deadline_at": "16:00", "deadline_stated": True,
        "opening_on": person.day(22), "award_on": person.day(25),
        "delivery_from": first.monday, "delivery_to": (first + (WEEKS - 1)).sunday,
        "province": "Pichincha", "canton": "Cayambe", "value": "92511,14", "value_with_tax": False,
        "published_on": PUBLISHED, "lines": LINES,
    }  # fmt: skip
    person.type_tender(**(data | more))
    person.open_desk()
    return AtDesk(person)


def test_an_inclusive_fair_goes_from_the_notice_to_the_packet(fruitful: Person, tmp_path: Path) -> None:
    person = fruitful
    desk = a_fair(person)
    desk.step(1)
    person.desk.notice.product.line.setText("")
    person._fill(person.desk.notice.product, "gran")
    assert desk.state("notice") is State.READY

    # May we bid? Each line has its state, its reason and its law.
    desk.step(2)
    procedure = desk.line("procedure")
    assert (procedure.state, procedure.legal_ref) == (LineState.READY, "LOSNCP Art. 51; Reglamento Arts. 274-281")
    assert desk.line("who").state is LineState.READY
    assert desk.line("proof:rueps").state is LineState.TO_DO
    assert desk.line("papers").state is LineState.TO_DO

    # The canton: we are of the same province, and the notice must say that it lets us in.
    assert desk.reads("locality").startswith("▲")
    desk.fill_in("locality", "no", "Aviso, p. 4")
    assert desk.reads("locality").startswith("■")
    assert desk.state("eligibility") is State.BLOCKED
    desk.fill_in("locality", "yes", "Pregunta 3, respuesta del comprador")
    assert desk.reads("locality").startswith("●")

    # What no record of ours can answer is confirmed with the place where it stands.
    for rule in ("condition:1", "condition:2", "condition:3", "local_since"):
        assert desk.line(rule).state is LineState.TO_DO
        desk.fill_in(rule, "yes", "Aviso, p. 2")
        assert desk.line(rule).state is LineState.READY

    # Row 4: no guarantee below 92,511.15.
    waived = desk.reads("guarantee:performance")
    assert waived.startswith("●")
    assert "92.511,15" in waived
    assert "92.511,14" in waived
    person.begin("Change the tender")
    person.fill(value="92511,15")
    person.press("Save the tender")
    assert desk.line("guarantee:performance").state is LineState.TO_DO
    assert "4.625,56" in desk.reads("guarantee:performance")
    desk.fill_in("guarantee:performance", "yes", "Banco Demo, póliza 7")
    assert desk.line("guarantee:performance").state is LineState.READY

    # The papers.
    person.begin("Start the bid")
    desk.mend("papers")
    assert person.desk.step == "papers"
    person.press("Add the usual papers")
    papers = person.desk.papers
    kinds = [row.paper_kind for row in papers.table.rows]
    assert len(kinds) == 11

    # One ends the day before it counts, and says until when its renewal has to begin.
    desk.attach("ruc", tmp_path, issued_on=person.day(-300), valid_to=person.day(20), renewal_days="10")
    assert desk.state("papers") is State.BLOCKED
    assert papers.said.text().startswith("■")
    desk.step(2)
    words = desk.reads("paper:ruc")
    assert words.startswith("■")
    assert person.context.locale.date(person.day(11)) in words
    person.begin("Mark as ready")
    assert person.told
    assert person.workspace.read(bids)[0].state.value == "draft"

    # Row 7: one that is issued after the deadline is refused, with the rule.
    desk.step(6)
    desk.attach("ruc", tmp_path, title="RUC nuevo", issued_on=person.day(22))
    assert "Art. 100.4" in person.told
    assert papers.table.current.paper.title != "RUC nuevo"

    # One that ends on the very day is good, and so are all the others.
    desk.attach("ruc", tmp_path, title="RUC al día", issued_on=person.day(-1), valid_to=person.day(21))
    for kind in kinds:
        if kind != "ruc":
            desk.attach(kind, tmp_path, issued_on=person.day(-1), valid_to=person.day(700))
    assert desk.state("papers") is State.READY

    # The proof of our kind lies in the vault.
    desk.step(2)
    desk.mend("proof:rueps")
    assert person.house.here == "papers"
    person.begin("New paper")
    file = tmp_path / "rueps.pdf"
    file.write_bytes((tmp_path / "ruc.pdf").read_bytes())
    person.drop(file)
    person.fill(kind="rueps", valid_to=person.day(100))
    person.press("Save the paper", person.page.inspector)
    person.go("tenders.desk")
    assert desk.line("proof:rueps").state is LineState.READY

    # Go, with the reasons; the checklist says it all on paper.
    desk.go_on("La asamblea lo decidió")
    assert "La asamblea lo decidió" in person.reads(desk.rules)
    assert not [line for line in desk.rules.table.rows if line.blocks]
    read = desk.checklist()
    for said in (
        "FI-DEMO-2026-01",
        "Cayambe",
        "LOSNCP Art. 51",
        "92.511,15",
        "La asamblea lo decidió",
        "Demo Ana Núñez",
    ):
        assert squeezed(said) in read, said

    # The price is the buyer's, the harvest covers every week, and the packet holds what was asked for.
    assert desk.state("price") is State.READY
    assert desk.state("capacity") is State.READY
    person.begin("Mark as ready")
    written = squeezed(text_of(desk.build_packet()))
    assert squeezed("NOVENTA Y DOS MIL QUINIENTOS ONCE CON 15/100 DÓLARES") in written
    assert squeezed("Granadilla fresca") in written
    person.begin("It was handed in")
    person.press("It was handed in", person.page.inspector)
    [row] = person.workspace.read(bids)
    assert (row.state.value, row.total) == ("submitted", Money.of("92511.15", "USD"))


def test_a_small_purchase_above_the_sum_of_the_year_is_warned_of_unless_it_is_rural_food(fruitful: Person) -> None:
    """Row 9."""
    person = fruitful
    person.go("buyers")
    person.begin("New buyer")
    person.fill(name="Instituto Demo")
    person.press("Save the buyer", person.page.inspector)
    person.go("contracts")
    a_signed_contract(person, "7000")
    small = {"procedure": "infima_cuantia", "reference": "IC-1", "lines": ""}
    desk = a_fair(person, value="3000", **small)
    desk.step(2)
    assert desk.line("yearly").state is LineState.READY
    assert "10.000,00" in desk.reads("yearly")

    person.begin("Change the tender")
    person.fill(value="3000,01")
    person.press("Save the tender")
    words = desk.reads("yearly")
    assert words.startswith("▲")
    assert "10.000,01" in words
    desk.fill_in("yearly", "yes", "Aviso, p. 1: unidades rurales")
    assert desk.line("yearly").state is LineState.READY


def a_signed_contract(person: Person, price: str) -> None:
    """Type a contract for a thousand granadillas from its paper."""
    person.begin("New contract")
    sheet = person.sheet(ContractSheet)
    person._fill(sheet.form.fields["reference"], "C-1")
    person._fill(sheet.form.fields["title"], "Fruta")
    person._fill(sheet.form.fields["signed_on"], date(2026, 3, 2))
    fields = sheet.lines.form.fields
    person._fill(fields["product_id"], "gran")
    person._fill(fields["quantity"], "1000")
    fields["unit"].set_value("unit")
    person._fill(fields["price"], price.removesuffix("000"))
    person.press("Take the line in")
    person.begin("Make the contract")


def test_an_older_tender_keeps_the_rules_of_its_day(fruitful: Person) -> None:
    """Row 16: the law of October 2025 holds for what was published after it."""
    person = fruitful
    old = a_fair(person, published_on=date(2025, 9, 15), reference="FI-DEMO-2025-01", value="5000")
    old.step(2)
    assert old.line("procedure").legal_ref == "R.E-SERCOP-2023-0134, Arts. 298-300.1"
    assert old.line("guarantee:performance").state is LineState.TO_DO  # nothing waived it then
    assert "15/9/25" in old.reads("procedure") or "15/09/2025" in old.reads("procedure")

    new = a_fair(person, reference="FI-DEMO-2026-02", value="5000")
    new.step(2)
    assert new.line("procedure").legal_ref == "LOSNCP Art. 51; Reglamento Arts. 274-281"
    assert new.line("guarantee:performance").state is LineState.READY
    states = {row.reference: row.state for row in person.workspace.read(tenders, clock.now())}
    assert set(states.values()) == {TenderState.OPEN}
