"""Adding to a file without touching the rest: this file finds where elements begin and end in the text of a request.

A parser that writes a tree anew changes blanks, quotes and prefixes; here every letter of the request stays as it came.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sse_desktop.exchange.refusals import BrokenFile

_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>\s*")
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<close>/?)(?P<name>[^\s/>!?]++)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL,
)
UTF8 = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Element:
    """An element in a text: its name without prefix, its depth (the root has 0), and four places.

    `start` to `opened` is its first tag, `closing` to `end` its last; of an empty tag `opened`, `closing` and `end` are one.
    """

    name: str
    depth: int
    start: int
    opened: int
    closing: int = 0
    end: int = 0


def text_of(data: bytes) -> str:
    """Return the text of a file; bytes that are UTF-8 come back equal from it, other encodings are declared anew.

    Raises: BrokenFile: the bytes are not in the encoding they declare.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF8 + _DECLARATION.sub("", _decoded(data, "utf-16"), count=1)
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return UTF8 + _DECLARATION.sub("", _decoded(data, name), count=1)
    if name in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return text
    return UTF8 + _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        raise BrokenFile from None


def elements(text: str) -> list[Element]:
    """Return all elements in the order in which they begin.

    Raises: BrokenFile: a tag without its other half; a file that was parsed has none.
    """
    found: list[Element] = []
    open_ones: list[int] = []
    for tag in _MARKUP.finditer(text):
        if tag["name"] is None:
            continue
        if tag["close"]:
            if not open_ones:
                raise BrokenFile
            at = open_ones.pop()
            found[at] = replace(found[at], closing=tag.start(), end=tag.end())
            continue
        name = tag["name"].rpartition(":")[2]
        found.append(Element(name, len(open_ones), tag.start(), tag.end(), tag.end(), tag.end()))
        if not tag[0].endswith("/>"):
            open_ones.append(len(found) - 1)
    if open_ones or not found:
        raise BrokenFile
    return found


def with_pieces(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each piece, given as (from, to, what), in the place of what stood there.

    What is put in at a place comes before what takes the place of something there.
    """
    parts: list[str] = []
    at = 0
    for start, end, piece in sorted(pieces, key=lambda each: each[:2]):
        parts += [text[at:start], piece]
        at = end
    return "".join([*parts, text[at:]])
