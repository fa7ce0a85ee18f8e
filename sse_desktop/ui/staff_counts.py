"""Counts of the staff: how many there are, how many of a target group, by heads and by full-time equivalents."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.clause_progress import StillToCome
from sse_desktop.commands.staff_counts import MoreThanAll, StaffCountData, record_staff_count, void_staff_count
from sse_desktop.domain.clauses import Basis
from sse_desktop.domain.errors import N_
from sse_desktop.domain.rounding import scaled, unscaled
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.queries.staff_counts import StaffCountRow, staff_counts
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField


class StaffCountsPage(RecordsPage[StaffCountRow]):
    """The register of counts, the newest first."""

    depends_on = frozenset({"staff_count", "paper"})
    name = "staff_counts"
    title = N_("Staff counts")
    search_hint = N_("Target group")
    empty = Empty(
        N_("Nobody was counted yet"),
        N_("Reserved contracts ask which share of the staff is of a target group. Count heads, and full-time equivalents if you can; no names are kept."),
    )  # fmt: skip
    filters = (Filter("voided", N_("Which counts"), (("", N_("Counts that hold")), ("voided", N_("Void")))),)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Counted on"), lambda row: row.counted_on, 120),
            Column(N_("Target group"), lambda row: row.target_group, 180, stretch=True),
            Column(N_("Staff"), lambda row: row.count.heads, 90),
            Column(N_("Of the target group"), lambda row: row.count.target_heads, 140),
            Column(N_("By heads"), partial(self._share, Basis.HEADS), 100, right=True),
            Column(N_("By full-time posts"), partial(self._share, Basis.FTE), 150, right=True, secondary=True),
        )

    def _share(self, basis: Basis, row: StaffCountRow) -> str:
        share = row.share_bp(basis)
        return self.context.locale.percent(share) if share is not None else ""

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New count"), self.new_count, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[StaffCountRow]]:
        return partial(found_counts, voided=view.filters.get("voided") == "voided", words=view.words)

    def chosen(self, row: StaffCountRow) -> None:
        count, locale = row.count, self.context.locale
        details = Details(self.context).figure(N_("Share by heads"), self._share(Basis.HEADS, row))
        details.fact(N_("Target group"), row.target_group)
        details.fact(N_("Staff"), count.heads).fact(N_("Of the target group"), count.target_heads)
        for title, milli in (
            (N_("Full-time equivalents"), count.fte_milli),
            (N_("Of the target group"), count.target_fte_milli),
        ):
            details.fact(title, locale.number(unscaled(milli, 3)) if milli is not None else None)
        details.fact(N_("Share by full-time equivalents"), self._share(Basis.FTE, row))
        details.fact(N_("Proved by"), row.paper).fact(N_("Note"), row.note).fact(N_("Void because"), row.voided)
        self.inspect(locale.date(row.counted_on), details, actions=self.row_actions(row))

    def row_actions(self, row: StaffCountRow) -> Sequence[Action]:
        if row.voided is not None:
            return ()
        return (Action(N_("Void …"), partial(self.ask_to_void, row), danger=True),)

    def new_count(self) -> None:
        """Open an empty form."""
        self.read(papers, self.context.today(), done=self._open)

    def _open(self, known: Sequence[PaperRow]) -> None:
        form = _form(self.context, known)
        form.fill({"counted_on": self.context.today()})
        panel = FormPanel(self.context, form, record_staff_count, save=N_("Save the staff count"))
        self.open_form(self.text(N_("New count")), panel)

    def ask_to_void(self, row: StaffCountRow) -> None:
        """Ask for the reason to void a count."""
        sentence = self.text(N_("Void the count of {day}? It stays in the journal."), day=row.counted_on)
        said = N_("The count is void.")
        self.ask_why(sentence, N_("Void it"), void_staff_count, row.id, said=said, danger=True)


def found_counts(session: Any, *, voided: bool, words: str) -> list[StaffCountRow]:
    """Return the counts whose target group holds the words."""
    from sse_desktop.domain.folding import fold

    wanted = fold(words).split()
    return [row for row in staff_counts(session, voided=voided) if all(w in fold(row.target_group) for w in wanted)]


def count_data(**typed: Any) -> StaffCountData:
    """Return the input of the command from the fields of the form."""
    full = {name: scaled(typed.pop(name), 3) if typed.get(name) is not None else None for name in ("fte", "target_fte")}
    own = {name: value for name, value in typed.items() if value is not None and name not in full}
    return StaffCountData(**own, fte_milli=full["fte"], target_fte_milli=full["target_fte"])


def _form(context: Context, known: Sequence[PaperRow]) -> Form[StaffCountData]:
    hint = N_("Where the buyer counts so; 5.9 is five full posts and nine tenths of one.")
    rows: Sequence[Field | Sequence[Field]] = (
        DateField(context, "counted_on", N_("Counted on")),
        TextField(context, "target_group", N_("Target group"), required=False),
        [
            IntegerField(context, "heads", N_("Staff, heads")),
            IntegerField(context, "target_heads", N_("Of the target group")),
        ],
        DecimalField(context, "fte", N_("Staff, full-time equivalents"), required=False, hint=hint),
        DecimalField(context, "target_fte", N_("Of the target group, full-time equivalents"), required=False),
        ChoiceField(context, "paper_id", N_("Proved by"), [(paper.id, paper.title) for paper in known], required=False),
        LongTextField(context, "note", N_("Note")),
    )
    return Form(context, count_data, rows, beside={MoreThanAll: "target_heads", StillToCome: "counted_on"})
