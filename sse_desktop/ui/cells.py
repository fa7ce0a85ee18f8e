"""What a grid of cells needs of its model: texts in blocks, and what was typed given out."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, Signal

from sse_desktop.domain.errors import N_, DomainError


class BlockTooLarge(DomainError):
    """A pasted block would go beyond the grid."""

    sentence = N_(
        "What was pasted has {rows} rows and {columns} columns; from this cell on the grid has {free_rows} and {free_columns}. "
        "Nothing was changed. Start higher up or further left."
    )


class CellsModel(QAbstractTableModel):
    """Base of the models of a grid; `typed` carries the cells to be stored, `refused` why nothing was taken."""

    typed = Signal(object)
    refused = Signal(object)  # DomainError
    summed = Signal()

    def paste(self, text: str, row: int, column: int) -> None:
        """Enter a block that was copied from a spreadsheet, all of it or nothing."""
        raise NotImplementedError

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        """Take back what stands in cells."""
        raise NotImplementedError

    def as_text(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """Return cells as a spreadsheet takes them."""
        return "\n".join("\t".join(str(self.data(self.index(row, column))) for column in columns) for row in rows)
