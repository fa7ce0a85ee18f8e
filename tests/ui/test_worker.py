"""Results come back on the interface thread, only while somebody still wants them; failures are shown as sentences."""

import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.lane import Cancelled
from sse_desktop.ui.worker import DatabaseWorker, Progress

NO_RESULT = object()


class TooHeavy(DomainError):
    sentence = N_("The load is too heavy.")


class Shelf:
    """The least that the worker needs: it runs what it is given and tells what was touched."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.closed_in = ""

    def read(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        return query(self, *args, **named)

    def write(self, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
        result = command(self, *args, **named)
        for listener in self.listeners:
            listener(frozenset({"member"}))
        return result

    def close(self) -> None:
        self.closed_in = threading.current_thread().name


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def worker(qapp: QApplication, shelf: Shelf) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker()
    made.open(lambda: shelf, owner=made, done=lambda _: None, failed=lambda _: None)
    yield made
    assert made.close()
    assert qapp is not None


def where(_session: object) -> str:
    return threading.current_thread().name


def fails(_session: object) -> None:
    raise TooHeavy


def echo(_session: object, value: int, *, more: int = 0) -> int:
    return value + more


def test_work_runs_in_its_own_thread_and_its_answer_on_the_interface_thread(
    qtbot: QtBot, worker: DatabaseWorker
) -> None:
    answers: list[tuple[str, bool]] = []
    main = threading.get_ident()

    worker.read(where, owner=worker, done=lambda name: answers.append((name, threading.get_ident() == main)))

    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("data", True)]


def test_answers_come_in_the_order_of_the_questions(qtbot: QtBot, worker: DatabaseWorker) -> None:
    answers: list[int] = []

    for number in range(200):
        worker.read(echo, number, more=1, owner=worker, done=answers.append)

    qtbot.waitUntil(lambda: len(answers) == 200)
    assert answers == list(range(1, 201))


def test_an_owner_that_is_gone_is_not_called(qtbot: QtBot, worker: DatabaseWorker) -> None:
    asked = threading.Event()
    answers: list[object] = []
    owner = QObject()
    worker.read(lambda _: asked.wait(5), owner=owner, done=answers.append)
    last: list[object] = []
    worker.read(echo, 1, owner=worker, done=last.append)

    shiboken6.delete(owner)
    asked.set()

    qtbot.waitUntil(lambda: bool(last))
    assert answers == []


@pytest.fixture
def _young() -> Iterator[None]:
    """Let collections look only at what a test makes: late in a long run the rest is a million objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_young")
def test_owners_may_die_at_any_moment(qtbot: QtBot, worker: DatabaseWorker) -> None:
    answers: list[int] = []
    for number in range(300):
        owner = QObject()
        worker.read(echo, number, owner=owner, done=answers.append)
        worker.compute(where, None, owner=owner, done=lambda _: None)
        owner.deleteLater()
        if number % 7 == 0:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()

    qtbot.waitUntil(lambda: not worker.is_busy, timeout=10_000)
    assert len(answers) <= 300


def test_a_failure_goes_to_who_asked_or_to_the_window(qtbot: QtBot, worker: DatabaseWorker) -> None:
    own: list[Exception] = []
    shown: list[Exception] = []
    worker.problem.connect(shown.append)

    worker.read(fails, owner=worker, done=lambda _: None, failed=own.append)
    worker.write(fails, owner=worker, done=lambda _: None)

    qtbot.waitUntil(lambda: bool(shown))
    assert [type(error) for error in own] == [TooHeavy]
    assert [type(error) for error in shown] == [TooHeavy]


def test_what_a_command_touched_is_told_before_its_result(qtbot: QtBot, worker: DatabaseWorker) -> None:
    heard: list[object] = []
    worker.touched.connect(heard.append)

    worker.write(echo, 5, owner=worker, done=heard.append)

    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [frozenset({"member"}), 5]


def test_a_quick_answer_is_there_at_once(worker: DatabaseWorker) -> None:
    answers: list[int] = []

    worker.read_soon(echo, 3, wait_ms=5000, owner=worker, done=answers.append)

    assert answers == [3]


def test_a_slow_answer_comes_later(qtbot: QtBot, worker: DatabaseWorker) -> None:
    go = threading.Event()
    answers: list[object] = []

    worker.read_soon(lambda _: go.wait(5), wait_ms=1, owner=worker, done=answers.append)
    assert answers == []
    go.set()

    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [True]


def counted(_work: Shelf, upto: int, started: threading.Event, *, progress: Progress) -> int:
    for number in range(upto):
        progress.step(number, upto, "counting")
        started.set()
    return upto


def endless(_work: Shelf, started: threading.Event, *, progress: Progress) -> None:
    while True:
        progress.step(0)
        started.set()


def test_a_long_job_tells_how_far_it_is(qtbot: QtBot, worker: DatabaseWorker) -> None:
    steps: list[tuple[int, int, str]] = []
    done: list[int] = []

    worker.long(
        counted, 3, threading.Event(), owner=worker, done=done.append, progressed=lambda *step: steps.append(step)
    )

    qtbot.waitUntil(lambda: bool(done))
    assert done == [3]
    assert steps == [(0, 3, "counting"), (1, 3, "counting"), (2, 3, "counting")]


def test_a_long_job_can_be_given_up_and_says_so(qtbot: QtBot, worker: DatabaseWorker) -> None:
    started = threading.Event()
    ends: list[Exception] = []
    ticket = worker.long(endless, started, owner=worker, done=lambda _: None, failed=ends.append)
    assert started.wait(5)

    ticket.cancel()

    qtbot.waitUntil(lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)


def test_a_question_that_was_taken_back_is_not_asked(qtbot: QtBot, worker: DatabaseWorker) -> None:
    go = threading.Event()
    asked: list[int] = []
    answers: list[object] = []
    worker.read(lambda _: go.wait(5), owner=worker, done=lambda _: None)
    ticket = worker.read(lambda _: asked.append(1), owner=worker, done=answers.append)

    ticket.cancel()
    go.set()

    qtbot.waitUntil(lambda: not worker.is_busy)
    assert (asked, answers) == ([], [])


def test_a_long_job_waits_for_the_opening(qtbot: QtBot, qapp: QApplication) -> None:
    shelf, unlocked = Shelf(), threading.Event()
    worker = DatabaseWorker(qapp)
    ends: list[object] = []

    def slowly() -> Shelf:
        assert unlocked.wait(5)
        return shelf

    worker.open(slowly, owner=worker, done=lambda _: None, failed=ends.append)
    worker.long(counted, 3, threading.Event(), owner=worker, done=ends.append, failed=ends.append)
    worker.compute(where, None, owner=worker, done=ends.append)
    qtbot.waitUntil(lambda: ends == ["long"])
    unlocked.set()

    qtbot.waitUntil(lambda: len(ends) == 2)
    assert ends == ["long", 3]
    assert worker.close()
    worker.deleteLater()


def test_closing_ends_long_work_and_closes_the_data_in_its_own_thread(qapp: QApplication) -> None:
    shelf, started = Shelf(), threading.Event()
    worker = DatabaseWorker(qapp)
    worker.open(lambda: shelf, owner=worker, done=lambda _: None, failed=lambda _: None)
    worker.long(endless, started, owner=worker, done=lambda _: None)
    assert started.wait(5)

    assert worker.close()

    assert shelf.closed_in == "data"
    worker.deleteLater()
