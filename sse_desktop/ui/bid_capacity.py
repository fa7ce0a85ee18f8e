"""Step Capacity: what is due beside what there will be, week by week; the gap is named, and so is the way out of it."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.bid_lines import set_quantities, set_weeks
from sse_desktop.commands.bids import override_capacity, withdraw_override
from sse_desktop.domain.capacity import WeekCapacity
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Conversion, NoConversion, Quantity, convert_from_kg
from sse_desktop.queries.bid_desk import BidDesk, StepState
from sse_desktop.queries.bids import BidLineRow
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.queries.products import conversions
from sse_desktop.queries.promises import largest_offer
from sse_desktop.ui.bid_step import WIDE_PX, BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.bid_weeks import WeeksPanel, shown_weeks
from sse_desktop.ui.bid_words import week_word
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Question
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.charts import CapacityChart, WeekBar
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.labels import Card, label, set_tone
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.message_bar import TONES

TABLE_PX: Final = 452
PLEDGES: Final = "pledges"
HOW: Final = N_("We can: free stock and pledges, less what is promised to others.")
MOST: Final = N_("Free stock and pledges, less what is promised to others, would do for {most} ({weight}).")


class CapacityStep(BidStep):
    """One product at a time: its calendar, its gap in words, and the buttons that close the gap."""

    key = "capacity"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._factors: Sequence[Conversion] = ()
        self._offer: dict[uuid.UUID, Quantity] = {}
        self.product = ChoiceField(self.context, "product", N_("Product"), ())
        self.product.title.hide()
        self.title = label("", "section")
        self.chart = CapacityChart(
            self.text(N_("Capacity by week")), self.text(N_("we can")), self.text(N_("they ask"))
        )
        self.said = label("", "strong", wrap=True, selectable=True)
        self.how = label("", tone="soft", wrap=True)
        self.promise = button("", "primary")
        self.take_on = button(self.text(N_("Promise it all the same …")), "danger")
        self.take_back = button(self.text(N_("Take the promise back")))
        self.weeks = button(self.text(N_("Weeks of our promise …")))
        self.pledges = button(self.text(N_("Pledges of the members")))
        self.table = RowTable(self.context, N_("Weeks"), self._columns(), key=lambda week: week.week)
        self._lay_out()
        self.pledges.setVisible(any(spec.key == PLEDGES for spec in PAGES))
        self.product.edited.connect(self._show_product)
        self.promise.clicked.connect(self.promise_less)
        self.take_on.clicked.connect(self.ask_to_take_on)
        self.take_back.clicked.connect(self.withdraw)
        self.weeks.clicked.connect(self.edit_weeks)
        self.pledges.clicked.connect(self.go_to_pledges)

    def _lay_out(self) -> None:
        picture, numbers = Card(), Card(self.text(N_("Week by week, added up")))
        self.numbers = numbers
        numbers.setFixedWidth(TABLE_PX)
        numbers.body.addWidget(self.table, 1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.product)
        picture.body.addLayout(head)
        picture.body.addWidget(self.chart, 1)
        picture.body.addWidget(self.said)
        picture.body.addWidget(self.how)
        buttons = FlowLayout()
        for each in (self.promise, self.weeks, self.pledges, self.take_on, self.take_back):
            buttons.addWidget(each)
        picture.body.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(picture, 1)
        row.addWidget(numbers)
        holder = QVBoxLayout()
        holder.addLayout(row, 1)
        self.column.addLayout(holder, 1)

    def _columns(self) -> tuple[Column[WeekCapacity], ...]:
        return (
            Column(N_("Week"), self._short, 64, stretch=True),
            Column(N_("Due by then"), lambda week: self._sold(week.demand).amount, 84, right=True),
            Column(N_("We can"), lambda week: self._sold(week.available).amount, 84, right=True),
            Column(N_("Missing"), self._missing, 92, right=False),
        )

    def _short(self, week: WeekCapacity) -> str:
        return self.text(N_("wk {number}"), number=str(week.week.number))

    def _missing(self, week: WeekCapacity) -> object:
        return Mark(State.BLOCKED, self.context.locale.number(self._sold(week.gap).amount)) if week.gap else "✓"

    # What is shown.

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        if next(step for step in desk.steps if step.step == self.key).state is StepState.BLOCKED:
            # The gap itself is told beside its picture.
            ways = N_(
                "Produce is missing. Offer less, find more pledges, or let the president take it on with a reason."
            )
            self.say(State.BLOCKED, self.text(ways))
        products = desk.capacity.products
        self.product.set_choices([(each.product_id, each.product) for each in products])
        gap = desk.capacity.first_gap
        if gap is not None and self.product.read() not in [each.product_id for each in products if each.first_gap]:
            self.product.set_value(gap[0].product_id)
        self.product.setVisible(len(products) > 1)
        self._show_product()

    def shown(self) -> ProductCapacity | None:
        """The product that is shown."""
        if self.desk is None:
            return None
        return next((each for each in self.desk.capacity.products if each.product_id == self.product.read()), None)

    def _show_product(self) -> None:
        found = self.shown()
        self._offer = {}
        for each in (self.promise, self.take_on, self.take_back):
            each.hide()
        self.weeks.setEnabled(self.is_draft and bool(self._lines()))
        if found is None:
            self.title.setText(self.text(N_("Nothing to reckon yet")))
            self.chart.show_weeks(())
            self.table.show_rows(())
            for words in (self.said, self.how):
                words.setText("")
            return
        self.read(conversions, found.product_id, done=partial(self._draw, found))

    def _draw(self, found: ProductCapacity, factors: Sequence[Conversion]) -> None:
        if found is not self.shown():
            return
        self._factors = factors
        unit = self.context.locale.unit(self._unit(), 2)
        self.title.setText(
            self.text(N_("{product} · added up to the end of each week, in {unit}"), product=found.product, unit=unit)
        )
        self.chart.show_weeks([self._bar(week) for week in found.weeks])
        self.table.show_rows(found.weeks)
        self._say(found)

    def _bar(self, week: WeekCapacity) -> WeekBar:
        missing = f"−{self.context.locale.number(self._sold(week.gap).amount)}" if week.gap else ""
        able, asked = self._sold(max(0, week.available)).amount, self._sold(week.demand).amount
        return WeekBar(self._short(week), able, asked, missing, spoken=week_word(self.context, week.week))

    def _say(self, found: ProductCapacity) -> None:
        gap, desk = found.first_gap, self.desk
        demand = self._sold(found.demand.milli)
        tone: State = State.READY if gap is None else State.BLOCKED
        if gap is None:
            words = self.text(
                N_("Everything can be delivered: {demand} ({weight})."), demand=demand, weight=found.demand
            )
        else:
            sentence = N_("{missing} are missing in {week} ({weight}): by then {due} are due and {able} will be there.")
            words = self.text(
                sentence, week=week_word(self.context, gap.week), missing=self._sold(gap.gap),
                weight=Quantity(gap.gap, KILO), due=self._sold(gap.demand), able=self._sold(max(0, gap.available)),
            )  # fmt: skip
        self.said.setText(f"{tone.shape} {words}")
        set_tone(self.said, TONES[tone])
        self.how.setText(
            self.text(HOW)
            if gap is not None
            else self.text(MOST, most=self._sold(found.largest.milli), weight=found.largest)
        )
        is_overridden = desk is not None and desk.bid is not None and bool(desk.bid.override_by)
        self.take_on.setVisible(self.is_draft and gap is not None and not is_overridden)
        self.take_back.setVisible(self.is_draft and is_overridden)
        if self.is_draft and gap is not None and desk is not None and desk.bid is not None:
            self.read(
                largest_offer, desk.bid.id, found.product_id, self.context.today(), done=partial(self._offered, found)
            )

    def _offered(self, found: ProductCapacity, offers: dict[uuid.UUID, Quantity]) -> None:
        if found is not self.shown() or not offers:
            return
        self._offer = offers
        units = {offer.unit for offer in offers.values()}
        most = sum((offer.amount for offer in offers.values()), Decimal(0))
        words = self.context.locale.quantity(Quantity.of(most, units.pop())) if len(units) == 1 else ""
        self.promise.setText(
            self.text(N_("Promise {most}"), most=words) if words else self.text(N_("Promise what holds"))
        )
        self.promise.setAccessibleName(self.promise.text())
        self.promise.show()

    # What can be done.

    def promise_less(self) -> None:
        """Offer the most that holds; the weeks keep their rhythm."""
        if self._offer:
            self.write(set_quantities, self._offer, said=N_("The offer was lowered to what can be delivered."))

    def ask_to_take_on(self) -> None:
        """Ask for the reason to promise more than there will be; only the president's role may."""
        desk, workspace = self.desk, self.context.workspace
        if desk is None or desk.bid is None or workspace is None:
            return
        sentence = N_(
            "{name} takes this promise on although produce is missing. A cooperative that does not deliver can be banned for years."
        )
        override = partial(self.write, override_capacity, desk.bid.id, said=N_("The promise was taken on."))
        self.context.shell.ask(
            Question(
                self.text(sentence, name=workspace.actor.name), self.text(N_("Take it on")), override,
                reason=self.text(N_("Reason")), danger=True,
            )
        )  # fmt: skip

    def withdraw(self) -> None:
        """Take back that somebody took the gap on."""
        if self.desk is not None and self.desk.bid is not None:
            self.write(withdraw_override, self.desk.bid.id, said=N_("The promise was taken back."))

    def edit_weeks(self) -> None:
        """Open the weeks of our promise for the product that is shown."""
        lines, desk = self._lines(), self.desk
        if not lines or desk is None:
            return
        line = lines[0]
        over = shown_weeks(line.plan, desk.tender.delivery_from, desk.tender.delivery_to)
        if not over:
            sentence = N_("The first and the last day of delivery are not known. Type them into the tender first.")
            self.context.shell.tell(self.text(sentence), state="to_do")
            return
        panel = WeeksPanel(self.context, line.id, line.quantity, line.plan, over, set_weeks)
        self.open_form(self.text(N_("Weeks of our promise")), panel)

    def go_to_pledges(self) -> None:
        """Go to the page where pledges are typed."""
        self.context.shell.go(PLEDGES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.numbers.setVisible(self.width() >= WIDE_PX)

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        (self.promise if self.promise.isVisible() else self.table).setFocus()

    # Private.

    def _lines(self) -> list[BidLineRow]:
        found = self.shown()
        offer = self.desk.bid if self.desk is not None else None
        return (
            [line for line in offer.lines if found is not None and line.product_id == found.product_id] if offer else []
        )

    def _unit(self) -> str:
        """Return the unit in which the product is asked for, else kilos."""
        found = self.shown()
        asked = self.desk.tender.items if self.desk is not None else ()
        units = {item.unit for item in asked if found is not None and item.product_id == found.product_id and item.unit}
        return units.pop() if len(units) == 1 else KILO

    def _sold(self, grams: int) -> Quantity:
        """Return a weight in whole units of sale, or in kilos where nobody knows what one weighs."""
        weight = Quantity(grams, KILO)
        unit = self._unit()
        try:
            sold = convert_from_kg(weight, unit, self._factors, self.context.today())
        except NoConversion:
            return weight
        return sold if unit == KILO else Quantity(sold.milli // 1000 * 1000, unit)
