"""Crates: who holds how many returnable containers, down to every note, ticket and movement."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.crates import void_crate_movement
from sse_desktop.domain.crates import CrateMove
from sse_desktop.domain.errors import N_
from sse_desktop.queries.crate_entries import CrateEntry
from sse_desktop.queries.crate_ground import CrateGround, crate_ground
from sse_desktop.queries.crates import CrateBalance, CrateFilter, Who, crate_balances, crate_entries, crate_places
from sse_desktop.queries.products import ContainerRow, containers
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.crates_form import crate_panel
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

ENTRIES_SHOWN: Final = 60
WHO: Final[dict[str, Who | None]] = {"": None, "member": "member", "school": "school"}
DOCUMENTS: Final = {
    "delivery": (N_("with a delivery"), "deliveries.notes"),
    "received": (N_("given back by the school"), "deliveries.notes"),
    "weigh_in": (N_("brought with a load"), "tickets"),
}


class CratesPage(RecordsPage[CrateBalance]):
    """The register of crate balances."""

    depends_on = frozenset(
        {"crate_movement", "container_kind", "packaging", "delivery", "acceptance", "weigh_in", "member", "delivery_point"}
    )  # fmt: skip
    name = "crates"
    title = N_("Crates")
    first_choice_leaves_out = True
    search_hint = N_("Name, number, community or route")
    empty = Empty(
        N_("Nobody holds crates"),
        N_("Crates that must come back are counted here: lent to members, left at schools, brought back with loads."),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("With crates")), ("settled", N_("Also those without")))),
        Filter("who", N_("Who"), (("", N_("Members and schools")), ("member", N_("Members")), ("school", N_("Schools")))),
        Filter("place", N_("Community or route"), (("", N_("All communities and routes")),)),
        Filter("kind", N_("Container"), (("", N_("All kinds")),)),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        who = {"member": self.text(N_("member")), "school": self.text(N_("school"))}
        return (
            Column(N_("No."), lambda row: row.code, 90),
            Column(N_("Name"), lambda row: row.name, 200, stretch=True),
            Column(N_("Who"), lambda row: who[row.who], 90, secondary=True),
            Column(N_("Community or route"), lambda row: row.place, 140, secondary=True),
            Column(N_("Container"), self.kind_words, 130),
            Column(N_("Went out"), lambda row: row.out, 90),
            Column(N_("Came back"), lambda row: row.back, 90),
            Column(N_("Has now"), lambda row: row.balance, 80),
            Column(N_("State"), self.mark, 150),
        )

    def kind_words(self, row: CrateBalance) -> str:
        """Return the kind of container, or that it is not known."""
        return row.kind or self.text(N_("kind not known"))

    def mark(self, row: CrateBalance) -> Mark:
        """Return how a balance stands."""
        if row.balance > 0:
            return Mark(State.TO_DO, self.text(N_("to come back")))
        if row.balance < 0:
            return Mark(State.BLOCKED, self.text(N_("more back than out")))
        return Mark(State.READY, self.text(N_("all back")))

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Lend crates"), partial(self.begin, CrateMove.LENT), key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Take back"), partial(self.begin, CrateMove.RETURNED), key="Ctrl+Return"),
            Action(N_("List to take along"), self.print_page, icon="print"),
        )

    def to_begin(self) -> Sequence[Action]:
        return (*self.offered()[:1], Action(N_("Containers"), partial(self.context.shell.go, "containers")))

    def source(self, view: View) -> Callable[..., Sequence[CrateBalance]]:
        return partial(crate_balances, which=wanted(view))

    def refresh(self) -> None:
        self.read(crate_places, done=self._offer_places)
        self.read(containers, archived=None, done=self._offer_kinds)
        super().refresh()

    def print_page(self) -> None:
        self.context.worker.long(
            crate_list_pdf, self.context.today(), wanted(self.view), owner=self, done=self._show_list
        )

    # One balance.

    def chosen(self, row: CrateBalance) -> None:
        self.read(crate_entries, row.holder_id, row.kind_id, done=partial(self._show, row))

    def _show(self, row: CrateBalance, entries: Sequence[CrateEntry]) -> None:
        mark = self.mark(row)
        details = Details(self.context).badge(mark.state, mark.word).figure(N_("Has now"), row.balance)
        parts: list[tuple[str, object]] = [
            (self.text(N_("Went out")), row.out),
            (self.text(N_("− came back")), row.back),
        ]
        if row.lost:
            parts.append((self.text(N_("− lost or broken")), row.lost))
        if row.counted:
            parts.append((self.text(N_("± counts")), row.counted))
        details.table(parts)
        details.fact(N_("Container"), self.kind_words(row)).fact(N_("Community or route"), row.place)
        if row.kind_id is None:
            details.note(
                self.text(N_("A delivery says no kind. Its products are packed in several kinds, or in none."))
            )
        details.heading(N_("Entries"))
        details.widget(LineList(self.context, [self._line(one) for one in entries[:ENTRIES_SHOWN]]))
        left_out = len(entries) - ENTRIES_SHOWN
        if left_out > 0:
            details.note(self.context.locale.plural(N_("and {n} entry more"), N_("and {n} entries more"), left_out))
        self.inspect(row.name, details, actions=self.row_actions(row))

    def _line(self, one: CrateEntry) -> Line:
        locale = self.context.locale
        words, page = DOCUMENTS.get(one.what, ("", ""))
        word = self.text(words) if words else self.text(CrateMove(one.what).label)
        parts = [locale.instant(one.at), one.document, one.reason]
        if one.voided is not None:
            parts.append(self.text(N_("void: {reason}"), reason=one.voided))
        opens = partial(self.context.shell.go, page, one.record_id) if page else partial(self.ask_to_void, one)
        sign = "+" if one.containers > 0 else ""
        return Line(
            title=f"{sign}{locale.number(one.containers)} · {word}",
            detail=" · ".join(part for part in parts if part),
            run=opens if page or one.voided is None else None,
            word=N_("Look at it") if page else N_("Void …"),
            quiet=one.voided is not None,
        )

    def row_actions(self, row: CrateBalance) -> Sequence[Action]:
        is_known = row.kind_id is not None
        return (
            Action(N_("Took back"), partial(self.begin, CrateMove.RETURNED, row), enabled=is_known),
            Action(N_("Lend more"), partial(self.begin, CrateMove.LENT, row), enabled=is_known),
            Action(N_("Count …"), partial(self.begin, CrateMove.COUNTED, row), enabled=is_known),
            Action(N_("Lost …"), partial(self.begin, CrateMove.LOST, row), enabled=is_known),
        )

    # What can be done.

    def begin(self, move: CrateMove, row: CrateBalance | None = None) -> None:
        """Open the form of a movement; without a row the one under the cursor is meant, if it can be."""
        selected = row or (self.selected_row() if move is CrateMove.RETURNED else None)
        known = selected if selected is not None and selected.kind_id is not None else None
        self.read(crate_ground, done=partial(self._open, move, known))

    def ask_to_void(self, one: CrateEntry) -> None:
        """Ask why a movement is void."""
        sentence = self.text(N_("Void this movement of {count} crates?"), count=one.containers)
        said = N_("The movement is void.")
        self.ask_why(sentence, N_("Void it"), void_crate_movement, one.record_id, said=said, danger=True)

    # Private.

    def _open(self, move: CrateMove, row: CrateBalance | None, ground: CrateGround) -> None:
        if not ground.kinds:
            self.context.shell.go("containers")
            self.context.shell.tell(self.text(N_("Tick first which containers must come back.")), state="to_do")
            return
        panel = crate_panel(self.context, move, ground.holders, ground.kinds, row)
        titles = {
            CrateMove.LENT: N_("Lend crates"),
            CrateMove.RETURNED: N_("Take back"),
            CrateMove.LOST: N_("Lost crates"),
            CrateMove.COUNTED: N_("Count crates"),
        }
        self.open_form(self.text(titles[move]), panel, row)
        if row is not None:
            panel.form.fields["containers"].setFocus()

    def _show_list(self, data: bytes) -> None:
        self.context.shell.show_pdf(self.text(N_("Crates to come back")), data, self.text(N_("crates.pdf")))

    def _offer_places(self, places: Sequence[str]) -> None:
        self.bar.offer("place", [(place, place) for place in places])

    def _offer_kinds(self, rows: Sequence[ContainerRow]) -> None:
        self.bar.offer("kind", [(str(row.id), row.name) for row in rows if row.returnable])

    def _say_totals(self) -> None:
        if isinstance(self.model, ListModel):
            count = sum(row.balance for row in self.model.rows)
            self.totals.setText(self.context.locale.plural(N_("{n} crate held"), N_("{n} crates held"), count))
            self.totals.setVisible(bool(self.model.rows))


def wanted(view: View) -> CrateFilter:
    """Return the filter of the query for what the bar says."""
    chosen = view.filters
    return CrateFilter(
        words=view.words,
        who=WHO[chosen.get("who", "")],
        place=chosen.get("place", ""),
        kind_id=uuid.UUID(chosen["kind"]) if chosen.get("kind") else None,
        settled=chosen.get("state") == "settled",
    )


def crate_list_pdf(workspace: "Workspace", on: date, which: CrateFilter, *, progress: Progress) -> bytes:
    """Return the list; runs beside the interface."""
    from sse_desktop.prints.crates import print_crate_list

    progress.step(0, 1)
    return print_crate_list(workspace, on, which)
