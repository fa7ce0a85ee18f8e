"""Containers: crates, sacks and boxes with what an empty one weighs."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.changing import NameTaken
from sse_desktop.commands.containers import (
    ContainerData,
    add_container_kind,
    archive_container_kind,
    change_container_kind,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.queries.products import ContainerRow, containers
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import TickField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.filter_bar import Filter
from sse_desktop.ui.widgets.number_fields import QuantityField

ARCHIVED: dict[str, bool | None] = {"": False, "archived": True, "both": None}


class ContainersPage(Register[ContainerRow]):
    """The register of containers."""

    depends_on = frozenset({"container_kind"})
    name = "containers"
    title = N_("Containers")
    first_choice_leaves_out = True
    search_hint = N_("Name")
    empty = Empty(
        N_("No containers yet"),
        N_(
            "The weight of the empty crates is taken off at the scale. Weigh one empty crate of each kind and enter it here."
        ),
    )
    filters = (
        Filter("archived", N_("Which containers"), (("", N_("Active containers")), ("archived", N_("Archived")), ("both", N_("All containers")))),
    )  # fmt: skip

    def make_columns(self) -> tuple[Column[Any], ...]:
        states = {
            False: Mark(State.READY, self.text(N_("active"))),
            True: Mark(State.QUIET, self.text(N_("archived"))),
        }
        return (
            Column(N_("Name"), lambda row: row.name, 260, stretch=True),
            Column(N_("Weighs empty"), lambda row: row.tare, 150, unit="kg", decimals=3),
            Column(N_("Must come back"), lambda row: row.returnable, 150),
            Column(N_("State"), lambda row: states[row.archived], 120),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New container"), self.new_container, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[ContainerRow]]:
        return partial(containers, text=view.words, archived=ARCHIVED[view.filters.get("archived", "")])

    def widen(self) -> bool:
        if self.bar.chosen()["archived"] == "both":
            return False
        self.bar.choose("archived", "both")
        return True

    def chosen(self, row: ContainerRow) -> None:
        details = Details(self.context)
        if row.archived:
            details.badge(State.QUIET, self.text(N_("archived")))
        details.figure(N_("Weighs empty"), row.tare)
        if row.returnable:
            details.note(self.text(N_("Must come back: who holds how many stands under Stock, Crates.")))
        details.note(self.text(N_("Weigh-ins keep the weight they were taken with.")))
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        actions = (
            Action(N_("Change"), partial(self.opened, row)),
            Action(archive, partial(self.archive, row)),
        )
        self.inspect(row.name, details, actions=actions)

    def new_container(self) -> None:
        """Open an empty form."""
        self.table.clearSelection()
        self._open(self.text(N_("New container")), self._panel(None))

    def opened(self, row: ContainerRow) -> None:
        self._open(row.name, self._panel(row))

    def archive(self, row: ContainerRow) -> None:
        """Take a container out of the lists, or back in."""
        said = N_("{name} is back in the lists.") if row.archived else N_("{name} is in the archive now.")
        words = self.text(said, name=row.name)
        self.write(
            archive_container_kind, row.id, archived=not row.archived, done=lambda _: self.context.shell.tell(words)
        )

    def row_actions(self, row: ContainerRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (Action(N_("Change"), partial(self.opened, row)), Action(archive, partial(self.archive, row)))

    def _panel(self, row: ContainerRow | None) -> FormPanel:
        def data(*, name: str, tare: Quantity, returnable: bool) -> ContainerData:
            return ContainerData(name=name, tare_g=tare.milli, returnable=returnable)

        form = Form(self.context, data, [
            TextField(self.context, "name", N_("Name"), hint=N_("As the people at the scale call it.")),
            QuantityField(self.context, "tare", N_("Weighs empty"), unit=KILO),
            TickField(self.context, "returnable", N_("Must come back"), hint=N_("Members and schools owe it until it is back.")),
        ], beside={NameTaken: "name"})  # fmt: skip
        save = N_("Save the container")
        if row is None:
            return FormPanel(self.context, form, add_container_kind, save=save)
        form.fill({"name": row.name, "tare": row.tare, "returnable": row.returnable})
        named = {"seen": row.stamps}
        return FormPanel(self.context, form, change_container_kind, save=save, before=(row.id,), named=named)

    def _open(self, title: str, panel: FormPanel) -> None:
        panel.done.connect(self._saved)
        panel.given_up.connect(self.close_inspector)
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _saved(self, result: object) -> None:
        self.close_inspector()
        self.context.shell.tell(self.text(N_("Saved.")))
        if result is not None:
            self.show_record(result)
        elif self.table.currentIndex().isValid():
            self.table.setFocus()
