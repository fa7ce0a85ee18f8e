"""The check of the catalogues finds what is wrong with one."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from chores import catalogue

WORDS = "The file {path} could not be read."


def a_catalogue(translation: str, *, message: str = WORDS, flags: tuple[str, ...] = ()) -> Catalog:
    made = Catalog(locale="es", charset="utf-8")
    made.add(message, translation, flags=flags)
    return made


def the_sources() -> Catalog:
    made = Catalog()
    made.add(WORDS)
    return made


def faults(made: Catalog, language: str = "es") -> list[str]:
    return list(catalogue.faults(the_sources(), made, language))


def test_a_complete_translation_has_no_fault() -> None:
    assert faults(a_catalogue("No se pudo leer el archivo {path}.")) == []


@pytest.mark.parametrize(
    "translation", ["No se pudo leer.", "No se pudo leer {file}.", "No se pudo leer {path} {path2}.", "No {path"]
)
def test_other_placeholders_are_a_fault(translation: str) -> None:
    assert "placeholders differ" in faults(a_catalogue(translation))[0]


def test_the_letters_of_another_language_are_a_fault() -> None:
    assert "Korean letters" in faults(a_catalogue("파일 {path}을 읽을 수 없습니다."), "en")[0]
    assert faults(a_catalogue("파일 {path}을 읽을 수 없습니다."), "ko") == []


def test_a_missing_translation_is_a_fault() -> None:
    assert "not translated" in faults(a_catalogue(""))[0]


def test_english_may_stay_as_it_stands_in_the_sources() -> None:
    assert faults(a_catalogue(""), "en") == []
    assert faults(Catalog(locale="en"), "en") == []


def test_a_fuzzy_translation_is_a_fault() -> None:
    assert "fuzzy" in faults(a_catalogue("No se pudo leer {path}.", flags=("fuzzy",)))[0]


def test_a_message_missing_in_a_catalogue_is_a_fault() -> None:
    assert "not in the catalogue" in faults(Catalog(locale="es"))[0]


def test_a_message_no_longer_in_the_sources_is_a_fault() -> None:
    made = a_catalogue("No se pudo leer el archivo {path}.")
    made.add("Old words", "Palabras viejas")

    assert "no longer in the sources" in faults(made)[0]


def test_one_form_of_a_plural_may_leave_out_the_number() -> None:
    sources, made = Catalog(), Catalog(locale="es")
    sources.add(("{n} member", "{n} members"))
    made.add(("{n} member", "{n} members"), ("un socio", "{n} socios"))

    assert list(catalogue.faults(sources, made, "es")) == []


def test_a_plural_form_that_invents_a_name_is_a_fault() -> None:
    sources, made = Catalog(), Catalog(locale="es")
    sources.add(("{n} member", "{n} members"))
    made.add(("{n} member", "{n} members"), ("{n} socio", "{count} socios"))

    assert len(list(catalogue.faults(sources, made, "es"))) == 1


def test_words_of_every_kind_of_call_are_extracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "sse_desktop"
    folder.mkdir()
    source = 'N_("Marked"); locale.text("Shown {name}", name=1); locale.plural("{n} crate", "{n} crates", n); f("Not shown"); text("{n}"); sa.text("SELECT 1")'
    (folder / "page.py").write_text(source, "utf-8")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)

    found = {catalogue.forms(message.id)[0] for message in catalogue.extracted() if message.id}

    assert found == {"Marked", "Shown {name}", "{n} crate"}


def test_bringing_a_catalogue_up_to_date_keeps_translations_and_drops_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path / "locale")
    page = tmp_path / "sse_desktop" / "page.py"
    page.parent.mkdir()
    page.write_text('N_("Kept"); N_("Gone"); plural("{n} crate", "{n} crates", n)', "utf-8")
    catalogue.update()
    file = catalogue.catalogue_file("ko")
    file.write_text(file.read_text("utf-8").replace('msgid "Kept"\nmsgstr ""', 'msgid "Kept"\nmsgstr "유지"'), "utf-8")
    page.write_text('N_("Kept"); N_("New"); plural("{n} crate", "{n} crates", n)', "utf-8")

    catalogue.update()
    first = file.read_bytes()
    catalogue.update()

    made = catalogue.read("ko")
    assert file.read_bytes() == first
    assert {catalogue.forms(message.id)[0] for message in made if message.id} == {"Kept", "New", "{n} crate"}
    assert made["Kept"].string == "유지"
    assert made.num_plurals == 1
