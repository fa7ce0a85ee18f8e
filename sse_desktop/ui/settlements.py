"""Settlements: money that was shared to the families, with its sheet for the assembly and every statement."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.settlements import Settled, void_settlement
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.queries.payments import SettlementWhole, found_settlements, settlement_whole
from sse_desktop.queries.settlements import SettlementRow
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.delivery_states import mark_of
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.settlement_prints import show_sheet, show_statements
from sse_desktop.ui.settlement_states import SETTLEMENT_STATES
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class SettlementsPage(Register[SettlementRow]):
    """The register of settlements."""

    depends_on = frozenset({"settlement", "settlement_member"})
    name = "settlements"
    title = N_("Settlements")
    search_hint = N_("Number, contract or buyer")
    empty = Empty(
        N_("No settlement yet"),
        N_(
            "A settlement shares what a buyer paid with the families, to the cent, and says to each why it is that much."
        ),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("All settlements")), *((key, word) for key, (_, word) in SETTLEMENT_STATES.items()))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Settlement"), lambda row: row.number, 150),
            Column(N_("Contract"), lambda row: row.contract, 100, stretch=True),
            Column(N_("First day"), lambda row: row.from_on, 100, secondary=True),
            Column(N_("Last day"), lambda row: row.to_on, 100),
            Column(N_("Received"), lambda row: row.received, 120),
            Column(N_("Kept"), lambda row: row.retained, 110, secondary=True),
            Column(N_("Shared"), lambda row: row.shared, 120),
            Column(N_("Families"), lambda row: row.families, 90, secondary=True),
            Column(N_("State"), lambda row: mark_of(self.context, SETTLEMENT_STATES, _state(row)), 110),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New settlement"), self.new_settlement, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("All statements"), self.print_statements, key="Ctrl+Shift+P", icon="print"),
        )

    def to_begin(self) -> Sequence[Action]:
        return self.offered()[:1]  # nothing is there to print

    def source(self, view: View) -> Callable[..., Sequence[SettlementRow]]:
        return partial(found_settlements, text=view.words, state=view.filters.get("state", ""))

    def show_record(self, record: object) -> None:
        """Show a settlement; a contract's id begins a new one for its money."""
        self.read(found_settlements, done=partial(self._show_or_begin, record))

    def _show_or_begin(self, record: object, rows: Sequence[SettlementRow]) -> None:
        if any(row.id == record for row in rows):
            super().show_record(record)
        elif isinstance(record, uuid.UUID):
            self._open_desk(record)

    # The inspector.

    def chosen(self, row: SettlementRow) -> None:
        self.read(settlement_whole, row.id, done=partial(self.show_settlement, row))

    def show_settlement(self, row: SettlementRow, whole: SettlementWhole) -> None:
        """Show how the money was parted, and every family's part."""
        shape, word = SETTLEMENT_STATES[_state(row)]
        details = Details(self.context).badge(shape, self.text(word)).fact(N_("Void because"), row.voided)
        details.figure(N_("Shared"), row.shared)
        parts: list[tuple[str, object]] = [(self.text(N_("Received")), row.received)]
        parts += [(self.text(N_("− kept: {title}"), title=title), amount) for title, amount in whole.kept]
        details.table([*parts, (self.text(N_("= shared with the families")), row.shared)])
        details.fact(N_("Contract"), row.contract).fact(N_("Buyer"), row.buyer)
        period = N_("{first} to {last}")
        details.fact(N_("Period"), self.text(period, first=row.from_on, last=row.to_on)).fact(
            N_("Issued"), row.issued_at
        )
        details.heading(N_("Families"))
        names = [(f"{family.number} · {family.name}", family.paid, family.carried) for family in whole.families]
        details.table(names, (N_("Family"), N_("Paid"), N_("Carried")))
        self.inspect(row.number, details, actions=self._actions(row))

    def opened(self, row: SettlementRow) -> None:
        self.context.shell.go("statements", row.id)

    def _actions(self, row: SettlementRow) -> Sequence[Action]:
        actions = [
            Action(N_("Families"), partial(self.context.shell.go, "statements", row.id)),
            Action(N_("Show the sheet"), partial(show_sheet, self, row), icon="print"),
            Action(N_("All statements"), partial(show_statements, self, row), icon="print"),
        ]
        if row.voided is None:
            actions.append(Action(N_("Void …"), partial(self.ask_to_void, row), danger=True))
        return actions

    def row_actions(self, row: SettlementRow) -> Sequence[Action]:
        return self._actions(row)

    # What can be done.

    def new_settlement(self) -> None:
        """Open the desk of a settlement."""
        self._open_desk(None)

    def print_page(self) -> None:
        row = self.selected_row()
        if row is not None:
            show_sheet(self, row)

    def print_statements(self) -> None:
        """Show the statements of the settlement under the cursor."""
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose a settlement first.")), state="to_do")
        else:
            show_statements(self, row)

    def ask_to_void(self, row: SettlementRow) -> None:
        """Ask for the reason to void a settlement."""
        sentence = N_("Void the settlement {number}? It keeps its number; its money waits to be shared again.")
        question = Question(
            self.text(sentence, number=row.number),
            self.text(N_("Void it")),
            partial(self._void, row),
            reason=self.text(N_("Reason")),
            danger=True,
        )
        self.context.shell.ask(question)

    # Private.

    def _open_desk(self, contract_id: uuid.UUID | None) -> None:
        from sse_desktop.ui.settlement_desk import SettlementDesk

        sheet = SettlementDesk(self.context, contract_id)
        sheet.issued.connect(self._issued)
        self.context.shell.open_sheet(self.text(N_("New settlement")), sheet, actions=sheet.actions_offered())

    def _issued(self, settled: Settled) -> None:
        self.context.shell.close_sheet()
        words = N_("Settlement {number} is issued: {shared} for the families.")
        self.context.shell.tell(self.text(words, number=str(settled.number), shared=settled.shared))
        super().show_record(settled.id)  # it takes the keyboard once its row is there

    def _void(self, row: SettlementRow, reason: str) -> None:
        self.write(void_settlement, row.id, reason, done=partial(self._voided, row))

    def _voided(self, row: SettlementRow, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Settlement {number} is void and keeps its number."), number=row.number))

    def _say_totals(self) -> None:
        rows: Sequence[SettlementRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        valid = [row for row in rows if row.voided is None]
        if len({row.shared.currency for row in valid}) == 1:
            currency = valid[0].shared.currency
            words = self.context.locale.plural(
                N_("{n} valid settlement: {received} received = {kept} kept + {shared} shared"),
                N_("{n} valid settlements: {received} received = {kept} kept + {shared} shared"),
                len(valid),
                received=sum_money((row.received for row in valid), currency),
                kept=sum_money((row.retained for row in valid), currency),
                shared=sum_money((row.shared for row in valid), currency),
            )
            self.totals.setText(words)
        else:
            self.totals.setText("")
        self.totals.setVisible(bool(self.totals.text()))


def _state(row: SettlementRow) -> str:
    return "issued" if row.voided is None else "voided"
