"""A field for a percentage of two decimals, kept in basis points."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.rounding import scaled
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.number_fields import DecimalField


class PercentField(DecimalField):
    """Takes 12.5 and holds 1250 basis points."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = True, hint: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, unit="%", required=required, hint=hint, parent=parent)

    def read(self) -> int | None:
        number = self.number()
        return None if number is None else scaled(number, 2)

    def written(self, value: int) -> str:
        """Return basis points as a percentage without needless zeros."""
        percent = Decimal(value) / 100
        return self.context.locale.number(percent if value % 100 else Decimal(value // 100))
