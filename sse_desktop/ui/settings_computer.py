"""The choices of this computer: language and look of the window, where it weighs, and what is done with new tickets."""

from collections.abc import Callable
from typing import Any

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.locale import LANGUAGE_NAMES
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.theme import apply_theme, as_scheme
from sse_desktop.ui.widgets.buttons import tint
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label

SCHEMES = (("system", N_("As the computer")), ("light", N_("Light")), ("dark", N_("Dark")))
TICKETS = (("print", N_("Print it at once")), ("queue", N_("Let it wait in the queue")), ("nothing", N_("Nothing")))
SIZES = (90, 100, 110, 125, 150)
PAPERS = (("a5", N_("A5")), ("a4", N_("A4, two copies side by side")), ("roll", N_("Roll of 80 mm")))


class ComputerPage(Page):
    """Every choice is in force as soon as it is made."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        kept = context.preferences
        self.language = ChoiceField(context, "language", N_("Language"), list(LANGUAGE_NAMES.items()))
        self.scheme = ChoiceField(context, "scheme", N_("Look"), self._words(SCHEMES))
        place_hint = N_("Short: it stands on tickets and in the codes of lots, such as C03.")
        self.place = TextField(
            context, "place", N_("Place where this computer weighs"), required=False, hint=place_hint
        )
        self.tickets = ChoiceField(context, "tickets", N_("What is done with a new ticket"), self._words(TICKETS))
        self.paper = ChoiceField(context, "ticket_paper", N_("Paper of tickets"), self._words(PAPERS))
        self.printer = ChoiceField(context, "printer", N_("Printer of tickets"), self._printers())
        self.text_size = ChoiceField(context, "size", N_("Size of the text"), [(size, f"{size} %") for size in SIZES])
        self.language.set_value(kept.language or context.locale.language)
        self.scheme.set_value(kept.scheme)
        self.text_size.set_value(kept.text_percent if kept.text_percent in SIZES else 100)
        self.place.set_value(kept.place)
        self.tickets.set_value(kept.tickets)
        self.paper.set_value(kept.ticket_paper)
        self.printer.set_value(kept.printer)
        self._lay_out()
        self.language.edited.connect(self._speak)
        self.scheme.edited.connect(self._dress)
        self.text_size.edited.connect(self._resize)
        self.place.line.editingFinished.connect(self._keep_place)
        for field in (self.tickets, self.paper, self.printer):
            field.edited.connect(self._keeper(field))

    def _words(self, choices: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        return [(value, self.text(word)) for value, word in choices]

    def _printers(self) -> list[tuple[str, str]]:
        usual = self.text(N_("The usual printer of this computer"))
        return [("", usual), *((name, name) for name in QPrinterInfo.availablePrinterNames())]

    def _lay_out(self) -> None:
        window = Card(self.text(N_("Window")))
        window.body.addWidget(self.language)
        window.body.addWidget(self.scheme)
        window.body.addWidget(self.text_size)
        window.body.addStretch(1)
        scale = Card(self.text(N_("Scale and tickets")))
        for field in (self.place, self.tickets, self.paper, self.printer):
            scale.body.addWidget(field)
        if self.printer.combo.count() == 1:
            scale.body.addWidget(
                label(self.text(N_("No printer was found; tickets wait in the queue.")), tone="soft", wrap=True)
            )
        scale.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(window, 1)
        row.addWidget(scale, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        note = N_("These choices are kept on this computer, not in the cooperative's data. Each is in force at once.")
        column.addWidget(label(self.text(note), tone="soft", wrap=True))
        column.addStretch(1)
        self.set_body(body)

    def first_focus(self) -> QWidget | None:
        return self.language

    def _speak(self) -> None:
        self.context.preferences.language = self.language.value()
        self.context.shell.restart()

    def _dress(self) -> None:
        self.context.preferences.scheme = self.scheme.value()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, as_scheme(self.context.preferences.scheme))
        for found in self.window().findChildren(QPushButton):
            tint(found)

    def _resize(self) -> None:
        kept = self.context.preferences
        kept.text_percent = self.text_size.value()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, as_scheme(kept.scheme), kept.text_percent)
        self.context.shell.restart()

    def _keep_place(self) -> None:
        self.context.preferences.place = self.place.value() or ""

    def _keeper(self, field: ChoiceField) -> Callable[[], None]:
        def keep() -> None:
            value: Any = field.value()
            setattr(self.context.preferences, field.name, value)

        return keep
