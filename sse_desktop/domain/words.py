"""Amounts of money in words, and whether words and figures agree: this file guards the total of an offer."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sse_desktop.domain import numerals
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, minor_digits


class WordsStyle(StrEnum):
    """FORM is for offers and contracts: capitals, no room to add a word. TEXT is for a sentence."""

    FORM = "form"
    TEXT = "text"


class NoWordsInLanguage(DomainError):
    """Amounts can't be spelled in the language asked for."""

    sentence = N_("Amounts can't be written in words in the language “{language}”. Choose another document language.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsTemplate:
    """How amounts are written in words in a language that has no speaker here; a profile brings it.

    `speaker` is the language of num2words. `pattern` takes {whole}, {unit}, {minor} and {minor_unit}, `exact` only the first
    two: it is for amounts without minor units. `after_million` stands before the unit after a round million: um milhão de reais.
    """

    speaker: str
    pattern: str
    exact: str
    one: str
    many: str
    minor_one: str = ""
    minor_many: str = ""
    after_million: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    """One currency in one language: singular and plural of the unit and of its hundredth."""

    one: str
    many: str
    minor_one: str = ""
    minor_many: str = ""


_NAMES = {
    ("es", "USD"): _Names("dólar de los Estados Unidos de América", "dólares de los Estados Unidos de América"),
    ("es", "EUR"): _Names("euro", "euros"),
    ("es", "KRW"): _Names("won surcoreano", "wones surcoreanos"),
    ("fr", "USD"): _Names("dollar des États-Unis", "dollars des États-Unis", "cent", "cents"),
    ("fr", "EUR"): _Names("euro", "euros", "centime", "centimes"),
    ("fr", "KRW"): _Names("won sud-coréen", "wons sud-coréens"),
    ("ko", "USD"): _Names("미국 달러", "미국 달러", "센트", "센트"),
    ("ko", "EUR"): _Names("유로", "유로", "센트", "센트"),
    ("ko", "KRW"): _Names("원", "원"),
    ("en", "USD"): _Names("United States dollar", "United States dollars", "cent", "cents"),
    ("en", "EUR"): _Names("euro", "euros", "cent", "cents"),
    ("en", "KRW"): _Names("South Korean won", "South Korean won"),
}


def has_words(language: str) -> bool:
    """Say whether amounts in this language are spelled here, without a template."""
    return language[:2] in _SPEAKERS


def amount_in_words(
    money: Money, language: str, style: str = WordsStyle.FORM, template: WordsTemplate | None = None
) -> str:
    """Return the amount in words, to the last minor unit. French is Belgian. Negative amounts begin with “menos” etc.

    A template is used for a language that is not spelled here.

    es FORM: CINCUENTA MIL CUATROCIENTOS TREINTA Y NUEVE CON 60/100 DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA.
    ko FORM: 금 오만원정.

    Raises: NoWordsInLanguage.
    """
    spoken = language[:2]
    whole, minor = divmod(abs(money.minor), 10 ** minor_digits(money.currency))
    amount = _Amount(whole, minor, minor_digits(money.currency), money.minor < 0)
    if spoken not in _SPEAKERS:
        if template is None:
            raise NoWordsInLanguage(language=language)
        return _by_template(amount, template, WordsStyle(style))
    names = _NAMES.get((spoken, money.currency), _Names(money.currency, money.currency))
    return _SPEAKERS[spoken](amount, names, WordsStyle(style))


def words_agree(text: str, money: Money, language: str, template: WordsTemplate | None = None) -> bool:
    """Say whether the text is this amount and nothing else.

    Capitals, accents, hyphens and spacing may differ; every word, the currency and the fraction must be there, and not
    one word more.

    Raises: NoWordsInLanguage.
    """
    right = {_bare(amount_in_words(money, language, style, template), language) for style in WordsStyle}
    return _bare(text, language) in right


@dataclass(frozen=True, slots=True)
class _Amount:
    whole: int
    minor: int
    digits: int
    is_negative: bool

    @property
    def fraction(self) -> str:
        """The minor units over the whole: 60/100; nothing for a currency without decimals."""
        return f"{self.minor:0{self.digits}d}/{10**self.digits}" if self.digits else ""


def _by_template(amount: _Amount, template: WordsTemplate, style: WordsStyle) -> str:
    from num2words import num2words

    unit = template.one if amount.whole == 1 else template.many
    if amount.whole and not amount.whole % 10**6:
        unit = f"{template.after_million}{unit}"
    text = (template.pattern if amount.minor else template.exact).format(
        whole=num2words(amount.whole, lang=template.speaker),
        unit=unit,
        minor=num2words(amount.minor, lang=template.speaker),
        minor_unit=template.minor_one if amount.minor == 1 else template.minor_many,
    )
    signed = f"− {text}" if amount.is_negative else text
    return signed.upper() if style is WordsStyle.FORM else signed


def _spanish(amount: _Amount, names: _Names, style: WordsStyle) -> str:
    sign = "menos " if amount.is_negative else ""
    fraction = f" con {amount.fraction}" if amount.digits else ""
    if style is WordsStyle.FORM and fraction:
        # The fraction stands between number and noun, so the number keeps its full form: veintiuno con 50/100 dólares.
        return f"{sign}{numerals.spanish(amount.whole)}{fraction} {names.many}".upper()
    number = numerals.spanish(amount.whole, before_noun=True)
    of = "de " if number.endswith(("llón", "llones")) else ""
    text = f"{sign}{number} {of}{names.one if amount.whole == 1 else names.many}{fraction}"
    return text.upper() if style is WordsStyle.FORM else text


def _french(amount: _Amount, names: _Names, style: WordsStyle) -> str:
    number = numerals.french(amount.whole)
    noun = names.one if amount.whole < 2 else names.many
    # Million and milliard are nouns: un million d'euros, deux milliards de dollars.
    if amount.whole and not amount.whole % 10**6:
        noun = f"d'{noun}" if noun[0].lower() in "aeiou" else f"de {noun}"
    sign = "moins " if amount.is_negative else ""
    text = f"{sign}{number} {noun}" + _minor_part(amount, names, " et ", numerals.french)
    return text.upper() if style is WordsStyle.FORM else text


def _korean(amount: _Amount, names: _Names, style: WordsStyle) -> str:
    is_form = style is WordsStyle.FORM
    gap = "" if names.many == "원" else " "
    text = ("마이너스 " if amount.is_negative else "") + numerals.korean(amount.whole, full=is_form) + gap + names.many
    text += _minor_part(amount, names, " ", lambda number: numerals.korean(number, full=is_form))
    return f"금 {text}정" if is_form else text


def _english(amount: _Amount, names: _Names, style: WordsStyle) -> str:
    sign = "minus " if amount.is_negative else ""
    noun = names.one if amount.whole == 1 else names.many
    text = f"{sign}{numerals.english(amount.whole)} {noun}"
    text += _minor_part(amount, names, " and ", numerals.english)
    return text.upper() if style is WordsStyle.FORM else text


def _minor_part(amount: _Amount, names: _Names, joiner: str, spell: Callable[[int], str]) -> str:
    if not amount.minor:
        return ""
    if not names.minor_one:
        return f"{joiner}{amount.fraction}"
    return f"{joiner}{spell(amount.minor)} {names.minor_one if amount.minor == 1 else names.minor_many}"


def _bare(text: str, language: str) -> str:
    """Return the text without case, accents, hyphens and extra spaces; Korean without any space."""
    spaced = unicodedata.normalize("NFKC", text).casefold().replace("-", " ").replace("’", "'")
    decomposed = unicodedata.normalize("NFD", spaced)
    letters = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return ("" if language.startswith("ko") else " ").join(letters.split())


_SPEAKERS = {"es": _spanish, "fr": _french, "ko": _korean, "en": _english}
