"""What the steps of the bid desk share: the reason for their state on top, and the ways to read, write and open forms."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.ui.bid_weeks import WeeksPanel
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.page import Page
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.labels import label, set_tone
from sse_desktop.ui.widgets.message_bar import TONES

# With a form open on the right there is room for one card only.
WIDE_PX: Final = 900
HANDED_IN: Final = frozenset({BidState.SUBMITTED, BidState.WON, BidState.LOST})


class BidStep(QWidget):
    """Base of the steps. A subclass puts its surface into `column` and shows the desk in `show_desk`."""

    key = ""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.context: Context = page.context
        self.desk: BidDesk | None = None
        self.reason = label("", "strong", wrap=True, selectable=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(self.reason)

    def show_desk(self, desk: BidDesk) -> None:
        """Show how the step stands; a subclass goes on with its own surface."""
        self.desk = desk
        step = next(step for step in desk.steps if step.step == self.key)
        self.say(State(step.state.value), self.text(step.sentence, **step.facts))

    def say(self, state: State, words: str) -> None:
        """Show the reason with its shape."""
        self.reason.setText(f"{state.shape} {words}")
        set_tone(self.reason, TONES[state])

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        self.setFocus()

    def print_step(self) -> bool:
        """Show the paper of this step, and tell whether it has one; without one Ctrl+P shows the packet."""
        return False

    @property
    def is_draft(self) -> bool:
        """Whether the bid may be changed."""
        return self.desk is not None and self.desk.bid is not None and self.desk.bid.state is BidState.DRAFT

    @property
    def is_handed_in(self) -> bool:
        """Whether the buyer has the bid, so that nothing of it can follow what is changed here."""
        return self.desk is not None and self.desk.bid is not None and self.desk.bid.state in HANDED_IN

    def text(self, message: str, **facts: Any) -> str:
        return self.context.text(message, **facts)

    def read(self, query: Callable[..., Any], *args: Any, done: Callable[[Any], None], **named: Any) -> None:
        self.context.worker.read(query, *args, owner=self, done=done, **named)

    def write(self, command: Callable[..., Any], *args: Any, said: str = "", done: Callable[[], object] | None = None,
              failed: Callable[[Exception], None] | None = None, **named: Any) -> None:  # fmt: skip
        """Run a command; `said` (msgid) is told when it was done. The desk itself reads anew after the commit."""
        finished = partial(self._written, said, done)
        self.context.worker.write(command, *args, owner=self, done=finished, failed=failed, **named)

    def open_form(self, title: str, panel: FormPanel | WeeksPanel, *, said: str = N_("Saved.")) -> None:
        """Open a form in the inspector of the desk."""
        panel.done.connect(partial(self._form_done, said))
        panel.given_up.connect(self.page.close_inspector)
        self.page.inspect(title, panel)
        panel.form.first().setFocus()

    def _form_done(self, said: str, _result: object) -> None:
        self.page.close_inspector()
        self.context.shell.tell(self.text(said))

    def _written(self, said: str, done: Callable[[], object] | None, _result: object) -> None:
        if said:
            self.context.shell.tell(self.text(said))
        if done is not None:
            done()
