"""Files made to break readers are refused with one sentence, in under two seconds, and the program that asked lives on."""

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_apart, read_notices
from tests.exchange.ocds_files import a_release

MEGA = 1 << 20
GOOD = json.dumps({"releases": [a_release()]}).encode()


def in_zip(data: bytes, name: str = "a.json") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def crowd(count: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(str(number)), b"")
    return packed.getvalue()


def price(number: bytes) -> bytes:
    return b'{"releases":[{"ocid":"x","tender":{"title":"a","value":{"currency":"USD","amount":' + number + b"}}}]}"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "an integer of 4,301 digits": (lambda: price(b"9" * 4301), "absurd_number"),
    "a fraction of 5,000 digits": (lambda: price(b"0." + b"3" * 5000), "absurd_number"),
    "NaN": (lambda: price(b"NaN"), "absurd_number"),
    "infinity": (lambda: price(b"-Infinity"), "absurd_number"),
    "an exponent beyond Decimal": (lambda: price(b"1E99999999999999999999"), "absurd_number"),
    "300,000 lists in lists": (lambda: b'{"releases":' + b"[" * 300_000, "too_deep"),
    "100,000 objects in objects": (lambda: b'{"releases":[' + b'{"a":' * 100_000, "too_deep"),
    "cut off in the middle": (lambda: GOOD[:-40], "broken_file"),
    "cut off in a text": (lambda: GOOD[: GOOD.index(b"Kilo") + 2], "broken_file"),
    "garbage after the end": (lambda: GOOD + b"}", "broken_file"),
    "a gzip bomb of blanks": (lambda: gzip.compress(b"[" + b" " * (100 * MEGA)), "too_large"),
    "a gzip bomb of values": (lambda: gzip.compress(b"[" + b'"a",' * (25 * MEGA)), "reader_stopped"),
    "gzip cut off": (lambda: gzip.compress(GOOD)[:-12], "broken_file"),
    "gzip damaged": (lambda: gzip.compress(GOOD)[:30] + b"\xff" * 40, "broken_file"),
    "a zip bomb": (lambda: in_zip(b"[" + b" " * (100 * MEGA)), "too_large"),
    "a zip of 100,000 files": (lambda: crowd(100_000), "too_large"),
    "a zip of nothing known": (lambda: in_zip(b"MZ\x90", "a.exe"), "unknown_content"),
    "a damaged zip": (lambda: in_zip(GOOD)[:-30], "broken_file"),
    "nothing": (lambda: b"", "empty_file"),
    "zeros": (lambda: bytes(5000), "empty_file"),
    "a program": (lambda: b"\x7fELF" + bytes(range(256)) * 64, "unknown_content"),
    "a web page": (lambda: b"\n<html><body><script>alert(1)</script>", "web_page"),
    "entities that explode": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa">]><l>&a;</l>',
        "xml_with_entities",
    ),
    "a list of five million empty lists": (lambda: b'{"releases":[' + b"[]," * (5 * MEGA) + b"0]}", "reader_stopped"),
    "objects of one letter": (lambda: b'{"releases":[' + b'{"":1},' * (2 * MEGA) + b"0]}", "reader_stopped"),
    "a list of five million numbers": (lambda: b'{"releases":[' + b"1," * (5 * MEGA) + b"0]}", "reader_stopped"),
    "a bare text": (lambda: b'"ocds"', "unknown_content"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly(name: str, tmp_path: Path) -> None:
    make, code = HOSTILE[name]
    file = tmp_path / "tender.json"
    file.write_bytes(make())

    began = time.process_time()  # the reader's own: other programs may keep the computer busy
    reading = read_notices(file)

    assert time.process_time() - began < 2
    assert reading.notices == ()
    assert reading.refused is not None
    assert reading.refused.code == code
    assert str(reading.refused).endswith(".")
    assert "\n" not in str(reading.refused)


LARGE = json.dumps(
    {"releases": [a_release(f"ocds-{n}", description=f"{n * 7919:x} " * 900) for n in range(60)]}
).encode()


def damaged(data: bytes) -> bytes:
    """The same with the last bytes of its content changed, far beyond what is looked at first."""
    return data[: len(data) * 3 // 4] + bytes(40) + data[len(data) * 3 // 4 + 40 :]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("name", ["a.json", "a.bin"])
def test_a_zip_damaged_in_the_middle_is_a_damaged_file(method: int, name: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr(name, LARGE)
    file = tmp_path / "tender.zip"
    file.write_bytes(damaged(packed.getvalue()))

    refused = read_notices(file).refused

    assert refused is not None
    assert refused.code in {"broken_file", "absurd_number", "too_deep"}


@pytest.mark.parametrize("spoil", [damaged, lambda data: data[: len(data) // 2], lambda data: data[:-6] + bytes(6)])
def test_a_download_that_broke_off_is_a_damaged_file(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    file = tmp_path / "tender.json.gz"
    file.write_bytes(spoil(gzip.compress(LARGE)))

    refused = read_apart(file).refused

    assert refused is not None
    assert refused.code in {"broken_file", "absurd_number", "too_deep"}


def test_what_is_packed_twice_is_read_and_what_is_damaged_in_it_left_out(tmp_path: Path) -> None:
    office = io.BytesIO()
    with zipfile.ZipFile(office, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", LARGE)
    file = tmp_path / "tender.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one.json.gz", gzip.compress(GOOD))
        archive.writestr("two.zip", in_zip(json.dumps(a_release("ocds-5wno2w-2")).encode()))
        archive.writestr("annex.docx", office.getvalue()[:-20])
        archive.writestr("empty.zip", crowd(0))

    reading = read_notices(file)

    assert [notice.ocid for notice in reading.notices] == ["ocds-5wno2w-MCFI-7", "ocds-5wno2w-2"]
    assert sum(count for _, count in reading.left_out) == 2


@pytest.mark.parametrize("name", ["an integer of 4,301 digits", "300,000 lists in lists", "a gzip bomb of values"])
def test_the_program_that_asked_lives_on(name: str, tmp_path: Path) -> None:
    make, code = HOSTILE[name]
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_bytes(make())
    good.write_bytes(GOOD)

    refused = read_apart(bad).refused

    assert refused is not None
    assert refused.code == code
    assert [notice.title for notice in read_apart(good).notices] == ["Mango"]


@pytest.mark.parametrize("padding", [0, 70_000])
def test_an_absurd_number_is_seen_across_the_seams_of_a_large_file(padding: int, tmp_path: Path) -> None:
    """What follows a part of 256 KiB is another part; a number that lies across both is one number."""
    file = tmp_path / "tender.json"
    head = b'{"releases":[{"ocid":"' + b"x" * (256 * 1024 - 40 + padding) + b'","tender":{"title":"a","n":'
    file.write_bytes(head + b"7" * 4301 + b"}}]}")

    reading = read_notices(file)

    assert reading.refused is not None
    assert reading.refused.code == "absurd_number"


@pytest.mark.parametrize(
    "text",
    [
        "2110201101179214673900110020010000000011234567813",  # an access key of 49 digits
        "5e12345aa9e99999",  # hexadecimal
        "NaN Infinity",
        "[" * 300 + "{" * 300,
        'quotes " and \\ slashes \\\\" [[[' * 40,
    ],
)
@pytest.mark.parametrize("offset", range(0, 24, 3))
def test_texts_may_hold_what_numbers_may_not(text: str, offset: int, tmp_path: Path) -> None:
    """Also where a part of 256 KiB ends inside of the text."""
    file = tmp_path / "tender.json"
    padding = "x" * (256 * 1024 - 300 + offset)
    file.write_text(json.dumps([a_release(description=padding), a_release("ocds-5wno2w-2", description=text)]))

    reading = read_notices(file)

    assert reading.refused is None
    assert len(reading.notices) == 2


def test_a_hundred_thousand_keys_of_which_one_is_repeated_take_no_time(tmp_path: Path) -> None:
    file = tmp_path / "tender.json"
    keys = ",".join(f'"k{number}":1' for number in range(100_000))
    file.write_text(f'{{"ocid":"x","tender":{{"title":"a",{keys},"\\ud800":1,"\\ud800":2}}}}')

    began = time.process_time()
    (notice,) = read_notices(file).notices

    assert time.process_time() - began < 2
    warning = next(warning for warning in notice.warnings if warning.code == "repeated_keys")
    assert str(warning.facts["original"]).encode() == "\ufffd".encode()


def test_a_path_that_leads_out_of_a_zip_is_only_read(tmp_path: Path) -> None:
    file = tmp_path / "tender.zip"
    file.write_bytes(in_zip(GOOD, "../../outside.json"))

    assert len(read_notices(file).notices) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["tender.zip"]
