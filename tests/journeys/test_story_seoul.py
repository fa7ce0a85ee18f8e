"""A contract with one quote in Seoul, in Korean: the limit counts without tax, and the share of vulnerable workers opens it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.domain.money import Money
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bids
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.social_values import social_values
from sse_desktop.queries.staff_counts import staff_counts
from sse_desktop.ui.theme import State
from tests.bidding import fruit, pledged
from tests.documents.papers import a_pdf
from tests.documents.reading import squeezed, text_of
from tests.journeys.desk import AtDesk
from tests.journeys.window import Person, pasted

ART_30 = "지방계약법 시행령 제30조제1항제2호"  # art 30(1)2
KILOS = 9_090
LINES = pasted(("품명", "단위", "수량"), ("친환경 귤", "kg", "9090"))


@pytest.fixture
def seoul(person: Person) -> Person:
    """A social enterprise of Seoul, founded in Korean, with a season of fruit before it."""
    person.found("데모 사회적협동조합", rules="kr-seoul", language="ko")
    person.go("cooperative")
    person.fill(
        supplier_kind=("kr.se",), tax_id="123-45-67890", representative_name="데모 김지수", representative_post="대표"
    )
    person.begin("Save")
    assert "■" in person.field("tax_id").message.text()
    assert person.workspace.read(cooperative).tax_id == ""
    person.fill(tax_id="116-82-00276")
    person.begin("Save")
    assert person.workspace.read(cooperative).tax_id
    product = fruit(person.workspace, "GYUL", "귤")
    first = Week.of(person.today) + 6
    pledged(person.workspace, product, {first + ahead: 3_000 for ahead in range(4)})
    return person


def a_purchase(person: Person, **more: Any) -> AtDesk:
    """Type a purchase of a district in, and open its desk."""
    first = Week.of(person.today) + 6
    data: dict[str, Any] = {
        "title": "학교급식 귤", "reference": "DEMO-2026-7", "procedure": "sui_1q_special", "buyer_name": "데모구청",
        "deadline_on": person.day(14), "deadline_at": "10:00", "deadline_stated": True,
        "delivery_from": first.monday, "delivery_to": (first + 3).sunday, "lines": LINES,
        "value": "90000000", "value_with_tax": True, "value_tax": "10", "channel": "gachi",
    }  # fmt: skip
    person.type_tender(**(data | more))
    person.open_desk()
    desk = AtDesk(person)
    desk.step(2)
    return desk


def a_proof(person: Person, folder: Path, kind: str, **facts: Any) -> None:
    """Put a paper into the vault."""
    person.go("papers")
    person.begin("New paper")
    file = folder / f"{kind}.pdf"
    file.write_bytes(a_pdf())
    person.drop(file)
    person.fill(kind=kind)
    person.fill(**facts)
    person.press("Save the paper", person.page.inspector)


def test_the_limit_is_compared_with_the_estimate_without_tax(seoul: Person) -> None:
    """90,000,000 won with 10 % tax are 81,818,182: too much for one quote, not for two."""
    person = seoul
    desk = a_purchase(person)
    words = desk.reads("limit")
    assert words.startswith("■")
    assert "81,818,182" in words
    assert "50,000,000" in words
    assert "90,000,000" not in words
    assert desk.line("limit").legal_ref == ART_30

    person.begin("Change the tender")
    person.fill(procedure="sui_2q_special")
    person.press("Save the tender")
    words = desk.reads("limit")
    assert words.startswith("●")
    assert "81,818,182" in words
    assert "100,000,000" in words


def test_one_quote_is_refused_without_the_proof_of_the_share_and_let_in_with_it(seoul: Person, tmp_path: Path) -> None:
    person = seoul
    desk = a_purchase(person, value="50000000", value_with_tax=False, value_tax="")
    assert desk.line("limit").state is LineState.READY
    assert "50,000,000" in desk.reads("limit")
    assert desk.line("who").state is LineState.READY
    refused = desk.line("proof:ratio")
    assert (refused.state, refused.legal_ref) == (LineState.BLOCKED, ART_30)
    assert ART_30 in desk.reads("proof:ratio")
    assert desk.state("eligibility") is State.BLOCKED

    # The quote: mapped, priced in won, and not to be handed in like this.
    desk.step(1)
    person._fill(person.desk.notice.product, "귤")
    person.begin("Start the bid")
    desk.step(4)
    person._fill(person.desk.price.price, "5000")
    person.key_in(person.desk.price.price.line, Qt.Key.Key_Return)
    assert person.desk.price.total.text().endswith("45,450,000")
    person.begin("Mark as ready")
    assert ART_30 in person.told
    assert person.workspace.read(bids)[0].state.value == "draft"

    # A share below 30 % does not do, one of 31 % does; the count and the index are kept beside it.
    a_proof(person, tmp_path, "ratio", issued_on=person.day(-30), valid_to=person.day(300), fact_share="29.99")
    person.go("tenders.desk")
    desk.step(2)
    assert desk.reads("proof:ratio").startswith("■")
    assert "29.99" in desk.reads("proof:ratio")
    a_proof(person, tmp_path, "ratio", issued_on=person.day(-3), valid_to=person.day(365), fact_share="31")
    person.go("staff_counts")
    person.begin("New count")
    person.fill(target_group="취약계층", heads="29", target_heads="9")
    person.press("Save the staff count", person.page.inspector)
    assert person.workspace.read(staff_counts)[0].count.heads == 29
    person.go("social_values")
    person.begin("New result")
    person.fill(year=str(person.today.year), score="87.5", grade="탁월")
    person.press("Save the result", person.page.inspector)
    [index] = person.workspace.read(social_values, person.today)
    assert (index.score, index.grade, index.is_old) == (Decimal("87.5"), "탁월", False)

    person.go("tenders.desk")
    desk.step(2)
    assert desk.reads("proof:ratio").startswith("●")
    assert not [line for line in desk.rules.table.rows if line.blocks and not line.said_elsewhere]

    # Lateness costs 0.08 % a day: ten days with 10,000,000 are 80,000.
    assert "400,000" in desk.reads("penalty")

    person.begin("Mark as ready")
    assert person.workspace.read(bids)[0].state.value == "ready", person.told
    read = squeezed(text_of(desk.build_packet()))
    for said in ("데모 사회적협동조합", "친환경 귤", "데모 김지수", "116-82-00276", "학교급식 귤"):
        assert squeezed(said) in read, said
    assert squeezed("₩45,450,000") in read  # fruit as it grows is free of tax
    assert "정" in read
    [row] = person.workspace.read(bids)
    assert row.total == Money.of("45450000", "KRW")


def test_ten_days_late_with_ten_million_won_cost_eighty_thousand(seoul: Person) -> None:
    desk = a_purchase(seoul, procedure="sui_1q_any", value="10000000", value_tax="10")
    words = desk.reads("penalty")
    assert "80,000" in words
    assert "10,000,000" in words
    assert desk.line("penalty").legal_ref == "지방계약법 시행규칙 제75조"
