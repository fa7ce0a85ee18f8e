"""The calendar of a promise, one product at a time: what is due beside what there will be, and how each number came."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from sse_desktop.domain.capacity import WeekCapacity
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Conversion, NoConversion, Quantity, convert_from_kg
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.queries.products import conversions
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.bid_words import week_word
from sse_desktop.ui.capacity_behind import BehindTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.charts import CapacityChart, WeekBar
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.labels import Card, label, set_tone
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.message_bar import TONES

TABLE_PX: Final = 464
WEEK_PX: Final = 22
CHART_PX: Final = 240
THOUSAND: Final = 1000
HOW: Final = N_("We can: free stock and forecast, less what is promised to others.")
HOW_POOLED: Final = N_("We can: free stock, forecast and pooled capacity, less what is promised to others.")
HOW_CERTIFIED: Final = N_(
    "Only produce of certified plots counts. Other promises are served from other produce first; what that can't cover is "
    "taken from the certified one."
)
MOST: Final = N_("The most that holds in every week: {most} ({weight}).")
NOTHING_HOLDS: Final = N_("Not even one unit a week can be promised in this rhythm.")
MOST_WEIGHT: Final = N_("The most that holds in every week: {weight}.")


class CapacityView(QWidget):
    """A picture with its sentence, the weeks as a table, and the parts of the week under the cursor.

    `shown_changed` tells that another product, or the same with new numbers, stands there. Buttons go into `buttons`.
    """

    shown_changed = Signal()

    def __init__(self, context: Context, *, stacked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._products: Sequence[ProductCapacity] = ()
        self._unit_of: Callable[[ProductCapacity], str] = lambda _found: KILO
        self._factors: Sequence[Conversion] = ()
        self.product = ChoiceField(context, "product", N_("Product"), ())
        self.product.title.hide()
        self.title = label("", "section", wrap=True)
        self.chart = CapacityChart(
            context.text(N_("Capacity by week")), context.text(N_("we can")), context.text(N_("they ask"))
        )
        self.said = label("", "strong", wrap=True, selectable=True)
        self.how = label("", tone="soft", wrap=True)
        self.buttons = FlowLayout()
        self.table = RowTable(context, N_("Weeks"), self._columns(), key=lambda week: week.week)
        self.behind = BehindTable(context)
        self._lay_out(stacked=stacked)
        self.product.edited.connect(self._show_product)
        self.table.picked.connect(self._open_week)

    def _lay_out(self, *, stacked: bool) -> None:
        added = "" if stacked else self.context.text(N_("Week by week, added up"))
        self.picture, self.numbers = Card(), Card(added)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.product)
        self._window = QScrollArea()
        self._window.setWidgetResizable(True)
        self._window.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._window.setMinimumHeight(CHART_PX)
        self._window.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window.setWidget(self.chart)
        self._window.horizontalScrollBar().valueChanged.connect(self.chart.update)
        self._window.setObjectName("clear")
        self._window.viewport().setObjectName("clear")
        self.chart.setObjectName("clear")
        self.picture.body.addLayout(head)
        self.picture.body.addWidget(self._window, 1)
        for words in (self.said, self.how):
            self.picture.body.addWidget(words)
        self.picture.body.addLayout(self.buttons)
        way = QBoxLayout.Direction
        tables = QBoxLayout(way.LeftToRight if stacked else way.TopToBottom)
        tables.setSpacing(8)
        tables.addWidget(self.table, 8)
        tables.addWidget(self.behind, 5)
        self.numbers.body.addLayout(tables, 1)
        row = QBoxLayout(way.TopToBottom if stacked else way.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture, 2)
        row.addWidget(self.numbers, 1 if stacked else 0)
        if not stacked:
            self.numbers.setFixedWidth(TABLE_PX)

    def _columns(self) -> tuple[Column[WeekCapacity], ...]:
        return (
            Column(N_("Week"), self.short, 68, stretch=True),
            Column(N_("They ask"), lambda week: self.sold(week.demand).amount, 76, right=True),
            Column(N_("We can"), lambda week: self.sold(week.available).amount, 76, right=True),
            Column(N_("State"), self._state, 120),
        )

    def _state(self, week: WeekCapacity) -> Mark:
        if not week.gap:
            return Mark(State.READY, self.context.text(N_("ready")))
        missing = self.context.locale.number(self.missing(week.gap).amount)
        return Mark(State.BLOCKED, self.context.text(N_("short {missing}"), missing=missing))

    # What is shown.

    def show_products(
        self,
        products: Sequence[ProductCapacity],
        unit_of: Callable[[ProductCapacity], str],
        *,
        lead_to_gap: bool = True,
    ) -> None:
        """Show products; the one that was chosen stays, unless only another one has a gap."""
        self._products, self._unit_of = products, unit_of
        self.product.set_choices([(each.product_id, each.product) for each in products])
        failing = [each for each in products if each.first_gap is not None]
        if lead_to_gap and failing and self.product.read() not in [each.product_id for each in failing]:
            first = min(
                failing, key=lambda each: (each.first_gap.week if each.first_gap else each.weeks[-1].week, each.code)
            )
            self.product.set_value(first.product_id)
        self.product.setVisible(len(products) > 1)
        self._show_product()

    def shown(self) -> ProductCapacity | None:
        """The product that is shown."""
        return next((each for each in self._products if each.product_id == self.product.read()), None)

    def choose(self, product_id: uuid.UUID) -> None:
        """Show another product of those that are there."""
        self.product.set_value(product_id)

    def _show_product(self) -> None:
        found = self.shown()
        if found is None:
            self.title.setText(self.context.text(N_("Nothing to reckon yet")))
            self.chart.show_weeks(())
            self.table.show_rows(())
            for words in (self.said, self.how):
                words.setText("")
            self.shown_changed.emit()
            return
        self.context.worker.read(conversions, found.product_id, owner=self, done=partial(self._draw, found))

    def _draw(self, found: ProductCapacity, factors: Sequence[Conversion]) -> None:
        if found is not self.shown():
            return
        self._factors = factors
        unit = self.context.locale.unit(self._unit_of(found), 2)
        title = N_("{product} · added up to the end of each week, in {unit}")
        self.title.setText(self.context.text(title, product=found.product, unit=unit))
        self.chart.setMinimumWidth(WEEK_PX * len(found.weeks))
        self.chart.show_weeks([self._bar(week) for week in found.weeks])
        self.table.show_rows(found.weeks)
        self._say(found)
        if found.first_gap is not None:
            self.table.choose_key(found.first_gap.week)
        self.shown_changed.emit()

    def _bar(self, week: WeekCapacity) -> WeekBar:
        missing = f"−{self.context.locale.number(self.missing(week.gap).amount)}" if week.gap else ""
        able, asked = self.sold(max(0, week.available)).amount, self.sold(week.demand).amount
        return WeekBar(self.short(week), able, asked, missing, spoken=week_word(self.context, week.week))

    def _say(self, found: ProductCapacity) -> None:
        gap = found.first_gap
        tone: State = State.READY if gap is None else State.BLOCKED
        demand = self.sold(found.demand.milli)
        if gap is None:
            words = self.context.text(
                N_("Everything can be delivered: {demand} ({weight})."), demand=demand, weight=found.demand
            )
        else:
            sentence = N_("{missing} are missing in {week} ({weight}): by then {due} are due and {able} will be there.")
            words = self.context.text(
                sentence, week=week_word(self.context, gap.week), missing=self.missing(gap.gap),
                weight=Quantity(gap.gap, KILO), due=self.sold(gap.demand), able=self.sold(max(0, gap.available)),
            )  # fmt: skip
        self.said.setText(f"{tone.shape} {words}")
        set_tone(self.said, TONES[tone])
        self._say_most(found, self.context.text(MOST_WEIGHT, weight=found.largest))

    def show_most(self, found: ProductCapacity, offers: Sequence[Quantity]) -> None:
        """Say the most that holds in whole units, as far as all lines of the product are in one unit."""
        units = {offer.unit for offer in offers}
        if found is not self.shown():
            return
        if not offers:
            self._say_most(found, self.context.text(NOTHING_HOLDS))
        elif len(units) == 1:
            most = Quantity(sum(offer.milli for offer in offers), units.pop())
            self._say_most(found, self.context.text(MOST, most=most, weight=found.largest))

    def _say_most(self, found: ProductCapacity, most: str) -> None:
        self.how.setText(f"{most} {self.context.text(self._how(found))}")

    def _how(self, found: ProductCapacity) -> str:
        if found.certificate is not None:
            return HOW_CERTIFIED
        return HOW_POOLED if any(sums.pooled for sums in found.sums) else HOW

    def _open_week(self, week: WeekCapacity | None) -> None:
        """Show the parts of a week, and bring its bars into view."""
        found = self.shown()
        self.behind.show_week(found, week)
        if found is not None and week is not None:
            each = self.chart.width() / max(1, len(found.weeks))
            at = round((found.weeks.index(week) + 0.5) * each) if week in found.weeks else 0
            self._window.ensureVisible(at, 0, round(each), 0)

    # Words and amounts.

    def short(self, week: WeekCapacity) -> str:
        """Return the short name of a week."""
        return self.context.text(N_("wk {number}"), number=str(week.week.number))

    def sold(self, grams: int) -> Quantity:
        """Return the whole units of sale in a weight, or kilos where nobody knows what one weighs."""
        return self._in_units(grams, lambda milli: milli // THOUSAND)

    def missing(self, grams: int) -> Quantity:
        """Return how many whole units it takes to fill a gap: a part of an orange does not fill it."""
        return self._in_units(grams, lambda milli: max(1, -(-milli // THOUSAND)))

    def _in_units(self, grams: int, whole: Callable[[int], int]) -> Quantity:
        found = self.shown()
        weight, unit = Quantity(grams, KILO), self._unit_of(found) if found is not None else KILO
        try:
            sold = convert_from_kg(weight, unit, self._factors, self.context.today())
        except NoConversion:
            return weight
        return sold if unit == KILO else Quantity(whole(sold.milli) * THOUSAND, unit)
