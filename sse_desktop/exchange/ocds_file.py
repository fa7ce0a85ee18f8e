"""The JSON of a file: this file gathers the processes of all its texts and makes the notices of those that are calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from sse_desktop.exchange.guard import GuardedText
from sse_desktop.exchange.json_text import JsonValues
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_heads import Heads, NoticeHead, parts_of
from sse_desktop.exchange.ocds import notice_of
from sse_desktop.exchange.ocds_shapes import Shelf, processes
from sse_desktop.exchange.plain_text import one_line, shortened
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

# Of a file beyond so many letters only a list to choose from is kept.
BULK_FROM: Final = 20 * 1024 * 1024
_LONGEST_KEYS: Final = 200


@dataclass(slots=True)
class OcdsFile:
    """The processes found so far in the JSON texts of one file, and what holds for all of them.

    `only` is the key of the one process that is wanted of a large file, as its head tells it.
    """

    zone: str | None
    language: str | None = None
    only: str | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    _shelf: Shelf = field(default_factory=Shelf)
    _repeated: set[str] = field(default_factory=set)
    _guessed: bool = False
    _heads: Heads | None = None
    _characters: int = 0
    _count: int = 0

    @property
    def kind(self) -> str | None:
        """The name of the format, or None for JSON that is something else."""
        return "ocds" if self._shelf.looks_like_ocds else None

    def add(self, text: GuardedText) -> None:
        """Gather the processes of one text; beyond `BULK_FROM` letters only their heads are kept.

        Raises: ImportRefused.
        """
        values = JsonValues(text)
        before = self._characters
        for value in values:
            self._characters = before + values.characters
            self._take(value)
        self._characters = before + values.characters
        self._repeated |= values.repeated_keys
        self._guessed |= text.encoding_guessed

    def _take(self, value: Any) -> None:
        if self.only is None and self._heads is None and self._characters > BULK_FROM:
            self._heads = Heads(self.zone)
            for key, process in self._shelf.processes.items():
                self._heads.take(key, process)
            self._shelf.processes.clear()
        if self.only is None and self._heads is None:
            processes([value], self._shelf)
            return
        self._count += 1
        for key, process in parts_of(value, self._shelf, self._count):
            if self._heads is not None:
                self._heads.take(key, process)
            elif key == self.only:
                known = self._shelf.of(key)
                known.releases += process.releases
                known.compiled += process.compiled
                known.links += process.links

    @property
    def heads(self) -> tuple[NoticeHead, ...]:
        """The heads of a file too large to keep more of it; empty for any other."""
        return self._heads.heads if self._heads is not None else ()

    def notices(self) -> list[Notice]:
        """Return the notices of the processes that hold a call; `left_out` counts the others by their reason."""
        if self._heads is not None:
            self.left_out += self._heads.left_out
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

    def _repairs(self) -> Repairs:
        repairs = Repairs(self.language)
        if self._guessed:
            repairs.warn("encoding_guessed")
        if self._repeated:
            named = ", ".join(sorted(self._repeated)[:5])
            repairs.warn("repeated_keys", original=shortened(one_line(named), _LONGEST_KEYS))
        return repairs


REASONS = {kind.code: kind for kind in (AwardOnly, PlanningOnly, OnlyLinks, NoCallForTenders)}
