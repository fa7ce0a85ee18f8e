"""Step Scenarios: the ways to price a bid side by side; one of them is chosen and written into the bid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.documents.price_words import bar_of
from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.rounding import half_up
from sse_desktop.queries.fair_price_rows import FairPriceLine
from sse_desktop.queries.price_desk import PriceDesk
from sse_desktop.queries.price_scenarios import ScenarioRow
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.layouts import FlowLayout
from sse_desktop.ui.widgets.price_bar import PricePicture

MOST_BARS: Final = 4


@dataclass(frozen=True)
class Seen:
    """A scenario and, of the line that is shown, its price in it."""

    scenario: ScenarioRow
    line: FairPriceLine | None
    farm_gate: UnitPrice | None

    @property
    def id(self) -> object:
        """The scenario's id."""
        return self.scenario.id


def farm_gate_for(line: FairPriceLine, per: Quantity) -> UnitPrice | None:
    """Return the farm gate of a line for another amount of produce, half up to a millionth, so that scenarios compare."""
    gate = next((part.amount for part in line.parts if part.code is PricePart.FARM_GATE), None)
    if gate is None or per == line.per:
        return gate
    return UnitPrice(half_up(gate.micros * per.milli, line.per.milli), gate.currency)


class ScenariosStep(QWidget):
    """A row for each scenario, the buttons that act on the row under the cursor, and a bar for each of the first ones."""

    wanted = Signal(object)
    adding = Signal()
    copying = Signal(object)
    changing = Signal(object)
    choosing = Signal(object)
    leaving = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.table = RowTable(context, N_("Scenarios"), self._columns())
        text = context.text
        self.add = button(text(N_("New scenario")), icon_name="add")
        self.copy = button(text(N_("Copy …")))
        self.change = button(text(N_("Change …")))
        self.open = button(text(N_("Open its build-up")))
        self.leave_out = button(text(N_("Leave out")))
        self.choose = button(text(N_("Choose this one …")), "primary")
        self.said = label("", tone="soft", wrap=True)
        self.titles = [label("", "strong") for _ in range(MOST_BARS)]
        self.bars = [PricePicture("", context.locale) for _ in range(MOST_BARS)]
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda row: self.wanted.emit(row.scenario))
        self.add.clicked.connect(self.adding)
        for each, signal in (
            (self.copy, self.copying),
            (self.change, self.changing),
            (self.open, self.wanted),
            (self.leave_out, self.leaving),
            (self.choose, self.choosing),
        ):
            each.clicked.connect(lambda _checked=False, signal=signal: self._emit(signal))

    def _lay_out(self) -> None:
        card, bars = Card(), Card(self.context.text(N_("Where the money goes in each")))
        self.bars_card = bars
        card.body.addWidget(self.table, 1)
        buttons = FlowLayout()
        for each in (self.choose, self.add, self.copy, self.change, self.open, self.leave_out):
            buttons.addWidget(each)
        card.body.addLayout(buttons)
        card.body.addWidget(self.said)
        for title, bar in zip(self.titles, self.bars, strict=True):
            bars.body.addWidget(title)
            bars.body.addWidget(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 1)
        column.addWidget(bars)

    def _columns(self) -> tuple[Column[Seen], ...]:
        percent = self.context.locale.percent
        return (
            Column(N_("Scenario"), self._title, 180, stretch=True),
            Column(N_("Price"), lambda row: row.line.price if row.line is not None else None, 100, right=True),
            Column(N_("Volume"), self._volume, 120, right=True),
            Column(N_("Offer"), lambda row: row.scenario.offer, 120, right=True),
            Column(N_("Families"), lambda row: row.scenario.families, 80, right=True),
            Column(N_("Points"), lambda row: row.scenario.points, 70, right=True),
            Column(
                N_("Left over"),
                lambda row: "" if row.scenario.left_bp is None else percent(row.scenario.left_bp),
                90,
                right=True,
            ),
            Column(N_("Farm gate"), lambda row: row.farm_gate, 100, right=True),
            Column(
                N_("Family's share"),
                lambda row: "" if row.scenario.farmer_share_bp is None else percent(row.scenario.farmer_share_bp),
                110,
                right=True,
            ),
            Column(N_("Price floor"), self._floor, 110),
        )

    def _title(self, row: Seen) -> object:
        if row.scenario.chosen:
            words = self.context.text(N_("{title} (chosen)"), title=row.scenario.title)
            return Mark(State.READY, words)
        return row.scenario.title

    def _volume(self, row: Seen) -> str:
        return ", ".join(self.context.locale.quantity(volume) for volume in row.scenario.volume)

    def _floor(self, row: Seen) -> Mark:
        match row.scenario.keeps_floor:
            case None:
                return Mark(State.QUIET, self.context.text(N_("not known")))
            case True:
                return Mark(State.READY, self.context.text(N_("kept")))
            case _:
                return Mark(State.BLOCKED, self.context.text(N_("not kept")))

    # What is shown.

    def show_desk(self, desk: PriceDesk | None, line: FairPriceLine | None) -> None:
        """Show the scenarios of a bid; prices and bars are those of one line."""
        seen = [self._seen(desk, row, line) for row in desk.scenarios] if desk is not None else []
        self.table.show_rows(seen)
        if desk is not None and desk.scenario is not None:
            self.table.choose_key(desk.scenario.id)
        self.add.setEnabled(desk is not None)
        self.said.setText(self._words(desk, line))
        self._show_bars(seen, desk.price.currency if desk is not None else "")

    def _seen(self, desk: PriceDesk, row: ScenarioRow, line: FairPriceLine | None) -> Seen:
        lines = desk.prices[row.id].lines
        own = next((each for each in lines if line is not None and each.bid_line_id == line.bid_line_id), None)
        return Seen(row, own, farm_gate_for(own, line.per) if own is not None and line is not None else None)

    def _show_bars(self, seen: Sequence[Seen], currency: str) -> None:
        known = [(row, bar) for row in seen if row.line is not None and (bar := bar_of(row.line)) is not None]
        self.bars_card.setVisible(bool(known))
        for place, (title, picture) in enumerate(zip(self.titles, self.bars, strict=True)):
            title.setVisible(place < len(known))
            picture.setVisible(place < len(known))
            if place < len(known):
                row, bar = known[place]
                title.setText(row.scenario.title)
                picture.setAccessibleName(row.scenario.title)
                picture.show_bar(bar, currency)

    def _words(self, desk: PriceDesk | None, line: FairPriceLine | None) -> str:
        if desk is None:
            return ""
        if not desk.scenarios:
            return self.context.text(
                N_("A scenario is one way to price this bid. Make one, copy it, change a number, and compare.")
            )
        if line is None:
            return ""
        return self.context.text(N_("Farm gate is for {per}, the price for one unit, without tax."), per=line.per)

    @property
    def current(self) -> ScenarioRow | None:
        """The scenario under the cursor."""
        row: Seen | None = self.table.current
        return row.scenario if row is not None else None

    def _picked(self, row: Seen | None) -> None:
        for each in (self.copy, self.open):
            each.setEnabled(row is not None)
        self.change.setEnabled(row is not None and not row.scenario.is_frozen)
        for each in (self.leave_out, self.choose):
            each.setEnabled(row is not None and not row.scenario.chosen)

    def _emit(self, signal: Any) -> None:
        if self.current is not None:
            signal.emit(self.current)
