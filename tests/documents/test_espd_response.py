"""A self-declaration on paper names who declares, what is asked, and the answer in words."""

import pytest

from sse_desktop.documents.espd_response import EspdResponse, answer_words, espd_response
from sse_desktop.domain.espd import Operator, Role, Size
from sse_desktop.domain.espd_values import family
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import pages_of, text_of
from tests.exchange.espd_files import VALUES, a_request, a_yes_or_no

ENGLISH = Locale("en")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("INDICATOR", "true", "Yes"),
        ("INDICATOR", "false", "No"),
        ("PERIOD", "three years", "three years"),
        ("AMOUNT", "1250.50 EUR", "1,250.5 EUR"),
        ("QUANTITY_YEAR", "3", "3"),
        ("PERCENTAGE", "30.5", "30.5 %"),
        ("EVIDENCE_IDENTIFIER", "Bio\nhttps://e.example\nCertisys", "Bio\nCertisys\nhttps://e.example"),
        ("DESCRIPTION", "as it is", "as it is"),
    ],
)
def test_an_answer_is_said_in_words(kind: str, value: str, words: str) -> None:
    assert answer_words(ENGLISH, kind, value) == words


def test_a_period_is_said_with_the_days_that_are_known() -> None:
    assert answer_words(ENGLISH, "PERIOD", "2025-01-01/2025-12-31").startswith("from ")
    assert answer_words(ENGLISH, "PERIOD", "2025-01-01/").startswith("from ")
    assert answer_words(ENGLISH, "PERIOD", "/2025-12-31").startswith("until ")


def a_response(*, size: Size | None = Size.MICRO, many: int = 1) -> EspdResponse:
    asked = parse_declaration(a_request(*(a_yes_or_no(f"crime-org-{at}", name=f"Ground {at}") for at in range(many))))
    answers = {key: VALUES[family(question.kind)] for key, question in asked.questions().items()}
    operator = Operator(name="Sol", size=size, role=Role.MEMBER)
    return EspdResponse(cooperative=a_cooperative(), operator=operator, asked=asked, answers=answers, title="Fruit")


def test_the_sheet_names_the_procedure_and_who_declares() -> None:
    text = text_of(espd_response(a_response(), ENGLISH))

    for words in (
        "Fruit",
        "2026-042",
        "Ville de Namur",
        "123456-2026",
        "LOT-0001",
        "4.1.0",
        "Micro",
        "Member of a group",
        "Ground 0",
    ):
        assert words in text
    assert "Not answered" not in text
    assert "Size" not in text_of(espd_response(a_response(size=None), ENGLISH))


def test_sixty_criteria_fill_pages_and_each_keeps_its_first_answer() -> None:
    pages = pages_of(espd_response(a_response(many=60), ENGLISH))

    assert len(pages) > 5
    for page in pages[:-1]:
        last = page.rsplit("Ground ", 1)[-1]
        assert "Question" in last


def test_equal_answers_give_equal_bytes() -> None:
    assert espd_response(a_response(), ENGLISH) == espd_response(a_response(), ENGLISH)
