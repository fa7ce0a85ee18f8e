"""What a person does in a window: typing into a field, pressing a button, answering a question."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.field import Field, LineField

Kind = TypeVar("Kind", bound=QWidget)


def sheet_of(house: House, kind: type[Kind]) -> Kind:
    """Return the one sheet of a kind that lies over the page."""
    found = house.findChildren(kind)
    assert len(found) == 1
    return found[0]


def panel_of(page: Page) -> FormPanel:
    """Return the form in the inspector."""
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    return panel


def type_into(field: Field, text: str) -> None:
    """Type over what stands in a field."""
    assert isinstance(field, LineField)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)


def press(inside: QWidget, title: str) -> None:
    """Press the visible button with this title."""
    found = [button for button in inside.findChildren(QPushButton) if button.text() == title and button.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons {title}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def answer(house: House, reason: str) -> None:
    """Type the reason of the question at the top, and confirm with Enter."""
    assert house.question.isVisible()
    QTest.keyClicks(house.question.reason, reason)
    QTest.keyClick(house.question.reason, Qt.Key.Key_Return)


def words_in(widget: QWidget) -> str:
    """Return all words that are shown inside."""
    return " | ".join(text.text() for text in widget.findChildren(QLabel) if not text.isHidden())
