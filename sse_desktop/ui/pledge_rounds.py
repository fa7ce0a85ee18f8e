"""The round that the pledges page shows: chosen, opened, looked at, closed and opened again."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from sse_desktop.commands.pledge_rounds import archive_pledge_round, close_pledge_round, reopen_pledge_round
from sse_desktop.domain.errors import N_
from sse_desktop.queries.pledge_rounds import Answers, PledgeRoundRow, pledge_rounds, round_answers
from sse_desktop.queries.products import ProductRow
from sse_desktop.ui.context import Action, Question
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.page import Page
from sse_desktop.ui.pledge_round_form import round_details, round_panel
from sse_desktop.ui.pledge_words import round_words


class RoundChoice(QObject):
    """Holds the rounds and which of them is shown; None: any weeks. `products` gives what can be pledged."""

    chosen = Signal()
    answered = Signal()

    def __init__(self, page: Page, products: Callable[[], Sequence[ProductRow]]) -> None:
        super().__init__(page)
        self._page = page
        self._products = products
        self.row: PledgeRoundRow | None = None
        self.rows: Sequence[PledgeRoundRow] = ()
        self.answers: Sequence[Answers] = ()
        self._wanted: uuid.UUID | None = None
        self._is_untouched = True
        self.combo = QComboBox()
        self.combo.setAccessibleName(page.text(N_("Pledge round")))
        self.combo.addItem(page.text(N_("No round")))
        self.combo.setMinimumWidth(250)
        self.combo.setMaximumWidth(260)
        self.combo.currentIndexChanged.connect(self._picked)

    # What the page asks.

    def read(self) -> None:
        """Read the rounds and who answered the chosen one."""
        self._page.read(pledge_rounds, done=self._arrived)

    def words(self, above: int) -> str:
        """Return how the chosen round stands."""
        if self.row is None:
            return ""
        return round_words(self._page.context, self.row, self.answers[0] if self.answers else None, above)

    def offered(self) -> Sequence[Action]:
        """Return what can be done with rounds."""
        new = Action(N_("New round"), self.new, key="Ctrl+N", primary=True, icon="add")
        return (new,) if self.row is None else (new, Action(N_("The round"), self.show))

    def new(self) -> None:
        """Open an empty form."""
        self._open(self._page.text(N_("New round")), round_panel(self._page.context, self._products()))

    def show(self) -> None:
        """Show the round in the inspector."""
        row = self.row
        if row is not None and self.answers:
            page = self._page
            page.inspect(row.title, round_details(page.context, row, self.answers), actions=self._actions(row))

    # Private.

    def _actions(self, row: PledgeRoundRow) -> Sequence[Action]:
        archive = Action(N_("Archive"), partial(self._archive, row))
        if row.closed_on is not None:
            return (Action(N_("Open it again"), partial(self._reopen, row)), archive)
        return (
            Action(N_("Close the round"), partial(self._ask_to_close, row), primary=True),
            Action(N_("Change"), partial(self._change, row)),
            archive,
        )

    def _change(self, row: PledgeRoundRow) -> None:
        self._open(row.title, round_panel(self._page.context, self._products(), row))

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(self._saved)
        panel.given_up.connect(self._page.close_inspector)
        self._page.inspect(title, panel)
        panel.form.first().setFocus()

    def _saved(self, result: Any) -> None:
        self._wanted = result if isinstance(result, uuid.UUID) else self._wanted
        self._page.close_inspector()
        self._page.context.shell.tell(self._page.text(N_("Saved.")))
        self._page.become_stale()

    def _ask_to_close(self, row: PledgeRoundRow) -> None:
        sentence = N_("Close the round “{title}”? What is pledged now is kept as planned; how far pledges are kept is learned from it.")  # fmt: skip
        text = self._page.text
        closed = partial(self._run, close_pledge_round, row.id, said=N_("The round is closed."))
        self._page.context.shell.ask(
            Question(text(sentence, title=row.title), text(N_("Close the round")), lambda _reason: closed())
        )

    def _reopen(self, row: PledgeRoundRow) -> None:
        self._run(reopen_pledge_round, row.id, said=N_("The round is open again."))

    def _archive(self, row: PledgeRoundRow) -> None:
        self._run(archive_pledge_round, row.id, said=N_("The round is in the archive now."))

    def _run(self, command: Callable[..., Any], round_id: uuid.UUID, *, said: str) -> None:
        self._page.write(command, round_id, done=partial(self._told, said))

    def _told(self, said: str, _result: object) -> None:
        self._page.close_inspector()
        self._page.context.shell.tell(self._page.text(said))
        self._page.become_stale()

    def _arrived(self, rows: Sequence[PledgeRoundRow]) -> None:
        before, self.rows = self.row, rows
        wanted = self._wanted or (before.id if before is not None else self._at_first())
        self._wanted = None
        self.row = next((row for row in rows if row.id == wanted), None)
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([self._page.text(N_("No round")), *(row.title for row in rows)])
        self.combo.setCurrentIndex(rows.index(self.row) + 1 if self.row is not None else 0)
        self.combo.blockSignals(False)
        if self.row != before:
            self._tell()
        elif self.row is not None:
            self._page.read(round_answers, self.row.id, done=self._know_answers)

    def _at_first(self) -> uuid.UUID | None:
        """Return the newest open round until a person chose one, or none."""
        return next((row.id for row in self.rows if row.closed_on is None), None) if self._is_untouched else None

    def _picked(self, at: int) -> None:
        self._is_untouched = False
        self.row = self.rows[at - 1] if at > 0 else None
        self._tell()

    def _tell(self) -> None:
        self.answers = ()
        if self.row is not None:
            self._page.read(round_answers, self.row.id, done=self._know_answers)
        self.chosen.emit()
        self._page.offer()

    def _know_answers(self, found: Sequence[Answers]) -> None:
        self.answers = found
        self.answered.emit()
