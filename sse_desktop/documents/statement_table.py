"""The table of a family's statement: each day and lot that was delivered, with units, kilos and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sse_desktop.documents.sums import amount
from sse_desktop.documents.tables import Column, Rows, Running, table
from sse_desktop.domain.money import Money, minor_digits, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import unscaled
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """Kilos of the family in one lot that the buyer accepted, and what they became worth in this settlement.

    `units` is the family's part of the units they were sold in; None where they were sold by weight.
    """

    delivered_on: date
    lot_code: str
    product: str
    kilos: Quantity
    value: Money
    grade: str = ""
    units: Quantity | None = None


def delivered_lines(lines: Sequence[StatementLine], room: float, currency: str, locale: Locale) -> Rows:
    """The table of a statement: what was delivered when, in units of sale and kilos, and its value, with their sums."""
    value = locale.text("Value {currency}", currency=currency)
    columns = (
        Column(title=locale.text("Delivered on")),
        Column(title=locale.text("Lot")),
        Column(title=locale.text("Product"), share=1),
        Column(title=locale.text("Units sold"), figures=True),
        Column(title=locale.text("kg"), figures=True),
        Column(title=value, figures=True, least=72),
    )
    rows = [
        (
            locale.date(line.delivered_on),
            line.lot_code,
            " · ".join(filter(None, (line.product, line.grade))),
            _units(line.units, locale),
            locale.number(line.kilos.amount),
            amount(line.value, locale),
        )
        for line in lines
    ]
    kilos, worth = kilos_of(lines), worth_of(lines, currency)
    return table(
        columns,
        rows,
        room=room,
        locale=locale,
        size=10.5,
        totals=[
            (
                locale.text("Accepted"),
                "",
                "",
                _units(_sold(lines), locale),
                locale.number(kilos.amount),
                amount(worth, locale),
            )
        ],
        running=_running(lines, currency, locale),
    )


def _running(lines: Sequence[StatementLine], currency: str, locale: Locale) -> Running:
    return Running(
        column=5,
        values=[line.value.minor for line in lines],
        show=lambda minor: locale.number(unscaled(minor, minor_digits(currency)), minor_digits(currency)),
        carried=locale.text("Carried forward"),
        brought=locale.text("Brought forward"),
    )


def _units(units: Quantity | None, locale: Locale) -> str:
    """A family's part of whole units is no whole number: it is told to the tenth."""
    if units is None:
        return ""
    return f"{locale.number(units.amount, 1)} {locale.unit(units.unit, units.amount)}"


def _sold(lines: Sequence[StatementLine]) -> Quantity | None:
    """The sum of the units, where all lines were sold in the same one."""
    units = [line.units for line in lines if line.units is not None]
    if len(units) != len(lines) or len({each.unit for each in units}) != 1:
        return None
    return sum(units[1:], start=units[0])


def kilos_of(lines: Sequence[StatementLine]) -> Quantity:
    """The sum of the kilos."""
    return sum((line.kilos for line in lines), start=Quantity(0, "kg"))


def worth_of(lines: Sequence[StatementLine], currency: str) -> Money:
    """The sum of the values."""
    return sum_money((line.value for line in lines), currency)
