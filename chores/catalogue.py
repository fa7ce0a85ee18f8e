"""The gettext catalogues: extracting, compiling, and checking that every language says everything."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "locale"
LANGUAGES: Final = ("es", "fr", "ko", "en")
DOMAIN: Final = "sse"
# Where the texts of documents stand; a language that is for documents alone says these.
ON_PAPER: Final = (
    *("sse_desktop/documents/", "sse_desktop/prints/", "sse_desktop/domain/", "sse_desktop/locale.py"),
    *("sse_desktop/queries/capacity.py", "sse_desktop/queries/readiness.py", "sse_desktop/queries/paper_rules.py"),
)
HEADER: Final = """\
# {name} words of SSE Desktop. `python3 dev.py catalogue` adds what is new in the sources; translations are written here.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# Where texts stand: N_ marks one for later, the others translate at once.
KEYWORDS: Final = {"N_": None, "text": None, "plural": (1, 2), "gettext": None, "ngettext": (1, 2)}
# SQLAlchemy's text() has the same name as ours.
SQL: Final = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA) |\w+ (=|IS NULL)")
# What was taken over from another language's catalogue shows by its letters.
HANGUL: Final = re.compile("[\uac00-\ud7a3]")
Id = tuple[str, ...]


def extracted() -> Catalog:
    """Return every message of the sources, with the places it stands in."""
    catalogue = Catalog(project="sse-desktop", charset="utf-8")
    found = extract_from_dir(
        str(ROOT / "sse_desktop"), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, line, message, comments, context in found:
        if message and any(map(has_words, forms(message))):
            catalogue.add(message, None, [(f"sse_desktop/{file}", line)], auto_comments=comments, context=context)
    return catalogue


def of_documents(wanted: Catalog) -> Catalog:
    """Return the messages that can stand on paper: those of documents, prints and the rules they print; by their files."""
    found = Catalog(project="sse-desktop", charset="utf-8")
    for message in wanted:
        places = [place for place in message.locations if place[0].startswith(ON_PAPER)]
        if message.id and places:
            found.add(message.id, None, places, auto_comments=message.auto_comments, context=message.context)
    return found


def languages() -> dict[str, bool]:
    """Return the languages with a catalogue, and whether it is for documents alone: the window speaks the others."""
    others = sorted(path.name for path in FOLDER.glob("*") if (path / "LC_MESSAGES" / f"{DOMAIN}.po").is_file())
    return dict.fromkeys(LANGUAGES, False) | {name: True for name in others if name not in LANGUAGES}


def wanted_in(wanted: Catalog, *, for_documents: bool) -> Catalog:
    """Return the messages that a language must say."""
    return of_documents(wanted) if for_documents else wanted


def catalogue_file(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue; empty if it has none yet."""
    file = catalogue_file(language)
    if not file.is_file():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain=DOMAIN)


def forms(texts: str | list[str] | tuple[str, ...] | None) -> Id:
    """Return a message's text or, of a plural, its texts."""
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def names(text: str) -> set[str]:
    """Return the placeholders of a text; a text that cannot be filled names its own fault."""
    try:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        return {f"!{error}"}


def has_words(text: str | None) -> bool:
    """Return whether there is something to translate in a text, besides its placeholders."""
    return (
        bool(text)
        and not SQL.match(text or "")
        and any(letter.isalpha() for part, _, _, _ in _pieces(text or "") for letter in part)
    )


def _pieces(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(text))
    except ValueError:
        return [(text, None, None, None)]


def faults(wanted: Catalog, catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a language's catalogue.

    Every message of the sources must be there, translated (English may stay as it is in the sources), not fuzzy, with
    the placeholders of the original, and nothing else must be there.
    """
    ids = {forms(message.id) for message in wanted if message.id}
    present = {forms(message.id): message for message in catalogue if message.id}
    for missing in sorted(ids - present.keys()):
        if language != "en":
            yield f"{language}: not in the catalogue: {missing[0]!r}"
    for needless in sorted(present.keys() - ids):
        yield f"{language}: no longer in the sources: {needless[0]!r}"
    for message in present.values():
        yield from _message_faults(message, language)


def _message_faults(message: Message, language: str) -> Iterator[str]:
    originals, translations = forms(message.id), forms(message.string)
    if message.fuzzy:
        yield f"{language}: fuzzy: {originals[0]!r}"
    if not translations or not all(translations):
        if language != "en":
            yield f"{language}: not translated: {originals[0]!r}"
        return
    wanted = set().union(*map(names, originals))
    for translation in translations:
        # One form of a plural may leave the number out ("one member"), but must not invent a name.
        if names(translation) != wanted and not (len(originals) > 1 and names(translation) < wanted):
            yield f"{language}: placeholders differ: {originals[0]!r} and {translation!r}"
        if language != "ko" and HANGUL.search(translation) and not HANGUL.search(originals[0]):
            yield f"{language}: Korean letters: {translation!r}"


def check() -> list[str]:
    """Return everything that is wrong with the catalogues, in sentences."""
    wanted = extracted()
    found = [
        fault
        for language, for_documents in languages().items()
        for fault in faults(wanted_in(wanted, for_documents=for_documents), read(language), language)
    ]
    return found + [f"sources: {name}" for message in wanted if message.id for name in _source_faults(message)]


def _source_faults(message: Message) -> Iterator[str]:
    for original in forms(message.id):
        for name in names(original):
            if not name.isidentifier():
                yield f"not a named placeholder {{{name}}} in {original!r}"


def update() -> None:
    """Bring the catalogues to the messages of the sources; new ones are left empty, old ones dropped."""
    wanted = extracted()
    for language, for_documents in languages().items():
        catalogue = read(language)
        catalogue.update(wanted_in(wanted, for_documents=for_documents), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        body = io.BytesIO()
        write_po(body, catalogue, width=120, sort_by_file=True, omit_header=True, include_lineno=False)
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(header(catalogue).encode() + body.getvalue())


def header(catalogue: Catalog) -> str:
    """Return what a catalogue begins with: nothing that changes from day to day."""
    name = catalogue.locale.english_name if catalogue.locale else ""
    return HEADER.format(name=name, language=catalogue.locale_identifier, plurals=catalogue.plural_forms)


def compile_all() -> None:
    """Write each language's machine form (.mo) beside its catalogue where that is newer."""
    for language in languages():
        file = catalogue_file(language)
        machine_form = file.with_suffix(".mo")
        if not file.is_file() or (machine_form.exists() and machine_form.stat().st_mtime_ns >= file.stat().st_mtime_ns):
            continue
        with machine_form.open("wb") as stream:
            write_mo(stream, read(language))


def main() -> int:
    """Run `check`, `update` or `compile`."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = check()
            print("\n".join(found) if found else "The catalogues are complete.")
            return 1 if found else 0
        case _:
            print("usage: python -m chores.catalogue check|update|compile")
            return 64
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
