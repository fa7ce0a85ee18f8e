"""The guard before every parser: this file lets only plausible text through, in pieces, whatever the file holds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Protocol

from sse_desktop.exchange.refusals import AbsurdNumber, ReaderStopped, TooDeep, TooLarge

LARGEST_BYTES = 512 * 1024 * 1024
DEEPEST = 64
_PIECE = 1 << 18
# Text packs ten to thirty times; a file that unpacks fifty times beyond this size is a bomb.
_RATIO_FROM_BYTES = 16 * 1024 * 1024
_LARGEST_RATIO = 50

# Values take a hundred times the letters of “[],”. Real files have 50 letters for each list or object, and 25 for each comma.
_FEW = 50_000
_LETTERS_EACH = 14
_LETTERS_A_COMMA = 7

# Outside of texts only: identifiers of 49 digits and hexadecimal numbers such as 5e1234 are common inside of them.
_ABSURD = re.compile(r"[0-9]{41}|[0-9][eE][+-]?[0-9]{4}|NaN|Infinity")
_TAIL = 64
_BRACKETS = re.compile(r"[\[\]{}]")
_CLOSED_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_REST_OF_TEXT = re.compile(r'(?:[^"\\]++|\\.)*+"', re.DOTALL)
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
_AS_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
# Five bytes mean nothing in Windows-1252; ISO-8859-1 reads them as invisible letters.
_AS_WINDOWS |= {0xDC00 + byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


class Source(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, nothing at the end."""
        ...


class JsonGuard:
    """Checks JSON text piece by piece before a parser sees it: real files pass, what kills parsers does not."""

    def __init__(self) -> None:
        self._depth = 0
        self._letters = self._opened = self._commas = 0
        self._tail = ""
        self._inside = False
        self._escape = ""

    def check(self, piece: str) -> None:
        """Let the next piece pass.

        Raises: AbsurdNumber, TooDeep, ReaderStopped.
        """
        bare = self._outside_texts(self._escape + piece)
        self._count(bare, len(piece))
        seam = self._tail + bare
        if _ABSURD.search(seam):
            raise AbsurdNumber
        self._tail = seam[-_TAIL:]
        for bracket in _BRACKETS.findall(bare):
            self._depth += 1 if bracket in "[{" else -1
            if self._depth > DEEPEST:
                raise TooDeep

    def _count(self, bare: str, letters: int) -> None:
        """Stop before a parser makes more values than the memory of a process holds."""
        self._letters += letters
        self._opened += bare.count("{") + bare.count("[")
        self._commas += bare.count(",")
        if (
            self._opened > _FEW + self._letters // _LETTERS_EACH
            or self._commas > _FEW + self._letters // _LETTERS_A_COMMA
        ):
            raise ReaderStopped

    def _outside_texts(self, piece: str) -> str:
        self._escape = ""
        start = 0
        if self._inside:
            rest = _REST_OF_TEXT.match(piece)
            if not rest:
                self._keep_escape(piece)
                return ""
            start = rest.end()
        bare = _CLOSED_TEXT.sub(" ", piece[start:])
        # No quote is left of the texts that end in this piece: one that is there opens a text that ends in a later piece.
        opened = bare.find('"')
        self._inside = opened >= 0
        if self._inside:
            self._keep_escape(bare[opened + 1 :])
            bare = bare[:opened]
        return bare

    def _keep_escape(self, text: str) -> None:
        slashes = len(text) - len(text.rstrip("\\"))
        self._escape = "\\" if slashes % 2 else ""


class Decoder:
    """Bytes to text: UTF-8 with or without mark, UTF-16 by its mark, and single bytes of Windows-1252 in between."""

    def __init__(self, head: bytes) -> None:
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        name, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
        self._decoder = codecs.getincrementaldecoder(name)(errors)
        self.guessed = False

    def text(self, piece: bytes, *, final: bool = False) -> str:
        """Return the text of the next bytes; `guessed` becomes True when some were not UTF-8."""
        text = self._decoder.decode(piece, final)
        if _ESCAPED_BYTES.search(text):
            self.guessed = True
            return text.translate(_AS_WINDOWS)
        return text


class GuardedText:
    """The text of a source in pieces, capped in size: nothing larger than the limit is ever unpacked."""

    def __init__(self, source: Source, packed_bytes: int | None = None, limit: int = LARGEST_BYTES) -> None:
        self._source = source
        self._packed_bytes = packed_bytes
        self._limit = limit
        self._decoder: Decoder | None = None
        self._seen = 0
        self.ended = False

    @property
    def encoding_guessed(self) -> bool:
        """Say whether the bytes so far were not all UTF-8."""
        return self._decoder is not None and self._decoder.guessed

    def pieces(self) -> Iterator[str]:
        """Yield the text that was not yielded yet.

        Raises: TooLarge.
        """
        while not self.ended:
            piece = self._source.read(_PIECE)
            self._count(len(piece))
            self._decoder = self._decoder or Decoder(piece)
            self.ended = not piece
            yield self._decoder.text(piece, final=self.ended)

    def _count(self, size: int) -> None:
        self._seen += size
        bomb = (
            self._packed_bytes is not None
            and self._seen > _RATIO_FROM_BYTES
            and self._seen > self._packed_bytes * _LARGEST_RATIO
        )
        if bomb or self._seen > self._limit:
            raise TooLarge(limit_mb=self._limit // (1024 * 1024))
