"""Finding by words as people type them: any order, no accents, no capitals."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from sse_desktop.domain.folding import fold

Thing = TypeVar("Thing")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the folded text; the same choices are compared at every key."""
    return fold(text)


def fits(words: Sequence[str], text: str) -> bool:
    """Tell whether every folded word begins or lies in the folded text."""
    return all(word in text for word in words)


def best(things: Iterable[Thing], typed: str, text_of: Callable[[Thing], str], *, limit: int) -> list[Thing]:
    """Return the things that fit what was typed, those whose text begins with it first."""
    wanted = fold(typed)
    words = wanted.split()
    found = [(thing, folded(text_of(thing))) for thing in things]
    fitting = [(thing, text) for thing, text in found if fits(words, text)]
    fitting.sort(key=lambda pair: rank(wanted, pair[1]))
    return [thing for thing, _ in fitting[:limit]]


def rank(wanted: str, text: str) -> int:
    """Return 0 for the very text or its first word, 1 for a text that begins so, 2 for a word that does, 3 for others."""
    if text == wanted or text.split(" ", 1)[0] == wanted:
        return 0
    if text.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in text else 3
