"""What a kind of paper certifies: its own fields in the form of a paper, by the names that the profile gives them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.rounding import NotAPlainNumber, exact_decimal
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField

MARK: Final = "fact_"
LABELS: Final = {
    "score": N_("Score"),
    "grade": N_("Grade"),
    "year": N_("Year"),
    "share": N_("Share it proves (0.3 for 30 %)"),
    "date": N_("Counted on"),
    "heads": N_("All staff"),
    "target_heads": N_("Staff of the target group"),
    "basis": N_("Counted by"),
}
BASES: Final = (("heads", N_("heads")), ("fte", N_("full-time equivalents")))


def fact_fields(context: Context) -> list[Field]:
    """Return a field for everything that any kind of paper of the profile certifies; all of them may stay empty."""
    profile = context.workspace.profile if context.workspace is not None else None
    return [_field(context, name) for name in _names(profile)]


def show_facts_of(form: Form[Any], profile: Profile | None, kind: str | None) -> None:
    """Show the fields of one kind of paper, and take the others out of the form."""
    known = profile.paper(kind) if profile is not None and kind else None
    wanted = known.required_fields if known is not None else ()
    for name, field in form.fields.items():
        if name.startswith(MARK):
            field.setVisible(name.removeprefix(MARK) in wanted)
            field.setEnabled(name.removeprefix(MARK) in wanted)


def facts_typed(typed: dict[str, Any]) -> dict[str, str]:
    """Take the fields of what is certified out of the typed values, and return them as exact texts."""
    names = [name for name in typed if name.startswith(MARK)]
    values = {name.removeprefix(MARK): typed.pop(name) for name in names}
    return {name: _text(value) for name, value in values.items() if value is not None}


def facts_shown(facts: Mapping[str, str]) -> dict[str, Any]:
    """Return what is certified as the values of the fields."""
    return {f"{MARK}{name}": _read(name, text) for name, text in facts.items()}


def fact_label(name: str) -> str:
    """Return what a value that a paper certifies is called."""
    return LABELS.get(name, name)


def _names(profile: Profile | None) -> list[str]:
    found = [name for kind in (profile.papers if profile is not None else ()) for name in kind.required_fields]
    return list(dict.fromkeys(found))


def _field(context: Context, name: str) -> Field:
    title, key = fact_label(name), f"{MARK}{name}"
    makers: dict[str, Callable[[], Field]] = {
        "date": lambda: DateField(context, key, title, required=False),
        "basis": lambda: ChoiceField(context, key, title, [(k, context.text(w)) for k, w in BASES], required=False),
        "year": lambda: IntegerField(context, key, title, required=False),
        **dict.fromkeys(("score", "share", "heads", "target_heads"), lambda: DecimalField(context, key, title, required=False)),
    }  # fmt: skip
    return makers[name]() if name in makers else TextField(context, key, title, required=False)


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _read(name: str, text: str) -> Any:
    try:
        if name == "date":
            return date.fromisoformat(text)
        return exact_decimal(text) if name in {"score", "share", "heads", "target_heads", "year"} else text
    except (ValueError, NotAPlainNumber):
        return None
