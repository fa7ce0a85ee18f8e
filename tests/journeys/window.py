"""A person at the window of an empty computer: founds a cooperative, types, presses and reads, in the language of the country."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sse_desktop.app import services
from sse_desktop.preferences import Preferences
from sse_desktop.ui.bid_desk import BidDeskPage
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.house import House
from sse_desktop.ui.main_window import MainWindow
from sse_desktop.ui.office import Office
from sse_desktop.ui.page import Page
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.tender_paste import PasteLines
from sse_desktop.ui.welcome import Welcome
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, LineField
from sse_desktop.ui.widgets.record_picker import RecordPicker
from sse_desktop.ui.widgets.tick_list_field import KEY_ROLE, TickListField
from sse_desktop.workspace import Workspace
from tests.documents.reading import squeezed, text_of
from tests.ui.hands import choose as choose_in_head
from tests.ui.tender_hands import drop, seen_words

Kind = TypeVar("Kind", bound=QWidget)
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


class Person:
    """Somebody who works at the whole application; nothing is opened or stored past the window but what a story says."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self.folder = qtbot, folder
        preferences = Preferences()
        self.window = MainWindow(preferences)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.office = Office(self.window, preferences, folder / "problems.log", services=services)

    # What is there.

    @property
    def house(self) -> House:
        assert self.window.house is not None
        return self.window.house

    @property
    def context(self) -> Context:
        assert self.office.context is not None
        return self.office.context

    @property
    def workspace(self) -> Workspace:
        assert self.context.workspace is not None
        return self.context.workspace

    @property
    def page(self) -> Page:
        assert self.house.page is not None
        return self.house.page

    @property
    def desk(self) -> BidDeskPage:
        assert isinstance(self.page, BidDeskPage)
        return self.page

    @property
    def today(self) -> date:
        return self.context.today()

    def day(self, ahead: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=ahead)

    def settle(self) -> None:
        """Wait until everything is answered and shown."""
        for _ in range(4):  # an answer may ask again
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self.office.worker.is_busy, timeout=20_000)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, for_what: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(for_what, timeout=20_000)
        self.settle()

    # The beginning and the end.

    def found(self, name: str, *, rules: str, language: str) -> None:
        """Choose the language on the welcome, then start a cooperative with its name and its country."""
        self.office.show_welcome()
        self._welcome().language.set_value(language)
        self.wait(lambda: self._welcome().language.context.locale.language == language)
        form = self._welcome().form
        write(form.fields["name"], name)
        form.fields["profile"].set_value(rules)
        write(form.fields["folder"], str(self.folder / "cooperative"))
        self._welcome().start.click()
        self.wait(lambda: self.window.house is not None)

    def _welcome(self) -> Welcome:
        welcome = self.window.centralWidget()
        assert isinstance(welcome, Welcome)
        return welcome

    def leave(self) -> None:
        assert self.office.close()

    # What is said.

    def say(self, words: str, **facts: Any) -> str:
        """Return words of the application as this person reads them."""
        return self.context.text(words, **facts).translate(NO_BREAK)

    def reads(self, inside: QWidget | None = None) -> str:
        """Return all that is read in a part of the window, or in all of it; blanks are plain."""
        return seen_words(inside or self.house).translate(NO_BREAK)

    @property
    def told(self) -> str:
        """The sentence at the top of the page."""
        assert self.house.message.isVisible()
        return self.house.message.sentence.text().translate(NO_BREAK)

    # What is done.

    def go(self, page: str) -> None:
        self.house.go(page)
        self.settle()

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Press the one button with these words that is seen and can be pressed."""
        spoken = self.context.text(words)
        buttons = (inside or self.house).findChildren(QPushButton)
        found = [each for each in buttons if each.text() == spoken and each.isVisible() and each.isEnabled()]
        assert found, f"no button {spoken} that can be pressed"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def begin(self, words: str) -> None:
        """Press what stands in the head of the page, or in its menu."""
        choose_in_head(self.house, self.context.text(words))
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget() or self.house
        QTest.keyClick(focus, key, modifiers)
        self.settle()

    def drop(self, *files: Path) -> None:
        drop(self.window, files)
        self.settle()

    def answer(self, reason: str) -> None:
        """Type the reason that the question at the top asks for, and confirm."""
        assert self.house.question.isVisible()
        put(self.house.question.reason, reason)
        self.key_in(self.house.question.reason, Qt.Key.Key_Return)

    def key_in(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)
        self.settle()

    # Forms.

    @property
    def form(self) -> Form[Any]:
        """The one form that is seen; one in the inspector before that of the page."""
        seen = [form for form in self.house.findChildren(Form) if form.isVisible()]
        in_front = [form for form in seen if self.page.inspector.isAncestorOf(form)]
        assert seen, "no form is seen"
        return (in_front or seen)[0]

    def field(self, name: str) -> Field:
        return self.form.fields[name]

    def fill(self, **values: Any) -> None:
        """Type into the fields of the form by name: words as they stand, dates and numbers as the language writes them."""
        for name, value in values.items():
            self._fill(self.field(name), value)

    def _fill(self, field: Field, value: Any) -> None:
        match field:
            case TickField():
                if field.read() is not value:
                    field.box.click()
            case ChoiceField():
                field.set_value(value)
                assert field.read() == value, f"{value} can't be chosen"
            case DateField():
                write(field, self.context.locale.date(value, "short"))
            case TickListField():
                self._tick(field, value)
            case RecordPicker():
                write(field, value)
                self.key_in(field.line, Qt.Key.Key_Tab)  # Enter would save the form
            case LineField() | LongTextField():
                write(field, str(value))
            case _:
                field.set_value(value)

    def _tick(self, field: TickListField, wanted: Sequence[Any]) -> None:
        """Go down the list with the arrow and tick with the space bar, as far as it is not ticked."""
        field.list.setFocus()
        field.list.setCurrentRow(0)
        for item in [field.list.item(number) for number in range(field.list.count())]:
            if (item.data(KEY_ROLE) in wanted) != (item.checkState() == Qt.CheckState.Checked):
                self.key_in(field.list, Qt.Key.Key_Space)
            self.key_in(field.list, Qt.Key.Key_Down)
        assert set(field.read()) == set(wanted)

    def type_tender(self, *, lines: str = "", **values: Any) -> None:
        """Type a tender in by hand, and paste its lines."""
        self.go("tenders")
        self.begin("Type a tender in")
        self.fill(**values)
        self.press("Save the tender")
        sheet = self.sheet(PasteLines)
        if not lines:
            self.house.close_sheet()
            self.settle()
            return
        QGuiApplication.clipboard().setText(lines)
        sheet.area.setFocus()
        QTest.keyClick(sheet.area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: bool(sheet.reading.items))
        sheet.preview.save.click()
        self.settle()

    def open_desk(self) -> BidDeskPage:
        """Open the bid desk of the tender that is shown in the inspector of the register."""
        self.press("Open the bid desk", self.page.inspector)
        return self.desk

    def sheet(self, kind: type[Kind]) -> Kind:
        """The sheet over the page."""
        found = [each for each in self.house.findChildren(kind) if each.isVisible()]
        assert len(found) == 1, f"{len(found)} sheets of {kind.__name__}"
        return found[0]

    def paper(self) -> str:
        """What is read in the PDF that lies over the page, without blanks."""
        return squeezed(text_of(self.sheet(PdfView)._data))


def write(field: Field, words: str) -> None:
    """Type over what stands in a field."""
    field.editor.setFocus()
    put(field.editor, words)


def put(editor: Any, words: str) -> None:
    """Type over what stands in an editor, with the input method where the keys of a plain keyboard don't have the letters."""
    editor.selectAll()
    if not words:
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        return
    if words.isascii():
        QTest.keyClicks(editor, words)
        return
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def at(day: date, hour: int, zone: Any) -> datetime:
    """An instant of a day."""
    return datetime.combine(day, time(hour), zone)


def pasted(*rows: Sequence[str]) -> str:
    """Cells as a spreadsheet puts them on the clipboard."""
    return "\n".join("\t".join(row) for row in rows)
