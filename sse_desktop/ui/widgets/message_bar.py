"""Sentences at the top of the page: what was done, what went wrong, what must be confirmed. Never a box of its own."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context, Question
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Tone, label, set_tone

STAYS_MS: Final = 6000
TONES: Final[dict[State, Tone]] = {
    State.READY: "ready",
    State.TO_DO: "to_do",
    State.BLOCKED: "blocked",
    State.QUIET: "soft",
}


class MessageBar(QFrame):
    """One sentence with its shape. Good news goes away by itself; trouble stays until it is closed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._shape = label("", "strong")
        self.sentence = label("", "strong", wrap=True, selectable=True)
        self._more = QHBoxLayout()
        self._close = button("✕", "quiet", tip=context.text(N_("Close")))
        self._close.setFixedWidth(32)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.sentence, 1)
        row.addLayout(self._more)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, state: State, *, buttons: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence that is ready to be shown, with extra buttons."""
        self.setProperty("state", state.value)
        self.style().unpolish(self)
        self.style().polish(self)
        for part in (self._shape, self.sentence):
            set_tone(part, TONES[state])
        self._shape.setText(state.shape)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        while (item := self._more.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for words, run in buttons:
            extra = button(words)
            extra.clicked.connect(run)
            self._more.addWidget(extra)
        self.show()
        self._timer.start(STAYS_MS) if state is State.READY else self._timer.stop()

    def leave_good_news(self) -> None:
        """Forget good news of a page that was left; trouble stays."""
        if self._timer.isActive():
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class QuestionBar(QFrame):
    """Asks to confirm, and for the reason where one is kept; Esc gives up, Enter confirms."""

    answered = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._question: Question | None = None
        self.setObjectName("notice")
        self.setProperty("state", "to_do")
        self.sentence = label("", "strong", wrap=True)
        self._reason_title = label("", tone="soft")
        self.reason = QLineEdit()
        self._reason_title.setBuddy(self.reason)
        self.confirm = QPushButton()
        self.cancel = button(context.text(N_("Cancel")))
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._reason_title)
        below.addWidget(self.reason, 1)
        below.addStretch(0)
        below.addWidget(self.confirm)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.addWidget(self.sentence)
        column.addLayout(below)
        self.confirm.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.give_up)
        self.reason.returnPressed.connect(self._confirm)
        self.reason.textChanged.connect(self._reason_typed)
        self.hide()

    def ask(self, question: Question) -> None:
        """Show a question; one that was open before is given up."""
        self._question = question
        self.sentence.setText(f"▲ {question.sentence}")
        self.setAccessibleName(question.sentence)
        self.reason.clear()
        self.reason.setAccessibleName(question.reason)
        self._reason_title.setText(question.reason)
        for part in (self.reason, self._reason_title):
            part.setVisible(bool(question.reason))
        self.confirm.setText(question.confirm.replace("&", "&&"))
        self.confirm.setAccessibleName(question.confirm)
        self.confirm.setProperty("look", "danger" if question.danger else "primary")
        self.confirm.style().unpolish(self.confirm)
        self.confirm.style().polish(self.confirm)
        self._reason_typed()
        self.show()
        (self.reason if question.reason else self.confirm).setFocus()

    def _reason_typed(self) -> None:
        self.confirm.setEnabled(
            self._question is not None and (not self._question.reason or bool(self.reason.text().strip()))
        )

    def _confirm(self) -> None:
        question, reason = self._question, self.reason.text().strip()
        if question is None or (question.reason and not reason):
            return
        self.give_up()
        question.confirmed(reason)

    def give_up(self) -> None:
        """Close the question without an answer."""
        self._question = None
        self.hide()
        self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
