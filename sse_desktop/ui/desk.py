"""A page of kind desk: a surface for one job, its steps visible across the top, its result beside it."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.page import Page
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.layouts import scrolling
from sse_desktop.ui.widgets.steps import StepBar, StepButton


class Desk(Page):
    """Base of every desk. With steps: `add_step` for each, `set_state` as they become known. Without: `set_surface` alone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._steps: dict[str, StepButton] = {}
        self.steps = StepBar(context.text(N_("Steps")))
        self.steps.hide()
        self._surfaces = QStackedWidget()
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.steps)
        column.addWidget(self._surfaces, 1)
        self.set_body(ground)
        self.steps.chosen.connect(self._surfaces.setCurrentIndex)
        self.steps.chosen.connect(self._chosen)

    def set_surface(self, surface: QWidget) -> None:
        """Show the one surface of a desk that has no steps."""
        self._surfaces.addWidget(scrolling(surface))

    def add_step(self, key: str, title: str, surface: QWidget) -> None:
        """Add a step (title: msgid) with the surface it shows."""
        self._steps[key] = self.steps.add(self.text(title))
        self._surfaces.addWidget(scrolling(surface))
        self.steps.show()
        if len(self._steps) == 1:
            self.steps.choose(0)

    def set_state(self, key: str, state: State, word: str) -> None:
        """Say how a step stands, in a word or a few that are ready to be shown."""
        self._steps[key].show_state(state, word)

    def go_to(self, key: str) -> None:
        """Show the surface of a step."""
        self.steps.choose(list(self._steps).index(key))

    @property
    def step_keys(self) -> tuple[str, ...]:
        """Keys of all steps, in order."""
        return tuple(self._steps)

    @property
    def step(self) -> str:
        """Key of the step that is shown; empty when the desk has none."""
        return list(self._steps)[self._surfaces.currentIndex()] if self._steps else ""

    def step_shown(self, key: str) -> None:
        """Called when a step comes into view; a subclass reads what it needs."""

    def _chosen(self, number: int) -> None:
        self.step_shown(list(self._steps)[number])
