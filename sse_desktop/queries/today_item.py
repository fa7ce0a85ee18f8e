"""One line of Today."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

State = Literal["blocked", "to_do", "ready"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayItem:
    """One thing to do: a sentence (msgid) with its facts, how it stands, and the page and record that show it.

    `on` is the day it is due; without one it is due now.
    """

    kind: str
    state: State
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)
    on: date | None = None
    page: str
    record: uuid.UUID | date | None = None
