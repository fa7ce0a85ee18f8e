"""A file too large to keep gives a list of its calls, and each of them whole by its key."""

import gzip
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bulk import fill, releases
from sse_desktop.exchange.notice_heads import Heads, NoticeHead, parts_of
from sse_desktop.exchange.ocds_shapes import Shelf
from sse_desktop.exchange.reading import read_apart, read_notices
from sse_desktop.exchange.worker_process import WorkCancelled
from tests.exchange.ocds_files import a_release

LARGE = 22_000_000


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bulk") / "releases.json"
    fill(file, LARGE)
    return file


def test_a_large_file_gives_a_list_and_each_of_it_whole(package: Path) -> None:
    reading = read_apart(package, "America/Guayaquil")

    assert (reading.kind, reading.refused, reading.notices) == ("ocds", None, ())
    assert len(reading.heads) > 2000
    head = reading.heads[1234]
    assert head.title == "Adquisición 1235 de frutas y hortalizas para la alimentación escolar"
    (notice,) = read_apart(package, "America/Guayaquil", only=head.key).notices
    assert (notice.title, notice.reference, notice.buyer.name) == (head.title, head.reference, head.buyer)
    assert (notice.deadline, notice.deadline_stated) == (head.deadline, head.deadline_stated)
    assert len(notice.items) == 16


def test_a_month_of_packages_in_a_zip_gives_a_list(tmp_path: Path) -> None:
    file = tmp_path / "mes.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("2026-11.json", "w") as member:
        member.write(b"[")
        for number, release in enumerate(islice(releases(), 2600)):
            member.write((b"," if number else b"") + json.dumps({"uri": "x", "releases": [release]}).encode())
        member.write(b"]")

    heads = read_notices(file).heads
    assert len(heads) == 2600
    assert heads[-1].title.startswith("Adquisición 2600 ")


def test_a_packed_large_file_is_read_alike(tmp_path: Path, package: Path) -> None:
    file = tmp_path / "releases.gz"
    file.write_bytes(gzip.compress(package.read_bytes(), 1))

    assert read_notices(file).heads == read_notices(package).heads


def test_reading_a_large_file_can_be_given_up(package: Path) -> None:
    stop = threading.Event()
    stop.set()

    with pytest.raises(WorkCancelled):
        read_apart(package, cancel=stop)


def heads_of(*values: Any) -> Heads:
    heads, file = Heads("America/Guayaquil"), Shelf()
    for count, value in enumerate(values):
        for key, process in parts_of(value, file, count):
            heads.take(key, process)
    return heads


def test_later_parts_of_a_process_add_to_its_head() -> None:
    first = a_release()
    later = {"ocid": first["ocid"], "id": "2", "date": "2026-11-09T09:00:00-05:00", "tag": ["tenderAmendment"],
             "tender": {"id": "MCFI-7", "tenderPeriod": {"endDate": "2026-12-08T10:00:00-05:00"}}}  # fmt: skip
    award = {"ocid": first["ocid"], "id": "3", "date": "2026-12-20", "tag": ["award"], "awards": [{"id": "a"}]}

    (head,) = heads_of(later, award, first).heads

    assert (head.title, head.buyer) == ("Mango", "GAD")
    assert head.deadline is not None
    assert head.deadline.day == 8


def test_processes_without_a_call_are_counted_by_their_reason() -> None:
    award = {"ocid": "x-1", "date": "2026-12-20", "tag": ["award"], "awards": [{"id": "a"}], "tender": {"id": "1"}}
    plan = {"ocid": "x-2", "date": "2026-12-20", "tag": ["planning"], "planning": {"rationale": "r"}}

    heads = heads_of(award, plan, a_release())

    assert len(heads.heads) == 1
    assert dict(heads.left_out) == {"award_only": 1, "planning_only": 1}


def test_processes_without_a_number_are_known_by_their_place() -> None:
    def nameless() -> Iterator[dict[str, Any]]:
        for title in ("Mango", "Piña"):
            yield {key: value for key, value in a_release(title=title).items() if key != "ocid"}

    heads = heads_of(*nameless()).heads

    assert [head.title for head in heads] == ["Mango", "Piña"]
    assert len({head.key for head in heads}) == 2


def test_a_head_comes_back_equal_from_its_row() -> None:
    (head,) = heads_of(a_release()).heads

    back = NoticeHead.from_row(json.loads(json.dumps(head.as_row())))
    assert back == head
    assert back.deadline is not None
    assert back.deadline.utcoffset() == timedelta(hours=-5)
