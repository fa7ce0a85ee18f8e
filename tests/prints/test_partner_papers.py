"""Papers for buyers and talks: evidence whose lines add up, one page of questions, a letter that is also text, a calendar."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sse_desktop import clock
from sse_desktop.commands.acceptances import Received, record_received
from sse_desktop.commands.bids import start_bid
from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.commands.deliveries import Dispatch, SentLine, send_delivery
from sse_desktop.commands.purchase_targets import PurchaseTargetData, add_purchase_target
from sse_desktop.commands.tender_questions import TenderQuestionData, add_tender_question, mark_questions_sent
from sse_desktop.documents.purchase_evidence import EvidenceLine, PurchaseEvidence, purchase_evidence
from sse_desktop.documents.question_letter import QuestionLetter, letter_text, question_letter
from sse_desktop.documents.sums import SumsDisagree
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.prints.calendar_file import calendar_file
from sse_desktop.prints.purchase_evidence import print_purchase_evidence
from sse_desktop.prints.tender_talk import (
    NothingToAsk,
    print_prospect_questions,
    print_question_letter,
    question_letter_text,
)
from sse_desktop.queries.contracts import contract_lines
from sse_desktop.workspace import Workspace
from tests.bidding import a_paper, a_tender, an_item, fruit
from tests.builders import NOW, TODAY, a_member, a_weigh_in
from tests.documents.papers import a_cooperative
from tests.documents.reading import is_sound, pages_of, text_of, unembedded_fonts
from tests.eligible import we_are
from tests.partnering import a_prospect

LANGUAGES = ("es", "fr", "ko", "en")
QUITO = ZoneInfo("America/Guayaquil")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "coop", "Asociación Demo", "ec")
    yield made
    made.close()


def a_sale(workspace: Workspace) -> tuple[uuid.UUID, int]:
    """Deliver and have accepted 100 units to each of two schools today, and return the buyer and the year."""
    product = fruit(workspace)
    a_weigh_in(workspace, a_member(workspace), product, 100_000)
    buyer = workspace.write(add_buyer, BuyerData(name="City of Demo", tax_id="1760000000001"))
    line = ContractLineData(
        product_id=product,
        description="Granadilla",
        quantity=Quantity.of(1000, "unit"),
        price=UnitPrice.of("0.155", "USD"),
    )
    data = ContractData(reference="C-1", title="Fruit", signed_on=TODAY)
    contract = workspace.write(open_contract, buyer, "USD", data, [line])
    [kept] = workspace.read(contract_lines, contract)
    for code in ("A", "B"):
        point = workspace.write(add_delivery_point, buyer, DeliveryPointData(code=code, name=f"School {code}"))
        sent = SentLine(contract_line_id=kept.id, quantity=Quantity.of(100, "unit"))
        stop = Dispatch(contract_id=contract, delivery_point_id=point, planned_on=TODAY, lines=(sent,))
        done = workspace.write(send_delivery, stop)
        workspace.write(record_received, Received(delivery_id=done.id, receiver_name="Eva"))
    return buyer, clock.now().astimezone(QUITO).year


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evidence_adds_up_our_deliveries_of_a_day(workspace: Workspace, tmp_path: Path, language: str) -> None:
    buyer, year = a_sale(workspace)
    a_paper(workspace, "rup", title="Registry of suppliers", number="R-1")
    a_paper(workspace, "ci", title="Card of the president", sensitive=True)
    a_paper(workspace, "bpa", title="Ended certificate", valid_to=date(2020, 1, 1))
    data = PurchaseTargetData(
        buyer_id=buyer, year=year, goal=Money(310_00, "USD"), all_purchases=Money(10_000_00, "USD"),
        reached=Money(250_00, "USD"), reached_on=TODAY, source="Yearly report",
    )  # fmt: skip
    target = workspace.write(add_purchase_target, data)

    pdf = print_purchase_evidence(workspace, target, TODAY, language)

    shown, locale = text_of(pdf), workspace.locale(language)
    amounts = [locale.money(Money(31_00, "USD")), locale.percent(1000), locale.quantity(Quantity.of(200, "unit"))]
    assert all(" ".join(amount.split()) in shown for amount in amounts)
    assert all(words in shown for words in ("City of Demo", "Yearly report", "Registry of suppliers"))
    assert not any(words in shown for words in ("Card of the president", "Ended certificate"))
    assert (is_sound(pdf, tmp_path), unembedded_fonts(pdf)) == (True, [])
    assert pdf == print_purchase_evidence(workspace, target, TODAY, language)


def test_the_evidence_names_every_kind_that_we_are_and_the_proofs_of_each(workspace: Workspace) -> None:
    we_are(workspace, supplier_kind="family_farming, artisan")
    a_paper(workspace, "rueps", title="Seal of family farming")
    a_paper(workspace, "rup", title="Registry of suppliers")
    buyer = workspace.write(add_buyer, BuyerData(name="City of Demo"))
    target = workspace.write(add_purchase_target, PurchaseTargetData(buyer_id=buyer, year=2020, goal_share_bp=500))

    shown = text_of(print_purchase_evidence(workspace, target, TODAY, "en"))

    assert "Family farming, Artisan" in shown
    assert "Seal of family farming" in shown
    assert "Registry of suppliers" not in shown


def test_the_evidence_of_a_year_without_sales_says_so(workspace: Workspace) -> None:
    buyer = workspace.write(add_buyer, BuyerData(name="City of Demo"))
    target = workspace.write(add_purchase_target, PurchaseTargetData(buyer_id=buyer, year=2020, goal_share_bp=500))

    shown = text_of(print_purchase_evidence(workspace, target, TODAY, "en"))

    assert "Nothing was accepted in this year." in shown
    assert "5% of all purchases" in shown


def evidence(lines: int) -> PurchaseEvidence:
    each = EvidenceLine(
        accepted_on=TODAY, number="001-001-000000001", place="School <b>", contract="C-1", product="Granadilla",
        accepted=Quantity.of(100, "unit"), price=UnitPrice.of("0.15", "USD"), amount=Money(1500, "USD"),
    )  # fmt: skip
    return PurchaseEvidence(
        cooperative=a_cooperative(), supplier_kind="Association", buyer="City", buyer_tax_id="", year=2026,
        sales=Money(1500 * lines, "USD"), lines=(each,) * lines, certificates=(),
    )  # fmt: skip


def test_evidence_that_does_not_add_up_is_not_made() -> None:
    wrong = replace(evidence(3), sales=Money(1, "USD"))

    with pytest.raises(SumsDisagree):
        purchase_evidence(wrong, Locale("en"))


def test_long_evidence_carries_its_sum_and_shows_what_people_typed() -> None:
    pages = pages_of(purchase_evidence(evidence(120), Locale("en")))

    assert all("Brought forward" in page for page in pages[2:])
    assert "School <b>" in pages[0] + pages[1]
    assert "1,800.00" in pages[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_before_a_tender_fit_one_page(workspace: Workspace, language: str) -> None:
    long = "Very long words about it. " * 40
    empty = a_prospect(workspace, "Fruit")
    full = a_prospect(
        workspace, "Fruit & more", buyer_name="City", volumes=long, seasons=long, could_be_reserved=long, could_supply=long,
        note=long, heard_on=TODAY, expected_on=TODAY,
    )  # fmt: skip

    made = [print_prospect_questions(workspace, prospect, language) for prospect in (empty, full)]

    assert [len(pages_of(pdf)) for pdf in made] == [1, 1]
    assert "Fruit & more" in text_of(made[1])


def test_the_letter_and_its_text_hold_the_questions_not_sent(workspace: Workspace) -> None:
    until = datetime(2026, 7, 24, 17, 0, tzinfo=QUITO)
    tender = a_tender(workspace, questions_deadline=until)
    with pytest.raises(NothingToAsk):
        print_question_letter(workspace, tender, NOW, TODAY, "en")
    first = workspace.write(add_tender_question, tender, TenderQuestionData(question="Which <b>size</b>?\nAnd colour?"))
    workspace.write(add_tender_question, tender, TenderQuestionData(question="Which day?"))
    workspace.write(add_tender_question, tender, TenderQuestionData(question="Of others", by_us=False))

    words = question_letter_text(workspace, tender, NOW, TODAY, "en")
    shown = text_of(print_question_letter(workspace, tender, NOW, TODAY, "en"))

    for said in ("FI-01-2026 · Fruit for schools", "1. Which <b>size</b>?", "2. Which day?", "24/07/2026 17:00"):
        assert said in words
        assert said in shown
    assert "Of others" not in words
    assert "And colour?" in words
    workspace.write(mark_questions_sent, (first,))
    assert "1. Which day?" in question_letter_text(workspace, tender, NOW, TODAY, "en")


def test_the_calendar_file_holds_all_days_or_those_of_a_tender(workspace: Workspace) -> None:
    now = clock.now()
    today = now.astimezone(QUITO).date()
    soon = now + timedelta(days=20)
    tender = a_tender(workspace, deadline=soon, deadline_stated=False, opening_on=today + timedelta(days=21))
    other = a_tender(workspace, title="Other", deadline=soon)
    an_item(workspace, other)
    workspace.write(start_bid, other)

    whole = calendar_file(workspace, now, today, language="en").decode()
    one = calendar_file(workspace, now, today, tender_id=tender, language="en").decode()

    assert f"UID:submission-{tender}@sse-desktop" in whole
    assert f"UID:submission-{other}@sse-desktop" in whole
    assert f"{other}" not in one
    assert "SUMMARY:Hand in: Fruit for schools" in one
    assert "to check" in one.replace("\r\n ", "")
    assert one.count("TRIGGER:-P7D") == 1
    later = calendar_file(workspace, now + timedelta(days=30), today + timedelta(days=30), language="en").decode()
    assert f"submission-{tender}" not in later


def test_a_letter_without_place_day_and_buyer_begins_with_its_subject() -> None:
    letter = QuestionLetter(cooperative=a_cooperative(), buyer="", title="Fruit", reference="", questions=("Which?",))

    assert letter_text(letter, Locale("en")).startswith("Subject: Fruit")
    assert "Subject: Fruit" in text_of(question_letter(letter, Locale("en")))
