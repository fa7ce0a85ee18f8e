"""A fair price as a spreadsheet: one sheet with every part of every line, one with the scenarios side by side."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.spreadsheet import Cell, write_book
from sse_desktop.locale import Locale
from sse_desktop.queries.compared_prices import ComparedPrice
from sse_desktop.queries.fair_price_rows import FairPrice, FairPriceLine, FairPricePart

PARTS: Final = (
    *(N_("Line"), N_("Part"), N_("How it is reckoned"), N_("Source"), N_("Date"), N_("Share, %"), N_("Amount")),
    *(N_("For"), N_("Currency")),
)
COMPARED: Final = (
    *(N_("Scenario"), N_("Chosen"), N_("Offer"), N_("Volume"), N_("Families"), N_("Points"), N_("Left over")),
    *(N_("Left over, %"), N_("To the families"), N_("Family's share, %"), N_("Price floor")),
)


How = Callable[[FairPricePart, FairPriceLine, Locale], str]


def price_workbook(price: FairPrice, scenarios: Sequence[ComparedPrice], locale: Locale, how: How) -> bytes:
    """Return an XLSX file with the numbers of the price sheet, exact: parts with six decimals, sums below them.

    `how` says in plain words how a part is reckoned, as on the sheet.
    """
    text = locale.text
    return write_book(
        [
            (text("Build-up"), [text(title) for title in PARTS], _parts(price, locale, how)),
            (text("Scenarios"), [text(title) for title in COMPARED], [_scenario(row, locale) for row in scenarios]),
        ]
    )


def _parts(price: FairPrice, locale: Locale, how: How) -> Iterable[Sequence[Cell]]:
    for line in price.lines:
        basis = locale.quantity(line.per)
        for part in line.parts:
            yield (
                line.item,
                locale.text(part.label),
                how(part, line, locale),
                part.source or locale.text(part.origin.label),
                part.source_on,
                _percent(part.share_bp),
                part.amount.amount if part.amount is not None else None,
                basis,
                price.currency,
            )
        yield from _sums(line, price.currency, locale)


def _sums(line: FairPriceLine, currency: str, locale: Locale) -> Iterable[Sequence[Cell]]:
    basis, one = locale.quantity(line.per), locale.unit(line.unit)
    sums = (
        (N_("Net cost"), line.net_cost, basis),
        (N_("Price"), line.price_per, basis),
        (N_("Left over"), line.left, basis),
        (N_("The most for the family"), line.farmer_most, basis),
        (N_("The family must be paid at least"), line.least, basis),
        (N_("Price of one unit"), line.price, one),
        (N_("Price floor of one unit"), line.floor, one),
    )
    for title, amount, of in sums:
        if amount is not None:
            yield (line.item, locale.text(title), "", "", None, None, amount.amount, of, currency)
    shares = (
        (N_("Family's share of the price"), line.farmer_share_bp),
        (N_("Family's share with the subsidy counted"), line.subsidised_share_bp),
    )
    for title, share in shares:
        if share is not None:
            yield (line.item, locale.text(title), "", "", None, _percent(share), None, "", "")


def _scenario(row: ComparedPrice, locale: Locale) -> Sequence[Cell]:
    kept = {None: locale.text("not known"), True: locale.text("kept"), False: locale.text("not kept")}
    return (
        row.title,
        row.chosen,
        row.offer.amount,
        ", ".join(locale.quantity(volume) for volume in row.volume),
        row.families,
        row.points,
        row.left.amount if row.left is not None else None,
        _percent(row.left_bp),
        row.to_families.amount if row.to_families is not None else None,
        _percent(row.farmer_share_bp),
        kept[row.keeps_floor],
    )


def _percent(basis_points: int | None) -> Cell:
    """Return hundredths of a percent as a number of percent, exact."""
    return Decimal(basis_points).scaleb(-2) if basis_points is not None else None
