"""Purchase targets: what buyers want to buy from the social economy in a year, our part of it, and the evidence to hand over."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.purchase_targets import archive_purchase_target
from sse_desktop.domain.errors import N_
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.queries.purchase_targets import PurchaseTargetRow, SaleEntry, purchase_targets, sale_entries
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.partner_prints import show_purchase_evidence
from sse_desktop.ui.purchase_targets_form import change_target_panel, new_target_panel
from sse_desktop.ui.records_page import RecordsPage, words_of
from sse_desktop.ui.register import View
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

SHOWN: Final = 12


class PurchaseTargetsPage(RecordsPage[PurchaseTargetRow]):
    """The register of targets by buyer and year."""

    depends_on = frozenset(
        {"purchase_target", "buyer", "contract", "contract_line", "delivery", "acceptance", "acceptance_line", "paper"}
    )
    name = "purchase_targets"
    title = N_("Purchase targets")
    search_hint = N_("Buyer, year or source")
    empty = Empty(
        N_("No purchase targets yet"),
        N_("Note a buyer's yearly goal; our accepted deliveries are added up beside it, with a sheet to hand over."),
    )
    filters = (
        Filter("which", N_("Which targets"), (("", N_("Targets in use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Year"), lambda row: str(row.year), 70),
            Column(N_("Buyer"), lambda row: row.buyer, 200, stretch=True),
            Column(N_("Goal"), self._goal, 130, right=True),
            Column(N_("Our sales"), lambda row: row.sales, 120),
            Column(N_("Our part"), lambda row: self._percent(row.our_share_bp), 90, right=True),
            Column(N_("Reached"), lambda row: row.reached, 120, right=True, secondary=True),
            Column(
                N_("Buyer's share"), lambda row: self._percent(row.reached_share_bp), 100, right=True, secondary=True
            ),
            Column(N_("Left to the goal"), lambda row: row.left, 120, right=True),
            Column(N_("Published on"), lambda row: row.reached_on, 110, secondary=True),
        )

    def _goal(self, row: PurchaseTargetRow) -> str:
        share = self._percent(row.goal_share_bp)
        return self.context.locale.money(row.goal_amount) if row.goal_amount is not None else share

    def _percent(self, bp: int | None) -> str:
        return self.context.locale.percent(bp) if bp is not None else ""

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New target"), self.new_target, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Evidence sheet"), self.print_page, icon="print"),
        )

    def to_begin(self) -> Sequence[Action]:
        return self.offered()[:1]

    def source(self, view: View) -> Callable[..., Sequence[PurchaseTargetRow]]:
        return partial(purchase_targets, archived=view.filters.get("which") == "archived", search=view.words)

    # The inspector.

    def chosen(self, row: PurchaseTargetRow) -> None:
        currency = row.sales.currency
        self.read(sale_entries, row.buyer_id, row.year, currency, done=partial(self.show_target, row))

    def show_target(self, row: PurchaseTargetRow, entries: Sequence[SaleEntry]) -> None:
        """Show a target, what the buyer published, and the deliveries that our sales are made of."""
        details = Details(self.context)
        details.figure(N_("Our sales"), row.sales)
        details.fact(N_("Goal"), self._goal(row))
        details.fact(N_("Goal as a share"), self._percent(row.goal_share_bp))
        details.fact(N_("Our part of the goal"), self._percent(row.our_share_bp))
        details.heading(N_("Published by the buyer"))
        if row.reached is None:
            details.note(self.text(N_("Nothing noted. Add what the buyer published, with its day and source.")))
        details.fact(N_("All purchases"), row.all_purchases).fact(N_("Reached"), row.reached)
        details.fact(N_("Buyer's share"), self._percent(row.reached_share_bp)).fact(N_("Left to the goal"), row.left)
        details.fact(N_("Published on"), row.reached_on).fact(N_("Source"), row.source).fact(N_("Note"), row.note)
        details.heading(N_("Our accepted deliveries"))
        details.widget(LineList(self.context, [self._line(entry) for entry in entries[-SHOWN:]]))
        if not entries:
            details.note(self.text(N_("None in this year yet.")))
        elif len(entries) > SHOWN:
            more = len(entries) - SHOWN
            words = self.context.locale.plural(N_("and {n} line before"), N_("and {n} lines before"), more)
            details.note(self.text(N_("{more}; all of them are on the evidence sheet"), more=words))
        self.inspect(words_of(row.buyer, str(row.year)), details, actions=self.row_actions(row))

    def _line(self, entry: SaleEntry) -> Line:
        locale = self.context.locale
        return Line(
            title=words_of(locale.date(entry.accepted_on), entry.product, locale.money(entry.amount)),
            detail=words_of(entry.number, entry.school, locale.quantity(entry.accepted)),
            run=partial(self.context.shell.go, "deliveries.notes", entry.delivery_id),
            word=N_("Show it"),
        )

    def opened(self, row: PurchaseTargetRow) -> None:
        self.change(row)

    def row_actions(self, row: PurchaseTargetRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        evidence = Action(N_("Evidence sheet"), partial(show_purchase_evidence, self, row), primary=True, icon="print")
        return (
            *(() if row.archived else (evidence,)),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_target(self) -> None:
        """Open an empty form."""

        def read(found: Choices) -> None:
            self.open_form(self.text(N_("New target")), new_target_panel(self.context, found))

        self.read(choices, done=read)

    def change(self, row: PurchaseTargetRow) -> None:
        """Open the form of a target."""

        def read(found: Choices) -> None:
            panel = change_target_panel(self.context, found, row)
            self.open_form(words_of(row.buyer, str(row.year)), panel, row)

        self.read(choices, done=read)

    def archive(self, row: PurchaseTargetRow) -> None:
        """Take a target out of the lists, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_purchase_target, row.id, archived=not row.archived, said=said)

    def print_page(self) -> None:
        self.with_row(partial(show_purchase_evidence, self))
