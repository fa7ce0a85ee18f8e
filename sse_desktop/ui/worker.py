"""The way from the window to the data: queries and commands run in threads, their results come back to the interface thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Final, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from sse_desktop.ui.lane import Cancelled, Job, Lane, Outcome

Result = TypeVar("Result")
DRAIN_MS: Final = 4
CLOSE_SECONDS: Final = 30.0


class Work(Protocol):
    """What the worker needs of a workspace."""

    @property
    def listeners(self) -> list[Callable[[frozenset[str]], None]]: ...
    def read(self, query: Callable[..., Result], *args: Any, **named: Any) -> Result: ...
    def write(self, command: Callable[..., Result], *args: Any, **named: Any) -> Result: ...
    def close(self) -> None: ...


class NothingOpen(Exception):
    """Work was asked for before a folder was open: an error of ours."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Names of the tables that a commit changed."""

    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long job is: `done` of `total` (0: not known), and what it is at."""

    number: int
    done: int
    total: int
    doing: str


class Progress:
    """Handed to a long job, which calls `step` often; the call raises `Cancelled` when the person gave up."""

    def __init__(self, job: Job, outbox: SimpleQueue[object]) -> None:
        self._job = job
        self._outbox = outbox

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        if self._job.cancelled:
            raise Cancelled
        self._outbox.put(Step(self._job.number, done, total, doing))


@dataclass(slots=True)
class _Pending:
    job: Job
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    progressed: Callable[[int, int, str], None] | None = None
    is_long: bool = False  # what a long job finished in spite of being given up is still told


class Ticket:
    """What the asker holds of running work; all it can do is give up."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def cancel(self) -> None:
        self._job.cancelled = True


class DatabaseWorker(QObject):
    """Runs queries and commands one after another in one thread, long jobs in a second one.

    `done` and `failed` are called on the interface thread, and only while `owner` still exists. A failure that the
    asker takes no interest in goes to the signal `problem`.
    """

    problem = Signal(object)
    touched = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outbox: SimpleQueue[object] = SimpleQueue()
        self._data = Lane("data", self._outbox)
        self._long: Lane | None = None
        self._pending: dict[int, _Pending] = {}
        self._number = 0
        self._work: Work | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self.drain)

    @property
    def is_busy(self) -> bool:
        return bool(self._pending)

    def open(
        self,
        opener: Callable[[], Work],
        *,
        owner: QObject,
        done: Callable[[Work], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Open a workspace in the data thread; what is asked for afterwards waits for it."""
        self._start(self._data, partial(self._open, opener), _Pending(Job(0, None), owner, done, failed))

    def read(self, query: Callable[..., Result], *args: Any, owner: QObject, done: Callable[[Result], None],
             failed: Callable[[Exception], None] | None = None, **named: Any) -> Ticket:  # fmt: skip
        """Run a query and give its rows to `done`."""
        return self._start(
            self._data, partial(self._read, query, *args, **named), _Pending(Job(0, None), owner, done, failed)
        )

    def read_soon(self, query: Callable[..., Result], *args: Any, wait_ms: int, owner: QObject, done: Callable[[Result], None],
                  **named: Any) -> Ticket:  # fmt: skip
        """As `read`, but wait up to `wait_ms` so that a quick answer reaches `done` before this returns."""
        ticket = self.read(query, *args, owner=owner, done=done, **named)
        if self._pending[self._number].job.settled.wait(wait_ms / 1000):
            self.drain()
        return ticket

    def write(self, command: Callable[..., Result], *args: Any, owner: QObject, done: Callable[[Result], None],
              failed: Callable[[Exception], None] | None = None, **named: Any) -> Ticket:  # fmt: skip
        """Run a command in its own unit of work; `done` is called after the commit."""
        work = partial(self._write, command, *args, **named)
        return self._start(self._data, work, _Pending(Job(0, None), owner, done, failed))

    def long(self, job: Callable[..., Result], *args: Any, owner: QObject, done: Callable[[Result], None],
             failed: Callable[[Exception], None] | None = None, progressed: Callable[[int, int, str], None] | None = None,
             **named: Any) -> Ticket:  # fmt: skip
        """Run `job(workspace, *args, progress=Progress, **named)` beside the data thread; `Ticket.cancel` gives it up.

        As with `read` and `write`, what is asked for while a workspace is being opened begins when it is open.
        """
        pending = _Pending(Job(0, None), owner, done, failed, progressed, is_long=True)
        return self._start(self._long_lane(), partial(self._run_long, job, pending.job, *args, **named), pending)

    def compute(self, function: Callable[..., Result], *args: Any, owner: QObject, done: Callable[[Result], None],
                failed: Callable[[Exception], None] | None = None, **named: Any) -> Ticket:  # fmt: skip
        """Run a function that needs no data beside the data thread."""
        return self._start(
            self._long_lane(), partial(function, *args, **named), _Pending(Job(0, None), owner, done, failed)
        )

    def close(self) -> bool:
        """Finish what is under way, close the workspace and end the threads; tell whether all ended in time."""
        for pending in self._pending.values():
            pending.job.cancelled = True
        ended = self._long is None or self._long.close(CLOSE_SECONDS)
        if self._work is not None:
            self._data.put(Job(0, self._work.close))
        ended = self._data.close(CLOSE_SECONDS) and ended
        self._timer.stop()
        self._pending.clear()
        return ended

    def drain(self) -> None:
        """Give out what the threads have finished. Only the interface thread calls this."""
        while True:
            try:
                item = self._outbox.get_nowait()
            except Empty:
                break
            match item:
                case Outcome():
                    self._settle(item)
                case Step():
                    self._step(item)
                case Touched():
                    self.touched.emit(item.tables)
                case _:
                    pass
        if not self._pending and self._timer.isActive():
            self._timer.stop()
            self.busy_changed.emit(False)

    def _settle(self, outcome: Outcome) -> None:
        pending = self._pending.pop(outcome.number, None)
        if pending is None or not shiboken6.isValid(pending.owner) or (pending.job.cancelled and not pending.is_long):
            return
        if outcome.error is None:
            pending.done(outcome.result)
        elif pending.failed is not None:
            pending.failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            self.problem.emit(outcome.error)

    def _step(self, step: Step) -> None:
        pending = self._pending.get(step.number)
        if pending is not None and pending.progressed is not None and shiboken6.isValid(pending.owner):
            pending.progressed(step.done, step.total, step.doing)

    def _start(self, lane: Lane, work: Callable[[], object], pending: _Pending) -> Ticket:
        self._number += 1
        pending.job.number = self._number
        pending.job.work = work
        self._pending[self._number] = pending
        if pending.is_long and self._work is None:
            # The long lane does not wait for an opening: the data lane hands the job on after it.
            self._data.put(Job(0, partial(lane.put, pending.job)))
        else:
            lane.put(pending.job)
        if not self._timer.isActive():
            self._timer.start()
            self.busy_changed.emit(True)
        return Ticket(pending.job)

    def _long_lane(self) -> Lane:
        if self._long is None:
            self._long = Lane("long", self._outbox)
        return self._long

    # From here on: called in the threads.

    def _open(self, opener: Callable[[], Work]) -> Work:
        work = opener()
        work.listeners.append(self._announce)
        self._work = work
        return work

    def _announce(self, tables: frozenset[str]) -> None:
        self._outbox.put(Touched(tables))

    def _opened(self) -> Work:
        if self._work is None:
            raise NothingOpen
        return self._work

    def _read(self, query: Callable[..., Result], *args: Any, **named: Any) -> Result:
        return self._opened().read(query, *args, **named)

    def _write(self, command: Callable[..., Result], *args: Any, **named: Any) -> Result:
        return self._opened().write(command, *args, **named)

    def _run_long(self, function: Callable[..., Result], job: Job, *args: Any, **named: Any) -> Result:
        return function(self._opened(), *args, progress=Progress(job, self._outbox), **named)
