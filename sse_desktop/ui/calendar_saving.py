"""Writes the calendar, or the days of one tender, into a file that calendar programs take in."""

import uuid
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def save_calendar(page: Page, tender_id: uuid.UUID | None, name: str) -> None:
    """Ask for a file and write the calendar into it; `name` is proposed for it."""
    proposal = "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in name).strip() or "calendar"
    chosen = partial(write_chosen, page, tender_id)
    ask_for_file(page, page.text(N_("Save as calendar file …")), f"{proposal}.ics", "ics", chosen)


def write_chosen(page: Page, tender_id: uuid.UUID | None, name: str) -> None:
    """Write the calendar into the file that was chosen, and say so."""
    language, today = page.context.locale.language, page.context.today()
    page.context.worker.long(
        write_calendar_file, Path(name), today, tender_id, language, owner=page, done=partial(_told, page)
    )


def _told(page: Page, path: Path) -> None:
    page.context.shell.tell(page.text(N_("The calendar was saved as {path}."), path=str(path)))


def write_calendar_file(workspace: "Workspace", path: Path, today: date, tender_id: uuid.UUID | None, language: str,
                        *, progress: Progress) -> Path:  # fmt: skip
    """Write the file; runs beside the interface."""
    from sse_desktop.prints.calendar_file import calendar_file
    from sse_desktop.store.atomic import write_atomically

    progress.step(0, 1)
    write_atomically(path, calendar_file(workspace, clock.now(), today, tender_id=tender_id, language=language))
    return path
