"""A new settlement: which money, which period, what the cooperative keeps; every family's part is seen before it is issued."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands.settlements import NoReceipts, SettlementData, settle
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.queries.contracts import ContractRow, contracts
from sse_desktop.queries.receipts import ReceiptRow, receipts
from sse_desktop.queries.settlement_preview import RetainedMoreThanReceived, SettlementPreview, settlement_preview
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.settlement_kept import KeptLines
from sse_desktop.ui.settlement_preview_card import PreviewCard
from sse_desktop.ui.tick_table import TickTable
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.labels import Card, label

LEFT_PX: Final = 412
RECEIPTS_PX: Final = 136
PAUSE_MS: Final = 150


class SettlementDesk(QWidget):
    """Nothing is written before it is issued; `issued` carries what came of it."""

    issued = Signal(object)

    def __init__(self, context: Context, contract_id: uuid.UUID | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.preview: SettlementPreview | None = None
        self._wanted = contract_id
        self._asked = 0
        self._is_issuing = False
        currency = context.workspace.cooperative.currency if context.workspace is not None else "USD"
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.contract = ChoiceField(context, "contract", N_("Contract"))
        self.form: Form[dict[str, Any]] = Form(context, dict, [
            self.contract,
            [DateField(context, "from_on", N_("Accepted from")), DateField(context, "to_on", N_("Accepted until"))],
        ], beside={NoReceipts: "contract"})  # fmt: skip
        self.note = TextField(context, "note", N_("Note"), required=False)
        self.money = TickTable(context, N_("Money to share"), self._columns(), title=N_("Share"))
        self.kept = KeptLines(context, currency)
        self.card = PreviewCard(context)
        self.setFocusProxy(self.contract)
        self._lay_out()
        self._connect()
        context.worker.read(contracts, owner=self, done=self._know_contracts)

    def _columns(self) -> tuple[Column[ReceiptRow], ...]:
        return (
            Column(N_("Received on"), lambda row: row.received_on, 100),
            Column(N_("Reference"), lambda row: row.reference, 60, stretch=True),
            Column(N_("Amount"), lambda row: row.amount, 110),
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        self.money.setFixedHeight(RECEIPTS_PX)
        column.addWidget(self.form)
        column.addWidget(label(self.context.text(N_("Money to share")), tone="soft"))
        column.addWidget(self.money)
        column.addWidget(self.kept)
        column.addWidget(self.note)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        left = Card()
        left.setFixedWidth(LEFT_PX)
        left.body.addWidget(area)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(self.card, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.reckon)
        self.contract.edited.connect(self.contract_chosen)
        for field in ("from_on", "to_on"):
            self.form.fields[field].edited.connect(self._pause.start)
        self.money.ticked.connect(self.reckon)
        self.kept.edited.connect(self._pause.start)
        for signal in (self.form.committed, self.kept.entered, self.note.entered):
            signal.connect(self.issue)
        QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.issue)  # fmt: skip

    def actions_offered(self) -> Sequence[Action]:
        """Return what stands in the head of the sheet."""
        return (Action(N_("Issue the settlement"), self.issue, key="Ctrl+Return", primary=True),)

    # What is shared.

    def _know_contracts(self, rows: Sequence[ContractRow]) -> None:
        self.contract.set_choices([(row, row.reference) for row in rows])
        wanted = next((row for row in rows if row.id == self._wanted), None)
        if wanted is not None:
            self.contract.set_value(wanted)
            self.contract_chosen()
        elif rows:
            self.context.worker.read(receipts, free_only=True, owner=self, done=partial(self._choose_waiting, rows))
        else:
            self.card.say(
                self.context.text(N_("A settlement shares the money of a contract. There is no contract yet."))
            )

    def _choose_waiting(self, rows: Sequence[ContractRow], waiting: Sequence[ReceiptRow]) -> None:
        """Begin with a contract whose money waits."""
        ids = [receipt.contract_id for receipt in waiting]
        self.contract.set_value(next((row for row in rows if row.id in ids), rows[0]))
        self.contract_chosen()

    def contract_chosen(self) -> None:
        """Read the money of the contract that waits, and propose its period."""
        row: ContractRow | None = self.contract.read()
        if row is not None:
            self.kept.set_currency(row.total.currency)
            self.contract.show_note(row.buyer)
            if not self._dates_are_typed():
                self.form.fill({"from_on": row.starts_on or row.signed_on, "to_on": self.context.today()})
            self.context.worker.read(receipts, contract_id=row.id, free_only=True, owner=self, done=self._know_receipts)

    def _dates_are_typed(self) -> bool:
        return any(self.form.fields[name].line.isModified() for name in ("from_on", "to_on"))  # type: ignore[attr-defined]  # both are fields of one line

    def _know_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        self.money.show_rows(rows, lambda _row: True)
        self.reckon()

    # The preview.

    def reckon(self) -> None:
        """Read every family's line as it would be issued."""
        row: ContractRow | None = self.contract.read()
        taken: list[ReceiptRow] = self.money.taken
        self._asked += 1  # an answer to what was asked before is no longer wanted
        asked = self._asked
        if row is None or not taken:
            self.preview = None
            self.card.say(self.context.locale.explain(NoReceipts()))
            return
        kept = self.kept.lines()
        shared = self.received() - Money(sum(minor for _, minor in kept), row.total.currency)
        self.context.worker.read(
            settlement_preview,
            row.id,
            self._until(),
            shared,
            kept,
            owner=self,
            done=partial(self._previewed, asked),
            failed=partial(self._not_previewed, asked),
        )

    def received(self) -> Money:
        """Return the money that is ticked."""
        row: ContractRow = self.contract.read()
        return sum_money((receipt.amount for receipt in self.money.taken), row.total.currency)

    def _until(self) -> date:
        try:
            typed: date | None = self.form.fields["to_on"].read()
        except DomainError:
            typed = None
        return typed or self.context.today()

    def _previewed(self, asked: int, preview: SettlementPreview) -> None:
        if asked == self._asked:
            self.preview = preview
            self.card.show_preview(preview, self.received())

    def _not_previewed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self.preview = None
        if isinstance(error, DomainError):
            self.card.say(self.context.locale.explain(error), is_blocked=True)
        else:
            self.context.shell.problem(error)

    # Issuing.

    def issue(self) -> None:
        """Issue the settlement if nothing is wrong."""
        values, kept = self.form.value(), self.kept.checked()
        if values is None or kept is None or self._is_issuing:
            return
        self._is_issuing = True
        data = SettlementData(
            contract_id=values["contract"].id,
            from_on=values["from_on"],
            to_on=values["to_on"],
            receipt_ids=tuple(receipt.id for receipt in self.money.taken),
            retentions=kept,
            note=self.note.read() or "",
        )
        self.context.worker.write(settle, data, owner=self, done=self.issued.emit, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._is_issuing = False
        shown = (
            self.kept.show_error(error) if isinstance(error, RetainedMoreThanReceived) else self.form.show_error(error)
        )
        if not shown:
            self.context.shell.problem(error)
