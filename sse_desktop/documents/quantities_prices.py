"""The form with quantities and prices: six decimals where a price has them, the total in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.contents import Contents
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.packet_index import folio_range
from sse_desktop.documents.page_style import Form, Sheet
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.sums import amount, must_agree, must_be_in_words
from sse_desktop.documents.tables import Column, Rows, Running, table
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import PRICE_DECIMALS, Money, UnitPrice, minor_digits, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up, unscaled
from sse_desktop.domain.words import WordsStyle
from sse_desktop.locale import Locale

_BASIS = 10_000
_AFTER_QUANTITY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """An offered item; the price is without tax, `tax_basis_points` is its rate, `capacity` what can be delivered.

    `kilos` is what the quantity weighs, where a factor is known.
    """

    code: str
    description: str
    quantity: Quantity
    price: UnitPrice
    tax_basis_points: int = 0
    capacity: Quantity | None = None
    kilos: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitiesPrices:
    """The offer in figures. `total` is the sum of all subtotals, without tax; empty words are made from it."""

    cooperative: Cooperative
    reference: str
    lines: tuple[PriceLine, ...]
    total: Money
    total_in_words: str = ""
    capacity_note: str = ""
    plan_title: str = ""
    #: The country states offers with their tax: the words are those of the total with tax.
    with_tax: bool = False
    #: The country states offers without a word of tax.
    says_tax: bool = True
    #: A fraction of a tax is left off instead of rounded half up.
    tax_down: bool = False


def quantities_prices(offer: QuantitiesPrices, code: str, contents: Contents, locale: Locale) -> Form:
    """The table, with the folios of the delivery plan that shows when the capacity is there.

    Raises: SumsDisagree when the total is not the sum of the lines, WordsDisagree when the words say another amount.
    """
    subtotals = [line.price.times(line.quantity) for line in offer.lines]
    must_agree(locale.text("Total of the offer"), offer.total, sum_money(subtotals, offer.total.currency))
    stated = stated_total(offer) if offer.with_tax else offer.total
    words = offer.total_in_words or locale.in_words(stated, WordsStyle.FORM)
    must_be_in_words(stated, words, locale)
    heading = locale.text("Table of quantities and prices")
    sheet = offer.cooperative.sheet(heading, offer.reference, foliated=True)
    story: list[Flowable] = [
        paragraph(f"{code}  {heading}".strip(), Text.TITLE),
        paragraph(_currency_note(offer, locale), Text.NOTE),
        _table(offer, subtotals, sheet, locale),
        *_in_order(
            offer, paragraph(locale.text("Total in words: {words}", words=words), Text.STRONG), _taxes(offer, locale)
        ),
        *_capacity(offer, contents, locale),
    ]
    return Form(sheet, closed(story, signatures([offer.cooperative.representative], locale)))


def _currency_note(offer: QuantitiesPrices, locale: Locale) -> str:
    sentence = N_("Amounts in {currency}, without tax.") if offer.says_tax else N_("Amounts in {currency}.")
    return locale.text(sentence, currency=offer.total.currency)


def _table(offer: QuantitiesPrices, subtotals: list[Money], sheet: Sheet, locale: Locale) -> Rows:
    has_capacity = any(line.capacity is not None for line in offer.lines)
    has_kilos = any(line.kilos is not None for line in offer.lines)
    columns = [
        Column(title=locale.text("Code")),
        Column(title=locale.text("Description"), share=1),
        Column(title=locale.text("Unit")),
        Column(title=locale.text("Quantity"), figures=True),
        Column(title=locale.text("Unit price"), figures=True),
        Column(title=locale.text("Subtotal"), figures=True),
    ]
    decimals = _price_decimals(offer)
    rows = [_row(line, subtotal, decimals, locale) for line, subtotal in zip(offer.lines, subtotals, strict=True)]
    sum_of_all = locale.text(N_("Total without tax") if offer.says_tax else N_("Total"))
    total: tuple[str, ...] = ("", sum_of_all, "", "", "", amount(offer.total, locale))
    if has_capacity:
        columns.append(Column(title=locale.text("Offered capacity"), figures=True))
        capacities = [locale.number(line.capacity.amount) if line.capacity else "" for line in offer.lines]
        rows = [(*row, capacity) for row, capacity in zip(rows, capacities, strict=True)]
        total = (*total, "")
    if has_kilos:
        columns.insert(_AFTER_QUANTITY, Column(title=locale.text("kg"), figures=True))
        kilos = [locale.number(line.kilos.amount) if line.kilos is not None else "" for line in offer.lines]
        rows = [_with(row, weight) for row, weight in zip(rows, kilos, strict=True)]
        total = _with(total, "")
    running = _running(subtotals, offer.total.currency, locale, column=6 if has_kilos else 5)
    return table(columns, rows, room=sheet.text_width, locale=locale, size=9.5, totals=[total], running=running)


def _row(line: PriceLine, subtotal: Money, decimals: int, locale: Locale) -> tuple[str, ...]:
    return (
        line.code,
        line.description,
        locale.unit(line.quantity.unit, line.quantity.amount),
        locale.number(line.quantity.amount),
        locale.number(line.price.amount, decimals),
        amount(subtotal, locale),
    )


def _price_decimals(offer: QuantitiesPrices) -> int:
    """Six decimals where one of the prices has more than the currency, so that all of them compare at a glance."""
    usual = minor_digits(offer.total.currency)
    step = 10 ** (PRICE_DECIMALS - usual)
    return PRICE_DECIMALS if any(line.price.micros % step for line in offer.lines) else usual


def _with(row: tuple[str, ...], kilos: str) -> tuple[str, ...]:
    """A row with the kilos behind its quantity."""
    return (*row[:_AFTER_QUANTITY], kilos, *row[_AFTER_QUANTITY:])


def _running(subtotals: list[Money], currency: str, locale: Locale, *, column: int) -> Running:
    digits = minor_digits(currency)
    return Running(
        column=column,
        values=[money.minor for money in subtotals],
        show=lambda minor: locale.number(unscaled(minor, digits), digits),
        carried=locale.text("Carried forward"),
        brought=locale.text("Brought forward"),
    )


def _in_order(offer: QuantitiesPrices, words: Flowable, taxes: list[Flowable]) -> list[Flowable]:
    """The words stand below the total they say."""
    return [*taxes, words] if offer.with_tax else [words, *taxes]


def _taxes(offer: QuantitiesPrices, locale: Locale) -> list[Flowable]:
    """One sentence a rate; nothing where nothing is taxed."""
    said = [
        locale.text("Tax {rate} of {base}: {tax}", rate=locale.percent(rate), base=base, tax=tax)
        for rate, base, tax in _by_rate(offer)
    ]
    if said:
        said.append(locale.text("Total with tax: {total}", total=stated_total(offer)))
    return [paragraph("\n".join(said))] if said else []


def _by_rate(offer: QuantitiesPrices) -> list[tuple[int, Money, Money]]:
    """Each rate that is not 0 with what it is taken of, and the tax, rounded once."""
    found = []
    for rate in sorted({line.tax_basis_points for line in offer.lines if line.tax_basis_points}):
        base = price_total(tuple(line for line in offer.lines if line.tax_basis_points == rate), offer.total.currency)
        raw = base.minor * rate
        found.append((rate, base, Money(raw // _BASIS if offer.tax_down else half_up(raw, _BASIS), base.currency)))
    return found


def stated_total(offer: QuantitiesPrices) -> Money:
    """Total of an offer with its taxes, each rate rounded once."""
    return sum_money((offer.total, *(tax for _, _, tax in _by_rate(offer))), offer.total.currency)


def _capacity(offer: QuantitiesPrices, contents: Contents, locale: Locale) -> list[Flowable]:
    folios = contents.folios_of(offer.plan_title) if offer.plan_title else None
    said = [offer.capacity_note] if offer.capacity_note else []
    if folios:
        said.append(
            locale.plural(
                "The organisation can deliver the quantities of the delivery plan in each of its weeks (folio {folios}).",
                "The organisation can deliver the quantities of the delivery plan in each of its weeks (folios {folios}).",
                folios[1] - folios[0] + 1,
                folios=folio_range(*folios),
            )
        )
    return [paragraph(locale.text("Capacity offered"), Text.HEADING), paragraph(" ".join(said))] if said else []


def price_total(lines: tuple[PriceLine, ...], currency: str) -> Money:
    """Sum of the lines, each rounded half up once to the minor unit."""
    return sum_money((line.price.times(line.quantity) for line in lines), currency)
