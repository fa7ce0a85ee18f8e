"""A small line below the typed price: the floor, the family's share, from which scenario it is; and the way to the build-up."""

import uuid
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.queries.bids import BidLineRow
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice, FairPriceLine
from sse_desktop.ui.context import Context
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import label, set_tone
from sse_desktop.ui.widgets.message_bar import TONES

FAIR_PRICE = "fair_price"


class FairPriceNote(QWidget):
    """It warns in words, and never keeps anybody from a price."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._bid_id: uuid.UUID | None = None
        self._tender_id: uuid.UUID | None = None
        self._line: BidLineRow | None = None
        self._price: FairPrice | None = None
        self.said = label("", tone="soft", wrap=True, selectable=True)
        self.build_up = button(context.text(N_("Build up the price …")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.build_up, 0, Qt.AlignmentFlag.AlignTop)
        self.build_up.clicked.connect(self.open_build_up)
        self.build_up.setVisible(any(spec.key == FAIR_PRICE for spec in PAGES))

    def show_bid(self, tender_id: uuid.UUID | None, bid_id: uuid.UUID | None) -> None:
        """Read what is known of the prices of a bid as it stands; None: there is no bid."""
        self._tender_id, self._bid_id = tender_id, bid_id
        self.build_up.setEnabled(bid_id is not None)
        if bid_id is None:
            self._known(None, None)
            return
        on = self.context.today()
        self.context.worker.read(fair_price, bid_id, on=on, owner=self, done=partial(self._known, bid_id))

    def show_line(self, line: BidLineRow | None) -> None:
        """Show what is known of one line, at the price that it has now."""
        self._line = line
        self._say()

    def open_build_up(self) -> None:
        """Go to the desk of fair prices with this bid."""
        if self._tender_id is not None:
            self.context.shell.go(FAIR_PRICE, self._tender_id)

    def _known(self, bid_id: uuid.UUID | None, price: FairPrice | None) -> None:
        if bid_id == self._bid_id:
            self._price = price
            self._say()

    def _say(self) -> None:
        lines = self._price.lines if self._price is not None else ()
        own = self._line
        line = next((each for each in lines if own is not None and each.bid_line_id == own.id), None)
        state, words = self._words(line, own) if line is not None and own is not None else (State.QUIET, [])
        self.said.setText(" · ".join(words))
        set_tone(self.said, TONES[state])

    def _words(self, line: FairPriceLine, own: BidLineRow) -> tuple[State, list[str]]:
        text, words, state = self.context.text, [], State.QUIET
        if line.floor is not None and own.price is not None and own.price.micros < line.floor.micros:
            state = State.BLOCKED
            below = N_("below the price floor of {floor}: the families would not get their minimum")
            words.append(f"{state.shape} {text(below, floor=line.floor)}")
        elif line.floor is not None:
            words.append(text(N_("price floor {floor}"), floor=line.floor))
        is_same = line.price is not None and own.price == line.price
        if line.farmer_share_bp is not None and is_same:
            share = self.context.locale.percent(line.farmer_share_bp)
            words.append(text(N_("{share} of the price goes to the family"), share=share))
        if self._price is not None and self._price.chosen:
            other = N_("the scenario “{title}” has another price: {price}")
            same = N_("price from the scenario “{title}”")
            words.append(text(same if is_same else other, title=self._price.title, price=line.price))
        return state, words
