"""Every container that OCDS comes in gives its processes, and a file without a call is refused with its reason."""

import codecs
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.exchange import json_text
from sse_desktop.exchange.guard import GuardedText
from sse_desktop.exchange.ocds_shapes import processes
from tests.exchange.ocds_files import a_release, notice_of, reading_of

RELEASE = a_release()
LINK = {"url": "https://example.org/r.json", "date": "2026-10-30T00:00:00-05:00", "tag": ["tender"]}
PACKED = io.BytesIO()
with zipfile.ZipFile(PACKED, "w") as archive:
    archive.writestr("../outside.json", json.dumps([{"releases": [RELEASE]}]))


@pytest.mark.parametrize(
    "value",
    [
        RELEASE,
        [RELEASE],
        {"releases": [RELEASE]},
        [{"releases": [RELEASE]}],
        {"records": [{"ocid": RELEASE["ocid"], "compiledRelease": RELEASE}]},
        {"records": [{"ocid": RELEASE["ocid"], "compiledRelease": RELEASE, "releases": [LINK]}]},
        {"records": [{"ocid": RELEASE["ocid"], "releases": [RELEASE]}]},
        {"compiledRelease": RELEASE, "releases": [RELEASE], "versionedRelease": {"ocid": "x", "tender": {"title": []}}},
        [{"records": [{"compiledRelease": RELEASE}]}],
        json.dumps(RELEASE).encode() + b"\n\n" + json.dumps(RELEASE).encode(),
        gzip.compress(json.dumps(RELEASE).encode()),
        codecs.BOM_UTF8 + json.dumps(RELEASE).encode(),
        json.dumps(RELEASE).encode("utf-16"),
        PACKED.getvalue(),
    ],
)
def test_a_process_is_found_in_any_container(value: Any, tmp_path: Path) -> None:
    notice = notice_of(value, tmp_path)

    assert (notice.reference, notice.title, notice.ocid) == ("MCFI-7", "Mango", "ocds-5wno2w-MCFI-7")
    assert notice.as_json()["deadline"] == "2026-12-01T10:00:00-05:00"
    assert notice.deadline_stated


def test_single_bytes_are_read_as_windows_letters_and_warned_of(tmp_path: Path) -> None:
    notice = notice_of(json.dumps(a_release(title="Piña de Ñuble"), ensure_ascii=False).encode("cp1252"), tmp_path)

    assert notice.title == "Piña de Ñuble"
    assert [warning.code for warning in notice.warnings] == ["encoding_guessed"]


def test_releases_of_one_process_are_merged_by_date_and_the_newest_wins(tmp_path: Path) -> None:
    later = {
        **a_release(tenderPeriod={"endDate": "2026-12-15T10:00:00-05:00"}, status=""),
        "date": "2026-11-20T09:00:00-05:00",
    }
    later["tender"]["items"] = [{"id": "1", "quantity": 120}, {"id": "2", "description": "Piña", "quantity": 5}]

    notice = notice_of({"releases": [later, a_release()]}, tmp_path)

    assert notice.as_json()["deadline"] == "2026-12-15T10:00:00-05:00"
    assert notice.status == "active"
    assert [(item.description, str(item.quantity)) for item in notice.items] == [("Mango", "120"), ("Piña", "5")]
    assert notice.as_json()["published"] == "2026-11-01T09:00:00-05:00"


def test_many_processes_are_all_given_to_choose_from(tmp_path: Path) -> None:
    reading = reading_of({"releases": [a_release(f"ocds-5wno2w-{number:03}") for number in range(120)]}, tmp_path)

    assert len(reading.notices) == 120


@pytest.mark.parametrize(
    ("value", "code", "kind"),
    [
        (b"", "empty_file", None),
        (b" \n\t", "empty_file", None),
        ({}, "empty_package", None),
        ([], "empty_package", None),
        ({"releases": [], "uri": "x"}, "empty_package", "ocds"),
        ({"a": 1}, "not_a_notice", None),
        ([1, 2], "not_a_notice", None),
        ({"records": [{"ocid": "a", "releases": [LINK]}]}, "only_links", "ocds"),
        ({"records": [], "packages": ["https://example.org/p"]}, "only_links", "ocds"),
        ({"ocid": "a", "tag": ["award"], "awards": [{"id": 1}]}, "award_only", "ocds"),
        ({"ocid": "a", "tag": "award", "tender": {"status": "complete"}, "awards": [{"id": 1}]}, "award_only", "ocds"),
        (
            {"ocid": "a", "tag": ["planning"], "planning": {"budget": {}}, "tender": {"title": "Mango"}},
            "planning_only",
            "ocds",
        ),
        ({"ocid": "a", "planning": {"rationale": "x"}}, "planning_only", "ocds"),
        ({"ocid": "a", "tag": ["tender"], "tender": {}}, "no_call_for_tenders", "ocds"),
        ([{"ocid": "a", "awards": [{"id": 1}]}, {"ocid": "b", "planning": {"x": 1}}], "no_call_for_tenders", "ocds"),
        (b"%PDF-1.7", "pdf_document", None),
        (b"<!DOCTYPE html><html>", "web_page", None),
        (b"<?xml version='1.0'?><!-- c --><ContractNotice xmlns='x'/>", "no_call_for_tenders", "eforms"),
        (b"Dear all", "unknown_content", None),
    ],
)
def test_a_file_without_a_call_is_refused_with_its_reason(
    value: Any, code: str, kind: str | None, tmp_path: Path
) -> None:
    reading = reading_of(value, tmp_path)

    assert reading.notices == ()
    assert reading.refused is not None
    assert (reading.refused.code, reading.kind) == (code, kind)


def test_what_holds_no_call_is_counted_beside_the_notices(tmp_path: Path) -> None:
    reading = reading_of([RELEASE, {"ocid": "b", "awards": [{"id": 1}]}], tmp_path)

    assert len(reading.notices) == 1
    assert reading.left_out == (("award_only", 1),)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    from sse_desktop.exchange.reading import read_notices

    reading = read_notices(tmp_path / "none.json")

    assert reading.refused is not None
    assert reading.refused.code == "file_missing"


@pytest.mark.parametrize(
    "value",
    [
        {"uri": "x", "releases": [a_release(f"o-{number}") for number in range(40)], "version": "1.1"},
        [a_release(f"o-{number}") for number in range(40)],
        [{"uri": "x", "releases": [a_release(f"o-{number}")]} for number in range(40)],
        {"records": [{"ocid": f"o-{number}", "compiledRelease": a_release(f"o-{number}")} for number in range(40)]},
        [{"records": [{"compiledRelease": a_release(f"o-{number}")}]} for number in range(40)],
    ],
)
def test_a_large_file_read_in_parts_gives_the_same(value: Any) -> None:
    data = json.dumps(value).encode()

    at_once = processes(json_text.JsonValues(GuardedText(io.BytesIO(data))))
    in_parts = processes(json_text.JsonValues(GuardedText(io.BytesIO(data)), at_once=10))

    assert len(at_once.processes) == 40
    assert at_once == in_parts
