"""Counts: what really lies at a place, typed in one grid from the sheet that was taken along, and saved as one."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sse_desktop.commands.stock_counts import CountsStored, count_lots
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.places import PlaceRow, places
from sse_desktop.queries.stock import LotRow, lots_to_count
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.stock_count_grid import COUNTED, CountModel, CountTable
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

EVERYWHERE: Final = ""
EMPTY: Final = Empty(
    N_("Nothing to count"),
    N_("No lot should lie here. Choose another place, or weigh something in first."),
)


class StockCountsPage(Page):
    """A place, its lots, what was counted of each; saved together with the reasons of all differences."""

    depends_on = frozenset({"lot", "stock_movement", "place"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.place = ChoiceField(context, "place", N_("Place"), [(EVERYWHERE, context.text(N_("All places")))])
        self.place.setFixedWidth(320)
        self.model = CountModel(context, self)
        self.grid = CountTable(context.text(N_("Counted lots")), self.model)
        self.trouble = label("", tone="blocked", wrap=True)
        self.totals = label("", "strong")
        self._places = QStackedWidget()
        self._is_saving = False
        self._lay_out()
        self.place.edited.connect(self.refresh)
        self.place.entered.connect(self.grid.setFocus)
        self.model.summed.connect(self._add_up)
        self.model.refused.connect(self._refused)
        self.offer()

    def _lay_out(self) -> None:
        self._places.addWidget(self.grid)
        self._places.addWidget(EmptyPlace(self.context, EMPTY))
        hint = N_(
            "Digits begin, Enter goes down, Tab goes right, Delete clears. Lots without a number stay as they are."
        )
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(label(self.text(hint), tone="soft", wrap=True), 1)
        foot.addWidget(self.totals)
        card = Card()
        card.body.addLayout(head)
        card.body.addWidget(self.trouble)
        card.body.addWidget(self._places, 1)
        card.body.addLayout(foot)
        self.trouble.hide()
        self.set_body(card)

    # The page.

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Save the count"), self.save, key="Ctrl+S", primary=True, enabled=bool(self.model.counts())),
            Action(N_("Sheet to take along"), self.print_page, key="Ctrl+P", icon="print"),
        )

    def first_focus(self) -> QWidget | None:
        return self.place

    def refresh(self) -> None:
        self.read(places, archived=None, done=self._offer_places)
        self.read(lots_to_count, self.place.read() or None, done=self._show)

    def show_record(self, record: object) -> None:
        """Count the place that another page names."""
        self.read(places, archived=None, done=lambda rows: self._go_to(rows, str(record)))

    def save(self) -> None:
        """Store everything that was counted as one step, that Ctrl+Z takes back."""
        if self._is_saving or not self.model.counts():
            return
        self.trouble.hide()
        place = self.place.read()
        title = self.text(N_("Count of {place}"), place=place) if place else self.text(N_("Count of all places"))
        self._is_saving = True
        self.write(count_lots, self.model.counts(), title, done=self._saved, failed=self._not_saved)

    def print_page(self) -> None:
        place, day = self.place.read() or None, self.context.today()
        self.context.worker.long(count_sheet_pdf, place, day, owner=self, done=self._show_paper)

    # Private.

    def _offer_places(self, rows: Sequence[PlaceRow]) -> None:
        used = [(row.code, row.label) for row in rows if row.lots or not row.archived]
        self.place.set_choices([(EVERYWHERE, self.text(N_("All places"))), *used])

    def _go_to(self, rows: Sequence[PlaceRow], code: str) -> None:
        self._offer_places(rows)
        self.place.set_value(code)
        self.grid.setFocus()

    def _show(self, rows: Sequence[LotRow]) -> None:
        self.model.show(rows)
        self._places.setCurrentIndex(0 if rows else 1)
        if rows and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.model.index(0, COUNTED))

    def _saved(self, stored: CountsStored) -> None:
        self._is_saving = False
        self.model.forget()
        weight = Quantity(stored.difference_g, KILO)
        said = self.context.locale.plural(
            N_("{n} lot counted, {different} different, {weight} in all."),
            N_("{n} lots counted, {different} different, {weight} in all."),
            stored.lots,
            different=stored.different,
            weight=weight,
        )
        self.context.shell.tell(said)

    def _not_saved(self, error: Exception) -> None:
        self._is_saving = False
        if isinstance(error, DomainError):
            self._refused(error)
        else:
            self.context.shell.problem(error)

    def _refused(self, error: DomainError) -> None:
        self.trouble.setText(f"■ {self.context.locale.explain(error)}")
        self.trouble.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_up(self) -> None:
        counts = self.model.counts()
        off = sum(self.model.difference(row) or 0 for row in self.model.rows)
        words = self.text(
            N_("{counted} of {lots} counted, difference {weight}"),
            counted=len(counts),
            lots=len(self.model.rows),
            weight=Quantity(off, KILO),
        )
        self.totals.setText(words if self.model.rows else "")
        self.offer()

    def _show_paper(self, data: bytes) -> None:
        place = self.place.read()
        title = self.text(N_("Count of {place}"), place=place) if place else self.text(N_("Count of all places"))
        self.context.shell.show_pdf(title, data, f"{title}.pdf")


def count_sheet_pdf(workspace: "Workspace", place: str | None, on: date, *, progress: Progress) -> bytes:
    """Return the blank sheet of a place; runs beside the interface."""
    from sse_desktop.prints.stock_counts import print_count_sheet

    progress.step(0)
    return print_count_sheet(workspace, place, on)
