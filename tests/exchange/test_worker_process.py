"""Work apart comes back as JSON, keeps its limits, can be cancelled, and its failures are the ones that were raised."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.__main__ import WORK_APART
from sse_desktop.domain.errors import DomainError, Term
from sse_desktop.exchange.reading import FileReading, read_apart
from sse_desktop.exchange.refusals import TooLarge, XmlNotRead
from sse_desktop.exchange.worker_process import (
    FLAG,
    Limits,
    WorkCancelled,
    WorkFailed,
    failure_as_json,
    failure_from_json,
    run_apart,
)
from tests.exchange.ocds_files import a_release

READ = "sse_desktop.exchange.reading:read_job"


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds to read."""
    file = tmp_path_factory.mktemp("large") / "large.json"
    text = json.dumps(a_release(description="[{ 5e12345 " * 400))
    file.write_text(f'{{"releases": [{",".join([text] * 12_000)}]}}')
    return file


@pytest.fixture(scope="module")
def greedy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose values take thirty times its size."""
    file = tmp_path_factory.mktemp("greedy") / "greedy.json"
    file.write_text('{"releases": [{"ocid": "x", "tender": {"title": [' + "[]," * 5_000_000 + "0]}}]}")
    return file


def test_a_function_runs_apart_from_any_thread(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"{}")
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(run_apart(READ, {"path": str(file), "zone": None})))
    thread.start()
    thread.join()

    assert found[0]["refused"]["kind"] == "sse_desktop.exchange.refusals:EmptyPackage"


@pytest.mark.parametrize(
    "name", ["os:system", "sse_desktop.exchange.reading:_read", "sse_desktop.exchange.reading:none", "x"]
)
def test_only_functions_of_ours_can_be_named(name: str) -> None:
    with pytest.raises(WorkFailed, match=r"LookupError|AttributeError"):
        run_apart(name, {})


def test_a_bug_comes_home_with_its_traceback() -> None:
    with pytest.raises(WorkFailed, match="read_job"):
        run_apart(READ, {"nothing": 1})


def test_a_failure_comes_home_as_it_was_raised(tmp_path: Path) -> None:
    from sse_desktop.exchange.refusals import FileMissing

    with pytest.raises(FileMissing):
        run_apart("sse_desktop.exchange.spreadsheet:read_table", {"path": str(tmp_path / "none")})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
@pytest.mark.parametrize("limits", [Limits(processor_s=1), Limits(elapsed_s=0.4)])
def test_beyond_a_limit_of_time_the_child_is_stopped(limits: Limits, endless: Path) -> None:
    reading = read_apart(endless, limits=limits)

    assert reading.refused is not None
    assert reading.refused.code == "reader_stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits time only")
@pytest.mark.parametrize("limits", [Limits(memory_bytes=90 << 20), Limits()])
def test_beyond_its_memory_the_child_is_stopped(limits: Limits, greedy: Path) -> None:
    reading = read_apart(greedy, limits=limits)

    assert reading.refused is not None
    assert reading.refused.code == "reader_stopped"


@pytest.mark.skipif(sys.platform != "linux", reason="finds the child by /proc")
def test_a_child_that_is_killed_is_only_a_sentence(endless: Path) -> None:
    found: list[FileReading] = []
    thread = threading.Thread(target=lambda: found.append(read_apart(endless)))
    thread.start()
    child = next(pid for _ in iter(int, 1) for pid in children())
    os.kill(child, signal.SIGKILL)
    thread.join()

    assert found[0].refused is not None
    assert found[0].refused.code == "reader_stopped"


def children() -> list[int]:
    """The workers that run now."""
    pids = [int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]
    return [pid for pid in pids if b"worker_process" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_work_can_be_cancelled(endless: Path) -> None:
    cancel = threading.Event()
    timer = threading.Timer(0.3, cancel.set)
    timer.start()
    began = time.monotonic()

    with pytest.raises(WorkCancelled):
        read_apart(endless, cancel=cancel)

    assert time.monotonic() - began < 2
    timer.join()


def test_the_program_itself_is_the_worker_when_it_is_asked() -> None:
    """The built program has no other Python to start; its entry point knows the flag."""
    task = b'{"function": "sse_desktop.exchange.reading:none", "arguments": {}, "limits": [1073741824, 60]}'

    done = subprocess.run([sys.executable, "-m", "sse_desktop", FLAG], input=task, capture_output=True, check=True)

    assert WORK_APART == FLAG
    assert b"AttributeError" in done.stdout


def test_the_child_loads_only_what_reading_needs() -> None:
    look = (
        "import sys; import sse_desktop.exchange.reading;"
        "print([n for n in ('PySide6', 'sqlalchemy', 'reportlab', 'pikepdf', 'openpyxl', 'lxml', 'ijson', 'babel') if n in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)

    assert loaded.stdout.strip() == b"[]"


@pytest.mark.parametrize(
    "failure",
    [
        TooLarge(limit_mb=512),
        XmlNotRead(root="x"),
        DomainError(a=Decimal("1.50"), b=date(2026, 1, 2), c=datetime(2026, 1, 2, tzinfo=UTC), d=None, e=True),
        DomainError(field=Term("Name")),
    ],
)
def test_failures_keep_their_kind_and_facts(failure: DomainError) -> None:
    back = failure_from_json(failure_as_json(failure))

    assert type(back) is type(failure)
    assert back.facts == failure.facts
    assert [type(fact) for fact in back.facts.values()] == [type(fact) for fact in failure.facts.values()]
