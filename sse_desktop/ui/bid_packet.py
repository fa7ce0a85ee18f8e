"""Step Packet: what is still missing, the packet itself as it will be printed, its folios, its checks and its versions."""

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.queries.bid_desk import BidDesk, StepState
from sse_desktop.queries.packets import PacketRow
from sse_desktop.queries.readiness import capacity_failures, paper_failures, price_failures
from sse_desktop.ui import packet_jobs
from sse_desktop.ui.bid_step import BidStep
from sse_desktop.ui.packet_details import add_packet
from sse_desktop.ui.page import Page
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.tender_files import ask_for_folder
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import Card, label

if TYPE_CHECKING:
    from sse_desktop.documents.reprint import ReprintList

LIST_PX: Final = 400


class PacketStep(BidStep):
    """The checklist and the parts on the left, the pages on the right."""

    key = "packet"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.view: PdfView | None = None
        self.shown: PacketRow | None = None
        self._reprint: ReprintList | None = None
        self._newest: uuid.UUID | None = None
        self._busy = False
        self._is_fresh = False  # just built: its pages take the keyboard
        self.build = button(self.text(N_("Build the packet")))
        self.save = button(self.text(N_("Save to a folder …")), icon_name="save")
        self.print = button(self.text(N_("Print …")), icon_name="print")
        self.version = ChoiceField(self.context, "version", N_("Version"), ())
        self.version.title.hide()
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.pages = QStackedWidget()
        self.nothing = label(
            self.text(N_("The pages of the packet are shown here once it is built.")), "lead", tone="soft", wrap=True
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addWidget(self.nothing)
        self._lay_out()
        self.build.clicked.connect(self.build_now)
        self.save.clicked.connect(self.ask_where_to_save)
        self.print.clicked.connect(self.print_now)
        self.version.edited.connect(self._version_chosen)

    def _lay_out(self) -> None:
        left, right = Card(), Card()
        left.setFixedWidth(LIST_PX)
        buttons = QHBoxLayout()
        buttons.addWidget(self.build)
        buttons.addWidget(self.version)
        buttons.addStretch(1)
        left.body.addLayout(buttons)
        left.body.addWidget(self.list, 1)
        below = QHBoxLayout()
        for each in (self.save, self.print):
            below.addWidget(each)
        below.addStretch(1)
        left.body.addLayout(below)
        right.body.setContentsMargins(12, 8, 12, 8)
        right.body.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)
        holder = QVBoxLayout()
        holder.addLayout(row, 1)
        self.column.addLayout(holder, 1)

    # What is shown.

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        chosen = self.shown.id if self.shown is not None else None
        newest = desk.packets[0] if desk.packets else None
        self.version.set_choices([(row.id, self.text(N_("Version {n}"), n=str(row.version))) for row in desk.packets])
        self.version.setVisible(len(desk.packets) > 1)
        # An older version stays in view until a newer one is built.
        is_new = (newest.id if newest is not None else None) != self._newest
        self._newest = newest.id if newest is not None else None
        older = next((row for row in desk.packets if row.id == chosen), newest)
        self._show_packet(newest if is_new else older)
        step = next(step for step in desk.steps if step.step == self.key)
        may_change = desk.bid is not None and desk.bid.state in {BidState.DRAFT, BidState.READY}
        self.build.setVisible(may_change)
        self.build.setEnabled(may_change and step.state is not StepState.BLOCKED and not self._busy)

    def _show_packet(self, row: PacketRow | None) -> None:
        is_other = (row.id if row else None) != (self.shown.id if self.shown else None)
        self.shown = row
        for each in (self.save, self.print):
            each.setEnabled(row is not None)
        if row is not None:
            self.version.set_value(row.id)
        if is_other:
            self._reprint = None
            self._clear_pages()
            if row is not None:
                long = self.context.worker.long
                long(packet_jobs.packet_file, row.sha256, owner=self, done=partial(self._show_pages, row))
                long(packet_jobs.reprint, row.id, owner=self, done=partial(self._know_reprint, row))
        self._show_list()

    def _version_chosen(self) -> None:
        row = next((row for row in self.desk.packets if row.id == self.version.read()), None) if self.desk else None
        self._show_packet(row)

    def _clear_pages(self) -> None:
        if self.view is not None:
            self.pages.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None

    def _show_pages(self, row: PacketRow, data: bytes) -> None:
        if self.shown is None or row.id != self.shown.id:
            return
        self._clear_pages()
        self.view = PdfView(self.context, data, self.text(N_("packet-{n}.pdf"), n=str(row.version)))
        self.pages.addWidget(self.view)
        self.pages.setCurrentWidget(self.view)
        if self._is_fresh and self.isVisible():
            self.view.setFocus()
        self._is_fresh = False

    def _know_reprint(self, row: PacketRow, found: "ReprintList | None") -> None:
        if self.shown is not None and row.id == self.shown.id:
            self._reprint = found
            self._show_list()

    def _show_list(self) -> None:
        details, desk = Details(self.context), self.desk
        if desk is not None:
            self._add_checklist(details, desk)
        if self.shown is not None:
            add_packet(details, self.context, self.shown, self._reprint)
        details.setObjectName("clear")
        self.list.setWidget(details)

    def _add_checklist(self, details: Details, desk: BidDesk) -> None:
        """Add everything that keeps the bid from being ready, each with its own sentence."""
        missing = [
            *(price_failures(desk.bid) if desk.bid is not None else ()),
            *(capacity_failures(desk.bid, desk.capacity) if desk.bid is not None else ()),
            *paper_failures(desk.papers),
        ]
        if desk.bid is None:
            details.note(self.text(N_("▲ There is no bid yet. Start it first.")))
        elif not missing:
            details.badge(State.READY, self.text(N_("nothing is missing")))
        else:
            said = self.context.locale.plural(N_("{n} thing is missing"), N_("{n} things are missing"), len(missing))
            details.badge(State.BLOCKED, said)
        for failure in missing:
            details.widget(label(f"■ {self.context.locale.explain(failure)}", tone="blocked", wrap=True))

    # What can be done.

    def build_now(self) -> None:
        """Build the packet beside the interface; what was built before stays as an older version."""
        if self._busy or self.desk is None or self.desk.bid is None:
            return
        self._set_busy(busy=True)
        self.context.worker.long(
            packet_jobs.build, self.desk.bid.id, owner=self, done=self._built, failed=self._not_built
        )

    def _built(self, row: PacketRow) -> None:
        self._set_busy(busy=False)
        self._is_fresh = True
        sentence = N_("The packet is built: {pages} pages, {folios} folios, every one read back.")
        self.context.shell.tell(self.text(sentence, pages=row.pages, folios=row.folios))

    def _not_built(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.context.shell.problem(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.build.setEnabled(not busy)
        self.build.setText(self.text(N_("Building …")) if busy else self.text(N_("Build the packet")))

    def ask_where_to_save(self) -> None:
        """Ask for the folder that takes the packet."""
        ask_for_folder(self, self.text(N_("Save to a folder …")), self.save_to)

    def save_to(self, folder: Path) -> None:
        """Write the PDF, and beside it the untouched files."""
        if self.shown is not None:
            self.context.worker.long(packet_jobs.save, self.shown.id, folder, owner=self, done=self._saved)

    def _saved(self, path: Path) -> None:
        self.context.shell.tell(self.text(N_("Saved as {path}"), path=str(path)))

    def print_now(self) -> None:
        """Print the pages that are shown."""
        if self.view is not None:
            self.view.print()

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        (self.build if self.build.isEnabled() else self.list).setFocus()
