"""JSON of strangers: this file turns guarded text into values, a whole small file at once, a large one in parts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any, NoReturn

from sse_desktop.exchange.guard import GuardedText, JsonGuard
from sse_desktop.exchange.json_parts import JsonParts
from sse_desktop.exchange.refusals import AbsurdNumber, BrokenFile

LARGEST_AT_ONCE = 20 * 1024 * 1024


class JsonValues:
    """The values of a JSON text; `repeated_keys` tells whether an object of a small text gave a key twice, of which the last counts.

    `characters` counts what was read so far.
    """

    def __init__(self, text: GuardedText, at_once: int = LARGEST_AT_ONCE) -> None:
        self._text = text
        self._at_once = at_once
        self._guard = JsonGuard()
        self.repeated_keys: set[str] = set()
        self.characters = 0

    def __iter__(self) -> Iterator[Any]:
        """Yield each value of the text: one in a JSON file, one a line in JSON Lines.

        A large file is never held as a whole: of it the members of the lists `releases` and `records` come one by one, each in
        an object of its own that looks like the whole.

        Raises: ImportRefused.
        """
        head: list[str] = []
        size = 0
        for piece in self._guarded():
            head.append(piece)
            size += len(piece)
            if size > self._at_once:
                return self._in_parts(head)
        return self._whole("".join(head))

    def _guarded(self) -> Iterator[str]:
        for piece in self._text.pieces():
            self._guard.check(piece)
            self.characters += len(piece)
            yield piece

    def _whole(self, text: str) -> Iterator[Any]:
        decoder = json.JSONDecoder(
            parse_float=_exact, parse_constant=_absurd, object_pairs_hook=self._object, strict=False
        )
        at = _skip(text, 0)
        while at < len(text):
            try:
                value, at = decoder.raw_decode(text, at)
            except (ValueError, RecursionError):
                raise BrokenFile from None
            yield value
            at = _skip(text, at)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            self.repeated_keys.update(name for name, count in counts.items() if count > 1)
        return found

    def _in_parts(self, head: list[str]) -> Iterator[Any]:
        # Repeated keys are not looked for in a file so large: it would take as long again.
        decoder = json.JSONDecoder(parse_float=_exact, parse_constant=_absurd, strict=False)
        yield from JsonParts("".join(head), self._guarded(), decoder).values()


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except DecimalException:
        raise AbsurdNumber from None


def _absurd(_constant: str) -> NoReturn:
    raise AbsurdNumber


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\x1e\ufeff":
        at += 1
    return at
