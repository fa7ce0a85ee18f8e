"""Agreements with local governments and platforms, and what each side contributes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.agreements import archive_agreement, void_contribution
from sse_desktop.domain.errors import N_
from sse_desktop.queries.agreements import AgreementRow, ContributionRow, agreements, contributions, side_years
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.ui.agreements_form import change_agreement_panel, new_agreement_panel
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.contributions_form import contribution_panel
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.partner_words import kind_words
from sse_desktop.ui.records_page import RecordsPage, words_of
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class AgreementsPage(RecordsPage[AgreementRow]):
    """The register of agreements."""

    depends_on = frozenset({"agreement", "contribution", "partner", "paper"})
    name = "agreements"
    title = N_("Agreements")
    search_hint = N_("Partner, title or what was agreed")
    empty = Empty(
        N_("No agreements yet"),
        N_("An agreement with a local government or a platform, with what each side gives, in money or in kind."),
    )
    filters = (
        Filter("which", N_("Which agreements"), (("", N_("Agreements in use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Partner"), lambda row: row.partner, 190),
            Column(N_("Title"), lambda row: row.title, 190, stretch=True),
            Column(N_("Starts on"), lambda row: row.starts_on, 100, secondary=True),
            Column(N_("Ends on"), lambda row: row.ends_on, 100),
            Column(N_("We gave"), lambda row: row.ours, 120),
            Column(N_("They gave"), lambda row: row.theirs, 120),
            Column(N_("State"), self._state, 120),
        )

    def _state(self, row: AgreementRow) -> Mark:
        if row.is_running(self.context.today()):
            return Mark(State.READY, self.text(N_("running")))
        is_over = row.ends_on is not None and row.ends_on < self.context.today()
        return Mark(State.QUIET, self.text(N_("over"))) if is_over else Mark(State.TO_DO, self.text(N_("begins later")))

    def headline(self) -> str | None:
        return self.text(N_("Agreements"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New agreement"), self.new_agreement, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[AgreementRow]]:
        return partial(agreements, archived=view.filters.get("which") == "archived", search=view.words)

    # The inspector.

    def chosen(self, row: AgreementRow) -> None:
        self.read(contributions, row.id, done=partial(self.show_agreement, row))

    def show_agreement(self, row: AgreementRow, given: Sequence[ContributionRow]) -> None:
        """Show an agreement with the totals by side and year, and every contribution."""
        mark = self._state(row)
        details = Details(self.context).badge(mark.state, mark.word)
        details.fact(N_("Partner"), row.partner).fact(N_("Kind"), kind_words(self.context, row.partner_kind))
        details.fact(N_("Starts on"), row.starts_on).fact(N_("Ends on"), row.ends_on)
        details.fact(N_("What was agreed"), row.what).fact(N_("Signed paper"), row.paper)
        details.heading(N_("Given by year"))
        years = [
            (f"{one.year} · {self.text(N_('we')) if one.by_us else row.partner}", one.in_money, one.in_kind, one.total)
            for one in side_years(given)
        ]
        if years:
            details.table(years, (N_("Side"), N_("Money"), N_("In kind"), N_("Total")))
            details.heading(N_("Contributions"))
            details.widget(LineList(self.context, [self._line(row, one) for one in given]))
        else:
            details.note(self.text(N_("Nothing yet. Record what a side gave.")))
        self.inspect(row.title, details, actions=self.row_actions(row))

    def _line(self, row: AgreementRow, one: ContributionRow) -> Line:
        side = self.text(N_("we")) if one.by_us else row.partner
        worth = self.context.locale.money(one.value)
        if one.quantity is not None and one.one is not None:
            worth = f"{self.context.locale.quantity(one.quantity)} × {self.context.locale.price(one.one)} = {worth}"
        void = self.text(N_("void: {reason}"), reason=one.voided) if one.voided is not None else ""
        return Line(
            title=words_of(self.context.locale.date(one.given_on), side, one.what),
            detail=words_of(worth, one.valued_by, one.paper, void),
            run=None if one.voided is not None else partial(self.ask_to_void, one),
            word=N_("Void …"),
            quiet=one.voided is not None,
        )

    def opened(self, row: AgreementRow) -> None:
        self._with_choices(partial(self._contribution, row), row)

    def row_actions(self, row: AgreementRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(
                N_("Contribution …"), partial(self._with_choices, partial(self._contribution, row), row), primary=True
            ),
            Action(N_("Change"), partial(self._with_choices, partial(self._change, row), row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_agreement(self) -> None:
        """Open an empty form."""
        self._with_choices(self._new, None)

    def ask_to_void(self, one: ContributionRow) -> None:
        """Ask for the reason to void a contribution."""
        sentence = self.text(N_("Void “{what}”? It stays in the list and counts no more."), what=one.what)
        said = N_("The contribution is void.")
        self.ask_why(sentence, N_("Void it"), void_contribution, one.id, said=said, danger=True)

    def archive(self, row: AgreementRow) -> None:
        """Take an agreement out of the lists, or back in."""
        said = N_("It is back in the lists.") if row.archived else N_("It is in the archive now.")
        self.run(archive_agreement, row.id, archived=not row.archived, said=said)

    def _with_choices(self, make: Callable[[Choices], tuple[str, FormPanel]], row: AgreementRow | None) -> None:
        """Read what a form picks from, then open it; `row` is shown again afterwards."""

        def read(found: Choices) -> None:
            title, panel = make(found)
            self.open_form(title, panel, row)

        self.read(choices, done=read)

    def _new(self, found: Choices) -> tuple[str, FormPanel]:
        return self.text(N_("New agreement")), new_agreement_panel(self.context, found, {})

    def _change(self, row: AgreementRow, found: Choices) -> tuple[str, FormPanel]:
        return row.title, change_agreement_panel(self.context, found, row)

    def _contribution(self, row: AgreementRow, found: Choices) -> tuple[str, FormPanel]:
        return self.text(N_("Contribution to {title}"), title=row.title), contribution_panel(self.context, found, row)
