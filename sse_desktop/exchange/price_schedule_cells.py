"""Names of cells: this file turns C5 into row 5 and column 3 and back."""

from __future__ import annotations

import re
from typing import Final

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
Place = tuple[int, int]
"""Row and column of a cell, both from 1, as sheets count them."""


def cell_name(place: Place) -> str:
    """Return a place as sheets write it: (5, 3) is C5."""
    row, column = place
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def place_of(name: str) -> Place | None:
    """Return row and column of a cell's name: C5 is (5, 3); None when it is no name."""
    found = _REFERENCE.fullmatch(name)
    return (int(found[2]), column_of(found[1])) if found else None


def column_of(letters: str) -> int:
    """Return the number of a column, from 1: AA is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
