"""A price that was chosen, as JSON text and back: what was chosen stays readable whatever becomes of the records."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.fair_price_rows import (
    DaysFrom,
    FairPrice,
    FairPriceLine,
    FairPricePart,
    FairPriceTotals,
    FloorRule,
    MarketOfWeek,
    PartOrigin,
)
from sse_desktop.store.tables.prices import PriceScenario

_ROWS: Final[Mapping[str, Any]] = {
    row.__name__: row
    for row in (
        FairPrice,
        FairPriceLine,
        FairPricePart,
        FairPriceTotals,
        MarketOfWeek,
        Money,
        UnitPrice,
        Quantity,
        PricePart,
        PartOrigin,
        FloorRule,
        DaysFrom,
    )
}
_KIND: Final = "is"


def frozen(price: FairPrice) -> str:
    """Return a price as JSON text. What could not be compared when it was chosen (a market in another unit) is left out."""
    return json.dumps(_plain(price), ensure_ascii=False, sort_keys=True)


def thawed(row: PriceScenario) -> FairPrice:
    """Return the price as it was frozen; whether it is still the chosen one, and its title, are as they are now."""
    price: FairPrice = _made(json.loads(row.frozen))
    return replace(
        price,
        scenario_id=row.id,
        bid_id=row.bid_id,
        title=row.title,
        chosen=row.chosen,
        chosen_by=row.chosen_by,
        chosen_on=row.chosen_on,
        is_frozen=True,
    )


def _plain(value: Any) -> Any:
    match value:
        case StrEnum() | uuid.UUID() | date():
            return {_KIND: type(value).__name__, "value": str(value)}
        case tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value):
            named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {_KIND: type(value).__name__, **named}
        case DomainError():
            return None
        case None | bool() | int() | str():
            return value
    raise TypeError(type(value).__name__)


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind, rest = value[_KIND], {name: _made(each) for name, each in value.items() if name != _KIND}
    if kind == "UUID":
        return uuid.UUID(rest["value"])
    if kind == "date":
        return date.fromisoformat(rest["value"])
    row: Any = _ROWS[kind]
    if not issubclass(row, StrEnum):
        # What a newer version of the application adds to a row was not known then, and stays at its default.
        known = {field.name for field in fields(row)}
        return row(**{name: each for name, each in rest.items() if name in known})
    return row(rest["value"])
