"""Tickets: every weigh-in ever taken, also a million of them; each opens down to its arithmetic and its paper."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.domain.errors import N_
from sse_desktop.queries.harvests import (
    Order,
    WeighInDetail,
    WeighInFilter,
    WeighInRow,
    WeighInTotals,
    weigh_in,
    weigh_in_block,
    weigh_in_count,
    weigh_in_totals,
)
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.day_range import DayRange, days_of
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import Blocks
from sse_desktop.ui.theme import State
from sse_desktop.ui.ticket_prices import TicketPricing
from sse_desktop.ui.ticket_printing import TicketPrinting
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.worker import Progress, Ticket

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

UNPRICED: Final = "unpriced"
_AGREED: Final = N_("This is what was agreed at the scale. Settlements share what buyers pay by the kilos they accept.")


class TicketsPage(Register[WeighInRow]):
    """The register of weigh-ins, newest first."""

    depends_on = frozenset({"weigh_in", "weigh_in_price"})
    windowed = True
    name = "tickets"
    title = N_("Tickets")
    search_hint = N_("Member, community or ticket number")
    empty = Empty(
        N_("No tickets yet"),
        N_("Every load that is weighed in gets a ticket. The first one is made at the weigh-in desk."),
    )
    filters = (
        Filter("product", N_("Product"), (("", N_("All products")),)),
        Filter("state", N_("State"), (("", N_("All tickets")), ("valid", N_("Valid")), ("voided", N_("Void")), (UNPRICED, N_("Without a price")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._adding_up: Ticket | None = None
        self._wanted = False
        self._sought_product = ""
        self.printing = TicketPrinting(context, self)
        self.pricing = TicketPricing(context, self)
        self.days = DayRange(context)
        self.days.edited.connect(self.bar.edited)
        self.bar.add("days", self.days, self.days.value, self.days.clear)
        self.model.arrived.connect(self._show_wanted)

    def make_columns(self) -> tuple[Column[Any], ...]:
        void, valid = Mark(State.QUIET, self.text(N_("void"))), Mark(State.READY, self.text(N_("valid")))
        return (
            Column(N_("Received"), lambda row: row.received_at, 126, sort="received"),
            Column(N_("Ticket"), lambda row: row.ticket, 142, sort="number"),
            Column(N_("Member"), lambda row: f"{row.member_number} · {row.member}", 134, stretch=True),
            Column(N_("Community"), lambda row: row.community, 130, secondary=True),
            Column(N_("Product"), lambda row: f"{row.product} {row.grade}", 128),
            Column(N_("Gross"), lambda row: row.gross, 90, unit="kg", decimals=1, secondary=True),
            Column(N_("Accepted"), lambda row: row.accepted, 98, unit="kg", decimals=1),
            Column(N_("State"), lambda row: valid if row.voided is None else void, 84),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New ticket"), self.new_ticket, key="Ctrl+N", primary=True, icon="add"),)

    def new_ticket(self) -> None:
        """Go to the scale."""
        self.context.shell.go("weigh_in")

    def source(self, view: View) -> Blocks[WeighInRow]:
        which = wanted(view)
        order: Order = (
            "number" if view.sort == "number" else "oldest" if view.sort and not view.descending else "newest"
        )
        return Blocks(
            count=partial(weigh_in_count, which=which), rows=partial(weigh_in_block, which=which, order=order)
        )

    def refresh(self) -> None:
        self.read(products, archived=None, done=self._offer_products)
        super().refresh()
        # Beside the data thread: a million tickets take a while to add up, and no block of rows may wait for that.
        if self._adding_up is not None:
            self._adding_up.cancel()
        self._adding_up = self.context.worker.long(add_up, wanted(self.view), owner=self, done=self._show_sums)

    def show_record(self, record: object) -> None:
        """Show one ticket by its id, those of a member, product and days, or those that wait for a price."""
        self.bar.clear()
        if isinstance(record, uuid.UUID):
            self.read(weigh_in, record, done=self._find)
        elif isinstance(record, WeighInFilter):
            self.bar.search.setText(record.words)
            self.days.set_days(record.from_on, record.to_on)
            self._sought_product = str(record.product_id or "")
            self.bar.choose("product", self._sought_product)
        elif record == UNPRICED:
            self.bar.choose("state", UNPRICED)

    def print_page(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.show_paper(row)

    # One ticket.

    def chosen(self, row: WeighInRow) -> None:
        self.read(weigh_in, row.id, done=self.show_ticket)

    def opened(self, row: WeighInRow) -> None:
        self.show_paper(row)

    def row_actions(self, row: WeighInRow) -> Sequence[Action]:
        return (
            Action(N_("Show the ticket"), partial(self.show_paper, row)),
            Action(N_("Trace"), partial(self.context.shell.go, "trace", row.ticket)),
            *self.pricing.actions(row),
            Action(N_("Void …"), partial(self.ask_to_void, row), enabled=row.voided is None),
        )

    def show_ticket(self, found: WeighInDetail) -> None:
        """Show the arithmetic of a ticket, and where it went."""
        row = found.row
        details = Details(self.context)
        if row.voided is not None:
            details.badge(State.QUIET, self.text(N_("void"))).fact(N_("Reason"), row.voided)
        details.figure(N_("Accepted"), row.accepted)
        details.table(self._arithmetic(found))
        if row.value is not None and row.voided is None:
            details.note(self.text(_AGREED))
        details.heading(N_("Where from"))
        details.fact(N_("Member"), f"{row.member_number} · {row.member}").fact(N_("Community"), row.community)
        details.fact(N_("Plot"), found.plot).fact(N_("Variety"), found.variety)
        details.fact(N_("Harvested on"), row.harvested_on).fact(N_("Received"), row.received_at)
        details.fact(N_("Place"), row.place).fact(N_("Weigher"), row.weigher).fact(N_("Lot"), row.lot)
        details.fact(N_("Note"), row.note)
        self.inspect(row.ticket, details, actions=self._actions(row))

    def show_paper(self, row: WeighInRow) -> None:
        """Show the ticket as it is printed."""
        self.printing.show([row.id], row.ticket, row.ticket)

    def ask_to_void(self, row: WeighInRow) -> None:
        """Ask for the reason to void a ticket."""
        sentence = self.text(
            N_("Void ticket {ticket} of {member}, {net}? It keeps its number."),
            ticket=row.ticket,
            member=row.member,
            net=row.net,
        )
        self.context.shell.ask(
            Question(sentence, self.text(N_("Void it")), partial(self._void, row), self.text(N_("Reason")), danger=True)
        )

    # Private.

    def _actions(self, row: WeighInRow) -> Sequence[Action]:
        actions = [
            Action(N_("Show the ticket"), partial(self.show_paper, row), icon="print"),
            Action(N_("Lot"), partial(self.context.shell.go, "lots", row.lot_id)),
            *self.pricing.actions(row),
        ]
        if row.voided is None:
            actions.append(Action(N_("Void …"), partial(self.ask_to_void, row), danger=True))
        return actions

    def _arithmetic(self, found: WeighInDetail) -> list[tuple[str, object]]:
        row, text = found.row, self.text
        containers = text(N_("− {count} × {container}"), count=row.containers, container=found.container)
        lines: list[tuple[str, object]] = [(text(N_("Gross")), row.gross)]
        if row.containers:
            lines.append((containers, row.tare))
        lines.append((text(N_("Net")), row.net))
        if row.damaged.milli:
            lines.append((text(N_("− damaged")), row.damaged))
        if row.paid is not None:
            unit = text(N_("Price for one {unit}"), unit=self.context.locale.unit(row.paid.quantity.unit))
            lines += [(text(N_("Counted by weight as")), row.paid.quantity), (unit, row.paid.price)]
        lines.append((text(N_("Price per kg")), row.price if row.price is not None else text(N_("decided later"))))
        if row.value is not None:
            lines.append((text(N_("Value")), row.value))
        if row.decided_at is not None:
            lines.append((text(N_("Price decided")), row.decided_at))
        return lines

    def _void(self, row: WeighInRow, reason: str) -> None:
        self.write(void_weigh_in, row.id, reason, done=partial(self._voided, row))

    def _voided(self, row: WeighInRow, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Ticket {ticket} is void and keeps its number."), ticket=row.ticket))
        self.chosen(row)

    def _find(self, found: WeighInDetail) -> None:
        self._wanted = True
        self.bar.search.setText(found.row.ticket)

    def _show_wanted(self) -> None:
        if self._wanted and self.bar.search.text() == self.view.words and self.model.rowCount():
            self._wanted = False
            self.table.choose(0)
            self.table.setFocus()

    def _offer_products(self, rows: Sequence[ProductRow]) -> None:
        self.bar.offer("product", [(str(row.id), row.name) for row in rows])
        if self._sought_product:  # a page that was just made could not choose before it knew the products
            self.bar.choose("product", self._sought_product)
            self._sought_product = ""

    def _show_sums(self, totals: WeighInTotals) -> None:
        locale = self.context.locale
        tickets = locale.plural(N_("{n} ticket"), N_("{n} tickets"), totals.tickets)
        families = locale.plural(N_("{n} family"), N_("{n} families"), totals.families)
        sentence = N_("Valid: {tickets} of {families} · {gross} gross · {net} net · {accepted} accepted")
        self.totals.setText(
            self.text(
                sentence,
                tickets=tickets,
                families=families,
                gross=totals.gross,
                net=totals.net,
                accepted=totals.accepted,
            )
        )
        self.totals.setVisible(self.model.rowCount() > 0)


def wanted(view: View) -> WeighInFilter:
    """Return the filter of the query for what the bar says."""
    chosen = view.filters
    first, last = days_of(chosen.get("days", ""))
    state = chosen.get("state", "")
    return WeighInFilter(
        words=view.words,
        from_on=first,
        to_on=last,
        product_id=uuid.UUID(chosen["product"]) if chosen.get("product") else None,
        state="valid" if state in {"valid", UNPRICED} else "voided" if state == "voided" else "all",
        without_price=state == UNPRICED,
    )


def add_up(workspace: "Workspace", which: WeighInFilter, *, progress: Progress) -> WeighInTotals:
    """Return the sums over all tickets that fit; runs beside the interface."""
    progress.step(0)
    return workspace.read(weigh_in_totals, which)
