"""What does the buyer mean by this word? Asked once for each unknown unit, and remembered."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from sse_desktop.commands.unit_words import explain_unit
from sse_desktop.domain.errors import N_
from sse_desktop.queries.unit_words import OURS
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label, set_tone

OWN: Final = "own"
NAMES: Final = {
    "kg": N_("kilogram (kg)"),
    "lb": N_("pound (lb)"),
    "unit": N_("piece (u)"),
    "hundred": N_("hundred pieces"),
    "crate": N_("crate"),
}


def unit_choices(context: Context, word: str) -> list[tuple[str, str]]:
    """Return what a word can mean: our units, or a unit of its own whose weight a product's conversion tells."""
    own = context.text(N_("a unit of its own: {word}"), word=word)
    return [*((unit, context.text(NAMES[unit])) for unit in OURS), (OWN, own)]


class UnitQuestion(QWidget):
    """One unknown word after the other: its meaning is chosen, stored, and `explained` tells."""

    explained = Signal(str, str)  # the word, the unit

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.word = ""
        self.question = label("", wrap=True)
        set_tone(self.question, "to_do")
        self.choice = QComboBox()
        self.choice.setMinimumWidth(190)
        self.settle = button(context.text(N_("That is it")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.question, 1)
        row.addWidget(self.choice)
        row.addWidget(self.settle)
        self.settle.clicked.connect(self.store)
        self.ask(())

    def ask(self, words: Sequence[str]) -> None:
        """Ask for the first of the words; nothing is shown when there is none."""
        self.setVisible(bool(words))
        word = words[0] if words else ""
        if word == self.word:
            return
        self.word = word
        said = N_("▲ What is “{word}”? It is asked once.")
        self.question.setText(self.context.text(said, word=word))
        self.choice.setAccessibleName(self.context.text(N_("What “{word}” means"), word=word))
        self.choice.clear()
        for unit, name in unit_choices(self.context, word):
            self.choice.addItem(name, unit)
        self.choice.setCurrentIndex(self.choice.count() - 1)

    def store(self) -> None:
        """Remember the answer for this and every other file."""
        chosen = str(self.choice.currentData() or OWN)
        word, unit = self.word, self.word if chosen == OWN else chosen
        self.context.worker.write(
            explain_unit, word, unit, owner=self, done=lambda _lines: self.explained.emit(word, unit)
        )
