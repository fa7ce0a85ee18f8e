"""Texts, codes and numbers of eForms: this file picks the language, and takes values out of elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sse_desktop.exchange.notice_parts import NoticeValue
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import attribute, every, first, line, local_name, once, text, value, words

EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"
_DECIMAL = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_TRUE, _FALSE = {"true", "yes", "1"}, {"false", "no", "0"}


@lru_cache(maxsize=256)
def two_letters(code: str) -> str | None:
    """Return the two-letter code of a language of eForms such as `FRA`; what has none keeps its own letters."""
    from babel.core import get_global

    if not re.fullmatch(r"[A-Za-z]{2,3}", code):
        return None
    found = code.lower()
    return str(get_global("language_aliases").get(found, found))[:3]


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes values out of one notice: `languages` are tried in this order where a text is said in several."""

    repairs: Repairs
    languages: tuple[str, ...] = ()

    def line(self, node: Node | None, path: str, where: str) -> str | None:
        """Return a text as one line, in the best language."""
        return line(self.repairs, self._best(every(node, path)), where)

    def words(self, node: Node | None, path: str, where: str) -> str | None:
        """Return a text with its line breaks, in the best language."""
        return words(self.repairs, self._best(every(node, path)), where)

    def all_words(self, nodes: list[Node], path: str, where: str) -> str | None:
        """Return the texts of several elements below each other, each once, each in the best language."""
        found = once(self.words(node, path, where) for node in nodes)
        return "\n\n".join(found) or None

    def number(self, node: Node | None, path: str, where: str) -> Decimal | None:
        """Return a number, None when there is none or when it can't be meant."""
        written = value(node, path)
        plain = Decimal(written) if written and _DECIMAL.fullmatch(written) else written
        return self.repairs.number(plain, where)

    def count(self, node: Node | None, path: str, where: str) -> int | None:
        """Return a whole number above zero."""
        number = self.number(node, path, where)
        return int(number) if number is not None and number > 0 and number == number.to_integral_value() else None

    def flag(self, node: Node | None, path: str) -> bool | None:
        """Return what an indicator says."""
        return yes_or_no(value(node, path))

    def amount(self, node: Node | None, path: str, where: str) -> NoticeValue | None:
        """Return an amount with the currency of its attribute."""
        found = next((each for each in every(node, path) if text(each)), None)
        if found is None:
            return None
        number = self.number(found.getparent(), local_name(found), where)
        return self.repairs.value({"amount": number, "currency": attribute(found, "currencyID")}, where)

    def measure(self, node: Node | None, path: str, where: str) -> tuple[str | None, int | None]:
        """Return a duration as written with its unit, and its days where days are meant."""
        number = self.number(node, path, where)
        if number is None or number <= 0:
            return None, None
        unit = (attribute(first(node, path), "unitCode") or "").upper()
        days = number * _DAYS[unit] if unit in _DAYS else None
        whole = int(days) if days is not None and days == days.to_integral_value() else None
        return f"{number.normalize():f} {unit}".strip(), whole

    def link(self, node: Node | None, path: str, where: str) -> str | None:
        """Return a web address; one that begins with `www.` is completed."""
        written = value(node, path)
        if written and written.lower().startswith("www."):
            self.repairs.warn("code_repaired", where=where, original=written)
            written = f"https://{written}"
        return self.repairs.link(written, where)

    def _best(self, nodes: list[Node]) -> Node | None:
        said = [node for node in nodes if text(node)]
        by_language = {two_letters(attribute(node, "languageID") or ""): node for node in reversed(said)}
        wanted = (by_language[code] for code in self.languages if code in by_language)
        return next(wanted, said[0] if said else None)


_DAYS = {"DAY": 1, "WEEK": 7}


def codes(node: Node | None, path: str, *lists: str) -> tuple[str, ...]:
    """Return the codes at a path that belong to one of these lists: one element carries the codes of several lists."""
    found = (each for each in every(node, path) if attribute(each, "listName") in lists)
    return once(text(each) for each in found)


def yes_or_no(written: str | None) -> bool | None:
    """Return what a word of yes or no means, None when it is none."""
    word = (written or "").lower()
    return True if word in _TRUE else False if word in _FALSE else None
