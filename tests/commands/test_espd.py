"""Answers are kept for the request they were given to, and for others when a person wants it; facts come last."""

import uuid
from datetime import date

import pytest

from sse_desktop.commands.espd import (
    AnswerData,
    NoSuchTender,
    RequestData,
    add_espd_request,
    answer_espd,
    archive_espd_request,
)
from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.espd import Role as Part
from sse_desktop.domain.espd import Size
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.domain.roles import Role
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.espd import (
    OPERATOR,
    SIZE,
    espd_answers,
    espd_facts,
    espd_operator,
    espd_proofs,
    espd_request,
    espd_requests,
    espd_tender_of,
    espd_tenders,
)
from sse_desktop.store.database import Database
from tests.bidding import a_tender
from tests.builders import TODAY, Office
from tests.partnering import a_partner, a_partnership

SHA = "a" * 64


def a_request(office: Office, tender: uuid.UUID | None = None, sha: str = SHA) -> uuid.UUID:
    data = RequestData(tender_id=tender or a_tender(office), version="4.1.0", file_sha=sha, file_name="request.xml")
    return uuid.UUID(str(office.write(add_espd_request, data)))


def an_answer(
    question: str = "q", value: str = "true", *, for_others: bool = False, kind: str = "INDICATOR"
) -> AnswerData:
    return AnswerData(criterion="c", question=question, value_kind=kind, value=value, for_others=for_others)


def test_a_request_stands_with_its_tender(database: Database) -> None:
    office = Office(database)
    request = a_request(office)

    [row] = office.read(espd_requests)

    assert (row.id, row.reference, row.version, row.file_sha) == (request, "FI-01-2026", "4.1.0", SHA)
    assert office.read(espd_requests, "school") == [row]
    assert office.read(espd_requests, "hospital") == []
    assert office.read(espd_request, request) == row


def test_the_same_file_is_the_same_request(plain_office: Office) -> None:
    tender = a_tender(plain_office)
    first = a_request(plain_office, tender)
    plain_office.write(archive_espd_request, first)
    assert plain_office.read(espd_requests) == []

    assert a_request(plain_office, tender) == first
    assert len(plain_office.read(espd_requests)) == 1
    assert a_request(plain_office, tender, sha="b" * 64) != first


def test_a_request_needs_a_tender(plain_office: Office) -> None:
    with pytest.raises(NoSuchTender):
        a_request(plain_office, uuid.UUID(int=1))


def test_an_answer_is_kept_for_others_only_when_wanted(database: Database) -> None:
    office = Office(database)
    first, second = a_request(office), a_request(office, sha="b" * 64)

    office.write(answer_espd, first, [an_answer("mine"), an_answer("ours", for_others=True)])

    assert dict(office.read(espd_answers, first).here) == {"mine": "true", "ours": "true"}
    there = office.read(espd_answers, second)
    assert (dict(there.here), dict(there.earlier)) == ({}, {"ours": "true"})


def test_a_later_answer_takes_the_place_of_the_earlier_one(plain_office: Office) -> None:
    request = a_request(plain_office)
    plain_office.write(answer_espd, request, [an_answer(for_others=True)])

    plain_office.write(answer_espd, request, [an_answer(value="false")])
    assert dict(plain_office.read(espd_answers, request).here) == {"q": "false"}
    assert dict(plain_office.read(espd_answers, request).earlier) == {"q": "true"}

    plain_office.write(answer_espd, request, [an_answer(value="")])
    assert dict(plain_office.read(espd_answers, request).here) == {"q": ""}


def test_an_answer_is_taken_back_by_undo(plain_office: Office) -> None:
    request = a_request(plain_office)
    plain_office.write(answer_espd, request, [an_answer()])
    plain_office.write(answer_espd, request, [an_answer(value="false")])

    plain_office.write(undo_last)

    assert dict(plain_office.read(espd_answers, request).here) == {"q": "true"}


def test_one_wrong_answer_keeps_all_out(plain_office: Office) -> None:
    request = a_request(plain_office)

    with pytest.raises(DomainError):
        plain_office.write(answer_espd, request, [an_answer(), an_answer("day", "soon", kind="DATE")])

    assert dict(plain_office.read(espd_answers, request).here) == {}


def test_who_weighs_does_not_declare(plain_office: Office) -> None:
    request = a_request(plain_office)
    plain_office.role = Role.WEIGHER

    with pytest.raises(NotAllowed):
        plain_office.write(answer_espd, request, [an_answer()])


def test_partners_of_the_tender_are_facts(database: Database) -> None:
    office = Office(database)
    tender, other = a_tender(office), a_tender(office, reference="OTHER")
    sol = a_partner(office, name="Sol", tax_id="BE0123456789")
    a_partnership(office, sol, tender_id=tender, form=PartnershipForm.CO_CONTRACTOR, we_lead=True)
    a_partnership(office, sol, tender_id=tender, form=PartnershipForm.SUPPLY)

    facts = office.read(espd_facts, tender, TODAY)

    assert [(ally.name, ally.tax_id, ally.how) for ally in facts.allies] == [("Sol", "BE0123456789", "together")]
    assert facts.role is Part.LEAD
    assert office.read(espd_facts, other, TODAY).allies == ()


def test_only_papers_that_are_valid_and_not_sensitive_are_proofs(plain_office: Office) -> None:
    for title, more in (
        ("Bio", {"valid_to": date(2027, 1, 1), "number": "4711", "issuer": "Certisys"}),
        ("Old", {"valid_to": date(2025, 1, 1)}),
        ("Health", {"sensitive": True}),
    ):
        plain_office.write(add_paper, PaperData(kind="organic", title=title, **more))

    [proof] = plain_office.read(espd_proofs, TODAY)

    assert proof.value == "Bio 4711\n\nCertisys"


def test_the_size_of_the_cooperative_is_entered_once(plain_office: Office) -> None:
    first = a_request(plain_office)
    size = AnswerData(criterion=OPERATOR, question=SIZE, value_kind="CODE", value="small", for_others=True)
    plain_office.write(answer_espd, first, [size])
    second = a_request(plain_office, sha="b" * 64)

    ours, facts = plain_office.read(cooperative), plain_office.read(espd_facts, a_tender(plain_office), TODAY)
    operator = espd_operator(ours, plain_office.read(espd_answers, second), facts)

    assert (operator.name, operator.size, operator.role) == ("Demo", Size.SMALL, Part.SOLE)


def test_a_tender_is_found_by_the_number_of_its_request(plain_office: Office) -> None:
    tender = a_tender(plain_office)

    assert plain_office.read(espd_tender_of, ("FI-01-2026", "")) == tender
    assert plain_office.read(espd_tender_of, ("", "")) is None
    assert [row.id for row in plain_office.read(espd_tenders)] == [tender]
