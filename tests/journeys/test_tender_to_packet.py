"""From a real notice to a packet on the desk, as a cooperative goes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from sse_desktop import clock
from sse_desktop.commands.bid_lines import fill_prices, set_price, set_quantity
from sse_desktop.commands.bids import mark_ready, record_result, start_bid, submit_bid
from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.requirements import add_usual_requirements
from sse_desktop.commands.tender_import import import_tender
from sse_desktop.commands.tender_items import map_item_to_product, paste_items
from sse_desktop.commands.tenders import ItemData, TenderData, change_tender, enter_tender
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.papers_file import keep_paper
from sse_desktop.exchange.pasted_items import read_pasted_items
from sse_desktop.exchange.reading import read_apart
from sse_desktop.prints.packet import build_packet, write_packet
from sse_desktop.queries.bid_desk import StepState, bid_desk
from sse_desktop.queries.bids import bid
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.readiness import CapacityGap, PaperNotGood
from sse_desktop.queries.tenders import TenderState, tender, tender_items, tenders
from sse_desktop.store.integrity import verify
from sse_desktop.workspace import Workspace
from tests.bidding import QUITO, fruit, lines_of
from tests.builders import a_member
from tests.documents.papers import a_pdf
from tests.documents.reading import squeezed, text_of
from tests.paper_files import a_picture, a_signed_pdf

PASTED = """Ítem\tDescripción\tUnidad\tCantidad\tP. Unitario
1\tGranadilla fresca\tUnidad\t336.264\t0,15
2\tMandarina\tGaveta\t64.785\t7,40
\tTotal\t\t\t529.848,60
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "data", "Demo cooperative", "ec")
    yield opened
    opened.close()


def test_a_real_notice_becomes_a_bid_and_a_packet(workspace: Workspace, shared: Path, tmp_path: Path) -> None:
    """The Ukrainian call for fruit and vegetables, as if it were still open and asked for Ecuador's papers."""
    now = clock.now()
    original = shared / "samples" / "ocds" / "ua-release-fruit-veg.json"
    [notice] = read_apart(original).notices
    sha = workspace.attachments.put(original.read_bytes())
    found = tender_import(notice, source="ocds", original_sha=sha, original_name=original.name)
    imported = workspace.write(import_tender, found)
    made = imported.tender_id
    assert workspace.read(tenders, now)[0].state is TenderState.CLOSED

    # A person corrects what the old file says, and says which product each line is.
    asked = workspace.read(tender, made, now)
    first = Week.of(now.date()) + 6
    weeks = [first + count for count in range(4)]
    corrected = TenderData(
        title=asked.title,
        reference=asked.reference,
        ocid=asked.ocid,
        buyer_name=asked.buyer_name,
        status="active",
        deadline=datetime.combine(first.monday - timedelta(days=14), datetime.min.time(), QUITO),
        deadline_stated=True,
        delivery_from=weeks[0].monday,
        delivery_to=weeks[-1].sunday,
        value=asked.value,
    )
    workspace.write(change_tender, made, corrected)
    product = fruit(workspace)
    member = a_member(workspace, "Demo family")
    items = workspace.read(tender_items, made)
    for item in items:
        workspace.write(map_item_to_product, item.id, product)
    for unit in {item.unit for item in items} - {"kg", "unit"}:
        workspace.write(set_conversion, product, Conversion(unit, 1, 1, date(2026, 1, 1)))

    # The bid: priced, and first too large for the harvest.
    offer = workspace.write(start_bid, made)
    for line in lines_of(workspace, offer):
        workspace.write(set_price, line.id, UnitPrice.of("1.234567", asked.currency))
    total = workspace.read(bid, offer).total
    assert total == sum(
        (UnitPrice.of("1.234567", asked.currency).times(line.quantity) for line in lines_of(workspace, offer)),
        start=Money(0, asked.currency),
    )
    with pytest.raises(CapacityGap):
        workspace.write(mark_ready, offer)
    need = workspace.read(bid_desk, made, now).capacity.products[0].weeks[-1].demand
    workspace.write(set_pledges, [PledgeData(member_id=member, product_id=product, week=weeks[0], grams=need)])

    # The papers: all the usual ones, one as a picture, one signed by the bank.
    workspace.write(add_usual_requirements, made)
    with pytest.raises(PaperNotGood):
        workspace.write(mark_ready, offer)
    for state in workspace.read(paper_states, made, now.date()):
        signed, scanned = state.paper_kind == "bank_certificate", state.paper_kind == "representative_id"
        data = a_signed_pdf() if signed else a_picture() if scanned else a_pdf(pages=2)
        path = tmp_path / f"{state.paper_kind}.{'jpg' if scanned else 'pdf'}"
        path.write_bytes(data)
        paper = PaperData(kind=state.paper_kind, title=state.title, valid_to=date(now.year + 2, 1, 1))
        workspace.write(add_paper, paper, keep_paper(path, workspace.attachments))
    workspace.write(mark_ready, offer)

    # The packet, and what is handed in.
    row = build_packet(workspace, offer)
    written = write_packet(workspace, row.id, tmp_path / "out")
    with pikepdf.open(written.path) as pdf:
        assert len(pdf.pages) == row.folios
    assert [path.name for path in written.beside] == ["bank_certificate.pdf"]
    # A notice of another country names no procedure of ours, so that rules stay to be answered; they do not hinder.
    steps = {step.step: step.state for step in workspace.read(bid_desk, made, now).steps}
    assert steps.pop("eligibility") is StepState.TO_DO
    assert set(steps.values()) == {StepState.READY}
    workspace.write(submit_bid, offer)
    workspace.write(record_result, offer, BidState.WON, now.date())

    # The same file comes again: nothing of all this is lost.
    assert workspace.write(import_tender, found).changes == ()
    assert workspace.read(tender, made, now).state is TenderState.WON
    assert workspace.read(bid, offer).total == total
    assert verify(workspace.database) == []


def test_a_tender_that_is_in_no_open_data_is_pasted_and_won(workspace: Workspace, tmp_path: Path) -> None:
    """Ecuador's inclusive fairs are typed in: the buyer sets the price, and the capacity decides (golden rows 2 and 6)."""
    now = clock.now()
    first = Week.of(now.date()) + 6
    made = workspace.write(
        enter_tender,
        TenderData(
            title="Fruta fresca para 480 escuelas",
            reference="FI-DEMO-001",
            buyer_name="Demo buyer",
            procedure="feria_inclusiva",
            deadline=datetime.combine(first.monday - timedelta(days=14), datetime.min.time(), QUITO),
            deadline_stated=True,
            delivery_from=first.monday,
            delivery_to=(first + 11).sunday,
        ),
    )
    pasted, problems = read_pasted_items(PASTED)
    assert problems == []
    lines = [
        ItemData(description=item.description, quantity=item.quantity, unit=item.unit, price=item.price)
        for item in pasted
    ]
    granadilla, _ = workspace.write(paste_items, made, lines)
    product = fruit(workspace)
    workspace.write(map_item_to_product, granadilla, product)

    offer = workspace.write(start_bid, made)
    assert workspace.read(bid, offer).total == Money.of("529848.60", "USD")
    assert workspace.write(fill_prices, offer) == 0

    # The mandarins are not ours: we offer only the granadillas, and of them what the harvest holds.
    ours, other = lines_of(workspace, offer)
    workspace.write(set_quantity, other.id, Quantity(0, other.quantity.unit))
    member = a_member(workspace, "Demo family")
    workspace.write(set_pledges, [PledgeData(member_id=member, product_id=product, week=first, grams=20_000_000)])
    [row] = workspace.read(bid_desk, made, now).capacity.products
    assert row.first_gap is not None
    assert row.largest == Quantity.of(20_000, "kg")
    workspace.write(set_quantity, ours.id, Quantity.of(200_000, "unit"))

    assert workspace.read(bid_desk, made, now).capacity.holds
    assert workspace.read(bid, offer).total == Money.of(30_000, "USD")
    workspace.write(mark_ready, offer)
    written = write_packet(workspace, build_packet(workspace, offer).id, tmp_path / "out")
    said = squeezed(text_of(written.path.read_bytes()))
    assert squeezed("TREINTA MIL CON 00/100 DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA") in said
    assert "Mandarina" not in said
