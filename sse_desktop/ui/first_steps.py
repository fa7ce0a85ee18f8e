"""The first steps of a new cooperative, each with the page where it is done; the card goes away when all are done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.labels import Badge, Card, label


@dataclass(slots=True)
class Known:
    """How much there is already."""

    products: int = 0
    containers: int = 0
    members: int = 0
    weigh_ins: int = 0
    has_tax_number: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.products and self.members and self.weigh_ins)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do first: msgids, how to tell that it is done, and where."""

    title: str
    why: str
    is_done: Callable[[Known], bool]
    opens: str
    page: str


STEPS = (
    Step(N_("Products"), N_("What families bring and buyers ask for, with grades and the weight of a unit."), lambda known: known.products > 0, N_("Enter products"), "products"),
    Step(N_("Containers"), N_("Weigh one empty crate of each kind: its weight is taken off at the scale."), lambda known: known.containers > 0, N_("Enter containers"), "containers"),
    Step(N_("Members"), N_("Enter them one by one, or import the list you have in a spreadsheet."), lambda known: known.members > 0, N_("Enter members"), "members"),
    Step(N_("First weigh-in"), N_("A load over the scale becomes a ticket, and the ticket goes into a lot."), lambda known: known.weigh_ins > 0, N_("Weigh in"), "weigh_in"),
    Step(N_("Your own data"), N_("Tax number, representative and address stand at the head of every paper."), lambda known: known.has_tax_number, N_("Enter them"), "cooperative"),
)  # fmt: skip


class FirstSteps(Card):
    """Done ones carry a disc, the others their button."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text(N_("First steps")), parent)
        self.context = context
        self.badges: list[Badge] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for row, step in enumerate(STEPS):
            grid.addWidget(label(f"{row + 1}", "section", tone="soft"), row, 0)
            words = label(context.text(step.title), "strong")
            grid.addWidget(words, row, 1)
            grid.addWidget(label(context.text(step.why), tone="soft", wrap=True), row, 2)
            grid.addWidget(self._badge(), row, 3, Qt.AlignmentFlag.AlignRight)
            opens = button(context.text(step.opens))
            opens.clicked.connect(partial(context.shell.go, step.page))
            grid.addWidget(opens, row, 4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 4)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_known(self, known: Known) -> None:
        """Mark what is done."""
        for badge, step in zip(self.badges, STEPS, strict=True):
            if step.is_done(known):
                badge.show_state(State.READY, self.context.text(N_("done")))
            else:
                badge.show_state(State.TO_DO, self.context.text(N_("to do")))

    def _badge(self) -> Badge:
        badge = Badge()
        self.badges.append(badge)
        return badge
