"""Work apart: this file runs one function in a process of its own, so that a hostile file can't take the window with it.

The child is our own program again, started with a flag; both sides speak JSON text over pipes, never pickles. Only
functions of this application can be named. The child limits its memory and its time; whoever waits can cancel it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sse_desktop.domain.errors import N_, DomainError, Term

FLAG: Final = "--work-apart"
_PACKAGE: Final = __name__.partition(".")[0]
_BETWEEN_LOOKS_S: Final = 0.05
_MAPPED_BYTES: Final = 768 << 20


class WorkStopped(DomainError):
    """The separate process died or went beyond its limits: `reason` is time, memory or crash."""

    sentence = N_("This took too much time or memory and was stopped. Nothing was changed.")


class WorkCancelled(DomainError):
    """A person cancelled the work."""

    sentence = N_("This was cancelled. Nothing was changed.")


class WorkFailed(Exception):
    """A bug in the function that ran apart; the message is the child's traceback."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use. Memory and processor time are enforced on Linux and macOS, elapsed time everywhere.

    `memory_bytes` is what it writes for itself; libraries and mapped files come on top. Of real files the largest take half of it.
    """

    memory_bytes: int = 256 << 20
    processor_s: int = 60
    elapsed_s: float = 120


def run_apart(
    function: str, arguments: Mapping[str, Any], *, limits: Limits | None = None, cancel: threading.Event | None = None
) -> Any:
    """Return what the function gives for the arguments, after running it in a process of its own.

    `function` is written `sse_desktop.exchange.reading:read_job`; arguments and result are JSON values. May be called
    from any thread; it blocks until the child is done.

    Raises: WorkStopped, WorkCancelled, WorkFailed, and the DomainError that the function raised.
    """
    limits = limits or Limits()
    task = {
        "function": function,
        "arguments": dict(arguments),
        "limits": [limits.memory_bytes, limits.processor_s],
    }
    child = _start()
    try:
        answer = _wait(child, json.dumps(task).encode(), limits, cancel)
    finally:
        _end(child)
    return _result(answer, child.returncode)


def work() -> None:
    """Read one task from standard input, write one answer to standard output: the child's whole life.

    The entry point calls this when the program was started with `--work-apart`.
    """
    # By their numbers, for a windowed program on Windows has no sys.stdin.
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not mix with the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    task = json.loads(tasks.read())
    _limit(*task["limits"])
    answer = _answer(task["function"], task["arguments"])
    answers.write(json.dumps(answer).encode())
    answers.close()


def _start() -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, FLAG]
    else:
        # The folder of the package is named, for the parent may have found it by its working directory.
        root = str(Path(__file__).resolve().parents[2])
        call = f"import sys; sys.path.insert(0, {root!r}); from {__name__} import work; work()"
        command = [sys.executable, "-c", call]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # The program is our own and the command holds nothing from outside.
    return subprocess.Popen(  # noqa: S603 - as said above
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    )


def _wait(child: subprocess.Popen[bytes], task: bytes, limits: Limits, cancel: threading.Event | None) -> bytes:
    """Return the answer; look in between whether the work was cancelled or takes too long."""
    ends_at = time.monotonic() + limits.elapsed_s
    given: bytes | None = task
    while True:
        try:
            return child.communicate(given, timeout=_BETWEEN_LOOKS_S)[0]
        except subprocess.TimeoutExpired:
            given = None
        if cancel is not None and cancel.is_set():
            raise WorkCancelled
        if time.monotonic() > ends_at:
            raise WorkStopped(reason="time")


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            # The child may be gone before it took its task.
            with contextlib.suppress(OSError):
                pipe.close()


def _result(answer: bytes, status: int) -> Any:
    try:
        found = json.loads(answer)
    except ValueError:
        raise WorkStopped(reason="time" if status == _OUT_OF_TIME else "crash") from None
    if "failure" in found:
        raise failure_from_json(found["failure"])
    if "stopped" in found:
        raise WorkStopped(reason=found["stopped"])
    if "bug" in found:
        raise WorkFailed(found["bug"])
    return found["result"]


# A process that used up its processor time is ended by SIGXCPU, which is 24 wherever that limit exists.
_OUT_OF_TIME: Final = -24


def _limit(memory_bytes: int, processor_s: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_DATA, memory_bytes),
        (resource.RLIMIT_AS, memory_bytes + _MAPPED_BYTES),
        (resource.RLIMIT_CPU, processor_s),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, amount in wanted:
        # macOS refuses some of them; the watch on elapsed time remains.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount, amount))


def _answer(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": _named(name)(**arguments)}
    except DomainError as failure:
        return {"failure": failure_as_json(failure)}
    except (MemoryError, RecursionError):
        return {"stopped": "memory"}
    # The surface of this process: whatever else happens is a bug and goes home with its traceback.
    except Exception:  # noqa: BLE001 - as said above
        import traceback

        return {"bug": traceback.format_exc()}


def _named(name: str) -> Any:
    """Return the class or function of this application with that name.

    Raises: LookupError when it is none of ours.
    """
    module, _, attribute = name.partition(":")
    if not module.startswith(f"{_PACKAGE}.") or not attribute.isidentifier() or attribute.startswith("_"):
        raise LookupError(name)
    return getattr(import_module(module), attribute)


def failure_as_json(failure: DomainError) -> dict[str, Any]:
    """Return the failure as JSON values, for `failure_from_json` on the other side."""
    kind = type(failure)
    facts = {name: _packed(value) for name, value in failure.facts.items()}
    return {"kind": f"{kind.__module__}:{kind.__qualname__}", "facts": facts}


def failure_from_json(found: Mapping[str, Any]) -> DomainError:
    """Return the failure that `failure_as_json` wrote.

    Raises: LookupError when it names no failure of this application.
    """
    kind = _named(found["kind"])
    if isinstance(kind, type) and issubclass(kind, DomainError):
        return kind(**{name: _unpacked(value) for name, value in found["facts"].items()})
    raise LookupError(found["kind"])


def _packed(value: object) -> Any:
    match value:
        case Term():
            return {"term": str(value)}
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
    # Any other fact has a text of its own, which is what a sentence would show of it.
    return str(value)


def _unpacked(value: Any) -> Any:
    match value:
        case {"term": text}:
            return Term(text)
        case {"decimal": text}:
            return Decimal(text)
        case {"instant": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
    return value
