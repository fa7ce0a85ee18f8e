"""Meetings between social enterprises and businesses, at platforms and helpdesks, and what came of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.meetings import archive_meeting, finish_next_step
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import MeetingOrigin
from sse_desktop.queries.meetings import MeetingRow, meetings
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.meetings_form import change_meeting_panel, new_meeting_panel
from sse_desktop.ui.records_page import RecordsPage, first_line
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

LED_TO: Final = {
    "partnership": (N_("Partnership with {title}"), "partnerships"),
    "prospect": (N_("Prospect “{title}”"), "prospects"),
    "tender": (N_("Tender “{title}”"), "tenders"),
}


class MeetingsPage(RecordsPage[MeetingRow]):
    """The register of meetings."""

    depends_on = frozenset({"meeting", "meeting_partner", "partner", "partnership", "prospect"})
    name = "meetings"
    title = N_("Meetings")
    search_hint = N_("Title, partner or what was said")
    empty = Empty(
        N_("No meetings yet"),
        N_("Note who was there and the next step with its day; what comes of it later is kept with it."),
    )
    filters = (
        Filter(
            "which", N_("Which meetings"),
            (("", N_("All meetings")), ("waits", N_("With a next step")), ("archived", N_("Archived"))),
        ),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Held on"), lambda row: row.held_on, 100),
            Column(N_("Title"), lambda row: row.title, 150, stretch=True),
            Column(N_("Next step"), lambda row: row.next_step, 130),
            Column(N_("Led to"), lambda row: ", ".join(led.title for led in row.led_to), 110, secondary=True),
            Column(N_("Who took part"), lambda row: row.partner_names, 150, secondary=True),
            Column(N_("State"), self._state, 130),
        )

    def _state(self, row: MeetingRow) -> Mark | None:
        if not row.next_step:
            return None
        if row.done:
            return Mark(State.READY, self.text(N_("done")))
        if row.next_on is None:
            return Mark(State.TO_DO, self.text(N_("to do")))
        is_late = row.next_on < self.context.today()
        return Mark(State.BLOCKED if is_late else State.TO_DO, self.context.locale.date(row.next_on))

    def headline(self) -> str | None:
        return self.text(N_("Meetings"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New meeting"), self.new_meeting, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[MeetingRow]]:
        return partial(meetings, state=view.filters.get("which", ""), search=view.words)

    # The inspector.

    def chosen(self, row: MeetingRow) -> None:
        details = Details(self.context)
        if (mark := self._state(row)) is not None:
            details.badge(mark.state, mark.word)
        details.fact(N_("Next step"), row.next_step).fact(N_("To be done by"), row.next_on)
        details.fact(N_("Held on"), row.held_on).fact(N_("Place"), row.place)
        details.fact(N_("Came together"), self.text(MeetingOrigin(row.origin).label))
        details.fact(N_("Who took part"), row.partner_names).fact(N_("What was said"), row.outcome)
        details.heading(N_("What came of it"))
        if row.led_to:
            details.widget(LineList(self.context, [self._led(led.kind, led.record, led.title) for led in row.led_to]))
        else:
            details.note(self.text(N_("Nothing yet. A partnership or a prospect can be begun from here.")))
        self.inspect(row.title, details, actions=self.row_actions(row))

    def _led(self, kind: str, record: object, title: str) -> Line:
        words, page = LED_TO[kind]
        return Line(
            title=self.text(words, title=title), run=partial(self.context.shell.go, page, record), word=N_("Show it")
        )

    def opened(self, row: MeetingRow) -> None:
        self.change(row)

    def row_actions(self, row: MeetingRow) -> Sequence[Action]:
        go = self.context.shell.go
        done = N_("The step is done") if row.waits else N_("Still to do")
        partner = row.partners[0][0] if row.partners else None
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            *((Action(done, partial(self.finish, row), primary=row.waits),) if row.next_step else ()),
            Action(N_("New partnership from it"), partial(go, "partnerships", (row.id, partner))),
            Action(N_("New prospect from it"), partial(go, "prospects", (row.id,))),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_meeting(self) -> None:
        """Open an empty form."""

        def read(found: Choices) -> None:
            self.open_form(self.text(N_("New meeting")), new_meeting_panel(self.context, found))

        self.read(choices, done=read)

    def change(self, row: MeetingRow) -> None:
        """Open the form of a meeting."""

        def read(found: Choices) -> None:
            self.open_form(first_line(row.title), change_meeting_panel(self.context, found, row), row)

        self.read(choices, done=read)

    def finish(self, row: MeetingRow) -> None:
        """Say that the next step is done, or still to be done."""
        said = N_("The step is done.") if row.waits else N_("The step is to be done again.")
        self.run(finish_next_step, row.id, is_done=row.waits, said=said)

    def archive(self, row: MeetingRow) -> None:
        """Take a meeting out of the lists, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_meeting, row.id, archived=not row.archived, said=said)
