"""What a table shows of a row: one column each, with its words, its side and its order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.ui.theme import State

if TYPE_CHECKING:
    from sse_desktop.locale import Locale

Row = TypeVar("Row")


@dataclass(frozen=True)
class Mark:
    """A state in a cell: shape and word. `word` is ready to be shown."""

    state: State
    word: str


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column.

    `value` gives what a row holds: text is shown as it is, amounts, dates and numbers by the language, a `Mark` as a
    badge. With a `unit` the header carries it and the cells are bare numbers with `decimals` places. `sort` is the name
    under which a windowed source can order by this column; small tables order by the value itself. One column may
    `stretch` over the room that is left; `secondary` ones give way when there is too little, the last one first.
    """

    title: str
    value: Callable[[Row], object]
    width: int = 120
    unit: str = ""
    decimals: int | None = None
    right: bool | None = None
    sort: str = ""
    stretch: bool = False
    secondary: bool = False


def bare_number(value: object) -> Decimal | int | None:
    """Return the number inside an amount, or None when there is none."""
    match value:
        case bool():
            return None
        case int() | Decimal():
            return value
        case Money() | UnitPrice() | Quantity():
            return value.amount
        case _:
            return None


def is_number(value: object) -> bool:
    """Tell whether a cell stands on the right."""
    return bare_number(value) is not None


def show(value: object, locale: "Locale", *, unit: str = "", decimals: int | None = None) -> str:
    """Return `value` as it is written in the language; None is empty."""
    if isinstance(value, str):
        return value
    if unit and (number := bare_number(value)) is not None:
        return locale.number(number, decimals)
    write = WRITERS.get(type(value))
    return str(value) if write is None else write(value, locale, decimals)


WRITERS: Final[dict[type, Callable[[Any, "Locale", int | None], str]]] = {
    type(None): lambda _value, _locale, _decimals: "",
    bool: lambda value, _locale, _decimals: "✓" if value else "",
    Mark: lambda value, _locale, _decimals: f"{value.state.shape} {value.word}",
    Money: lambda value, locale, _decimals: locale.money(value),
    UnitPrice: lambda value, locale, _decimals: locale.price(value),
    Quantity: lambda value, locale, _decimals: locale.quantity(value),
    int: lambda value, locale, decimals: locale.number(value, decimals),
    Decimal: lambda value, locale, decimals: locale.number(value, decimals),
    datetime: lambda value, locale, _decimals: locale.instant(value),
    date: lambda value, locale, _decimals: locale.date(value, "short"),
}


def order_of(value: object) -> tuple[int, Any]:
    """Return a key that orders mixed cells: numbers, then dates, then words; empty last."""
    number = bare_number(value)
    if number is not None:
        return (0, number)
    match value:
        case None:
            return (3, 0)
        case datetime():
            return (1, value.timestamp())
        case date():
            return (1, value.toordinal() * 86400)
        case Mark():
            return (0, list(State).index(value.state))
        case _:
            return (2, fold(str(value)))
