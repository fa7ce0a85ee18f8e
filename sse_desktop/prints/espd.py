"""A request for a self-declaration at work: its criteria with what is known, the answer as XML, and the same as PDF."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sse_desktop import clock
from sse_desktop.commands.espd import RequestData, add_espd_request
from sse_desktop.commands.tender_import import import_tender
from sse_desktop.documents.espd_response import EspdResponse, espd_response
from sse_desktop.domain.espd import Criterion, Declaration, Operator
from sse_desktop.domain.espd_facts import Proof, Source, Suggestion, suggestions
from sse_desktop.exchange.espd import notices_of
from sse_desktop.exchange.espd_request import look_at_request, parse_declaration, unpacked
from sse_desktop.exchange.espd_response import AnsweredAlready, Check, write_response
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import parse_xml
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.espd import (
    EspdRequestRow,
    EspdTenderRow,
    espd_answers,
    espd_facts,
    espd_operator,
    espd_proofs,
    espd_request,
    espd_tender_of,
)
from sse_desktop.store.atomic import write_atomically
from sse_desktop.workspace import Workspace

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EspdForm:
    """A request with its criteria, what stands as the answer to each question and where it comes from."""

    request: EspdRequestRow
    asked: Declaration
    operator: Operator
    answers: Mapping[str, Suggestion]
    proofs: tuple[Proof, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """The text of each answer by its question."""
        return {key: found.value for key, found in self.answers.items() if found.value}

    def open(self) -> list[Criterion]:
        """Return the criteria in which something that is asked has no answer."""
        values = self.values
        return [criterion for criterion in self.asked.criteria if criterion.open(values)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEspd:
    """An answer on the disk, and what was checked in it."""

    path: Path
    checks: tuple[Check, ...]


def take_request(workspace: Workspace, tender_id: uuid.UUID | None, path: Path) -> uuid.UUID:
    """Keep the file of a request, read first in a process of its own, and add it to a tender; return the request's id.

    Without a tender it goes to the one that bears its number; where none does, the request itself becomes a tender.

    Raises: ImportRefused, WorkStopped, AnsweredAlready, NoSuchTender.
    """
    data = look_at_request(path)
    return _add(workspace, tender_id, data, path.name)


def take_imported(workspace: Workspace, tender: EspdTenderRow) -> uuid.UUID:
    """Add the file that a tender was imported from as its request; return the request's id.

    Raises: AttachmentMissing, AttachmentDamaged, ImportRefused, AnsweredAlready.
    """
    return _add(workspace, tender.id, workspace.attachments.read(tender.file_sha or ""), tender.file_name)


def _add(workspace: Workspace, tender_id: uuid.UUID | None, data: bytes, name: str) -> uuid.UUID:
    asked = parse_declaration(data)
    if asked.is_response:
        raise AnsweredAlready
    sha = workspace.attachments.put(data)
    tender_id = tender_id or workspace.read(espd_tender_of, (asked.reference, asked.notice_number))
    tender_id = tender_id or _new_tender(workspace, data, sha, name)
    request = RequestData(tender_id=tender_id, version=asked.version, file_sha=sha, file_name=name)
    return workspace.write(add_espd_request, request)


def _new_tender(workspace: Workspace, data: bytes, sha: str, name: str) -> uuid.UUID:
    """Make a tender of a request that belongs to none; deadline and lines come with the notice."""
    repairs = Repairs()
    notice = notices_of(parse_xml(unpacked(data), repairs), None, repairs)[0]
    read = tender_import(notice, source="espd", original_sha=sha, original_name=name)
    return workspace.write(import_tender, read).tender_id


def espd_form(workspace: Workspace, request_id: uuid.UUID) -> EspdForm:
    """Return a request as it is worked at: an answer of this request stands before one of another, and that before facts.

    Raises: AttachmentMissing, AttachmentDamaged, ImportRefused.
    """
    request = workspace.read(espd_request, request_id)
    asked = parse_declaration(workspace.attachments.read(request.file_sha))
    ours = workspace.read(cooperative)
    today = clock.now().astimezone(ZoneInfo(ours.time_zone)).date()
    answered = workspace.read(espd_answers, request_id)
    facts = workspace.read(espd_facts, request.tender_id, today)
    known = suggestions(asked, facts)
    known |= {key: Suggestion(value, Source.EARLIER) for key, value in answered.earlier.items()}
    known |= {key: Suggestion(value, Source.PERSON) for key, value in answered.here.items()}
    return EspdForm(
        request=request,
        asked=asked,
        operator=espd_operator(ours, answered, facts),
        answers=known,
        proofs=tuple(workspace.read(espd_proofs, today)),
    )


def write_espd(workspace: Workspace, request_id: uuid.UUID, folder: Path) -> WrittenEspd:
    """Write the answer into a folder; the request's own file stays as it came.

    Raises: AnsweredAlready, NoFinalVersion, NothingAnswered, RequestIsFaulty, EspdValueWrong, CannotWriteFile.
    """
    form = espd_form(workspace, request_id)
    data = workspace.attachments.read(form.request.file_sha)
    written = write_response(data, form.operator, form.values)
    path = folder / f"espd-response-{file_stem(form)}.xml"
    write_atomically(path, written.data)
    return WrittenEspd(path=path, checks=written.checks)


def print_espd(workspace: Workspace, request_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the same answer as a PDF to read and sign."""
    form = espd_form(workspace, request_id)
    response = EspdResponse(
        cooperative=issuer(workspace),
        operator=form.operator,
        asked=form.asked,
        answers=form.values,
        title=form.request.title,
    )
    return espd_response(response, workspace.locale(language))


def file_stem(form: EspdForm) -> str:
    """Return the reference of a request as a part of a file's name."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in form.asked.reference or form.request.reference)
    return "-".join(part for part in kept.split("-") if part)[:_LONGEST_NAME] or "answer"
