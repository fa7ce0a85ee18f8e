"""The answer to an ESPD request: this file adds the cooperative and its answers to the request, and checks what it wrote."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.espd import Answers, Declaration, Operator, Property
from sse_desktop.domain.espd_values import Evidence, Family, checked, family
from sse_desktop.exchange.espd_first import requirements
from sse_desktop.exchange.espd_markup import Markup
from sse_desktop.exchange.espd_party import first_party, newer_party
from sse_desktop.exchange.espd_request import read_declaration, unpacked
from sse_desktop.exchange.espd_splice import Element, elements, text_of, with_pieces
from sse_desktop.exchange.espd_structure import faults
from sse_desktop.exchange.espd_values_xml import first_value, newer_period, newer_values, proof
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node, parse_xml
from sse_desktop.exchange.xml_text import attribute, below, first, local_name

_UUID_SCHEME = "ISO/IEC 9834-8:2008 - 4UUID"
_FIRST_SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ccv": "urn:isa:names:specification:ubl:schema:xsd:CCV-CommonAggregateComponents-1",
    "ccv-cbc": "urn:isa:names:specification:ubl:schema:xsd:CCV-CommonBasicComponents-1",
    "cev": "urn:isa:names:specification:ubl:schema:xsd:CEV-CommonAggregateComponents-1",
    "espd-cac": "urn:grow:names:specification:ubl:schema:xsd:ESPD-CommonAggregateComponents-1",
    "espd-cbc": "urn:grow:names:specification:ubl:schema:xsd:ESPD-CommonBasicComponents-1",
}


class AnsweredAlready(DomainError):
    """The file is an answer, where a request is needed."""

    sentence = N_("This file is an answer to an ESPD request, not the request itself. Choose the file of the buyer.")


class NoFinalVersion(DomainError):
    """A request of the test version 2.0, for which no valid answer exists."""

    sentence = N_(
        "This request is of a test version that was never in force, so no valid answer can be written. "
        "Ask the buyer for one of a later version, or hand in the PDF."
    )


class NothingAnswered(DomainError):
    """An answer without a single answer."""

    sentence = N_("No question is answered yet. Answer at least one, then write the answer.")


class RequestIsFaulty(DomainError):
    """The request itself breaks the standard, so no copy of it can be valid."""

    sentence = N_(
        "The buyer's request breaks the standard at {place}, so no valid answer can be made from it. "
        "Nothing was written. Ask the buyer for a corrected request, or hand in the PDF."
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at after writing; `detail` counts or names what was compared."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as it goes to the buyer, and what was checked in it."""

    data: bytes
    checks: tuple[Check, ...]


def write_response(request: bytes, operator: Operator, answers: Answers) -> Written:
    """Return the answer: the request as it came, the cooperative, and one response for each question asked and answered.

    Equal input gives equal bytes. The result is read back: it holds the criteria unchanged, the answers exactly, and keeps
    to the standard.

    Raises: AnsweredAlready, NoFinalVersion, NothingAnswered, RequestIsFaulty, EspdValueWrong, ImportRefused.
    """
    request = unpacked(request)
    root = parse_xml(request, Repairs())
    asked = read_declaration(root)
    if asked.is_response:
        raise AnsweredAlready
    if not asked.is_final:
        raise NoFinalVersion
    given = _checked(asked, answers)
    if not given:
        raise NothingAnswered
    text = text_of(request)
    write = _first if asked.generation == 1 else _newer
    data = write(text, root, asked, operator, given).encode("utf-8")
    return Written(data, _checks(root, asked, given, data))


def _checked(asked: Declaration, answers: Answers) -> dict[str, str]:
    """Return the answers to questions that are asked, as their data types want them."""
    questions = asked.questions()
    found = {key: checked(questions[key].kind, answer) for key, answer in asked.given(answers).items()}
    return {key: value for key, value in found.items() if value}


# Versions 2 to 4.


def _newer(text: str, root: Node, asked: Declaration, operator: Operator, given: Answers) -> str:
    spaces = {
        "cac": _space(first(root, "ContractingParty")),
        "cbc": _space(first(root, "ContractFolderID")),
    }
    markup = Markup(root, spaces)
    number = next(below(root, "ValueDataTypeCode"), None)
    agency = attribute(number, "listAgencyID") or "OP"
    found = elements(text)
    top = [each for each in found if each.depth == 1]
    after_buyer = _after(top, "ContractingParty", "EconomicOperatorParty")
    after_criteria = _after(top, "TenderingCriterion")
    after_documents = _after(top, "TenderingCriterion", "AdditionalDocumentReference")
    proofs = {key: f"EVIDENCE-{at:04}" for at, key in enumerate(_with_proof(asked, given), 1)}
    pieces = [
        *_renamed(text, found[0], "QualificationApplicationRequest", "QualificationApplicationResponse"),
        (after_buyer, after_buyer, newer_party(markup, operator, asked, agency)),
        (after_criteria, after_criteria, "".join(_responses(markup, asked, given, proofs, agency))),
        (
            after_documents,
            after_documents,
            "".join(proof(markup, given[key], name, agency) for key, name in proofs.items()),
        ),
    ]
    return with_pieces(text, pieces)


def _with_proof(asked: Declaration, given: Answers) -> Iterator[str]:
    questions = asked.questions()
    yield from (key for key in given if family(questions[key].kind) is Family.EVIDENCE)


def _responses(markup: Markup, asked: Declaration, given: Answers, proofs: Answers, agency: str) -> Iterator[str]:
    questions = asked.questions()
    for key, value in given.items():
        yield _response(markup, _Asked(asked, questions[key], agency), value, proofs.get(key, ""))


@dataclass(frozen=True, slots=True)
class _Asked:
    request: Declaration
    question: Property
    agency: str

    def number(self, name: str) -> str:
        """Return a number of its own for a part of the answer, the same whenever the answer is written."""
        space = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.request.id} {self.request.uuid} {self.request.reference}")
        return str(uuid.uuid5(space, f"{self.question.key} {name}"))


def _response(markup: Markup, asked: _Asked, value: str, proof_key: str) -> str:
    scheme = {"schemeID": _UUID_SCHEME, "schemeAgencyID": asked.agency}
    values = newer_values(markup, asked.question, value)
    has_period = not values and not proof_key
    return markup.outermost(
        "cac:TenderingCriterionResponse",
        markup.leaf("cbc:ID", asked.number("response"), **scheme),
        markup.leaf(
            "cbc:ValidatedCriterionPropertyID", asked.question.id, schemeID="Criterion", schemeAgencyID=asked.agency
        ),
        *(
            markup.tree("cac:ResponseValue", markup.leaf("cbc:ID", asked.number(f"value {at}"), **scheme), each)
            for at, each in enumerate(values, 1)
        ),
        newer_period(markup, value) if has_period else "",
        markup.tree("cac:EvidenceSupplied", markup.leaf("cbc:ID", proof_key, schemeAgencyID=asked.agency)),
    )


# Version 1.


def _first(text: str, root: Node, asked: Declaration, operator: Operator, given: Answers) -> str:
    markup = Markup(root, _FIRST_SPACES)
    found = elements(text)
    top = [each for each in found if each.depth == 1]
    after_buyer = _after(top, "ContractingParty")
    places = _requirement_places(found, len(requirements(root)))
    questions = [line.property for criterion in asked.criteria for line in criterion.lines({})]
    answers = [
        (place.closing, place.closing, first_value(markup, question, given[question.key]))
        for place, question in zip(places, questions, strict=True)
        if question.key in given
    ]
    return with_pieces(
        text,
        [
            *_renamed(text, found[0], "ESPDRequest", "ESPDResponse"),
            (after_buyer, after_buyer, first_party(markup, operator, asked)),
            *answers,
        ],
    )


def _requirement_places(found: list[Element], count: int) -> list[Element]:
    """Return where the requirements stand, in the order of the file."""
    places = [each for each in found if each.name == "Requirement"]
    if len(places) != count:
        raise RequestIsFaulty(place="Requirement")
    return places


# Both.


def _space(node: Node | None) -> str:
    if node is None:
        raise RequestIsFaulty(place="ContractingParty, ContractFolderID")
    return str(node.tag).rpartition("}")[0].removeprefix("{")


def _after(top: list[Element], *names: str) -> int:
    ends = [each.end for each in top if each.name in names]
    if not ends:
        raise RequestIsFaulty(place=", ".join(names))
    return max(ends)


def _renamed(text: str, root: Element, old: str, new: str) -> list[tuple[int, int, str]]:
    """Return the two tags of the root with the name and the namespace of an answer."""
    tags = ((root.start, root.opened), (root.closing, root.end))
    return [(start, end, text[start:end].replace(old, new)) for start, end in tags]


def _checks(root: Node, asked: Declaration, given: Answers, data: bytes) -> tuple[Check, ...]:
    """Read the answer back and compare; what a wrong request causes is refused, all else is told."""
    again = parse_xml(data, Repairs())
    if wrong := faults(again):
        raise RequestIsFaulty(place=wrong[0])
    read = read_declaration(again)
    kept = asked.criteria == read.criteria and asked.lots == read.lots and asked.reference == read.reference
    exact = all(_same(value, read.answers.get(key, "")) for key, value in given.items()) and len(read.answers) == len(
        given
    )
    return (
        Check("criteria_unchanged", kept, str(len(asked.criteria))),
        Check("answers_read_back", exact, str(len(given))),
        Check("keeps_to_the_standard", ok=True, detail=asked.version),
        Check("operator_named", first(again, "EconomicOperatorParty/Party") is not None, local_name(root)),
    )


def _same(given: str, read: str) -> bool:
    # A proof without number gets its address as one.
    found = Evidence.of(read)
    return given == read or given == Evidence("", found.address, found.issuer).value
