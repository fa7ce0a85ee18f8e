"""Requests are read with their ids as they are; an answer is said to be one."""

import gzip
from pathlib import Path

import pytest

from sse_desktop.domain.espd import Ask, Group, When
from sse_desktop.exchange.espd_request import NotADeclaration, look_at_request, parse_declaration
from sse_desktop.exchange.reading import read_notices
from sse_desktop.exchange.refusals import BrokenFile, FileMissing, ImportRefused, TooLarge
from sse_desktop.exchange.xml_guard import LARGEST_XML
from tests.exchange.espd_files import a_criterion, a_first_request, a_group, a_question, a_request, a_yes_or_no


def test_a_request_is_a_notice_without_deadline_and_lines(tmp_path: Path) -> None:
    file = tmp_path / "request"
    file.write_bytes(gzip.compress(a_request()))

    found = read_notices(file)

    notice = found.notices[0]
    assert (found.kind, notice.reference, notice.title) == ("espd", "2026-042", "Légumes pour les cantines")
    assert (notice.buyer.name, notice.country) == ("Ville de Namur", "BE")
    assert [lot.id for lot in notice.lots] == ["LOT-0001"]
    assert notice.documents[0].title == "TED 123456-2026"
    assert notice.criteria == ()
    assert [warning.code for warning in notice.warnings] == ["no_deadline", "no_items", "reserved_is_asked"]


def test_a_request_about_one_criterion_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "request"
    file.write_bytes(a_request(a_yes_or_no("trade-regist", name="Trade register")))

    assert read_notices(file).notices[0].eligibility == "Trade register"


def test_an_answer_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "answer"
    file.write_bytes(a_request().replace(b"QualificationApplicationRequest", b"QualificationApplicationResponse"))

    refused = read_notices(file).refused

    assert refused is not None
    assert refused.code == "declaration_answered"
    assert "2026-042" in str(refused)


def test_a_file_that_asks_nothing_is_no_call(tmp_path: Path) -> None:
    file = tmp_path / "request"
    file.write_bytes(b"<ESPDRequest/>")

    refused = read_notices(file).refused

    assert refused is not None
    assert refused.code == "no_call_for_tenders"


def test_groups_conditions_and_ids_are_kept() -> None:
    asked = parse_declaration(a_request(a_yes_or_no("crime-org")))

    group = asked.criteria[0].groups[0]
    conditions = [part.when for part in group.parts if isinstance(part, Group)]
    assert (group.id, group.when, conditions) == ("crime-org/g", When.ALWAYS, [When.ON_TRUE, When.ON_FALSE])
    assert [each.id for each in asked.criteria[0].questions()] == ["crime-org/first", "crime-org/text", "crime-org/why"]


def test_what_the_buyer_states_stands_beside_its_requirement() -> None:
    stated = (
        "<cac:TenderingCriterionProperty><cbc:ID>r</cbc:ID><cbc:Description>Minimum</cbc:Description><cbc:TypeCode>REQUIREMENT"
        "</cbc:TypeCode><cbc:ValueDataTypeCode>MINIMUM_AMOUNT</cbc:ValueDataTypeCode>"
        '<cbc:MinimumAmount currencyID="EUR">5000</cbc:MinimumAmount></cac:TenderingCriterionProperty>'
    )
    period = stated.replace('<cbc:MinimumAmount currencyID="EUR">5000</cbc:MinimumAmount>', "<cac:ApplicablePeriod>"
        "<cbc:StartDate>2024-01-01</cbc:StartDate></cac:ApplicablePeriod>")  # fmt: skip
    asked = parse_declaration(
        a_request(a_criterion("x", a_group("g", "Rating", stated, period, a_question("q", "DATE"))))
    )

    lines = asked.criteria[0].lines({})
    assert [(line.property.ask, line.property.expected) for line in lines] == [
        (Ask.REQUIREMENT, "5000 EUR"),
        (Ask.REQUIREMENT, "2024-01-01/"),
        (Ask.QUESTION, ""),
    ]


def test_national_criteria_within_a_criterion_are_asked_too() -> None:
    inner = a_question("n/q", "INDICATOR")
    national = f"<cac:SubTenderingCriterion><cbc:ID>n</cbc:ID><cbc:Name>Country</cbc:Name>{a_group('n/g', 'ON*', inner)}</cac:SubTenderingCriterion>"
    asked = parse_declaration(a_request(a_criterion("nati-ground", national)))

    assert [each.key for each in asked.criteria[0].questions()] == ["n/q"]


def test_the_first_version_tells_questions_of_one_id_apart() -> None:
    asked = parse_declaration(a_first_request())

    keys = list(asked.questions())
    assert (asked.version, len(keys), len(set(keys))) == ("1.0.2", 20, 20)
    assert {"one/indicator", "one/indicator#2", "two/indicator", "two/indicator#2"} <= set(keys)
    assert asked.criteria[0].groups[0].parts[-1] == asked.criteria[0].groups[0].parts[-1]
    inner = asked.criteria[0].groups[0].parts[-1]
    assert isinstance(inner, Group)
    assert (inner.when, inner.cardinality) == (When.ON_TRUE, "GROUP_FULFILLED.ON_TRUE")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"<ContractNotice/>", NotADeclaration),
        (b"\x1f\x8b\x08broken", BrokenFile),
        (gzip.compress(a_request())[:-30], BrokenFile),
        (gzip.compress(b" " * (LARGEST_XML + 10)), TooLarge),
        (b"not xml", ImportRefused),
    ],
)
def test_other_files_are_refused(data: bytes, refusal: type[ImportRefused]) -> None:
    with pytest.raises(refusal):
        parse_declaration(data)


def test_a_file_from_outside_is_read_apart_first(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(a_request())
    bad.write_bytes(b'<!DOCTYPE a [<!ENTITY x "y">]><ESPDRequest>&x;</ESPDRequest>')

    assert look_at_request(good) == a_request()
    with pytest.raises(ImportRefused):
        look_at_request(bad)
    with pytest.raises(FileMissing):
        look_at_request(tmp_path / "gone.xml")
