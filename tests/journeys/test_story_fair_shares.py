"""From the pledges of 57 families to their shares: 12 rations for 9,935 pupils in 26 schools, a week that falls short, a fair price, and hail.

The figures are those of a real contract of the field (119,220 units = 9,935 pupils × 12, 57 producers, 26 schools) and of
the worked example of a price per hundred oranges.
"""

import tomllib
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from sse_desktop import clock
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, import_delivery_points
from sse_desktop.commands.members import import_members
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.sharing_terms import ExceptionData, set_exception
from sse_desktop.commands.sharings import KeepSharing, keep_sharing
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Conversion
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bids
from sse_desktop.queries.members import members
from sse_desktop.queries.products import products
from sse_desktop.queries.sharing_ledger import sharing_ledger
from sse_desktop.queries.sharings import kept_shares, sharings
from sse_desktop.resources import resources
from sse_desktop.store.tables.bids import Bid
from sse_desktop.ui.fair_price import FairPricePage
from sse_desktop.ui.ledger import LedgerPage
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.pledges import PledgesPage
from sse_desktop.ui.shares import SharesPage
from sse_desktop.ui.theme import State
from tests import bidding
from tests.builders import a_product
from tests.documents.reading import squeezed
from tests.journeys.desk import AtDesk
from tests.journeys.window import Person, pasted

FAMILIES, PUPILS, RATIONS = 57, 9_935, 12
COMMUNITIES = ("San Isidro", "La Loma", "Río Chico", "El Progreso")
KILOS = 36
# In its sixth week one community prunes: 14 of the 57 families bring nothing.
PRUNING = 5
NO_HARVEST = "La Loma"
# Hail halves what this community pledged from the seventh week on.
HIT = "El Progreso"
# This family was held below its even part last season, though it could have brought it.
OWED = 6
LINES = pasted(
    ("Ítem", "Descripción", "Unidad", "Cantidad", "P. Unitario"),
    ("1", "Naranja fresca", "Unidad", f"{PUPILS * RATIONS}", "0,08"),
)
PRICE = {
    PricePart.FARM_GATE: "2,00",
    PricePart.COLLECTION: "0,60",
    PricePart.CLEANING: "0,30",
    PricePart.LOSS: "10",
    PricePart.PACKAGING: "0,20",
    PricePart.TRANSPORT: "2,00",
    PricePart.ADMINISTRATION: "8",
}


def community(number: int) -> str:
    return COMMUNITIES[number % len(COMMUNITIES)]


@pytest.fixture
def grown(person: Person) -> Person:
    """A cooperative of 57 families, with oranges of 200 g, and a buyer with 26 schools."""
    person.found("Asociación Demo Naranjas del Río", rules="ec", language="es")
    rows = [
        {"number": number, "name": f"Familia Demo {number:02d}", "community": community(number), "kind": "family"}
        for number in range(1, FAMILIES + 1)
    ]
    person.workspace.write(import_members, rows)
    product = a_product(person.workspace, "NAR", "Naranja", shelf_days=25)
    person.workspace.write(set_conversion, product, Conversion("unit", 200, 1000, date(2026, 1, 1)))
    buyer = person.workspace.write(add_buyer, BuyerData(name="Instituto Demo de Provisión de Alimentos"))
    demo = tomllib.loads((resources() / "demo" / "demo.toml").read_text(encoding="utf-8"))
    schools = [DeliveryPointData(**school) for school in demo["schools"]]
    person.workspace.write(import_delivery_points, buyer, schools)
    assert len(schools) == 26
    assert sum(school.pupils or 0 for school in schools) == PUPILS
    last_season(person)
    return person


def last_season(person: Person) -> None:
    """In a contract for mandarins one family was held below its even part: the ledger owes it the rest."""
    product = bidding.fruit(person.workspace, "MAN", "Mandarina")
    workspace, weeks = person.workspace, [Week.of(person.today) + ahead for ahead in (-8, -7)]
    families = workspace.read(members)
    rows = [
        PledgeData(member_id=row.id, product_id=product, week=week, grams=10_000) for row in families for week in weeks
    ]
    workspace.write(set_pledges, rows)
    tender = bidding.a_tender(
        workspace, reference="FI-DEMO-56", delivery_from=weeks[0].monday, delivery_to=weeks[1].sunday
    )
    bidding.an_item(workspace, tender, FAMILIES * 20, product_id=product)
    offer = bidding.a_bid(workspace, tender, "0.08")
    held = ExceptionData(
        member_id=families[OWED - 1].id, kind="cap", reason="Sin camino por la lluvia", amount=Money.of("0.40", "USD")
    )
    workspace.write(set_exception, offer, held)
    workspace.write(keep_sharing, KeepSharing(bid_id=offer))
    with workspace.database.writing(workspace.actor, "the season before", clock.now()) as session:
        session.get_one(Bid, offer).state = BidState.WON.value


def first_week(person: Person) -> Week:
    return Week.of(person.today) + 8


def pledge(person: Person) -> None:
    """Begin a round, type one pledge with the keyboard and paste the sheets of all communities by the members' numbers."""
    person.go("pledges")
    first = first_week(person)
    person.begin("New round")
    person.fill(title="Ronda de la naranja", first_week=str(first), last_week=str(first + (RATIONS - 1)))
    person.fill(product_ids=[row.id for row in person.workspace.read(products) if row.code == "NAR"])
    person.press("Save the round")
    page = person.page
    assert isinstance(page, PledgesPage)
    grid = page.sheet.grid
    grid.setCurrentIndex(page.model.index(0, 0))
    QTest.keyClicks(grid, str(KILOS))
    person.key_in(grid, Qt.Key.Key_Return)
    rows = [
        [
            str(number),
            *("0" if ahead == PRUNING and community(number) == NO_HARVEST else str(KILOS) for ahead in range(RATIONS)),
        ]
        for number in range(1, FAMILIES + 1)
    ]
    QGuiApplication.clipboard().setText(pasted(*rows))
    grid.setCurrentIndex(page.model.index(0, 0))
    page.paste_by_number()
    person.settle()


def a_tender(person: Person) -> AtDesk:
    first = first_week(person)
    person.type_tender(
        title="Naranja para 26 escuelas", reference="FI-DEMO-57", procedure="feria_inclusiva",
        buyer_name="Instituto Demo de Provisión de Alimentos", deadline_on=person.day(21), deadline_at="16:00",
        deadline_stated=True, delivery_from=first.monday, delivery_to=(first + (RATIONS - 1)).sunday, lines=LINES,
    )  # fmt: skip
    person.open_desk()
    return AtDesk(person)


def price_it(person: Person) -> FairPricePage:
    """Build up the price of the worked example, part by part with Enter; what is empty costs nothing."""
    person.press("Build up the price …")
    page = person.page
    assert isinstance(page, FairPricePage)
    person.begin("New scenario")
    person.fill(title="Para la asamblea")
    person.press("Save the scenario")
    page.build_up.table.choose_key(PricePart.FARM_GATE)
    for part in list(PricePart)[:-1]:
        QTest.keyClicks(page.build_up.fields.amount.line, PRICE.get(part, ""))
        person.key_in(page.build_up.fields.amount.line, Qt.Key.Key_Return)
    page.build_up.nothing.click()
    person.settle()
    page.edit_subsidy()
    person.fill(amount="0,01", proof="Convenio de transporte 12")
    person.press("Save the subsidy")
    return page


def sums(page: SharesPage) -> list[Money]:
    """What every family gets, by number."""
    assert page.found is not None
    return [row.value for row in page.found.families]


def test_pledges_become_a_promise_a_price_and_shares_that_hail_shares_anew(grown: Person) -> None:
    person = grown
    pledge(person)
    desk = a_tender(person)
    desk.step(1)
    person.desk.notice.product.line.setText("")
    person._fill(person.desk.notice.product, "nar")
    person.begin("Start the bid")

    # Can we? By the end of the sixth week 6 × 1,987 kg are due and 5 × 2,052 + 1,512 kg will be there.
    desk.step(3)
    step = person.desk.capacity
    assert desk.state("capacity") is State.BLOCKED
    found = step.shown()
    assert found is not None
    gap = found.first_gap
    assert gap is not None
    assert gap.week == first_week(person) + PRUNING
    assert (gap.gap, gap.demand, gap.available) == (150_000, 11_922_000, 11_772_000)
    assert "Faltan 750 u" in person.reads(step)
    step.promise.click()
    person.settle()
    assert desk.state("capacity") is State.READY
    offer = next(row for row in person.workspace.read(bids) if row.reference == "FI-DEMO-57")
    assert offer.total == Money.of("9417.60", "USD")  # 117,720 oranges × 0.08

    # At what price? Of 8.00 for a hundred the net cost takes 4.856; the families could be paid 4.62.
    desk.step(4)
    price = price_it(person)
    assert price.build_up.result.cost.text() == "4,8560"
    assert price.build_up.result.most.text() == "4,6200"
    said = person.reads(price.build_up)
    assert "Aceptar: $8,00 por 100 u cubre el costo neto $4,856 y deja $3,144." in said
    assert "27,78%" in said.replace(" %", "%")

    # Who supplies what? Everything is shared, also what the sixth week lacks: it is brought in the weeks before.
    person.go("tenders.desk")
    person.desk.price.shares.click()
    person.settle()
    page = person.page
    assert isinstance(page, SharesPage)
    assert len(sums(page)) == FAMILIES
    assert sum(row.minor for row in sums(page)) == offer.total.minor
    assert page.found is not None
    assert page.found.unserved == ()
    pruning = {row.value for row in page.found.families if row.community == NO_HARVEST}
    others = {row.value for row in page.found.families if row.community != NO_HARVEST}
    assert pruning == {Money.of("158.40", "USD")}  # all that it can bring: 11 weeks × 180 oranges × 0.08
    assert max(others) - min(others) <= Money.of("0.08", "USD")
    assert {row.limited_by for row in page.found.families if row.community == NO_HARVEST} == {"own"}
    brought = dict.fromkeys((first_week(person) + ahead for ahead in range(RATIONS)), 0)
    for row in page.found.families:
        for line in row.lines:
            brought[line.week] += line.quantity.milli // 1000
    assert list(brought.values())[:6] == [10_260] * 5 + [7_560]

    # Why so much? In plain words, and who else stands beside.
    page.inspect_family(page.found.families[0])
    assert "Se toma todo lo que la familia puede traer: $158,40." in person.reads(page.inspector)
    page.inspect_family(page.found.families[1])
    assert "otras" in person.reads(page.inspector).lower()

    # It is kept, printed for the assembly and family by family, and written into a spreadsheet: the same numbers.
    person.begin("Keep this sharing")
    [first] = person.workspace.read(sharings, offer.id)
    kept = person.workspace.read(kept_shares, first.id)
    assert [row.value for row in kept.families] == sums(page)
    page.print_page()
    person.settle()
    sheet = person.paper()
    assert squeezed("Las 57 familias juntas $9.417,60 = la adjudicación $9.417,60") in sheet
    person.house.close_sheet()
    person.settle()
    page.print_families()
    person.wait(lambda: any(view.isVisible() for view in person.house.findChildren(PdfView)))
    assert squeezed("Familia Demo 57") in person.paper()
    person.house.close_sheet()
    person.settle()

    # Hail halves what one community pledged; the rest of the award is shared anew, by the ledger of the seasons before.
    hail(person)
    person.house.go("shares", offer.id)
    person.settle()
    page.bar.version.set_value(None)
    person.settle()
    page.bar.week.set_value(first_week(person) + 6)
    person.settle()
    assert page.found is not None
    assert page.found.from_week == first_week(person) + 6
    assert page.found.missing.minor > 0
    hit = {row.number for row in page.found.families if row.community == HIT}
    lost = {row.number for row in page.found.families if row.value < kept.family(row.member_id).value}  # type: ignore[union-attr]
    assert hit <= lost
    page.bar.measure.set_value("past")
    page.bar.measure.edited.emit()
    person.settle()
    assert page.found.measure == "past"
    same = [row for row in page.found.families if row.community == community(OWED)]
    owed = next(row for row in same if row.number == OWED)
    assert owed.carried == Money.of("1.20", "USD")
    assert all(owed.value >= row.value for row in same)
    person.begin("Keep this sharing")
    person.answer("Granizada")
    second, _ = person.workspace.read(sharings, offer.id)
    assert (second.version, second.reason) == (2, "Granizada")
    again = person.workspace.read(kept_shares, second.id)
    assert again.total + again.missing == offer.total
    for row in again.families:
        before = kept.family(row.member_id)
        assert before is not None
        early = [line for line in before.lines if line.week < first_week(person) + 6]
        assert [line for line in row.lines if line.week < first_week(person) + 6] == early

    # The ledger opens down to the sharing in which the family was held back.
    person.go("ledger")
    ledger = {row.number: row.carried for row in person.workspace.read(sharing_ledger, person.today)}
    assert ledger[OWED] == Money.of("1.20", "USD")
    page_of_ledger = person.page
    assert isinstance(page_of_ledger, LedgerPage)
    page_of_ledger.table.choose(OWED - 1)
    person.settle()
    said = person.reads(page_of_ledger.inspector)
    assert "FI-DEMO-56" in said
    assert "$1,20" in said


def hail(person: Person) -> None:
    """Halve what one community pledges from the seventh week on, typed into its filtered grid."""
    person.go("pledges")
    page = person.page
    assert isinstance(page, PledgesPage)
    rows = [
        [str(row.number), *(str(KILOS // 2) for _ in range(6, RATIONS))]
        for row in person.workspace.read(members)
        if row.community == HIT
    ]
    QGuiApplication.clipboard().setText(pasted(*rows))
    page.sheet.grid.setCurrentIndex(page.model.index(0, 6))
    page.paste_by_number()
    person.settle()
