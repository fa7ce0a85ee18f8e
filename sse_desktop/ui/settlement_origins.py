"""Every kilo of one family: which weigh-in, which school, which value; the sums are those of its statement."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.settlements import FamilyRow, OriginRow, origins
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.table import TableView


class OriginsSheet(QWidget):
    """A table over the whole page, by day of harvest."""

    def __init__(self, context: Context, family: FamilyRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.family = family
        self.model: ListModel[OriginRow] = ListModel(self._columns(), context.locale, self)
        self.table = TableView(context.text(N_("Every kilo")))
        self.table.show_model(self.model)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.sum = label("", "strong", wrap=True)
        card = Card()
        card.body.addWidget(self.table, 1)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        card.body.addWidget(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(self.table)
        context.worker.read(origins, family.id, owner=self, done=self.show_origins)

    def _columns(self) -> tuple[Column[OriginRow], ...]:
        locale = self.context.locale
        return (
            Column(N_("Harvested"), lambda row: row.harvested_on, 100),
            Column(N_("Ticket"), lambda row: row.ticket, 150),
            Column(N_("Product"), lambda row: " · ".join(filter(None, (row.product, row.grade))), 150),
            Column(N_("Delivered"), lambda row: row.delivered_on, 100),
            Column(N_("School"), lambda row: row.school, 170, stretch=True),
            Column(N_("Delivery note"), lambda row: row.note, 150, secondary=True),
            Column(N_("Weight"), lambda row: row.weight, 90, unit="kg", decimals=3),
            Column(N_("Price"), lambda row: f"{locale.price(row.price)} / {locale.unit(row.unit)}", 100, right=True),
            Column(N_("Value"), lambda row: row.value, 90),
        )

    def show_origins(self, rows: Sequence[OriginRow]) -> None:
        """Show the rows and what they come to."""
        self.model.set_rows(rows)
        weight = sum((row.weight for row in rows), start=Quantity(0, KILO))
        value = sum_money((row.value for row in rows), self.family.due.currency)
        words = self.context.locale.plural(
            N_("{n} entry: {weight} accepted are worth {value}"),
            N_("{n} entries: {weight} accepted are worth {value}"),
            len(rows),
            weight=weight,
            value=value,
        )
        self.sum.setText(words)
        if rows:
            self.table.choose(0)
