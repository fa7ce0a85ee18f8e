"""A contract typed from its paper: the terms on the left, line after line on the right."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from sse_desktop.commands.contracts import NoLines, open_contract
from sse_desktop.domain.errors import N_
from sse_desktop.queries.buyers import BuyerRow, buyers
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.contract_form import contract_data, term_fields
from sse_desktop.ui.contract_lines import ContractLines
from sse_desktop.ui.form import Form
from sse_desktop.ui.widgets.labels import Card
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

LEFT_PX: Final = 430


class ContractSheet(QWidget):
    """Nothing is written before the contract is made; `made` carries its id."""

    made = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.currency = context.workspace.cooperative.currency if context.workspace is not None else "USD"
        self._is_saving = False
        self.buyer = RecordPicker(context, "buyer_id", N_("Buyer"))
        self.form = Form(context, partial(_typed, self.currency), [self.buyer, *term_fields(context, self.currency)])
        self.form.fill({"signed_on": context.today()})
        self.lines = ContractLines(context, self.currency)
        self.setFocusProxy(self.buyer)
        self._lay_out()
        self.form.committed.connect(self._make)
        QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.save)  # fmt: skip
        context.worker.read(buyers, owner=self, done=self._know_buyers)
        context.worker.read(products, owner=self, done=self._know_products)

    def _lay_out(self) -> None:
        left = Card(self.context.text(N_("Terms")))
        left.setFixedWidth(LEFT_PX)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setObjectName("clear")
        self.form.column.setContentsMargins(0, 0, 12, 0)
        area.setWidget(self.form)
        left.body.addWidget(area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(self.lines, 1)

    def actions_offered(self) -> Sequence[Action]:
        """Return what stands in the head of the sheet."""
        return (Action(N_("Make the contract"), self.save, key="Ctrl+Return", primary=True),)

    def save(self) -> None:
        """Make the contract if nothing is wrong."""
        self.form.commit()

    def _know_buyers(self, rows: Sequence[BuyerRow]) -> None:
        self.buyer.set_choices([Choice(row.id, row.name, row.tax_id) for row in rows])
        if len(rows) == 1:
            self.buyer.set_value(rows[0].id)
        if not rows:
            self.context.shell.tell(self.context.text(N_("Enter the buyer first, then its contract.")), state="to_do")

    def _know_products(self, rows: Sequence[ProductRow]) -> None:
        self.lines.know_products(rows)

    def _make(self, typed: tuple[uuid.UUID, Any]) -> None:
        if self._is_saving:
            return
        if not self.lines.lines:
            self.lines.say_missing(self.context.locale.explain(NoLines()))
            return
        self._is_saving = True
        buyer_id, data = typed
        self.context.worker.write(
            open_contract,
            buyer_id,
            self.currency,
            data,
            self.lines.lines,
            owner=self,
            done=self.made.emit,
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        if not self.form.show_error(error):
            self.context.shell.problem(error)


def _typed(currency: str, *, buyer_id: uuid.UUID, **terms: Any) -> tuple[uuid.UUID, Any]:
    return buyer_id, contract_data(currency, **terms)
