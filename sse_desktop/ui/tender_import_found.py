"""What files gave: a notice or the reason why there is none, as rows to choose from, and the way into the store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.commands.tender_documents import import_with_documents
from sse_desktop.commands.tender_import import Imported
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.document_files import keep_beside
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_to_tender import tender_import
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
    """A notice of a file, or the reason why a file gives none; `imported` once it was taken over."""

    file: Path
    notice: Notice | None = None
    refused: DomainError | None = None
    imported: Imported | None = None
    kind: str | None = None

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


def found_columns(context: Context) -> tuple[Column[Found], ...]:
    """Return the columns of the list of what files gave."""

    def of_notice(get: Callable[[Notice], str | None]) -> Callable[[Found], str]:
        return lambda found: (get(found.notice) or "") if found.notice is not None else ""

    return (
        Column(N_("Title"), lambda found: found.notice.title if found.notice else found.file.name, 140, stretch=True),
        Column(N_("Buyer"), of_notice(lambda notice: notice.buyer.name), 110, secondary=True),
        Column(
            N_("Deadline"),
            of_notice(lambda notice: deadline_words(context, notice.deadline, stated=notice.deadline_stated)), 130, secondary=True,
        ),
        Column(N_("State"), lambda found: _mark(context, found), 125),
    )  # fmt: skip


def _mark(context: Context, found: Found) -> Mark:
    if found.imported is not None:
        return Mark(State.READY, context.text(N_("taken over")))
    if found.notice is None:
        return Mark(State.BLOCKED, context.text(N_("refused")))
    return Mark(State.TO_DO, context.text(N_("to look at")))


def store_notice(workspace: "Workspace", notice: Notice, file: Path, kind: str, *, progress: Progress) -> Stored:
    """Keep the file under its hash and store its notice, with the documents beside it; runs beside the interface."""
    progress.step(0, 1)
    sha = workspace.attachments.put(file.read_bytes())
    kept, refused = keep_beside(file, workspace.attachments)
    found = tender_import(notice, source=kind, original_sha=sha, original_name=file.name)
    return Stored(workspace.write(import_with_documents, found, kept), refused)
