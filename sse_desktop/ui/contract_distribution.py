"""A distribution list: one line of the contract for all schools of the buyer at once, seen before it is saved."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.commands.call_offs import CallOffData, MoreThanContract, add_call_offs
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.contracts import ContractLineRow
from sse_desktop.queries.distribution import Distribution, Share, distribution
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.order_form import line_choices
from sse_desktop.ui.tick_table import TickTable
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label, set_tone
from sse_desktop.ui.widgets.number_fields import IntegerField

PAUSE_MS: Final = 120
LEFT_PX: Final = 372


class DistributionSheet(QWidget):
    """Line, day and ration on the left, the schools on the right; nothing is written before it is saved."""

    done = Signal(int)

    def __init__(self, context: Context, lines: Sequence[ContractLineRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.known: Distribution | None = None
        self._is_saving = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.form: Form[dict[str, Any]] = Form(context, dict, [
            ChoiceField(context, "line", N_("Line of the contract"), line_choices(context, lines)),
            DateField(context, "due_on", N_("Day of delivery")),
            [
                IntegerField(context, "units_per_ration", N_("Units per pupil")),
                IntegerField(context, "days", N_("Days")),
            ],
            TextField(context, "order_number", N_("The buyer's order number"), required=False),
        ], beside={MoreThanContract: "line"})  # fmt: skip
        self.form.fill({"units_per_ration": 1, "days": 1})
        self.table = TickTable(
            context,
            N_("Schools"),
            self._columns(),
            title=N_("Gets it"),
            taken=N_("gets it"),
            left=N_("left out"),
            width=110,
        )
        self.result = label("", "section", wrap=True)
        self.sums = Card()
        self.setFocusProxy(self.form.fields["due_on"])
        self._lay_out()
        self._pause.timeout.connect(self.reckon)
        self.form.edited.connect(self._pause.start)
        self.form.committed.connect(lambda _: self.save())
        self.table.ticked.connect(self.show_sums)
        QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.save)  # fmt: skip
        self.reckon()

    def _columns(self) -> tuple[Column[Share], ...]:
        return (
            Column(N_("Route"), lambda row: row.route, 100),
            Column(N_("Code"), lambda row: row.code, 100),
            Column(N_("School"), lambda row: row.name, 180, stretch=True),
            Column(N_("Pupils"), lambda row: row.pupils, 80, right=True),
            Column(N_("That day already"), lambda row: row.ordered if row.ordered.milli else None, 130, right=True),
            Column(N_("Gets"), lambda row: row.quantity, 110, right=True),
        )

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.setFixedWidth(LEFT_PX)
        left.body.setSpacing(12)
        left.body.addWidget(self.form)
        left.body.addWidget(self.sums)
        left.body.addStretch(1)
        self.sums.setObjectName("clear")
        self.sums.body.setContentsMargins(0, 0, 0, 0)
        right.body.addWidget(self.result)
        right.body.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)

    def actions_offered(self) -> Sequence[Action]:
        """Return what stands in the head of the sheet."""
        return (Action(N_("Save the orders"), self.save, key="Ctrl+Return", primary=True),)

    # The preview.

    def reckon(self) -> None:
        """Read what each school would get, once all fields are understood."""
        values = self._values()
        if values is not None:
            self.context.worker.read(
                distribution,
                values["line"].id,
                values["due_on"],
                values["units_per_ration"],
                values["days"],
                owner=self,
                done=self.show_preview,
            )

    def show_preview(self, known: Distribution) -> None:
        """Show the schools; those whose pupils are not known, or that have the order already, are left out at first."""
        self.known = known
        self.table.show_rows(known.shares, lambda share: share.quantity.milli > 0 and not share.ordered.milli)
        self.show_sums()

    def show_sums(self) -> None:
        """Say what the ticked schools get together, and what the contract would still hold."""
        if self.known is None:
            return
        total = self.total()
        left = self.known.left - total
        details = Details(self.context).table(
            [
                (self.text(N_("Contract")), self.known.contracted),
                (self.text(N_("Ordered before")), self.known.ordered),
                (self.text(N_("This list")), total),
                (self.text(N_("Left after it")), left),
            ]
        )
        while (item := self.sums.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.sums.body.addWidget(details)
        over = left.milli < 0
        if over:
            one = N_("■ {n} school gets {total}: {over} more than the contract holds")
            many = N_("■ {n} schools get {total}: {over} more than the contract holds")
        else:
            one, many = N_("{n} school gets {total}"), N_("{n} schools get {total}")
        count = len(self.table.taken)
        self.result.setText(self.context.locale.plural(one, many, count, total=total, over=-left))
        set_tone(self.result, "blocked" if over else "")

    def total(self) -> Quantity:
        """Return what the ticked schools get together."""
        unit = self.known.contracted.unit if self.known is not None else ""
        return sum((share.quantity for share in self.table.taken), start=Quantity(0, unit))

    # Saving.

    def save(self) -> None:
        """Save one order for each ticked school, all in one step."""
        values = self.form.value()
        if values is None or self._is_saving:
            return
        orders = [self._order(values, share) for share in self.table.taken]
        if not orders:
            self.context.shell.tell(self.text(N_("No school is ticked. Take one with Space.")), state="to_do")
            return
        self._is_saving = True
        self.context.worker.write(add_call_offs, orders, owner=self, done=self._saved, failed=self._failed)

    def _saved(self, ids: Sequence[object]) -> None:
        self.done.emit(len(ids))

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        if not self.form.show_error(error):
            self.context.shell.problem(error)

    def _order(self, values: dict[str, Any], share: Share) -> CallOffData:
        return CallOffData(
            contract_line_id=values["line"].id,
            delivery_point_id=share.id,
            due_on=values["due_on"],
            order_number=values["order_number"] or "",
            pupils=share.pupils,
            units_per_ration=values["units_per_ration"],
            days=values["days"],
        )

    def _values(self) -> dict[str, Any] | None:
        """Return what the fields say, or None while one is empty or not understood; nothing is complained about yet."""
        from sse_desktop.domain.errors import DomainError

        try:
            values = {name: field.read() for name, field in self.form.fields.items()}
        except DomainError:
            return None
        values["due_on"] = values["due_on"] or self.context.today()
        return values if all(values[name] is not None for name in ("line", "units_per_ration", "days")) else None

    def text(self, message: str, **facts: Any) -> str:
        return self.context.text(message, **facts)
