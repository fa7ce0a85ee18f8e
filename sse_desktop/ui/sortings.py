"""Sorting: what was graded, packed, moved and joined, with a form to enter one."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.sorting import Sorted, void_sorting
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.sorting_choices import SortingChoices, sorting_choices
from sse_desktop.queries.sortings import SortedLot, SortingFilter, SortingRow, sortings
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.labels import ask_for_labels
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.records_page import RecordsPage, words_of
from sse_desktop.ui.register import View
from sse_desktop.ui.sorting_form import SortingPanel
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

KINDS = ("kind", N_("What was done"), (("", N_("Everything")), *((kind.value, kind.label) for kind in SortingKind)))


class SortingsPage(RecordsPage[SortingRow]):
    """The register of sortings, the newest first."""

    depends_on = frozenset({"sorting", "lot", "stock_movement"})
    name = "sortings"
    title = N_("Sorting")
    search_hint = N_("Lot, product or note")
    empty = Empty(
        N_("Nothing was sorted yet"),
        N_(
            "Grade a lot, pack it, move it or join it with others. What goes in comes out or is lost, and stays with its families."
        ),
    )
    filters = (
        Filter(*KINDS),
        Filter("voided", N_("Which sortings"), (("", N_("Sortings that hold")), ("voided", N_("Void")))),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kind, self._lot = SortingKind.GRADING, None
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("When"), lambda row: row.at, 132),
            Column(N_("What was done"), lambda row: self.text(SortingKind(row.kind).label), 110),
            Column(N_("Product"), lambda row: row.product, 120, secondary=True),
            Column(N_("Out of"), lambda row: _codes(row.inputs), 170, stretch=True),
            Column(N_("Into lots"), lambda row: len(row.outputs), 84, secondary=True),
            Column(N_("Taken out"), lambda row: row.weight_in, 104, unit="kg", decimals=1),
            Column(N_("Put in"), lambda row: row.weight_out, 90, unit="kg", decimals=1),
            Column(N_("Loss"), lambda row: row.loss, 90, unit="kg", decimals=1),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New sorting"), self.new_sorting, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[SortingRow]]:
        which = SortingFilter(
            words=view.words,
            kind=view.filters.get("kind", ""),
            voided=view.filters.get("voided") == "voided",
        )
        return partial(sortings, which=which)

    def show_record(self, record: object) -> None:
        """Show a sorting; a pair of kind and lot opens the form of it."""
        if isinstance(record, tuple):
            self.new_sorting(*record)
        else:
            super().show_record(record)

    # One sorting.

    def chosen(self, row: SortingRow) -> None:
        locale = self.context.locale
        details = Details(self.context)
        if row.voided is not None:
            details.badge(State.QUIET, self.text(N_("void")))
        details.figure(N_("Taken out"), row.weight_in)
        details.fact(N_("When"), row.at).fact(N_("Loss"), row.loss if row.loss.milli else None)
        details.fact(N_("Why it is lost"), row.loss_reason).fact(N_("Note"), row.note)
        details.fact(N_("Void because"), row.voided)
        for title, lots in ((N_("Out of"), row.inputs), (N_("Into"), row.outputs)):
            details.heading(title).widget(LineList(self.context, [self._line(lot) for lot in lots]))
        if row.voided is None:
            labels = [
                Line(title=lot.code, run=partial(ask_for_labels, self, lot.lot_id), word=N_("Labels"))
                for lot in row.outputs
            ]
            details.heading(N_("Labels")).widget(LineList(self.context, labels))
        title = f"{self.text(SortingKind(row.kind).label)} · {locale.instant(row.at)}"
        self.inspect(title, details, actions=self.row_actions(row))

    def _line(self, lot: SortedLot) -> Line:
        locale = self.context.locale
        packed = ""
        if lot.containers is not None and lot.units is not None:
            packed = self.text(
                N_("{containers} × {container} and {loose} loose = {units}"),
                containers=lot.containers,
                container=lot.container,
                loose=lot.loose_units or 0,
                units=lot.units,
            )
        return Line(
            title=f"{lot.code} · {locale.quantity(lot.weight)}",
            detail=words_of(f"{lot.product} {lot.grade}", lot.place, packed),
            run=partial(self.context.shell.go, "lots", lot.lot_id),
            word=N_("Show"),
        )

    def row_actions(self, row: SortingRow) -> Sequence[Action]:
        if row.voided is not None:
            return ()
        return (Action(N_("Void …"), partial(self.ask_to_void, row), danger=True),)

    # What can be done.

    def new_sorting(self, kind: SortingKind = SortingKind.GRADING, lot_id: uuid.UUID | None = None) -> None:
        """Open the form, with a kind and a lot chosen."""
        self.read(sorting_choices, self.context.today(), done=partial(self._open, kind, lot_id))

    def ask_to_void(self, row: SortingRow) -> None:
        """Ask why a sorting is taken back."""
        sentence = self.text(
            N_("Void this sorting of {weight}? Everything goes back into the lots it was taken from."),
            weight=row.weight_in,
        )
        self.ask_why(sentence, N_("Void it"), void_sorting, row.id, said=N_("The sorting is void."), danger=True)

    def _open(self, kind: SortingKind, lot_id: uuid.UUID | None, choices: SortingChoices) -> None:
        if not choices.lots:
            self.context.shell.tell(self.text(N_("No lot has anything in it to sort.")), state="to_do")
            return
        if lot_id is not None and all(row.id != lot_id for row in choices.lots):
            # The form would choose another lot, and nobody would notice.
            self.context.shell.tell(self.text(N_("There is nothing in this lot to sort.")), state="to_do")
            return
        panel = SortingPanel(self.context, choices, kind=kind, lot_id=lot_id)
        panel.done.connect(self._saved)
        panel.given_up.connect(partial(self.back_to, None))
        self.table.clearSelection()
        self.inspect(self.text(N_("New sorting")), panel)
        (panel.kind if lot_id is None else panel.form.first()).setFocus()

    def _saved(self, made: Sorted) -> None:
        loss = Quantity(made.loss_g, KILO)
        locale = self.context.locale
        said = locale.plural(N_("{n} new lot."), N_("{n} new lots."), len(made.lot_ids))
        if made.loss_g:
            said += " " + self.text(N_("Loss: {weight}"), weight=loss)
        self.context.shell.tell(said)
        self.table.setFocus()
        self.close_inspector()
        self.show_record(made.id)

    def _say_totals(self) -> None:
        if isinstance(self.model, ListModel):
            rows: Sequence[SortingRow] = self.model.rows
            loss = sum((row.loss for row in rows), start=Quantity(0, KILO))
            weight = sum((row.weight_in for row in rows), start=Quantity(0, KILO))
            words = self.context.locale.plural(
                N_("{n} sorting of {weight}, {loss} lost"), N_("{n} sortings of {weight}, {loss} lost"), len(rows),
                weight=weight, loss=loss,
            )  # fmt: skip
            self.totals.setText(words)
            self.totals.setVisible(bool(rows))


def _codes(lots: Sequence[SortedLot]) -> str:
    first = lots[0].code
    return first if len(lots) == 1 else f"{first} + {len(lots) - 1}"
