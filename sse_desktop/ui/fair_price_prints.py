"""The price sheet shown as a PDF, and its numbers saved as a spreadsheet."""

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.queries.price_desk import PriceDesk
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_price_sheet(page: Page, desk: PriceDesk) -> None:
    """Show the sheet of the scenario that is worked at."""
    name = desk.bid.reference or desk.bid.title
    title = page.text(N_("Fair price · {tender}"), tender=name)
    file_name = page.text(N_("fair-price-{tender}.pdf"), tender=_in_a_name(name))
    done = partial(page.context.shell.show_pdf, title)
    page.context.worker.long(
        sheet_pdf, desk.bid.id, desk.price.scenario_id, owner=page, done=lambda data: done(data, file_name)
    )


def save_price_workbook(page: Page, desk: PriceDesk) -> None:
    """Let the person choose a file and write the numbers of the sheet into it."""
    name = _in_a_name(desk.bid.reference or desk.bid.title)
    proposal = page.text(N_("fair-price-{tender}.xlsx"), tender=name)

    def chosen(path: str) -> None:
        where = (desk.bid.id, desk.price.scenario_id, Path(path))
        page.context.worker.long(write_workbook, *where, owner=page, done=written)

    def written(path: Path) -> None:
        page.context.shell.tell(page.text(N_("The table was saved as {path}."), path=str(path)))

    ask_for_file(page, page.text(N_("Save as spreadsheet")), proposal, "xlsx", chosen)


def _in_a_name(reference: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in reference)


def sheet_pdf(workspace: "Workspace", bid_id: uuid.UUID, scenario_id: uuid.UUID | None, *, progress: Progress) -> bytes:
    """Return the price sheet; runs beside the interface."""
    from sse_desktop.prints.fair_price import print_price_sheet

    progress.step(0, 1)
    return print_price_sheet(workspace, bid_id, scenario_id)


def write_workbook(
    workspace: "Workspace", bid_id: uuid.UUID, scenario_id: uuid.UUID | None, path: Path, *, progress: Progress
) -> Path:
    """Write the spreadsheet; runs beside the interface."""
    from sse_desktop.prints.fair_price import price_spreadsheet

    progress.step(0, 1)
    write_atomically(path, price_spreadsheet(workspace, bid_id, scenario_id))
    return path
