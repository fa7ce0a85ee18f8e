"""The field of a line's unit: one of ours, or the buyer's own word, of which is asked what it means."""

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.exchange.units import OUR_UNITS, unit_code
from sse_desktop.queries.unit_words import OURS, explained_units
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_items_units import OWN, unit_choices
from sse_desktop.ui.widgets.choice_fields import ChoiceField


class UnitField(ChoiceField):
    """A choice into which a word can be typed; words that leave no doubt become our unit."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "unit", N_("Unit"), [(unit, context.locale.unit(unit)) for unit in OURS])
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(self.combo.InsertPolicy.NoInsert)
        self.combo.editTextChanged.connect(self._changed)

    def read(self) -> str | None:
        typed = self.combo.currentText().strip()
        shown = {fold(self.combo.itemText(at)): value for at, value in enumerate(self._values)}
        sure = OUR_UNITS.get(unit_code(typed) or "")
        return shown.get(fold(typed)) or sure or typed or None

    def set_value(self, value: str | None) -> None:
        if value is None or value in self._values:
            super().set_value(value)
        else:
            self.combo.setCurrentIndex(-1)
            self.combo.setEditText(value)


class MeaningField(ChoiceField):
    """What the word in a unit field means: there only while the word is one that nobody explained."""

    def __init__(self, context: Context, unit: UnitField) -> None:
        super().__init__(context, "meaning", N_("It means"), hint=N_("It is asked once."))
        self._unit = unit
        self._known: set[str] = set()
        unit.edited.connect(self._ask)
        context.worker.read(explained_units, owner=self, done=self._know)
        self._ask()

    def value(self) -> str | None:
        """Return the meaning, None for a word that needs none."""
        return self.read() if self._word else None

    @property
    def _word(self) -> str:
        """The word that is asked about."""
        typed = self._unit.read() or ""
        return "" if typed in OURS or fold(typed) in self._known else typed

    def _know(self, units: dict[str, str]) -> None:
        self._known = set(units)
        self._ask()

    def _ask(self) -> None:
        word = self._word
        self.setVisible(bool(word))
        is_first = not self._values
        self.set_choices(unit_choices(self.context, word))
        if is_first:
            self.set_value(OWN)


def unit_meant(unit: str | None, meaning: str | None) -> dict[str, str]:
    """Return unit and explained word of a line's input."""
    if not unit or meaning is None:
        return {"unit": unit or ""}
    return {"unit": unit if meaning == OWN else meaning, "unit_word": unit}
