"""F1: the help of a place, from the pages that lie beside the program, and the keys that work here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.resources import resources
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.widgets.labels import Card, label, own_page

KEYS: Final = (
    ("Ctrl+K", N_("Search, or go to any place or record")),
    ("Ctrl+1 … 9", N_("Go to a place")),
    ("Ctrl+Tab", N_("Next view of the place")),
    ("Enter", N_("Next empty field; save when all are filled")),
    ("Esc", N_("Close the panel or give up")),
    ("Ctrl+Z", N_("Take back the last saved change")),
    ("Ctrl+P", N_("Show what is printed")),
    ("Ctrl+C", N_("Copy the chosen rows, for a spreadsheet")),
    ("t  +  -", N_("In a date: today, next day, day before")),
    ("12+13", N_("In a number: the sum")),
    ("F1", N_("This help")),
)


class HelpSheet(QWidget):
    """The page of the place on the left, when there is one; the keys on the right."""

    def __init__(self, context: Context, place: str, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        page = help_page(place, context.locale.language)
        if page is not None:
            row.addWidget(self._page(context, page), 3)
        row.addWidget(self._keys(context, actions), 2)

    def _page(self, context: Context, page: Path) -> Card:
        card = Card()
        card.body.addWidget(own_page(page.read_text(encoding="utf-8"), context.text(N_("Help"))))
        return card

    def _keys(self, context: Context, actions: Sequence[Action]) -> Card:
        card = Card(context.text(N_("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        here = [(action.key, action.title) for action in actions if action.key]
        for number, (key, title) in enumerate((*here, *KEYS)):
            grid.addWidget(label(key, "strong"), number, 0)
            grid.addWidget(label(context.text(title), wrap=True), number, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card


def help_page(place: str, language: str) -> Path | None:
    """Return the help of a place in the language, else in English, else None."""
    for spoken in (language, "en"):
        page = resources() / "help" / spoken / f"{place}.md"
        if page.is_file():
            return page
    return None
