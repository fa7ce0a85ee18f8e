"""A block whose first column are member numbers, as a filled sheet is typed into a spreadsheet: each line finds its member."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sse_desktop.domain.errors import N_, DomainError


class LineWithoutNumber(DomainError):
    """A pasted line does not begin with a member's number."""

    sentence = N_(
        "Line {row} of what was pasted begins with “{text}”, which is no member's number. Nothing was changed. "
        "The first column must hold the members' numbers."
    )


class NumbersUnknown(DomainError):
    """Pasted lines are about members that nobody knows."""

    sentence = N_(
        "There is no member with these numbers: {numbers}. Nothing was changed. Correct or leave out their lines."
    )


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of a pasted block: its place in it from 1, the member's number, and the cells after it."""

    row: int
    number: int
    cells: tuple[str, ...]


def numbered_lines(text: str) -> list[NumberedLine]:
    """Return the lines of a block by member number; a headline, empty lines and a column of names are left out.

    Raises: LineWithoutNumber.
    """
    lines = [(at, line.split("\t")) for at, line in enumerate(text.rstrip("\r\n").splitlines(), start=1)]
    lines = [(at, cells) for at, cells in lines if any(cell.strip() for cell in cells)]
    if lines and not _is_number(lines[0][1][0]):
        lines = lines[1:]
    for at, cells in lines:
        if not _is_number(cells[0]):
            raise LineWithoutNumber(row=at, text=cells[0].strip())
    skipped = 2 if _has_names([cells for _, cells in lines]) else 1
    return [NumberedLine(at, int(cells[0].strip()), tuple(cells[skipped:])) for at, cells in lines]


def is_numbered(text: str, weeks: int, numbers: Collection[int]) -> bool:
    """Tell whether a block is one column wider than there are weeks and begins with numbers of members: then it can mean nothing else."""
    try:
        lines = numbered_lines(text)
    except LineWithoutNumber:
        return False
    widths = {len(line.cells) for line in lines}
    return bool(lines) and max(widths) == weeks and any(line.number in numbers for line in lines)


def refuse_unknown(lines: Sequence[NumberedLine], numbers: Collection[int]) -> None:
    """Refuse lines of members that are not there.

    Raises: NumbersUnknown.
    """
    unknown = dict.fromkeys(str(line.number) for line in lines if line.number not in numbers)
    if unknown:
        raise NumbersUnknown(numbers=", ".join(unknown))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) is not None


def _has_names(lines: Sequence[Sequence[str]]) -> bool:
    """Tell whether the second column holds words in every line: the names beside the numbers."""
    return bool(lines) and all(len(cells) > 1 and re.search(r"[^\W\d_]", cells[1]) for cells in lines)
