"""What is due, as a list: when, what, and how it stands; Enter opens the page where it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.today import TodayItem
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card
from sse_desktop.ui.widgets.table import TableView

NOTHING: Final = Empty(
    N_("Nothing is due"),
    N_("Deadlines, papers that end, lots, deliveries and money appear here when somebody must see to them."),
)
WORDS: Final = {
    "tender_deadline": N_("bid"),
    "paper_ends": N_("renew"),
    "paper_renewal": N_("renew"),
    "paper_missing": N_("missing"),
    "clause_report": N_("report"),
    "clause_exposure": N_("catch up"),
    "next_step": N_("next step"),
    "milestone": N_("see to it"),
    "amendment": N_("look at it"),
    "question": N_("send"),
    "prospect": N_("look for it"),
    "proof": N_("missing"),
    "lot_negative": N_("find out"),
    "lot_spoils": N_("send soon"),
    "unprinted": N_("print"),
    "unpriced": N_("decide"),
    "delivery_due": N_("send"),
    "receipt_missing": N_("record"),
    "replacement_due": N_("replace"),
    "unpaid": N_("ask for it"),
    "not_shared": N_("share"),
    "backup": N_("back up"),
    "inbox": N_("look at it"),
}
LATE: Final = N_("late")
HAND_IN: Final = N_("hand in")


class TodayList(Card):
    """The list with its empty place."""

    opened = Signal(object)  # TodayItem

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("To do")), parent)
        self.context = context
        columns = (
            Column[TodayItem](N_("When"), self._when, 130),
            Column[TodayItem](N_("What"), self._what, 400, stretch=True),
            Column[TodayItem](N_("State"), self._state, 150),
        )
        self.model = ListModel(columns, context.locale, self)
        self.table = TableView(context.text(N_("To do")))
        self.table.show_model(self.model)
        self.places = QStackedWidget()
        self.places.addWidget(self.table)
        self.places.addWidget(EmptyPlace(context, NOTHING))
        self.body.addWidget(self.places, 1)
        self.table.row_opened.connect(self._opened)

    def show_items(self, items: Sequence[TodayItem]) -> None:
        self.model.set_rows(items)
        self.places.setCurrentIndex(0 if items else 1)

    def _opened(self, number: int) -> None:
        item = self.model.row_at(number)
        if item is not None:
            self.opened.emit(item)

    def _when(self, item: TodayItem) -> str:
        return day_words(self.context, item.on)

    def _what(self, item: TodayItem) -> str:
        return self.context.text(item.sentence, **item.facts)

    def _state(self, item: TodayItem) -> Mark:
        is_late = item.state == "blocked" and item.on is not None and item.on < self.context.today()
        word = LATE if is_late else HAND_IN if item.state == "ready" else WORDS.get(item.kind, N_("see to it"))
        return Mark(State(item.state), self.context.text(word))


def day_words(context: Context, day: date | None) -> str:
    """Return when something is due, counted from today: in 3 days, 41 days ago; nothing is now."""
    locale = context.locale
    days = (day - context.today()).days if day is not None else 0
    if days == 0:
        return context.text(N_("today")) if day is not None else context.text(N_("now"))
    if days > 0:
        return locale.plural(N_("in {n} day"), N_("in {n} days"), days)
    return locale.plural(N_("{n} day ago"), N_("{n} days ago"), -days)
