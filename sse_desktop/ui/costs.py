"""Costs and minimums: what prices rest on, with source and day, and what our own records propose."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

from sse_desktop.commands.agreed_minimums import archive_agreed_minimum
from sse_desktop.commands.costs import CostData, archive_cost, record_cost
from sse_desktop.commands.market_prices import archive_market_price
from sse_desktop.domain.errors import N_
from sse_desktop.queries.agreed_minimums import AgreedMinimumRow
from sse_desktop.queries.cost_proposals import ProposedCost, proposed_costs
from sse_desktop.queries.costs import CostRow
from sse_desktop.queries.market_prices import MarketPriceRow
from sse_desktop.queries.price_facts import FactKind, PriceFact, price_facts
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action
from sse_desktop.ui.cost_words import amount_words
from sse_desktop.ui.costs_form import change_cost_panel, new_cost_panel
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.minimums_form import (
    change_market_panel,
    change_minimum_panel,
    new_market_panel,
    new_minimum_panel,
)
from sse_desktop.ui.records_page import RecordsPage, words_of
from sse_desktop.ui.register import View
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

A_YEAR: Final = timedelta(days=365)
ARCHIVE: Final[dict[FactKind, Callable[..., None]]] = {
    FactKind.COST: archive_cost,
    FactKind.MINIMUM: archive_agreed_minimum,
    FactKind.MARKET: archive_market_price,
}
Panel = Callable[[Sequence[ProductRow]], FormPanel]


class CostsPage(RecordsPage[PriceFact]):
    """The register of recorded costs, agreed minimums and market prices."""

    depends_on = frozenset(
        {"cost", "agreed_minimum", "market_price", "product", "work_day", "sorting", "sorting_output"}
    )
    name = "costs"
    title = N_("Costs and minimums")
    search_hint = N_("Part, product, market or source")
    empty = Empty(
        N_("No costs recorded yet"),
        N_(
            "Record what collecting, sorting and transport cost, what families must get, and what markets pay. Every price shows where its numbers are from."
        ),
    )
    filters = (
        Filter(
            "kind",
            N_("What"),
            (
                ("", N_("Everything")),
                ("cost", N_("Recorded costs")),
                ("minimum", N_("Agreed minimums")),
                ("market", N_("Market prices")),
            ),
        ),
        Filter("which", N_("Which"), (("", N_("In use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Kind"), lambda row: self.text(row.kind.label), 120),
            Column(N_("About"), lambda row: self.text(row.about), 150),
            Column(N_("Product"), lambda row: row.product or self.text(N_("all products")), 130),
            Column(N_("Amount"), self._amount, 170, right=True),
            Column(N_("Since"), lambda row: row.since, 100),
            Column(N_("Source"), lambda row: row.source, 200, stretch=True),
        )

    def _amount(self, row: PriceFact) -> str:
        if isinstance(row.row, CostRow):
            return amount_words(self.context, row.row)
        unit = self.context.locale.unit(row.row.unit)
        return self.text(N_("{amount} for one {unit}"), amount=row.row.price, unit=unit)

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New cost"), self.new_cost, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("New minimum"), self.new_minimum),
            Action(N_("New market price"), self.new_market),
            Action(N_("Proposals from our records"), self.show_proposals),
        )

    def source(self, view: View) -> Callable[..., Sequence[PriceFact]]:
        is_archived = view.filters.get("which") == "archived"
        return partial(price_facts, kind=view.filters.get("kind", ""), archived=is_archived, search=view.words)

    # The inspector.

    def chosen(self, row: PriceFact) -> None:
        details = Details(self.context)
        details.figure(N_("Amount"), self._amount(row)).fact(N_("Product"), row.product)
        match row.row:
            case CostRow() as cost:
                details.fact(N_("Route"), cost.route).fact(N_("Valid from"), cost.valid_from)
                details.fact(N_("Note"), cost.note)
            case AgreedMinimumRow() as minimum:
                details.fact(N_("Premium on top"), minimum.premium).fact(N_("Valid from"), minimum.valid_from)
            case MarketPriceRow() as market:
                details.fact(N_("Week"), str(market.week)).fact(N_("Market"), market.market)
        details.fact(N_("Source"), row.source)
        title = words_of(self.text(row.about), row.product)
        self.inspect(title, details, actions=self.row_actions(row))

    def opened(self, row: PriceFact) -> None:
        self.change(row)

    def row_actions(self, row: PriceFact) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self.change, row), primary=True),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_cost(self) -> None:
        """Open the form of a new cost."""
        self._open(self.text(N_("New cost")), partial(new_cost_panel, self.context))

    def new_minimum(self) -> None:
        """Open the form of a new minimum."""
        self._open(self.text(N_("New minimum")), partial(new_minimum_panel, self.context))

    def new_market(self) -> None:
        """Open the form of a new market price."""
        self._open(self.text(N_("New market price")), partial(new_market_panel, self.context))

    def change(self, row: PriceFact) -> None:
        """Open the form of a row."""
        self._open(words_of(self.text(row.about), row.product), partial(self._change_panel, row.row), row)

    def _change_panel(self, row: CostRow | AgreedMinimumRow | MarketPriceRow, known: Sequence[ProductRow]) -> FormPanel:
        match row:
            case CostRow():
                return change_cost_panel(self.context, known, row)
            case AgreedMinimumRow():
                return change_minimum_panel(self.context, known, row)
            case _:
                return change_market_panel(self.context, known, row)

    def _open(self, title: str, panel: Panel, row: PriceFact | None = None) -> None:
        self.read(products, done=lambda known: self._opened_with(title, panel, row, known))

    def _opened_with(self, title: str, panel: Panel, row: PriceFact | None, known: Sequence[ProductRow]) -> None:
        self.open_form(title, panel(known), row)

    def archive(self, row: PriceFact) -> None:
        """Take a row out of the lists and of new prices, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(ARCHIVE[row.kind], row.id, archived=not row.archived, said=said)

    # Proposals.

    def show_proposals(self) -> None:
        """Show what work days and sortings of the last year tell, each to be taken over with one click."""
        today = self.context.today()
        self.read(proposed_costs, today - A_YEAR, today, done=self._show_proposed)

    def _show_proposed(self, found: Sequence[ProposedCost]) -> None:
        details = Details(self.context)
        if found:
            words = N_("What our own work days and sortings of the last year tell. Take over what is right.")
            details.note(self.text(words))
            details.widget(LineList(self.context, [self._line(each) for each in found]))
        else:
            none = N_(
                "Nothing yet: work days with their pay and sortings that belong to a product's lots are counted here."
            )
            details.note(self.text(none))
        self.inspect(self.text(N_("Proposals from our records")), details)

    def _line(self, each: ProposedCost) -> Line:
        return Line(
            title=words_of(self.text(each.part.label), each.product, self._proposed(each)),
            detail=self.text(each.sentence, **each.facts),
            run=partial(self.take_over, each),
            word=N_("Take it over"),
        )

    def _proposed(self, each: ProposedCost) -> str:
        if each.share_bp is not None:
            return self.context.locale.percent(each.share_bp)
        unit = self.context.locale.unit(each.unit)
        return self.text(N_("{amount} for one {unit}"), amount=each.amount, unit=unit)

    def take_over(self, each: ProposedCost) -> None:
        """Record a proposal as a cost from today on; its sentence is the source."""
        data = CostData(
            part=each.part,
            basis=each.basis,
            valid_from=each.valid_from,
            source=self.text(each.sentence, **each.facts),
            product_id=each.product_id,
            unit=each.unit,
            amount=each.amount,
            share_bp=each.share_bp,
        )
        self.run(record_cost, data, said=N_("The cost was recorded."))
