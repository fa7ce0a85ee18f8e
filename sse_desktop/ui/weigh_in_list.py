"""The right side of the weigh-in desk: the day so far, newest ticket on top, and what it adds up to."""

import uuid
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.harvests import WeighInRow, WeighInTotals
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView

EMPTY = Empty(N_("No ticket today"), N_("Type the number of a member on the left; every saved load appears here."))


class WeighInList(Card):
    """Totals above, tickets below; voided ones stay in the list and say so."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        zone = ZoneInfo(context.workspace.cooperative.time_zone if context.workspace is not None else "UTC")
        self.count = label("", "section")
        self.net = label("", "section")
        self.damaged = label("", tone="soft")
        self.model = ListModel(self._columns(zone), context.locale, self)
        self.table = TableView(context.text(N_("Tickets of today")))
        self.table.show_model(self.model)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(EmptyPlace(context, EMPTY))
        for words in (self.count, self.net, self.damaged):
            words.setMinimumWidth(1)  # in a small window the last one gives way
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.count, 1)
        head.addWidget(self.net)
        head.addWidget(self.damaged, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self.body.addWidget(self._places, 1)
        self._places.setCurrentIndex(1)

    def _columns(self, zone: ZoneInfo) -> tuple[Column[WeighInRow], ...]:
        return (
            Column(N_("Time"), lambda row: f"{row.received_at.astimezone(zone):%H:%M}", 60),
            Column(N_("Ticket"), lambda row: short(row.ticket), 70),
            Column(N_("Member"), lambda row: f"{row.member_number} · {row.member}", 130, stretch=True),
            Column(N_("Product"), lambda row: f"{row.product} {row.grade}", 136),
            Column(N_("Containers"), lambda row: row.containers, 92, secondary=True),
            Column(N_("Accepted"), lambda row: row.accepted, 100, unit="kg", decimals=1),
            Column(N_("Lot"), self._lot, 92),
        )

    def _lot(self, row: WeighInRow) -> object:
        if row.voided is None:
            return short_lot(row.lot)
        return Mark(State.QUIET, self.context.text(N_("void: {reason}"), reason=row.voided))

    def show_rows(self, rows: Sequence[WeighInRow]) -> None:
        self.model.set_rows(rows)
        self._places.setCurrentIndex(0 if rows else 1)

    def show_totals(self, totals: WeighInTotals) -> None:
        """Say what the day adds up to; voided tickets don't count."""
        locale = self.context.locale
        tickets = locale.plural(N_("{n} ticket"), N_("{n} tickets"), totals.tickets)
        families = locale.plural(N_("{n} family"), N_("{n} families"), totals.families)
        self.count.setText(self.context.text(N_("Today: {tickets} · {families}"), tickets=tickets, families=families))
        self.net.setText(self.context.text(N_("{weight} net"), weight=totals.net) if totals.tickets else "")
        share = locale.percent(totals.damaged_bp)
        self.damaged.setText(self.context.text(N_("{share} damaged"), share=share) if totals.tickets else "")

    def chosen(self) -> WeighInRow | None:
        """Return the ticket under the cursor, else the newest that is not voided."""
        index = self.table.currentIndex()
        if index.isValid() and (row := self.model.row_at(index.row())) is not None and row.voided is None:
            return row
        return next((row for row in self.model.rows if row.voided is None), None)

    def choose(self, weigh_in_id: uuid.UUID) -> None:
        """Put the cursor on a ticket."""
        for number, row in enumerate(self.model.rows):
            if row.id == weigh_in_id:
                self.table.choose(number)


def short(ticket: str) -> str:
    """Return the end of a ticket's number as it is said aloud: …1482."""
    number = ticket.rpartition("-")[2].lstrip("0")
    return f"…{number.zfill(4)}"


def short_lot(code: str) -> str:
    """Return place, sequence and device of a lot's code; the product and the day are known in a list of today."""
    return "-".join(code.split("-")[2:]) or code
