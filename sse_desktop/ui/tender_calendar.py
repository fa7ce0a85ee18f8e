"""The calendar: everything with a day, as an agenda by week beside the month, with the working days that are left."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.queries.deadlines import CalendarEntry, DayKind, calendar_entries
from sse_desktop.queries.working_days import holidays_from
from sse_desktop.ui.calendar_saving import save_calendar
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.deadline_agenda import Agenda
from sse_desktop.ui.deadline_words import entry_words, left_mark, marks_of, whole_clock
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.filter_bar import Filter, FilterBar
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.layouts import scrolling
from sse_desktop.ui.widgets.month_view import MonthView, month_title

MONTH_PX: Final = 348
GROUPS: Final = {
    "tenders": frozenset({DayKind.SUBMISSION, DayKind.REQUESTS, DayKind.QUESTIONS, DayKind.OPENING, DayKind.AWARD, DayKind.MILESTONE}),
    "papers": frozenset({DayKind.RENEWAL}),
    "deliveries": frozenset({DayKind.DELIVERY, DayKind.REPORT}),
    "partners": frozenset({DayKind.STEP, DayKind.PROSPECT, DayKind.ENDS}),
}  # fmt: skip
FILTERS: Final = (
    Filter("group", N_("Which days"), (("", N_("All days")), ("tenders", N_("Tenders")), ("papers", N_("Papers")), ("deliveries", N_("Deliveries and reports")), ("partners", N_("Partners and prospects")))),
    Filter("past", N_("Since when"), (("", N_("To come")), ("month", N_("From the month shown")))),
)  # fmt: skip
NOTHING: Final = Empty(
    N_("Nothing is due"),
    N_(
        "Deadlines, openings, visits, papers to renew, deliveries and next steps stand here with the working days left."
    ),
)
NO_MATCH: Final = Empty(N_("Nothing matches"), N_("No row fits the words and filters above."))


class TenderCalendarPage(Page):
    """The agenda on the left; on the right the month, and what is chosen."""

    depends_on = frozenset(
        {
            *("tender", "tender_milestone", "bid", "paper", "bid_paper", "requirement", "contract"),
            *("meeting", "prospect", "agreement", "partner", "cooperative"),
            *("tender_clause", "clause_acceptance", "clause_commitment"),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.entries: Sequence[CalendarEntry] = ()
        self._closed: frozenset[date] = frozenset()
        self._sought = ""
        self.bar = FilterBar(context, N_("Words of what is due"), FILTERS)
        self.agenda = Agenda(context)
        self.month = MonthView(context.locale, context.today())
        self.month_name = label("", "section")
        self.before = button("‹", "quiet", tip=context.text(N_("Month before")))
        self.after = button("›", "quiet", tip=context.text(N_("Month after")))
        self.details = QVBoxLayout()
        self._places = QStackedWidget()
        self._lay_out()
        self.bar.edited.connect(self._show)
        self.bar.down_pressed.connect(self.agenda.setFocus)
        self.agenda.row_chosen.connect(self._row_chosen)
        self.agenda.row_opened.connect(self._row_opened)
        self.month.chosen.connect(self._day_chosen)
        self.month.opened.connect(self._day_opened)
        self.month.month_changed.connect(self._month_changed)
        self.before.clicked.connect(partial(self.month.turn, -1))
        self.after.clicked.connect(partial(self.month.turn, 1))
        self._name_month()
        self.offer()

    def _lay_out(self) -> None:
        context = self.context
        self._places.addWidget(self.agenda)
        self._places.addWidget(EmptyPlace(context, NOTHING, self._first_steps))
        self._places.addWidget(EmptyPlace(context, NO_MATCH))
        left = Card()
        left.body.addWidget(self.bar)
        left.body.addWidget(self._places, 1)
        head = QHBoxLayout()
        head.addWidget(self.month_name, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        month = Card()
        month.body.addLayout(head)
        month.body.addWidget(self.month)
        self.chosen_card = Card()
        holder = QWidget()
        holder.setObjectName("clear")
        holder.setLayout(self.details)
        self.details.setContentsMargins(0, 0, 0, 0)
        self.chosen_card.body.addWidget(scrolling(holder), 1)
        right = QWidget()
        right.setFixedWidth(MONTH_PX)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(month)
        column.addWidget(self.chosen_card, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(right)
        self.set_body(body)

    # The page.

    def headline(self) -> str | None:
        return self.text(N_("Calendar"))

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Save as calendar file …"), self.save, key="Ctrl+S", primary=True, icon="save"),
            Action(N_("Go to today"), self.go_to_today, key="Ctrl+T"),
        )

    def first_focus(self) -> QWidget | None:
        return self.agenda if self.agenda.rows.rowCount() else self.bar.search

    def show_record(self, record: object) -> None:
        if isinstance(record, date):
            self.month.choose(record)
            self._day_chosen(record)
        elif isinstance(record, str):
            self._sought = record
            self.become_stale()

    def refresh(self) -> None:
        first = min(self.month.month, self.context.today().replace(day=1)) - timedelta(days=7)
        self.read(holidays_from, "", first, done=self._know_holidays)
        self.read(calendar_entries, clock.now(), first=first, done=self._know_entries)

    def _know_holidays(self, days: frozenset[date]) -> None:
        self._closed = days

    def _know_entries(self, entries: Sequence[CalendarEntry]) -> None:
        self.entries = entries
        self.month.show_marks(marks_of(self.context, list(entries), self._closed))
        self._show()

    def _show(self) -> None:
        chosen = (
            self.agenda.entry_at(self.agenda.currentIndex().row()) if self.agenda.currentIndex().isValid() else None
        )
        found = [entry for entry in self.entries if self._fits(entry)]
        self.agenda.show_entries(found)
        is_filtered = bool(self.bar.words() or any(self.bar.chosen().values()))
        self._places.setCurrentIndex(0 if found else 2 if is_filtered else 1)
        wanted = self._sought or (chosen.key if chosen is not None else "")
        self._sought = ""
        if not (wanted and self.agenda.choose_entry(wanted)):
            self.show_entry(None)

    def _fits(self, entry: CalendarEntry) -> bool:
        chosen = self.bar.chosen()
        group = chosen.get("group", "")
        is_past = entry.day < self.context.today() and (
            entry.done or left_mark(self.context, entry).state.value != "blocked"
        )
        said = fold(f"{entry_words(self.context, entry)} {entry.of} {self.text(entry.kind.label)}")
        return (
            (not group or entry.kind in GROUPS[group])
            and (bool(chosen.get("past")) or not is_past)
            and all(word in said for word in fold(self.bar.words()).split())
        )

    # What is chosen.

    def show_entry(self, entry: CalendarEntry | None) -> None:
        """Show an entry below the month."""
        while (item := self.details.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        details = Details(self.context)
        if entry is None:
            day = self.context.locale.date(self.month.day, "full")
            details.note(self.text(N_("{day}: choose a line of the agenda."), day=day))
        else:
            mark = left_mark(self.context, entry)
            details.badge(mark.state, mark.word)
            details.note(entry_words(self.context, entry))
            details.fact(N_("When"), whole_clock(self.context, entry))
            here = entry.here
            details.fact(N_("On our clock"), self.context.locale.instant(here, here.tzinfo) if here is not None else "")
            details.fact(N_("Kind"), self.text(entry.kind.label)).fact(N_("Belongs to"), entry.of)
            if not entry.stated:
                details.note(self.text(N_("▲ The hour was assumed: look it up in the notice.")))
            details.offer(self._ways(entry))
        self.details.addWidget(details)

    def _ways(self, entry: CalendarEntry) -> Sequence[Action]:
        go = self.context.shell.go
        if entry.tender_id is None:
            return (Action(N_("Show it"), partial(go, entry.page, entry.record), primary=True),)
        return (
            Action(N_("Open the tender"), partial(go, "tenders", entry.tender_id), primary=True),
            Action(N_("Questions and changes"), partial(go, "tenders.questions", entry.tender_id)),
            Action(N_("Only its days as a file …"), partial(save_calendar, self, entry.tender_id, entry.of)),
        )

    def _row_chosen(self, number: int) -> None:
        entry = self.agenda.entry_at(number)
        if entry is not None:
            self.month.choose(entry.day)
        self.show_entry(entry)

    def _row_opened(self, number: int) -> None:
        entry = self.agenda.entry_at(number)
        if entry is not None:
            self.context.shell.go(entry.page, entry.record)

    def _day_chosen(self, day: date) -> None:
        if not self.agenda.choose_day(day):
            self.agenda.leave()
            self.show_entry(None)

    def _day_opened(self, day: date) -> None:
        if self.agenda.choose_day(day):
            self.agenda.setFocus()

    def _month_changed(self, _first: date) -> None:
        self._name_month()
        self.become_stale()

    def _name_month(self) -> None:
        self.month_name.setText(month_title(self.context.locale, self.month.month))

    # What can be done.

    def save(self) -> None:
        """Ask for a file and write the whole calendar into it."""
        save_calendar(self, None, self.text(N_("Deadlines")))

    def go_to_today(self) -> None:
        """Turn the month to today and choose what is due first from then on."""
        today = self.context.today()
        self.month.choose(today)
        coming = next((entry.day for entry in self.entries if entry.day >= today), today)
        self._day_chosen(coming)
        self.agenda.setFocus()

    def _first_steps(self) -> Sequence[Action]:
        return (Action(N_("Go to the tenders"), partial(self.context.shell.go, "tenders"), primary=True),)
