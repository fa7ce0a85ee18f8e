"""A contract from a won bid: its lines and prices are the bid's; only the terms are typed from the paper."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.commands.contracts import ContractExists, open_contract_from_bid
from sse_desktop.domain.errors import N_
from sse_desktop.queries.bids import BidRow
from sse_desktop.queries.contract_search import bids_without_contract
from sse_desktop.queries.plans import certificate_asked
from sse_desktop.ui.context import Context
from sse_desktop.ui.contract_form import contract_data, term_fields
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.labels import label


class BidContract(QWidget):
    """The won bids to choose from, then the terms."""

    made = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.panel: FormPanel | None = None
        self.said = label(context.text(N_("Reading …")), tone="soft", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.said)
        self.column.addStretch(1)
        context.worker.read(bids_without_contract, owner=self, done=self.show_bids)

    def show_bids(self, rows: Sequence[BidRow]) -> None:
        """Show the form, or say why there is nothing to choose."""
        if not rows:
            self.said.setText(
                self.context.text(
                    N_(
                        "No won bid waits for its contract. Record the result at the bid desk, or type a contract by hand."
                    )
                )
            )
            return
        self.said.hide()
        currency = rows[0].total.currency
        words = N_("{reference} · {title}, {total}")
        choices = [
            (row, self.context.text(words, reference=row.reference, title=row.title, total=row.total)) for row in rows
        ]
        bid = ChoiceField(self.context, "bid", N_("Won bid"), choices)
        form = Form(self.context, _typed, [bid, *term_fields(self.context, currency)], beside={ContractExists: "bid"})
        self.panel = FormPanel(self.context, form, open_contract_from_bid, save=N_("Make the contract"))
        self.panel.done.connect(self.made)
        self.panel.given_up.connect(self.given_up)
        self.column.insertWidget(0, self.panel)
        form.fill({"signed_on": self.context.today()})
        self._take_over(form, rows[0])
        bid.edited.connect(lambda: self._take_over(form, bid.read()))
        bid.setFocus()

    def _take_over(self, form: Form[Any], bid: BidRow) -> None:
        """Write what the tender of a bid says."""
        form.fill({"title": bid.title})
        done = form.fields["certificate"].set_value
        self.context.worker.read(certificate_asked, bid.tender_id, owner=self, done=done)


def _typed(bid: BidRow, **terms: Any) -> dict[str, Any]:
    """Return the named arguments of the command."""
    return {"bid_id": bid.id, "data": contract_data(bid.total.currency, **terms)}
