"""Partners: social enterprises, businesses, facilitators, helpdesks, platforms and local governments we work with."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from sse_desktop.commands.partners import archive_partner
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import ADVISERS, ALLIES, PartnerKind
from sse_desktop.queries.partner_choices import Choices, choices
from sse_desktop.queries.partners import PartnerRow, PartnerWhole, partner_whole, partners
from sse_desktop.ui.agreements_form import new_agreement_panel
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.help_questions_form import new_help_question_panel
from sse_desktop.ui.partner_details import partner_details
from sse_desktop.ui.partner_words import approval_mark, kind_words
from sse_desktop.ui.partners_form import change_partner_panel, new_partner_panel
from sse_desktop.ui.partnerships_form import new_partnership_panel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

ARCHIVED: Final = "archived"


class PartnersPage(RecordsPage[PartnerRow]):
    """The register of partners."""

    depends_on = frozenset(
        {
            *("partner", "partnership", "meeting", "meeting_partner", "help_question", "agreement", "contribution"),
            *("paper", "tender"),
        }
    )
    name = "partners"
    title = N_("Partners")
    search_hint = N_("Name, number or what it offers")
    empty = Empty(
        N_("No partners yet"),
        N_(
            "A partner is a social enterprise, a business, a facilitator, a helpdesk, a platform or a local government we work with."
        ),
    )
    filters = (
        Filter(
            "which", N_("Which partners"),
            (("", N_("All partners")), *((kind.value, kind.label) for kind in PartnerKind), (ARCHIVED, N_("Archived"))),
        ),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        context = self.context
        return (
            Column(N_("Name"), lambda row: row.name, 200, stretch=True),
            Column(N_("Kind"), lambda row: kind_words(context, row.kind), 170),
            Column(N_("Tax number"), lambda row: row.tax_id, 130, secondary=True),
            Column(N_("Offers"), lambda row: row.offers.replace("\n", " "), 160, secondary=True),
            Column(N_("Approved to"), lambda row: approval_mark(context, row.approval_to), 130),
            Column(N_("Together"), lambda row: row.partnerships or None, 90, right=True),
            Column(N_("Meetings"), lambda row: row.meetings or None, 90, right=True, secondary=True),
            Column(N_("Open questions"), lambda row: row.open_questions or None, 120, right=True),
        )

    def headline(self) -> str | None:
        return self.text(N_("Partners"))

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New partner"), self.new_partner, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[PartnerRow]]:
        which = view.filters.get("which", "")
        kind = "" if which == ARCHIVED else which
        return partial(partners, kind=kind, archived=which == ARCHIVED, search=view.words)

    # The inspector.

    def chosen(self, row: PartnerRow) -> None:
        self.read(partner_whole, row.id, self.context.today(), done=self.show_partner)

    def show_partner(self, whole: PartnerWhole) -> None:
        """Show a partner with everything done together."""
        self.inspect(whole.row.name, partner_details(self.context, whole), actions=self._actions(whole.row))

    def opened(self, row: PartnerRow) -> None:
        self.change(row)

    def row_actions(self, row: PartnerRow) -> Sequence[Action]:
        return self._actions(row)

    def _actions(self, row: PartnerRow) -> Sequence[Action]:
        together = Action(N_("Work together …"), partial(self.choose_for, self._new_partnership, row), primary=True)
        question = Action(N_("Ask …"), partial(self.choose_for, self._new_question, row), primary=row.kind in ADVISERS)
        pact = Action(N_("Agreement …"), partial(self.choose_for, self._new_agreement, row))
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            *((question,) if row.kind in ADVISERS else (together,)),
            *((pact,) if row.kind in ALLIES else ()),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_partner(self) -> None:
        """Open an empty form."""
        which = self.view.filters.get("which", "")
        panel = new_partner_panel(self.context, "" if which == ARCHIVED else which)
        self.open_form(self.text(N_("New partner")), panel)

    def change(self, row: PartnerRow) -> None:
        """Open the form of a partner."""
        self.open_form(row.name, change_partner_panel(self.context, row), row)

    def archive(self, row: PartnerRow) -> None:
        """Take a partner out of the lists, or back in."""
        said = N_("The partner is back in the lists.") if row.archived else N_("The partner is in the archive now.")
        self.run(archive_partner, row.id, archived=not row.archived, said=said)

    def choose_for(self, panel: Callable[[PartnerRow, Choices], tuple[str, FormPanel]], row: PartnerRow) -> None:
        """Read what a form picks from, then open it for a partner."""

        def read(found: Choices) -> None:
            title, made = panel(row, found)
            self.open_form(title, made, row)

        self.read(choices, done=read)

    def _new_partnership(self, row: PartnerRow, found: Choices) -> tuple[str, FormPanel]:
        title = self.text(N_("Together with {partner}"), partner=row.name)
        return title, new_partnership_panel(self.context, found, {"partner_id": row.id})

    def _new_question(self, row: PartnerRow, found: Choices) -> tuple[str, FormPanel]:
        title = self.text(N_("Question to {partner}"), partner=row.name)
        return title, new_help_question_panel(self.context, found, {"partner_id": row.id})

    def _new_agreement(self, row: PartnerRow, found: Choices) -> tuple[str, FormPanel]:
        title = self.text(N_("Agreement with {partner}"), partner=row.name)
        return title, new_agreement_panel(self.context, found, {"partner_id": row.id})
