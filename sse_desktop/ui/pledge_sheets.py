"""The sheet of pledges on paper, made beside the interface."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.queries.pledge_rounds import PledgeRoundRow
from sse_desktop.ui.page import Page
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_pledge_sheet(page: Page, product_id: uuid.UUID, weeks: tuple[Week, Week], row: PledgeRoundRow | None,
                      community: str | None, is_filled: bool) -> None:  # fmt: skip
    """Show the sheet of one community or of all, to be filled in by hand or with what is pledged."""
    title = page.text(N_("Pledges") if is_filled else N_("Sheet of pledges"))
    name = page.text(N_("pledges-{week}.pdf"), week=str(weeks[0]))
    called = row.title if row is not None else ""
    page.context.worker.long(pledge_pdf, product_id, weeks, called, row.closes_on if row is not None else None, community,
                             is_filled, owner=page, done=lambda data: page.context.shell.show_pdf(title, data, name))  # fmt: skip


def pledge_pdf(workspace: "Workspace", product_id: uuid.UUID, weeks: tuple[Week, Week], title: str, closes_on: date | None,
               community: str | None, is_filled: bool, *, progress: Progress) -> bytes:  # fmt: skip
    """Return the sheet; runs beside the interface."""
    from sse_desktop.prints.pledge_sheets import print_pledge_sheet

    progress.step(0, 1)
    return print_pledge_sheet(workspace, product_id, weeks[0], weeks[1], title=title, closes_on=closes_on,
                              community=community, is_filled=is_filled)  # fmt: skip
