"""Settings › From the buyer's paper: what the rules leave open, filled in for a tender or a buyer with its source."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.asked_values import archive_asked_value
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.domain.jurisdiction_rules import CONFIDENCE
from sse_desktop.queries.asked_list import AskedFor, AskedRow, asked_for, asked_list
from sse_desktop.ui.asked_values_form import field_words, fill_panel, value_words
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class AskedValuesPage(Register[AskedRow]):
    """The register of values that only the buyer's papers tell."""

    depends_on = frozenset({"asked_value", "tender", "buyer"})
    name = "asked"
    title = N_("From the buyer's paper")
    search_hint = N_("Words of the rule")
    empty = Empty(
        N_("Nothing is asked for"),
        N_("The rules of this country leave nothing to the buyer's paper. What they say stands on the page Rules."),
    )
    filters = (
        Filter("whom", N_("For whom"), (("", N_("Choose a tender or a buyer")),)),
        Filter(
            "state",
            N_("State"),
            (("", N_("Filled in or not")), ("open", N_("To fill in")), ("filled", N_("Filled in"))),
        ),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.whom: dict[str, AskedFor] = {}
        super().__init__(context, parent)

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Rule"), lambda row: self.text(row.place.rule), 250),
            Column(N_("What is asked for"), lambda row: field_words(self.context, row), 230, stretch=True),
            Column(N_("Value"), lambda row: value_words(self.context, row), 130, right=True),
            Column(N_("Read in"), lambda row: row.asked.source if row.asked is not None else "", 180),
            Column(N_("Holds for"), self._scope, 130, secondary=True),
            Column(N_("Filled in by"), self._who, 170, secondary=True),
            Column(N_("State"), self._mark, 110),
        )

    def _scope(self, row: AskedRow) -> str:
        if row.asked is None:
            return ""
        return self.text(N_("this tender") if row.asked.scope == "tender" else N_("all of the buyer"))

    def _who(self, row: AskedRow) -> str:
        if row.asked is None or row.asked.noted_on is None:
            return ""
        return self.text(N_("{name}, {day}"), name=row.asked.noted_by, day=row.asked.noted_on)

    def _mark(self, row: AskedRow) -> Mark:
        if row.asked is None:
            return Mark(State.TO_DO, self.text(N_("to fill in")))
        return Mark(State.READY, self.text(N_("filled in")))

    def offered(self) -> Sequence[Action]:
        return (
            Action(N_("Fill in"), self.fill_selected, key="Ctrl+N", primary=True, icon="add"),
            Action(N_("Rules"), self.go_to_rules),
        )

    def to_begin(self) -> Sequence[Action]:
        return (Action(N_("Rules"), self.go_to_rules, primary=True),)

    def go_to_rules(self) -> None:
        """All the other rules stand on their own page."""
        self.context.shell.go("rules")

    def refresh(self) -> None:
        self.read(asked_for, done=self._know_whom)
        super().refresh()

    def _know_whom(self, found: Sequence[AskedFor]) -> None:
        self.whom = {each.key: each for each in found}
        self.bar.offer("whom", [(each.key, each.name) for each in found])

    def show_record(self, record: object) -> None:
        """Show what is asked for with a tender or a buyer, by its key (tender:… or buyer:…)."""
        self.read(asked_for, done=partial(self._show_whom, str(record)))

    def _show_whom(self, key: str, found: Sequence[AskedFor]) -> None:
        self._know_whom(found)
        self.bar.choose("whom", key)

    def source(self, view: View) -> Callable[..., Sequence[AskedRow]]:
        return partial(found_values, view=view, today=self.context.today(), text=self.context.text)

    def key_of(self, row: AskedRow) -> object:
        return row.id

    # The inspector.

    def chosen(self, row: AskedRow) -> None:
        details = Details(self.context).fact(N_("Rule"), self.text(row.place.rule))
        if row.asked is not None:
            details.figure(N_("Value"), value_words(self.context, row))
            details.fact(N_("Read in"), row.asked.source).fact(N_("Holds for"), self._scope(row))
            details.fact(N_("Filled in by"), self._who(row))
        else:
            details.note(self.text(N_("Nothing is filled in here until somebody reads it in the buyer's paper.")))
        origin = row.place.origin
        details.heading(N_("Where the rule comes from"))
        details.fact(N_("Law"), origin.legal_ref).fact(N_("Source"), origin.src)
        details.fact(N_("How sure"), self.text(CONFIDENCE[origin.conf]))
        actions = [
            Action(N_("Change") if row.asked is not None else N_("Fill in"), partial(self.fill, row), primary=True)
        ]
        if row.asked is not None:
            actions.append(Action(N_("It does not hold"), partial(self.take_out, row)))
        self.inspect(field_words(self.context, row), details, actions=actions)

    def opened(self, row: AskedRow) -> None:
        self.fill(row)

    def row_actions(self, row: AskedRow) -> Sequence[Action]:
        return (Action(N_("Change") if row.asked is not None else N_("Fill in"), partial(self.fill, row)),)

    # What can be done.

    def fill_selected(self) -> None:
        """Fill in the value under the cursor, or the first one that is open."""
        row = self.selected_row() or next((each for each in self._rows() if each.asked is None), None)
        if row is not None:
            self.fill(row)

    def fill(self, row: AskedRow) -> None:
        """Open the form of a value."""
        panel = fill_panel(self.context, row, list(self.whom.values()), self.view.filters.get("whom", ""))
        panel.done.connect(self._filled)
        panel.given_up.connect(partial(self._give_up, row))
        self.inspect(field_words(self.context, row), panel)
        panel.form.first().setFocus()

    def take_out(self, row: AskedRow) -> None:
        """Ask for a value again."""
        if row.asked is None or row.asked.id is None:
            return
        said = self.text(N_("“{value}” is asked for again."), value=field_words(self.context, row))
        self.write(archive_asked_value, row.asked.id, done=lambda _: self.context.shell.tell(said))

    def _rows(self) -> Sequence[AskedRow]:
        return [row for at in range(self.model.rowCount()) if (row := self.model.row_at(at)) is not None]

    def _filled(self, _result: object) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.close_inspector()
        self.table.setFocus()

    def _give_up(self, row: AskedRow) -> None:
        self.chosen(row)
        self.table.setFocus()


def found_values(session: Any, *, view: View, today: Any, text: Callable[..., str]) -> list[AskedRow]:
    """Return what is asked for that holds the words and is in the wanted state."""
    wanted, words = view.filters.get("state", ""), fold(view.words).split()
    return [
        row
        for row in asked_list(session, view.filters.get("whom", ""), today)
        if wanted in {"", "open" if row.asked is None else "filled"}
        and all(word in fold(f"{text(row.place.rule)} {text(row.place.field)}") for word in words)
    ]
