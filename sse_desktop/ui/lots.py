"""Stock: every lot with what came in, what left, what is free, and how long it still keeps."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.stock import close_lot, hold_lot, release_lot, void_movement
from sse_desktop.commands.stock_reservations import release_stock
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.lot_inside import LotInside, lot_inside
from sse_desktop.queries.places import PlaceRow, places
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.stock import LotFilter, LotRow, lot, lots
from sse_desktop.queries.stock import State as Wanted
from sse_desktop.queries.stock_movements import MovementRow
from sse_desktop.queries.stock_reservations import ContractChoice, ReservationRow, contracts_for_lot
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.labels import ask_for_labels
from sse_desktop.ui.lot_details import LotHands, age_words, lot_details, lot_state
from sse_desktop.ui.lot_forms import best_before_panel, count_panel, removal_panel, reservation_panel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter

STATES: Final[dict[str, Wanted]] = {"": "stocked", "all": "all", "free": "free", "held": "held", "negative": "negative"}


class LotsPage(Register[LotRow]):
    """The register of lots, newest first."""

    depends_on = frozenset({"lot", "stock_movement", "weigh_in", "product", "stock_reservation", "sorting", "place"})
    name = "lots"
    title = N_("Lots")
    first_choice_leaves_out = True
    search_hint = N_("Code of a lot")
    empty = Empty(
        N_("Nothing in stock"),
        N_(
            "Every load that is weighed in goes into a lot of its product, grade, place and day. Weigh something in, or show all lots."
        ),
    )
    filters = (
        Filter("state", N_("State"), (("", N_("With something in them")), ("free", N_("Free for delivery")), ("held", N_("Held back")), ("negative", N_("To be clarified")), ("all", N_("All lots")))),
        Filter("product", N_("Product"), (("", N_("All products")),)),
        Filter("place", N_("Place"), (("", N_("All places")),)),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def make_columns(self) -> tuple[Column[Any], ...]:
        today = self.context.today()
        return (
            Column(N_("Lot"), lambda row: row.code, 176, stretch=True),
            Column(N_("Product"), lambda row: f"{row.product} {row.grade}", 140),
            Column(N_("Place"), lambda row: row.place, 84, secondary=True),
            Column(N_("Opened"), lambda row: row.opened_on, 96, secondary=True),
            Column(N_("Age"), lambda row: age_words(self.context, row, today), 110, secondary=True),
            Column(N_("Came in"), lambda row: row.received + row.sorted_in, 104, unit="kg", decimals=1),
            Column(N_("Sent"), lambda row: row.sent, 90, unit="kg", decimals=1, secondary=True),
            Column(N_("Free"), lambda row: row.free, 90, unit="kg", decimals=1),
            Column(N_("State"), lambda row: lot_state(self.context, row, today), 130),
        )

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New ticket"), partial(self._go, "weigh_in"), key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Trace"), self._trace_chosen, key="Ctrl+T"),
        )

    def source(self, view: View) -> Callable[..., Sequence[LotRow]]:
        product = view.filters.get("product")
        which = LotFilter(
            words=view.words,
            product_id=uuid.UUID(product) if product else None,
            state=STATES[view.filters.get("state", "")],
            place=view.filters.get("place") or None,
        )
        return partial(lots, which=which)

    def refresh(self) -> None:
        self.read(products, archived=None, done=self._offer_products)
        self.read(places, archived=None, done=self._offer_places)
        super().refresh()

    def widen(self) -> bool:
        if self.bar.chosen()["state"] == "all":
            return False
        self.bar.choose("state", "all")
        return True

    # One lot: its families, what is kept of it, and its movements.

    def chosen(self, row: LotRow) -> None:
        self.read(lot_inside, row.id, done=self._show)

    def _show(self, inside: LotInside) -> None:
        row = inside.row
        hands = LotHands(partial(self.ask_to_void, row), self.open_document, self.set_free)
        self.inspect(row.code, lot_details(self.context, inside, hands), actions=self._actions(row))

    def _actions(self, row: LotRow) -> Sequence[Action]:
        is_sorted = bool(row.sorted_in.milli or row.sorted_out.milli)  # such a lot stays closed
        close = N_("Open again") if row.closed_on is not None else N_("Close")
        return (
            Action(N_("Sort …"), partial(self._go, "sortings", (SortingKind.GRADING, row.id))),
            Action(N_("Keep for a contract …"), partial(self.ask_to_keep, row)),
            Action(N_("Last day of sale …"), partial(self.set_last_day, row)),
            Action(N_("Release …"), partial(self.ask_to_release, row)) if row.held else Action(N_("Hold back …"), partial(self.ask_to_hold, row)),
            Action(N_("Loss …"), partial(self.take_out, row)),
            Action(N_("Count …"), partial(self.count, row)),
            Action(N_("Labels"), partial(ask_for_labels, self, row.id), icon="print"),
            *(() if is_sorted else (Action(close, partial(self.close_or_open, row)),)),
        )  # fmt: skip

    def row_actions(self, row: LotRow) -> Sequence[Action]:
        return (
            *self._actions(row),
            Action(N_("Move …"), partial(self._go, "sortings", (SortingKind.MOVING, row.id))),
            Action(N_("Trace"), partial(self._go, "trace", row.code)),
        )

    # What can be done with a lot.

    def ask_to_hold(self, row: LotRow) -> None:
        """Ask why a lot is held back."""
        sentence = self.text(
            N_("Hold back lot {lot}? Nothing is delivered from it until it is released."), lot=row.code
        )
        confirm = self.text(N_("Hold it back"))
        self.context.shell.ask(
            Question(sentence, confirm, partial(self._hold, row), self.text(N_("Reason")), danger=True)
        )

    def ask_to_release(self, row: LotRow) -> None:
        """Ask why a lot may be delivered again."""
        sentence = self.text(N_("Release lot {lot}? It may be delivered again."), lot=row.code)
        confirm = self.text(N_("Release it"))
        self.context.shell.ask(Question(sentence, confirm, partial(self._release, row), self.text(N_("Reason"))))

    def take_out(self, row: LotRow) -> None:
        """Ask what was lost or thrown away."""
        self._open(self.text(N_("Out of {lot}"), lot=row.code), row, removal_panel(self.context, row))

    def count(self, row: LotRow) -> None:
        """Ask what was counted."""
        self._open(self.text(N_("Count {lot}"), lot=row.code), row, count_panel(self.context, row))

    def close_or_open(self, row: LotRow) -> None:
        """Let no more loads go into a lot, or let them again."""
        said = (
            N_("New loads go into another lot now.")
            if row.closed_on is None
            else N_("New loads may go into the lot again.")
        )
        self.write(close_lot, row.id, closed=row.closed_on is None, done=partial(self._done, said, row))

    def set_last_day(self, row: LotRow) -> None:
        """Ask how long a lot can be sold."""
        self._open(self.text(N_("Last day of {lot}"), lot=row.code), row, best_before_panel(self.context, row))

    def ask_to_keep(self, row: LotRow) -> None:
        """Ask for which contract something of a lot is kept."""
        self.read(contracts_for_lot, row.id, done=partial(self._keep, row))

    def set_free(self, kept: ReservationRow) -> None:
        """Keep nothing of a lot for a contract any more; Ctrl+Z takes that back."""
        said = self.text(N_("{weight} of lot {lot} are free again."), weight=kept.left, lot=kept.lot)
        self.write(release_stock, kept.id, done=lambda _: self._said(said, kept.lot_id))

    def open_document(self, move: MovementRow) -> None:
        """Show the ticket, the delivery note or the sorting of a movement."""
        for page, record in (
            ("tickets", move.weigh_in_id),
            ("deliveries.notes", move.delivery_id),
            ("sortings", move.sorting_id),
        ):
            if record is not None:
                self._go(page, record)
                return

    def ask_to_void(self, row: LotRow, move: MovementRow) -> None:
        """Ask why a loss or a count of a lot is taken back."""
        sentence = self.text(N_("Void this movement of {weight} in lot {lot}?"), weight=move.weight, lot=row.code)
        confirmed = partial(self._void_movement, row, move)
        self.context.shell.ask(
            Question(sentence, self.text(N_("Void it")), confirmed, self.text(N_("Reason")), danger=True)
        )

    # Private.

    def _hold(self, row: LotRow, reason: str) -> None:
        self.write(hold_lot, row.id, reason, done=partial(self._done, N_("Lot {lot} is held back."), row))

    def _release(self, row: LotRow, reason: str) -> None:
        self.write(release_lot, row.id, reason, done=partial(self._done, N_("Lot {lot} is free again."), row))

    def _void_movement(self, row: LotRow, move: MovementRow, reason: str) -> None:
        self.write(void_movement, move.id, reason, done=partial(self._done, N_("The movement is void."), row))

    def _keep(self, row: LotRow, contracts: Sequence[ContractChoice]) -> None:
        if not contracts:
            words = self.text(N_("No open contract asks for {product} {grade}."), product=row.product, grade=row.grade)
            self.context.shell.tell(words, state="to_do")
            return
        self._open(self.text(N_("Keep of {lot}"), lot=row.code), row, reservation_panel(self.context, row, contracts))

    def _said(self, said: str, lot_id: uuid.UUID) -> None:
        self.context.shell.tell(said)
        self.read(lot_inside, lot_id, done=self._show)

    def _open(self, title: str, row: LotRow, panel: Any) -> None:
        panel.done.connect(partial(self._done, N_("Saved."), row))
        panel.given_up.connect(partial(self._reread, row))
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _done(self, said: str, row: LotRow, _result: object = None) -> None:
        self.context.shell.tell(self.text(said, lot=row.code))
        self._reread(row)

    def _reread(self, row: LotRow) -> None:
        """Show the lot as it stands now, also when the filter does not show it any more."""
        self.read(lot, row.id, done=self.chosen)
        self.table.setFocus()

    def _trace_chosen(self) -> None:
        row = self.selected_row()
        self._go("trace", row.code if row is not None else None)

    def _go(self, page: str, record: object = None) -> None:
        self.context.shell.go(page, record)

    def _offer_products(self, rows: Sequence[ProductRow]) -> None:
        self.bar.offer("product", [(str(row.id), row.name) for row in rows])

    def _offer_places(self, rows: Sequence[PlaceRow]) -> None:
        self.bar.offer("place", [(row.code, row.label) for row in rows])

    def _say_totals(self) -> None:
        if isinstance(self.model, ListModel):
            rows: Sequence[LotRow] = self.model.rows
            free = sum((row.free for row in rows), start=Quantity(0, KILO))
            words = self.context.locale.plural(
                N_("{n} lot, {free} free"), N_("{n} lots, {free} free"), len(rows), free=free
            )
            self.totals.setText(words)
            self.totals.setVisible(bool(rows))
