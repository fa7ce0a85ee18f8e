"""Large JSON in parts: this file gives the members of its long lists one by one, and never holds more than one of them.

The text is walked only where it branches into members; each member is read whole by the decoder, which is what is fast.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from sse_desktop.exchange.refusals import BrokenFile, NotANotice

LISTS: Final = frozenset({"releases", "records"})
_BLANKS: Final = re.compile(r"[ \t\r\n\x1e\ufeff]*")
_LARGEST_MEMBER: Final = 24 * 1024 * 1024
_AHEAD: Final = 1 << 18
# No container has so many members that are no objects.
_MOST_BARE: Final = 10_000
_WHOLE_ENDS: Final = '}]"'


class JsonParts:
    """A JSON text that arrives in pieces. Values come one after the other, as in JSON Lines.

    Of an object, and of the objects in a list of them, the members of the lists `releases` and `records` come first, each in an
    object of its own that looks like the whole; then the object with these lists empty.
    """

    def __init__(self, head: str, pieces: Iterator[str], decoder: json.JSONDecoder) -> None:
        self._text = head
        self._at = 0
        self._pieces = pieces
        self._ended = False
        self._decoder = decoder

    def values(self) -> Iterator[Any]:
        """Yield the parts.

        Raises: BrokenFile, NotANotice, and what the pieces raise.
        """
        while self._next():
            if self._text[self._at] == "[":
                yield from self._list()
            elif self._text[self._at] == "{":
                yield from self._object()
            else:
                yield self._value()

    def _list(self) -> Iterator[Any]:
        """Yield the members of a list, and of those that are objects their parts."""
        bare = 0
        for _ in self._members("[", "]"):
            if self._text[self._at : self._at + 1] == "{":
                yield from self._object()
                continue
            yield self._value()
            bare += 1
            if bare > _MOST_BARE:
                raise NotANotice

    def _object(self) -> Iterator[Any]:
        rest: dict[str, Any] = {}
        for _ in self._members("{", "}"):
            key = self._value()
            if not isinstance(key, str) or self._next() != ":":
                raise BrokenFile
            self._at += 1
            if self._next() == "[" and key in LISTS:
                rest[key] = []
                for _ in self._members("[", "]"):
                    yield {key: [self._value()]}
            else:
                rest[key] = self._value()
        yield rest

    def _members(self, opening: str, closing: str) -> Iterator[None]:
        """Step from member to member; whoever steps takes each before the next step."""
        if self._next() != opening:
            raise BrokenFile
        self._at += 1
        if self._next() != closing:
            yield None
            while (mark := self._next()) == ",":
                self._at += 1
                self._next()
                yield None
            if mark != closing:
                raise BrokenFile
        self._at += 1

    def _next(self) -> str:
        """Go to the next letter that is no blank and return it, nothing at the end."""
        while True:
            found = _BLANKS.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_AHEAD):
                return ""

    def _value(self) -> Any:
        """Read one value whole, however many pieces it takes.

        Raises: BrokenFile when it is none, or larger than any real one.
        """
        self._next()
        wanted = _AHEAD
        while True:
            value, end = self._decoded()
            # A number at the end of what is there may go on.
            if end is not None and (self._text[end - 1] in _WHOLE_ENDS or end < len(self._text) or self._ended):
                self._at = end
                return value
            if len(self._text) - self._at > _LARGEST_MEMBER or not self._more(wanted):
                raise BrokenFile
            wanted = len(self._text)

    def _decoded(self) -> tuple[Any, int | None]:
        """Return the value that begins here and where it ends, or None for one that is not whole."""
        try:
            return self._decoder.raw_decode(self._text, self._at)
        except (ValueError, RecursionError):
            return None, None

    def _more(self, wanted: int) -> bool:
        """Read on, and let go of what was taken; False at the end."""
        found: list[str] = [self._text[self._at :]]
        size = 0
        while size < wanted and not self._ended:
            piece = next(self._pieces, None)
            if piece is None:
                self._ended = True
                break
            found.append(piece)
            size += len(piece)
        self._text, self._at = "".join(found), 0
        return size > 0
