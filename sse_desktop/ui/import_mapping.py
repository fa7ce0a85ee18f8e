"""Which column of a sheet is which field: guessed by the headings, changed by hand, with a look into the first rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.sheet_cells import shown
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind, guess_mapping
from sse_desktop.exchange.spreadsheet import Table
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import Card, label, set_tone

SAMPLES = 3
SAMPLE_LETTERS = 24


class MappingCard(Card):
    """One line for each field: its name, the column that holds it, and what stands there."""

    changed = Signal()

    def __init__(self, context: Context, kind: SheetKind, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("Which column is what")), parent)
        self.context = context
        self.kind = kind
        self._table: Table | None = None
        self.combos = {each.name: self._combo(each) for each in kind.fields}
        self._samples = {each.name: label("", tone="soft") for each in kind.fields}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(1, 170)
        grid.setColumnStretch(2, 1)
        for line, each in enumerate(kind.fields):
            title = label(self._title(each))
            title.setBuddy(self.combos[each.name])
            grid.addWidget(title, line, 0)
            grid.addWidget(self.combos[each.name], line, 1)
            grid.addWidget(self._samples[each.name], line, 2)
        inside = QWidget()
        inside.setObjectName("clear")
        grid.setRowStretch(len(kind.fields), 1)
        grid.setContentsMargins(0, 0, 8, 0)
        inside.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def show_table(self, table: Table, known: Mapping[str, str] | None = None) -> None:
        """Offer the columns of a table, the known ones chosen, else those guessed by the headings."""
        self._table = table
        guessed = guess_mapping(table.header, self.kind) if known is None else known
        for name, combo in self.combos.items():
            combo.blockSignals(True)
            combo.clear()
            combo.addItem("—", "")
            for heading in table.header:
                combo.addItem(heading, heading)
            combo.setCurrentIndex(max(0, combo.findData(guessed.get(name, ""))))
            combo.blockSignals(False)
        self._show_samples()

    def chosen(self) -> dict[str, str]:
        """Return the column of each field that has one."""
        found = {name: str(combo.currentData() or "") for name, combo in self.combos.items()}
        return {name: heading for name, heading in found.items() if heading}

    def choose(self, field: str, heading: str) -> None:
        """Choose the column of a field; an empty heading chooses none."""
        combo = self.combos[field]
        combo.setCurrentIndex(max(0, combo.findData(heading)))

    def _combo(self, each: SheetField) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(self.context.text(each.label))
        combo.currentIndexChanged.connect(self._changed)
        return combo

    def _title(self, each: SheetField) -> str:
        words = self.context.text(each.label)
        return words if not each.required else self.context.text(N_("{field} (needed)"), field=words)

    def _changed(self) -> None:
        self._show_samples()
        self.changed.emit()

    def _show_samples(self) -> None:
        if self._table is None:
            return
        chosen = self.chosen()
        for name, sample in self._samples.items():
            heading = chosen.get(name)
            missing = heading is None and self.kind.named(name).required
            set_tone(sample, "blocked" if missing else "soft")
            words = self._words(self._table, heading) if heading else ""
            sample.setText(self.context.text(N_("■ choose a column")) if missing else words)

    def _words(self, table: Table, heading: str) -> str:
        at = table.column(heading)
        cells: Sequence[Any] = [row.cells[at] for row in table.rows if row.cells[at] is not None][:SAMPLES]
        words = ", ".join(shown(cell) for cell in cells)
        return words if len(words) <= SAMPLE_LETTERS else f"{words[: SAMPLE_LETTERS - 1]}…"
