"""Statements: every family's line in a settlement, opened down to the kilos it comes from."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.documents.formula_text import in_figures
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.payments import FamilyWhole, family_whole, found_families
from sse_desktop.queries.settlements import FamilyRow, SettlementRow, settlements
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.settlement_prints import show_statement, show_statements
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

_BY_KILOS = N_("The value is what the buyer pays for these kilos. The prices on the weigh tickets play no part in it.")


class StatementsPage(Register[FamilyRow]):
    """The families of a settlement, of the newest at first; Enter opens all kilos of one."""

    depends_on = frozenset({"settlement", "settlement_member"})
    name = "statements"
    title = N_("Statements")
    search_hint = N_("Number, name or community")
    empty = Empty(
        N_("No statement yet"),
        N_("When a settlement is issued, every family's part of it stands here, with each kilo it comes from."),
    )
    filters = (Filter("settlement", N_("Settlement"), (("", N_("Newest settlement")),)),)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._settlements: Sequence[SettlementRow] = ()
        self._wanted: object = None
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("No."), lambda row: row.number, 60),
            Column(N_("Family"), lambda row: row.name, 170, stretch=True),
            Column(N_("Community"), lambda row: row.community, 130, secondary=True),
            Column(N_("Accepted"), lambda row: row.weight, 105, unit="kg", decimals=1, secondary=True),
            Column(N_("Due"), lambda row: row.due, 105),
            Column(N_("Paid"), lambda row: row.paid, 105),
            Column(N_("Deducted"), lambda row: row.deducted, 100),
            Column(N_("To hand over"), lambda row: row.net, 115),
            Column(N_("Carried"), lambda row: row.carried, 100),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Show the statement"), self.print_page, primary=True, icon="print"),
            Action(N_("All statements"), self.print_all, key="Ctrl+Shift+P", icon="print"),
            Action(N_("Every kilo"), self.open_chosen, key="Ctrl+Return"),
        )

    def to_begin(self) -> Sequence[Action]:
        return (Action(N_("Settlements"), partial(self.context.shell.go, "settlements"), primary=True),)

    def source(self, view: View) -> Callable[..., Sequence[FamilyRow]]:
        wanted = view.filters.get("settlement", "")
        return partial(found_families, settlement_id=uuid.UUID(wanted) if wanted else None, text=view.words)

    def refresh(self) -> None:
        self.read(settlements, done=self._know_settlements)
        super().refresh()

    def show_record(self, record: object) -> None:
        """Show the families of a settlement."""
        self._wanted = record
        self.bar.clear()
        self.read(settlements, done=self._know_settlements)

    def first_focus(self) -> QWidget | None:
        return self.table

    # The inspector.

    def chosen(self, row: FamilyRow) -> None:
        self.read(family_whole, row, done=partial(self.show_family, row))

    def show_family(self, row: FamilyRow, whole: FamilyWhole) -> None:
        """Show the way from kilo to money."""
        text = self.text
        details = Details(self.context).figure(N_("To hand over"), row.net)
        kept = [item for item in whole.taken if item.kind == "retention"]
        rules = [item for item in whole.taken if item.kind == "rule"]
        value = sum_money((origin.value for origin in whole.origins), row.due.currency)
        before = row.due - value + sum_money((item.amount for item in kept), row.due.currency)
        lines: list[tuple[str, object]] = [(text(N_("Fruit accepted")), value)]
        if before.minor:
            lines.insert(0, (text(N_("Carried before")), before))
        lines += [(text(N_("− kept: {title}"), title=item.title), item.amount) for item in kept]
        lines += [(text(N_("= due")), row.due), (text(N_("Paid now")), row.paid)]
        lines += [(text(N_("− {title}"), title=item.title), item.amount) for item in rules]
        lines += [(text(N_("= to hand over")), row.net), (text(N_("Carried to the next")), row.carried)]
        details.table(lines)
        if whole.origins:
            details.heading(N_("What was accepted"))
            details.table(whole.by_product, (N_("Product"), N_("Weight"), N_("Value")))
            details.note(self.text(_BY_KILOS))
        if whole.taken:
            details.heading(N_("How it was reckoned"))
            for item in whole.taken:
                formula = in_figures(item.formula, self.context.locale) or self.context.locale.money(item.amount)
                details.note(f"{item.title}: {formula}")
        self.inspect(f"{row.number} · {row.name}", details, actions=self.row_actions(row))

    def opened(self, row: FamilyRow) -> None:
        self.open_origins(row)

    def row_actions(self, row: FamilyRow) -> Sequence[Action]:
        return (
            Action(N_("Show the statement"), partial(self.print_of, row), icon="print"),
            Action(N_("Every kilo"), partial(self.open_origins, row)),
            Action(N_("Member"), partial(self.context.shell.go, "members", row.member_id)),
        )

    # What can be done.

    def print_page(self) -> None:
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose a family first.")), state="to_do")
        else:
            self.print_of(row)

    def print_of(self, row: FamilyRow) -> None:
        """Show a family's statement as it is printed."""
        shown = self._shown_settlement()
        if shown is not None:
            show_statement(self, shown.id, row.number, row.name)

    def print_all(self) -> None:
        """Show the statements of all families of the settlement."""
        shown = self._shown_settlement()
        if shown is not None:
            show_statements(self, shown)

    def open_chosen(self) -> None:
        """Show every kilo of the family under the cursor."""
        row = self.selected_row()
        if row is not None:
            self.open_origins(row)

    def open_origins(self, row: FamilyRow) -> None:
        """Show every kilo that a family's money comes from."""
        from sse_desktop.ui.settlement_origins import OriginsSheet

        statement = Action(N_("Show the statement"), partial(self.print_of, row), primary=True, icon="print")
        title = self.text(N_("From kilo to money · {number} {name}"), number=str(row.number), name=row.name)
        self.context.shell.open_sheet(title, OriginsSheet(self.context, row), actions=(statement,))

    # Private.

    def _shown_settlement(self) -> SettlementRow | None:
        wanted = self.view.filters.get("settlement", "")
        rows = [row for row in self._settlements if str(row.id) == wanted or (not wanted and row.voided is None)]
        return rows[0] if rows else None

    def _know_settlements(self, rows: Sequence[SettlementRow]) -> None:
        self._settlements = rows
        words = N_("{number} · {contract}")
        void = N_("{number} · {contract}, void")
        self.bar.offer(
            "settlement",
            [
                (
                    str(row.id),
                    self.text(words if row.voided is None else void, number=row.number, contract=row.contract),
                )
                for row in rows
            ],
        )
        if self._wanted is not None:
            self.bar.choose("settlement", str(self._wanted))
            self._wanted = None

    def _say_totals(self) -> None:
        rows: Sequence[FamilyRow] = self.model.rows if isinstance(self.model, ListModel) else ()
        if rows:
            currency = rows[0].paid.currency
            sums = {
                name: sum_money((getattr(row, name) for row in rows), currency)
                for name in ("due", "paid", "deducted", "net", "carried")
            }
            words = self.context.locale.plural(
                N_("{n} family, {weight}: {due} due = {paid} paid + {carried} carried · {net} to hand over"),
                N_("{n} families, {weight}: {due} due = {paid} paid + {carried} carried · {net} to hand over"),
                len(rows),
                weight=sum((row.weight for row in rows), start=Quantity(0, KILO)),
                **sums,
            )
            self.totals.setText(words)
        self.totals.setVisible(bool(rows))
