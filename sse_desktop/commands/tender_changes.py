"""What a newer notice did to a tender: one change is one field, lot or line, and is kept as JSON with the amendment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

Changes = list["TenderChange"]


class ChangeKind(StrEnum):
    """What a newer version did to a tender."""

    FIELD = "field"
    LOT_ADDED = "lot_added"
    LOT_CHANGED = "lot_changed"
    LOT_REMOVED = "lot_removed"
    ITEM_ADDED = "item_added"
    ITEM_CHANGED = "item_changed"
    ITEM_REMOVED = "item_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderChange:
    """One change: `what` names the lot or the line, `field` the column; before and after are its stored values."""

    kind: ChangeKind
    what: str = ""
    field: str = ""
    before: Any = None
    after: Any = None

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON values; `from_json` gives the equal change back."""
        return {
            "kind": self.kind.value,
            "what": self.what,
            "field": self.field,
            "before": _packed(self.before),
            "after": _packed(self.after),
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "TenderChange":
        """Return the change of `as_json`."""
        return cls(
            kind=ChangeKind(found["kind"]),
            what=found["what"],
            field=found["field"],
            before=_unpacked(found["before"]),
            after=_unpacked(found["after"]),
        )


def changes_as_text(changes: Changes) -> str:
    """Return the changes as the JSON text that an amendment keeps."""
    return json.dumps([change.as_json() for change in changes], ensure_ascii=False)


def said(value: Any) -> Any:
    """Return a value as it is remembered in JSON: one instant has one text, whatever its zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def is_news(value: Any, said_before: Any, ours: Any) -> bool:
    """Tell whether the buyer says something, something new, and something else than what is kept."""
    return value not in {None, ""} and said(value) != said_before and value != ours


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
    return value


def _unpacked(value: Any) -> Any:
    match value:
        case {"instant": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
    return value
