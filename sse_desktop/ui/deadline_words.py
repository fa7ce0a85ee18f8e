"""How a day of the calendar is spoken of: its clock, what is left until then, and its shape."""

from datetime import date, timedelta
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.domain.zones import zone_name
from sse_desktop.queries.deadlines import CalendarEntry, DayKind
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.month_view import DayMarks

SOON_WORKING_DAYS: Final = 5
#: What somebody must do by then; the rest only happens.
TO_ACT_ON: Final = frozenset(
    {
        DayKind.SUBMISSION,
        DayKind.REQUESTS,
        DayKind.QUESTIONS,
        DayKind.MILESTONE,
        DayKind.RENEWAL,
        DayKind.STEP,
        DayKind.REPORT,
    }
)
OWED: Final = frozenset({DayKind.MILESTONE, DayKind.RENEWAL, DayKind.STEP, DayKind.REPORT})
URGENCY: Final = (State.BLOCKED, State.TO_DO, State.READY, State.QUIET)


def entry_words(context: Context, entry: CalendarEntry) -> str:
    """Return what is due."""
    return context.text(entry.sentence, **entry.facts)


def entry_name(context: Context, entry: CalendarEntry) -> str:
    """Return what an entry is about where its kind stands beside it: the tender, not the whole sentence."""
    title = entry.facts.get("title")
    return title if isinstance(title, str) and len(entry.facts) == 1 else entry_words(context, entry)


def entry_state(entry: CalendarEntry) -> State:
    """Return the shape of an entry: late, soon, later, or only to be known."""
    if entry.done:
        return State.READY
    if entry.working_days_left < 0:
        return State.BLOCKED if entry.kind in OWED else State.QUIET
    if entry.kind not in TO_ACT_ON:
        return State.QUIET
    is_soon = entry.working_days_left <= SOON_WORKING_DAYS or not entry.stated
    return State.TO_DO if is_soon else State.READY


def left_mark(context: Context, entry: CalendarEntry, *, in_column: bool = False) -> Mark:
    """Return the working days that are left, in a word or two; in a column that says so, the number alone."""
    left = entry.working_days_left
    if entry.done:
        words = context.text(N_("done"))
    elif entry.day < context.today() and left <= 0:
        words = context.text(N_("late") if entry.kind in OWED else N_("over"))
    elif left == 0:
        words = context.text(N_("today") if entry.day == context.today() else N_("no working day left"))
    elif in_column:
        words = context.locale.number(left)
    else:
        words = context.locale.plural(N_("{n} working day"), N_("{n} working days"), left)
    return Mark(entry_state(entry), words)


def clock_words(context: Context, entry: CalendarEntry) -> str:
    """Return the hour where the buyer is, and ours beside it where the clocks differ; empty where no hour is known."""
    if entry.at is None:
        return ""
    there = f"{entry.at:%H:%M}"
    if entry.here is None:
        return there if entry.stated else context.text(N_("{deadline}, to check"), deadline=there)
    here = (
        context.locale.instant(entry.here, entry.here.tzinfo)
        if entry.here.date() != entry.day
        else f"{entry.here:%H:%M}"
    )
    return context.text(N_("{there} there, {here} here"), there=there, here=here)


def whole_clock(context: Context, entry: CalendarEntry) -> str:
    """Return the moment on the buyer's clock with its zone."""
    if entry.at is None:
        return context.locale.date(entry.day, "full")
    return f"{context.locale.instant(entry.at, entry.at.tzinfo, 'full')} ({zone_name(entry.at)})"


def week_words(context: Context, monday: date) -> str:
    """Return a week by its number and days, this and the next one by name too."""
    week, here = Week.of(monday), Week.of(context.today())
    days = f"{context.locale.date(week.monday)} – {context.locale.date(week.sunday)}"
    title = context.text(N_("Week {number}, {days}"), number=str(week.number), days=days)
    if week == here:
        return context.text(N_("This week · {title}"), title=title)
    return context.text(N_("Next week · {title}"), title=title) if week == here + 1 else title


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def marks_of(context: Context, entries: list[CalendarEntry], closed: frozenset[date]) -> dict[date, DayMarks]:
    """Return what the days of a month view hold: shapes, words to read aloud, and whether offices are closed."""
    by_day: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        by_day.setdefault(entry.day, []).append(entry)
    marks = {day: DayMarks(is_closed=True, words=context.text(N_("holiday"))) for day in closed}
    for day, found in by_day.items():
        states = tuple(sorted((entry_state(entry) for entry in found), key=URGENCY.index))
        words = "; ".join(entry_words(context, entry) for entry in found)
        marks[day] = DayMarks(states, words, is_closed=day in closed)
    return marks
