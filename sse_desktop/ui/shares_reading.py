"""Fair shares, the reading half: which bid and version is shown, reckoned beside the interface, and given up on request."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_award import Award, award
from sse_desktop.queries.share_rows import Shares
from sse_desktop.queries.sharings import BidToShare, SharingRow, bids_to_share, kept_shares, sharings
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.lane import Cancelled
from sse_desktop.ui.page import Page
from sse_desktop.ui.shares_bar import SharesBar
from sse_desktop.ui.shares_table import SharesTable
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.worker import Progress, Ticket

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

PATIENCE_MS: Final = 400
EMPTY: Final = Empty(
    N_("No bid to share yet"),
    N_("Once a bid has quantities, weeks and prices, it is shared here among the families that pledged for its weeks."),
)


class SharesReading(Page):
    """Base of the desk: knows the bids, their versions and the award, and shows the shares or why there are none."""

    depends_on = frozenset({
        *("sharing", "sharing_terms", "sharing_exception", "bid", "bid_line", "bid_week", "pledge", "member", "product"),
        *("conversion", "contract", "contract_line", "tender", "tender_item", "plot", "paper"),
    })  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Shares | None = None
        self.before: Shares | None = None
        self.versions: Sequence[SharingRow] = ()
        self._bids: Sequence[BidToShare] = ()
        self._award: Award | None = None
        self._wanted: object = None
        self._asked = 0
        self._ticket: Ticket | None = None
        self.bar = SharesBar(context)
        self.families = SharesTable(context)
        self.trouble = label("", "lead", tone="blocked", wrap=True, selectable=True)
        self.to_bid = button(self.text(N_("Open the bid")))
        self.doing = label(self.text(N_("Sharing among the families …")), tone="soft")
        self.cancel = button(self.text(N_("Cancel")))
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = Card()
        head.body.addWidget(self.bar)
        self.working = QWidget()
        row = QHBoxLayout(self.working)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.doing, 1)
        row.addWidget(self.cancel)
        head.body.addWidget(self.working)
        self.working.hide()
        wrong = Card()
        wrong.body.addWidget(self.trouble)
        wrong.body.addWidget(self.to_bid)
        wrong.body.addStretch(1)
        self.surfaces = QStackedWidget()
        self.surfaces.addWidget(self.families)
        self.surfaces.addWidget(wrong)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.surfaces, 1)
        nothing = Card()
        nothing.body.addWidget(EmptyPlace(self.context, EMPTY, self._to_begin))
        self.places = QStackedWidget()
        self.places.addWidget(desk)
        self.places.addWidget(nothing)
        self.set_body(self.places)

    def _connect(self) -> None:
        self.bar.bid_chosen.connect(self.choose_bid)
        self.bar.view_chosen.connect(self.reckon)
        self.to_bid.clicked.connect(self.open_bid)
        self.cancel.clicked.connect(self.give_up)
        self._patience.timeout.connect(self.working.show)

    # What the window asks.

    def _to_begin(self) -> Sequence[Action]:
        return (Action(N_("Go to the tenders"), partial(self.context.shell.go, "tenders"), primary=True),)

    def show_record(self, record: object) -> None:
        """Show the sharing of a tender, of a bid, or a version that was kept."""
        self._wanted = record
        self.become_stale()

    def first_focus(self) -> QWidget | None:
        return self.bar.bid

    def next_focus(self) -> QWidget | None:
        return self.families.table

    def refresh(self) -> None:
        self.read(bids_to_share, done=self._know_bids)

    # Reading.

    def _know_bids(self, rows: Sequence[BidToShare]) -> None:
        self._bids = rows
        self.bar.bid.combo.blockSignals(True)
        self.bar.show_bids(rows)
        wanted = next((row for row in rows if self._wanted in {row.id, row.tender_id}), None)
        if wanted is not None:
            self.bar.bid.set_value(wanted.id)
            self._wanted = None
        self.bar.bid.combo.blockSignals(False)
        self.places.setCurrentIndex(0 if rows else 1)
        if rows:
            self._read_bid()
        else:
            self.found = None
            self.offer()

    @property
    def bid_id(self) -> uuid.UUID | None:
        """The bid that is shared."""
        found: uuid.UUID | None = self.bar.bid.read()
        return found

    def choose_bid(self, _bid_id: object = None) -> None:
        """Show another bid."""
        self.close_inspector()
        self.bar.version.set_value(None)
        self.bar.week.set_value(None)
        self._read_bid()

    def _read_bid(self) -> None:
        if self.bid_id is not None:
            self.read(sharings, self.bid_id, done=self._know_versions)

    def _know_versions(self, rows: Sequence[SharingRow]) -> None:
        self.versions = rows
        for field in (self.bar.version, self.bar.week):
            field.combo.blockSignals(True)
        self.bar.show_versions(rows)
        if any(row.id == self._wanted for row in rows):
            self.bar.version.set_value(self._wanted)
            self._wanted = None
        for field in (self.bar.version, self.bar.week):
            field.combo.blockSignals(False)
        self.read(award, self.bid_id, self.context.today(), done=self._know_award, failed=self._no_award)

    def _know_award(self, found: Award) -> None:
        self._award = found
        kept = [row for row in self.versions if row.voided is None]
        self.bar.week.combo.blockSignals(True)
        self.bar.show_weeks(found.weeks, has_version=bool(kept))
        self.bar.week.combo.blockSignals(False)
        self.reckon()

    def _no_award(self, error: Exception) -> None:
        """Say why the bid can't be shared now; a version that was kept is shown all the same."""
        self._award = None
        if self.bar.shown_version is not None:
            self.reckon()
        else:
            self._failed(error)

    def reckon(self) -> None:
        """Reckon what is to be shown beside the interface; what was asked for before is given up."""
        if self.bid_id is None:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._asked += 1
        self._patience.start()
        self.bar.measure.setEnabled(self.bar.shown_version is None)
        self.bar.week.setVisible(self.bar.shown_version is None and any(row.voided is None for row in self.versions))
        self._ticket = self.context.worker.long(
            shares_job,
            self.bid_id,
            self.context.today(),
            self.bar.shown_version,
            self.bar.from_week,
            owner=self,
            done=partial(self._reckoned, self._asked),
            failed=partial(self._not_reckoned, self._asked),
        )

    def give_up(self) -> None:
        """Give the reckoning up; what is shown stays."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._asked += 1
            self._rest()
            self.context.shell.tell(self.text(N_("The sharing was given up. Nothing was changed.")))

    def _rest(self) -> None:
        self._ticket = None
        self._patience.stop()
        self.working.hide()

    def _reckoned(self, asked: int, both: tuple[Shares, Shares | None]) -> None:
        if asked != self._asked:
            return
        self._rest()
        self.found, self.before = both
        self.bar.show_measure(self.found.measure)
        self.surfaces.setCurrentIndex(0)
        self.families.show_shares(self.found, self.before)
        self.offer()

    def _not_reckoned(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._rest()
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.found = self.before = None
        self.families.clear()
        self.close_inspector()
        if not isinstance(error, DomainError):
            self.context.shell.problem(error)
            return
        self.trouble.setText(f"■ {self.context.locale.explain(error)}")
        self.surfaces.setCurrentIndex(1)
        self.offer()

    def open_bid(self) -> None:
        """Go to the bid desk, where lines, weeks and prices are entered."""
        row = next((row for row in self._bids if row.id == self.bid_id), None)
        if row is not None:
            self.context.shell.go("tenders.desk", row.tender_id)


def shares_job(
    workspace: "Workspace",
    bid_id: uuid.UUID,
    today: date,
    version: uuid.UUID | None,
    from_week: Week | None,
    *,
    progress: Progress,
) -> tuple[Shares, Shares | None]:
    """Return what is shown and the version before it; runs beside the interface and stops when it was given up."""
    from sse_desktop.queries.shares import shares

    def cancelled() -> bool:
        progress.step(0)  # raises Cancelled
        return False

    versions = [row for row in workspace.read(sharings, bid_id) if row.voided is None]
    if version is not None:
        found = workspace.read(kept_shares, version)
        older = [row for row in versions if found.version is not None and row.version < found.version]
    else:
        found = workspace.read(shares, bid_id, today, from_week=from_week, cancelled=cancelled)
        older = versions
    return found, workspace.read(kept_shares, older[0].id) if older else None
