"""Tenders: what public buyers ask for, how long bids are taken, and how far we are with each."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop import clock
from sse_desktop.commands.tenders import drop_tender, reopen_tender
from sse_desktop.domain.errors import N_
from sse_desktop.queries.tenders import TenderDetail, TenderRow, TenderState, tender, tenders
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.inbox import Inbox, inbox_of, open_inbox
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.tender_details import tender_details
from sse_desktop.ui.tender_words import deadline_words, decision_mark, state_mark, time_left
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

DESK: Final = "tenders.desk"
STATES: Final[dict[str, frozenset[TenderState] | None]] = {
    "": None,
    "open": frozenset({TenderState.OPEN, TenderState.PREPARING, TenderState.SUBMITTED}),
    "over": frozenset({TenderState.WON, TenderState.LOST, TenderState.CLOSED}),
    "dropped": frozenset({TenderState.DROPPED}),
}
DECISIONS: Final[dict[str, frozenset[bool | None] | None]] = {
    "": None,
    "go": frozenset({True}),
    "no_go": frozenset({False}),
    "none": frozenset({None}),
}


class TendersPage(Register[TenderRow]):
    """The register of tenders."""

    depends_on = frozenset({"tender", "tender_item", "bid", "bid_line", "tender_decision"})
    name = "tenders"
    title = N_("Tenders")
    search_hint = N_("Reference, title or buyer")
    empty = Empty(
        N_("No tenders yet"),
        N_(
            "A tender is what a public buyer asks for. Import its notice, drop the file here, or type it in and paste its lines."
        ),
    )
    filters = (
        Filter("state", N_("Which tenders"), (("", N_("All tenders")), ("open", N_("Open")), ("over", N_("Decided or closed")), ("dropped", N_("Dropped")))),
        Filter("decision", N_("Decision"), (("", N_("Decided or not")), ("go", N_("We go on")), ("no_go", N_("We don't bid")), ("none", N_("Not decided")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.inbox = inbox_of(context)
        self.inbox.changed.connect(self.offer)
        self.offer()

    def make_columns(self) -> tuple[Column[Any], ...]:
        context = self.context
        return (
            Column(N_("Reference"), lambda row: row.reference, 130),
            Column(N_("Title"), lambda row: row.title, 150, stretch=True),
            Column(N_("Buyer"), lambda row: row.buyer, 150, secondary=True),
            Column(
                N_("Deadline"), lambda row: deadline_words(context, row.deadline, stated=row.deadline_stated), 150,
                secondary=True,
            ),
            Column(N_("Time left"), lambda row: time_left(context, row), 110),
            Column(N_("State"), lambda row: state_mark(context, row.state), 140),
            Column(N_("Decision"), lambda row: decision_mark(context, row.goes_on), 110, secondary=True),
            Column(N_("Value"), lambda row: row.value, 110, right=True, secondary=True),
            Column(N_("Our offer"), lambda row: row.bid_total, 110, right=True),
        )  # fmt: skip

    def offered(self) -> Sequence[Action]:
        inbox: Inbox | None = getattr(self, "inbox", None)  # asked for while the page is still being made
        new = Action(N_("New in the inbox …"), partial(open_inbox, self.context), icon="folder")
        return (
            Action(N_("Import a notice …"), self.import_notice, key="Ctrl+I", primary=True, icon="folder"),
            Action(N_("Type a tender in"), self.enter_by_hand, key="Ctrl+N", icon="add"),
            *((new,) if inbox is not None and inbox.waiting else ()),
        )

    def source(self, view: View) -> Callable[..., Sequence[TenderRow]]:
        states, decision = STATES[view.filters.get("state", "")], DECISIONS[view.filters.get("decision", "")]
        return partial(tenders, now=clock.now(), states=states, search=view.words, decision=decision)

    # The inspector.

    def chosen(self, row: TenderRow) -> None:
        self.read(tender, row.id, clock.now(), done=self.show_tender)

    def opened(self, row: TenderRow) -> None:
        self.context.shell.go(DESK, row.id)

    def show_tender(self, found: TenderDetail) -> None:
        """Show the facts of a tender, what was doubtful in its file, and our bid."""
        is_dropped = found.state is TenderState.DROPPED
        again = Action(N_("Take it up again"), partial(self.take_up_again, found.id))
        drop = Action(N_("Drop it …"), partial(self.ask_to_drop, found.id, found.title))
        self.inspect(
            found.title or found.reference,
            tender_details(self.context, found),
            actions=(
                Action(N_("Open the bid desk"), partial(self.context.shell.go, DESK, found.id), primary=True),
                Action(N_("Change"), partial(self.change, found)),
                Action(N_("Lines …"), partial(self.paste_lines, found)),
                Action(N_("Documents …"), partial(self.show_documents, found)),
                Action(N_("Questions and changes"), partial(self.context.shell.go, "tenders.questions", found.id)),
                Action(N_("Self-declaration (ESPD)"), partial(self.context.shell.go, "espd", found.id)),
                again if is_dropped else drop,
            ),
        )

    def row_actions(self, row: TenderRow) -> Sequence[Action]:
        is_dropped = row.state is TenderState.DROPPED
        again = Action(N_("Take it up again"), partial(self.take_up_again, row.id))
        drop = Action(N_("Drop it …"), partial(self.ask_to_drop, row.id, row.title))
        return (
            Action(N_("Open the bid desk"), partial(self.opened, row)),
            Action(N_("Change"), partial(self.read, tender, row.id, clock.now(), done=self.change)),
            again if is_dropped else drop,
        )

    # What can be done.

    def import_notice(self) -> None:
        """Ask for files and open the sheet that reads them."""
        from sse_desktop.ui.tender_files import ask_for_files
        from sse_desktop.ui.tender_import_sheet import FILES

        ask_for_files(self, self.text(N_("Import a notice …")), FILES, self.take_files)

    def take_files(self, files: Sequence[Path]) -> None:
        from sse_desktop.ui.tender_import_sheet import NoticeImport

        self.context.shell.open_sheet(self.text(N_("Import a notice")), NoticeImport(self.context, files))

    def enter_by_hand(self) -> None:
        """Open the form for a tender that is in no file."""
        from sse_desktop.ui.tender_form import open_new_tender

        open_new_tender(self.context, self.entered)

    def entered(self, tender_id: uuid.UUID, title: str) -> None:
        """Go on with the lines of a tender that was typed in."""
        from sse_desktop.ui.tender_paste import open_paste

        self.show_record(tender_id)
        self.context.shell.tell(self.text(N_("Saved. Now paste or type what the buyer asks for.")))
        open_paste(self.context, tender_id, title)

    def change(self, found: TenderDetail) -> None:
        """Open the form of a tender."""
        from sse_desktop.ui.tender_form import open_tender

        open_tender(self.context, found)

    def paste_lines(self, found: TenderDetail) -> None:
        """Open the sheet for the lines of a tender."""
        from sse_desktop.ui.tender_paste import open_paste

        open_paste(self.context, found.id, found.title, found.buyer_id)

    def show_documents(self, found: TenderDetail) -> None:
        """Open the documents of a tender."""
        from sse_desktop.ui.tender_documents import open_documents

        open_documents(self.context, found.id, found.title)

    def ask_to_drop(self, tender_id: uuid.UUID, title: str) -> None:
        """Ask why we don't bid."""
        drop = partial(self.write, drop_tender, tender_id)
        told = partial(self.tell, N_("“{title}” was dropped."), title)
        self.context.shell.ask(
            Question(
                self.text(N_("Drop “{title}”? It stays in the list with its reason."), title=title),
                self.text(N_("Drop it")),
                lambda reason: drop(reason, done=told),
                reason=self.text(N_("Why we don't bid")),
            )
        )

    def take_up_again(self, tender_id: uuid.UUID) -> None:
        """Take a dropped tender up again."""
        self.write(reopen_tender, tender_id, done=partial(self.tell, N_("The tender was taken up again."), ""))

    def tell(self, sentence: str, title: str, _result: object = None) -> None:
        self.context.shell.tell(self.text(sentence, title=title))
        self.refresh_inspector()

    def refresh_inspector(self) -> None:
        """Show the chosen tender as it is now."""
        row = self.selected_row()
        if row is not None:
            self.chosen(row)
