"""Money received from buyers: each payment with its contract, and the settlement that shared it."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.receipts import void_receipt
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.queries.contracts import ContractRow, contracts
from sse_desktop.queries.payments import found_receipts, receipt_state
from sse_desktop.queries.receipts import ReceiptRow
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.delivery_states import mark_of
from sse_desktop.ui.receipt_form import new_receipt_panel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.settlement_states import RECEIPT_STATES
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class ReceiptsPage(Register[ReceiptRow]):
    """The register of money received."""

    depends_on = frozenset({"receipt", "settlement_receipt", "settlement", "contract"})
    name = "receipts"
    title = N_("Money received")
    search_hint = N_("Buyer, contract, reference or settlement")
    empty = Empty(
        N_("No money received yet"),
        N_("Record what a buyer paid, whole or in part. A settlement then shares it with the families."),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("All payments")), *((key, word) for key, (_, word) in RECEIPT_STATES.items()))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Received on"), lambda row: row.received_on, 110),
            Column(N_("Buyer"), lambda row: row.buyer, 200, stretch=True),
            Column(N_("Contract"), lambda row: row.contract, 150),
            Column(N_("Reference"), lambda row: row.reference, 140, secondary=True),
            Column(N_("Amount"), lambda row: row.amount, 120),
            Column(N_("Settlement"), lambda row: row.settlement, 150, secondary=True),
            Column(N_("State"), lambda row: mark_of(self.context, RECEIPT_STATES, receipt_state(row)), 150),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Record a payment"), self.new_receipt, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Share it"), self.share, key="Ctrl+Return"),
        )

    def to_begin(self) -> Sequence[Action]:
        return self.offered()[:1]  # nothing is there to share

    def source(self, view: View) -> Callable[..., Sequence[ReceiptRow]]:
        return partial(found_receipts, text=view.words, state=view.filters.get("state", ""))

    def chosen(self, row: ReceiptRow) -> None:
        state = RECEIPT_STATES[receipt_state(row)]
        details = Details(self.context).badge(state[0], self.text(state[1])).figure(N_("Amount"), row.amount)
        details.fact(N_("Received on"), self.context.locale.date(row.received_on, "full"))
        details.fact(N_("Buyer"), row.buyer).fact(N_("Contract"), row.contract).fact(N_("Reference"), row.reference)
        details.fact(N_("Shared in"), row.settlement).fact(N_("Void because"), row.voided)
        self.inspect(row.buyer, details, actions=self.row_actions(row))

    def row_actions(self, row: ReceiptRow) -> Sequence[Action]:
        is_free = row.voided is None and not row.settlement
        actions = [Action(N_("Contract"), partial(self.context.shell.go, "contracts", row.contract_id))]
        if is_free:
            share = Action(N_("Share it with the families"), partial(self._share, row))
            void = Action(N_("Void …"), partial(self.ask_to_void, row), danger=True)
            actions = [share, *actions, void]
        return actions

    # What can be done.

    def new_receipt(self) -> None:
        """Open the form of a payment."""
        self.read(contracts, done=self._open_form)

    def share(self) -> None:
        """Share the payment under the cursor, or any that waits."""
        row = self.selected_row()
        if row is not None and receipt_state(row) == "waiting":
            self._share(row)
        else:
            self.context.shell.go("settlements")
            self.context.shell.tell(self.text(N_("Begin with “New settlement”.")))

    def ask_to_void(self, row: ReceiptRow) -> None:
        """Ask for the reason to void a payment."""
        sentence = self.text(N_("Void the payment of {amount} from {buyer}?"), amount=row.amount, buyer=row.buyer)
        tell = self.context.shell.tell

        def confirmed(reason: str) -> None:
            self.write(void_receipt, row.id, reason, done=lambda _: tell(self.text(N_("The payment is void."))))

        self.context.shell.ask(
            Question(sentence, self.text(N_("Void it")), confirmed, reason=self.text(N_("Reason")), danger=True)
        )

    # Private.

    def _share(self, row: ReceiptRow) -> None:
        self.context.shell.go("settlements", row.contract_id)

    def _open_form(self, rows: Sequence[ContractRow]) -> None:
        if not rows:
            self.context.shell.tell(
                self.text(N_("Money is received for a contract. Make the contract first.")), state="to_do"
            )
            return
        panel = new_receipt_panel(self.context, rows)
        panel.done.connect(self._saved)
        panel.given_up.connect(self._back)
        self.inspect(self.text(N_("Money received")), panel)
        panel.form.first().setFocus()

    def _saved(self, receipt_id: uuid.UUID) -> None:
        self.context.shell.tell(self.text(N_("The payment is recorded. It waits to be shared.")))
        self.show_record(receipt_id)
        self.table.setFocus()

    def _back(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.chosen(row)
        else:
            self.close_inspector()
        self.table.setFocus()

    def _say_totals(self) -> None:
        rows: Sequence[ReceiptRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        valid = [row for row in rows if row.voided is None]
        self.totals.setText(self._sum_words(valid))
        self.totals.setVisible(bool(self.totals.text()))

    def _sum_words(self, valid: Sequence[ReceiptRow]) -> str:
        currencies = {row.amount.currency for row in valid}
        if len(currencies) != 1:
            return ""
        currency = currencies.pop()
        waiting = sum_money((row.amount for row in valid if not row.settlement), currency)
        return self.context.locale.plural(
            N_("{n} valid payment: {amount}, of which {waiting} are to be shared"),
            N_("{n} valid payments: {amount}, of which {waiting} are to be shared"),
            len(valid),
            amount=sum_money((row.amount for row in valid), currency),
            waiting=waiting,
        )
