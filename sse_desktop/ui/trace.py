"""Trace: scan or type the code of a lot, a ticket or a delivery note, and see every family and every school behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.trace import Destination, Source, Trace, TracedLot, trace
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import ROW_PX, TableView
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

HEADER_PX: Final = 38
LOTS_SEEN: Final = 4  # without scrolling
EMPTY: Final = Empty(
    N_("Follow the produce"),
    N_("From a crate in a school back to the families and plots, or from a lot on to every school it went to."),
)


class TracePage(Desk):
    """One field; below it where the goods came from, and where they went."""

    depends_on = frozenset({"weigh_in", "stock_movement", "sorting", "delivery_line", "acceptance_line", "lot"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Trace | None = None
        self.code = TextField(
            context, "code", N_("Lot, ticket or delivery note"), hint=N_("A barcode scanner types it for you.")
        )
        self.code.enlarge()
        self.code.setFixedWidth(440)
        self.look = button(context.text(N_("Trace")), "primary")
        self.lots = _TraceTable(context, N_("What it is"), self._lot_columns())
        self.sources = _TraceTable(context, N_("Came from"), self._source_columns())
        self.destinations = _TraceTable(context, N_("Went to"), self._destination_columns())
        self._lay_out()
        self.code.entered.connect(self.trace_typed)
        self.look.clicked.connect(self.trace_typed)
        self.offer()

    def _lay_out(self) -> None:
        ask = Card()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.code)
        line.addWidget(self.look, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        ask.body.addLayout(line)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.sources, 1)
        below.addWidget(self.destinations, 1)
        self._answer = QWidget()
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(12)
        answer.addWidget(self.lots)
        answer.addLayout(below, 1)
        surface = QWidget()
        column = QVBoxLayout(surface)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(ask)
        self.places = QStackedWidget()
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY))
        self.places.addWidget(nothing)
        self.places.addWidget(self._answer)
        column.addWidget(self.places, 1)
        self.set_surface(surface)

    def _lot_columns(self) -> tuple[Column[Any], ...]:
        rows: tuple[Column[TracedLot], ...] = (
            Column(N_("Lot"), lambda row: row.code, 190, stretch=True),
            Column(N_("Product"), lambda row: f"{row.product} {row.grade}", 180),
            Column(N_("Opened"), lambda row: row.opened_on, 110),
            Column(N_("Received"), lambda row: row.received, 104, unit="kg", decimals=1),
            Column(N_("Sorted in"), lambda row: row.sorted_in, 104, unit="kg", decimals=1, secondary=True),
            Column(N_("Sent"), lambda row: row.sent, 104, unit="kg", decimals=1),
            Column(N_("Sorted out"), lambda row: row.sorted_out, 104, unit="kg", decimals=1, secondary=True),
            Column(N_("In the lot"), lambda row: row.balance, 104, unit="kg", decimals=1),
        )
        return rows

    def _source_columns(self) -> tuple[Column[Any], ...]:
        rows: tuple[Column[Source], ...] = (
            Column(N_("Harvested"), lambda row: row.harvested_on, 104),
            Column(N_("Family"), lambda row: f"{row.member_number} · {row.member}", 134, stretch=True),
            Column(N_("Community and plot"), lambda row: " · ".join(filter(None, (row.community, row.plot))), 172),
            Column(N_("Ticket"), lambda row: row.ticket, 146, secondary=True),
            Column(N_("Weight"), lambda row: row.weight, 92, unit="kg", decimals=3),
        )
        return rows

    def _destination_columns(self) -> tuple[Column[Any], ...]:
        rows: tuple[Column[Destination], ...] = (
            Column(N_("Delivered"), lambda row: row.delivered_on, 104),
            Column(N_("School"), lambda row: " · ".join(filter(None, (row.code, row.school))), 150, stretch=True),
            Column(N_("Delivery note"), lambda row: row.note, 146, secondary=True),
            Column(N_("Sent"), lambda row: row.sent, 90),
            Column(N_("Weight"), lambda row: row.weight, 92, unit="kg", decimals=3),
        )
        return rows

    # The page.

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Print the trace"), self.print_page, key="Ctrl+P", icon="print", enabled=self.found is not None),
        )

    def first_focus(self) -> QWidget | None:
        return self.code

    def refresh(self) -> None:
        if self.found is not None:
            self._ask(self.found.code)

    def show_record(self, record: object) -> None:
        """Trace the code that another page names."""
        self.code.set_value(str(record))
        self.trace_typed()

    def trace_typed(self) -> None:
        """Look the code up; what is found stays until another code is found."""
        if self.code.check():
            self._ask(self.code.value())

    def print_page(self) -> None:
        if self.found is not None:
            code = self.found.code
            self.context.worker.long(trace_pdf, code, owner=self, done=self._show_paper)

    # Private.

    def _ask(self, code: str) -> None:
        self.read(trace, code, done=self._show, failed=self._not_found)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            self.context.shell.problem(error)
            return
        self.found = None
        self.places.setCurrentIndex(0)
        self.code.show_error(self.context.locale.explain(error))
        self.code.setFocus()
        self.offer()

    def _show(self, found: Trace) -> None:
        self.found = found
        self.code.show_note("")
        self.lots.show_rows(found.lots)
        self.lots.table.setFixedHeight(HEADER_PX + ROW_PX * min(len(found.lots), LOTS_SEEN))
        self.sources.show_rows(found.sources, self._source_sum(found))
        self.destinations.show_rows(found.destinations, self._destination_sum(found))
        self.places.setCurrentIndex(1)
        self.offer()

    def _source_sum(self, found: Trace) -> str:
        families = len({source.member_number for source in found.sources})
        weight = sum((source.weight for source in found.sources), start=Quantity(0, KILO))
        locale = self.context.locale
        return locale.plural(N_("{weight} of {n} family"), N_("{weight} of {n} families"), families, weight=weight)

    def _destination_sum(self, found: Trace) -> str:
        schools = len({destination.code for destination in found.destinations})
        weight = sum((destination.weight for destination in found.destinations), start=Quantity(0, KILO))
        locale = self.context.locale
        if not schools:
            return self.text(N_("Nothing of it was delivered yet."))
        return locale.plural(N_("{weight} to {n} school"), N_("{weight} to {n} schools"), schools, weight=weight)

    def _show_paper(self, data: bytes) -> None:
        if self.found is not None:
            title = self.text(N_("Trace of {code}"), code=self.found.code)
            self.context.shell.show_pdf(title, data, f"{self.found.code}.pdf")


class _TraceTable(Card):
    """A table with a title and a sentence that adds it up."""

    def __init__(self, context: Context, title: str, columns: tuple[Column[Any], ...]) -> None:
        words = context.text(title)
        super().__init__(words)
        self.model = ListModel(columns, context.locale, self)
        self.table = TableView(words)
        self.table.show_model(self.model)
        self.sum = label("", "strong")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignRight)

    def show_rows(self, rows: Sequence[Any], words: str = "") -> None:
        self.model.set_rows(rows)
        self.sum.setText(words)
        self.sum.setVisible(bool(words))


def trace_pdf(workspace: "Workspace", code: str, *, progress: Progress) -> bytes:
    """Return the trace on paper, in the language of the documents; runs beside the interface."""
    from sse_desktop.prints.traces import print_trace

    progress.step(0)
    return print_trace(workspace, code)
