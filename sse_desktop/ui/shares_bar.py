"""What stands above the shares: which bid, by which measure, which version, and from which week the rest is shared anew."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import MEASURE_NAMES
from sse_desktop.queries.sharings import BidToShare, SharingRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField


class SharesBar(QWidget):
    """Tells by signals what was chosen; it reads nothing itself."""

    bid_chosen = Signal(object)
    measure_chosen = Signal(str)
    view_chosen = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        words = [(key, context.text(word)) for key, word in MEASURE_NAMES.items()]
        self.bid = ChoiceField(context, "bid", N_("Bid to share"))
        self.measure = ChoiceField(context, "measure", N_("Measure"), words)
        self.version = ChoiceField(context, "version", N_("Shown"))
        self.week = ChoiceField(context, "week", N_("Shared anew from"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field, stretch in ((self.bid, 4), (self.measure, 3), (self.version, 3), (self.week, 3)):
            row.addWidget(field, stretch)
        self.week.hide()
        self.bid.edited.connect(lambda: self.bid_chosen.emit(self.bid.read()))
        self.measure.edited.connect(lambda: self.measure_chosen.emit(self.measure.read()))
        self.version.edited.connect(self.view_chosen)
        self.week.edited.connect(self.view_chosen)

    def show_bids(self, rows: Sequence[BidToShare]) -> None:
        """Offer the bids."""
        self.bid.set_choices([(row.id, f"{row.reference or row.title} · {row.buyer}") for row in rows])

    def show_measure(self, measure: str) -> None:
        """Show the measure in force without asking for anything."""
        self.measure.combo.blockSignals(True)
        self.measure.set_value(measure)
        self.measure.combo.blockSignals(False)

    def show_versions(self, rows: Sequence[SharingRow]) -> None:
        """Offer what can be shown: the shares as they would be now, and each version that was kept."""
        text, locale = self.context.text, self.context.locale
        choices: list[tuple[uuid.UUID | None, str]] = [(None, text(N_("As it would be now")))]
        for row in rows:
            word = N_("Version {version} of {day} · void") if row.voided else N_("Version {version} of {day}")
            day = locale.date(row.made_at.date(), "short")
            choices.append((row.id, text(word, version=str(row.version), day=day)))
        self.version.set_choices(choices)

    def show_weeks(self, weeks: Sequence[Week], *, has_version: bool) -> None:
        """Offer the weeks from which the rest can be shared anew, once something was kept."""
        locale = self.context.locale
        later = [(week, locale.week(week)) for week in weeks[1:]]
        self.week.set_choices([(None, self.context.text(N_("The first week: all of it"))), *later])
        self.week.setVisible(has_version and self.version.read() is None)

    @property
    def shown_version(self) -> uuid.UUID | None:
        """The version that is looked at; None for the shares as they would be now."""
        found: uuid.UUID | None = self.version.read()
        return found

    @property
    def from_week(self) -> Week | None:
        """The first week that is shared anew, None for all."""
        found: Week | None = self.week.read() if self.shown_version is None else None
        return found
