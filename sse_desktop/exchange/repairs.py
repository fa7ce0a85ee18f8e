"""Lenient reading with a record: this file takes values out of foreign data and notes everything it had to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.instants import Moment, looks_shifted, read_moment
from sse_desktop.exchange.notice_parts import Fact, NoticeValue, NoticeWarning
from sse_desktop.exchange.notice_warnings import WARNINGS
from sse_desktop.exchange.numbers import read_decimal
from sse_desktop.exchange.plain_text import LOST_LETTER, one_line, paragraphs, shortened, without_markup

Part = Mapping[str, Any]

_LONGEST_ORIGINAL = 2_000
# No window lays out longer words; real titles have up to ten thousand letters, descriptions up to fifty thousand.
_LONGEST_LINE = 20_000
_LONGEST_TEXT = 200_000
_MOST_OF_A_KIND = 100
# Scaled by six decimals such numbers still fit 64 bits; no public purchase comes near.
_LARGEST = Decimal(10) ** 12
_MOST_DECIMALS = 12
_THOUSANDTH = Decimal("0.001")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_LINK = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


class Repairs:
    """Reads values out of foreign parts; `warnings` holds what a person should know, each once.

    `language` is the one the cooperative reads, as two letters, for files that say the same in several.
    """

    def __init__(self, language: str | None = None) -> None:
        self.language = language
        self._found: dict[tuple[str, str], NoticeWarning] = {}
        self._counts: Counter[str] = Counter()

    @property
    def warnings(self) -> tuple[NoticeWarning, ...]:
        """The warnings in the order they arose; of each kind only as many as a person looks at."""
        more = sum(count - _MOST_OF_A_KIND for count in self._counts.values() if count > _MOST_OF_A_KIND)
        told = tuple(self._found.values())
        return (*told, NoticeWarning("more_doubts", WARNINGS["more_doubts"], {"count": more})) if more else told

    def warn(self, code: str, **facts: Fact) -> None:
        """Note something; the same thing at the same place is noted once."""
        key = (code, str(facts.get("where", "")))
        if key in self._found:
            return
        self._counts[code] += 1
        if self._counts[code] <= _MOST_OF_A_KIND:
            self._found[key] = NoticeWarning(code, WARNINGS[code], facts)

    def part(self, value: Any, where: str) -> Part:
        """Return the object, or an empty one where there is none."""
        if isinstance(value, dict):
            return value
        if value not in (None, "", [], {}):
            self.warn("part_ignored", where=where, original=_original(value))
        return {}

    def parts(self, value: Any, where: str) -> list[tuple[Part, str]]:
        """Return the objects of a list, each with its place; a lone object counts as a list of one."""
        if isinstance(value, dict) and value:
            self.warn("shape_repaired", where=where)
            value = [value]
        if not isinstance(value, list):
            self.part(value, where)
            return []
        return [(self.part(each, f"{where}[{at}]"), f"{where}[{at}]") for at, each in enumerate(value) if each]

    def line(self, value: Any, where: str) -> str | None:
        """Return the text as one line without markup, None when it says nothing."""
        text = self._words(value, where, _LONGEST_LINE)
        return (one_line(text) or None) if text else None

    def text(self, value: Any, where: str) -> str | None:
        """Return the text with its line breaks, without markup, None when it says nothing."""
        text = self._words(value, where, _LONGEST_TEXT)
        return (paragraphs(text) or None) if text else None

    def codes(self, value: Any, where: str) -> tuple[str, ...]:
        """Return the texts of a list; a lone text counts as a list of one."""
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            return ()
        found = (self.line(each, f"{where}[{at}]") for at, each in enumerate(value) if isinstance(each, str))
        return tuple(dict.fromkeys(code for code in found if code))

    def number(self, value: Any, where: str) -> Decimal | None:
        """Return the number exactly, None when there is none or when it can't be meant."""
        number = self._as_decimal(value, where)
        if number is not None and not (-_LARGEST < number < _LARGEST and _decimals(number) <= _MOST_DECIMALS):
            self.warn("number_implausible", where=where, original=_original(value))
            return None
        return number

    def quantity(self, value: Any, where: str) -> Decimal | None:
        """Return the quantity, with up to three decimals."""
        number = self.number(value, where)
        if number is None:
            return None
        if number < 0:
            self.warn("number_implausible", where=where, original=_original(value))
            return None
        rounded = number.quantize(_THOUSANDTH, ROUND_HALF_UP)
        if rounded != number:
            self.warn("quantity_rounded", where=where, original=str(number))
            return rounded
        return number

    def value(self, value: Any, where: str) -> NoticeValue | None:
        """Return amount and currency, None when there is no amount."""
        part = self.part(value, where)
        amount = self.number(part.get("amount"), f"{where}.amount")
        if amount is None:
            return None
        written = self.line(part.get("currency"), f"{where}.currency") or ""
        currency = written.upper() if _CURRENCY.fullmatch(written) else None
        if currency is None:
            self.warn("currency_missing", where=where, original=written)
        return NoticeValue(amount, currency)

    def link(self, value: Any, where: str) -> str | None:
        """Return a web address; anything else is not an address that a person should click."""
        text = self.line(value, where)
        if text and not _LINK.fullmatch(text):
            self.warn("link_ignored", where=where, original=_original(text))
            return None
        return text

    def moment(self, value: Any, where: str) -> Moment | None:
        """Return the date as written, None when there is none or when it can't be read."""
        text = self.line(value, where)
        if not text:
            return None
        moment = read_moment(text)
        if moment is None:
            self.warn("date_unreadable", where=where, original=_original(text))
        return moment

    def day(self, value: Any, where: str) -> date | None:
        """Return the civil date as the buyer wrote it."""
        moment = self.moment(value, where)
        return moment.day if moment else None

    def instant(self, value: Any, where: str, assumed: tzinfo, own: tzinfo | None) -> tuple[datetime | None, bool]:
        """Return the aware instant and whether day, hour and zone are all stated.

        A time without zone is taken in the zone `assumed`; `own` is the buyer's zone where that is certain.
        """
        moment = self.moment(value, where)
        if moment is None:
            return None, False
        instant, original = moment.at(assumed), _original(value)
        if moment.offset is None:
            self.warn("zone_assumed", where=where, original=original, zone=str(assumed))
        if not moment.time_stated:
            self.warn("time_not_stated", where=where, original=original)
        elif looks_shifted(instant, own):
            self.warn("time_doubtful", where=where, original=original)
            return instant, False
        return instant, moment.time_stated and moment.offset is not None

    def _as_decimal(self, value: Any, where: str) -> Decimal | None:
        match value:
            case None | "" | [] | {}:
                return None
            case bool():
                pass
            case int() | Decimal():
                return Decimal(value)
            case str() if not value.strip():
                return None
            case str():
                try:
                    number = read_decimal(value)
                except DomainError:
                    pass
                else:
                    self.warn("number_was_text", where=where, original=_original(value))
                    return number
        self.warn("number_unreadable", where=where, original=_original(value))
        return None

    def _words(self, value: Any, where: str, longest: int) -> str | None:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            if value not in (None, "", [], {}):
                self.warn("part_ignored", where=where, original=_original(value))
            return None
        text = str(value)
        if len(text) > longest:
            self.warn("part_ignored", where=where, original=_original(text[: 2 * _LONGEST_ORIGINAL]))
            return None
        if LOST_LETTER in text:
            self.warn("letters_lost", where=where, original=_original(text))
        words = without_markup(text)
        if words != text:
            self.warn("markup_removed", where=where, original=_original(text))
        return words


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _original(value: Any) -> str:
    """Return what stood in the file, for a person to read."""
    return shortened(paragraphs(str(value)), _LONGEST_ORIGINAL)
