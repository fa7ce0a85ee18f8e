"""What can be done with a what-if: begin, change and copy it, archive it, and make it what a tender asks for."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from sse_desktop import clock
from sse_desktop.commands.what_if_tenders import Applied, ask_as_in_what_if, make_tender_of_what_if
from sse_desktop.commands.what_ifs import archive_what_if
from sse_desktop.domain.errors import N_
from sse_desktop.queries.buyers import BuyerRow, buyers
from sse_desktop.queries.tenders import TenderRow, tenders
from sse_desktop.queries.what_ifs import WhatIfResult
from sse_desktop.ui.context import Question
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.page import Page
from sse_desktop.ui.what_if_forms import change_what_if_panel, copy_panel, into_tender_panel, new_what_if_panel

DESK: Final = "tenders.desk"


class WhatIfGround(Page):
    """What the moves need of the page: the what-if that is shown, and the tender that the person came from."""

    result: WhatIfResult | None = None
    is_archive = False
    tender_id: uuid.UUID | None = None

    def take_up(self, what_if_id: uuid.UUID) -> None:
        """Show another what-if."""
        raise NotImplementedError

    def tell(self, said: str) -> Callable[[object], None]:
        """Return what tells, after a command, that it was done (msgid)."""
        return lambda _result: self.context.shell.tell(self.text(said))


class WhatIfMoves:
    """The moves of a page; they act on the what-if that it shows."""

    def __init__(self, page: WhatIfGround) -> None:
        self.page = page
        self.context = page.context

    def new(self) -> None:
        """Open the empty form of a what-if."""

        def show(known: Sequence[BuyerRow]) -> None:
            self._open(self.page.text(N_("New what-if")), new_what_if_panel(self.context, known))

        self.page.read(buyers, done=show)

    def change(self) -> None:
        """Open the form of the what-if."""
        if self.page.result is not None:
            row = self.page.result.row

            def show(known: Sequence[BuyerRow]) -> None:
                self._open(row.title, change_what_if_panel(self.context, known, row))

            self.page.read(buyers, done=show)

    def copy(self) -> None:
        """Ask for the title of a copy."""
        if self.page.result is not None:
            self._open(self.page.text(N_("Copy")), copy_panel(self.context, self.page.result.row))

    def archive(self) -> None:
        """Take the what-if out of the list, or back in."""
        if self.page.result is not None:
            said = N_("It is back in the lists.") if self.page.is_archive else N_("It is in the archive now.")
            self.page.write(
                archive_what_if, self.page.result.row.id, archived=not self.page.is_archive, done=self.page.tell(said)
            )

    def ask_to_make(self) -> None:
        """Ask before a tender is made."""
        if self.page.result is not None:
            row = self.page.result.row
            make = partial(self.page.write, make_tender_of_what_if, row.id, done=self._made)
            sentence = self.page.text(N_("Make a tender of “{title}”, with its lines and weeks?"), title=row.title)
            self.context.shell.ask(Question(sentence, self.page.text(N_("Make the tender")), lambda _reason: make()))

    def _made(self, tender_id: uuid.UUID) -> None:
        self.context.shell.go(DESK, tender_id)
        self.context.shell.tell(self.page.text(N_("The tender was made. Type its deadline and its papers.")))

    def choose_tender(self) -> None:
        """Open the form that asks for the tender."""
        self.page.read(tenders, clock.now(), done=self._offer_tenders)

    def _offer_tenders(self, rows: Sequence[TenderRow]) -> None:
        if self.page.result is None:
            return
        if not rows:
            self.context.shell.tell(
                self.page.text(N_("There is no tender yet. Make one of this what-if.")), state="to_do"
            )
            return
        panel = into_tender_panel(self.context, self.page.result.row, rows)
        self._open(self.page.text(N_("Into a tender")), panel, done=lambda applied: self._applied(None, applied))

    def into_wanted(self) -> None:
        """Write the weeks into the tender that the person came from, and go back there."""
        if self.page.result is not None and self.page.tender_id is not None:
            done = partial(self._applied, self.page.tender_id)
            self.page.write(ask_as_in_what_if, self.page.tender_id, self.page.result.row.id, done=done)

    def _applied(self, tender_id: uuid.UUID | None, applied: Applied) -> None:
        self.page.close_inspector()
        if tender_id is not None:
            self.page.tender_id = None
            self.page.offer()
            self.context.shell.go(DESK, tender_id)
        sentence = N_("Lines with new weeks: {changed}; lines added: {added}.")
        self.context.shell.tell(self.page.text(sentence, changed=applied.changed, added=applied.added))

    # Private.

    def _open(self, title: str, panel: FormPanel, done: Callable[[Applied], None] | None = None) -> None:
        panel.done.connect(done or self._form_done)
        panel.given_up.connect(self.page.close_inspector)
        self.page.inspect(title, panel)
        panel.form.first().setFocus()

    def _form_done(self, result: object) -> None:
        self.page.close_inspector()
        self.context.shell.tell(self.page.text(N_("Saved.")))
        if isinstance(result, uuid.UUID):
            self.page.take_up(result)
