"""The grid of pledges: members below each other, weeks side by side; typed, pasted and cleared like a spreadsheet."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.forecast import share_of
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.pledge_rounds import RoundYield
from sse_desktop.queries.pledges import PledgeRow
from sse_desktop.ui.cells import BlockTooLarge, CellsModel
from sse_desktop.ui.pledge_paste import NumberedLine, is_numbered, numbered_lines, refuse_unknown
from sse_desktop.ui.pledge_sums import day_and_month, shown
from sse_desktop.ui.theme import State, Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SHOWN_ROLES: Final = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}
)
FIGURES: Final = (N_("Total"), N_("Yield"), N_("Of the yield"))
NO_YIELDS: Final[Mapping[uuid.UUID, RoundYield]] = {}


class PledgeBelowNothing(DomainError):
    """A pledge can't be negative."""

    sentence = N_("“{text}” is below zero. Nothing was changed. A pledge is a weight in kg, or empty.")


class CellUnreadable(DomainError):
    """One cell of a pasted block is no number."""

    sentence = N_(
        "Row {row}, column {column} of what was pasted is “{text}”. Nothing was changed. Copy only the weights, in kg."
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as it was typed: member, week and grams; none takes the pledge back."""

    member_id: uuid.UUID
    week: Week
    grams: int


class PledgeModel(CellsModel):
    """Rows of a query, and what they add up to beside the yield of the plots; what is typed is shown at once and given out to be stored."""

    def __init__(self, locale: Locale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = locale
        self.rows: list[PledgeRow] = []
        self.weeks: Sequence[Week] = ()
        self.yields = NO_YIELDS
        self.everyone: Mapping[int, uuid.UUID] = {}  # by number, also those whom a filter hides
        self.is_season = False

    def tell_season(self, yields: Mapping[uuid.UUID, RoundYield], *, is_season: bool) -> None:
        """Set what the plots yield in a season; pledges are compared with it only where the weeks are those of a season."""
        self.yields = yields
        if is_season != self.is_season:
            self.beginResetModel()
            self.is_season = is_season
            self.endResetModel()

    def show(self, rows: Sequence[PledgeRow], weeks: Sequence[Week]) -> None:
        """Show rows; when the same members and weeks are shown again only cells that differ change, so that nothing that is being typed is lost."""
        is_same = [row.member_id for row in rows] == [row.member_id for row in self.rows] and list(weeks) == list(
            self.weeks
        )
        if is_same:
            for number, row in enumerate(rows):
                self._renew(number, row)
        else:
            self.beginResetModel()
            self.rows, self.weeks = list(rows), list(weeks)
            self.endResetModel()
        self.summed.emit()

    def _renew(self, number: int, row: PledgeRow) -> None:
        before, self.rows[number] = self.rows[number], row
        changed = [at for at, week in enumerate(self.weeks) if self._at(before, week) != self._at(row, week)]
        for column in [*changed, *self._figures()] if changed else []:
            self.dataChanged.emit(self.index(number, column), self.index(number, column))

    def sums(self) -> list[str]:
        """Return the sum of each week, of all weeks, and of the yields, as they are shown."""
        nothing = Quantity(0, KILO)
        by_week = [sum((self._at(row, week) for row in self.rows), start=nothing) for week in self.weeks]
        known = [self.expected(row) for row in self.rows]
        yields = sum((expected for expected in known if expected is not None), start=nothing)
        words = [shown(self.locale, weight) for weight in (*by_week, sum(by_week, start=nothing), yields)]
        return [*words, ""] if self.is_season else words

    def expected(self, row: PledgeRow) -> Quantity | None:
        """Return what the plots of a member are expected to yield."""
        known = self.yields.get(row.member_id)
        return known.expected if known is not None else None

    def share(self, row: PledgeRow) -> int | None:
        """Return the pledges of a season in basis points of the expected yield; None where nobody can tell."""
        expected = self.expected(row)
        if not self.is_season or expected is None or not expected.milli:
            return None
        return share_of(row.total.milli, expected.milli)

    def is_above(self, row: PledgeRow) -> bool:
        """Whether a member pledged more in the season than the plots yield."""
        expected = self.expected(row)
        return self.is_season and expected is not None and row.total.milli > expected.milli

    # What Qt asks.

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks) + len(self._figures())

    def _figures(self) -> range:
        """Return the columns after the weeks: total, yield, and in a season the share of it."""
        return range(len(self.weeks), len(self.weeks) + (3 if self.is_season else 2))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return Theme.tokens.to_do if index.column() == len(self.weeks) + 2 and self.is_above(row) else None
        if role not in SHOWN_ROLES:
            return None
        weight = self._weight(row, index.column())
        return weight if isinstance(weight, str) else shown(self.locale, weight) if weight.milli else ""

    def _weight(self, row: PledgeRow, column: int) -> Quantity | str:
        figure = column - len(self.weeks)
        if figure < 0:
            return self._at(row, self.weeks[column])
        if figure == 0:
            return row.total
        if figure == 1:
            return self.expected(row) or ""
        share = self.share(row)
        words = self.locale.percent(share) if share is not None else ""
        return f"{State.TO_DO.shape} {words}" if self.is_above(row) else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if orientation == Qt.Orientation.Horizontal else LEFT
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation == Qt.Orientation.Vertical:
            row = self.rows[section]
            return f"{row.member_number} · {row.member}"
        if section >= len(self.weeks):
            return self.locale.text(FIGURES[section - len(self.weeks)]).replace(" ", "\n", 1)
        week = self.weeks[section]
        return (
            f"{self.locale.text(N_('wk {number}'), number=str(week.number))}\n{day_and_month(self.locale, week.monday)}"
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and index.column() < len(self.weeks):
            return super().flags(index) | Qt.ItemFlag.ItemIsEditable
        return super().flags(index)

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        try:
            grams = self._grams(str(value))
        except DomainError as error:
            self.refused.emit(error)
            return False
        self._enter([(index.row(), index.column(), grams)])
        return True

    # Blocks of cells.

    def paste_by_number(self, text: str, column: int = 0) -> None:
        """Enter a block whose first column are member numbers, from a week on: all of it or nothing."""
        try:
            cells = self._by_number(numbered_lines(text), column)
        except DomainError as error:
            self.refused.emit(error)
            return
        at = {row.member_id: number for number, row in enumerate(self.rows)}
        hidden = [Typed(member, self.weeks[week], grams) for member, week, grams in cells if member not in at]
        self._enter([(at[member], week, grams) for member, week, grams in cells if member in at], hidden)

    def _by_number(self, lines: Sequence[NumberedLine], column: int) -> list[tuple[uuid.UUID, int, int]]:
        refuse_unknown(lines, self.everyone)
        width, free = max((len(line.cells) for line in lines), default=0), len(self.weeks) - column
        if width > free:
            raise BlockTooLarge(rows=len(lines), columns=width, free_rows=len(lines), free_columns=free)
        return [
            (self.everyone[line.number], column + right, self._pasted(text, line.row - 1, right + 1))
            for line in lines
            for right, text in enumerate(line.cells)
        ]

    def paste(self, text: str, row: int, column: int) -> None:
        if is_numbered(text, len(self.weeks), self.everyone):
            self.paste_by_number(text)
            return
        block = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        try:
            cells = self._block(block, row, column)
        except DomainError as error:
            self.refused.emit(error)
            return
        self._enter(cells)

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        self._enter([(row, column, 0) for row, column in cells if column < len(self.weeks)])

    # Private.

    def _block(self, block: Sequence[Sequence[str]], row: int, column: int) -> list[tuple[int, int, int]]:
        width = max((len(line) for line in block), default=0)
        free_rows, free_columns = len(self.rows) - row, len(self.weeks) - column
        if len(block) > free_rows or width > free_columns:
            raise BlockTooLarge(rows=len(block), columns=width, free_rows=free_rows, free_columns=free_columns)
        return [
            (row + down, column + right, self._pasted(text, down, right))
            for down, line in enumerate(block)
            for right, text in enumerate(line)
        ]

    def _pasted(self, text: str, down: int, right: int) -> int:
        try:
            return self._grams(text)
        except DomainError as error:
            raise CellUnreadable(row=down + 1, column=right + 1, text=text.strip()) from error

    def _grams(self, text: str) -> int:
        if not text.strip():
            return 0
        weight = Quantity.of(self.locale.parse_decimal(text), KILO)
        if weight.milli < 0:
            raise PledgeBelowNothing(text=text.strip())
        return weight.milli

    def _enter(self, cells: Sequence[tuple[int, int, int]], hidden: Sequence[Typed] = ()) -> None:
        changed = [
            Typed(self.rows[row].member_id, self.weeks[column], grams)
            for row, column, grams in cells
            if self._at(self.rows[row], self.weeks[column]).milli != grams
        ]
        for row, column, grams in cells:
            by_week = {**self.rows[row].by_week, self.weeks[column]: Quantity(grams, KILO)}
            self.rows[row] = replace(self.rows[row], by_week=by_week)
            for at in (column, *self._figures()):
                self.dataChanged.emit(self.index(row, at), self.index(row, at))
        if changed or hidden:
            self.summed.emit()
            self.typed.emit([*changed, *hidden])

    def _at(self, row: PledgeRow, week: Week) -> Quantity:
        return row.by_week.get(week, Quantity(0, KILO))
