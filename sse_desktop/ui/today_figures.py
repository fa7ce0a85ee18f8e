"""The three figures of Today: what the week brought, what is free, what buyers still owe."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.contracts import ContractRow
from sse_desktop.queries.harvests import WeighInTotals
from sse_desktop.queries.stock import FreeStock
from sse_desktop.ui.columns import show
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label


class FigureCard(Card):
    """A title, one number in large type, a line below it, and the way to the entries behind it."""

    def __init__(
        self, context: Context, title: str, opens: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.context = context
        name = context.text(title)
        self.figure = label("", "figure")
        self.words = label("", tone="soft", wrap=True)
        self.figure.setAccessibleName(name)
        opening = context.text(N_("Look closer"))
        self.open = button(opening, "quiet", tip=f"{opening}: {name}")
        head = QHBoxLayout()
        head.addWidget(label(name, tone="soft"), 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.words)
        self.open.clicked.connect(opens)

    def show_figure(self, value: object, words: str) -> None:
        """Show a value as the language writes it, and a line that is ready to be shown."""
        self.figure.setText(show(value, self.context.locale))
        self.words.setText(words)


def harvest_words(context: Context, totals: WeighInTotals, pledged: Quantity) -> str:
    """Return how the week stands against what was pledged for it."""
    families = context.locale.plural(N_("{n} family"), N_("{n} families"), totals.families)
    if not pledged.milli:
        return context.text(N_("{families} so far"), families=families)
    share = context.locale.percent(totals.accepted.milli * 100 // pledged.milli * 100)
    return context.text(
        N_("{share} of {pledged} pledged · {families}"), share=share, pledged=pledged, families=families
    )


def stock_words(context: Context, rows: Sequence[FreeStock]) -> tuple[Quantity, str]:
    """Return what is free of everything, and when the first of it must be gone."""
    free = sum((row.free for row in rows), start=Quantity(0, KILO))
    lots = sum(row.lots for row in rows)
    words = context.locale.plural(N_("{n} lot"), N_("{n} lots"), lots)
    ends = [row.keeps_until for row in rows if row.keeps_until is not None]
    if not ends:
        return free, words
    return free, context.text(N_("{lots} · the first keeps until {day}"), lots=words, day=min(ends))


def money_words(context: Context, rows: Sequence[ContractRow]) -> tuple[Money, str]:
    """Return what buyers owe for accepted deliveries, and of how many contracts."""
    currency = context.workspace.cooperative.currency if context.workspace is not None else "USD"
    owing = [row for row in rows if row.unpaid.minor > 0 and row.unpaid.currency == currency]
    total = sum_money([row.unpaid for row in owing], currency)
    if not owing:
        return total, context.text(N_("Everything accepted is paid."))
    return total, context.locale.plural(N_("of {n} contract"), N_("of {n} contracts"), len(owing))
