"""Fair shares: which family supplies what of a bid, and why; kept as a version, shared anew when the harvest turns out otherwise."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.sharing_terms import set_measure, take_exception_away
from sse_desktop.commands.sharings import KeepSharing, keep_sharing, void_sharing
from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_award import Award
from sse_desktop.queries.share_rows import FamilyShare, Shares
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow, sharing_exceptions, sharing_terms
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.shares_family import exception_details, exceptions_of, family_details, whole_details
from sse_desktop.ui.shares_forms import exception_panel, terms_panel
from sse_desktop.ui.shares_prints import (
    save_shares_book,
    show_call_list,
    show_family_sheet,
    show_family_sheets,
    show_sharing_sheet,
)
from sse_desktop.ui.shares_reading import SharesReading
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.record_picker import Choice


class SharesPage(SharesReading):
    """The desk of one sharing: its actions, the inspector of a family and of the whole, and its papers."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.bar.measure_chosen.connect(self.measure)
        self.families.picked.connect(self.inspect_family)

    def offered(self) -> Sequence[Action]:
        found = self.found
        if found is None:
            return self._ways_out()
        keep = (Action(N_("Keep this sharing"), self.keep, key="Ctrl+Return", primary=True),)
        own = (
            Action(N_("Terms …"), self.edit_terms, key="Ctrl+T"),
            Action(N_("Exception …"), self.add_exception, key="Ctrl+N"),
        )
        void = (Action(N_("Void it …"), self.void, danger=True),)
        prints = (
            Action(N_("Rule and remarks"), self.inspect_whole, key="Ctrl+I"),
            Action(N_("Sheet for the assembly"), self.print_page, key="Ctrl+P", icon="print"),
            Action(N_("A page for every family"), self.print_families, key="Ctrl+Shift+P", icon="print"),
            Action(N_("Call list of the next week"), self.print_call_list, icon="print"),
            Action(N_("Save as spreadsheet"), self.save_book, key="Ctrl+Shift+S"),
        )
        if found.version is None:
            return (*keep, *own, *prints)
        return (*prints, *(void if not found.voided else ()))

    def _ways_out(self) -> Sequence[Action]:
        """Return what may be in the way of a sharing that can't be made: its terms, and what persons set."""
        if self._award is None:
            return ()
        return (
            Action(N_("Terms …"), self.edit_terms, key="Ctrl+T"),
            Action(N_("Set by a person"), self.inspect_exceptions, key="Ctrl+I"),
        )

    # The inspector.

    def inspect_family(self, row: FamilyShare | None) -> None:
        """Show why a family gets what it gets."""
        if row is None or self.found is None:
            return
        actions = [Action(N_("Print its page"), partial(show_family_sheet, self, self.found, row), icon="print")]
        if self.found.version is None:
            actions.append(Action(N_("Set something …"), partial(self.add_exception, row.member_id)))
            own = exceptions_of(self.found, row)
            actions += [Action(N_("Let the rule hold"), partial(self.take_away, each.id)) for each in own]
        actions.append(Action(N_("Ledger"), partial(self.context.shell.go, "ledger", row.member_id)))
        title = f"{row.number} · {row.name}"
        self.inspect(title, family_details(self.context, self.found, row, self.before), actions=actions)

    def inspect_whole(self) -> None:
        """Show the rule, what was set by persons, who is not in it and what nobody can bring."""
        if self.found is None:
            return
        details = whole_details(self.context, self.found, self.take_away if self.found.version is None else None)
        self.inspect(self.text(N_("Rule and remarks")), details)

    def inspect_exceptions(self) -> None:
        """Show what was set by persons where nothing could be shared, each with its way back to the rule."""
        self.read(sharing_exceptions, self.bid_id, done=self._show_exceptions)

    def _show_exceptions(self, rows: Sequence[ExceptionRow]) -> None:
        details = exception_details(Details(self.context), self.context, rows, self.take_away)
        self.inspect(self.text(N_("Set by a person")), details)

    # What can be done.

    def measure(self, measure: str) -> None:
        """Share by another measure."""
        self.write(set_measure, self.bid_id, measure, done=lambda _: None)

    def edit_terms(self) -> None:
        """Open the terms."""
        if self._award is not None:
            self.read(sharing_terms, self._award.bid_id, done=partial(self._open_terms, self._award))

    def _open_terms(self, shown: Award, terms: TermsRow) -> None:
        panel = terms_panel(self.context, shown.bid_id, terms, shown.currency)
        self._open(self.text(N_("Terms of this sharing")), panel)

    def add_exception(self, member_id: uuid.UUID | None = None) -> None:
        """Open the form that sets something for one family."""
        found = self.found
        if found is None or self._award is None:
            return
        known = [(row.member_id, row.number, row.name) for row in found.families]
        known += [(row.member_id, row.number, row.name) for row in found.left_out]
        choices = [Choice(key, name, str(number)) for key, number, name in sorted(known, key=lambda row: row[1])]
        panel = exception_panel(self.context, found.bid_id, choices, self._award.lines, found.currency, member_id)
        self._open(self.text(N_("Set something for a family")), panel)

    def take_away(self, exception_id: uuid.UUID) -> None:
        """Let the rule hold for a family again."""
        self.close_inspector()
        self.write(take_exception_away, exception_id, done=self._said(N_("The rule holds again.")))

    def keep(self) -> None:
        """Keep what is shown; a version after the first needs a reason."""
        found = self.found
        if found is None or found.version is not None:
            return
        if not self.versions:
            self._keep(found, "")
            return
        sentence = N_("A new version of this sharing is kept; the version before stays to be looked at.")
        self.context.shell.ask(
            Question(
                self.text(sentence), self.text(N_("Keep this sharing")), partial(self._keep, found), reason=self.text(N_("Reason"))
            )
        )  # fmt: skip

    def _keep(self, found: Shares, reason: str) -> None:
        data = KeepSharing(bid_id=found.bid_id, seen=found.made_from, from_week=found.from_week, reason=reason)
        self.write(keep_sharing, data, done=self._kept)

    def _kept(self, sharing_id: uuid.UUID) -> None:
        self.context.shell.tell(self.text(N_("The sharing was kept.")))
        self.show_record(sharing_id)

    def void(self) -> None:
        """Void the version that is shown."""
        found = self.found
        if found is None or found.id is None:
            return
        sentence = N_("This version counts no more: its pledges are free again, and the ledger forgets it.")
        done = self._said(N_("The version was voided."))
        self.context.shell.ask(
            Question(
                self.text(sentence), self.text(N_("Void it")),
                lambda reason: self.write(void_sharing, found.id, reason, done=done),
                reason=self.text(N_("Reason")), danger=True,
            )
        )  # fmt: skip

    def _said(self, sentence: str) -> Callable[[object], None]:
        return lambda _: self.context.shell.tell(self.text(sentence))

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(self._saved)
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _saved(self, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.close_inspector()
        self.families.table.setFocus()

    # Paper.

    def print_page(self) -> None:
        """Show the sheet for the assembly."""
        if self.found is not None:
            show_sharing_sheet(self, self.found)

    def print_families(self) -> None:
        """Show a page for every family."""
        if self.found is not None:
            show_family_sheets(self, self.found)

    def print_call_list(self) -> None:
        """Show who brings what in the next week of this award, over all sharings that count."""
        families = self.found.families if self.found is not None else ()
        weeks = sorted({line.week for family in families for line in family.lines})
        now = Week.of(self.context.today())
        if weeks:
            show_call_list(self, next((week for week in weeks if week >= now), weeks[-1]))

    def save_book(self) -> None:
        """Write the shares into a spreadsheet."""
        if self.found is not None:
            save_shares_book(self, self.found)
