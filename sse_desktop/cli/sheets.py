"""A spreadsheet on the command line: its columns are taken as they were said for earlier sheets of its buyer."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sse_desktop.domain.folding import fold

if TYPE_CHECKING:
    import uuid

    from sse_desktop.exchange.reading import FileReading
    from sse_desktop.workspace import Workspace


def with_known_columns(workspace: "Workspace", file: Path, found: "FileReading") -> "FileReading":
    """Return the reading with its lines read anew by the columns that a person chose before, else as it is.

    What the rows above the table say, and everything that is no item schedule, stays as it was read.

    Raises: ImportRefused.
    """
    from sse_desktop.exchange.item_sheet_apart import read_tables_apart
    from sse_desktop.exchange.item_sheet_notice import notice_of_table
    from sse_desktop.queries.sheet_mappings import known_mapping

    if found.kind != "spreadsheet" or found.refused is not None or len(found.notices) != 1 or found.notices[0].ocid:
        return found
    [notice] = found.notices
    table = read_tables_apart(file)[0]
    known = workspace.read(known_mapping, table.table.header, _buyer(workspace, notice.buyer.name))
    if known is None or known == table.columns or "description" not in known:
        return found
    return replace(found, notices=(notice_of_table(replace(table, columns=known), file.name),))


def _buyer(workspace: "Workspace", name: str | None) -> "uuid.UUID | None":
    from sse_desktop.queries.buyers import buyers

    if not name:
        return None
    return next((row.id for row in workspace.read(buyers) if fold(row.name) == fold(name)), None)
