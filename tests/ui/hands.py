"""Hands on the keyboard: what a test types goes to the widget that has the focus, as it does for a person."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from sse_desktop import clock
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.office import today_in
from sse_desktop.ui.pages import PAGES, PageSpec

PAD = Qt.KeyboardModifier.KeypadModifier
KEYS = {
    "\n": Qt.Key.Key_Enter,
    ".": Qt.Key.Key_Period,
    "-": Qt.Key.Key_Minus,
    "/": Qt.Key.Key_Slash,
    "*": Qt.Key.Key_Asterisk,
}


def spec(key: str) -> PageSpec:
    """Return the spec of a page of the application."""
    return next(spec for spec in PAGES if spec.key == key)


def in_this_day(context: Context) -> None:
    """Let the window live in the day of the computer, as facts that are recorded now do."""
    assert context.workspace is not None
    zone = context.workspace.cooperative.time_zone
    context.today = lambda: today_in(zone)
    assert context.today() <= clock.now().date()


def focused(house: House) -> QWidget:
    """Return the widget that has the keyboard."""
    if not house.window().isActiveWindow():
        house.window().activateWindow()
        QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def keypad(house: House, text: str) -> None:
    """Type on the numeric keypad: digits, the decimal key, Enter (a new line), and - / *."""
    for sign in text:
        QTest.keyClick(focused(house), KEYS.get(sign) or Qt.Key(ord(sign)), PAD)
        QApplication.processEvents()


def typed(house: House, text: str) -> None:
    """Type on the letters; a new line is Enter."""
    for sign in text:
        widget = focused(house)
        if sign == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(widget, sign)
        QApplication.processEvents()


def press(house: House, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the focus is."""
    QTest.keyClick(focused(house), key, modifiers)
    QApplication.processEvents()


def choose(house: House, title: str) -> None:
    """Press what stands in the head, or in its menu when there is no room for a button."""
    buttons = {button.text(): button.click for button in house.header.findChildren(QPushButton)}
    entries = {entry.text(): entry.trigger for entry in house.header.findChildren(QAction)}
    (buttons | entries)[title]()
    QApplication.processEvents()
