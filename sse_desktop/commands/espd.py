"""Requests for self-declarations and the answers to them, which are kept for the next request."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.espd_values import checked
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.espd import EspdAnswer, EspdRequest
from sse_desktop.store.tables.tenders import Tender


class NoSuchTender(DomainError):
    """A request was added to a tender that is not there."""

    sentence = N_("This tender is not here any more. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestData:
    """A request of a buyer: the tender it belongs to, and its file as it came."""

    tender_id: uuid.UUID
    version: str
    file_sha: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerData:
    """The answer to one question. An empty one says that the question is left open, whatever is known from elsewhere.

    `for_others` keeps it for other requests too.
    """

    criterion: str
    question: str
    value_kind: str
    value: str
    for_others: bool = False


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_espd_request(session: Writing, data: RequestData) -> uuid.UUID:
    """Store a request at its tender and return its id; the same file at the same tender is the same request.

    Raises: NoSuchTender.
    """
    if session.get(Tender, data.tender_id) is None:
        raise NoSuchTender
    same = sa.select(EspdRequest).where(EspdRequest.tender_id == data.tender_id, EspdRequest.file_sha == data.file_sha)
    row = session.scalars(same).first()
    if row is not None:
        row.archived = False
        return row.id
    row = EspdRequest(
        id=session.new_id(),
        tender_id=data.tender_id,
        version=data.version,
        file_sha=data.file_sha,
        file_name=data.file_name,
    )
    session.add(row)
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_espd_request(session: Writing, request_id: uuid.UUID) -> None:
    """Take a request off the list; its file and its answers stay."""
    session.get_one(EspdRequest, request_id).archived = True


@allowed(Role.SECRETARY, Role.PRESIDENT)
def answer_espd(session: Writing, request_id: uuid.UUID, answers: Sequence[AnswerData]) -> None:
    """Store answers to questions of a request, in place of earlier ones.

    Raises: EspdValueWrong: a value that its question does not allow; nothing was saved.
    """
    session.get_one(EspdRequest, request_id)
    for data in answers:
        value = checked(data.value_kind, data.value)
        _keep(session, request_id, data, value)
        if data.for_others:
            _keep(session, None, data, value)


def _keep(session: Writing, request_id: uuid.UUID | None, data: AnswerData, value: str) -> None:
    of_request = EspdAnswer.request_id.is_(None) if request_id is None else EspdAnswer.request_id == request_id
    same = sa.select(EspdAnswer).where(
        of_request, EspdAnswer.criterion == data.criterion, EspdAnswer.question == data.question
    )
    row = session.scalars(same).first()
    if row is None:
        row = EspdAnswer(id=session.new_id(), request_id=request_id, criterion=data.criterion, question=data.question)
        session.add(row)
    row.value_kind, row.value, row.archived = data.value_kind, value, False
