"""What files gave: a notice or the reason why there is none, as rows to choose from, and the way into the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.commands.tender_documents import import_with_documents
from sse_desktop.commands.tender_import import Imported
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.exchange.document_files import keep_beside
from sse_desktop.exchange.notice import Notice, with_deadline_checked
from sse_desktop.exchange.notice_heads import NoticeHead
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import FileReading
from sse_desktop.exchange.refusals import NoItemsFound, NotATable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_words import deadline_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


@dataclass(frozen=True)
class Found:
    """A notice of a file, or the reason why a file gives none; `imported` once it was taken over.

    Of a file of thousands of processes there is only a `head` until the notice is read in full.
    """

    file: Path
    notice: Notice | None = None
    refused: DomainError | None = None
    imported: Imported | None = None
    kind: str | None = None
    head: NoticeHead | None = None

    @property
    def is_unread(self) -> bool:
        """Whether only its head is known yet."""
        return self.notice is None and self.head is not None

    @property
    def words(self) -> str:
        """What a search looks at, folded."""
        seen = self.notice or self.head
        if seen is None:
            return fold(self.file.name)
        buyer = seen.buyer if isinstance(seen.buyer, str) else seen.buyer.name or ""
        return fold(f"{seen.title} {seen.reference} {buyer}")

    @property
    def is_schedule(self) -> bool:
        """Whether it is a sheet of items, whose columns a person can choose."""
        if self.notice is not None:
            return self.kind == "spreadsheet" and self.notice.ocid is None
        return isinstance(self.refused, NoItemsFound | NotATable)


@dataclass(frozen=True)
class Stored:
    """What became of a notice that was taken over, and why documents beside it were not kept."""

    imported: Imported
    refused: Sequence[DomainError] = ()


def rows_of(file: Path, found: FileReading, now: datetime) -> list[Found]:
    """Return what a file gave as rows: notices, heads of notices, or why there is none."""
    rows = [Found(file, with_deadline_checked(notice, now), kind=found.kind) for notice in found.notices]
    rows += [Found(file, kind=found.kind, head=head) for head in found.heads]
    if found.refused is not None:
        rows.append(Found(file, refused=found.refused, kind=found.kind))
    return rows


def found_columns(context: Context) -> tuple[Column[Found], ...]:
    """Return the columns of the list of what files gave."""
    return (
        Column(N_("Title"), _title, 140, stretch=True),
        Column(N_("Buyer"), _buyer, 110, secondary=True),
        Column(N_("Deadline"), lambda found: _deadline(context, found), 130, secondary=True),
        Column(N_("State"), lambda found: _mark(context, found), 125),
    )


def _title(found: Found) -> str:
    seen = found.notice or found.head
    return seen.title if seen is not None else found.file.name


def _buyer(found: Found) -> str:
    if found.notice is not None:
        return found.notice.buyer.name or ""
    return found.head.buyer if found.head is not None else ""


def _deadline(context: Context, found: Found) -> str:
    seen = found.notice or found.head
    return deadline_words(context, seen.deadline, stated=seen.deadline_stated) if seen is not None else ""


def _mark(context: Context, found: Found) -> Mark:
    if found.imported is not None:
        return Mark(State.READY, context.text(N_("taken over")))
    if found.is_unread:
        return Mark(State.QUIET, context.text(N_("not read yet")))
    if found.notice is None:
        return Mark(State.BLOCKED, context.text(N_("refused")))
    return Mark(State.TO_DO, context.text(N_("to look at")))


def store_notice(workspace: "Workspace", notice: Notice, file: Path, kind: str, *, progress: Progress) -> Stored:
    """Keep the file under its hash and store its notice, with the documents beside it; runs beside the interface."""
    progress.step(0, 1)
    sha = workspace.attachments.put_file(file)
    kept, refused = keep_beside(file, workspace.attachments)
    found = tender_import(notice, source=kind, original_sha=sha, original_name=file.name)
    return Stored(workspace.write(import_with_documents, found, kept), refused)
