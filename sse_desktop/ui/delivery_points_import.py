"""The sheet that imports the list of schools which a buyer hands out."""

import uuid
from functools import partial, update_wrapper
from pathlib import Path

from sse_desktop.commands.delivery_point_import import import_point_rows
from sse_desktop.domain.errors import N_
from sse_desktop.exchange.delivery_points_sheet import DELIVERY_POINTS
from sse_desktop.exchange.sheet_kinds import check
from sse_desktop.ui.context import Context
from sse_desktop.ui.sheet_import import Importing, SheetImport


def points_import(context: Context, buyer_id: uuid.UUID, file: Path | None) -> SheetImport:
    """Return the sheet that imports delivery points of a buyer."""
    purpose = N_(
        "An XLSX, ODS or CSV file with one school or kitchen in each row. Nothing is written before you have seen what is wrong."
    )
    # The wrapper carries the roles of the command.
    of_buyer = update_wrapper(partial(import_point_rows, buyer_id=buyer_id), import_point_rows)
    importing = Importing(
        DELIVERY_POINTS,
        lambda table, mapping: check(table, DELIVERY_POINTS, mapping),
        of_buyer,
        "delivery_points",
        purpose,
    )
    return SheetImport(context, importing, file)
