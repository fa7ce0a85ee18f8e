"""One thread that works through a queue: this file is all that the window knows of threads.

A thread holds numbers, module functions and their arguments; never a widget and never a callback, so no QObject can
die in it. Results go to one outbox that the interface thread empties.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue


class Cancelled(Exception):  # the person asked for it: neither a bug nor a problem
    """The work was given up on request, and nothing of it was kept."""


@dataclass(slots=True, eq=False)
class Job:
    """Work with its number; `work` may be dropped before it starts by `cancelled`."""

    number: int
    work: Callable[[], object] | None
    cancelled: bool = False
    settled: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: exactly one of result and error counts."""

    number: int
    result: object = None
    error: Exception | None = None


class Lane:
    """A thread that takes jobs in order and puts an outcome of each into the outbox."""

    def __init__(self, name: str, outbox: SimpleQueue[object]) -> None:
        self._outbox = outbox
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def close(self, seconds: float) -> bool:
        """Finish what is queued and end the thread; tell whether it ended in time."""
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._outbox.put(_settle(job))
            job.settled.set()
            del job  # the arguments must not wait here for the next job


def _settle(job: Job) -> Outcome:
    work, job.work = job.work, None
    if job.cancelled or work is None:
        return Outcome(job.number, error=Cancelled())
    try:
        return Outcome(job.number, result=work())
    except Exception as error:  # noqa: BLE001 - the surface of the thread: every failure is shown in the window
        return Outcome(job.number, error=error)
