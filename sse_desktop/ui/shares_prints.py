"""Sharings on paper from the window: the sheet for the assembly, one family's page or all with their count, and the spreadsheet."""

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.settlement_progress import ProgressSheet, make_pages
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_sharing_sheet(page: Page, found: Shares) -> None:
    """Show the sheet with every family."""
    title = page.text(N_("Fair shares of {reference}"), reference=found.reference)
    name = page.text(N_("shares-{reference}.pdf"), reference=found.reference)
    done = partial(_show, page.context, title, name)
    page.context.worker.long(sheet_job, found, owner=page, done=done)


def show_family_sheet(page: Page, found: Shares, row: FamilyShare) -> None:
    """Show one family's page."""
    title = page.text(N_("Share · {number} {name}"), number=str(row.number), name=row.name)
    done = partial(_show, page.context, title, page.text(N_("share-{number}.pdf"), number=str(row.number)))
    page.context.worker.long(family_job, found, row.member_id, owner=page, done=done)


def show_family_sheets(page: Page, found: Shares) -> None:
    """Make all pages beside the interface and show them; leaving the sheet that counts them gives them up."""
    context = page.context
    title = page.text(N_("Shares of {reference}"), reference=found.reference)
    sheet = ProgressSheet(context, page.text(N_("Making the pages …")))
    show = partial(_show, context, title, page.text(N_("shares-{reference}.pdf"), reference=found.reference))
    make_pages(page, title, sheet, families_job, found, show)


def show_call_list(page: Page, week: Week) -> None:
    """Show who brings what in a week, over all sharings that count."""
    title = page.text(N_("Call list of {week}"), week=page.context.locale.week(week))
    done = partial(_show, page.context, title, page.text(N_("call-list-{week}.pdf"), week=str(week)))
    page.context.worker.long(call_list_job, week, owner=page, done=done)


def save_shares_book(page: Page, found: Shares) -> None:
    """Ask for a file and write the shares into it."""
    context = page.context

    def written(path: Path) -> None:
        context.shell.tell(page.text(N_("The table was saved as {path}."), path=str(path)))

    def chosen(name: str) -> None:
        context.worker.long(book_job, found, Path(name), context.locale.language, owner=page, done=written)

    proposal = page.text(N_("shares-{reference}.xlsx"), reference=found.reference)
    ask_for_file(page, page.text(N_("Save as spreadsheet")), proposal, "xlsx", chosen)


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)


def sheet_job(workspace: "Workspace", found: Shares, *, progress: Progress) -> bytes:
    """Return the sheet for the assembly; runs beside the interface."""
    from sse_desktop.prints.sharings import print_sharing

    progress.step(0, 1)
    return print_sharing(workspace, found)


def family_job(workspace: "Workspace", found: Shares, member_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return one family's page; runs beside the interface."""
    from sse_desktop.prints.sharings import print_share

    progress.step(0, 1)
    return print_share(workspace, found, member_id)


def call_list_job(workspace: "Workspace", week: Week, *, progress: Progress) -> bytes:
    """Return the call list; runs beside the interface."""
    from sse_desktop.prints.sharings import print_call_list

    progress.step(0, 1)
    return print_call_list(workspace, week)


def families_job(workspace: "Workspace", found: Shares, *, progress: Progress) -> bytes:
    """Return the pages of all families; runs beside the interface and tells after each."""
    from sse_desktop.prints.sharings import print_all_shares

    return print_all_shares(workspace, found, step=progress.step)


def book_job(workspace: "Workspace", found: Shares, path: Path, language: str, *, progress: Progress) -> Path:
    """Write the spreadsheet; runs beside the interface."""
    from sse_desktop.prints.sharings import sharing_book
    from sse_desktop.store.atomic import write_atomically

    progress.step(0, 1)
    write_atomically(path, sharing_book(workspace.locale(language), found))
    return path
