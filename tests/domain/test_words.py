"""Words say exactly what the figures say, in four languages."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from num2words import num2words

from sse_desktop.domain import numerals
from sse_desktop.domain.money import Money
from sse_desktop.domain.words import NoWordsInLanguage, WordsStyle, amount_in_words, words_agree

DOLLARS = "DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA"
GRANADILLA = Money.of("50439.60", "USD")
GRANADILLA_WORDS = f"CINCUENTA MIL CUATROCIENTOS TREINTA Y NUEVE CON 60/100 {DOLLARS}"

moneys = st.builds(
    Money, st.integers(-(10**17), 10**17) | st.integers(-(10**7), 10**7), st.sampled_from(["USD", "EUR", "KRW", "BRL"])
)
languages = st.sampled_from(["es", "fr", "ko", "en"])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("50439.60", "CINCUENTA MIL CUATROCIENTOS TREINTA Y NUEVE CON 60/100"),
        ("0.05", "CERO CON 05/100"),
        ("1", "UNO CON 00/100"),
        ("21.50", "VEINTIUNO CON 50/100"),
        ("100", "CIEN CON 00/100"),
        ("101", "CIENTO UNO CON 00/100"),
        ("21000", "VEINTIÚN MIL CON 00/100"),
        ("31001", "TREINTA Y UN MIL UNO CON 00/100"),
        ("101000", "CIENTO UN MIL CON 00/100"),
        ("479409", "CUATROCIENTOS SETENTA Y NUEVE MIL CUATROCIENTOS NUEVE CON 00/100"),
        ("1000000", "UN MILLÓN CON 00/100"),
        ("21000000.10", "VEINTIÚN MILLONES CON 10/100"),
        ("1001000000", "MIL UN MILLONES CON 00/100"),
        ("1000000000000", "UN BILLÓN CON 00/100"),
        ("-2", "MENOS DOS CON 00/100"),
    ],
)
def test_spanish_forms(amount: str, words: str) -> None:
    assert amount_in_words(Money.of(amount, "USD"), "es") == f"{words} {DOLLARS}"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1", "un dólar de los Estados Unidos de América con 00/100"),
        ("21.50", "veintiún dólares de los Estados Unidos de América con 50/100"),
        ("1000000", "un millón de dólares de los Estados Unidos de América con 00/100"),
        ("2000000", "dos millones de dólares de los Estados Unidos de América con 00/100"),
        ("1000001", "un millón un dólares de los Estados Unidos de América con 00/100"),
    ],
)
def test_spanish_in_a_sentence_cuts_uno_and_says_millones_de(amount: str, words: str) -> None:
    assert amount_in_words(Money.of(amount, "USD"), "es", WordsStyle.TEXT) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zéro euro"),
        ("1.01", "un euro et un centime"),
        ("71.80", "septante et un euros et quatre-vingts centimes"),
        ("80", "quatre-vingts euros"),
        ("81", "quatre-vingt-un euros"),
        ("99", "nonante-neuf euros"),
        ("200", "deux cents euros"),
        ("201", "deux cent un euros"),
        ("1100", "mille cent euros"),
        ("80000", "quatre-vingt mille euros"),
        ("200000", "deux cent mille euros"),
        ("1000000", "un million d'euros"),
        ("80000000", "quatre-vingts millions d'euros"),
        ("2000001", "deux millions un euros"),
        ("1000000000", "un milliard d'euros"),
        ("-21", "moins vingt et un euros"),
    ],
)
def test_french_is_that_of_belgium(amount: str, words: str) -> None:
    assert amount_in_words(Money.of(amount, "EUR"), "fr_BE", "text") == words
    assert amount_in_words(Money.of(amount, "EUR"), "fr") == words.upper()


def test_french_de_before_a_consonant() -> None:
    assert amount_in_words(Money.of(10**6, "USD"), "fr", "text") == "un million de dollars des États-Unis"


@pytest.mark.parametrize(
    ("amount", "form", "text"),
    [
        (0, "금 영원정", "영원"),
        (50_000, "금 오만원정", "오만원"),
        (10_000, "금 일만원정", "만원"),
        (130_000_000, "금 일억삼천만원정", "일억삼천만원"),
        (100_010_000, "금 일억일만원정", "일억일만원"),
        (112_345, "금 일십일만이천삼백사십오원정", "십일만이천삼백사십오원"),
        (1_111, "금 일천일백일십일원정", "천백십일원"),
        (-7, "금 마이너스 칠원정", "마이너스 칠원"),
    ],
)
def test_korean_forms_leave_no_room_to_add_a_digit(amount: int, form: str, text: str) -> None:
    assert amount_in_words(Money(amount, "KRW"), "ko_KR") == form
    assert amount_in_words(Money(amount, "KRW"), "ko", "text") == text


def test_korean_names_foreign_money() -> None:
    assert amount_in_words(GRANADILLA, "ko") == "금 오만사백삼십구 미국 달러 육십 센트정"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("50439.60", "fifty thousand four hundred and thirty-nine United States dollars and sixty cents"),
        ("1.01", "one United States dollar and one cent"),
        ("0", "zero United States dollars"),
        ("1000001", "one million and one United States dollars"),
        ("-20", "minus twenty United States dollars"),
    ],
)
def test_english(amount: str, words: str) -> None:
    assert amount_in_words(Money.of(amount, "USD"), "en", "text") == words
    assert amount_in_words(Money.of(amount, "USD"), "en") == words.upper()


def test_a_currency_without_a_name_is_called_by_its_code() -> None:
    assert amount_in_words(Money.of("12.50", "BRL"), "es") == "DOCE CON 50/100 BRL"
    assert amount_in_words(Money.of("12.50", "BRL"), "en", "text") == "twelve BRL and 50/100"
    assert amount_in_words(Money.of(12, "KRW"), "es") == "DOCE WONES SURCOREANOS"


def test_other_languages_are_refused() -> None:
    with pytest.raises(NoWordsInLanguage, match="pt_BR"):
        amount_in_words(GRANADILLA, "pt_BR")


@pytest.mark.parametrize(
    "text",
    [
        GRANADILLA_WORDS,
        GRANADILLA_WORDS.lower(),
        GRANADILLA_WORDS.replace("Ó", "O").replace("É", "E"),
        f"  {GRANADILLA_WORDS.replace(' ', '  ')}\n",
        "cincuenta mil cuatrocientos treinta y nueve dólares de los Estados Unidos de América con 60/100",
    ],
)
def test_capitals_accents_and_spaces_may_differ(text: str) -> None:
    assert words_agree(text, GRANADILLA, "es")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "50439.60",
        GRANADILLA_WORDS.replace("60/100", "06/100"),
        GRANADILLA_WORDS.replace("60/100", "60/1000"),
        GRANADILLA_WORDS.replace("NUEVE", "NUEVE MIL"),
        GRANADILLA_WORDS.replace("CINCUENTA", "SESENTA"),
        GRANADILLA_WORDS.replace("CINCUENTA MIL ", ""),
        GRANADILLA_WORDS.replace(" CON 60/100", ""),
        GRANADILLA_WORDS.replace("DÓLARES DE LOS ESTADOS UNIDOS DE AMÉRICA", "EUROS"),
        GRANADILLA_WORDS.replace("CINCUENTA", "CINCUENTA O SESENTA"),
        GRANADILLA_WORDS.replace(" ", ""),
        f"UN MILLÓN {GRANADILLA_WORDS}",
        f"MENOS {GRANADILLA_WORDS}",
        f"{GRANADILLA_WORDS} Y MÁS",
        f"{GRANADILLA_WORDS} {GRANADILLA_WORDS}",
        GRANADILLA_WORDS.replace("A", "А"),  # Cyrillic
        GRANADILLA_WORDS.replace("MIL", "M\u200bIL"),
        "fifty thousand four hundred and thirty-nine United States dollars and sixty cents",
    ],
)
def test_words_that_say_anything_else_do_not_agree(text: str) -> None:
    assert not words_agree(text, GRANADILLA, "es")


@given(moneys, languages, st.sampled_from(list(WordsStyle)))
def test_an_amount_agrees_with_its_own_words(money: Money, language: str, style: WordsStyle) -> None:
    assert words_agree(amount_in_words(money, language, style), money, language)


@given(moneys, moneys, languages, st.sampled_from(list(WordsStyle)))
@example(Money(81_00, "USD"), Money(80_01, "USD"), "fr", WordsStyle.TEXT)
@example(Money(11_0000, "KRW"), Money(1_0000, "KRW"), "ko", WordsStyle.TEXT)
def test_other_amounts_never_agree(money: Money, other: Money, language: str, style: WordsStyle) -> None:
    assume(money != other)

    assert not words_agree(amount_in_words(money, language, style), other, language)


@given(moneys, st.integers(-1000, 1000).filter(bool), languages)
def test_neighbouring_amounts_never_agree(money: Money, by: int, language: str) -> None:
    other = Money(money.minor + by, money.currency)

    assert not words_agree(amount_in_words(money, language), other, language)


@pytest.mark.parametrize("spell", [numerals.spanish, numerals.french, numerals.korean, numerals.english])
def test_every_number_has_its_own_words(spell: object) -> None:
    assert callable(spell)
    numbers = [*range(30_000), *range(0, 3_000_000, 997), *range(0, 10**12, 987_654_321)]

    assert len({spell(number) for number in numbers}) == len(set(numbers))


@given(st.integers(0, 10**15))
def test_english_and_korean_agree_with_num2words(number: int) -> None:
    assert numerals.english(number).replace(" and ", " ") == num2words(number).replace(",", "").replace(" and ", " ")
    assert numerals.korean(number) == num2words(number, lang="ko").replace(" ", "")


@given(st.integers(0, 999) | st.integers(1_000, 20_999))
def test_spanish_agrees_with_num2words_where_that_is_right(number: int) -> None:
    assert numerals.spanish(number) == num2words(number, lang="es")
