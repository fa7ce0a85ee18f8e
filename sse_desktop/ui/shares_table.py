"""The families of a sharing as a picture and a table, with sums that say what they add up to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.queries.share_words import limit_name, over_words
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.labels import Card, label, set_tone
from sse_desktop.ui.widgets.share_bars import ShareBar, ShareBars

CHANGE_COLUMNS = (8, 9)


class SharesTable(QWidget):
    """`picked` carries the family under the cursor, None when there is none."""

    picked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.found: Shares | None = None
        self._before: Shares | None = None
        keys = (context.text(N_("gets")), context.text(N_("can bring")), context.text(N_("even part")))
        self.bars = ShareBars(context.text(N_("Share of each family")), keys)
        self.table = RowTable(context, N_("Families"), self._columns(), key=lambda row: row.member_id)
        self.sums = label("", "strong", wrap=True, selectable=True)
        self.missing = label("", wrap=True, selectable=True)
        self.over = label("", tone="blocked", wrap=True, selectable=True)
        picture = Card(context.text(N_("Share of each family")))
        picture.body.addWidget(self.bars)
        numbers = Card()
        numbers.body.addWidget(self.table, 1)
        for each in (self.sums, self.missing, self.over):
            numbers.body.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(picture)
        column.addWidget(numbers, 1)
        self.bars.picked.connect(self.table.choose)
        self.table.picked.connect(self._picked)

    def _columns(self) -> tuple[Column[FamilyShare], ...]:
        locale = self.context.locale
        return (
            Column(N_("No."), lambda row: row.number, 52),
            Column(N_("Family"), lambda row: row.name, 120, stretch=True),
            Column(N_("Community"), lambda row: row.community, 110, secondary=True),
            Column(N_("Can bring"), lambda row: row.offered, 108),
            Column(N_("Even part"), lambda row: row.even, 98, secondary=True),
            Column(N_("Ledger before"), lambda row: row.carried, 104, secondary=True),
            Column(N_("Gets"), lambda row: row.value, 108),
            Column(N_("What limited it"), lambda row: limit_name(locale, row), 150),
            Column(N_("Version before"), self._was, 104),
            Column(N_("Difference"), self._change, 98),
        )

    def _was(self, row: FamilyShare) -> Money | None:
        if self._before is None:
            return None
        old = self._before.family(row.member_id)
        return old.value if old is not None else Money(0, row.value.currency)

    def _change(self, row: FamilyShare) -> Money | None:
        was = self._was(row)
        return row.value - was if was is not None else None

    def show_shares(self, found: Shares, before: Shares | None) -> None:
        """Show a sharing, beside the version before it if there is one."""
        self.found, self._before = found, before
        locale = self.context.locale
        for place in CHANGE_COLUMNS:
            self.table.setColumnHidden(place, before is None)
        self.table.show_rows(found.families)
        self.table.fit()
        bars = [ShareBar(str(row.number), row.value.minor, row.offered.minor, row.even.minor) for row in found.families]
        self.bars.show_bars(bars, "; ".join(f"{row.name} {locale.money(row.value)}" for row in found.families))
        self.bars.mark(self.table.currentIndex().row())
        self._say(found)

    def _say(self, found: Shares) -> None:
        text, locale = self.context.text, self.context.locale
        said = N_("{families} families together {total} + nobody brings {missing} = the award {asked}")
        self.sums.setText(
            text(said, families=len(found.served), total=found.total, missing=found.missing, asked=found.asked)
        )
        weeks = sorted({row.week for row in found.unserved})
        if weeks:
            short = N_("Nobody can bring all that is asked in {weeks}: {missing} are missing.")
            named = ", ".join(locale.week(week) for week in weeks[:8]) + (" …" if len(weeks) > 8 else "")
            self.missing.setText(f"▲ {text(short, weeks=named, missing=found.missing)}")
        else:
            all_shared = text(N_("All that is asked is shared."))
            self.missing.setText(f"● {all_shared}")
        set_tone(self.missing, "to_do" if weeks else "ready")
        self.over.setText("\n".join(f"■ {over_words(locale, row)}" for row in found.over_caps[:3]))
        self.over.setVisible(bool(found.over_caps))

    def clear(self) -> None:
        """Show nothing."""
        self.found = self._before = None
        self.table.show_rows(())
        self.bars.show_bars((), "")
        for each in (self.sums, self.missing, self.over):
            each.setText("")

    @property
    def rows(self) -> Sequence[FamilyShare]:
        """The families that are shown."""
        return self.found.families if self.found is not None else ()

    def _picked(self, row: FamilyShare | None) -> None:
        self.bars.mark(self.table.currentIndex().row())
        self.picked.emit(row)
