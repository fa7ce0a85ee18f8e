"""The documents of a tender: files kept by their hash, and addresses that a person adds."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tender_import import Imported, OlderNotice, TenderImport, import_tender
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import TenderDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """A file that lies among the attachments under its hash; the name is for people and never a path."""

    sha: str
    name: str
    media_type: str


@allowed(Role.SECRETARY, Role.PRESIDENT)
def add_document(
    session: Writing, tender_id: uuid.UUID, title: str = "", file: DocumentFile | None = None, address: str = ""
) -> uuid.UUID:
    """Store a document of a tender and return its id; a file that the tender has already is not stored twice.

    Raises:
        NameMissing: it has neither a title nor a file nor an address.
    """
    named = title.strip() or (file.name if file is not None else "") or address.strip()
    if not named:
        raise NameMissing
    row = _same(session, tender_id, file)
    if row is not None:
        row.archived = False
        return row.id
    row = TenderDocument(id=session.new_id(), tender_id=tender_id, title=named, address=address.strip())
    if file is not None:
        row.file_sha, row.file_name, row.media_type = file.sha, file.name, file.media_type
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_with_documents(session: Writing, found: TenderImport, files: Sequence[DocumentFile]) -> Imported:
    """Store a notice as `import_tender` does, with the documents that lay beside it.

    Raises:
        All of `import_tender`; nothing was stored.
    """
    imported = import_tender(session, found)
    for file in files:
        add_document(session, imported.tender_id, "", file)
    return imported


@dataclass(frozen=True, slots=True)
class FileImported:
    """What the notices of a file became, and those that are older than what is kept of their process."""

    imported: tuple[Imported, ...]
    older: tuple[OlderNotice, ...] = ()


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_file(session: Writing, found: Sequence[TenderImport], files: Sequence[DocumentFile]) -> FileImported:
    """Store all notices of a file in one step, with the documents beside them; of one process the earlier version first.

    A version older than the one kept is left out, and told unless the file holds a newer one as well.

    Raises:
        OlderNotice: there is nothing else in the file. All others of `import_tender`; nothing was stored.
    """
    done: dict[str, Imported] = {}
    older: dict[str, OlderNotice] = {}
    for each in sorted(found, key=_version):
        try:
            imported = import_with_documents(session, each, files)
        except OlderNotice as failure:
            older[_process(each)] = failure
        else:
            done[_process(each)] = imported
    left = tuple(failure for process, failure in older.items() if process not in done)
    if left and not done:
        raise left[0]
    return FileImported(tuple(done.values()), left)


def _version(found: TenderImport) -> tuple[date, str]:
    return found.data.published_on or date.min, found.data.notice_version


def _process(found: TenderImport) -> str:
    return found.data.ocid or f"{found.data.reference} {found.data.buyer_name}"


@allowed(Role.SECRETARY, Role.PRESIDENT)
def rename_document(session: Writing, document_id: uuid.UUID, title: str) -> None:
    """Call a document something else.

    Raises:
        NameMissing.
    """
    if not title.strip():
        raise NameMissing
    session.get_one(TenderDocument, document_id).title = title.strip()


@allowed(Role.SECRETARY, Role.PRESIDENT)
def archive_document(session: Writing, document_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a document out of the tender, or back in; its file stays among the attachments."""
    session.get_one(TenderDocument, document_id).archived = archived


def _same(session: Writing, tender_id: uuid.UUID, file: DocumentFile | None) -> TenderDocument | None:
    if file is None:
        return None
    same = sa.select(TenderDocument).where(TenderDocument.tender_id == tender_id, TenderDocument.file_sha == file.sha)
    return session.scalars(same.limit(1)).first()
