"""Facts of a sentence as JSON text and back: amounts keep their currency, quantities their unit."""

import json
from collections.abc import Mapping
from typing import Any

from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity


def facts_text(facts: Mapping[str, object]) -> str:
    """Return facts (amounts, quantities, texts, whole numbers) as JSON text."""
    return json.dumps({name: _plain(value) for name, value in facts.items()}, ensure_ascii=False, sort_keys=True)


def facts_of(text: str) -> dict[str, Any]:
    """Return the facts of a JSON text; none for an empty one."""
    return {name: _value(value) for name, value in json.loads(text or "{}").items()}


def _plain(value: object) -> object:
    match value:
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case Quantity():
            return {"milli": value.milli, "unit": value.unit}
        case _:
            return value


def _value(value: Any) -> object:
    match value:
        case {"minor": int(minor), "currency": str(currency)}:
            return Money(minor, currency)
        case {"milli": int(milli), "unit": str(unit)}:
            return Quantity(milli, unit)
        case _:
            return value
