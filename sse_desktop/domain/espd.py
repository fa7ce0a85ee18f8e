"""A self-declaration as it is asked for: this file is what criteria, groups and questions are, in every version alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# The exact text of each answer by the key of its question; espd_values tells how each kind is written.
Answers = Mapping[str, str]

YES, NO = "true", "false"


class Ask(StrEnum):
    """What a line of a criterion is."""

    CAPTION = "CAPTION"
    REQUIREMENT = "REQUIREMENT"
    QUESTION = "QUESTION"


class When(StrEnum):
    """When a group counts: always, or after yes or no to the question above it."""

    ALWAYS = "ON*"
    ON_TRUE = "ONTRUE"
    ON_FALSE = "ONFALSE"


class Part(StrEnum):
    """Which part of the declaration a criterion belongs to."""

    EXCLUSION = "exclusion"
    SELECTION = "selection"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Property:
    """A caption, a requirement with what the buyer states (`expected`), or a question. `kind` is the code of its data type.

    `key` names the question within its file: the id, and where the first version uses an id for several, the criterion too.
    """

    key: str
    id: str
    ask: Ask
    kind: str
    words: str
    expected: str = ""
    unit: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Properties and groups that count together. `cardinality` is the text the first version writes beside a group."""

    id: str
    when: When
    parts: tuple[Property | Group, ...]
    words: str = ""
    cardinality: str = ""

    @property
    def question(self) -> Property | None:
        """The question of yes or no that rules the conditional groups in here."""
        found = (part for part in self.parts if isinstance(part, Property) and part.ask is Ask.QUESTION)
        return next((part for part in found if part.kind == "INDICATOR"), None)

    @property
    def only_points_to_proof(self) -> bool:
        """Say whether all that is asked in here is where a proof can be found."""
        asked = list(_questions(self.parts))
        return bool(asked) and all(each.kind in _PROOF for each in asked)

    @property
    def asks_for_proof(self) -> bool:
        """Say whether the question in here is only whether and where a proof can be found."""
        inner = [part for part in self.parts if isinstance(part, Group) and part.when is not When.ALWAYS]
        return bool(inner) and all(each.only_points_to_proof for each in inner)

    def inner_questions(self) -> Iterator[Property]:
        """Yield every question in here, in order."""
        yield from _questions(self.parts)


_PROOF = frozenset({"EVIDENCE_IDENTIFIER", "EVIDENCE_URL", "URL"})


@dataclass(frozen=True, slots=True)
class Line:
    """A property where it stands. `asked` is False under a condition that is not met, `optional` for where proof is found."""

    property: Property
    depth: int
    asked: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion; `id` is its number in the taxonomy, the same in all versions, `code` its type as written."""

    id: str
    code: str
    name: str
    description: str
    groups: tuple[Group, ...]
    lots: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()

    @property
    def part(self) -> Part:
        """Exclusion, selection or another part."""
        if self.code in EXCLUSION or ".EXCLUSION." in f".{self.code}.":
            return Part.EXCLUSION
        if self.code in _OTHER or any(word in self.code for word in _OTHER_PARTS):
            return Part.OTHER
        return Part.SELECTION

    @property
    def first(self) -> Property | None:
        """The first question."""
        return next(self.questions(), None)

    def questions(self) -> Iterator[Property]:
        """Yield every question, in order."""
        for group in self.groups:
            yield from _questions(group.parts)

    def lines(self, answers: Answers) -> tuple[Line, ...]:
        """Return all lines in order, each with whether it is asked after these answers."""
        return tuple(line for group in self.groups for line in _lines(group, answers, 0, asked=True, optional=False))

    def open(self, answers: Answers) -> tuple[Property, ...]:
        """Return the questions that are asked, not optional, and have no answer."""
        return tuple(
            line.property
            for line in self.lines(answers)
            if line.property.ask is Ask.QUESTION
            and line.asked
            and not line.optional
            and not answers.get(line.property.key)
        )


@dataclass(frozen=True, slots=True)
class Declaration:
    """A request, or an answer where `is_response`. `generation` is 1 for ESPD 1.0, 2 for everything since.

    `is_final` is False for the test version 2.0, whose namespaces were given up. `answers` are those in the file.
    """

    generation: int
    version: str
    is_response: bool
    is_final: bool
    id: str
    uuid: str
    reference: str
    issued: str
    title: str
    description: str
    buyer: str
    buyer_id: str
    country: str
    email: str
    phone: str
    address: str
    lots: tuple[tuple[str, str], ...]
    notice_number: str
    documents: tuple[tuple[str, str], ...]
    criteria: tuple[Criterion, ...]
    answers: Answers

    def questions(self) -> dict[str, Property]:
        """Return the questions by their keys, in order."""
        return {each.key: each for criterion in self.criteria for each in criterion.questions()}

    def given(self, answers: Answers) -> dict[str, str]:
        """Return the answers of these that belong into this declaration: to questions that are asked."""
        lines = (line for criterion in self.criteria for line in criterion.lines(answers))
        asked = (line.property.key for line in lines if line.asked and line.property.ask is Ask.QUESTION)
        return {each: answers[each] for each in asked if answers.get(each)}


class Size(StrEnum):
    """How large an enterprise is, by the recommendation 2003/361/EC."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Role(StrEnum):
    """What the cooperative is in the procedure."""

    SOLE = "sole"
    LEAD = "lead"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who declares: the cooperative as the economic operator. `country` is the code of ISO 3166-1 with two letters."""

    name: str
    tax_id: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    representative: str = ""
    post: str = ""
    size: Size | None = None
    role: Role = Role.SOLE


# Codes of the criterion list of the European Union; source: study of formats, section 4, and the list of 4.1.0.
EXCLUSION = frozenset(
    (
        *("crime-org", "corruption", "fraud", "terr-offence", "finan-laund", "human-traffic", "tax-pay", "socsec-pay"),
        *("envir-law", "socsec-law", "labour-law", "bankruptcy", "insolvency", "cred-arran", "bankr-nat", "liq-admin"),
        *("susp-act", "prof-misconduct", "distorsion", "partic-confl", "prep-confl", "sanction", "misrepresent"),
        "nati-ground",
    )
)
_OTHER = frozenset(("shelt-worksh", "registered", "eo-group", "relied", "subco-ent", "staff-red", "sme", "lot-tend"))
_OTHER_PARTS = (".OTHER.", "DATA_ON_ECONOMIC_OPERATOR", "REDUCTION_OF_CANDIDATES")

_TOPICS = {
    # Numbers of the taxonomy, the same from the first version on.
    "2043338f-a38a-490b-b3ec-2607cb25a017": "shelt-worksh",
    "9b19e869-6c89-4cc4-bd6c-ac9ca8602165": "registered",
    "ee51100f-8e3e-40c9-8f8b-57d5a15be1f2": "eo-group",
    "0d62c6ed-f074-4fcf-8e9f-f691351d52ad": "relied",
    "72c0c4b1-ca50-4667-9487-461f3eed4ed7": "subco-ent",
}
_TOPIC_WORDS = {
    "SHELTERED_WORKSHOP": "shelt-worksh",
    "REGISTERED_IN_OFFICIAL_LIST": "registered",
    "TOGETHER_WITH_OTHERS": "eo-group",
    "RELIES_ON_OTHER_CAPACITIES": "relied",
    "SUBCONTRACTS_WITH_THIRD_PARTIES": "subco-ent",
}


def topic(criterion: Criterion) -> str:
    """Return what a criterion is about, as a code of the newest list: such as `shelt-worksh` or `eo-group`."""
    last = criterion.code.rpartition(".")[2]
    return _TOPIC_WORDS.get(last) or _TOPICS.get(criterion.id.lower()) or criterion.code


def _questions(parts: tuple[Property | Group, ...]) -> Iterator[Property]:
    for part in parts:
        if isinstance(part, Group):
            yield from _questions(part.parts)
        elif part.ask is Ask.QUESTION:
            yield part


def _lines(group: Group, answers: Answers, depth: int, *, asked: bool, optional: bool) -> Iterator[Line]:
    ruling = group.question
    answer = answers.get(ruling.key, "") if ruling is not None else ""
    proof = group.asks_for_proof
    for part in group.parts:
        if isinstance(part, Property):
            yield Line(part, depth, asked, optional or part.kind in _PROOF or (proof and part is ruling))
            continue
        counts = asked and (part.when is When.ALWAYS or ruling is None or answer == _MET[part.when])
        deeper = depth + (part.when is not When.ALWAYS)
        yield from _lines(part, answers, deeper, asked=counts, optional=optional)


_MET = {When.ON_TRUE: YES, When.ON_FALSE: NO}
