"""What buyers owe, by how long they have owed it; the parts of every row add up to what is unpaid."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.queries.ageing import AgeingRow, ageing
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty

PARTS = (N_("To 30 days"), N_("31 to 60"), N_("61 to 90"), N_("Over 90"))


class AgeingPage(Register[AgeingRow]):
    """Contracts with money outstanding, the oldest debt first."""

    depends_on = frozenset({"acceptance", "acceptance_line", "receipt", "contract", "contract_line"})
    name = "ageing"
    title = N_("Unpaid by age")
    empty = Empty(
        N_("Nothing is unpaid"),
        N_("What schools accepted and buyers have not paid stands here, by the days since it was accepted."),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self.bar.hide)  # one row for each contract with a debt
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        parts = (Column[AgeingRow](title, partial(_part, at), 105) for at, title in enumerate(PARTS))
        return (
            Column(N_("Contract"), lambda row: row.contract, 140),
            Column(N_("Buyer"), lambda row: row.buyer, 130, stretch=True),
            Column(N_("Accepted"), lambda row: row.accepted, 110, secondary=True),
            Column(N_("Received"), lambda row: row.received, 110, secondary=True),
            *parts,
            Column(N_("Unpaid"), lambda row: row.unpaid, 110),
            Column(N_("Oldest, days"), lambda row: row.oldest_days, 100, secondary=True),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("Record a payment"), self.go_to_receipts, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[AgeingRow]]:
        del view
        return partial(ageing, today=self.context.today())

    def key_of(self, row: AgeingRow) -> object:
        return row.contract_id

    def chosen(self, row: AgeingRow) -> None:
        details = Details(self.context).figure(N_("Unpaid"), row.unpaid)
        details.table([(self.text(title), part) for title, part in zip(PARTS, row.parts, strict=True)])
        details.note(
            self.text(
                N_("Together they are the {unpaid} unpaid. Money received pays the oldest first."), unpaid=row.unpaid
            )
        )
        details.heading(N_("Where it comes from"))
        details.table([(self.text(N_("Accepted")), row.accepted), (self.text(N_("− received")), row.received)])
        oldest = self.context.locale.plural(N_("{n} day"), N_("{n} days"), row.oldest_days)
        details.fact(N_("Oldest debt"), oldest).fact(N_("Buyer"), row.buyer)
        self.inspect(
            row.contract,
            details,
            actions=(Action(N_("Contract"), partial(self.context.shell.go, "contracts", row.contract_id)),),
        )

    def opened(self, row: AgeingRow) -> None:
        self.context.shell.go("contracts", row.contract_id)

    def go_to_receipts(self) -> None:
        """Payments are recorded in their own register."""
        self.context.shell.go("receipts")

    def _say_totals(self) -> None:
        rows: Sequence[AgeingRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        if len({row.unpaid.currency for row in rows}) == 1:
            currency = rows[0].unpaid.currency
            parts = [sum_money((row.parts[at] for row in rows), currency) for at in range(len(PARTS))]
            sums = dict(zip(("first", "second", "third", "last"), parts, strict=True))
            total = sum_money((row.unpaid for row in rows), currency)
            sentence = N_("By age: {first} + {second} + {third} + {last} = {total} unpaid")
            self.totals.setText(self.text(sentence, total=total, **sums))
        else:
            self.totals.setText("")
        self.totals.setVisible(bool(self.totals.text()))


def _part(at: int, row: AgeingRow) -> object:
    return row.parts[at]
