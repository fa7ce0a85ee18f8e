"""Step Capacity: what is due beside what there will be, week by week; the gap is named, and so is the way out of it."""

import uuid
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from sse_desktop.commands.bid_lines import set_quantities, set_weeks
from sse_desktop.commands.bids import override_capacity, withdraw_override
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.bid_desk import BidDesk, StepState
from sse_desktop.queries.bids import BidLineRow
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.queries.promises import largest_for_tender, largest_offer
from sse_desktop.ui.bid_pooled import open_pooled
from sse_desktop.ui.bid_step import WIDE_PX, BidStep
from sse_desktop.ui.bid_weeks import WeeksPanel, shown_weeks
from sse_desktop.ui.capacity_prints import save_capacity, show_capacity
from sse_desktop.ui.capacity_view import CapacityView
from sse_desktop.ui.context import Question
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button

PLEDGES: Final = "pledges"
WHAT_IF: Final = "what_if"
SHARES: Final = "shares"


class CapacityStep(BidStep):
    """One product at a time: its calendar, its gap in words, and the buttons that close the gap."""

    key = "capacity"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._offer: dict[uuid.UUID, Quantity] = {}
        self.view = CapacityView(self.context)
        self.product, self.chart, self.said = self.view.product, self.view.chart, self.view.said
        self.table, self.behind, self.numbers = self.view.table, self.view.behind, self.view.numbers
        self.promise = button("", "primary")
        self.take_on = button(self.text(N_("Promise it all the same …")), "danger")
        self.take_back = button(self.text(N_("Take the promise back")))
        self.weeks = button(self.text(N_("Weeks of our promise …")))
        # Beside it stands the one that asks which line is meant, where a product has several.
        self.weeks_of = button(self.text(N_("Weeks of our promise …")))
        self.choice = QMenu(self)
        self.weeks_of.setMenu(self.choice)
        self.pooled = button(self.text(N_("Pooled capacity …")))
        self.what_if = button(self.text(N_("Menu or what-if")))
        self.shares = button(self.text(N_("Fair shares")))
        self.pledges = button(self.text(N_("Pledges of the members")))
        self.sheet = button(self.text(N_("Print for ourselves")), tip=f"{self.text(N_('Print for ourselves'))}  Ctrl+P")
        self.save = button(self.text(N_("Save as spreadsheet")))
        self._lay_out()

    def _lay_out(self) -> None:
        does = (
            (self.promise, self.promise_less),
            (self.weeks, self.edit_weeks),
            (self.pooled, self.open_pooled),
            (self.what_if, self.go_to_what_if),
            (self.shares, self.go_to_shares),
            (self.pledges, self.go_to_pledges),
            (self.sheet, self.print_sheet),
            (self.save, self.save_sheet),
            (self.take_on, self.ask_to_take_on),
            (self.take_back, self.withdraw),
        )
        for each, run in does:
            self.view.buttons.addWidget(each)
            each.clicked.connect(run)
            if each is self.weeks:
                self.view.buttons.addWidget(self.weeks_of)
        known = {spec.key for spec in PAGES}
        self.pledges.setVisible(PLEDGES in known)
        self.what_if.setVisible(WHAT_IF in known)
        self.shares.setVisible(SHARES in known)
        self.view.shown_changed.connect(self._shown)
        self.column.addWidget(self.view, 1)

    # What is shown.

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        if next(step for step in desk.steps if step.step == self.key).state is StepState.BLOCKED:
            # The gap itself is told beside its picture.
            ways = N_(
                "Produce is missing. Offer less, find more pledges, or let the president take it on with a reason."
            )
            self.say(State.BLOCKED, self.text(ways))
        self.view.show_products(desk.capacity.products, self._unit)

    def shown(self) -> ProductCapacity | None:
        """The product that is shown."""
        return self.view.shown()

    def _shown(self) -> None:
        found, desk = self.shown(), self.desk
        self._offer = {}
        for each in (self.promise, self.take_on, self.take_back):
            each.hide()
        self._offer_weeks()
        for each in (self.sheet, self.save):
            each.setEnabled(found is not None)
        if found is None or desk is None:
            return
        most = partial(self.view.show_most, found)
        self.read(largest_for_tender, desk.tender.id, found.product_id, self.context.today(), done=most)
        if desk.bid is None or not self.is_draft:
            return
        has_gap, is_overridden = found.first_gap is not None, bool(desk.bid.override_by)
        self.take_on.setVisible(has_gap and not is_overridden)
        self.take_back.setVisible(is_overridden)
        if has_gap:
            today = self.context.today()
            self.read(largest_offer, desk.bid.id, found.product_id, today, done=partial(self._offered, found))

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
        if lines := self._lines():
            self.edit_weeks_of(lines[0])

    def edit_weeks_of(self, line: BidLineRow) -> None:
        """Open the weeks of one line of our promise."""
        desk = self.desk
        if desk is None:
            return
        over = shown_weeks(line.plan, desk.tender.delivery_from, desk.tender.delivery_to)
        if not over:
            sentence = N_("The first and the last day of delivery are not known. Type them into the tender first.")
            self.context.shell.tell(self.text(sentence), state="to_do")
            return
        panel = WeeksPanel(self.context, line.id, line.quantity, line.plan, over, set_weeks)
        self.open_form(self.text(N_("Weeks of our promise")), panel)

    def open_pooled(self) -> None:
        """Open what other cooperatives add for this tender."""
        if self.desk is not None:
            open_pooled(self.page, self.desk.tender.id)

    def go_to_what_if(self) -> None:
        """Go to the page of what-ifs, where a menu of the schools is typed; it leads back to this tender."""
        if self.desk is not None:
            self.context.shell.go(WHAT_IF, ("tender", self.desk.tender.id))

    def go_to_shares(self) -> None:
        """Go to the families' shares of this bid."""
        if self.desk is not None:
            self.context.shell.go(SHARES, self.desk.tender.id)

    def print_step(self) -> bool:
        self.print_sheet()
        return True

    def print_sheet(self) -> None:
        """Show the internal sheet with every number."""
        if self.desk is not None:
            show_capacity(self.page, self.desk.tender.id)

    def save_sheet(self) -> None:
        """Write the same numbers into a spreadsheet."""
        if self.desk is not None:
            save_capacity(self.page, self.desk.tender.id)

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

    def _offer_weeks(self) -> None:
        """Let the button open the weeks of the line; of several lines of a product, the one that is chosen."""
        lines = self._lines()
        for each in (self.weeks, self.weeks_of):
            each.setEnabled(self.is_draft and bool(lines))
        self.choice.clear()
        for line in lines:
            words = f"{line.description} · {self.context.locale.quantity(line.quantity)}".replace("&", "&&")
            self.choice.addAction(words, partial(self.edit_weeks_of, line))
        self.weeks.setHidden(len(lines) > 1)
        self.weeks_of.setHidden(len(lines) < 2)

    def _unit(self, found: ProductCapacity) -> str:
        """Return the unit in which a product is asked for, else kilos."""
        asked = self.desk.tender.items if self.desk is not None else ()
        units = {item.unit for item in asked if item.product_id == found.product_id and item.unit}
        return units.pop() if len(units) == 1 else KILO
