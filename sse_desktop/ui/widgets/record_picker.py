"""A field for a record: type its number or any words of its name; Enter takes the best fit. Works from the keypad."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Context
from sse_desktop.ui.matching import best
from sse_desktop.ui.widgets.field import LineField
from sse_desktop.ui.widgets.suggestions import Suggestions

LIMIT = 40


class NoSuchChoice(DomainError):
    """What was typed names nothing."""

    sentence = N_("Nothing here is called “{typed}”. Type a number or part of a name.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that can be picked. `code` is what is typed to be exact: a member's number, a product's code."""

    key: Any
    title: str
    code: str = ""
    detail: str = ""

    @property
    def words(self) -> str:
        return f"{self.code} · {self.title}" if self.code else self.title


class RecordPicker(LineField):
    """Holds the key of one of its choices; `find` (a query: find(session, typed) -> choices) serves lists too long to hold."""

    def __init__(self, context: Context, name: str, title: str, *, find: Callable[..., Sequence[Choice]] | None = None,
                 required: bool = True, hint: str = "", placeholder: str = N_("Number or name"), parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(context, name, title, required=required, hint=hint, placeholder=placeholder, parent=parent)
        self._find = find
        self._choices: Sequence[Choice] = ()
        self._picked: Choice | None = None
        self._enter_waits = False
        self._asked = 0
        self.suggestions = Suggestions(self.line)
        self.suggestions.picked.connect(self._clicked)
        self.line.textEdited.connect(self._typed)

    @property
    def picked(self) -> Choice | None:
        """The chosen record with its words."""
        return self._picked

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Hold all choices; searching then needs no query."""
        self._choices = choices

    def read(self) -> Any:
        if self._picked is not None:
            return self._picked.key
        if self.typed():
            raise NoSuchChoice(typed=self.typed())
        return None

    def set_value(self, value: Any) -> None:
        """Show the choice with this key (it must be among those held), a `Choice`, or nothing."""
        if value is not None and not isinstance(value, Choice):
            value = next((choice for choice in self._choices if choice.key == value), None)
        self._pick(value)

    def takes_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._open_or_move(1)
            case Qt.Key.Key_Up:
                self.suggestions.move_by(-1)
            case Qt.Key.Key_Escape if self.suggestions.isVisible():
                self.suggestions.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Tab:
                self._take_marked()
                return False
            case _:
                return False
        return True

    def _typed(self) -> None:
        self._picked = None
        self._enter_waits = False
        self._search()

    def _search(self) -> None:
        typed = self.typed()
        if self._find is None:
            self._offer(best(self._choices, typed, _searched, limit=LIMIT))
            return
        self._asked += 1
        asked = self._asked
        self.context.worker.read(self._find, typed, owner=self, done=lambda found: self._found(asked, found))

    def _found(self, asked: int, found: Sequence[Choice]) -> None:
        if asked != self._asked:
            return
        self._offer(found)
        if self._enter_waits:
            self._enter_waits = False
            self._enter()

    def _offer(self, found: Sequence[Choice]) -> None:
        if self.line.hasFocus() or self._enter_waits:
            self.suggestions.offer([(choice.words, choice.detail, choice) for choice in found])

    def _enter(self) -> None:
        if self._picked is None and self.typed() and self.suggestions.isHidden():
            if self._find is not None:
                self._enter_waits = True
                self._search()
                return
            self._search()
        self._take_marked()
        self.entered.emit()

    def _take_marked(self) -> None:
        marked = self.suggestions.current()
        if isinstance(marked, Choice) and (self.typed() or self.suggestions.isVisible()):
            self._pick(marked)
            self.edited.emit()

    def _clicked(self, choice: Choice) -> None:
        self._pick(choice)
        self.line.setFocus()
        self.edited.emit()

    def _pick(self, choice: Choice | None) -> None:
        self._picked = choice
        self.line.setText("" if choice is None else choice.words)
        self.line.setCursorPosition(0)  # the beginning of a long name is what tells it apart
        self.show_note(choice.detail if choice is not None else "")
        self.suggestions.hide()

    def _open_or_move(self, step: int) -> None:
        if self.suggestions.isVisible():
            self.suggestions.move_by(step)
        elif self._find is None:
            self._offer(
                list(self._choices[:LIMIT])
                if self._picked is not None
                else best(self._choices, self.typed(), _searched, limit=LIMIT)
            )
        else:
            self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusOut:
                self._leave()
            elif event.type() == QEvent.Type.FocusIn:
                self.line.selectAll()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self.suggestions.hide()
        if self._picked is None and self.typed():
            exact = [choice for choice in self._choices if choice.code == self.typed()]
            if len(exact) == 1:
                self._pick(exact[0])


def _searched(choice: Choice) -> str:
    return f"{choice.code} {choice.title} {choice.detail}".strip()
