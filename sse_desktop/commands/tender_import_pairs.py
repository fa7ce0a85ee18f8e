"""Which line of a newer notice is which line of the earlier one: told by their keys, in one pass however many there are."""

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Any

Entry = dict[str, Any]


def pair(keys: Sequence[list[str]], before: Sequence[Entry]) -> tuple[list[Entry | None], list[Entry]]:
    """Return for each line of a newer notice the one it was, or None, and the lines that are no longer there.

    A key is lot, classification and words. Equal keys count first, then lot and classification, since words get corrected.
    """
    used: set[int] = set()
    by_words, by_class = _places(before, 3), _places(before, 2)
    pairs = [_taken(before, by_words[tuple(key)], used) for key in keys]
    for place, key in enumerate(keys):
        if pairs[place] is None and key[1]:
            pairs[place] = _taken(before, by_class[tuple(key[:2])], used)
    return pairs, [entry for place, entry in enumerate(before) if place not in used]


def _places(before: Sequence[Entry], length: int) -> defaultdict[tuple[str, ...], deque[int]]:
    """Return where the lines of each key, or of the beginning of a key, lie."""
    found: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for place, entry in enumerate(before):
        found[tuple(entry["key"][:length])].append(place)
    return found


def _taken(before: Sequence[Entry], places: deque[int], used: set[int]) -> Entry | None:
    while places:
        place = places.popleft()
        if place not in used:
            used.add(place)
            return before[place]
    return None
