"""Helpers of the XML readers: this file walks a tree by local names, whatever the prefixes, and takes the words out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_guard import Node

_SIGNS_OF_DOUBLING = ("Ã", "Â", "â€", "Å", "Ä", "Î", "Ð", "Ñ")


def local_name(node: Node) -> str:
    """Return the name of an element without its namespace."""
    # Comments and entities have a function in the place of a name.
    return str(node.tag).rpartition("}")[2]


def attribute(node: Node | None, name: str) -> str | None:
    """Return an attribute by its local name, None when it is missing or blank."""
    if node is None:
        return None
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value).strip() or None
    return None


def every(node: Node | None, path: str) -> list[Node]:
    """Return the elements at a path of local names such as `TenderingTerms/Language/ID`, in the order of the file.

    `*` stands for any name of one step.
    """
    found = [] if node is None else [node]
    for name in path.split("/"):
        found = [child for parent in found for child in parent if name == "*" or local_name(child) == name]
    return found


def first(node: Node | None, path: str) -> Node | None:
    """Return the first element at a path of local names, or None."""
    return next(iter(every(node, path)), None)


def below(node: Node | None, name: str) -> Iterator[Node]:
    """Yield the elements of that local name at any depth."""
    if node is not None:
        yield from (each for each in node.iterdescendants() if local_name(each) == name)


def text(node: Node | None) -> str:
    """Return all text of an element and of those in it, without blanks around; empty where there is none."""
    return "".join(map(str, node.itertext())).strip() if node is not None else ""


def value(node: Node | None, path: str) -> str | None:
    """Return the text of the first element at a path that has some, or None."""
    return next((found for each in every(node, path) if (found := text(each))), None)


def values(node: Node | None, path: str) -> tuple[str, ...]:
    """Return the texts at a path, each once, without empty ones."""
    return tuple(dict.fromkeys(found for each in every(node, path) if (found := text(each))))


def line(repairs: Repairs, node: Node | None, where: str) -> str | None:
    """Return the text of an element as one line without markup, letters repaired; None when it says nothing."""
    return repairs.line(_repaired(repairs, text(node), where), where)


def words(repairs: Repairs, node: Node | None, where: str) -> str | None:
    """Return the text of an element with its line breaks, letters repaired; None when it says nothing."""
    return repairs.text(_repaired(repairs, text(node), where), where)


def once(found: Iterable[str | None]) -> tuple[str, ...]:
    """Return the texts each once, in order, without what is missing."""
    return tuple(dict.fromkeys(each for each in found if each))


def _repaired(repairs: Repairs, written: str, where: str) -> str:
    repaired = undoubled(written)
    if repaired != written:
        repairs.warn("letters_repaired", where=where, original=written[:2000])
    return repaired


def undoubled(written: str) -> str:
    """Return a text whose UTF-8 was taken for single bytes as it was meant; only where the whole text says so."""
    if not any(sign in written for sign in _SIGNS_OF_DOUBLING):
        return written
    for encode in (_as_latin, _as_windows):
        try:
            return encode(written).decode("utf-8")
        except UnicodeError:
            continue
    return written


def _as_latin(written: str) -> bytes:
    return written.encode("latin-1")


def _as_windows(written: str) -> bytes:
    # Five bytes mean nothing in Windows-1252 and were kept as they are by whoever doubled the text.
    return b"".join(letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252") for letter in written)
