"""An answer is the request as it came, the cooperative, and one response for each question that was asked and answered."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.espd import Operator, Role, Size
from sse_desktop.domain.espd_values import Family, checked, family
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.exchange.espd_response import (
    AnsweredAlready,
    NoFinalVersion,
    NothingAnswered,
    RequestIsFaulty,
    write_response,
)
from sse_desktop.exchange.espd_splice import text_of
from tests.exchange.espd_files import (
    VALUES,
    a_criterion,
    a_first_request,
    a_group,
    a_question,
    a_request,
    a_yes_or_no,
    every_kind,
)

OPERATOR = Operator(
    name="Coopérative <Sol> & Cie",
    tax_id="BE0123456789",
    street="Rue des Champs 1",
    city="Namur",
    country="BE",
    phone="+32 81 00 00 00",
    email="sol@example.org",
    representative="Ana López",
    post="Présidente",
    size=Size.SMALL,
    role=Role.LEAD,
)
SCHEMAS = {
    "ESPDResponse": "espd-1.0.2/maindoc/ESPDResponse-1.0.xsd",
    "QualificationApplicationResponse": "espd-4.1.0/maindoc/UBL-QualificationApplicationResponse-2.3.xsd",
}
REAL = (
    "v1-merge-request.xml",
    "v1-request-full.xml",
    "v1-request-procedure-info.xml",
    "v2.1.0-request-lots-fragment.xml",
    "v4.1.0-request.xml.gz",
)


def answers(request: bytes, indicator: str = "true") -> dict[str, str]:
    asked = parse_declaration(request)
    return {
        key: indicator if question.kind == "INDICATOR" else VALUES[family(question.kind)]
        for key, question in asked.questions().items()
    }


def validity(shared: Path, written: bytes) -> str:
    root = etree.fromstring(written)
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / SCHEMAS[etree.QName(root).localname]))
    return "" if schema.validate(root) else str(schema.error_log)


@pytest.mark.parametrize("indicator", ["true", "false"])
@pytest.mark.parametrize("name", REAL)
def test_the_answer_to_a_real_request_is_valid_and_reads_back(shared: Path, name: str, indicator: str) -> None:
    request = (shared / "samples/espd" / name).read_bytes()
    given_ones = parse_declaration(request).given(answers(request, indicator))

    written = write_response(request, OPERATOR, answers(request, indicator))

    assert validity(shared, written.data) == ""
    assert all(check.ok for check in written.checks)
    read, asked = parse_declaration(written.data), parse_declaration(request)
    assert read.is_response
    assert (read.criteria, read.id, read.uuid, read.lots) == (asked.criteria, asked.id, asked.uuid, asked.lots)
    assert dict(read.answers) == given_ones


@pytest.mark.parametrize("name", REAL)
def test_every_letter_of_a_real_request_stays_in_its_place(shared: Path, name: str) -> None:
    packed = (shared / "samples/espd" / name).read_bytes()
    request = text_of(gzip.decompress(packed) if name.endswith(".gz") else packed)

    written = write_response(packed, OPERATOR, answers(packed)).data.decode()

    renamed = request.replace("QualificationApplicationRequest", "QualificationApplicationResponse")
    assert ADDED.sub("", written) == renamed.replace(":ESPDRequest", ":ESPDResponse").replace(
        "ESPDRequest-1", "ESPDResponse-1"
    )


# What an answer adds, each on a line of its own; in the first version a response at the end of a requirement.
ADDED = re.compile(
    r"\n  <((?:[\w-]+:)?(?:EconomicOperatorParty|TenderingCriterionResponse|Evidence))\b.*?</\1>|\n  <ccv:Response\b.*?</ccv:Response>",
    re.DOTALL,
)


def test_what_was_typed_around_the_elements_stays(shared: Path) -> None:
    request = a_request()

    written = write_response(request, OPERATOR, answers(request)).data.decode()

    head, _, rest = request.decode().partition("<cac:ProcurementProject>")
    assert written.startswith(head.replace("QualificationApplicationRequest", "QualificationApplicationResponse")[:300])
    assert rest.partition("<!-- a > b -->")[0] in written
    assert validity(shared, written.encode()) == ""


def test_only_questions_that_are_asked_are_answered() -> None:
    request = a_request(a_yes_or_no("crime-org"))

    written = write_response(request, OPERATOR, answers(request, "false"))

    assert set(parse_declaration(written.data).answers) == {"crime-org/first", "crime-org/why"}


def test_each_answered_question_has_exactly_one_response() -> None:
    request = a_request()

    root = etree.fromstring(write_response(request, OPERATOR, answers(request)).data)

    numbers = [each.text for each in root.iter("{*}ValidatedCriterionPropertyID")]
    assert len(numbers) == len(set(numbers)) == len(parse_declaration(request).given(answers(request)))


def test_several_identifiers_are_values_of_one_response() -> None:
    request = a_request(a_criterion("relied", a_group("g", "ON*", a_question("q", "ECONOMIC_OPERATOR_IDENTIFIER"))))

    root = etree.fromstring(write_response(request, OPERATOR, {"q": "BE1\nBE2"}).data)

    assert [each.text for each in root.iter("{*}ResponseID")] == ["BE1", "BE2"]
    assert sum(1 for _ in root.iter("{*}TenderingCriterionResponse")) == 1


def test_the_cooperative_is_named_as_each_version_wants() -> None:
    newest, older = a_request(), a_request(profile="ESPD-EDMv2.1.0-REGULATED")

    party = etree.fromstring(write_response(newest, OPERATOR, answers(newest)).data).find("{*}EconomicOperatorParty")
    before = etree.fromstring(write_response(older, OPERATOR, answers(older)).data).find("{*}EconomicOperatorParty")

    assert party is not None
    assert before is not None
    assert party.findtext(".//{*}RoleCode") == "group-lead"
    assert party.findtext(".//{*}IndustryClassificationCode") == "sme"
    assert party.findtext("{*}Party/{*}PostalAddress/{*}Country/{*}IdentificationCode") == "BEL"
    assert party.findtext("{*}Party/{*}PartyName/{*}Name") == OPERATOR.name
    assert (before.findtext(".//{*}RoleCode"), before.findtext(".//{*}IndustryClassificationCode")) == ("SCLE", "SMALL")


def test_the_same_answers_give_the_same_bytes() -> None:
    request = a_request()

    assert write_response(request, OPERATOR, answers(request)) == write_response(request, OPERATOR, answers(request))


def test_an_id_that_stands_for_several_questions_is_answered_for_each_alone() -> None:
    request = a_first_request()

    written = write_response(request, OPERATOR, {"one/indicator": "true", "two/indicator": "false"})

    assert dict(parse_declaration(written.data).answers) == {"one/indicator": "true", "two/indicator": "false"}


def test_a_request_in_another_encoding_is_answered_in_utf8(shared: Path) -> None:
    latin = a_request().decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1")
    wide = a_request().decode().replace("UTF-8", "UTF-16").encode("utf-16")

    for request in (latin, wide):
        written = write_response(request, OPERATOR, answers(request))
        assert parse_declaration(written.data).title == "Légumes pour les cantines"
        assert validity(shared, written.data) == ""


def test_prefixes_that_the_request_declares_further_in_are_declared_anew(shared: Path) -> None:
    request = a_request().decode()
    head, _, rest = request.partition("<cac:ContractingParty>")
    cac = head.split('xmlns:cac="')[1].split('"')[0]
    moved = head.replace(f' xmlns:cac="{cac}"', "") + f'<cac:ContractingParty xmlns:cac="{cac}">' + rest
    for name in ("ProcurementProject", "ProcurementProjectLot", "TenderingCriterion", "AdditionalDocumentReference"):
        moved = moved.replace(f"<cac:{name}>", f'<cac:{name} xmlns:cac="{cac}">')

    written = write_response(moved.encode(), OPERATOR, answers(moved.encode()))

    assert validity(shared, written.data) == ""


@pytest.mark.parametrize(
    ("request_bytes", "refusal"),
    [
        (a_request(root="urn:X-test:UBL:Pre-award:QualificationApplicationRequest"), NoFinalVersion),
        (a_request(a_criterion("x", a_group("g", "ON*"))), NothingAnswered),
        (a_request(more="<cac:Unknown/>"), RequestIsFaulty),
        (
            a_request(every_kind(), reference="").replace(b"<cbc:IssueDate>2026-06-01", b"<cbc:IssueDate>June"),
            RequestIsFaulty,
        ),
    ],
)
def test_what_can_not_be_answered_validly_is_refused(request_bytes: bytes, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        write_response(request_bytes, OPERATOR, answers(request_bytes))


def test_an_answer_is_not_answered_again() -> None:
    written = write_response(a_request(), OPERATOR, answers(a_request()))

    with pytest.raises(AnsweredAlready):
        write_response(written.data, OPERATOR, answers(a_request()))


def test_a_wrong_value_is_refused_before_anything_is_written() -> None:
    request = a_request(every_kind())

    with pytest.raises(DomainError, match="is no date"):
        write_response(request, OPERATOR, {"all/DATE": "soon", "all/AMOUNT": "1 EUR"})


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
DAYS = st.dates().map(lambda day: day.isoformat())
TYPED: Mapping[Family, st.SearchStrategy[str]] = {
    Family.INDICATOR: st.sampled_from(["true", "false"]),
    Family.DATE: DAYS,
    Family.PERIOD: st.one_of(
        st.builds(lambda a, b: "/".join(sorted((a, b))), DAYS, DAYS), DAYS.map(lambda day: f"{day}/"), TEXTS
    ),
    Family.AMOUNT: st.builds(
        lambda number, currency: f"{number} {currency}",
        st.decimals(0, 10**12, places=2).map(lambda number: format(number, "f")),
        st.sampled_from(["EUR", "USD", "KRW"]),
    ),
    Family.QUANTITY: st.decimals(0, 10**9, places=3).map(lambda number: format(number, "f")),
    Family.WHOLE: st.integers(0, 10**9).map(str),
    Family.PERCENT: st.decimals(0, 100, places=2).map(lambda number: format(number, "f")),
    Family.CODE: TEXTS,
    Family.COUNTRY: st.sampled_from(["BEL", "FRA"]),
    Family.IDENTIFIER: st.lists(TEXTS, max_size=3).map("\n".join),
    Family.EVIDENCE: st.builds(lambda a, b: f"{a}\nhttps://e.example\n{b}", TEXTS, TEXTS).map(
        lambda text: text.replace("\r", " ")
    ),
    Family.ADDRESS: st.sampled_from(["https://example.org/?a=1&b=<2>"]),
    Family.TEXT: TEXTS,
}


@given(st.data())
def test_whatever_may_be_answered_comes_back_exactly(data: st.DataObject) -> None:
    request = data.draw(st.sampled_from([a_request(), a_first_request()]))
    asked = parse_declaration(request)
    typed: dict[str, str] = {}
    for key, question in asked.questions().items():
        try:
            typed[key] = checked(question.kind, data.draw(TYPED[family(question.kind)]))
        except DomainError:
            continue  # two lines too many in the name of a proof, for example
    expected = {key: value for key, value in asked.given(typed).items() if value}
    if not expected:
        return

    written = write_response(request, OPERATOR, typed)

    read = parse_declaration(written.data)
    assert read.criteria == asked.criteria
    assert dict(read.answers) == expected
