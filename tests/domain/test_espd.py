"""What a self-declaration asks depends on the answers; facts answer what they can, and exclusion is left to people."""

import pytest

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.espd import Ask, Criterion, Declaration, Group, Part, Property, Role, When, topic
from sse_desktop.domain.espd_facts import Ally, Facts, Proof, Source, suggestions
from sse_desktop.domain.espd_values import Evidence, checked


def a_property(key: str, kind: str = "DESCRIPTION", ask: Ask = Ask.QUESTION) -> Property:
    return Property(key=key, id=key, ask=ask, kind=kind, words=key)


def a_criterion(code: str = "crime-org", *, number: str = "", proof: bool = False) -> Criterion:
    parts: list[Property | Group] = [
        a_property("first", "INDICATOR"),
        Group("y", When.ON_TRUE, (a_property("what"),)),
        Group("n", When.ON_FALSE, (a_property("why"),)),
    ]
    groups = [Group("g", When.ALWAYS, tuple(parts))]
    if proof:
        where = Group("e", When.ON_TRUE, (a_property("where", "EVIDENCE_IDENTIFIER"),))
        groups.append(Group("h", When.ALWAYS, (a_property("online", "INDICATOR"), where)))
    return Criterion(number or code, code, "Name", "", tuple(groups))


def a_declaration(*criteria: Criterion) -> Declaration:
    words = dict.fromkeys(
        (
            "version",
            "id",
            "uuid",
            "reference",
            "issued",
            "title",
            "description",
            "buyer",
            "buyer_id",
            "country",
            "email",
        ),
        "",
    )
    return Declaration(
        generation=2, is_response=False, is_final=True, lots=(), documents=(), criteria=criteria, answers={}, phone="",
        address="", notice_number="", **words,
    )  # fmt: skip


def test_what_is_asked_follows_the_answer() -> None:
    criterion = a_criterion()

    assert [each.key for each in criterion.open({})] == ["first"]
    assert [each.key for each in criterion.open({"first": "true"})] == ["what"]
    assert [each.key for each in criterion.open({"first": "false", "why": "because"})] == []


def test_where_a_proof_is_found_may_be_left_open() -> None:
    criterion = a_criterion(proof=True)

    lines = {line.property.key: line for line in criterion.lines({"first": "false"})}

    assert (lines["online"].optional, lines["where"].optional, lines["first"].optional) == (True, True, False)
    assert [each.key for each in criterion.open({"first": "false", "online": "true"})] == ["why"]


def test_only_answers_to_asked_questions_are_given() -> None:
    asked = a_declaration(a_criterion())

    assert asked.given({"first": "true", "what": "this", "why": "old", "other": "x"}) == {
        "first": "true",
        "what": "this",
    }


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("crime-org", Part.EXCLUSION),
        ("CRITERION.EXCLUSION.CONVICTIONS.FRAUD", Part.EXCLUSION),
        ("EXCLUSION.CRIMINAL_CONVICTIONS", Part.EXCLUSION),
        ("supply-perform", Part.SELECTION),
        ("CRITERION.SELECTION.ALL", Part.SELECTION),
        ("shelt-worksh", Part.OTHER),
        ("CRITERION.OTHER.EO_DATA.SHELTERED_WORKSHOP", Part.OTHER),
        ("DATA_ON_ECONOMIC_OPERATOR", Part.OTHER),
    ],
)
def test_criteria_of_all_versions_fall_into_the_same_parts(code: str, part: Part) -> None:
    assert a_criterion(code).part is part


def test_a_topic_is_known_by_code_or_by_the_number_of_the_taxonomy() -> None:
    number = "2043338F-a38a-490b-b3ec-2607cb25a017"

    assert topic(a_criterion("DATA_ON_ECONOMIC_OPERATOR", number=number)) == "shelt-worksh"
    assert topic(a_criterion("CRITERION.OTHER.EO_DATA.TOGETHER_WITH_OTHERS")) == "eo-group"
    assert topic(a_criterion("sme")) == "sme"


def test_partners_answer_the_questions_on_others() -> None:
    asked = a_declaration(a_criterion("eo-group"))
    facts = Facts(allies=(Ally(name="Sol", how="together"), Ally(name="Mar", how="together")), we_lead=True)

    found = suggestions(asked, facts)

    assert (found["first"].value, found["first"].source) == ("true", Source.PARTNERS)
    assert found["what"].value == "Sol\nMar"
    assert facts.role is Role.LEAD
    assert suggestions(asked, Facts())["first"].value == "false"
    assert suggestions(asked, Facts())["first"].source is Source.NO_PARTNERS
    assert Facts().role is Role.SOLE
    assert Facts(allies=(Ally(name="Sol", how="together"),)).role is Role.MEMBER


def test_a_sheltered_workshop_is_said_only_by_those_that_are_one() -> None:
    asked = a_declaration(a_criterion("shelt-worksh"))

    assert suggestions(asked, Facts(kinds=("be.eta",)))["first"].value == "true"
    assert suggestions(asked, Facts(kinds=("eps_organisation",))) == {}


def test_exclusion_is_never_answered_by_facts() -> None:
    everything = Facts(kinds=("be.eta",), allies=(Ally(name="Sol", how="together"),))

    assert suggestions(a_declaration(a_criterion("fraud")), everything) == {}


def test_a_paper_that_can_be_looked_up_is_the_proof() -> None:
    asked = a_declaration(a_criterion("qa-certif-inst", proof=True))
    paper = Proof(
        kind="organic_certificate", title="Bio", number="4711", address="https://e.example", issuer="Certisys"
    )

    found = suggestions(asked, Facts(proofs=(paper,)))

    assert (found["online"].value, found["where"].value) == ("true", "Bio 4711\nhttps://e.example\nCertisys")
    assert suggestions(asked, Facts(proofs=(Proof(kind="organic_certificate", title="Bio"),))) == {}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("INDICATOR", " true ", "true"),
        ("DATE", "2026-11-24", "2026-11-24"),
        ("PERIOD", "2025-01-01/2025-12-31", "2025-01-01/2025-12-31"),
        ("PERIOD", "2025-01-01/", "2025-01-01/"),
        ("PERIOD", "three years", "three years"),
        ("PERIOD", "/", ""),
        ("AMOUNT", "1250.50 EUR", "1250.50 EUR"),
        ("QUANTITY", "12.50", "12.50"),
        ("QUANTITY", "1E+2", "100"),
        ("QUANTITY_YEAR", "3.0", "3"),
        ("PERCENTAGE", "30", "30"),
        ("ECONOMIC_OPERATOR_IDENTIFIER", "BE1\n\n BE2 ", "BE1\nBE2"),
        ("EVIDENCE_IDENTIFIER", "Bio 4711", "Bio 4711"),
        ("URL", "https://e.example", "https://e.example"),
        ("DESCRIPTION", "a\r\nb\0", "a\nb"),
        ("SOMETHING_NEW", "free", "free"),
        ("DATE", "", ""),
    ],
)
def test_an_answer_is_kept_as_its_kind_is_written(kind: str, typed: str, kept: str) -> None:
    assert checked(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("INDICATOR", "maybe"),
        ("DATE", "soon"),
        ("DATE", "2026-02-30"),
        ("PERIOD", "2025-12-31/2025-01-01"),
        ("PERIOD", "2025-02-30/"),
        ("AMOUNT", "1250"),
        ("AMOUNT", "١ EUR"),
        ("QUANTITY", "many"),
        ("QUANTITY", "NaN"),
        ("QUANTITY", "1_000"),
        ("QUANTITY_INTEGER", "1.5"),
        ("CODE_COUNTRY", "two words"),
        ("EVIDENCE_IDENTIFIER", "Bio\nnot an address\n"),
        ("DESCRIPTION", "x" * 8001),
    ],
)
def test_an_answer_of_another_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(DomainError):
        checked(kind, typed)


def test_a_proof_is_three_lines_of_which_the_last_may_miss() -> None:
    assert Evidence.of("a\nb\nc") == Evidence("a", "b", "c")
    assert Evidence.of("a").value == "a"
    assert Evidence("a", "", "c").value == "a\n\nc"
