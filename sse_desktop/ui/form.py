"""A form: fields that fill the frozen input of one command; each failure is shown beside the field it is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.worker import Ticket

Input = TypeVar("Input")


class Form(QWidget, Generic[Input]):
    """Fields in rows; `make` is the input's class, called with one argument for each field, by the field's name.

    Enter goes to the next required field that is still empty, and commits when there is none. `committed` carries the input.
    """

    committed = Signal(object)
    edited = Signal()

    def __init__(self, context: Context, make: Callable[..., Input], rows: Sequence[Field | Sequence[Field]], *,
                 beside: Mapping[type[DomainError], str] | None = None, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._context = context
        self._make = make
        self._beside = dict(beside or {})
        self.fields: dict[str, Field] = {}
        self.trouble = label("", tone="blocked", wrap=True)
        self.trouble.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        for row in rows:
            fields = [row] if isinstance(row, Field) else list(row)
            self.column.addWidget(
                self._known(fields[0]) if len(fields) == 1 else FieldRow([self._known(each) for each in fields])
            )
        self.column.addWidget(self.trouble)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values by name; fields that are not named stay."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def clear(self, *, keep: Sequence[str] = ()) -> None:
        """Empty all fields but those in `keep`, and the complaints."""
        for name, field in self.fields.items():
            if name not in keep:
                field.set_value(None)
                field.show_note("")
        self.trouble.hide()

    def value(self) -> Input | None:
        """Return the input, or None after showing every complaint and going to the first one."""
        self.trouble.hide()
        wrong = [field for field in self.fields.values() if field.isEnabled() and not field.check()]
        if wrong:
            wrong[0].setFocus()
            return None
        try:
            return self._make(**{name: field.value() for name, field in self.fields.items() if field.isEnabled()})
        except DomainError as error:
            self.show_error(error)
            return None

    def show_error(self, error: Exception) -> bool:
        """Show a failure beside its field, or below all fields; False when it is none that a person can repair."""
        if not isinstance(error, DomainError):
            return False
        sentence = self._context.locale.explain(error)
        name = next((name for kind, name in self._beside.items() if isinstance(error, kind)), None)
        if name is not None and name in self.fields:
            self.fields[name].show_error(sentence)
            self.fields[name].setFocus()
        else:
            self.trouble.setText(f"■ {sentence}")
            self.trouble.show()
        return True

    def commit(self) -> None:
        """Give out the input if nothing is wrong."""
        value = self.value()
        if value is not None:
            self.committed.emit(value)

    def first(self) -> Field:
        return next(iter(self.fields.values()))

    def _known(self, field: Field) -> Field:
        self.fields[field.name] = field
        field.entered.connect(self._entered)
        field.edited.connect(self.edited)
        return field

    def _entered(self) -> None:
        order = list(self.fields.values())
        sender = self.sender()
        at = order.index(sender) if isinstance(sender, Field) and sender in order else -1
        if at >= 0 and not order[at].check():
            return
        for field in (*order[at + 1 :], *order[: max(at, 0)]):
            if field.required and field.isEnabled() and field.is_empty():
                field.setFocus()
                return
        self.commit()


class FieldRow(QWidget):
    """Fields side by side; where that has no room, as in the inspector with long words, below each other."""

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._fields = list(fields)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        for field in fields:
            self._line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = self._widths()
        is_wide = sum(widths) + 12 * (len(widths) - 1) <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)

    def _widths(self) -> list[int]:
        return [field.minimumSizeHint().width() for field in self._fields if not field.isHidden()]


class FormPanel(QWidget):
    """A form with its two buttons for the inspector: it runs the command and closes when it was done.

    A form whose `make` is dict gives its values as named arguments, for commands without an input of their own.
    """

    done = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, form: Form[Any], command: Callable[..., Any], *, save: str = N_("Save"),
                 before: Sequence[Any] = (), named: Mapping[str, Any] | None = None, parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self._context = context
        self._command = command
        self._before = tuple(before)
        self._named = dict(named or {})
        self._running: Ticket | None = None
        self.form = form
        self.save = button(context.text(save), "primary")
        self.cancel = button(context.text(N_("Cancel")))
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(form)
        column.addLayout(buttons)
        column.addStretch(1)
        self.save.clicked.connect(form.commit)
        self.cancel.clicked.connect(self.given_up)
        form.committed.connect(self._run)

    def _run(self, value: Any) -> None:
        if self._running is None:
            self.save.setEnabled(False)
            given, named = ((), value) if isinstance(value, dict) else ((value,), {})
            self._running = self._context.worker.write(
                self._command, *self._before, *given, owner=self, done=self._done, failed=self._failed, **named, **self._named
            )  # fmt: skip

    def _done(self, result: Any) -> None:
        self._running = None
        self.save.setEnabled(True)
        self.done.emit(result)

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.save.setEnabled(True)
        if not self.form.show_error(error):
            self._context.shell.problem(error)
