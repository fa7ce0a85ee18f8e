"""How a number of the capacity came: lots, forecast, partners and promises, which add up to what we can."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.domain.capacity import WeekCapacity
from sse_desktop.domain.capacity_parts import Part, PartKind
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.bid_words import week_word
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import label

WORDS: Final = {
    PartKind.STOCK: N_("Stock · lot {name}"),
    PartKind.FORECAST: N_("Forecast of {week} · {families}"),
    PartKind.POOLED: N_("Pooled: {name} · {week}"),
    PartKind.CONTRACT: N_("Contract {name} · {week}"),
    PartKind.BID: N_("Bid {name} · {week}"),
    PartKind.OVERFLOW: N_("Other promises, beyond uncertified produce · {week}"),
    PartKind.SPOILED: N_("Past its last day of sale · from {week}"),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of the sum: what it is, and its kilos with their sign."""

    number: int
    words: str
    kilos: Decimal


class BehindTable(QWidget):
    """The parts of one week below each other, and their sum."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = label("", "strong", wrap=True)
        columns = (
            Column[PartLine](N_("Part"), lambda line: line.words, 120, stretch=True),
            Column[PartLine](N_("kg"), lambda line: line.kilos, 84, decimals=3, right=True),
        )
        self.table = RowTable(context, N_("How this number came"), columns, key=lambda line: line.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)

    def show_week(self, found: ProductCapacity | None, week: WeekCapacity | None) -> None:
        """Show the parts that count by the end of a week."""
        if found is None or week is None:
            self.title.setText("")
            self.table.show_rows(())
            return
        sentence = N_("How {able} came by the end of {week}")
        able = Quantity(week.available, KILO)
        self.title.setText(self.context.text(sentence, able=able, week=week_word(self.context, week.week)))
        words = [(part_words(self.context, part), part.grams) for part in found.behind(week.week)]
        words.append((self.context.text(N_("= we can by then")), week.available))
        self.table.show_rows(
            [PartLine(number, text, Quantity(grams, KILO).amount) for number, (text, grams) in enumerate(words)]
        )


def part_words(context: Context, part: Part) -> str:
    """Return what a part is: the lot, the families behind a forecast, the partner, or whom it is promised to."""
    families = context.locale.plural(N_("{n} family"), N_("{n} families"), part.members)
    return context.text(WORDS[part.kind], name=part.name, week=week_word(context, part.week), families=families)
