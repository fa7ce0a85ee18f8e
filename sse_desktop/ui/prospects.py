"""Prospects: needs heard of before any notice. They become a tender in one step, or are dropped with a reason."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.prospects import archive_prospect, drop_prospect, make_tender_of_prospect, take_up_prospect
from sse_desktop.domain.errors import N_
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.queries.prospects import ProspectRow, ProspectState, prospects
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.partner_prints import show_prospect_questions
from sse_desktop.ui.partner_words import channel_line, channel_words
from sse_desktop.ui.prospects_form import change_prospect_panel, new_prospect_panel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

SHAPES: Final = {
    ProspectState.OPEN: State.TO_DO,
    ProspectState.TENDER: State.READY,
    ProspectState.DROPPED: State.QUIET,
}


class ProspectsPage(RecordsPage[ProspectRow]):
    """The register of prospects."""

    depends_on = frozenset({"prospect", "meeting", "tender", "buyer"})
    name = "prospects"
    title = N_("Prospects")
    search_hint = N_("What is needed, buyer or who could supply it")
    empty = Empty(
        N_("No prospects yet"),
        N_(
            "A prospect is a need heard of before any notice. Note volumes and seasons, and take the questions to a talk."
        ),
    )
    filters = (
        Filter(
            "which", N_("Which prospects"),
            (("", N_("All prospects")), ("open", N_("Open")), ("tender", N_("Became a tender")), ("dropped", N_("Dropped")), ("archived", N_("Archived"))),
        ),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("What is needed"), lambda row: row.title, 200, stretch=True),
            Column(N_("Buyer"), lambda row: row.buyer_name, 160),
            Column(N_("Volumes"), lambda row: row.volumes.replace("\n", " "), 150, secondary=True),
            Column(N_("Seasons"), lambda row: row.seasons.replace("\n", " "), 130, secondary=True),
            Column(N_("Channel"), lambda row: channel_words(self.context, row.channel), 130, secondary=True),
            Column(N_("Expected on"), lambda row: row.expected_on, 110),
            Column(N_("State"), lambda row: Mark(SHAPES[row.state], self.text(row.state.label)), 130),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New prospect"), self.new_prospect, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Questions to take along"), self.print_page, icon="print"),
        )

    def to_begin(self) -> Sequence[Action]:
        return self.offered()[:1]

    def source(self, view: View) -> Callable[..., Sequence[ProspectRow]]:
        return partial(prospects, state=view.filters.get("which", ""), search=view.words)

    def show_record(self, record: object) -> None:
        match record:
            case (uuid.UUID() as meeting,):
                self.new_prospect({"meeting_id": meeting})
            case _:
                super().show_record(record)

    # The inspector.

    def chosen(self, row: ProspectRow) -> None:
        details = Details(self.context).badge(SHAPES[row.state], self.text(row.state.label))
        details.fact(N_("Why it was dropped"), row.dropped_reason)
        details.fact(N_("Buyer"), row.buyer_name).fact(N_("Heard on"), row.heard_on)
        details.fact(N_("Notice expected on"), row.expected_on)
        day = row.expected_on or self.context.today()
        details.fact(N_("Channel"), channel_line(self.context, row.channel, day))
        details.fact(N_("Came of the meeting"), row.meeting)
        details.fact(N_("Volumes"), row.volumes).fact(N_("Seasons"), row.seasons)
        details.fact(N_("Which share could be reserved"), row.could_be_reserved)
        details.fact(N_("Who could supply it"), row.could_supply).fact(N_("Note"), row.note)
        self.inspect(row.title, details, actions=self.row_actions(row))

    def opened(self, row: ProspectRow) -> None:
        if row.tender_id is not None:
            self.context.shell.go("tenders", row.tender_id)
        else:
            self.change(row)

    def row_actions(self, row: ProspectRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            *self._ways(row),
            Action(N_("Questions to take along"), partial(show_prospect_questions, self, row), icon="print"),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    def _ways(self, row: ProspectRow) -> Sequence[Action]:
        tender = Action(N_("Make it a tender"), partial(self.make_tender, row), primary=True)
        match row.state:
            case ProspectState.TENDER:
                go = partial(self.context.shell.go, "tenders", row.tender_id)
                return (Action(N_("Show the tender"), go, primary=True),)
            case ProspectState.DROPPED:
                return (Action(N_("Take it up again"), partial(self.take_up, row)),)
            case ProspectState.OPEN:
                return (tender, Action(N_("Drop it …"), partial(self.ask_to_drop, row)))

    # What can be done.

    def new_prospect(self, preset: dict[str, Any] | None = None) -> None:
        """Open an empty form, or one with what is known already."""

        def read(found: Choices) -> None:
            panel = new_prospect_panel(self.context, found, preset or {})
            self.open_form(self.text(N_("New prospect")), panel)

        self.read(choices, done=read)

    def change(self, row: ProspectRow) -> None:
        """Open the form of a prospect."""

        def read(found: Choices) -> None:
            self.open_form(row.title, change_prospect_panel(self.context, found, row), row)

        self.read(choices, done=read)

    def make_tender(self, row: ProspectRow) -> None:
        """Make the tender that a prospect became, and go there."""
        self.write(make_tender_of_prospect, row.id, done=self._made)

    def _made(self, tender_id: uuid.UUID) -> None:
        self.context.shell.go("tenders", tender_id)
        sentence = N_("It is a tender now. Add its deadline and its lines, or import its notice.")
        self.context.shell.tell(self.text(sentence))

    def ask_to_drop(self, row: ProspectRow) -> None:
        """Ask why nothing comes of a prospect."""
        sentence = self.text(N_("Drop “{title}”? It stays in the list with its reason."), title=row.title)
        self.ask_why(sentence, N_("Drop it"), drop_prospect, row.id, said=N_("The prospect was dropped."))

    def take_up(self, row: ProspectRow) -> None:
        """Take a dropped prospect up again."""
        self.run(take_up_prospect, row.id, said=N_("The prospect was taken up again."))

    def archive(self, row: ProspectRow) -> None:
        """Take a prospect out of the lists, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_prospect, row.id, archived=not row.archived, said=said)

    def print_page(self) -> None:
        self.with_row(partial(show_prospect_questions, self))
