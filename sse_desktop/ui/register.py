"""A page of kind register: filter bar, table, totals, and the inspector of the chosen row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import save_as_sheet
from sse_desktop.ui.table_model import BlockModel, Blocks, ListModel, RowsModel
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.filter_bar import Filter, FilterBar
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView

Row = TypeVar("Row")
TYPING_PAUSE_MS: Final = 150
NO_MATCH: Final = Empty(N_("Nothing matches"), N_("No row fits the words and filters above."))


@dataclass(frozen=True)
class View:
    """What the person asked to see: words typed, filters chosen, order of the rows (`sort` of a column, empty: the query's own)."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False

    @property
    def is_everything(self) -> bool:
        return not self.words and not any(self.filters.values())


class Register(Page, Generic[Row]):
    """Base of every register.

    A subclass gives `name` (for the saved widths), `columns`, `empty`, and `source`: either `Blocks` (windowed) or a query
    that returns all rows. `chosen` is called with the row under the cursor, `opened` with the one that Enter was pressed on.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    columns: ClassVar[tuple[Column[Any], ...]] = ()
    filters: ClassVar[tuple[Filter, ...]] = ()
    search_hint: ClassVar[str] = N_("Search here")
    empty: ClassVar[Empty] = NO_MATCH
    windowed: ClassVar[bool] = False
    first_choice_leaves_out: ClassVar[bool] = (
        False  # the filters stay in sight when nothing is left, to let the rest in
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = View()
        self.shown = self.make_columns()
        self._selected: object = None
        self._is_sought = False
        self.model: RowsModel[Row] = self._make_model()
        self.table = TableView(context.text(self.title or self.name))
        self.table.show_model(self.model)
        self.bar = FilterBar(context, self.search_hint, self.filters)
        self.how_many = label("", tone="soft")
        self.totals = label("", "strong", wrap=True)
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._no_match = EmptyPlace(context, NO_MATCH)
        self._places = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)

        self._places.addWidget(self.table)
        self._places.addWidget(EmptyPlace(context, self.empty, self.to_begin))
        self._places.addWidget(self._no_match)
        card = Card()
        card.body.setContentsMargins(12, 12, 12, 8)
        card.body.addWidget(self.bar)
        card.body.addWidget(self._places, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.how_many)
        foot.addWidget(self.totals, 1)
        card.body.addLayout(foot)
        self.totals.hide()
        self.set_body(card)

        self.bar.edited.connect(self._pause.start)
        self.bar.down_pressed.connect(self._enter_table)
        self._pause.timeout.connect(self._view_changed)
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_opened.connect(self._row_opened)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.arrived.connect(self._arrived)
        self.table.restore_widths(context.preferences.columns.get(self.name, []))
        self._order_by_header()
        self.table.widths_chosen.connect(self._keep_widths)
        self.offer()

    # What a subclass gives.

    def make_columns(self) -> tuple[Column[Any], ...]:
        """Return the columns; a page whose cells hold words of the language makes them here, where it can speak."""
        return self.columns

    def to_begin(self) -> Sequence[Action]:
        """Return what the empty place offers; a page whose actions need rows says where these are made instead."""
        return self.offered()

    def source(self, view: View) -> Blocks[Row] | Callable[..., Sequence[Row]]:
        """Return the query for `view`, with its arguments bound by partial."""
        raise NotImplementedError

    def totals_query(self, view: View) -> Callable[..., Any] | None:
        """Return a query whose result `totals_text` turns into words, or None."""
        del view
        return None

    def totals_text(self, result: Any) -> str:
        """Return the totals row in words; it says what it totals."""
        return str(result)

    def key_of(self, row: Row) -> object:
        """Return what names the record of a row."""
        return getattr(row, "id", None)

    def row_actions(self, row: Row) -> Sequence[Action]:
        """Return what can be done with a row; shown in its menu."""
        del row
        return ()

    def chosen(self, row: Row) -> None:
        """Inspect the row under the cursor."""

    def opened(self, row: Row) -> None:
        """Open the row that Enter or a double click asked for; the base inspects it."""
        self.chosen(row)

    # What a subclass uses.

    def selected_row(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def refresh(self) -> None:
        self._load()

    def show_record(self, record: object) -> None:
        self._selected = record
        self._is_sought = True
        self.bar.clear()
        self._view_changed()

    def widen(self) -> bool:
        """Let in what the first choice of the filters leaves out, and tell whether that was more; for a record that is sought."""
        return False

    def first_focus(self) -> QWidget | None:
        return self.bar.search

    def next_focus(self) -> QWidget | None:
        return self.table if self.model.rowCount() else self.bar.search

    def save_as_spreadsheet(self) -> None:
        """Ask for a file and write what the table shows into it."""
        title = self.context.text(self.title or self.name)
        save_as_sheet(self, self.context, title, self.model, self.source(self.view))

    # Private.

    def _make_model(self) -> RowsModel[Row]:
        if self.windowed:
            return BlockModel(self.shown, self.context.locale, self.context.worker, self)
        return ListModel(self.shown, self.context.locale, self)

    def _load(self) -> None:
        source = self.source(self.view)
        match self.model, source:
            case BlockModel(), Blocks():
                self.model.set_source(source)
            case ListModel(), _ if not isinstance(source, Blocks):
                self.read(source, done=self.model.set_rows)
            case _:
                raise TypeError(f"{type(self).__name__}: windowed pages give Blocks, others a query")
        query = self.totals_query(self.view)
        if query is not None:
            self.read(query, done=self._show_totals)

    def _show_totals(self, result: Any) -> None:
        self.totals.setText(self.totals_text(result))
        self.totals.setVisible(bool(self.totals.text()) and self.model.rowCount() > 0)

    def _view_changed(self) -> None:
        self.view = View(self.bar.words(), self.bar.chosen(), self.view.sort, self.view.descending)
        self.become_stale()

    def _arrived(self) -> None:
        count = self.model.rowCount()
        nothing = 1 if self.view.is_everything else 2
        self._places.setCurrentIndex(0 if count else nothing)
        self.bar.setVisible(bool(count) or not self.view.is_everything or self.first_choice_leaves_out)
        words = self.context.locale.plural(N_("{n} row"), N_("{n} rows"), count)
        self.how_many.setText(words if count else "")
        self.totals.setVisible(bool(self.totals.text()) and count > 0)
        self._select_again()

    def _select_again(self) -> None:
        if self._selected is None or not isinstance(self.model, ListModel):
            return
        for number, row in enumerate(self.model.rows):
            if self.key_of(row) == self._selected:
                self.table.choose(number)
                if self._is_sought:
                    self._is_sought = False
                    self.table.setFocus()
                return
        if self._is_sought and self.widen():
            return
        self._is_sought = False
        self._selected = None
        self.close_inspector()

    def _row_chosen(self, number: int) -> None:
        row = self.model.row_at(number)
        if row is None:
            return
        if self._is_sought and isinstance(self.model, ListModel) and self.key_of(row) != self._selected:
            return  # a table that gets the keyboard takes its first row; the one that is sought is still being read
        self._selected = self.key_of(row)
        self.chosen(row)

    def _row_opened(self, number: int) -> None:
        row = self.model.row_at(number)
        if row is not None:
            self.opened(row)

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.choose(0)

    def _menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        row = self.model.row_at(index.row()) if index.isValid() else None
        menu = QMenu(self.table)
        for action in self.row_actions(row) if row is not None else ():
            entry = menu.addAction(self.text(action.title).replace("&", "&&"), action.run)
            entry.setEnabled(action.enabled)
        menu.addSeparator()
        menu.addAction(self.text(N_("Copy")), self.table.copy_rows)
        if self.context.services.write_sheet is not None:
            menu.addAction(self.text(N_("Save as spreadsheet")), self.save_as_spreadsheet)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _order_by_header(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.sortIndicatorChanged.connect(self._sort)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if isinstance(self.model, ListModel):
            self.model.sort(column, order)
            return
        key = self.shown[column].sort if 0 <= column < len(self.columns) else ""
        self.view = View(self.view.words, self.view.filters, key, bool(key) and order == Qt.SortOrder.DescendingOrder)
        self.become_stale()

    def _keep_widths(self) -> None:
        self.context.preferences.columns[self.name] = self.table.chosen_widths
