"""What the window tests of tenders begin with: the pages, files dropped on the window, and a tender in the weeks to come."""

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
from sse_desktop.queries.bid_desk import BidDesk, bid_desk
from sse_desktop.queries.bids import BidDetail
from sse_desktop.ui.bid_desk import BidDeskPage
from sse_desktop.ui.house import House
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.bidding import Records, a_bid, a_tender, an_item, fruit, pledged
from tests.ui.conftest import Settle
from tests.ui.hands import press

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


class Desk:
    """A house with the desk open at one tender."""

    def __init__(self, house: House, workspace: Workspace, tender: uuid.UUID, settle: Settle) -> None:
        self.house, self.workspace, self.tender, self.settle = house, workspace, tender, settle
        house.window().activateWindow()
        house.go("tenders.desk", tender)
        settle()

    @property
    def page(self) -> BidDeskPage:
        page = self.house.page
        assert isinstance(page, BidDeskPage)
        return page

    @property
    def now(self) -> BidDesk:
        """What is stored."""
        return self.workspace.read(bid_desk, self.tender, clock.now())

    @property
    def bid(self) -> BidDetail:
        offer = self.now.bid
        assert offer is not None
        return offer

    def state(self, key: str) -> tuple[State, str]:
        return self.page._steps[key].state

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.AltModifier) -> None:
        press(self.house, key, modifier)

    def press(self, words: str) -> None:
        pressed(self.house, words)
        self.settle()


def a_possible_bid(workspace: Workspace, units: int = 4000, kilos: int = 100) -> uuid.UUID:
    """Store a priced bid for fruit of which so many kilos are pledged in each of four weeks, and return its tender."""
    product = fruit(workspace)
    pledged(workspace, product, dict.fromkeys(weeks_to_come(), kilos))
    made = a_coming_tender(workspace)
    an_item(workspace, made, units, product_id=product)
    a_bid(workspace, made)
    return made
