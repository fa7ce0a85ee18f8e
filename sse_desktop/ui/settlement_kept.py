"""What the cooperative keeps of the money: a title and an amount in each line; a new line opens by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.settlements import RetentionData
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import FieldIsEmpty, TextField
from sse_desktop.ui.widgets.number_fields import MoneyField

Pair = tuple[TextField, MoneyField]


class KeptLines(QWidget):
    """Pairs of fields below each other; the last pair is always empty."""

    edited = Signal()
    entered = Signal()

    def __init__(self, context: Context, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.currency = currency
        self.pairs: list[Pair] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._open_pair()

    def set_currency(self, currency: str) -> None:
        """Take another currency for all amounts."""
        self.currency = currency
        for _, amount in self.pairs:
            amount.unit.setText(currency)

    def lines(self) -> list[tuple[str, int]]:
        """Return (title, minor units) as far as they are understood: for the preview, which complains about nothing."""
        found = []
        for title, amount in self.pairs:
            try:
                money = amount.read()
            except DomainError:
                continue
            if isinstance(money, Money) and money.minor:
                found.append((title.typed() or "—", money.minor))
        return found

    def checked(self) -> tuple[RetentionData, ...] | None:
        """Return the input of the command, or None after showing what is wrong beside its field."""
        found: list[RetentionData] = []
        is_right = True
        for title, amount in self.pairs:
            if title.is_empty() and amount.is_empty():
                continue
            if title.is_empty() or amount.is_empty():
                (title if title.is_empty() else amount).show_error(self.context.locale.explain(FieldIsEmpty()))
                is_right = False
            elif amount.check():
                money: Money = amount.value()
                found.append(RetentionData(title=title.typed(), amount_minor=money.minor))
            else:
                is_right = False
        return tuple(found) if is_right else None

    def show_error(self, error: Exception) -> bool:
        """Show a failure below the first amount."""
        if isinstance(error, DomainError):
            self.pairs[0][1].show_error(self.context.locale.explain(error))
            return True
        return False

    def _open_pair(self) -> None:
        is_first = not self.pairs
        title = TextField(self.context, "title", N_("The cooperative keeps for"), required=False)
        amount = MoneyField(self.context, "amount", N_("Amount"), currency=self.currency, required=False)
        for field in (title, amount):
            field.title.setVisible(is_first)
            field.edited.connect(self._edited)
            field.entered.connect(self.entered)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(amount, 2, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self.pairs.append((title, amount))

    def _edited(self) -> None:
        title, amount = self.pairs[-1]
        if not (title.is_empty() and amount.is_empty()):
            self._open_pair()
        self.edited.emit()
