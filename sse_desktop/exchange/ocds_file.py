"""The JSON of a file: this file gathers the processes of all its texts and makes the notices of those that are calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sse_desktop.exchange.guard import GuardedText
from sse_desktop.exchange.json_text import JsonValues
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.ocds import notice_of
from sse_desktop.exchange.ocds_shapes import Shelf, processes
from sse_desktop.exchange.refusals import (
    AwardOnly,
    EmptyPackage,
    ImportRefused,
    NoCallForTenders,
    NotANotice,
    OnlyLinks,
    PlanningOnly,
)
from sse_desktop.exchange.repairs import Repairs


@dataclass(slots=True)
class OcdsFile:
    """The processes found so far in the JSON texts of one file, and what holds for all of them."""

    zone: str | None
    language: str | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    _shelf: Shelf = field(default_factory=Shelf)
    _repeated: set[str] = field(default_factory=set)
    _guessed: bool = False

    @property
    def kind(self) -> str | None:
        """The name of the format, or None for JSON that is something else."""
        return "ocds" if self._shelf.looks_like_ocds else None

    def add(self, text: GuardedText) -> None:
        """Gather the processes of one text.

        Raises: ImportRefused.
        """
        processes(self._values(text), self._shelf)

    def notices(self) -> list[Notice]:
        """Return the notices of the processes that hold a call; `left_out` counts the others by their reason."""
        found: list[Notice] = []
        for process in self._shelf.processes.values():
            try:
                found.append(notice_of(process, self.zone, self._repairs()))
            except (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders) as reason:
                self.left_out[reason.code] += 1
        return found

    def why_none(self) -> ImportRefused:
        """Return the reason why no process is a call."""
        if len(self.left_out) == 1:
            return REASONS[next(iter(self.left_out))]()
        if self.left_out:
            return NoCallForTenders()
        if self._shelf.looks_like_ocds or not self._shelf.foreign:
            return OnlyLinks() if self._shelf.linked_packages else EmptyPackage()
        return NotANotice()

    def _values(self, text: GuardedText) -> Iterator[Any]:
        values = JsonValues(text)
        yield from values
        self._repeated |= values.repeated_keys
        self._guessed |= text.encoding_guessed

    def _repairs(self) -> Repairs:
        repairs = Repairs(self.language)
        if self._guessed:
            repairs.warn("encoding_guessed")
        if self._repeated:
            repairs.warn("repeated_keys", original=", ".join(sorted(self._repeated)[:5]))
        return repairs


REASONS = {kind.code: kind for kind in (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders)}
