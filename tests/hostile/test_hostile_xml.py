"""XML made to break parsers is refused with one sentence, in under two seconds and little memory, before it can do anything."""

import gzip
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_apart, read_notices
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.worker_process import Limits
from sse_desktop.exchange.xml_guard import parse_xml
from sse_desktop.exchange.xml_text import text

MEGA = 1 << 20
OPEN, CLOSE = b'<?xml version="1.0" encoding="UTF-8"?><ContractNotice>', b"</ContractNotice>"
LAUGHS = b"".join(
    b'<!ENTITY lol%d "%s">' % (level, b"&lol%d;" % (level - 1) * 10 if level else b"lol") for level in range(10)
)


def with_type(declared: bytes, body: bytes = b"&x;") -> bytes:
    return b'<?xml version="1.0"?>\n<!-- a notice -->\n<!DOCTYPE n ' + declared + b"><n>" + body + b"</n>"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a billion laughs": (lambda: with_type(b"[" + LAUGHS + b"]", b"&lol9;"), "xml_with_entities"),
    "one long entity many times": (
        lambda: with_type(b'[<!ENTITY x "' + b"a" * MEGA + b'">]', b"&x;" * 1000),
        "xml_with_entities",
    ),
    "a file from this computer": (lambda: with_type(b'[<!ENTITY x SYSTEM "file:///etc/passwd">]'), "xml_with_entities"),
    "a page from elsewhere": (lambda: with_type(b'[<!ENTITY x SYSTEM "http://127.0.0.1:9/">]'), "xml_with_entities"),
    "an outer document type": (lambda: with_type(b'SYSTEM "http://127.0.0.1:9/n.dtd"', b""), "xml_with_entities"),
    "parameter entities": (
        lambda: with_type(b'[<!ENTITY % a SYSTEM "file:///dev/random"> %a;]', b""),
        "xml_with_entities",
    ),
    "a document type in UTF-16": (
        lambda: with_type(b'[<!ENTITY x "y">]').decode().encode("utf-16"),
        "xml_with_entities",
    ),
    "a document type in UTF-16 without a mark": (
        lambda: with_type(b'[<!ENTITY x "y">]').replace(b"\n", b"").decode().encode("utf-16-le"),
        "xml_with_entities",
    ),
    "an entity nobody declared": (lambda: OPEN + b"&x;" + CLOSE, "xml_with_entities"),
    "201 elements in elements": (lambda: OPEN + b"<a>" * 200 + b"</a>" * 200 + CLOSE, "too_deep"),
    "300,000 elements in elements": (lambda: OPEN + b"<a>" * 300_000, "too_deep"),
    "a million elements": (lambda: OPEN + b"<a/>" * MEGA + CLOSE, "too_large"),
    "a million attributes": (
        lambda: OPEN + b"<a " + b" ".join(b'a%d=""' % n for n in range(MEGA)) + b"/>" + CLOSE,
        "too_large",
    ),
    "an attribute of 12 MiB": (lambda: OPEN + b'<a b="' + b"x" * (12 * MEGA) + b'"/>' + CLOSE, "too_large"),
    "a text of 12 MiB": (lambda: OPEN + b"<a>" + b"x" * (12 * MEGA) + b"</a>" + CLOSE, "too_large"),
    "a name of 1 MiB": (lambda: OPEN + b"<" + b"x" * MEGA + b"/>" + CLOSE, "too_large"),
    "100,000 lots": (lambda: OPEN + b"<ProcurementProjectLot/>" * 100_000 + CLOSE, "too_many_lots"),
    "17 MiB": (lambda: OPEN + b" " * (17 * MEGA) + CLOSE, "too_large"),
    "a gzip bomb": (lambda: gzip.compress(OPEN + b" " * (100 * MEGA) + CLOSE), "too_large"),
    "cut off in the middle": (lambda: OPEN + b"<cbc:ID>1</cbc", "broken_file"),
    "cut off before the root": (lambda: OPEN[:30], "broken_file"),
    "cut off in a comment": (lambda: b"<!-- " + b"- " * MEGA, "broken_file"),
    "closed in the wrong order": (lambda: OPEN + b"<a><b></a></b>" + CLOSE, "broken_file"),
    "two roots": (lambda: OPEN + CLOSE + b"<n/>", "broken_file"),
    "an unknown root": (lambda: b"<Invoice/>", "xml_not_read"),
    "a web page as XML": (lambda: b'<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>', "web_page"),
    "an encoding that unpacks": (lambda: b'<?xml version="1.0" encoding="zlib"?><n>\xff</n>', "xml_not_read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_refused_quickly(name: str, tmp_path: Path) -> None:
    make, code = HOSTILE[name]
    file = tmp_path / "notice.xml"
    file.write_bytes(make())

    began = time.process_time()
    reading = read_notices(file)

    assert time.process_time() - began < 2
    assert reading.notices == ()
    assert reading.refused is not None
    assert reading.refused.code == code
    assert str(reading.refused).endswith(".")


@pytest.mark.parametrize("name", ["a billion laughs", "a million elements", "a text of 12 MiB", "17 MiB"])
def test_three_hundred_megabytes_are_enough_to_refuse_it(name: str, tmp_path: Path) -> None:
    make, code = HOSTILE[name]
    file = tmp_path / "notice.xml"
    file.write_bytes(make())

    refused = read_apart(file, limits=Limits(memory_bytes=300 * MEGA)).refused

    assert refused is not None
    assert refused.code == code


def read_text(data: bytes) -> tuple[str, list[str]]:
    repairs = Repairs()
    return text(parse_xml(data, repairs)), [warning.code for warning in repairs.warnings]


@pytest.mark.parametrize(
    ("declared", "written", "warned"),
    [
        ("UTF-8", "utf-8", []),
        ("ISO-8859-1", "latin-1", []),
        ("windows-1252", "cp1252", []),
        ("UTF-8", "latin-1", ["encoding_guessed"]),
        ("ISO-8859-1", "utf-8", ["encoding_guessed"]),
        ("x-unknown", "cp1252", ["encoding_guessed"]),
        ("UTF-16", "utf-8", ["encoding_guessed"]),
        ("UTF-8", "utf-16", []),
        ("UTF-16", "utf-16-le", []),
        ("utf-8", "utf-8-sig", []),
    ],
)
def test_letters_survive_an_encoding_that_is_not_the_declared_one(
    declared: str, written: str, warned: list[str]
) -> None:
    said = f'<?xml version="1.0" encoding="{declared}"?><n>Alimentación à l’école</n>'
    if written == "latin-1":
        said = said.replace("’", "'")

    found, warnings = read_text(said.encode(written))

    assert found.replace("'", "’") == "Alimentación à l’école"
    assert warnings == warned


def test_letters_that_no_text_may_hold_are_taken_out() -> None:
    assert read_text(b"<n>a\x01b&#0;c&#x1F;d&#10;e&#233;</n>") == ("abcd\neé", ["letters_removed"])


def test_the_names_of_packed_files_lead_nowhere(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.xml", OPEN + CLOSE)
        archive.writestr("/outside/a.pdf", b"%PDF-1.7")
    file = tmp_path / "tender.zip"
    file.write_bytes(packed.getvalue())

    read_notices(file)

    assert [entry.name for entry in tmp_path.iterdir()] == ["tender.zip"]
