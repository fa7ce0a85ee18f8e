"""Members: the families and persons who deliver, with their plots."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.members import archive_member, archive_plot
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.members import MemberDetail, MemberFilter, MemberRow, PlotRow, member, members
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.reliability import ReliabilityRow, member_reliability
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.member_form import KINDS, SEXES, change_member_panel, new_member_panel, priority_words
from sse_desktop.ui.plots import change_plot_panel, new_plot_panel, plot_list
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

ARCHIVED: dict[str, bool | None] = {"": False, "archived": True, "both": None}


class MembersPage(Register[MemberRow]):
    """The register of members."""

    depends_on = frozenset({"member", "plot", "weigh_in", "product", "paper", "pledge", "reliability"})
    name = "members"
    title = N_("Members")
    first_choice_leaves_out = True
    search_hint = N_("Number, name or community")
    empty = Empty(
        N_("No members yet"),
        N_("Members are the families and persons who deliver. Enter one, or import a list from a spreadsheet."),
    )
    filters = (
        Filter("archived", N_("Which members"), (("", N_("Active members")), ("archived", N_("Archived")), ("both", N_("All members")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        kinds = {value: self.text(word) for value, word in KINDS}
        states = {
            False: Mark(State.READY, self.text(N_("active"))),
            True: Mark(State.QUIET, self.text(N_("archived"))),
        }
        return (
            Column(N_("No."), lambda row: row.number, 60),
            Column(N_("Name"), lambda row: row.name, 170, stretch=True),
            Column(N_("Community"), lambda row: row.community, 140),
            Column(N_("Kind"), lambda row: kinds.get(row.kind, row.kind), 90, secondary=True),
            Column(N_("Plots"), lambda row: row.plots, 80, secondary=True),
            Column(N_("Delivered"), lambda row: row.delivered, 120, unit="kg", decimals=1),
            Column(N_("Last delivery"), lambda row: row.last_delivery, 110),
            Column(N_("State"), lambda row: states[row.archived], 110),
        )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._products: Sequence[ProductRow] = ()
        self.model.arrived.connect(self._say_totals)

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New member"), self.new_member, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Import a list …"), self.import_list, key="Ctrl+I", icon="folder"),
            Action(N_("Import plots …"), self.import_plots),
        )

    def source(self, view: View) -> Callable[..., Sequence[MemberRow]]:
        return partial(
            members, which=MemberFilter(words=view.words, archived=ARCHIVED[view.filters.get("archived", "")])
        )

    def refresh(self) -> None:
        super().refresh()
        self.read(products, done=self._know_products)

    def take_files(self, files: Sequence[Path]) -> None:
        self._open_import(files[0])

    def import_list(self) -> None:
        """Open the sheet that imports a list."""
        self._open_import(None)

    def import_plots(self) -> None:
        """Open the sheet that imports plots with their expected yield."""
        from sse_desktop.ui.sheet_import import plot_import

        self.context.shell.open_sheet(self.text(N_("Import plots")), plot_import(self.context, None))

    def widen(self) -> bool:
        if self.bar.chosen()["archived"] == "both":
            return False
        self.bar.choose("archived", "both")
        return True

    # The inspector.

    def chosen(self, row: MemberRow) -> None:
        self.read(member, row.id, done=partial(self.show_member, row))

    def show_member(self, row: MemberRow, found: MemberDetail) -> None:
        """Show a member with what was delivered, and the plots."""
        state = (State.QUIET, N_("archived")) if found.archived else (State.READY, N_("active"))
        details = Details(self.context).badge(state[0], self.text(state[1]))
        details.figure(N_("Delivered"), row.delivered)
        details.fact(N_("Tickets"), row.tickets).fact(N_("Last delivery"), row.last_delivery)
        details.heading(N_("Plots"))
        if not found.plots:
            details.note(self.text(N_("No plot yet. Plots are needed to trace the produce back to the field.")))
        details.widget(plot_list(self.context, found.plots, partial(self.change_plot, found)))
        details.offer((Action(N_("New plot"), partial(self.new_plot, found)),))
        kept = Details(self.context)
        details.widget(kept)
        self.context.worker.read(member_reliability, found.id, self.context.today(), owner=kept,
                                 done=partial(self._tell_kept, kept))  # fmt: skip
        self._facts(details, found)
        archive = N_("Take out of the archive") if found.archived else N_("Archive")
        self.inspect(
            self.text(N_("{number} · {name}"), number=str(found.number), name=found.name),
            details,
            actions=(
                Action(N_("Change"), partial(self.change_member, found)),
                Action(archive, partial(self.archive, found.id, found.name, archived=not found.archived)),
            ),
        )

    def _tell_kept(self, details: Details, rows: Sequence[ReliabilityRow]) -> None:
        if rows:
            details.heading(N_("Reliability of the pledges"))
            details.table([(row.product, self.context.locale.percent(row.bp)) for row in rows])
            details.note(self.text(N_("Page Forecast tells how each was learned, and lets it be set.")))

    def _facts(self, details: Details, found: MemberDetail) -> None:
        kinds, sexes = dict(KINDS), dict(SEXES)
        details.heading(N_("Data"))
        details.fact(N_("Kind"), self.text(kinds.get(found.kind, found.kind)))
        details.fact(N_("Community"), found.community).fact(N_("Phone"), found.phone)
        details.fact(N_("Canton"), found.canton).fact(N_("Province"), found.province)
        details.fact(N_("Household"), found.household)
        preferred, codes = priority_words(self.context), found.priority_codes.split(",")
        details.fact(N_("Preferred by the law"), ", ".join(preferred.get(code, code) for code in codes if code))
        details.fact(N_("Identity number"), found.id_number)
        details.fact(N_("Sex"), self.text(sexes.get(found.sex or "", "")))
        details.fact(N_("Year of birth"), str(found.birth_year or ""))
        details.fact(N_("Joined on"), found.joined_on).fact(N_("Left on"), found.left_on)
        details.fact(N_("Share capital"), found.share_capital if found.share_capital.minor else None)
        details.fact(N_("Bank"), found.bank_name).fact(N_("Bank account"), found.bank_account)
        details.fact(N_("Consent given on"), found.consent_on).fact(N_("Notes"), found.notes)

    # What can be done.

    def new_member(self) -> None:
        """Open an empty form."""
        self.table.clearSelection()
        self._open(self.text(N_("New member")), new_member_panel(self.context, self._currency()))

    def change_member(self, found: MemberDetail) -> None:
        """Open the form of a member."""
        self._open(found.name, change_member_panel(self.context, found), record=found.id)

    def new_plot(self, found: MemberDetail) -> None:
        """Open an empty form for a plot of a member."""
        self._open(found.name, new_plot_panel(self.context, found, self._products), record=found.id)

    def change_plot(self, found: MemberDetail, plot: PlotRow) -> None:
        """Open the form of a plot, with the way into the archive."""
        panel = change_plot_panel(self.context, plot, self._products)
        title = N_("Take out of the archive") if plot.archived else N_("Archive the plot")
        run = partial(self._archive_plot, found, plot)
        self._open(plot.name, panel, record=found.id, actions=(Action(title, run),))

    def archive(self, member_id: uuid.UUID, name: str, *, archived: bool) -> None:
        """Take a member out of the lists, or back in."""
        said = N_("{name} is in the archive now.") if archived else N_("{name} is back in the lists.")
        self.write(archive_member, member_id, archived=archived, done=lambda _: self._tell(said, name))

    def row_actions(self, row: MemberRow) -> Sequence[Action]:
        title = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self._change_row, row.id)),
            Action(title, partial(self.archive, row.id, row.name, archived=not row.archived)),
        )

    def opened(self, row: MemberRow) -> None:
        self._change_row(row.id)

    # Private.

    def _change_row(self, member_id: uuid.UUID) -> None:
        self.read(member, member_id, done=self.change_member)

    def _open(
        self, title: str, panel: FormPanel, *, record: uuid.UUID | None = None, actions: Sequence[Action] = ()
    ) -> None:
        panel.done.connect(partial(self._saved, record))
        panel.given_up.connect(partial(self._back, record))
        self.inspect(title, panel, actions=actions)
        panel.form.first().setFocus()

    def _saved(self, record: uuid.UUID | None, result: object) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self._back(record or result)

    def _back(self, record: object) -> None:
        """Show the member that the form was about, or nothing; the filters stay when the member is among the rows."""
        row = self.selected_row()
        if row is not None and row.id == record:
            self.chosen(row)
            self.table.setFocus()
        elif record is not None:
            self.show_record(record)
        else:
            self.close_inspector()

    def _archive_plot(self, found: MemberDetail, plot: PlotRow) -> None:
        self.write(archive_plot, plot.id, archived=not plot.archived, done=lambda _: self._back(found.id))

    def _tell(self, sentence: str, name: str) -> None:
        self.context.shell.tell(self.text(sentence, name=name))

    def _know_products(self, rows: Sequence[ProductRow]) -> None:
        self._products = rows

    def _currency(self) -> str:
        return self.context.workspace.cooperative.currency if self.context.workspace is not None else "USD"

    def _open_import(self, file: Path | None) -> None:
        from sse_desktop.ui.sheet_import import member_import

        sheet = member_import(self.context, file)
        self.context.shell.open_sheet(self.text(N_("Import members")), sheet)

    def _say_totals(self) -> None:
        if not isinstance(self.model, ListModel):
            return
        rows: Sequence[MemberRow] = self.model.rows
        delivered = sum((row.delivered for row in rows), start=Quantity(0, KILO))
        locale = self.context.locale
        words = locale.plural(
            N_("{n} member, {delivered} delivered"),
            N_("{n} members, {delivered} delivered"),
            len(rows),
            delivered=delivered,
        )
        self.totals.setText(words if rows else "")
        self.totals.setVisible(bool(rows))
