"""Fields for the values of clauses and criteria: shown in the language, given out as exact texts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from sse_desktop.domain.clauses import Basis, Measure, Parameter, money_of
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.domain.scoring import TableUnreadable
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField

BUYER_SETS: Final = N_("The buyer sets it. Leave it empty until you have read it.")


class LinesField(LongTextField):
    """Lines of `name: number`, numbers in the language; with `both` the name is a number too. Gives out an exact text."""

    def __init__(self, context: Context, name: str, title: str, *, both: bool = False, hint: str = "") -> None:
        super().__init__(context, name, title, hint=hint, lines=4)
        self._both = both

    def read(self) -> str | None:
        text = self.area.toPlainText()
        lines = [self._exact(line) for line in text.splitlines() if line.strip()]
        return "\n".join(lines) or None

    def set_value(self, value: str | None) -> None:
        super().set_value(lines_shown(self.context, value or "", both=self._both))

    def _exact(self, line: str) -> str:
        name, colon, number = line.rpartition(":")
        if colon and name.strip():
            try:
                first = self._number(name) if self._both else name.strip()
                return f"{first}: {self._number(number)}"
            except DomainError:
                pass  # told below with the whole line
        raise TableUnreadable(line=line.strip(), example="10: 5" if self._both else "name: 10")

    def _number(self, text: str) -> str:
        return format(self.context.locale.parse_decimal(text), "f")


def lines_shown(context: Context, text: str, *, both: bool = False) -> str:
    """Return the lines of an exact text with the numbers of the language."""
    number = context.locale.number
    shown = []
    for line in text.splitlines():
        name, _, value = line.rpartition(":")
        first = number(exact_decimal(name.strip())) if both else name.strip()
        shown.append(f"{first}: {number(exact_decimal(value.strip()))}")
    return "\n".join(shown)


def field_for(context: Context, parameter: Parameter, currency: str, *, hint: str = "") -> Field:
    """Return the field of a parameter; none is required, since the buyer may not have said it yet."""
    name, title = parameter.name, parameter.title
    said = hint or (BUYER_SETS if parameter.asked else "")
    match parameter.measure:
        case Measure.SHARE:
            return DecimalField(context, name, title, unit="%", required=False, hint=said)
        case Measure.HOURS:
            return DecimalField(context, name, title, unit="h", required=False, hint=said)
        case Measure.MONEY:
            return MoneyField(context, name, title, currency=currency, required=False, hint=said)
        case Measure.NUMBER:
            return DecimalField(context, name, title, required=False, hint=said)
        case Measure.BASIS:
            choices = [(basis.value, context.text(basis.label)) for basis in Basis]
            return ChoiceField(context, name, title, choices, required=False, hint=said)
        case _:
            return _text_field(context, parameter, said)


def _text_field(context: Context, parameter: Parameter, hint: str) -> Field:
    if parameter.measure is Measure.DAY:
        return DateField(context, parameter.name, parameter.title, required=False, hint=hint)
    return LongTextField(context, parameter.name, parameter.title, hint=hint, lines=2)


def exact_text(measure: Measure, value: Any) -> str:
    """Return what a field holds as an exact text, empty for nothing."""
    match value:
        case None:
            return ""
        case Money():
            return format(value.amount, "f")
        case Decimal():
            return format(value / 100 if measure is Measure.SHARE else value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def exact_texts(parameters: Sequence[Parameter], typed: Mapping[str, Any]) -> dict[str, str]:
    """Return the exact texts of these parameters by name; what is empty is left out."""
    texts = {each.name: exact_text(each.measure, typed.get(each.name)) for each in parameters}
    return {name: text for name, text in texts.items() if text}


def value_of(measure: Measure, text: str, currency: str) -> Any:
    """Return what a field shows for an exact text; None for nothing."""
    if not text:
        return None
    match measure:
        case Measure.SHARE:
            return exact_decimal(text) * 100
        case Measure.HOURS | Measure.NUMBER:
            return exact_decimal(text)
        case Measure.MONEY:
            return money_of(Fraction(exact_decimal(text)), currency)
        case Measure.DAY:
            return date.fromisoformat(text)
        case _:
            return text


def shown_value(context: Context, parameter: Parameter, text: str, currency: str) -> str:
    """Return an exact text as it is read: 30 %, 400 h, by heads; empty for nothing."""
    if not text:
        return ""
    locale, value = context.locale, value_of(parameter.measure, text, currency)
    match parameter.measure:
        case Measure.SHARE | Measure.HOURS | Measure.NUMBER:
            unit = {Measure.SHARE: "%", Measure.HOURS: "h"}.get(parameter.measure, "")
            return f"{locale.number(value)}\u00a0{unit}".strip()
        case Measure.MONEY:
            return locale.money(value)
        case Measure.DAY:
            return locale.date(value)
        case _:
            return context.text(Basis(value).label) if value in set(Basis) else str(value)
