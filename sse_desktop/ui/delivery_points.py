"""Delivery points: schools and kitchens with their official code, pupils, hours and route."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.buyers import archive_delivery_point
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.queries.buyers import BuyerRow, DeliveryPointRow, buyers, delivery_points
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.delivery_points_form import change_point_panel, new_point_panel
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.table_model import ListModel
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class DeliveryPointsPage(Register[DeliveryPointRow]):
    """The register of delivery points, of one buyer or of all."""

    depends_on = frozenset({"delivery_point", "buyer"})
    name = "delivery_points"
    title = N_("Delivery points")
    search_hint = N_("Code, name, canton or route")
    empty = Empty(
        N_("No delivery points yet"),
        N_("A delivery point is a school or a kitchen. Import the buyer's list of schools, or enter one."),
    )
    filters = (Filter("buyer", N_("Which buyer"), (("", N_("All buyers")),)),)
    columns = (
        Column(N_("Code"), lambda row: row.code, 110),
        Column(N_("Name"), lambda row: row.name, 220, stretch=True),
        Column(N_("Canton"), lambda row: row.canton, 130, secondary=True),
        Column(N_("Pupils"), lambda row: row.pupils, 80, right=True),
        Column(N_("Route"), lambda row: row.route, 120),
        Column(N_("Hours"), lambda row: row.hours, 120, secondary=True),
        Column(N_("Contact"), lambda row: row.contact, 150, secondary=True),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._buyers: Sequence[BuyerRow] = ()
        self._wanted: uuid.UUID | None = None
        super().__init__(context, parent)
        self.model.arrived.connect(self._say_totals)

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("New delivery point"), self.new_point, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Import a list …"), self.import_list, key="Ctrl+I", icon="folder"),
        )

    def source(self, view: View) -> Callable[..., Sequence[DeliveryPointRow]]:
        buyer = view.filters.get("buyer", "")
        return partial(found_points, words=view.words, buyer_id=uuid.UUID(buyer) if buyer else None)

    def refresh(self) -> None:
        self.read(buyers, done=self._know_buyers)
        super().refresh()

    def show_record(self, record: object) -> None:
        if isinstance(record, uuid.UUID):
            # A buyer's id shows all of its places, a place's id the place.
            self._wanted = record
            self.read(buyers, done=self._know_buyers)
        super().show_record(record)

    def _know_buyers(self, rows: Sequence[BuyerRow]) -> None:
        self._buyers = rows
        self.bar.offer("buyer", [(str(row.id), row.name) for row in rows])
        if self._wanted in [row.id for row in rows]:
            self.bar.choose("buyer", str(self._wanted))
        self._wanted = None

    # The inspector.

    def chosen(self, row: DeliveryPointRow) -> None:
        details = Details(self.context).figure(N_("Pupils"), row.pupils)
        details.fact(N_("Code"), row.code).fact(N_("Buyer"), row.buyer).fact(N_("Province"), row.province)
        details.fact(N_("Canton"), row.canton).fact(N_("Address"), row.address).fact(N_("Route"), row.route)
        details.fact(N_("Hours"), row.hours).fact(N_("Access"), row.access).fact(N_("Contact"), row.contact)
        details.fact(N_("School regime"), row.regime)
        actions = (
            Action(N_("Change"), partial(self.change, row)),
            Action(N_("Archive"), partial(self.archive, row)),
        )
        self.inspect(row.name, details, actions=actions)

    def opened(self, row: DeliveryPointRow) -> None:
        self.change(row)

    def row_actions(self, row: DeliveryPointRow) -> Sequence[Action]:
        return (Action(N_("Change"), partial(self.change, row)), Action(N_("Archive"), partial(self.archive, row)))

    # What can be done.

    def new_point(self) -> None:
        """Open an empty form for a place of the buyer that is filtered by, else of the first one."""
        buyer = self._buyer()
        if buyer is not None:
            self.table.clearSelection()
            self._open(
                self.text(N_("New delivery point of {buyer}"), buyer=buyer.name),
                new_point_panel(self.context, buyer.id),
                None,
            )

    def change(self, row: DeliveryPointRow) -> None:
        """Open the form of a place."""
        self._open(row.name, change_point_panel(self.context, row), row)

    def archive(self, row: DeliveryPointRow) -> None:
        """Take a place out of the lists; Ctrl+Z brings it back."""
        tell, said = self.context.shell.tell, N_("{name} is in the archive now. Ctrl+Z brings it back.")
        self.write(archive_delivery_point, row.id, done=lambda _: tell(self.text(said, name=row.name)))

    def import_list(self) -> None:
        """Open the sheet that imports a list."""
        self._open_import(None)

    def take_files(self, files: Sequence[Path]) -> None:
        self._open_import(files[0])

    # Private.

    def _open_import(self, file: Path | None) -> None:
        from sse_desktop.ui.delivery_points_import import points_import

        buyer = self._buyer()
        if buyer is not None:
            title = self.text(N_("Import delivery points of {buyer}"), buyer=buyer.name)
            self.context.shell.open_sheet(title, points_import(self.context, buyer.id, file))

    def _buyer(self) -> BuyerRow | None:
        """Return the buyer that is filtered by, or the only one; otherwise say that one must be chosen."""
        chosen = self.view.filters.get("buyer", "")
        found = next((row for row in self._buyers if str(row.id) == chosen), None)
        if found is None and len(self._buyers) == 1:
            found = self._buyers[0]
        if found is None:
            sentence = N_("Choose the buyer above first.") if self._buyers else N_("Enter the buyer first.")
            self.context.shell.tell(self.text(sentence), state="to_do")
        return found

    def _open(self, title: str, panel: FormPanel, row: DeliveryPointRow | None) -> None:
        panel.done.connect(partial(self._saved, row))
        panel.given_up.connect(self._give_up if row is None else partial(self._give_up, row))
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _give_up(self, row: DeliveryPointRow | None = None) -> None:
        if row is None:
            self.close_inspector()
        else:
            self.chosen(row)
        self.table.setFocus()

    def _saved(self, row: DeliveryPointRow | None, result: Any) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.table.setFocus()
        self.close_inspector()
        self.show_record(row.id if row is not None else result)

    def _say_totals(self) -> None:
        if isinstance(self.model, ListModel):
            rows: Sequence[DeliveryPointRow] = self.model.rows
            pupils = sum(row.pupils or 0 for row in rows)
            words = self.context.locale.plural(
                N_("{n} delivery point, {pupils} pupils"),
                N_("{n} delivery points, {pupils} pupils"),
                len(rows),
                pupils=pupils,
            )
            self.totals.setText(words)
            self.totals.setVisible(bool(rows))


def found_points(session: Any, *, words: str, buyer_id: uuid.UUID | None) -> list[DeliveryPointRow]:
    """Return the delivery points whose code, name, place or route hold the words."""
    wanted = fold(words).split()
    return [
        row
        for row in delivery_points(session, buyer_id)
        if all(word in fold(f"{row.code} {row.name} {row.canton} {row.route} {row.contact}") for word in wanted)
    ]
