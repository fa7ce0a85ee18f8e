"""A register whose records are entered in the inspector: forms open there, and the record stands there when it was saved."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Question
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.register import Register

Row = TypeVar("Row")


class RecordsPage(Register[Row], Generic[Row]):
    """Base of the registers of partners, meetings, prospects and agreements."""

    def open_form(self, title: str, panel: FormPanel, row: Row | None = None, *, said: str = N_("Saved.")) -> None:
        """Open a form; saved or given up, the row it belongs to is shown again, or the new one."""
        if row is None:
            self.table.clearSelection()
        panel.done.connect(partial(self._form_done, row, said))
        panel.given_up.connect(partial(self._given_up, row))
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def run(self, command: Callable[..., Any], *args: Any, said: str, **named: Any) -> None:
        """Run a command and tell (msgid) that it was done."""
        self.write(command, *args, done=partial(self._told, said), **named)

    def ask_why(self, sentence: str, confirm: str, command: Callable[..., Any], *args: Any, said: str,
                danger: bool = False) -> None:  # fmt: skip
        """Ask for a reason (sentence ready to be shown), then run the command with it."""

        def confirmed(reason: str) -> None:
            self.write(command, *args, reason, done=partial(self._told, said))

        reason = self.text(N_("Reason"))
        self.context.shell.ask(Question(sentence, self.text(confirm), confirmed, reason=reason, danger=danger))

    def with_row(self, act: Callable[[Row], object]) -> None:
        """Act on the row under the cursor, or say that one must be chosen."""
        row = self.selected_row()
        if row is None:
            self.context.shell.tell(self.text(N_("Choose a row first.")), state="to_do")
        else:
            act(row)

    def back_to(self, row: Row | None) -> None:
        """Show a row in the inspector again and give the table the keyboard."""
        if row is None:
            self.close_inspector()
        else:
            self.chosen(row)
        self.table.setFocus()

    # Private.

    def _given_up(self, row: Row | None) -> None:
        self.back_to(row)

    def _form_done(self, row: Row | None, said: str, result: Any) -> None:
        self.context.shell.tell(self.text(said))
        self.table.setFocus()
        self.close_inspector()
        made = result if isinstance(result, uuid.UUID) else None
        self.show_record(self.key_of(row) if row is not None else made)

    def _told(self, said: str, _result: object) -> None:
        self.context.shell.tell(self.text(said))


def words_of(*parts: str) -> str:
    """Return the parts that say something, with dots between them."""
    return " · ".join(part for part in parts if part)


def first_line(text: str) -> str:
    """Return the first line of a longer text."""
    lines: Sequence[str] = text.splitlines()
    return lines[0] if lines else ""
