"""Words, numbers and dates of one language: this file is the only one that writes or reads them for people."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sse_desktop.domain.errors import N_, DomainError, Sentence, Term
from sse_desktop.domain.money import PRICE_DECIMALS, Money, UnitPrice, minor_digits
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.domain.season import Week
from sse_desktop.domain.typed import read_day, read_sum
from sse_desktop.domain.words import WordsStyle, WordsTemplate, amount_in_words, has_words, words_agree
from sse_desktop.domain.zones import zone_of
from sse_desktop.languages import (
    LANGUAGE_NAMES,
    LANGUAGES,
    babel_locale,
    catalogue_of,
    counted_as,
    day_order,
    day_pattern,
    document_languages,
    half_up_to,
    is_written_down,
    nought_is_one,
    number_pattern,
    places,
)
from sse_desktop.profile_words import territory_of, words_template

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "DayStyle",
    "Locale",
    "NotADate",
    "NotANumber",
    "UnknownLanguage",
    "document_languages",
]

DayStyle = Literal["short", "long", "full"]

_NO_BREAK_SPACE = "\u00a0"


class NotANumber(DomainError):
    """A text typed as a number is none in this language."""

    sentence = N_("“{text}” is not a number. Write it like {example}.")


class NotADate(DomainError):
    """A text typed as a date is none in this language."""

    sentence = N_("“{text}” is not a date. Write it like {example}, or t for today.")


class UnknownLanguage(DomainError):
    """There is no catalogue of this language."""

    sentence = N_("There is no language “{language}” here. Choose one of {languages}.")


@dataclass(frozen=True)
class Locale:
    """One language as it is written in one country; cheap to make, safe to share between threads and processes.

    `zone` is the zone in which instants are shown unless another is asked for; without it an instant keeps its own. `words` is
    how a profile writes amounts in words, for a language that has no speaker here.

    Raises: UnknownLanguage.
    """

    language: str
    territory: str | None = None
    zone: str | None = None
    words: WordsTemplate | None = None

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES and self.language not in document_languages():
            raise UnknownLanguage(language=self.language, languages=", ".join(document_languages()))
        if self.territory is None:
            object.__setattr__(self, "territory", territory_of(self.language))

    @property
    def identifier(self) -> str:
        """The locale's name for Babel: es_EC; ko alone in Ecuador, since nobody has written down Korean as written there."""
        whole = "_".join(filter(None, (self.language, self.territory)))
        return whole if is_written_down(whole) else self.language

    # ------------------------------------------------------------------ words

    def text(self, msgid: str, /, **facts: object) -> str:
        """Translate an English text and fill its named places, each fact written by its type.

        A number is grouped as a number; pass a document's number as text. A Term is translated.
        """
        return self._fill(catalogue_of(self.language).gettext(msgid) if msgid else "", facts)

    def plural(self, one: str, many: str, n: Decimal | int, /, **facts: object) -> str:
        """Translate the form that goes with n and fill it; `{n}` is the number itself.

        The two forms stand in the catalogue as one plural entry, or as two messages marked by N_ where they are built apart.
        """
        catalogue, counted = catalogue_of(self.language), counted_as(n, self.language)
        singular = counted == 1 or (counted == 0 and nought_is_one(self.language))
        form = one if singular else many
        found = catalogue.ngettext(one, many, counted)
        return self._fill(catalogue.gettext(form) if found == form else found, {"n": n, **facts})

    def explain(self, failure: DomainError) -> str:
        """Return a failure's sentence in this language."""
        return self.text(failure.sentence, **failure.facts)

    # ------------------------------------------------------------------ numbers

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """Return the number with groups; with its own decimals but no zeros at the end, or rounded half up to so many."""
        if decimals is None:
            return self._written("decimal", Decimal(value), 0, places(value))
        return self._written("decimal", half_up_to(value, decimals), decimals, decimals)

    def money(self, money: Money) -> str:
        """Return the amount with the currency's sign and exactly its decimals."""
        digits = minor_digits(money.currency)
        return self._with_currency(money.amount, money.currency, digits, digits)

    def price(self, price: UnitPrice) -> str:
        """Return the price with the currency's decimals at least and six at most."""
        digits = minor_digits(price.currency)
        return self._with_currency(price.amount, price.currency, digits, PRICE_DECIMALS)

    def in_words(self, money: Money, style: WordsStyle = WordsStyle.FORM) -> str:
        """Return the amount in words.

        Raises: NoWordsInLanguage.
        """
        return amount_in_words(money, self.language, style, self._words_of(money))

    def words_agree(self, text: str, money: Money) -> bool:
        """Say whether the text is this amount in words and nothing else.

        Raises: NoWordsInLanguage.
        """
        return words_agree(text, money, self.language, self._words_of(money))

    def quantity(self, quantity: Quantity) -> str:
        """Return the quantity without zeros at the end, and its unit: 12,5 kg. Grams are shown as kilos."""
        if quantity.unit == "g":
            return self.quantity(Quantity(half_up(quantity.milli, 1000), "kg"))
        gap = "" if self.language == "ko" else _NO_BREAK_SPACE
        return f"{self.number(quantity.amount)}{gap}{self.unit(quantity.unit, quantity.amount)}"

    def unit(self, unit: str, n: Decimal | int = 1) -> str:
        """Return a unit's short name, as it goes with n; a unit that isn't ours stays as it was written."""
        match unit:
            case "kg":
                return self.text("kg")
            case "lb":
                return self.text("lb")
            case "unit":
                return self.plural("u", "u", n)
            case "hundred":
                return self.plural("hundred", "hundreds", n)
            case "crate":
                return self.plural("crate", "crates", n)
            case _:
                return unit

    def percent(self, basis_points: int) -> str:
        """Return hundredths of a percent as a percentage: 1250 is 12,5 %."""
        return self._written("percent", Decimal(basis_points).scaleb(-4), 0, 2)

    def parse_decimal(self, text: str) -> Decimal:
        """Return a number typed in this language's notation, or the sum of several: 12,5+13.

        Strict: a point where this language has a comma is refused, never guessed. Groups are optional but must be
        right; 1.234 in Spanish is one thousand two hundred and thirty-four, so show the value read beside the field.

        Raises: NotANumber.
        """
        from babel.numbers import get_decimal_symbol, get_group_symbol

        number = read_sum(text, get_group_symbol(self.identifier), get_decimal_symbol(self.identifier))
        if number is None:
            raise NotANumber(text=text, example=Decimal("1234.5"))
        return number

    # ------------------------------------------------------------------ days and instants

    def date(self, day: dt.date, style: DayStyle = "short") -> str:
        """Return the day in figures, 24/11/2026; long in words, 24 de noviembre de 2026; full with the day of the week."""
        from babel.dates import format_date

        pattern = day_pattern(self._of_days) if style == "short" else style
        return format_date(day, pattern, locale=self._of_days)

    def week(self, week: Week) -> str:
        """Return the name of a week where it stands alone: week 45. Its year is seen from the days around it."""
        return self.text("week {number}", number=str(week.number))

    def instant(self, moment: dt.datetime, zone: str | dt.tzinfo | None = None, style: DayStyle = "short") -> str:
        """Return day and time (0 to 24 h) in the zone given, else in the locale's, else in the moment's own.

        A zone is a name, America/Guayaquil, or an offset, -05:00. A moment shown in UTC says so, since nobody lives there.
        """
        if moment.tzinfo is None:
            raise ValueError("an instant without a zone is no instant")
        wanted = zone if zone is not None else self.zone
        local = moment.astimezone(zone_of(wanted) if isinstance(wanted, str) else wanted or moment.tzinfo)
        universal = " UTC" if local.tzname() == "UTC" else ""
        return f"{self.date(local.date(), style)} {local:%H:%M}{universal}"

    def parse_date(self, text: str, today: dt.date) -> dt.date:
        """Return a day typed in this language's order.

        t or nothing but = is today, + tomorrow, - yesterday, +3 in three days; 15 is a day of this month and 15/7 of this
        year; 15/7/26 and 2026-07-15 are whole.

        Raises: NotADate.
        """
        day = read_day(text, today, day_order(self._of_days))
        if day is None:
            raise NotADate(text=text, example=today)
        return day

    # ------------------------------------------------------------------ inside

    def _words_of(self, money: Money) -> WordsTemplate | None:
        return self.words or (None if has_words(self.language) else words_template(self.language, money.currency))

    @property
    def _of_days(self) -> str:
        # English without a country writes the day first, as our other languages and parse_date do (Korean: year first).
        return "en_001" if self.identifier == "en" else self.identifier

    def _with_currency(self, amount: Decimal, currency: str, least: int, most: int) -> str:
        text = self._written("currency", amount, least, most, currency)
        # A sign made of letters needs a space before the figures, which Babel 2.18 leaves out: USD 12,50.
        return re.sub(r"(?<=[A-Z])(?=-?[0-9])", _NO_BREAK_SPACE, text)

    def _written(
        self,
        kind: Literal["decimal", "percent", "currency"],
        value: Decimal,
        least: int,
        most: int,
        currency: str | None = None,
    ) -> str:
        # The value never has more decimals than `most`, so that nothing is left for Babel to round.
        pattern = number_pattern(self.identifier, kind, least, most)
        return str(pattern.apply(value, babel_locale(self.identifier), currency=currency, currency_digits=False))

    def _fill(self, text: str, facts: dict[str, object]) -> str:
        return text.format_map(_Facts({name: self._fact(fact) for name, fact in facts.items()}))

    def _fact(self, fact: object) -> str:
        writers: dict[type, Callable[[Any], str]] = {
            Term: self.text,
            Sentence: lambda said: self.text(said.text, **said.facts),
            Money: self.money,
            UnitPrice: self.price,
            Quantity: self.quantity,
            Week: lambda week: str(week.number),  # sentences say: in week {week}
            dt.datetime: self.instant,
            dt.date: self.date,
            Decimal: self.number,
            int: self.number,
            tuple: lambda facts: ", ".join(self._fact(each) for each in facts),
        }
        known = next((writers[kind] for kind in type(fact).__mro__ if kind in writers), str)
        return known(fact)


class _Facts(dict[str, str]):
    """Facts of a sentence; a place that nobody fills stays visible instead of hiding the whole sentence."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
