"""Takes a table out into a spreadsheet file: asks for the file, reads all rows in blocks, writes beside the interface."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.columns import Mark, bare_number
from sse_desktop.ui.context import Context, Sheet
from sse_desktop.ui.table_model import Blocks, RowsModel
from sse_desktop.ui.worker import Progress, Work

BLOCK = 5000


def save_as_sheet(
    owner: QWidget,
    context: Context,
    title: str,
    model: RowsModel[Any],
    source: Blocks[Any] | Callable[..., Sequence[Any]],
) -> None:
    """Let the person choose a file and write the table into it."""
    write = context.services.write_sheet
    if write is None:
        return
    headers = tuple(model.title(number) for number in range(model.columnCount()))
    values = tuple(column.value for column in model.columns)

    def chosen(name: str) -> None:
        context.worker.long(write_rows, write, Path(name), title, headers, values, source, owner=owner, done=written)

    def written(path: Path) -> None:
        context.shell.tell(context.text(N_("The table was saved as {path}."), path=str(path)))

    ask_for_file(owner, context.text(N_("Save as spreadsheet")), f"{title}.xlsx", "xlsx", chosen)


def ask_for_file(owner: QWidget, title: str, proposal: str, suffix: str, chosen: Callable[[str], None]) -> QFileDialog:
    """Open the file picker of the system without blocking; `chosen` gets the file's name."""
    dialog = QFileDialog(owner, title, proposal, f"*.{suffix}")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def write_rows(work: Work, write: Callable[[Path, Sheet], object], path: Path, title: str, headers: tuple[str, ...],
               values: Sequence[Callable[[Any], object]], source: Blocks[Any] | Callable[..., Sequence[Any]],
               *, progress: Progress) -> Path:  # fmt: skip
    """Read all rows and write them to `path`; runs beside the interface."""
    rows: list[Sequence[object]] = []
    for block, total in read_all(work, source):
        rows.extend([plain(value(row)) for value in values] for row in block)
        progress.step(len(rows), total)
    write(path, Sheet(title, headers, rows))
    return path


def read_all(work: Work, source: Blocks[Any] | Callable[..., Sequence[Any]]) -> Any:
    """Give (rows, number of all rows), block after block."""
    if not isinstance(source, Blocks):
        rows = work.read(source)
        yield rows, len(rows)
        return
    total = work.read(source.count)
    for offset in range(0, total, BLOCK):
        yield work.read(source.rows, offset=offset, limit=BLOCK), total


def plain(value: object) -> object:
    """Return what a spreadsheet holds for a cell: the bare number of an amount, the word of a mark."""
    number = bare_number(value)
    if number is not None:
        return number
    return value.word if isinstance(value, Mark) else value
