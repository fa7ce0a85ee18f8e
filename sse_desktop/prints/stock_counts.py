"""The count sheet of a place, from the lots that should lie there today."""

from datetime import date

from sse_desktop.documents.count_sheet import CountLine, CountSheet, count_sheet
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.places import places
from sse_desktop.queries.stock import lots_to_count
from sse_desktop.workspace import Workspace


def print_count_sheet(workspace: Workspace, place: str | None, on: date, language: str | None = None) -> bytes:
    """Return the sheet to take along; None stands for all places."""
    rows = workspace.read(lots_to_count, place)
    named = {row.code: row.label for row in workspace.read(places, archived=None)}
    lines = tuple(
        CountLine(
            code=row.code,
            product=f"{row.product} {row.grade}",
            keeps_until=row.keeps_until,
            should_hold=row.balance,
            is_held=row.held,
        )
        for row in rows
    )
    title = named.get(place, place) if place else ""
    sheet = CountSheet(cooperative=issuer(workspace), place=title, on=on, lines=lines)
    return count_sheet(sheet, workspace.locale(language))
