"""How a language is written: its catalogue, and Babel's patterns of numbers and days. `locale.py` is what others use."""

import gettext
import re
from copy import copy
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from sse_desktop.domain.rounding import half_up
from sse_desktop.profile_words import profile_labels
from sse_desktop.resources import resources

if TYPE_CHECKING:
    import babel
    from babel.numbers import NumberPattern

LANGUAGES = ("es", "fr", "ko", "en")
LANGUAGE_NAMES = {"es": "Español", "fr": "Français", "ko": "한국어", "en": "English"}


@cache
def document_languages() -> dict[str, str]:
    """Return the languages that documents can be printed in, by their own names: the window's, and any other with a catalogue."""
    found = sorted(path.name for path in (resources() / "locale").glob("*") if any(path.glob("LC_MESSAGES/sse.[pm]o")))
    own = {
        language: str(babel_locale(language).display_name).capitalize()
        for language in found
        if language not in LANGUAGES
    }
    return LANGUAGE_NAMES | own


@cache
def catalogue_of(language: str) -> gettext.NullTranslations:
    """Return the compiled catalogue; what it lacks are labels of profiles, which bring their own words, or stays English."""
    found = gettext.translation("sse", resources() / "locale", [language], fallback=True)
    found.add_fallback(_ProfileLabels(language))
    return found


class _ProfileLabels(gettext.NullTranslations):
    """What profiles call things in one language; read when the catalogue lacks a text for the first time."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        return profile_labels(self._language).get(message, message)


@cache
def is_written_down(identifier: str) -> bool:
    """Say whether Babel knows how a language is written in a country."""
    from babel.localedata import exists

    return exists(identifier)


@cache
def babel_locale(identifier: str) -> "babel.Locale":
    """Return Babel's locale of this name."""
    from babel import Locale as BabelLocale

    return BabelLocale.parse(identifier)


@cache
def number_pattern(
    identifier: str, kind: Literal["decimal", "percent", "currency"], least: int, most: int
) -> "NumberPattern":
    """Return how such numbers are written, with so many decimals at least and at most."""
    written = babel_locale(identifier)
    given = {
        "decimal": written.decimal_formats[None],
        "percent": written.percent_formats[None],
        "currency": written.currency_formats["standard"],
    }
    pattern: NumberPattern = copy(given[kind])
    pattern.frac_prec = (least, most)
    return pattern


def places(value: Decimal | int) -> int:
    """Return how many decimals the value needs, without zeros at the end."""
    return max(0, -int(Decimal(value).normalize().as_tuple().exponent))


def half_up_to(value: Decimal | int, decimals: int) -> Decimal:
    """Return the value with so many decimals, rounded half up."""
    numerator, denominator = Decimal(value).as_integer_ratio()
    return Decimal(half_up(numerator * 10**decimals, denominator)).scaleb(-decimals)


def counted_as(n: Decimal | int, language: str) -> int:
    """Return a whole number with the same plural as n: in French everything below two is singular, in Spanish only one."""
    return int(n) if n == int(n) or nought_is_one(language) else 2


@cache
def nought_is_one(language: str) -> bool:
    """Say whether 0 and fractions go with the singular: in French and Portuguese they do."""
    return language != "ko" and babel_locale(language).plural_form(0) == "one"


@cache
def day_pattern(identifier: str) -> str:
    """Return the short pattern with the year in full: two digits hide whether a paper ends in 1931 or 2031."""
    pattern = babel_locale(identifier).date_formats["short"].pattern
    return re.sub(r"M+", "MM", re.sub(r"d+", "dd", re.sub(r"y+", "y", pattern)))


@cache
def day_order(identifier: str) -> str:
    """Return the order of year, month and day in figures: dMy."""
    return "".join(sorted("yMd", key=day_pattern(identifier).index))
