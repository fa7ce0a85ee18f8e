"""A field: label above, unit behind, message below; it says what is wrong beside the place where it is wrong."""

from typing import Any, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import Tone, label, set_tone


class FieldIsEmpty(DomainError):
    """A required field has no value."""

    sentence = N_("Fill in this field.")


class Field(QWidget):
    """Base of all fields. `name` is the attribute of the command's input that the value is for; texts are msgids."""

    edited = Signal()
    entered = Signal()

    def __init__(self, context: Context, name: str, title: str, editor: QWidget, *, unit: str = "", required: bool = True,
                 hint: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.context = context
        self.name = name
        self.required = required
        self.editor = editor
        self._hint = context.text(hint) if hint else ""
        self.title = label(
            context.text(title) if required else context.text(N_("{field} (optional)"), field=context.text(title)),
            tone="soft",
        )
        self.title.setBuddy(editor)
        self.unit = label(unit, tone="soft")
        if not unit:  # showing it before it has a parent would open a window of its own
            self.unit.hide()
        self.message = label(self._hint, tone="soft", wrap=True)
        if not self._hint:
            self.message.hide()
        spoken = context.text(title)
        editor.setAccessibleName(f"{spoken}, {unit}" if unit else spoken)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)

        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(editor, 1)
        line.addWidget(self.unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(line)
        column.addWidget(self.message)

    # What a kind of field gives.

    def read(self) -> Any:
        """Return the value as typed, None when empty. Raises a DomainError with the sentence to show."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; None empties the field."""
        raise NotImplementedError

    # What a form uses.

    def value(self) -> Any:
        """Return the value. Raises `FieldIsEmpty` when it is required and missing."""
        value = self.read()
        if value is None and self.required:
            raise FieldIsEmpty
        return value

    def check(self) -> bool:
        """Show what is wrong beside the field, and tell whether it is right."""
        try:
            self.value()
        except DomainError as error:
            self.show_error(self.context.locale.explain(error))
            return False
        self.show_note(self.understood())
        return True

    def understood(self) -> str:
        """Return how the value was understood, where what was typed leaves a doubt."""
        return ""

    def is_empty(self) -> bool:
        try:
            return self.read() is None
        except DomainError:
            return False

    def show_error(self, sentence: str) -> None:
        """Show a sentence below in the colour of trouble, with its shape."""
        self._say(f"■ {sentence}", "blocked")

    def show_note(self, note: str) -> None:
        """Show a quiet note below; nothing: the field's own hint."""
        self._say(note or self._hint, "soft")

    def enlarge(self, size: Literal["lead", "title"] = "title") -> None:
        """Make the text large, for desks that are worked at standing up; the sizes stand in the style sheet."""
        self.editor.setProperty("look", size)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _say(self, words: str, tone: Tone) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        set_tone(self.message, tone)
        self.editor.setProperty("state", tone if tone == "blocked" else "")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and leaves_undo(watched, event):
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress and self.takes_key(event):
                return True
        return super().eventFilter(watched, event)

    def takes_key(self, event: QKeyEvent) -> bool:
        """Handle a key of the editor; True when it is done with. Enter asks the form to go on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return True
        return False


def leaves_undo(editor: QObject, event: QKeyEvent) -> bool:
    """Tell whether Ctrl+Z is for the window: in a line where nothing was typed that could be taken back."""
    return (
        event.matches(QKeySequence.StandardKey.Undo) and isinstance(editor, QLineEdit) and not editor.isUndoAvailable()
    )


class LineField(Field):
    """A field of one line of text; kinds of values differ in how they read it."""

    def __init__(self, context: Context, name: str, title: str, *, unit: str = "", required: bool = True, hint: str = "",
                 placeholder: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        self.line = QLineEdit()
        super().__init__(context, name, title, self.line, unit=unit, required=required, hint=hint, parent=parent)
        self.line.setPlaceholderText(context.text(placeholder) if placeholder else "")
        self.line.textEdited.connect(self._edited)

    def typed(self) -> str:
        return self.line.text().strip()

    def _edited(self) -> None:
        self.show_note("")
        self.edited.emit()


class TextField(LineField):
    """Words in one line."""

    def read(self) -> str | None:
        return self.typed() or None

    def set_value(self, value: str | None) -> None:
        self.line.setText(value or "")
        self.show_note("")


class SecretField(TextField):
    """Words that nobody should read over the shoulder."""

    def __init__(self, context: Context, name: str, title: str, *, required: bool = True, hint: str = "") -> None:
        super().__init__(context, name, title, required=required, hint=hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
