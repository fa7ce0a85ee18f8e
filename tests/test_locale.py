"""Numbers, money, days and words as people of each language write and read them."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop import languages
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import LANGUAGES, Locale, NotADate, NotANumber, UnknownLanguage
from sse_desktop.queries.readiness import CapacityGap

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
LOCALES = {language: Locale(language) for language in LANGUAGES}
ES, FR, KO, EN = (LOCALES[language] for language in LANGUAGES)

locales = st.sampled_from(list(LOCALES.values()))


def shown(text: str) -> str:
    """Return the text with ordinary spaces, so that it can be compared by eye."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class CrateTooHeavy(DomainError):
    """Has one fact of each kind."""

    sentence = N_("{kind}: {weight}, {cost}, {price}, {day}, {moment}, {count}, {share}, {name}")


@pytest.fixture
def spanish_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of resources with a small Spanish catalogue."""
    catalogue = Catalog(locale="es")
    catalogue.add("crate", "gaveta")
    catalogue.add("The lot {lot} holds {grams}.", "El lote {lot} tiene {grams}.")
    catalogue.add(("{n} lot", "{n} lots"), ("{n} lote", "{n} lotes"))
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "sse.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(languages, "resources", lambda: tmp_path)
    languages.catalogue_of.cache_clear()
    yield
    languages.catalogue_of.cache_clear()


@pytest.fixture
def no_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(languages, "resources", lambda: tmp_path)
    languages.catalogue_of.cache_clear()
    yield
    languages.catalogue_of.cache_clear()


# ---------------------------------------------------------------- language


def test_each_language_is_written_as_in_its_country() -> None:
    assert [each.identifier for each in LOCALES.values()] == ["es_EC", "fr_BE", "ko_KR", "en"]
    assert Locale("es", "PE").identifier == "es_PE"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="qu"):
        Locale("qu")


# ---------------------------------------------------------------- words


@pytest.mark.usefixtures("spanish_catalogue")
def test_a_text_is_translated_and_filled() -> None:
    text = ES.text("The lot {lot} holds {grams}.", lot="MAN-1", grams=Quantity(12_500, "kg"))

    assert shown(text) == "El lote MAN-1 tiene 12,5 kg."


@pytest.mark.usefixtures("spanish_catalogue")
def test_a_term_is_translated_inside_a_sentence() -> None:
    assert ES.text("{what}", what=Term("crate")) == "gaveta"
    assert ES.text("{what}", what="crate") == "crate"


@pytest.mark.usefixtures("spanish_catalogue")
def test_plurals_follow_the_language() -> None:
    assert [ES.plural("{n} lot", "{n} lots", n) for n in (0, 1, 2)] == ["0 lotes", "1 lote", "2 lotes"]
    assert ES.plural("{n} lot", "{n} lots", Decimal("1.5")) == "1,5 lotes"


@pytest.mark.usefixtures("no_catalogues")
def test_without_a_catalogue_the_english_words_are_shown() -> None:
    assert ES.text("The lot {lot} holds {grams}.", lot="MAN-1", grams=1) == "The lot MAN-1 holds 1."
    assert EN.plural("{n} lot", "{n} lots", 3) == "3 lots"
    assert FR.plural("{n} lot", "{n} lots", Decimal("1.5")) == "1,5 lot"


def test_no_text_stays_no_text() -> None:
    assert ES.text("") == ""


def test_a_place_nobody_fills_stays_visible() -> None:
    assert ES.text("{nobody} weighs {grams}", grams=Quantity(1_000, "kg")).startswith("{nobody}")
    assert ES.text("{nobody}") == "{nobody}"


@pytest.mark.usefixtures("no_catalogues")
def test_a_failure_is_explained_with_each_fact_by_its_type() -> None:
    failure = CrateTooHeavy(
        kind=Term("crate"),
        weight=Quantity(21_600, "kg"),
        cost=Money(123_450, "USD"),
        price=UnitPrice(150_000, "USD"),
        day=TODAY,
        moment=NOON,
        count=1234,
        share=Decimal("0.50"),
        name=None,
    )

    explained = shown(Locale("es", zone="America/Guayaquil").explain(failure))

    assert explained == "crate: 21,6 kg, $1.234,50, $0,15, 24/11/2026, 24/11/2026 12:05, 1.234, 0,5, None"


def test_facts_are_text_and_never_a_pattern() -> None:
    assert EN.text("Found {name}", name="{grams}") == "Found {grams}"


# ---------------------------------------------------------------- numbers and money


@pytest.mark.parametrize(
    ("language", "money", "won", "price", "weight", "share"),
    [
        ("es", "$1.234,50", "KRW 50.000", "$0,123456", "12,5 kg", "12,5%"),
        ("fr", "1 234,50 $US", "50 000 ₩", "0,123456 $US", "12,5 kg", "12,5 %"),
        ("ko", "US$1,234.50", "₩50,000", "US$0.123456", "12.5kg", "12.5%"),
        ("en", "$1,234.50", "₩50,000", "$0.123456", "12.5 kg", "12.5%"),
    ],
)
def test_amounts_in_each_language(language: str, money: str, won: str, price: str, weight: str, share: str) -> None:
    here = LOCALES[language]

    assert shown(here.money(Money(123_450, "USD"))) == money
    assert shown(here.money(Money(50_000, "KRW"))) == won
    assert shown(here.price(UnitPrice(123_456, "USD"))) == price
    assert shown(here.quantity(Quantity(12_500, "kg"))) == weight
    assert shown(here.percent(1250)) == share


def test_money_has_all_its_decimals_and_a_price_two_at_least() -> None:
    assert EN.money(Money(100, "USD")) == "$1.00"
    assert EN.money(Money(1_500, "KWD")).endswith("1.500")
    assert EN.price(UnitPrice(7_400_000, "USD")) == "$7.40"
    assert EN.price(UnitPrice(7_405_000, "USD")) == "$7.405"
    assert EN.price(UnitPrice(1_500_000_000, "KRW")) == "₩1,500"
    assert EN.price(UnitPrice(1_500_500_000, "KRW")) == "₩1,500.5"


def test_large_amounts_keep_every_digit() -> None:
    assert EN.money(Money(10**17 + 1, "USD")) == "$1,000,000,000,000,000.01"


def test_quantities_lose_zeros_at_the_end_and_grams_are_shown_as_kilos() -> None:
    assert shown(EN.quantity(Quantity(1_000_000, "kg"))) == "1,000 kg"
    assert shown(EN.quantity(Quantity(1, "kg"))) == "0.001 kg"
    assert shown(EN.quantity(Quantity(1_234_000, "g"))) == "1.234 kg"


@pytest.mark.usefixtures("no_catalogues")
def test_units_have_short_names_and_foreign_ones_stay() -> None:
    assert [shown(EN.quantity(Quantity.of(count, "crate"))) for count in (1, 2)] == ["1 crate", "2 crates"]
    assert shown(EN.quantity(Quantity.of("1.5", "hundred"))) == "1.5 hundreds"
    assert [EN.unit("unit", 600), EN.unit("lb"), EN.unit("Bandeja")] == ["u", "lb", "Bandeja"]


def test_a_week_has_one_name_alone_and_in_sentences() -> None:
    gap = CapacityGap(week=Week(2027, 1), gap=Quantity.of(10, "kg"), product="Mora")

    assert [Locale(language).week(Week(2027, 1)) for language in ("es", "fr", "en", "ko")] == [
        "semana 1", "semaine 1", "week 1", "1주차",
    ]  # fmt: skip
    assert "in week 1 for" in EN.explain(gap)
    assert "en la semana 1 para" in ES.explain(gap)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "-0,13"),
        ("2.5", 0, "3"),
        ("1E+3", None, "1.000"),
        ("7.100", None, "7,1"),
        ("1", 2, "1,00"),
    ],
)
def test_numbers_are_rounded_half_up_only_when_asked(value: str, decimals: int | None, text: str) -> None:
    assert ES.number(Decimal(value), decimals) == text


def test_percentages_of_whole_and_part() -> None:
    assert [EN.percent(part) for part in (0, 1, 100, 175, 10_000)] == ["0%", "0.01%", "1%", "1.75%", "100%"]


@given(locales, st.decimals(-(10**14), 10**14, places=3) | st.integers(-(10**14), 10**14))
def test_a_number_written_is_read_back(here: Locale, number: Decimal | int) -> None:
    assert here.parse_decimal(here.number(number)) == number


@given(locales, st.lists(st.decimals(0, 10**9, places=3), min_size=2, max_size=6))
def test_a_sum_written_is_read_back(here: Locale, numbers: list[Decimal]) -> None:
    assert here.parse_decimal(" + ".join(map(here.number, numbers))) == sum(numbers)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("es", "12,5", "12.5"),
        ("es", "1.234", "1234"),
        ("fr", "1 234,5", "1234.5"),
        ("ko", "1,234.5", "1234.5"),
        ("en", "1.234", "1.234"),
    ],
)
def test_numbers_are_read_in_the_notation_of_the_language(language: str, text: str, number: str) -> None:
    assert LOCALES[language].parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "1,234.50"), ("es", "12.5"), ("fr", "1.234,50"), ("ko", "12,5"), ("en", "1.234,50"), ("en", "ten")],
)
def test_the_notation_of_another_language_is_refused_with_an_example(language: str, text: str) -> None:
    here = LOCALES[language]

    with pytest.raises(NotANumber) as failure:
        here.parse_decimal(text)

    assert here.number(Decimal("1234.5")) in here.explain(failure.value)


# ---------------------------------------------------------------- days and instants


@pytest.mark.parametrize(
    ("language", "short", "long", "full"),
    [
        ("es", "24/11/2026", "24 de noviembre de 2026", "martes, 24 de noviembre de 2026"),
        ("fr", "24/11/2026", "24 novembre 2026", "mardi 24 novembre 2026"),
        ("ko", "2026. 11. 24.", "2026년 11월 24일", "2026년 11월 24일 화요일"),
        ("en", "24/11/2026", "24 November 2026", "Tuesday, 24 November 2026"),
    ],
)
def test_days_in_each_language(language: str, short: str, long: str, full: str) -> None:
    here = LOCALES[language]

    assert (here.date(TODAY), here.date(TODAY, "long"), here.date(TODAY, "full")) == (short, long, full)


def test_an_instant_is_shown_in_the_zone_asked_for_then_in_the_locales_then_in_its_own() -> None:
    quito = Locale("es", zone="America/Guayaquil")
    brussels = NOON.astimezone(timezone(timedelta(hours=1)))

    assert quito.instant(NOON) == "24/11/2026 12:05"
    assert quito.instant(NOON, "Asia/Seoul", "long") == "25 de noviembre de 2026 02:05"
    assert quito.instant(NOON, "-05:00") == "24/11/2026 12:05"
    assert ES.instant(brussels) == "24/11/2026 18:05"
    assert ES.instant(brussels, UTC) == "24/11/2026 17:05 UTC"


def test_an_instant_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        ES.instant(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "15/7", date(2026, 7, 15)),
        ("fr", "15.7.26", date(2026, 7, 15)),
        ("en", "3/4/2026", date(2026, 4, 3)),
        ("ko", "7/15", date(2026, 7, 15)),
        ("ko", "26. 7. 15.", date(2026, 7, 15)),
        ("ko", "t", TODAY),
        ("es", "-3", date(2026, 11, 21)),
    ],
)
def test_days_are_read_in_the_order_of_the_language(language: str, text: str, day: date) -> None:
    assert LOCALES[language].parse_date(text, TODAY) == day


@pytest.mark.parametrize(("language", "text"), [("es", "7/15"), ("ko", "15/7"), ("en", "31/2"), ("fr", "hier")])
def test_what_is_no_day_is_refused_with_an_example(language: str, text: str) -> None:
    here = LOCALES[language]

    with pytest.raises(NotADate) as failure:
        here.parse_date(text, TODAY)

    assert here.date(TODAY) in here.explain(failure.value)


@given(locales, st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_written_is_read_back(here: Locale, day: date) -> None:
    assert here.parse_date(here.date(day), TODAY) == day


# ---------------------------------------------------------------- cost


def test_importing_the_locale_loads_no_heavy_library() -> None:
    heavy = "{'babel', 'num2words', 'stdnum', 'uuid_utils'} & set(sys.modules)"
    program = f"import sys, sse_desktop.locale; sys.exit(str({heavy}) if {heavy} else 0)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", ["es", "fr", "ko", "en"])
def test_every_language_can_be_spoken_in_every_country(language: str) -> None:
    for country in ("EC", "BE", "KR", "BR"):
        abroad = Locale(language, country)

        assert abroad.number(Decimal("1234.5"))
        assert abroad.parse_date(abroad.date(date(2026, 7, 14)), date(2026, 1, 1)) == date(2026, 7, 14)
        assert abroad.money(Money(1250, "USD"))
