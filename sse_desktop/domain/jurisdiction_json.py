"""A profile as text and back: how the rules of a bid are frozen, exactly and the same every time."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sse_desktop.domain import jurisdiction
from sse_desktop.domain import jurisdiction_rules as rules
from sse_desktop.domain import jurisdiction_terms as terms
from sse_desktop.domain.formula import Formula
from sse_desktop.domain.jurisdiction import ASK, Profile

_KINDS: Final[dict[str, type]] = {
    kind.__name__: kind
    for module in (rules, terms, jurisdiction)
    for kind in vars(module).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Formula
}


def as_json(profile: Profile) -> str:
    """Return the profile as JSON; equal profiles give equal text."""
    return json.dumps(_packed(profile), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Profile:
    """Return the profile that `as_json` wrote; what an older application wrote is read too, with today's defaults added."""
    profile = _unpacked(json.loads(text))
    if not isinstance(profile, Profile):
        raise TypeError(type(profile).__name__)
    return profile


def digest_of(text: str) -> str:
    """Return the SHA-256 of a frozen profile's text, by which it is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _packed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_packed(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _packed(each) for name, each in value.items()}
    exact = _exact(value)
    if exact is not None:
        return exact
    if dataclasses.is_dataclass(value):
        fields = {each.name: _packed(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return {"$": type(value).__name__, **fields}
    return value


def _exact(value: Any) -> dict[str, Any] | None:
    """Return what JSON has no form for, by its kind."""
    match value:
        case Formula():
            return {"$": "Formula", "text": value.text, "names": sorted(value.names)}
        case Decimal():
            return {"$": "Decimal", "value": str(value)}
        case date():
            return {"$": "date", "value": value.isoformat()}
    return {"$": "ASK"} if value is ASK else None


_READERS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "ASK": lambda _packed: ASK,
    "Decimal": lambda packed: Decimal(packed["value"]),
    "date": lambda packed: date.fromisoformat(packed["value"]),
    "Formula": lambda packed: Formula.parse(packed["text"], packed["names"]),
}


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(each) for each in value)
    if not isinstance(value, dict):
        return value
    name = value.get("$")
    if name in _READERS:
        return _READERS[name](value)
    known = {each: _unpacked(inner) for each, inner in value.items() if each != "$"}
    if name is None:
        return known
    kind = _KINDS[name]
    fields = {each.name for each in dataclasses.fields(kind)}
    return kind(**{each: inner for each, inner in known.items() if each in fields})
