"""Orders, day by day and route by route: what each school gets, what was sent of it, and sending it."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.call_offs import archive_call_off
from sse_desktop.commands.deliveries import Dispatched
from sse_desktop.domain.errors import N_
from sse_desktop.queries.call_offs import CallOffRow
from sse_desktop.queries.contract_search import OrderGround, order_ground
from sse_desktop.queries.contracts import ContractRow, contracts
from sse_desktop.queries.day_plan import Stop, found_orders, stop
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.day_range import DayRange, days_of
from sse_desktop.ui.delivery_prints import show_note
from sse_desktop.ui.order_form import new_order_panel, no_order_words
from sse_desktop.ui.order_send import send_panel
from sse_desktop.ui.order_words import container_words, order_mark
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class OrdersPage(Register[CallOffRow]):
    """The register of orders; at first those that are still to be sent."""

    depends_on = frozenset({"call_off", "delivery_line", "acceptance_line", "contract", "delivery_point"})
    name = "orders"
    title = N_("Orders")
    search_hint = N_("School, code, route, product or order number")
    empty = Empty(
        N_("No order is open"),
        N_("An order says which school gets how much on which day. Choose a contract and make its distribution list."),
    )
    filters = (
        Filter("which", N_("Which orders"), (("", N_("Still to send")), ("all", N_("All orders")))),
        Filter("contract", N_("Contract"), (("", N_("All contracts")),)),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._known: dict[str, str] = {}  # driver and vehicle of the last note
        self._wanted: object = None
        self.days = DayRange(context)
        self.days.edited.connect(self.bar.edited)
        self.bar.add("days", self.days, self.days.value, self.days.clear)
        self.model.arrived.connect(self._say_totals)
        self.model.arrived.connect(self.bar.show)  # also without open orders, the sent ones can be looked for

    def make_columns(self) -> tuple[Column[Any], ...]:
        today = self.context.today()
        return (
            Column(N_("Day"), lambda row: row.due_on, 100),
            Column(N_("Route"), lambda row: row.route, 90, secondary=True),
            Column(N_("School"), lambda row: row.school, 180, stretch=True),
            Column(N_("Code"), lambda row: row.code, 90, secondary=True),
            Column(N_("Product"), lambda row: row.product, 110),
            Column(N_("Ordered"), lambda row: row.quantity, 95),
            Column(N_("Sent"), lambda row: row.sent, 95, secondary=True),
            Column(N_("To send"), lambda row: row.open, 95),
            Column(N_("Containers"), self._containers, 110, secondary=True),
            Column(N_("State"), lambda row: order_mark(self.context, row, today), 100),
        )

    def _containers(self, row: CallOffRow) -> str:
        return container_words(self.context, row.open if row.open.milli else row.quantity, row.units_per_container)

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Send to the school"), self.send_chosen, key="Ctrl+Return", primary=True, icon="deliveries"),
            Action(N_("Send a whole day"), self.send_day, key="Ctrl+D"),
            Action(N_("New order"), self.new_order, key="Ctrl+N"),
        )

    def to_begin(self) -> Sequence[Action]:
        return (Action(N_("Contracts"), partial(self.context.shell.go, "contracts"), primary=True),)

    def source(self, view: View) -> Callable[..., Sequence[CallOffRow]]:
        first, last = days_of(view.filters.get("days", ""))
        contract = view.filters.get("contract", "")
        return partial(
            found_orders,
            text=view.words,
            from_on=first,
            to_on=last,
            contract_id=uuid.UUID(contract) if contract else None,
            only_open=view.filters.get("which", "") == "",
        )

    def refresh(self) -> None:
        self.read(contracts, done=self._know_contracts)
        super().refresh()

    def show_record(self, record: object) -> None:
        """Show the orders of a day, all orders of a contract, or one order."""
        self.bar.clear()
        if isinstance(record, date):
            self.days.set_days(record, record)
            self._view_changed()
        else:
            self._wanted = record
            self.read(contracts, done=self._show_wanted)

    # One order.

    def chosen(self, row: CallOffRow) -> None:
        mark = order_mark(self.context, row, self.context.today())
        details = Details(self.context).badge(mark.state, mark.word)
        details.figure(N_("To send"), row.open)
        details.fact(N_("Containers"), container_words(self.context, row.open, row.units_per_container))
        details.fact(N_("Ordered"), row.quantity).fact(N_("Sent"), row.sent).fact(N_("Accepted"), row.accepted)
        details.heading(N_("Order"))
        details.fact(N_("Product"), row.product).fact(N_("Day"), self.context.locale.date(row.due_on, "full"))
        details.fact(N_("Route"), row.route).fact(N_("Code"), row.code).fact(N_("Place"), row.canton)
        details.fact(N_("Pupils"), row.pupils).fact(N_("Contract"), row.contract)
        details.fact(N_("Order number"), row.order_number)
        self.inspect(row.school, details, actions=self.row_actions(row))

    def opened(self, row: CallOffRow) -> None:
        self.send(row)

    def row_actions(self, row: CallOffRow) -> Sequence[Action]:
        actions = [Action(N_("Contract"), partial(self.context.shell.go, "contracts", row.contract_id))]
        if row.open.milli:
            actions.insert(0, Action(N_("Send to the school"), partial(self.send, row), icon="deliveries"))
        if not row.sent.milli:
            actions.append(Action(N_("Take the order back"), partial(self.ask_to_take_back, row), danger=True))
        return actions

    # What can be done.

    def send_chosen(self) -> None:
        """Open the form for the school of the row under the cursor."""
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose an order first.")), state="to_do")
        else:
            self.send(row)

    def send(self, row: CallOffRow) -> None:
        """Open the form with everything that this school still gets on that day."""
        if not row.open.milli:
            self.context.shell.tell(self.text(N_("Everything of this order was sent.")), state="to_do")
            return
        self.read(stop, row.due_on, row.contract_id, row.delivery_point_id, done=self._open_send)

    def send_day(self) -> None:
        """Open the sheet that sends to all schools of a day."""
        from sse_desktop.ui.order_day import DaySheet

        row = self.selected_row()
        first, _ = days_of(self.view.filters.get("days", ""))
        day = row.due_on if row is not None else first or self.context.today()
        sheet = DaySheet(self.context, day, self._known)
        self.context.shell.open_sheet(self.text(N_("Send a whole day")), sheet, actions=sheet.actions_offered())

    def new_order(self) -> None:
        """Begin an order of the contract that the chosen row is of, or that the filter names; else lead to the contracts."""
        row, filtered = self.selected_row(), self.bar.chosen().get("contract", "")
        contract = row.contract_id if row is not None else uuid.UUID(filtered) if filtered else None
        if contract is not None:
            self.read(order_ground, contract, done=self._open_order)
            return
        self.context.shell.go("contracts")
        self.context.shell.tell(self.text(N_("Choose the contract, then “New order” or “Distribution list”.")))

    def ask_to_take_back(self, row: CallOffRow) -> None:
        """Ask before an order is taken back."""
        sentence = N_("Take back the order of {school} for {day}, {quantity} of {product}?")
        words = self.text(sentence, school=row.school, day=row.due_on, quantity=row.quantity, product=row.product)
        tell = self.context.shell.tell

        def confirmed(_reason: str) -> None:
            self.write(archive_call_off, row.id, done=lambda _: tell(self.text(N_("The order is taken back."))))

        self.context.shell.ask(Question(words, self.text(N_("Take it back")), confirmed, danger=True))

    # Private.

    def _open_order(self, ground: OrderGround) -> None:
        trouble = no_order_words(self.context, ground)
        if trouble:
            self.context.shell.tell(trouble, state="to_do")
            return
        panel = new_order_panel(self.context, ground.lines, ground.points)
        panel.done.connect(self._ordered)
        panel.given_up.connect(self._back)
        self.inspect(self.text(N_("New order · {contract}"), contract=ground.contract), panel)
        panel.form.first().setFocus()

    def _ordered(self, order_id: uuid.UUID) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.close_inspector()
        self._selected = order_id
        self.table.setFocus()

    def _open_send(self, found: Stop | None) -> None:
        if found is None:
            self.context.shell.tell(self.text(N_("Everything of this order was sent.")), state="to_do")
            return
        panel = send_panel(self.context, found, self._known)
        panel.done.connect(partial(self._sent, panel, found))
        panel.given_up.connect(self._back)
        self.inspect(self.text(N_("Send to {school}"), school=found.school), panel)
        panel.form.first().setFocus()

    def _sent(self, panel: Any, found: Stop, note: Dispatched) -> None:
        self._known = {name: panel.form.fields[name].read() or "" for name in ("driver", "vehicle")}
        number = str(note.number)
        self.context.shell.tell(
            self.text(N_("Delivery note {number} for {school}."), number=number, school=found.school)
        )
        self._selected = None  # an order that is sent leaves the list; what is said of it stays
        details = Details(self.context).figure(N_("Delivery note"), number.rpartition("-")[2].lstrip("0"))
        details.fact(N_("School"), found.school).fact(N_("Number"), number)
        self.inspect(
            self.text(N_("Sent")),
            details,
            actions=(
                Action(N_("Show the note"), partial(show_note, self.context, self, note.id, number), icon="print"),
                Action(N_("Record what came back"), partial(self.context.shell.go, "deliveries.desk", note.id)),
            ),
        )
        self.table.setFocus()

    def _back(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.chosen(row)
        else:
            self.close_inspector()
        self.table.setFocus()

    def _know_contracts(self, rows: Sequence[ContractRow]) -> None:
        self.bar.offer("contract", [(str(row.id), row.reference) for row in rows])

    def _show_wanted(self, rows: Sequence[ContractRow]) -> None:
        self._know_contracts(rows)
        wanted, self._wanted = self._wanted, None
        self.bar.choose("which", "all")
        if any(row.id == wanted for row in rows):
            self.bar.choose("contract", str(wanted))
        else:
            self._selected = wanted
        self._view_changed()

    def _say_totals(self) -> None:
        rows: Sequence[CallOffRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        schools = self.context.locale.plural(
            N_("{n} school"), N_("{n} schools"), len({row.delivery_point_id for row in rows})
        )
        units = sorted({row.quantity.unit for row in rows})
        sums = [self._sum_words(rows, unit) for unit in units]
        self.totals.setText(self.text(N_("{schools}: {sums}"), schools=schools, sums=" · ".join(sums)) if rows else "")
        self.totals.setVisible(bool(rows))

    def _sum_words(self, rows: Sequence[CallOffRow], unit: str) -> str:
        from sse_desktop.domain.quantity import Quantity

        of_unit = [row for row in rows if row.quantity.unit == unit]
        ordered = Quantity(sum(row.quantity.milli for row in of_unit), unit)
        left = Quantity(sum(row.open.milli for row in of_unit), unit)
        return self.text(N_("{ordered} ordered, {left} to send"), ordered=ordered, left=left)
