"""The lines of a contract that is being typed: Enter takes a line in and opens the next one."""

import uuid
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.commands.contracts import ContractLineData
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.products import PackagingRow, ProductRow, packagings
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.product_forms import unit_choices
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.labels import Card, label, set_tone
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, PriceField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker
from sse_desktop.ui.widgets.table import TableView


class ContractLines(Card):
    """The form of one line above, the lines taken in below."""

    def __init__(self, context: Context, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("What is to be delivered")), parent)
        self.context = context
        self.currency = currency
        self._products: dict[uuid.UUID, ProductRow] = {}
        self.product = RecordPicker(context, "product_id", N_("Product"))
        self.grade = ChoiceField(context, "grade_id", N_("Grade"), required=False)
        self.unit = ChoiceField(context, "unit", N_("Unit"), unit_choices(context, ""))
        self.per_container = IntegerField(context, "units_per_container", N_("Units in a container"), required=False)
        self.form = Form(context, self._line, [
            [self.product, self.grade],
            [
                DecimalField(context, "quantity", N_("Quantity")),
                self.unit,
                PriceField(context, "price", N_("Price of one unit"), currency=currency),
                self.per_container,
            ],
        ])  # fmt: skip
        self.take = button(context.text(N_("Take the line in")), icon_name="add")
        self.remove = button(context.text(N_("Take it out")))
        self.model: ListModel[ContractLineData] = ListModel(self._columns(), context.locale, self)
        self.table = TableView(context.text(N_("Lines of the contract")))
        self.table.show_model(self.model)
        self.sum = label("", "section", wrap=True)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._lay_out()
        self.product.edited.connect(self._product_chosen)
        self.take.clicked.connect(self.form.commit)
        self.remove.clicked.connect(self.take_out)
        self.form.committed.connect(self.take_in)
        QShortcut(QKeySequence("Delete"), self.table, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(self.take_out)  # fmt: skip
        self._show()

    def _columns(self) -> tuple[Column[ContractLineData], ...]:
        locale = self.context.locale
        return (
            Column(N_("What"), lambda line: line.description, 180, stretch=True),
            Column(N_("Quantity"), lambda line: line.quantity, 120),
            Column(N_("Price"), lambda line: locale.price(line.price), 110, right=True),
            Column(N_("In a container"), lambda line: line.units_per_container, 110, right=True, secondary=True),
            Column(N_("Total"), lambda line: line.price.times(line.quantity), 120),
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self.body.addWidget(self.form)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sum)

    @property
    def lines(self) -> list[ContractLineData]:
        """The lines taken in, in their order."""
        return list(self.model.rows)

    def know_products(self, rows: Sequence[ProductRow]) -> None:
        """Offer the products."""
        self._products = {row.id: row for row in rows}
        self.product.set_choices([Choice(row.id, row.name, row.code) for row in rows])

    def say_missing(self, sentence: str) -> None:
        """Say that lines are missing, and go to the form."""
        self.sum.setText(f"■ {sentence}")
        set_tone(self.sum, "blocked")
        self.product.setFocus()

    def take_in(self, line: ContractLineData) -> None:
        """Add a line and open the next one."""
        self.model.set_rows([*self.lines, line])
        self.form.clear(keep=("unit",))
        self.product.setFocus()
        self._show()

    def take_out(self) -> None:
        """Take the chosen line out again."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self.model.set_rows([line for number, line in enumerate(self.lines) if number != at])
            self._show()

    def _show(self) -> None:
        total = sum_money((line.price.times(line.quantity) for line in self.lines), self.currency)
        words = self.context.locale.plural(N_("{n} line, {total} in all"), N_("{n} lines, {total} in all"), len(self.lines), total=total)  # fmt: skip
        self.sum.setText(words)
        set_tone(self.sum, "")
        self.remove.setEnabled(bool(self.lines))

    def _product_chosen(self) -> None:
        product = self._products.get(self.product.picked.key) if self.product.picked is not None else None
        if product is None:
            return
        grades = [(grade.id, grade.label) for grade in product.grades if not grade.archived]
        self.grade.set_choices(grades)
        self.grade.set_value(grades[0][0] if grades else None)  # the best one; schools buy first grade
        self.unit.set_value(product.sale_unit)
        self.context.worker.read(packagings, product.id, owner=self, done=self._know_packagings)

    def _know_packagings(self, rows: Sequence[PackagingRow]) -> None:
        if rows and self.per_container.is_empty():
            self.per_container.set_value(rows[0].units_per_container)

    def _line(self, **typed: Any) -> ContractLineData:
        product = self._products[typed["product_id"]]
        grade = next((grade.label for grade in product.grades if grade.id == typed["grade_id"]), "")
        return ContractLineData(
            product_id=product.id,
            grade_id=typed["grade_id"],
            description=" · ".join(filter(None, (product.name, grade))),
            quantity=Quantity.of(typed["quantity"], typed["unit"]),
            price=typed["price"],
            units_per_container=typed["units_per_container"],
        )
