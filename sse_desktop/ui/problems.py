"""What went wrong, in plain words: a sentence for what a person can repair, a report that can be copied for a bug of ours."""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sse_desktop import __version__
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.atomic import CannotWriteFile, write_atomically
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from sse_desktop.locale import Locale

BUG_SENTENCE: Final = N_(
    "Something in this program went wrong. What was saved before is safe; the last step was not done. "
    "Try again; if it happens once more, send the report to whoever helps you with the program."
)
LOG_BYTES: Final = 200_000


def sentence_of(error: Exception, locale: "Locale") -> str:
    """Return the sentence to show for a failure."""
    return locale.explain(error) if isinstance(error, DomainError) else locale.text(BUG_SENTENCE)


def report_of(error: BaseException) -> str:
    """Return what helps to find a bug: places in the code and versions, never values, names or paths of people's files."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    lines = [
        f"SSE Desktop {__version__} · Python {platform.python_version()} · {sys.platform} {platform.machine()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
        *places,
    ]
    return "\n".join(lines) + (f"\ncaused by\n{report_of(cause)}" if cause is not None else "")


def _place(file_name: str) -> str:
    parts = Path(file_name).parts
    start = next((at for at, part in enumerate(parts) if part in {"sse_desktop", "site-packages"}), len(parts) - 1)
    return "/".join(parts[start:])


def keep_report(report: str, log: Path) -> None:
    """Add a report to the log; the log is cut when it grows. A disk that refuses is no second problem."""
    try:
        old = log.read_text(encoding="utf-8")[-LOG_BYTES:] if log.exists() else ""
        write_atomically(log, f"{old}{report}\n\n".encode())
    except (OSError, CannotWriteFile):
        sys.stderr.write(report)


class BugReport(QWidget):
    """Shows a report as text, to read and to copy; there is nothing of the cooperative in it."""

    def __init__(self, context: Context, report: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(context.text(N_("Report")))
        copy = button(context.text(N_("Copy the report")), "primary")
        copy.clicked.connect(self._copy)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(context.text(BUG_SENTENCE), wrap=True))
        column.addWidget(self._text, 1)
        column.addWidget(
            label(
                context.text(N_("The report holds no data of people. It is kept in {path}."), path=str(log)),
                tone="soft",
                wrap=True,
            )
        )
        column.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def watch_for_bugs(show: Callable[[BaseException], None]) -> None:
    """Send every exception that nobody caught to `show` instead of ending the program silently."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            show(error)

    sys.excepthook = caught
