"""JSON of strangers: this file turns guarded text into values, a whole small file at once, a large one in parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, DecimalException
from typing import Any, NoReturn

from sse_desktop.exchange.guard import GuardedText, JsonGuard
from sse_desktop.exchange.refusals import AbsurdNumber, BrokenFile, ImportRefused

LARGEST_AT_ONCE = 20 * 1024 * 1024
_LISTS = ("releases", "records")


class JsonValues:
    """The values of a JSON text; `repeated_keys` tells whether an object gave a key twice, of which the last counts."""

    def __init__(self, text: GuardedText, at_once: int = LARGEST_AT_ONCE) -> None:
        self._text = text
        self._at_once = at_once
        self._guard = JsonGuard()
        self.repeated_keys: set[str] = set()

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
            names = [name for name, _ in pairs]
            self.repeated_keys.update(name for name in found if names.count(name) > 1)
        return found

    def _in_parts(self, head: list[str]) -> Iterator[Any]:
        import ijson

        events = ijson.parse(_Bytes(head, self._guarded()), use_float=False, multiple_values=True)
        try:
            yield from _parts(events)
        except ImportRefused:
            raise
        except (ijson.JSONError, ValueError, DecimalException, RecursionError):
            raise BrokenFile from None


class _Bytes:
    """A file for ijson, which reads bytes."""

    def __init__(self, head: list[str], rest: Iterator[str]) -> None:
        self._waiting = bytearray("".join(head).encode("utf-8", "replace"))
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        while len(self._waiting) < size or size < 0:
            piece = next(self._rest, None)
            if piece is None:
                break
            self._waiting += piece.encode("utf-8", "replace")
        size = len(self._waiting) if size < 0 else size
        found = bytes(self._waiting[:size])
        del self._waiting[:size]
        return found


def _parts(events: Iterator[tuple[str, str, Any]]) -> Iterator[Any]:
    """Build the members of the long lists one by one, and what is left of each value after them."""
    from ijson.common import ObjectBuilder

    rest = ObjectBuilder()
    member: Any = None
    for prefix, event, value in events:
        if member is not None:
            member[1].event(event, value)
            if prefix == member[0] and event in {"end_map", "end_array"}:
                yield {prefix.split(".")[-2]: [member[1].value]}
                member = None
        elif event in {"start_map", "start_array"} and _is_member(prefix):
            member = (prefix, ObjectBuilder())
            member[1].event(event, value)
        else:
            rest.event(event, value)
            if prefix in {"", "item"} and event in {"end_map", "end_array"}:
                yield from _leftover(rest, prefix, event)
                rest = rest if prefix else ObjectBuilder()


def _leftover(rest: Any, prefix: str, event: str) -> Iterator[Any]:
    """Yield an object without its long lists; out of an array it is taken, so that memory stays small."""
    if prefix and rest.value:
        yield rest.value.pop()
    elif event == "end_map":
        yield rest.value


def _is_member(prefix: str) -> bool:
    parts = prefix.split(".")
    return parts[-1:] == ["item"] and parts[-2:-1] in ([_LISTS[0]], [_LISTS[1]]) and parts[:-2] in ([], ["item"])


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
