"""What a settlement would give: the sums that must agree, and every family's line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.queries.settlement_preview import PreviewRow, SettlementPreview
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.labels import Card, label, rule, set_tone
from sse_desktop.ui.widgets.table import TableView


class PreviewCard(Card):
    """Received = kept + shared on top, the families below, their sums at the foot."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("What every family would get")), parent)
        self.context = context
        self.values = {name: label("", "title") for name in ("received", "kept", "shared")}
        self.said = label("", "lead", wrap=True)
        self.model: ListModel[PreviewRow] = ListModel(self._columns(), context.locale, self)
        self.table = TableView(context.text(N_("What every family would get")))
        self.table.show_model(self.model)
        self.sum = label("", "strong", wrap=True)
        self.head = self._head()
        self.body.addWidget(self.head)
        self.body.addWidget(self.said)
        self.body.addWidget(rule())
        self.body.addWidget(self.table, 1)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(self.sum)
        self.say("")

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        titles = {"received": N_("Received"), "kept": N_("Kept"), "shared": N_("Shared")}
        for sign, (name, title) in zip(("", "−", "="), titles.items(), strict=True):
            if sign:
                row.addWidget(label(sign, "title", tone="soft"), 0, Qt.AlignmentFlag.AlignBottom)
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(label(self.context.text(title), tone="soft"))
            part.addWidget(self.values[name])
            row.addLayout(part)
        row.addStretch(1)
        return head

    def _columns(self) -> tuple[Column[PreviewRow], ...]:
        return (
            Column(N_("No."), lambda row: row.number, 52),
            Column(N_("Family"), lambda row: row.name, 130, stretch=True),
            Column(N_("Due"), lambda row: row.due, 96),
            Column(N_("Paid"), lambda row: row.paid, 96),
            Column(N_("Deducted"), lambda row: row.deducted, 92, secondary=True),
            Column(N_("To hand over"), lambda row: row.net, 110),
            Column(N_("Carried"), lambda row: row.carried, 92),
        )

    def say(self, words: str, *, is_blocked: bool = False) -> None:
        """Show words in place of a preview."""
        self.said.setText(f"■ {words}" if is_blocked else words)
        set_tone(self.said, "blocked" if is_blocked else "soft")
        self.said.setVisible(bool(words))
        self.head.hide()
        self.sum.setText("")
        self.model.set_rows([])

    def show_preview(self, preview: SettlementPreview, received: Money) -> None:
        """Show every family's line and the sums."""
        locale = self.context.locale
        amounts = {"received": received, "kept": received - preview.shared, "shared": preview.shared}
        for name, amount in amounts.items():
            self.values[name].setText(locale.money(amount))
        self.head.show()
        words = N_("Newly due for accepted fruit: {newly}. Carried from before: {carried}.")
        self.said.setText(locale.text(words, newly=preview.newly_due, carried=preview.carried))
        set_tone(self.said, "soft")
        self.said.show()
        self.model.set_rows(preview.rows)
        self._say_sums(preview)

    def _say_sums(self, preview: SettlementPreview) -> None:
        currency = preview.shared.currency
        sums = {
            name: sum_money((getattr(row, name) for row in preview.rows), currency)
            for name in ("due", "paid", "deducted", "net", "carried")
        }
        words = self.context.locale.plural(
            N_("{n} family: {due} due = {paid} paid + {carried} carried · paid = shared"),
            N_("{n} families: {due} due = {paid} paid + {carried} carried · paid = shared"),
            len(preview.rows),
            **sums,
        )
        agrees = sums["paid"] == preview.shared and sums["due"] == sums["paid"] + sums["carried"]
        self.sum.setText(f"{'●' if agrees else '■'} {words}")
        set_tone(self.sum, "ready" if agrees else "blocked")
