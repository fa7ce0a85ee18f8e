"""The terms of a lot: this file is when, where and how one may offer for it, and what the buyer wants besides the goods."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LotTerms:
    """What a notice says of one lot. What the file doesn't say is None or empty, never invented.

    `deadline` is for offers, `requests_deadline` for requests or interest that come before offers; both are aware and keep
    the buyer's offset. `places` are NUTS codes, `codes` the main and the further CPV codes. `duration` and `validity` are as
    written, a number and a UN/ECE or eForms unit such as `36 MONTH`; `validity_days` is known only where days are meant.
    `submission` and `einvoicing` are required, allowed or not-allowed. `strategic`, like `reserved` of the lot, holds codes of the standard; `guarantee` and `performance` are the buyer's words.
    """

    deadline: datetime | None = None
    deadline_stated: bool = False
    requests_deadline: datetime | None = None
    questions_deadline: datetime | None = None
    opening: datetime | None = None
    starts: date | None = None
    ends: date | None = None
    duration: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    places: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    reserved_execution: bool | None = None
    strategic: tuple[str, ...] = ()
    for_small_firms: bool | None = None
    guarantee_required: bool | None = None
    guarantee: str | None = None
    performance: str | None = None
    validity: str | None = None
    validity_days: int | None = None
    submission: str | None = None
    submission_url: str | None = None
    languages: tuple[str, ...] = ()
    framework: str | None = None
    einvoicing: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the terms that are known; `from_json` gives the equal terms back."""
        found = {each.name: _written(getattr(self, each.name)) for each in fields(self)}
        if self.deadline is None:
            del found["deadline_stated"]
        return {name: value for name, value in found.items() if value not in (None, [])}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> LotTerms:
        """Return the terms of `as_json`; other keys are left alone."""
        return cls(**{name: _READ[name](found[name]) for name in _READ if found.get(name) is not None})


def _written(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case tuple():
            return list(value)
    return value


_INSTANTS = ("deadline", "requests_deadline", "questions_deadline", "opening")
_READ: dict[str, Any] = {
    **{each.name: lambda value: value for each in fields(LotTerms)},
    **dict.fromkeys(_INSTANTS, datetime.fromisoformat),
    **dict.fromkeys(("starts", "ends"), date.fromisoformat),
    **dict.fromkeys(("places", "codes", "strategic", "languages"), tuple),
    "quantity": Decimal,
}
