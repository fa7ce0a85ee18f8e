"""The coming weeks as a picture: what is there or expected beside what is promised, and the first week that fails in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.outlook import OutlookWeek, ProductOutlook
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.charts import CapacityChart, WeekBar
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label

NOTHING: Final = Empty(
    N_("No pledges for the coming weeks"),
    N_("Once families have said what they expect to bring, this shows week by week what can be promised to buyers."),
)


class WeeksCard(Card):
    """One product at a time; the first one that fails is shown first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        self._rows: Sequence[ProductOutlook] = ()
        name = context.text(N_("What we can promise, by week"))
        self.product = QComboBox()
        self.product.setAccessibleName(context.text(N_("Product")))
        self.product.setMinimumWidth(170)
        self.sentence = label("", tone="soft", wrap=True)
        self.chart = CapacityChart(name, context.text(N_("there or expected, kg")), context.text(N_("promised, kg")))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(name, "section"))
        head.addWidget(self.product)
        head.addWidget(self.sentence, 1)
        self._head = QWidget()
        self._head.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        self.places = QStackedWidget()
        self.places.addWidget(self.chart)
        self.places.addWidget(EmptyPlace(context, NOTHING))
        self.body.addWidget(self._head)
        self.body.addWidget(self.places, 1)
        self.product.currentIndexChanged.connect(self._show)

    def show_products(self, rows: Sequence[ProductOutlook]) -> None:
        """Show the product that was chosen, else the first one with a gap, else the first."""
        before = self.product.currentText()
        self._rows = rows
        names = [row.product for row in rows]
        failing = next((at for at, row in enumerate(rows) if any(week.gap.milli for week in row.weeks)), 0)
        self.product.blockSignals(True)
        self.product.clear()
        self.product.addItems(names)
        self.product.setCurrentIndex(names.index(before) if before in names else failing if names else -1)
        self.product.blockSignals(False)
        self._head.setVisible(bool(rows))
        self.places.setCurrentIndex(0 if rows else 1)
        self._show()

    def _show(self) -> None:
        at = self.product.currentIndex()
        if not 0 <= at < len(self._rows):
            return
        row = self._rows[at]
        self.chart.show_weeks([self._bar(week) for week in row.weeks])
        gap = next((week for week in row.weeks if week.gap.milli), None)
        if gap is None:
            self.sentence.setText(self.context.text(N_("All that is promised can be delivered.")))
        else:
            words = N_("{weight} are missing in week {number} for what is promised.")
            self.sentence.setText(self.context.text(words, number=str(gap.week.number), weight=gap.gap))

    def _bar(self, week: OutlookWeek) -> WeekBar:
        title = self.context.text(N_("wk {number}"), number=str(week.week.number))
        missing = f"−{self.context.locale.number(week.gap.amount, 0)}" if week.gap.milli else ""
        return WeekBar(title, week.able.amount, week.promised.amount, missing)
