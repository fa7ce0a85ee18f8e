"""Contracts: what a buyer signed for, how far it is delivered, and what is still unpaid."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.contracts import close_contract
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.queries.contract_search import OrderGround, contract_whole, found_contracts, order_ground
from sse_desktop.queries.contracts import ContractLineRow, ContractRow, ContractTerms
from sse_desktop.queries.subsidies import SubsidyRow
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.contract_details import contract_details
from sse_desktop.ui.contract_form import change_terms_panel
from sse_desktop.ui.delivery_states import CONTRACT_STATES, mark_of
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.order_form import new_order_panel, no_order_words
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

Whole = tuple[ContractTerms, Sequence[ContractLineRow], SubsidyRow | None]


class ContractsPage(Register[ContractRow]):
    """The register of contracts."""

    depends_on = frozenset(
        {"contract", "contract_line", "call_off", "delivery_line", "acceptance_line", "receipt", "subsidy"}
    )
    name = "contracts"
    title = N_("Contracts")
    search_hint = N_("Number, title or buyer")
    empty = Empty(
        N_("No contracts yet"),
        N_(
            "A contract says what a buyer takes and at which price. Make one from a won bid, or type it from the paper."
        ),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("All contracts")), ("open", N_("Open")), ("unpaid", N_("With money unpaid")), ("closed", N_("Closed")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Contract"), lambda row: row.reference, 150),
            Column(N_("Title"), lambda row: row.title, 150, stretch=True),
            Column(N_("Buyer"), lambda row: row.buyer, 160, secondary=True),
            Column(N_("Total"), lambda row: row.total, 110),
            Column(N_("Accepted"), lambda row: row.accepted, 110),
            Column(N_("Received"), lambda row: row.received, 110, secondary=True),
            Column(N_("Unpaid"), lambda row: row.unpaid, 110),
            Column(N_("Ends on"), lambda row: row.ends_on, 100, secondary=True),
            Column(N_("State"), lambda row: mark_of(self.context, CONTRACT_STATES, row.state), 100),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New contract"), self.new_contract, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("From a won bid"), self.from_bid, key="Ctrl+B"),
        )

    def source(self, view: View) -> Callable[..., Sequence[ContractRow]]:
        return partial(found_contracts, text=view.words, state=view.filters.get("state", ""))

    # The inspector.

    def chosen(self, row: ContractRow) -> None:
        self.read(contract_whole, row.id, done=partial(self.show_contract, row))

    def show_contract(self, row: ContractRow, whole: Whole) -> None:
        """Show a contract with its lines, its terms, and what can be done with it."""
        terms, lines, subsidy = whole
        is_open = row.state == "open"
        actions = [
            Action(N_("Distribution list"), partial(self.open_distribution, row, lines), enabled=is_open),
            Action(N_("New order"), partial(self.ask_for_order, row), enabled=is_open),
            Action(N_("Its orders"), partial(self.context.shell.go, "orders", row.id)),
            Action(N_("Change the terms"), partial(self.change_terms, terms)),
            Action(N_("Close") if is_open else N_("Open again"), partial(self.close_or_open, row)),
        ]
        self.inspect(row.reference, contract_details(self.context, row, terms, lines, subsidy), actions=actions)

    def opened(self, row: ContractRow) -> None:
        if row.state == "open":
            self.read(contract_whole, row.id, done=lambda whole: self.open_distribution(row, whole[1]))

    # What can be done.

    def new_contract(self) -> None:
        """Open the sheet on which a contract is typed from its paper."""
        from sse_desktop.ui.contract_sheet import ContractSheet

        sheet = ContractSheet(self.context)
        sheet.made.connect(self._made)
        self.context.shell.open_sheet(self.text(N_("New contract")), sheet, actions=sheet.actions_offered())

    def from_bid(self) -> None:
        """Offer the won bids that have no contract yet."""
        from sse_desktop.ui.contract_from_bid import BidContract

        panel = BidContract(self.context)
        panel.made.connect(self._made)
        panel.given_up.connect(self.close_inspector)
        self.inspect(self.text(N_("Contract from a won bid")), panel)
        panel.setFocus()

    def open_distribution(self, row: ContractRow, lines: Sequence[ContractLineRow]) -> None:
        """Open the sheet that orders for all delivery points of the buyer at once."""
        from sse_desktop.ui.contract_distribution import DistributionSheet

        sheet = DistributionSheet(self.context, lines)
        sheet.done.connect(partial(self._distributed, row))
        title = self.text(N_("Distribution list · {contract}"), contract=row.reference)
        self.context.shell.open_sheet(title, sheet, actions=sheet.actions_offered())

    def ask_for_order(self, row: ContractRow) -> None:
        """Open the form of an order for one school."""
        self.read(order_ground, row.id, done=self._open_order_form)

    def change_terms(self, terms: ContractTerms) -> None:
        """Open the form of the terms."""
        self._open(
            self.text(N_("Terms of {contract}"), contract=terms.reference), change_terms_panel(self.context, terms)
        )

    def close_or_open(self, row: ContractRow) -> None:
        """Close a contract after asking, or open it again at once."""
        if row.state != "open":
            self._close(row, closed=False)
            return
        sentence = N_(
            "Close {contract}? It takes no more orders and no longer counts as promised. It can be opened again."
        )
        question = Question(
            self.text(sentence, contract=row.reference),
            self.text(N_("Close it")),
            lambda _: self._close(row, closed=True),
        )
        self.context.shell.ask(question)

    def row_actions(self, row: ContractRow) -> Sequence[Action]:
        return (
            Action(N_("Its orders"), partial(self.context.shell.go, "orders", row.id)),
            Action(N_("Close") if row.state == "open" else N_("Open again"), partial(self.close_or_open, row)),
        )

    # Private.

    def _open_order_form(self, ground: OrderGround) -> None:
        trouble = no_order_words(self.context, ground)
        if trouble:
            self.context.shell.tell(trouble, state="to_do")
            return
        title = self.text(N_("New order · {contract}"), contract=ground.contract)
        self._open(title, new_order_panel(self.context, ground.lines, ground.points))

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(self._saved)
        panel.given_up.connect(self._back)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _saved(self, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self._back()

    def _back(self) -> None:
        row = self.selected_row()
        if row is not None:
            self.chosen(row)
        else:
            self.close_inspector()
        self.table.setFocus()

    def _made(self, contract_id: uuid.UUID) -> None:
        self.context.shell.close_sheet()
        self.context.shell.tell(self.text(N_("The contract is made. Its orders come next.")))
        self.show_record(contract_id)

    def _distributed(self, row: ContractRow, count: int) -> None:
        self.context.shell.go("orders", row.id)
        words = self.context.locale.plural(N_("{n} order is saved."), N_("{n} orders are saved."), count)
        self.context.shell.tell(words)

    def _close(self, row: ContractRow, *, closed: bool) -> None:
        said = N_("{contract} is closed.") if closed else N_("{contract} is open again.")
        tell = self.context.shell.tell
        self.write(close_contract, row.id, closed=closed, done=lambda _: tell(self.text(said, contract=row.reference)))

    def _say_totals(self) -> None:
        rows: Sequence[ContractRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        if rows and len({row.total.currency for row in rows}) == 1:
            currency = rows[0].total.currency
            sums = {
                name: sum_money((getattr(row, name) for row in rows), currency)
                for name in ("total", "accepted", "received", "unpaid")
            }
            words = self.context.locale.plural(
                N_("{n} contract: {accepted} accepted of {total} · {received} received · {unpaid} unpaid"),
                N_("{n} contracts: {accepted} accepted of {total} · {received} received · {unpaid} unpaid"),
                len(rows),
                **sums,
            )
            self.totals.setText(words)
        else:
            self.totals.setText("")
        self.totals.setVisible(bool(self.totals.text()))
