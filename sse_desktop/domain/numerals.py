"""Whole numbers in words, in Spanish, Belgian French, Korean and English: this file spells, words.py adds the money.

num2words 0.5 says “veintiuno mil” in Spanish and “un millions” in Belgian French; money needs it right.
"""

_ES_UP_TO_29 = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS = [".", ".", ".", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_ES_HUNDREDS = [
    ".",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]

_FR_UP_TO_19 = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = [".", ".", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "quatre-vingt", "nonante"]
_FR_LARGE = ((10**15, "billiard"), (10**12, "billion"), (10**9, "milliard"), (10**6, "million"))

_KO_DIGITS = ("", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_KO_PLACES = ((1000, "천"), (100, "백"), (10, "십"))
_KO_MYRIADS = ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"))

_EN_UP_TO_19 = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = [".", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_LARGE = (
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1000, "thousand"),
)


def spanish(number: int, *, before_noun: bool = False) -> str:
    """Spell a number below 10**18; before a noun “uno” is cut: veintiún dólares, treinta y un mil."""
    parts: list[str] = []
    for size, one, many in ((10**12, "un billón", "billones"), (10**6, "un millón", "millones")):
        count, number_left = divmod(number, size)
        if count:
            parts.append(one if count == 1 else f"{_es_below_million(count, cut=True)} {many}")
        number = number_left
    if number or not parts:
        parts.append(_es_below_million(number, cut=before_noun))
    return " ".join(parts)


def french(number: int) -> str:
    """Spell a number below 10**18 as in Belgium: septante, nonante, and the plural s of vingt and cent."""
    parts: list[str] = []
    for size, name in _FR_LARGE:
        count, number_left = divmod(number, size)
        if count:
            parts.append(f"{_fr_below_thousand(count)} {name}{'s' if count > 1 else ''}")
        number = number_left
    thousands, rest = divmod(number, 1000)
    if thousands:
        # Mille is no noun: quatre-vingt and cent lose their s before it, and nobody says “un mille”.
        parts.append("mille" if thousands == 1 else f"{_fr_below_thousand(thousands, plural=False)} mille")
    if rest or not parts:
        parts.append(_fr_below_thousand(rest))
    return " ".join(parts)


def korean(number: int, *, full: bool = False) -> str:
    """Spell a number below 10**20 without spaces; `full` writes every 일, as contracts do against forgery: 일십, 일백."""
    if not number:
        return "영"
    text = ""
    for size, name in _KO_MYRIADS:
        count, number = divmod(number, size)
        if count:
            # Only 만 drops its 일 in running text: 만 원, but 일억 원.
            text += (
                "" if count == 1 and name == "만" and not text and not full else _ko_below_myriad(count, full)
            ) + name
    return text + _ko_below_myriad(number, full)


def english(number: int) -> str:
    """Spell a number below 10**18, with “and” before the last tens or units."""
    parts: list[str] = []
    for size, name in _EN_LARGE:
        count, number_left = divmod(number, size)
        if count:
            parts.append(f"{_en_below_thousand(count)} {name}")
        number = number_left
    if number or not parts:
        joiner = "and " if parts and number < 100 else ""
        parts.append(joiner + _en_below_thousand(number))
    return " ".join(parts)


def _es_below_million(number: int, *, cut: bool) -> str:
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _es_below_thousand(rest, cut=cut)
    text = "mil" if thousands == 1 else f"{_es_below_thousand(thousands, cut=True)} mil"
    return f"{text} {_es_below_thousand(rest, cut=cut)}" if rest else text


def _es_below_thousand(number: int, *, cut: bool) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    parts = [_ES_HUNDREDS[hundreds]] if hundreds else []
    if rest or not hundreds:
        parts.append(_es_below_hundred(rest, cut=cut))
    return " ".join(parts)


def _es_below_hundred(number: int, *, cut: bool) -> str:
    if cut and number == 21:
        return "veintiún"
    if number < 30:
        return "un" if cut and number == 1 else _ES_UP_TO_29[number]
    tens, unit = divmod(number, 10)
    return f"{_ES_TENS[tens]} y {_es_below_hundred(unit, cut=cut)}" if unit else _ES_TENS[tens]


def _fr_below_thousand(number: int, *, plural: bool = True) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _fr_below_hundred(rest, plural=plural)
    text = "cent" if hundreds == 1 else f"{_FR_UP_TO_19[hundreds]} cent"
    if not rest:
        return text + ("s" if hundreds > 1 and plural else "")
    return f"{text} {_fr_below_hundred(rest, plural=plural)}"


def _fr_below_hundred(number: int, *, plural: bool) -> str:
    if number < 20:
        return _FR_UP_TO_19[number]
    tens, unit = divmod(number, 10)
    if not unit:
        return _FR_TENS[tens] + ("s" if tens == 8 and plural else "")
    if unit == 1 and tens != 8:
        return f"{_FR_TENS[tens]} et un"
    return f"{_FR_TENS[tens]}-{_FR_UP_TO_19[unit]}"


def _ko_below_myriad(number: int, full: bool) -> str:
    text = ""
    for size, name in _KO_PLACES:
        digit, number = divmod(number, size)
        if digit:
            text += ("" if digit == 1 and not full else _KO_DIGITS[digit]) + name
    return text + _KO_DIGITS[number]


def _en_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _en_below_hundred(rest)
    text = f"{_EN_UP_TO_19[hundreds]} hundred"
    return f"{text} and {_en_below_hundred(rest)}" if rest else text


def _en_below_hundred(number: int) -> str:
    if number < 20:
        return _EN_UP_TO_19[number]
    tens, unit = divmod(number, 10)
    return f"{_EN_TENS[tens]}-{_EN_UP_TO_19[unit]}" if unit else _EN_TENS[tens]
