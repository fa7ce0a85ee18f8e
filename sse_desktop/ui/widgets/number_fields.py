"""Fields for numbers and amounts: the local decimal sign, sums, and what was understood shown back."""

from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import NumberTooLarge
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.field import LineField

MOST: Final = 999_999_999  # nothing is counted beyond; a scanned code that went into the wrong field is


class NotAWholeNumber(DomainError):
    """A count has decimals."""

    sentence = N_("This must be a whole number.")


class BelowZero(DomainError):
    """A negative number where none can be."""

    sentence = N_("This can't be less than zero.")


class DecimalField(LineField):
    """A decimal number; `12.5+13` is added up. What was understood is shown below when it was not typed that way."""

    def __init__(self, context: Context, name: str, title: str, *, unit: str = "", required: bool = True, hint: str = "",
                 decimals: int | None = None, negative: bool = False, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, unit=unit, required=required, hint=hint, parent=parent)
        self._decimals = decimals
        self._negative = negative
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textEdited.connect(self._show_back)
        self.line.editingFinished.connect(self._show_back)

    def number(self) -> Decimal | None:
        """Return the number typed, None when empty. Raises NotANumber or BelowZero."""
        text = self.typed()
        if not text:
            return None
        number = self.context.locale.parse_decimal(text)
        if number < 0 and not self._negative:
            raise BelowZero
        return number

    def read(self) -> Any:
        return self.number()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else self.written(value))
        self.show_note("")

    def written(self, value: Any) -> str:
        """Return a value as it is typed."""
        return self.context.locale.number(value, self._decimals)

    def understood(self) -> str:
        """Return the number with its unit when it was not typed just so; empty while it is none."""
        try:
            value = self.read()
        except DomainError:
            return ""
        if value is None or self.written(value) == self.typed():
            return ""
        return f"= {self.written(value)} {self.unit.text()}".strip()

    def takes_key(self, event: QKeyEvent) -> bool:
        # The keypad's decimal key writes the sign of the language, whatever is printed on it.
        on_keypad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        if on_keypad and event.key() in {Qt.Key.Key_Period, Qt.Key.Key_Comma}:
            self.line.insert(self.context.locale.number(Decimal("0.5"))[1:2])
            self.line.textEdited.emit(self.line.text())
            return True
        return super().takes_key(event)

    def _show_back(self) -> None:
        if note := self.understood():
            self.show_note(note)


class IntegerField(DecimalField):
    """A whole number."""

    def read(self) -> int | None:
        number = self.number()
        if number is None:
            return None
        if number != number.to_integral_value():
            raise NotAWholeNumber
        if abs(number) > MOST:
            raise NumberTooLarge(value=number)
        return int(number)


class QuantityField(DecimalField):
    """A quantity in one unit."""

    def __init__(self, context: Context, name: str, title: str, *, unit: str, required: bool = True, hint: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, unit=unit, required=required, hint=hint, parent=parent)

    def read(self) -> Quantity | None:
        number = self.number()
        return None if number is None else Quantity.of(number, self.unit.text())

    def written(self, value: Any) -> str:
        return self.context.locale.number(value.amount if isinstance(value, Quantity) else value)

    def set_unit(self, unit: str) -> None:
        """Change the unit behind the field; the number typed stays."""
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))


class MoneyField(DecimalField):
    """An amount of money in one currency."""

    def __init__(self, context: Context, name: str, title: str, *, currency: str, required: bool = True, hint: str = "",
                 negative: bool = False, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(
            context, name, title, unit=currency, required=required, hint=hint, negative=negative, parent=parent
        )

    def read(self) -> Money | None:
        number = self.number()
        return None if number is None else Money.of(number, self.unit.text())

    def written(self, value: Any) -> str:
        if isinstance(value, Money):
            value = value.amount
        return self.context.locale.number(value)


class PriceField(DecimalField):
    """A price per unit, up to six decimals."""

    def __init__(self, context: Context, name: str, title: str, *, currency: str, required: bool = True, hint: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, unit=currency, required=required, hint=hint, parent=parent)

    def read(self) -> UnitPrice | None:
        number = self.number()
        return None if number is None else UnitPrice.of(number, self.unit.text())

    def written(self, value: Any) -> str:
        return self.context.locale.number(value.amount if isinstance(value, UnitPrice) else value)
