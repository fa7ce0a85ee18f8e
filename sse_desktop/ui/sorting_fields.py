"""The fields of each kind of sorting, and what they say as the input of the command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sse_desktop.commands.packing import SortedOut
from sse_desktop.commands.sorting import SortedIn, SortingData
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity, convert_to_kg
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.sorting_choices import SortingChoices
from sse_desktop.queries.stock import LotRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField, TickField
from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.number_fields import IntegerField, QuantityField
from sse_desktop.ui.widgets.tick_list_field import TickListField

Rows = list[Field | Sequence[Field]]
THOUSAND = 1000


class NothingComesOut(DomainError):
    """No weight was typed for what comes out of a sorting."""

    sentence = N_("Nothing comes out yet. Type at least one weight.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the head of the form says, with everything that can be chosen."""

    context: Context
    choices: SortingChoices
    kind: SortingKind
    lot: LotRow

    @property
    def others(self) -> list[LotRow]:
        """The other lots of the product."""
        return [row for row in self.choices.lots if row.product_id == self.lot.product_id and row.id != self.lot.id]


def fields_of(chosen: Chosen) -> Rows:
    """Return the fields of a kind of sorting, in the order they are typed."""
    return _FIELDS[chosen.kind](chosen)


def outputs_of(chosen: Chosen, typed: dict[str, Any]) -> list[SortedOut]:
    """Return what comes out, as typed so far."""
    return _OUTPUTS[chosen.kind](chosen, typed)


def weight_out(chosen: Chosen, typed: dict[str, Any]) -> int:
    """Return the grams of what comes out; of containers by the conversion of today.

    Raises:
        NoConversion.
    """
    return sum(_grams(chosen, out) for out in outputs_of(chosen, typed))


def weight_in(chosen: Chosen, typed: dict[str, Any]) -> int:
    """Return the grams that are taken out of lots."""
    if _rest_stays(chosen, typed):
        return weight_out(chosen, typed)
    taken = typed.get("taken")
    ticked = set(typed.get("others") or ())
    more = sum(row.balance.milli for row in chosen.others if row.id in ticked)
    return (chosen.lot.balance.milli if taken is None else taken.milli) + more


def sorting_data(chosen: Chosen, typed: dict[str, Any]) -> SortingData:
    """Return the input of the command.

    Raises:
        NothingComesOut.
    """
    outputs = outputs_of(chosen, typed)
    if not outputs:
        raise NothingComesOut
    taken = typed.get("taken")
    inputs = [SortedIn(lot_id=chosen.lot.id, grams=None if taken is None else taken.milli)]
    inputs += [SortedIn(lot_id=lot_id) for lot_id in typed.get("others") or ()]
    return SortingData(
        kind=chosen.kind,
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        loss_reason=typed.get("reason") or "",
        note=typed.get("note") or "",
        rest_stays=_rest_stays(chosen, typed),
    )


def _rest_stays(chosen: Chosen, typed: dict[str, Any]) -> bool:
    """Return whether only what comes out is taken: what does not move is not lost."""
    return chosen.kind is SortingKind.MOVING or bool(typed.get("rest_stays"))


# ---------------------------------------------------------------- fields


def _grading(chosen: Chosen) -> Rows:
    rows: Rows = [_taken(chosen), *_others(chosen)]
    grades = chosen.choices.grades[chosen.lot.product_id]
    weights: list[Field] = []
    for at, grade in enumerate(grades):
        field = QuantityField(chosen.context, f"grade_{at}", N_("Weight"), unit=KILO, required=False)
        _name(field, chosen.context.text(N_("Grade {grade}"), grade=grade.label))
        weights.append(field)
    return [*rows, *_pairs(weights)]


def _packing(chosen: Chosen) -> Rows:
    context, ways = chosen.context, chosen.choices.packing[chosen.lot.product_id]
    words = [(way.container_kind_id, f"{way.container} · {way.units}") for way in ways]
    hint = N_("Left empty: by the weight of a unit.")
    return [
        ChoiceField(context, "container", N_("Container and units in it"), words),
        [
            IntegerField(context, "containers", N_("Full containers")),
            IntegerField(context, "loose", N_("Loose units"), required=False),
        ],
        QuantityField(context, "weighed", N_("Weighed"), unit=KILO, required=False, hint=hint),
        TickField(context, "rest_stays", N_("The rest stays in the lot")),
        _taken(chosen),
    ]


def _moving(chosen: Chosen) -> Rows:
    places = [(row.code, row.label) for row in chosen.choices.places if row.code != chosen.lot.place]
    weight = QuantityField(chosen.context, "moved", N_("How much moves"), unit=KILO)
    hint = N_("More places are added under Settings, Places.")
    return [ChoiceField(chosen.context, "place", N_("To the place"), places, hint=hint), weight]


def _joining(chosen: Chosen) -> Rows:
    grades = [(grade.id, grade.label) for grade in chosen.choices.grades[chosen.lot.product_id]]
    hint = N_("Left empty: all that goes in.")
    return [
        _taken(chosen),
        *_others(chosen),
        ChoiceField(chosen.context, "grade", N_("Grade"), grades),
        QuantityField(chosen.context, "out", N_("Comes out"), unit=KILO, required=False, hint=hint),
    ]


def _taken(chosen: Chosen) -> Field:
    return QuantityField(chosen.context, "taken", N_("Taken out of the lot"), unit=KILO)


def _others(chosen: Chosen) -> Rows:
    locale = chosen.context.locale
    words = [(row.id, f"{row.code} · {row.grade} · {locale.quantity(row.balance)}") for row in chosen.others]
    return [TickListField(chosen.context, "others", N_("Together with all of"), words)] if words else []


def _pairs(fields: Sequence[Field]) -> Rows:
    return [fields[at : at + 2] if at + 1 < len(fields) else fields[at] for at in range(0, len(fields), 2)]


def _name(field: Field, words: str) -> None:
    field.title.setText(words)
    field.editor.setAccessibleName(f"{words}, {KILO}")


# ---------------------------------------------------------------- what they say


def _graded(chosen: Chosen, typed: dict[str, Any]) -> list[SortedOut]:
    found = []
    for at, grade in enumerate(chosen.choices.grades[chosen.lot.product_id]):
        weight = typed.get(f"grade_{at}")
        if weight is not None and weight.milli:
            found.append(SortedOut(grade_id=grade.id, grams=weight.milli))
    return found


def _packed(chosen: Chosen, typed: dict[str, Any]) -> list[SortedOut]:
    del chosen
    full, loose, weighed = typed.get("containers") or 0, typed.get("loose") or 0, typed.get("weighed")
    if typed.get("container") is None or not full + loose:
        return []
    grams = None if weighed is None else weighed.milli
    return [SortedOut(container_kind_id=typed["container"], containers=full, loose_units=loose, grams=grams)]


def _moved(chosen: Chosen, typed: dict[str, Any]) -> list[SortedOut]:
    del chosen
    weight = typed.get("moved")
    return [SortedOut(place=typed.get("place"), grams=weight.milli)] if weight is not None and weight.milli else []


def _joined(chosen: Chosen, typed: dict[str, Any]) -> list[SortedOut]:
    out = typed.get("out")
    grams = weight_in(chosen, typed) if out is None else out.milli
    return [SortedOut(grade_id=typed.get("grade"), grams=grams)] if grams else []


def _grams(chosen: Chosen, out: SortedOut) -> int:
    if out.grams is not None:
        return out.grams
    product = chosen.lot.product_id
    units = next(w.units for w in chosen.choices.packing[product] if w.container_kind_id == out.container_kind_id)
    count = Quantity((out.containers * units + out.loose_units) * THOUSAND, chosen.choices.units[product])
    return convert_to_kg(count, chosen.choices.conversions[product], chosen.context.today()).milli


_FIELDS: dict[SortingKind, Callable[[Chosen], Rows]] = {
    SortingKind.GRADING: _grading,
    SortingKind.PACKING: _packing,
    SortingKind.MOVING: _moving,
    SortingKind.JOINING: _joining,
}
_OUTPUTS: dict[SortingKind, Callable[[Chosen, dict[str, Any]], list[SortedOut]]] = {
    SortingKind.GRADING: _graded,
    SortingKind.PACKING: _packed,
    SortingKind.MOVING: _moved,
    SortingKind.JOINING: _joined,
}
