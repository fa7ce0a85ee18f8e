"""Results of the social value index (SVI): score and grade by year, and a warning when a result is older than one call."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.social_values import (
    NotAYear,
    SocialValueData,
    YearKnown,
    add_social_value,
    archive_social_value,
    change_social_value,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import PaperKind
from sse_desktop.domain.rounding import scaled
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.queries.social_values import SocialValueRow, social_values
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField

OLD = N_("Calls are yearly. This result is older than one call; buyers may ask for a newer one.")


class SocialValuesPage(RecordsPage[SocialValueRow]):
    """The register of results, the newest year first."""

    depends_on = frozenset({"social_value_record", "paper"})
    name = "social_values"
    title = N_("Social value index")
    search_hint = N_("Grade of the index")
    empty = Empty(
        N_("No result yet"),
        N_("The social value index (SVI) is measured in yearly calls. Enter score and grade as the report states them; the report itself is kept under Papers."),
    )  # fmt: skip
    filters = (
        Filter("archived", N_("Which results"), (("", N_("Results in use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Year"), lambda row: str(row.year), 100),
            Column(N_("Score"), lambda row: row.score, 100, right=True),
            Column(N_("Grade of the index"), lambda row: row.grade, 200, stretch=True),
            Column(N_("State"), self.mark, 180),
        )

    def mark(self, row: SocialValueRow) -> Mark:
        """Return whether a result is still of the last call."""
        if self.is_warned(row):
            return Mark(State.BLOCKED, self.text(N_("buyers may leave us out")))
        if row.is_old:
            return Mark(State.TO_DO, self.text(N_("older than one call")))
        return Mark(State.READY, self.text(N_("of the last call")))

    def is_warned(self, row: SocialValueRow) -> bool:
        """Tell whether the grade is one of those of which the country's rules warn."""
        return any(row.grade.strip() in kind.warn_values for kind in self._graded())

    def _graded(self) -> list[PaperKind]:
        workspace = self.context.workspace
        known = workspace.profile.on(self.context.today()).papers if workspace is not None else ()
        return [kind for kind in known if kind.is_graded]

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New result"), self.new_result, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[SocialValueRow]]:
        is_archived = view.filters.get("archived") == "archived"
        return partial(found_values, today=self.context.today(), archived=is_archived, words=view.words)

    def chosen(self, row: SocialValueRow) -> None:
        mark = self.mark(row)
        details = Details(self.context).badge(mark.state, mark.word).figure(N_("Score"), row.score)
        details.fact(N_("Grade of the index"), row.grade).fact(N_("Report"), row.paper)
        details.fact(N_("Note"), row.note)
        if self.is_warned(row):
            details.note("\n".join(f"■ {self.text(kind.note)}" for kind in self._graded() if kind.note))
        if row.is_old:
            details.note(self.text(OLD))
        self.inspect(str(row.year), details, actions=self.row_actions(row))

    def opened(self, row: SocialValueRow) -> None:
        self.change(row)

    def row_actions(self, row: SocialValueRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self.change, row), primary=True),
            Action(archive, partial(self.archive, row)),
        )

    def new_result(self) -> None:
        """Open an empty form."""
        self.read(papers, self.context.today(), done=partial(self._open, None))

    def change(self, row: SocialValueRow) -> None:
        """Open the form of a result."""
        self.read(papers, self.context.today(), done=partial(self._open, row))

    def _open(self, row: SocialValueRow | None, known: Sequence[PaperRow]) -> None:
        form = _form(self.context, known)
        if row is None:
            panel = FormPanel(self.context, form, add_social_value, save=N_("Save the result"))
            self.open_form(self.text(N_("New result")), panel)
            return
        form.fill({name: getattr(row, name) for name in form.fields})
        named = {"seen": row.stamps}
        panel = FormPanel(
            self.context, form, change_social_value, save=N_("Save the result"), before=(row.id,), named=named
        )
        self.open_form(str(row.year), panel, row)

    def archive(self, row: SocialValueRow) -> None:
        """Take a result out of the list, or back in."""
        said = N_("The result is back in the list.") if row.archived else N_("The result is in the archive now.")
        self.run(archive_social_value, row.id, archived=not row.archived, said=said)


def found_values(session: Any, *, today: Any, archived: bool, words: str) -> list[SocialValueRow]:
    """Return the results whose year or grade hold the words."""
    from sse_desktop.domain.folding import fold

    wanted = fold(words).split()
    rows = social_values(session, today, archived=archived)
    return [row for row in rows if all(word in fold(f"{row.year} {row.grade}") for word in wanted)]


def value_data(**typed: Any) -> SocialValueData:
    """Return the input of the commands from the fields of the form."""
    score = typed.pop("score")
    own = {name: value for name, value in typed.items() if value is not None}
    return SocialValueData(**own, score_milli=scaled(score, 3) if score is not None else None)


def _form(context: Context, known: Sequence[PaperRow]) -> Form[SocialValueData]:
    return Form(context, value_data, [
        IntegerField(context, "year", N_("Year of the call")),
        DecimalField(context, "score", N_("Score"), required=False),
        TextField(context, "grade", N_("Grade of the index"), required=False, hint=N_("In the report's own word")),
        ChoiceField(context, "paper_id", N_("Report"), [(paper.id, paper.title) for paper in known], required=False),
        LongTextField(context, "note", N_("Note")),
    ], beside={NotAYear: "year", YearKnown: "year"})  # fmt: skip
