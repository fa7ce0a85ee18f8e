"""Settlements on paper: the sheet for the assembly, one statement, or all of them with their count."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.queries.settlements import SettlementRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.settlement_progress import ProgressSheet, make_pages
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_sheet(page: Page, row: SettlementRow) -> None:
    """Show the sheet with every family."""
    title = page.text(N_("Settlement {number}"), number=row.number)
    done = partial(_show, page.context, title, f"{row.number}.pdf")
    page.context.worker.long(sheet_pdf, row.id, owner=page, done=done)


def show_statement(page: Page, settlement_id: uuid.UUID, number: int, name: str) -> None:
    """Show one family's statement."""
    title = page.text(N_("Statement · {number} {name}"), number=str(number), name=name)
    file_name = page.text(N_("statement-{number}.pdf"), number=str(number))
    done = partial(_show, page.context, title, file_name)
    page.context.worker.long(statement_pdf, settlement_id, number, owner=page, done=done)


def show_statements(page: Page, row: SettlementRow) -> None:
    """Make all statements beside the interface and show them; leaving the sheet that counts them gives them up."""
    context = page.context
    title = page.text(N_("Statements of {number}"), number=row.number)
    sheet = ProgressSheet(context, page.text(N_("Making the statements …")))
    show = partial(_show, context, title, page.text(N_("statements-{number}.pdf"), number=row.number))
    make_pages(page, title, sheet, statements_pdf, row.id, show)


def _show(context: Context, title: str, name: str, data: bytes) -> None:
    context.shell.show_pdf(title, data, name)


def sheet_pdf(workspace: "Workspace", settlement_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the sheet for the assembly; runs beside the interface."""
    from sse_desktop.prints.settlements import print_settlement

    progress.step(0, 1)
    return print_settlement(workspace, settlement_id)


def statement_pdf(workspace: "Workspace", settlement_id: uuid.UUID, number: int, *, progress: Progress) -> bytes:
    """Return one family's statement; runs beside the interface."""
    from sse_desktop.prints.settlements import print_statement

    progress.step(0, 1)
    return print_statement(workspace, settlement_id, number)


def statements_pdf(workspace: "Workspace", settlement_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return all statements; runs beside the interface and tells after each family."""
    from sse_desktop.prints.settlements import print_statements

    return print_statements(workspace, settlement_id, step=progress.step)
