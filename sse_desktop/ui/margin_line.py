"""The safety margin of a product, stated in a sentence and typed in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.queries.products import ProductRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.percent_field import PercentField


class MarginLine(QWidget):
    """`typed` carries the basis points when Enter is pressed, or the field is left, with another value."""

    typed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._stored = 0
        self.field = PercentField(context, "margin", N_("Safety margin"))
        self.field.title.hide()
        self.field.line.setFixedWidth(64)
        self.field.line.setAccessibleName(context.text(N_("Safety margin")))
        before = label(context.text(N_("Safety margin")))
        after = label(context.text(N_("off the forecast before anything is promised")), tone="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(before)
        row.addWidget(self.field)
        row.addWidget(after)
        self.field.line.editingFinished.connect(self._leave)
        self.field.entered.connect(self._leave)

    def show_product(self, row: ProductRow) -> None:
        """Show the margin of a product, unless a person is typing another one."""
        if self.field.line.isModified() and self.field.line.hasFocus() and row.safety_margin_bp == self._stored:
            return
        self._stored = row.safety_margin_bp
        self.field.set_value(row.safety_margin_bp)
        self.field.line.setModified(False)

    def _leave(self) -> None:
        if not self.field.line.isModified():
            return
        try:
            value = self.field.read()
        except DomainError:
            self.field.check()
            return
        self.field.line.setModified(False)
        if value is None:
            value = 0
        if value != self._stored:
            self.typed.emit(value)
