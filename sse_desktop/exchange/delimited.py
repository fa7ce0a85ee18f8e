"""Tables as text: this file finds encoding and separator of CSV, and of lines copied from elsewhere, by their content."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from sse_desktop.exchange.guard import Decoder
from sse_desktop.exchange.refusals import BrokenFile

_SEPARATORS = ";\t,|"
_LOOKED_AT = 50
_SEP_LINE = re.compile(r"\ufeff?sep=([;,|:^~\t ])\r?\n", re.IGNORECASE)
_HANGUL_WORD = re.compile("[가-힣]{2,}")


def read_delimited(data: bytes) -> Iterator[list[str | None]]:
    """Yield the rows of a CSV file; an empty cell is None.

    Raises: BrokenFile.
    """
    yield from split_rows(decoded(data))


def decoded(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16, the Korean code page where that gives Korean words, else Windows-1252."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            if korean := _as_korean(data):
                return korean
    return Decoder(data).text(data, final=True)


def split_rows(text: str, separator: str | None = None) -> Iterator[list[str | None]]:
    """Yield the rows of a text; the separator is found by its regularity unless it is given.

    Raises: BrokenFile.
    """
    if told := _SEP_LINE.match(text):
        text, separator = text[told.end() :], told[1]
    separator = separator or found_separator(text)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [cell.strip() or None for cell in row]
    except csv.Error:
        raise BrokenFile from None


def found_separator(text: str) -> str:
    """Return the separator that cuts most lines into the same number of cells, and into most cells."""
    return max(_SEPARATORS, key=lambda each: (_regularity(text, each), -_SEPARATORS.index(each)))


def _regularity(text: str, separator: str) -> int:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = Counter(len(row) for _, row in zip(range(_LOOKED_AT), reader, strict=False))
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items() if width > 1), default=0)


def _as_korean(data: bytes) -> str | None:
    """Return the text in the Korean code page if its letters stand together as words; single ones are accents misread."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    special = sum(letter > "\x7f" for letter in text)
    in_words = sum(len(word) for word in _HANGUL_WORD.findall(text))
    return text if special and in_words * 2 >= special else None
