"""From the buyer's file to the answer: the request stays as it came, the XML and the PDF say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop.commands.espd import AnswerData, answer_espd
from sse_desktop.domain.espd_facts import Source
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.exchange.espd_response import AnsweredAlready
from sse_desktop.prints.espd import espd_form, print_espd, take_imported, take_request, write_espd
from sse_desktop.queries.espd import espd_requests, espd_tenders
from sse_desktop.queries.tenders import tenders
from sse_desktop.workspace import Workspace
from tests.bidding import a_tender
from tests.builders import NOW
from tests.documents.reading import text_of
from tests.exchange.espd_files import a_criterion, a_group, a_question, a_request, a_yes_or_no

REQUEST = a_request(
    a_yes_or_no("crime-org", name="Participation in a criminal organisation"),
    a_yes_or_no("eo-group", name="Together with others"),
    a_criterion(
        "gen-year-to", a_group("g", "ON*", a_question("sum", "AMOUNT", "Turnover")), name="General yearly turnover"
    ),
    a_yes_or_no("sme", name="Small enterprise"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "coop", "Coopérative Sol", "ec")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "request.xml"
    written.write_bytes(REQUEST)
    return written


def test_an_answer_is_written_from_facts_and_answers(workspace: Workspace, file: Path, tmp_path: Path) -> None:
    request = take_request(workspace, a_tender(workspace), file)
    said = [
        AnswerData(criterion="crime-org", question="crime-org/first", value_kind="INDICATOR", value="false"),
        AnswerData(criterion="gen-year-to", question="sum", value_kind="AMOUNT", value="1250.50 EUR"),
    ]
    workspace.write(answer_espd, request, said)

    written = write_espd(workspace, request, tmp_path / "out")

    assert written.path.name == "espd-response-2026-042.xml"
    assert all(check.ok for check in written.checks)
    read = parse_declaration(written.path.read_bytes())
    assert dict(read.answers) == {"crime-org/first": "false", "sum": "1250.50 EUR", "eo-group/first": "false"}
    assert workspace.attachments.read(espd_form(workspace, request).request.file_sha) == REQUEST


def test_an_answer_of_this_request_stands_before_facts(workspace: Workspace, file: Path) -> None:
    request = take_request(workspace, a_tender(workspace), file)
    assert espd_form(workspace, request).answers["eo-group/first"].source is Source.NO_PARTNERS

    yes = AnswerData(criterion="eo-group", question="eo-group/first", value_kind="INDICATOR", value="true")
    workspace.write(answer_espd, request, [yes])

    found = espd_form(workspace, request)
    assert (found.values["eo-group/first"], found.answers["eo-group/first"].source) == ("true", Source.PERSON)
    assert [criterion.id for criterion in found.open()] == ["crime-org", "eo-group", "gen-year-to", "sme"]


def test_an_answer_left_open_on_purpose_stays_open(workspace: Workspace, file: Path) -> None:
    request = take_request(workspace, a_tender(workspace), file)

    workspace.write(
        answer_espd,
        request,
        [AnswerData(criterion="eo-group", question="eo-group/first", value_kind="INDICATOR", value="")],
    )

    assert "eo-group/first" not in espd_form(workspace, request).values


def test_the_paper_says_what_the_file_says(workspace: Workspace, file: Path) -> None:
    request = take_request(workspace, a_tender(workspace), file)
    workspace.write(
        answer_espd,
        request,
        [AnswerData(criterion="gen-year-to", question="sum", value_kind="AMOUNT", value="1250.50 EUR")],
    )

    text = text_of(print_espd(workspace, request, "en"))

    for words in (
        "Coopérative Sol",
        "General yearly turnover",
        "Turnover 1,250.5 EUR",
        "Together with others Your answer",
        "Ville de Namur",
    ):
        assert words.replace("Your answer", "Question") in text
    assert "Not answered" in text
    assert "Participation in a criminal organisation" in text.split("Not answered")[1]
    assert "Offers alone" in text


def test_a_request_goes_to_the_tender_that_bears_its_number(workspace: Workspace, file: Path) -> None:
    a_tender(workspace, reference="OTHER")
    tender = a_tender(workspace, reference="2026-042")

    take_request(workspace, None, file)

    assert [row.tender_id for row in workspace.read(espd_requests)] == [tender]


def test_a_request_of_an_unknown_procedure_becomes_a_tender(workspace: Workspace, file: Path) -> None:
    take_request(workspace, None, file)

    assert [row.title for row in workspace.read(tenders, NOW)] == ["Légumes pour les cantines"]
    [tender] = workspace.read(espd_tenders)
    assert tender.file_sha is not None
    assert take_imported(workspace, tender) == workspace.read(espd_requests)[0].id


def test_an_answer_is_not_taken_for_a_request(workspace: Workspace, file: Path) -> None:
    file.write_bytes(REQUEST.replace(b"QualificationApplicationRequest", b"QualificationApplicationResponse"))

    with pytest.raises(AnsweredAlready):
        take_request(workspace, a_tender(workspace), file)
    assert workspace.read(espd_requests) == []
