"""Words for units: what buyers call a kilo, a piece, a sack; said once here or at an import, and changed here."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.unit_words import explain_unit
from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.queries.unit_words import OURS, UnitWordRow, unit_words
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.tender_items_units import NAMES, OWN, unit_choices
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty


class UnitWordsPage(Register[UnitWordRow]):
    """The words of the buyers, those that nobody explained yet on top."""

    depends_on = frozenset({"unit_word", "tender_item", "tender", "conversion"})
    name = "unit_words"
    title = N_("Words for units")
    search_hint = N_("Word or unit")
    empty = Empty(
        N_("No words to explain"),
        N_(
            "Buyers write units in their own words. Those that could mean several things stand here until you say what they mean."
        ),
    )

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("The buyer writes"), lambda row: row.word, 220, stretch=True),
            Column(N_("It means"), self._meaning, 260),
            Column(N_("Lines of tenders"), lambda row: row.lines or "", 130, right=True, secondary=True),
        )

    def _meaning(self, row: UnitWordRow) -> object:
        if not row.unit:
            return Mark(State.TO_DO, self.text(N_("to say")))
        if row.unit in OURS:
            return Mark(State.READY, self.text(NAMES[row.unit]))
        return Mark(State.READY, self.text(N_("a unit of its own: {word}"), word=row.unit))

    def source(self, view: View) -> Callable[..., Sequence[UnitWordRow]]:
        return partial(unit_words, text=view.words)

    def chosen(self, row: UnitWordRow) -> None:
        details = Details(self.context)
        details.fact(N_("Lines of tenders"), row.lines or None)
        details.note(
            self.text(
                N_("Lines of tenders and drafts of bids follow what is said here. Bids that went out stay as they are.")
            )
        )
        if row.unit and row.unit not in OURS:
            details.note(self.text(N_("What one weighs is said at each product, under its conversions.")))
        forget = Action(N_("Ask again"), partial(self.forget, row))
        actions = [Action(N_("Say what it means"), partial(self.opened, row), primary=not row.unit)]
        self.inspect(row.word, details, actions=[*actions, forget] if row.unit else actions)

    def row_actions(self, row: UnitWordRow) -> Sequence[Action]:
        return (Action(N_("Say what it means"), partial(self.opened, row)),)

    def opened(self, row: UnitWordRow) -> None:
        """Open the form of a word."""

        def data(*, unit: str) -> str:
            return fold(row.word) if unit == OWN else unit

        field = ChoiceField(self.context, "unit", N_("It means"), unit_choices(self.context, row.word))
        form = Form(self.context, data, [field])
        form.fill({"unit": row.unit if row.unit in OURS else OWN})
        panel = FormPanel(self.context, form, explain_unit, save=N_("Save what it means"), before=(row.word,))
        panel.done.connect(self._saved)
        panel.given_up.connect(self.close_inspector)
        self.inspect(row.word, panel)
        panel.form.first().setFocus()

    def forget(self, row: UnitWordRow) -> None:
        """Ask again with the next import; lines keep the unit they have."""
        told = self.text(N_("“{word}” will be asked again."), word=row.word)
        self.write(explain_unit, row.word, "", done=lambda _lines: self.context.shell.tell(told))

    def _saved(self, lines: int) -> None:
        self.close_inspector()
        locale = self.context.locale
        self.context.shell.tell(locale.plural(N_("Saved. {n} line follows."), N_("Saved. {n} lines follow."), lines))
        self.table.setFocus()
