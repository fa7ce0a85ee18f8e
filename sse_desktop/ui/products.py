"""Products and units: what is weighed in and sold, with grades, varieties, weights of units, packaging and prices."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.products import archive_grade, archive_product, archive_variety
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import Conversion
from sse_desktop.queries.farm_prices import FarmPriceRow, farm_prices
from sse_desktop.queries.products import (
    ContainerRow,
    GradeRow,
    PackagingRow,
    ProductRow,
    VarietyRow,
    containers,
    conversions,
    packagings,
    products,
)
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.product_details import ProductParts, product_details, unit_word
from sse_desktop.ui.product_forms import (
    conversion_panel,
    grade_panel,
    packaging_panel,
    price_panel,
    product_panel,
    variety_panel,
)
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

ARCHIVED: dict[str, bool | None] = {"": False, "archived": True, "both": None}


class ProductsPage(Register[ProductRow]):
    """The register of products; everything that belongs to one is kept in the inspector."""

    depends_on = frozenset(
        {"product", "grade", "variety", "conversion", "packaging", "packaging_change", "farm_price", "container_kind"}
    )
    name = "products"
    title = N_("Products and units")
    first_choice_leaves_out = True
    search_hint = N_("Code or name")
    empty = Empty(
        N_("No products yet"),
        N_(
            "A product is what families bring and buyers ask for. Enter the first one; it needs a name and a short code."
        ),
    )
    filters = (
        Filter("archived", N_("Which products"), (("", N_("Active products")), ("archived", N_("Archived")), ("both", N_("All products")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._parts = ProductParts()
        self._containers: Sequence[ContainerRow] = ()

    def make_columns(self) -> tuple[Column[Any], ...]:
        states = {
            False: Mark(State.READY, self.text(N_("active"))),
            True: Mark(State.QUIET, self.text(N_("archived"))),
        }
        return (
            Column(N_("Code"), lambda row: row.code, 90),
            Column(N_("Name"), lambda row: row.name, 180, stretch=True),
            Column(N_("Sold by"), lambda row: unit_word(self.context, row.sale_unit), 90),
            Column(N_("Grades"), lambda row: _names(grade.label for grade in row.grades if not grade.archived), 160),
            Column(N_("Keeps, days"), lambda row: row.shelf_days, 110, secondary=True),
            Column(N_("State"), lambda row: states[row.archived], 110),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New product"), self.new_product, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Import a list …"), partial(self._open_import, None), key="Ctrl+I", icon="folder"),
        )

    def source(self, view: View) -> Callable[..., Sequence[ProductRow]]:
        return partial(products, text=view.words, archived=ARCHIVED[view.filters.get("archived", "")])

    def refresh(self) -> None:
        self.read(containers, done=self._know_containers)
        super().refresh()

    def take_files(self, files: Sequence[Path]) -> None:
        self._open_import(files[0])

    def widen(self) -> bool:
        if self.bar.chosen()["archived"] == "both":
            return False
        self.bar.choose("archived", "both")
        return True

    # The inspector: three reads, shown together when the last one is there.

    def chosen(self, row: ProductRow) -> None:
        self.read(packagings, row.id, done=self._know_packagings)
        self.read(conversions, row.id, done=self._know_conversions)
        self.read(farm_prices, product_id=row.id, done=partial(self._show, row))

    def _know_containers(self, rows: Sequence[ContainerRow]) -> None:
        self._containers = rows

    def _know_packagings(self, rows: Sequence[PackagingRow]) -> None:
        self._parts.packagings = rows

    def _know_conversions(self, rows: Sequence[Conversion]) -> None:
        self._parts.conversions = rows

    def _show(self, row: ProductRow, prices: Sequence[FarmPriceRow]) -> None:
        self._parts.prices = prices
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        self.inspect(
            self.text(N_("{code} · {name}"), code=row.code, name=row.name),
            product_details(self.context, self, row, self._parts),
            actions=(
                Action(N_("Change"), partial(self.change_product, row)),
                Action(archive, partial(self.archive, row)),
            ),
        )

    # What can be done with a product.

    def new_product(self) -> None:
        self.table.clearSelection()
        self._open(self.text(N_("New product")), product_panel(self.context))

    def change_product(self, row: ProductRow) -> None:
        self._open(row.name, product_panel(self.context, row), row)

    def archive(self, row: ProductRow) -> None:
        """Take a product out of the lists, or back in."""
        said = N_("{name} is back in the lists.") if row.archived else N_("{name} is in the archive now.")
        tell = self.context.shell.tell
        self.write(
            archive_product, row.id, archived=not row.archived, done=lambda _: tell(self.text(said, name=row.name))
        )

    def opened(self, row: ProductRow) -> None:
        self.change_product(row)

    def row_actions(self, row: ProductRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self.change_product, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What belongs to a product.

    def change_grade(self, row: ProductRow, grade: GradeRow | None) -> None:
        """Open the form of a grade, or of a new one."""
        actions = () if grade is None else (self._archiving(row, archive_grade, grade.id, archived=grade.archived),)
        title = grade.label if grade is not None else self.text(N_("New grade of {product}"), product=row.name)
        self._open(title, grade_panel(self.context, row, grade), row, actions)

    def change_variety(self, row: ProductRow, variety: VarietyRow | None) -> None:
        """Open the form of a variety, or of a new one."""
        actions = (
            () if variety is None else (self._archiving(row, archive_variety, variety.id, archived=variety.archived),)
        )
        title = variety.name if variety is not None else self.text(N_("New variety of {product}"), product=row.name)
        self._open(title, variety_panel(self.context, row, variety), row, actions)

    def set_weight(self, row: ProductRow) -> None:
        """Ask what a unit weighs."""
        self._open(self.text(N_("What {product} weighs"), product=row.name), conversion_panel(self.context, row), row)

    def set_price(self, row: ProductRow) -> None:
        """Ask for the price to the family."""
        currency = self.context.workspace.cooperative.currency if self.context.workspace is not None else "USD"
        title = self.text(N_("Price of {product} to the family"), product=row.name)
        self._open(title, price_panel(self.context, row, currency), row)

    def set_packaging(self, row: ProductRow) -> None:
        """Ask how many units fill a container; without any container the way to them is shown."""
        if not self._containers:
            self.context.shell.go("containers")
            self.context.shell.tell(self.text(N_("Enter the containers first.")), state="to_do")
            return
        title = self.text(N_("Packaging of {product}"), product=row.name)
        self._open(title, packaging_panel(self.context, row, self._containers), row)

    # Private.

    def _archiving(self, row: ProductRow, command: Callable[..., None], key: uuid.UUID, *, archived: bool) -> Action:
        title = N_("Take out of the archive") if archived else N_("Archive")

        def run() -> None:
            self.write(command, key, archived=not archived, done=lambda _: self._back(row, None))

        return Action(title, run)

    def _open(
        self, title: str, panel: FormPanel, row: ProductRow | None = None, actions: Sequence[Action] = ()
    ) -> None:
        panel.done.connect(partial(self._saved, row))
        panel.given_up.connect(partial(self._back, row, None))
        self.inspect(title, panel, actions=actions)
        panel.form.first().setFocus()

    def _saved(self, row: ProductRow | None, result: object) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self._back(row, result)

    def _back(self, row: ProductRow | None, result: object) -> None:
        chosen = self.selected_row()
        if row is not None:
            self.chosen(row if chosen is None else chosen)
            self.table.setFocus()
        elif result is not None:
            self.show_record(result)
        else:
            self.close_inspector()

    def _open_import(self, file: Path | None) -> None:
        from sse_desktop.ui.sheet_import import product_import

        self.context.shell.open_sheet(self.text(N_("Import products")), product_import(self.context, file))


def _names(names: Any) -> str:
    return ", ".join(names)
