"""Buyers: the public bodies we sell to, with the places they want served."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.buyers import archive_buyer
from sse_desktop.domain.errors import N_
from sse_desktop.queries.buyers import BuyerRow, buyers
from sse_desktop.ui.buyers_form import change_buyer_panel, new_buyer_panel
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class BuyersPage(Register[BuyerRow]):
    """The register of buyers."""

    depends_on = frozenset({"buyer", "delivery_point", "contract"})
    name = "buyers"
    title = N_("Buyers")
    search_hint = N_("Name or tax number")
    empty = Empty(
        N_("No buyers yet"),
        N_(
            "A buyer is an institute, a city or a school board. Winning a tender adds its buyer; you can also enter one."
        ),
    )
    filters = (
        Filter("archived", N_("Which buyers"), (("", N_("Buyers in use")), ("archived", N_("Archived")))),
    )  # fmt: skip
    columns = (
        Column(N_("Name"), lambda row: row.name, 240, stretch=True),
        Column(N_("Tax number"), lambda row: row.tax_id, 140),
        Column(N_("Contact"), lambda row: row.contact, 160, secondary=True),
        Column(N_("Phone"), lambda row: row.phone, 120, secondary=True),
        Column(N_("Delivery points"), lambda row: row.points, 120),
        Column(N_("Open contracts"), lambda row: row.contracts, 120),
        Column(N_("Pays within days"), lambda row: row.days_to_pay, 130, right=True, secondary=True),
    )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New buyer"), self.new_buyer, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[BuyerRow]]:
        is_archived = view.filters.get("archived") == "archived"
        return partial(found_buyers, words=view.words, archived=is_archived)

    # The inspector.

    def chosen(self, row: BuyerRow) -> None:
        details = Details(self.context)
        details.figure(N_("Delivery points"), row.points)
        details.fact(N_("Tax number"), row.tax_id).fact(N_("Kind"), row.kind).fact(N_("Address"), row.address)
        details.fact(N_("Contact"), row.contact).fact(N_("Phone"), row.phone).fact(N_("E-mail"), row.email)
        details.fact(N_("Time zone"), row.time_zone).fact(N_("Pays within days"), row.days_to_pay)
        details.fact(N_("Open contracts"), row.contracts).fact(N_("Notes"), row.notes)
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        self.inspect(
            row.name,
            details,
            actions=(
                Action(N_("Delivery points"), partial(self.context.shell.go, "delivery_points", row.id), primary=True),
                Action(N_("Change"), partial(self.change, row)),
                Action(archive, partial(self.archive, row)),
            ),
        )

    def opened(self, row: BuyerRow) -> None:
        self.change(row)

    def row_actions(self, row: BuyerRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (Action(N_("Change"), partial(self.change, row)), Action(archive, partial(self.archive, row)))

    # What can be done.

    def new_buyer(self) -> None:
        """Open an empty form."""
        self.table.clearSelection()
        self._open(self.text(N_("New buyer")), new_buyer_panel(self.context), None)

    def change(self, row: BuyerRow) -> None:
        """Open the form of a buyer."""
        self._open(row.name, change_buyer_panel(self.context, row), row)

    def archive(self, row: BuyerRow) -> None:
        """Take a buyer out of the lists, or back in."""
        said = N_("{name} is back in the lists.") if row.archived else N_("{name} is in the archive now.")
        tell = self.context.shell.tell
        self.write(
            archive_buyer, row.id, archived=not row.archived, done=lambda _: tell(self.text(said, name=row.name))
        )

    def _open(self, title: str, panel: FormPanel, row: BuyerRow | None) -> None:
        panel.done.connect(partial(self._saved, row))
        panel.given_up.connect(self._give_up if row is None else partial(self._give_up, row))
        self.inspect(title, panel)
        panel.form.first().setFocus()

    def _give_up(self, row: BuyerRow | None = None) -> None:
        if row is None:
            self.close_inspector()
        else:
            self.chosen(row)
        self.table.setFocus()

    def _saved(self, row: BuyerRow | None, result: Any) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.table.setFocus()
        self.close_inspector()
        self.show_record(row.id if row is not None else result)


def found_buyers(session: Any, *, words: str, archived: bool) -> list[BuyerRow]:
    """Return the buyers whose name, number or contact hold the words."""
    from sse_desktop.domain.folding import fold

    wanted = fold(words).split()
    rows = buyers(session, archived=archived)
    return [row for row in rows if all(word in fold(f"{row.name} {row.tax_id} {row.contact}") for word in wanted)]
