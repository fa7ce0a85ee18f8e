"""Labels of a lot: for the lot itself or for each of its crates, on whole or begun sheets; shown before they are printed."""

import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.labels import LabelPaper
from sse_desktop.queries.labels import LotForLabels, lot_for_labels
from sse_desktop.ui.context import Context
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.form import Form
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.number_fields import IntegerField
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

LOT, CRATES = "lot", "crates"
PANEL_PX = 420


class LabelPanel(QWidget):
    """Asks what is printed for a lot. `chosen` carries the wish as named values of `print_labels`."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, lot: LotForLabels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lot = lot
        text = context.text
        kinds = [(LOT, text(N_("the whole lot"))), (CRATES, text(N_("each crate, numbered")))]
        packings = [
            (one.container_kind_id, text(N_("{units} in one {container}"), units=one.units, container=one.container))
            for one in lot.packings
        ]
        self.what = ChoiceField(context, "what", N_("Labels for"), kinds)
        self.count = IntegerField(context, "count", N_("How many labels"))
        self.packing = ChoiceField(context, "container_kind_id", N_("What a crate holds"), packings, required=False)
        self.paper = ChoiceField(context, "paper", N_("Label paper"), [(one, text(one.label)) for one in LabelPaper])
        hint = N_("On a begun sheet: count from the left upper corner, row by row.")
        self.first = IntegerField(context, "first", N_("First free label of the sheet"), hint=hint)
        self.form: Form[dict[str, Any]] = Form(
            context, dict, [self.what, self.count, self.packing, self.paper, self.first]
        )
        self.form.fill({"count": 1, "first": 1, "what": CRATES if lot.containers else LOT})
        if lot.packings:
            self.packing.set_value(lot.packings[0].container_kind_id)
        self.show_labels = button(text(N_("Show the labels")), "primary")
        cancel = button(text(N_("Cancel")))
        self._lay_out(cancel)
        self.what.edited.connect(self._follow)
        self.paper.edited.connect(self._follow_paper)
        self.show_labels.clicked.connect(self.form.commit)
        cancel.clicked.connect(self.given_up)
        self.form.committed.connect(self.chosen)
        self._follow()

    def _lay_out(self, cancel: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_labels)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)

    def _follow(self) -> None:
        """Propose as many labels as crates came with the lot, and ask what one holds only for crates."""
        is_crates = self.what.read() == CRATES
        self.packing.setVisible(is_crates and bool(self.lot.packings))
        self.count.set_value(max(self.lot.containers, 1) if is_crates else 1)

    def _follow_paper(self) -> None:
        self.first.setVisible(self.paper.read() is not LabelPaper.ONE)
        if self.first.isHidden():
            self.first.set_value(1)


def ask_for_labels(page: Page, lot_id: uuid.UUID) -> None:
    """Open the panel for a lot in the inspector of a page, over a desk; the labels are shown as they will be printed."""
    page.read(lot_for_labels, lot_id, done=partial(_open, page))


def _open(page: Page, lot: LotForLabels) -> None:
    panel = LabelPanel(page.context, lot)
    panel.chosen.connect(partial(_show, page, lot))
    title = page.text(N_("Labels · {lot}"), lot=lot.code)
    if isinstance(page, Desk):  # its surface needs the whole width
        panel.given_up.connect(page.context.shell.close_sheet)
        panel.setMaximumWidth(PANEL_PX)
        page.context.shell.open_sheet(title, panel)
    else:
        panel.given_up.connect(page.close_inspector)
        page.inspect(title, panel)
    panel.what.setFocus()


def _show(page: Page, lot: LotForLabels, typed: dict[str, Any]) -> None:
    context = page.context
    title = page.text(N_("Labels · {lot}"), lot=lot.code)

    def done(data: bytes) -> None:
        context.shell.show_pdf(title, data, f"{lot.code}.pdf")

    context.worker.long(labels_pdf, lot.id, typed, owner=page, done=done)


def labels_pdf(workspace: "Workspace", lot_id: uuid.UUID, typed: dict[str, Any], *, progress: Progress) -> bytes:
    """Return the labels; runs beside the interface."""
    from sse_desktop.prints.labels import LabelWish, print_labels

    progress.step(0, 1)
    is_crates = typed["what"] == CRATES
    wish = LabelWish(
        lot_id=lot_id,
        crates=typed["count"] if is_crates else 0,
        copies=0 if is_crates else typed["count"],
        container_kind_id=typed["container_kind_id"],
        paper=typed["paper"],
        first=typed["first"],
    )
    return print_labels(workspace, wish)
