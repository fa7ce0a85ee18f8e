"""Places: where lots lie. Codes that lots already name are listed too, and become a record when they get a name."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.changing import NameTaken
from sse_desktop.commands.places import (
    PlaceCodeMissing,
    PlaceCodeUsed,
    PlaceData,
    add_place,
    archive_place,
    change_place,
)
from sse_desktop.domain.errors import N_
from sse_desktop.queries.places import PlaceRow, places
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.filter_bar import Filter

ARCHIVED: dict[str, bool | None] = {"": False, "archived": True, "both": None}


class PlacesPage(RecordsPage[PlaceRow]):
    """The register of places."""

    depends_on = frozenset({"place", "lot", "stock_movement"})
    name = "places"
    title = N_("Places")
    search_hint = N_("Code or name")
    empty = Empty(
        N_("No places yet"),
        N_("A place is a collection centre, a cold room or a truck. Its short code stands on lots and labels."),
    )
    filters = (
        Filter("archived", N_("Which places"), (("", N_("Places in use")), ("archived", N_("Archived")), ("both", N_("All places")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Code"), lambda row: row.code, 130),
            Column(N_("Name"), lambda row: row.name, 240, stretch=True),
            Column(N_("Lots there now"), lambda row: row.lots, 130),
            Column(N_("Weight"), lambda row: row.weight, 120, unit="kg", decimals=1),
            Column(N_("State"), self._state, 150),
        )

    def _state(self, row: PlaceRow) -> Mark:
        if row.id is None:
            return Mark(State.TO_DO, self.text(N_("no name yet")))
        if row.archived:
            return Mark(State.QUIET, self.text(N_("archived")))
        return Mark(State.READY, self.text(N_("active")))

    def key_of(self, row: PlaceRow) -> object:
        return row.id or row.code

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New place"), self.new_place, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[PlaceRow]]:
        return partial(places, text=view.words, archived=ARCHIVED[view.filters.get("archived", "")])

    def chosen(self, row: PlaceRow) -> None:
        details = Details(self.context)
        mark = self._state(row)
        details.badge(mark.state, mark.word)
        details.figure(N_("Weight"), row.weight)
        details.fact(N_("Name"), row.name).fact(N_("Lots there now"), row.lots)
        if row.id is None:
            details.note(self.text(N_("Lots name this place. Give it a name so that everybody knows it.")))
        self.inspect(row.code, details, actions=self.row_actions(row))

    def row_actions(self, row: PlaceRow) -> Sequence[Action]:
        count = Action(N_("Count"), partial(self.context.shell.go, "stock_counts", row.code))
        if row.id is None:
            return (Action(N_("Give it a name"), partial(self.opened, row), primary=True), count)
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self.opened, row)),
            count,
            Action(archive, partial(self.archive, row)),
        )

    def opened(self, row: PlaceRow) -> None:
        self.open_form(row.code, self._panel(row), row)

    def new_place(self) -> None:
        """Open an empty form."""
        self.open_form(self.text(N_("New place")), self._panel(None))

    def archive(self, row: PlaceRow) -> None:
        """Take a place out of the lists, or back in."""
        said = N_("The place is back in the lists.") if row.archived else N_("The place is in the archive now.")
        self.run(archive_place, row.id, archived=not row.archived, said=said)

    def _panel(self, row: PlaceRow | None) -> FormPanel:
        form = Form(self.context, PlaceData, [
            TextField(self.context, "code", N_("Code"), hint=N_("Short: it stands in the codes of lots, such as C03.")),
            TextField(self.context, "name", N_("Name")),
        ], beside={NameTaken: "code", PlaceCodeMissing: "code", PlaceCodeUsed: "code"})  # fmt: skip
        save = N_("Save the place")
        if row is not None:
            form.fill({"code": row.code, "name": row.name})
        if row is None or row.id is None:
            return FormPanel(self.context, form, add_place, save=save)
        return FormPanel(self.context, form, change_place, save=save, before=(row.id,), named={"seen": row.stamps})
