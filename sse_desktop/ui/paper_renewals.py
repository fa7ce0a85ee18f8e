"""The horizon of the papers: which paper blocks which bid, and when its renewal must begin, week by week."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.season import Week
from sse_desktop.queries.paper_renewals import HORIZON_WEEKS, Renewal, Urgency, renewals
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.paper_words import kind_words
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.labels import Card, rule
from sse_desktop.ui.widgets.week_strip import Span, WeekStrip

DESK: Final = "tenders.desk"
STRIP_LINES: Final = 8
SHAPES: Final = {
    Urgency.LATE: State.BLOCKED,
    Urgency.SOON: State.TO_DO,
    Urgency.UNKNOWN: State.TO_DO,
    Urgency.LATER: State.READY,
}


class PaperHorizonPage(Register[Renewal]):
    """A row for each paper and bid, the most urgent first, with the coming weeks beside it."""

    depends_on = frozenset({"paper", "tender", "requirement", "bid", "bid_paper", "cooperative"})
    name = "paper_horizon"
    title = N_("Paper horizon")
    search_hint = N_("Paper or tender")
    empty = Empty(
        N_("No renewal ahead"),
        N_("Papers that end in the coming weeks stand here, and those that an open tender asks for and that won't do."),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.strip = WeekStrip(self.text(N_("Renewals by week")), STRIP_LINES)
        card = self.bar.parentWidget()
        if isinstance(card, Card):
            # Above the foot with its totals, which say what the shapes mean.
            card.body.insertWidget(card.body.count() - 1, rule())
            card.body.insertWidget(card.body.count() - 1, self.strip)
        self.model.arrived.connect(self._show_weeks)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Begin by"), lambda row: row.begin_by, 95),
            Column(N_("State"), self._mark, 115),
            Column(N_("Paper"), self._title, 190, stretch=True),
            Column(N_("For"), self._for, 130),
            Column(N_("Valid on"), lambda row: row.day, 95),
            Column(N_("Valid to"), lambda row: row.ends_on, 95, secondary=True),
            Column(N_("Takes"), self._takes, 80, secondary=True),
        )

    def _show_weeks(self) -> None:
        """Draw the most urgent rows as lines over the coming weeks."""
        rows = self.model.rows if isinstance(self.model, ListModel) else ()
        first = Week.of(self.context.today())
        spans = [
            Span(
                f"{self._title(row)} · {self._for(row)}",
                Week.of(row.begin_by) if row.begin_by is not None else None,
                Week.of(row.day),
                SHAPES[row.urgency],
            )
            for row in rows
        ]
        self.strip.setVisible(bool(rows))
        self.strip.show_spans([first + ahead for ahead in range(HORIZON_WEEKS)], spans)

    def _mark(self, row: Renewal) -> Mark:
        return Mark(SHAPES[row.urgency], self.text(row.urgency.label))

    def _title(self, row: Renewal) -> str:
        # What a tender asks for is called as the rules call it; a paper of ours as somebody named it.
        return self.text(row.title) if isinstance(row.title, Term) else row.title

    def _for(self, row: Renewal) -> str:
        return row.reference or row.tender or self.text(N_("it ends"))

    def _takes(self, row: Renewal) -> str:
        return self.context.locale.plural(N_("{n} day"), N_("{n} days"), row.takes_days) if row.takes_days else ""

    def offered(self) -> Sequence[Action]:
        return (Action(N_("Go to the papers"), partial(self.context.shell.go, "papers")),)

    def source(self, view: View) -> Callable[..., Sequence[Renewal]]:
        return partial(renewals, today=self.context.today(), search=view.words)

    def totals_query(self, view: View) -> Callable[..., Any]:
        return partial(renewals, today=self.context.today(), search=view.words)

    def totals_text(self, result: Sequence[Renewal]) -> str:
        late = sum(row.urgency is Urgency.LATE for row in result)
        return self.text(N_("▲ begin   ■ the day that counts   late: {late}"), late=late)

    def chosen(self, row: Renewal) -> None:
        self.inspect(self._title(row), self._details(row), actions=tuple(self.row_actions(row)))

    def opened(self, row: Renewal) -> None:
        actions = self.row_actions(row)
        if actions:
            actions[0].run()

    def row_actions(self, row: Renewal) -> Sequence[Action]:
        shell = self.context.shell
        paper = (Action(N_("Go to the paper"), partial(shell.go, "papers", row.paper_id)),) if row.paper_id else ()
        tender = (Action(N_("Open the bid desk"), partial(shell.go, DESK, row.tender_id)),) if row.tender_id else ()
        return (*paper, *tender)

    def _details(self, row: Renewal) -> Details:
        details = Details(self.context).badge(SHAPES[row.urgency], self.text(row.urgency.label))
        details.note(renewal_words(self.context, row))
        details.fact(N_("Kind"), kind_words(self.context, row.kind)).fact(N_("Valid to"), row.ends_on)
        details.fact(N_("A new one takes"), self._takes(row)).fact(N_("Begin by"), row.begin_by)
        if row.tender_id is not None and row.day_that_counts is not None:
            details.heading(N_("It holds up"))
            details.fact(N_("Tender"), row.tender).fact(N_("Reference"), row.reference)
            details.fact(N_("Must be valid on"), row.day)
            details.fact(N_("Which is the"), self.text(row.day_that_counts.label))
        return details


def renewal_words(context: Context, row: Renewal) -> str:
    """Return what to do, in a sentence."""
    facts: dict[str, Any] = {"paper": row.title, "day": row.day, "days": row.takes_days, "start": row.begin_by}
    if row.begin_by is None:
        sentence = N_("“{paper}” is needed on {day}. Type into the paper how long a new one takes.")
    elif row.urgency is Urgency.LATE:
        sentence = N_("“{paper}” is needed on {day}. A new one takes {days} days: it should have begun by {start}.")
    else:
        sentence = N_("“{paper}” is needed on {day}. A new one takes {days} days: begin by {start}.")
    return context.text(sentence, **facts)
