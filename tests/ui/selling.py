"""What the window tests of selling begin with: the pages, files dropped on the window, and a tender in the weeks to come."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from sse_desktop import clock
from sse_desktop.domain.season import Week
from sse_desktop.ui.pages import PAGES
from tests.bidding import Records, a_tender

QUITO: Final = ZoneInfo("America/Guayaquil")
PLACE: Final = tuple(spec for spec in PAGES if spec.place == "tenders")


def today() -> date:
    """Return the day on which the commands of a test act."""
    return clock.now().astimezone(QUITO).date()


def weeks_to_come(count: int = 4) -> list[Week]:
    """Return weeks that begin six weeks from now."""
    first = Week.of(today()) + 6
    return [first + ahead for ahead in range(count)]


def a_coming_tender(office: Records, **more: Any) -> uuid.UUID:
    """Store a tender whose deadline lies three weeks ahead and that is delivered in the weeks to come."""
    weeks = weeks_to_come()
    deadline = datetime.combine(today() + timedelta(days=21), time(15, 0), QUITO)
    days = {"deadline": deadline, "delivery_from": weeks[0].monday, "delivery_to": weeks[-1].sunday}
    return a_tender(office, **(days | more))


def drop(window: QWidget, files: Sequence[Path]) -> None:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(500, 400), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 400), copy, data, left, none))


def seen_words(widget: QWidget) -> str:
    """Return all words of the labels that are seen in a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def pressed(widget: QWidget, words: str) -> None:
    """Press the button with these words."""
    found = [button for button in widget.findChildren(QPushButton) if button.text() == words and button.isVisible()]
    assert found, f"no button {words}"
    assert found[0].isEnabled(), f"{words} can't be pressed"
    found[0].click()
