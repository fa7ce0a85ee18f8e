"""What a price comes to: the bar, the net cost, and in words whether to accept it and what is left for whom."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.documents.price_words import Sentence, bar_of, decimals_of, sentences
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import UnitPrice
from sse_desktop.queries.fair_price_rows import FairPriceLine
from sse_desktop.queries.price_desk import PriceDesk
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.labels import label, set_tone
from sse_desktop.ui.widgets.message_bar import TONES
from sse_desktop.ui.widgets.price_bar import PricePicture

MOST_SENTENCES = 8


class PriceResult(QWidget):
    """Figures on top, the bar below them, then a sentence for each thing a person must know."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.cost_title = label("", tone="soft")
        self.cost = label("–", "figure")
        self.most_title = label(context.text(N_("The most for the family")), tone="soft")
        self.most = label("–", "figure")
        self.share_title = label(context.text(N_("Family's share of the price")), tone="soft")
        self.share = label("–", "figure")
        self.picture = PricePicture(context.text(N_("Where the money of the price goes")), context.locale)
        self.said = [label("", wrap=True, selectable=True) for _ in range(MOST_SENTENCES)]
        figures = QHBoxLayout()
        figures.setSpacing(24)
        for title, figure in (
            (self.cost_title, self.cost),
            (self.most_title, self.most),
            (self.share_title, self.share),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(title)
            pair.addWidget(figure)
            figures.addLayout(pair)
        figures.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(figures)
        column.addWidget(self.said[0])  # the answer comes before the picture
        column.addWidget(self.picture)
        for words in self.said[1:]:
            column.addWidget(words)
        column.addStretch(1)

    def show_line(self, line: FairPriceLine | None, currency: str = "", margin_bp: int = 0) -> None:
        """Show what a line comes to; None empties everything."""
        self.picture.show_bar(bar_of(line) if line is not None else None, currency)
        self.picture.setVisible(bool(self.picture.lines))
        per = line.per if line is not None else ""
        self.cost_title.setText(self.context.text(N_("Net cost for {per}"), per=per))
        self.cost.setText(self._figure(line, line.net_cost if line is not None else None))
        self.most.setText(self._figure(line, line.farmer_most if line is not None else None))
        share = line.farmer_share_bp if line is not None else None
        self.share.setText("–" if share is None else self.context.locale.percent(share))
        self._say(sentences(line, margin_bp, self.context.locale) if line is not None else [])

    @property
    def words(self) -> str:
        """All sentences that are shown, one below the other."""
        return "\n".join(words.text() for words in self.said if not words.isHidden())

    def _say(self, said: list[Sentence]) -> None:
        for place, words in enumerate(self.said):
            words.setVisible(place < len(said))
            if place < len(said):
                state = State(said[place].standing)
                words.setText(f"{state.shape} {said[place].text}")
                set_tone(words, TONES[state] if state is not State.QUIET else "")

    def _figure(self, line: FairPriceLine | None, amount: UnitPrice | None) -> str:
        if line is None or amount is None:
            return "–"
        return self.context.locale.number(amount.amount, decimals_of(line))


def build_up_state(context: Context, desk: PriceDesk) -> tuple[State, str]:
    """Return how the price of all lines stands, in a word or a few."""
    lines = [line for line in desk.price.lines if line.quantity.milli > 0]
    missing = sum(len(line.missing) for line in lines)
    if missing:
        return State.TO_DO, context.locale.plural(N_("{n} amount missing"), N_("{n} amounts missing"), missing)
    if any(line.trouble is not None for line in lines):
        return State.BLOCKED, context.text(N_("can't be reckoned"))
    if any(line.accept is False for line in lines):
        return State.BLOCKED, context.text(N_("price below cost"))
    if desk.price.totals.keeps_floor is False:
        return State.BLOCKED, context.text(N_("below the floor"))
    return State.READY, context.text(N_("price covers cost"))
