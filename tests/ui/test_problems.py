"""A failure that a person can repair is a sentence; a bug is a report without anything of people in it."""

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.locale import Locale
from sse_desktop.ui.context import Context
from sse_desktop.ui.problems import LOG_BYTES, BugReport, keep_report, report_of, sentence_of, watch_for_bugs


class BinFull(DomainError):
    sentence = N_("The bin {bin} is full. Nothing was saved. Empty it first.")


def a_bug() -> Exception:
    try:
        [][int("17")]
    except IndexError as first:
        try:
            raise KeyError("Ana Núñez, 1712345678, /home/ana/cooperativa") from first  # noqa: TRY301 - the chain is what is tested
        except KeyError as second:
            return second
    raise AssertionError


def test_a_repairable_failure_is_its_own_sentence() -> None:
    assert sentence_of(BinFull(bin=7), Locale("en")) == "The bin 7 is full. Nothing was saved. Empty it first."


def test_a_bug_says_what_is_safe_and_what_to_do() -> None:
    assert "What was saved before is safe" in sentence_of(ValueError("x"), Locale("en"))


def test_a_report_names_places_and_versions_but_no_values() -> None:
    report = report_of(a_bug())

    assert "KeyError" in report
    assert "caused by" in report
    assert "IndexError" in report
    assert "test_problems.py" in report
    assert "Python 3." in report
    for secret in ("Ana", "1712345678", "/home"):
        assert secret not in report


def test_the_log_is_kept_and_cut(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "problems.log"
    keep_report("first", log)
    keep_report("x" * 2 * LOG_BYTES, log)
    keep_report("last", log)

    text = log.read_text(encoding="utf-8")
    assert "first" not in text
    assert text.endswith("last\n\n")
    assert len(text) < LOG_BYTES + 100


def test_a_log_that_cannot_be_written_is_no_second_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")

    keep_report("the report", tmp_path / "file" / "problems.log")

    assert "the report" in capsys.readouterr().err


def test_the_report_is_copied_by_a_button(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    view = BugReport(context, "the report", tmp_path / "problems.log")
    qtbot.addWidget(view)
    view.show()
    copy = view.findChild(QPushButton)
    assert isinstance(copy, QPushButton)

    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == "the report"


def test_what_nobody_caught_reaches_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    seen: list[BaseException] = []
    watch_for_bugs(seen.append)
    error: Any = ValueError("lost")

    sys.excepthook(ValueError, error, None)

    assert seen == [error]
