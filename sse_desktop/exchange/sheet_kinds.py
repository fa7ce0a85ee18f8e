"""Kinds of sheets: this file says what a kind is, finds its fields by their headings, and checks all rows before any write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.folding import fold
from sse_desktop.exchange.sheet_cells import ReadCell, ReadColumn, shown
from sse_desktop.exchange.spreadsheet import Row, Table, write_sheet


class ColumnMissing(DomainError):
    """A column that every row needs was not found or chosen."""

    sentence = N_("No column was chosen for “{field}”. Choose the column that holds it.")


class NoSuchColumn(DomainError):
    """A mapping names a column that the table does not have."""

    sentence = N_("This table has no column “{column}”. Choose one of its columns.")


class NoSuchField(DomainError):
    """A mapping names a field that this kind of sheet does not have."""

    sentence = N_("“{field}” can't be imported. What can be: {fields}.")


class CellMissing(DomainError):
    """A cell that must be filled is empty."""

    sentence = N_("This cell is empty, but it is needed. Fill it in.")


class ValueTwice(DomainError):
    """A value that must be its own stands in two rows."""

    sentence = N_("“{value}” already stands in row {first}. Each row needs its own.")


# What people write into a cell to say that it is empty on purpose.
_NOTHING = (None, "-", "–", "—")


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field of a kind of sheet: its name in code, its label, the headings it goes by in all languages, how it is read."""

    name: str
    label: str
    headings: tuple[str, ...]
    read: ReadColumn
    required: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class SheetKind:
    """What can be imported from a sheet."""

    name: str
    fields: tuple[SheetField, ...]

    @property
    def headings(self) -> frozenset[str]:
        """All headings of all fields, to find the header of a table with."""
        return frozenset(heading for each in self.fields for heading in each.headings)

    def named(self, name: str) -> SheetField:
        """Return a field by its name.

        Raises: NoSuchField.
        """
        found = next((each for each in self.fields if each.name == name), None)
        if found is None:
            raise NoSuchField(field=name, fields=", ".join(each.name for each in self.fields))
        return found


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that is right: its number in the sheet, and the values of its filled cells by field."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one cell: the row's number as the sheet shows it, the column, the cell as shown, the failure."""

    row: int
    column: str
    value: str
    failure: DomainError

    def as_json(self, explain: Callable[[DomainError], str] = str) -> dict[str, Any]:
        """Return the entry of the command line's list of failed rows."""
        return {"row": self.row, "column": self.column, "value": self.value, "sentence": explain(self.failure)}


def guess_mapping(header: Sequence[str], kind: SheetKind) -> dict[str, str]:
    """Return the column of each field that its heading tells; equal words first, then headings that contain one.

    A person may change the mapping; no column serves two fields.
    """
    mapping: dict[str, str] = {}
    for matches in (_is_equal, _contains):
        for each in kind.fields:
            free = (heading for heading in header if heading not in mapping.values())
            found = next((heading for heading in free if matches(fold(heading), each)), None)
            if found and each.name not in mapping:
                mapping[each.name] = found
    return mapping


def check(table: Table, kind: SheetKind, mapping: Mapping[str, str]) -> tuple[list[CheckedRow], list[RowProblem]]:
    """Return the rows that are right, and every problem of the others; nothing is stored.

    Raises: NoSuchField, NoSuchColumn, ColumnMissing.
    """
    columns = _columns(table, kind, mapping)
    reads = {each.field.name: each.field.read([row.cells[each.place] for row in table.rows]) for each in columns}
    first_seen: dict[tuple[str, Any], int] = {}
    right: list[CheckedRow] = []
    problems: list[RowProblem] = []
    for row in table.rows:
        values: dict[str, Any] = {}
        found = [*_read_row(row, columns, reads, values), *_twice(row, columns, values, first_seen)]
        problems += found
        if not found:
            right.append(CheckedRow(row.number, values))
    return right, problems


def failed_rows(
    table: Table, problems: Iterable[RowProblem], reason: str, explain: Callable[[DomainError], str] = str
) -> bytes:
    """Return an XLSX file of the rows that have problems, with one more column that says why; `reason` is its heading.

    It can be corrected and imported as it is. Text that looks like a formula stays text.
    """
    why: dict[int, list[str]] = {}
    for problem in problems:
        why.setdefault(problem.row, []).append(f"{problem.column}: {explain(problem.failure)}")
    rows = ([*row.cells, "\n".join(why[row.number])] for row in table.rows if row.number in why)
    return write_sheet([*table.header, reason], rows)


@dataclass(frozen=True, slots=True)
class _Column:
    field: SheetField
    heading: str
    place: int


def _is_equal(heading: str, each: SheetField) -> bool:
    return heading in {fold(known) for known in each.headings}


def _contains(heading: str, each: SheetField) -> bool:
    bare = f" {' '.join(''.join(letter if letter.isalnum() else ' ' for letter in heading).split())} "
    return any(f" {fold(known)} " in bare for known in each.headings if len(known) > 1)


def _columns(table: Table, kind: SheetKind, mapping: Mapping[str, str]) -> list[_Column]:
    columns: list[_Column] = []
    for name, heading in mapping.items():
        if heading not in table.header:
            raise NoSuchColumn(column=heading)
        columns.append(_Column(kind.named(name), heading, table.column(heading)))
    for each in kind.fields:
        if each.required and each.name not in mapping:
            raise ColumnMissing(field=Term(each.label))
    return columns


def _read_row(
    row: Row, columns: Sequence[_Column], reads: Mapping[str, ReadCell], values: dict[str, Any]
) -> Iterator[RowProblem]:
    """Put the row's values into `values` and yield what is wrong with it."""
    for column in columns:
        cell = row.cells[column.place]
        try:
            if cell not in _NOTHING:
                values[column.field.name] = reads[column.field.name](cell)
            elif column.field.required:
                raise CellMissing
        except DomainError as failure:
            yield RowProblem(row.number, column.heading, shown(cell), failure)


def _twice(
    row: Row, columns: Sequence[_Column], values: Mapping[str, Any], first_seen: dict[tuple[str, Any], int]
) -> Iterator[RowProblem]:
    for column in columns:
        if not column.field.unique or column.field.name not in values:
            continue
        value = values[column.field.name]
        first = first_seen.setdefault((column.field.name, value), row.number)
        if first != row.number:
            failure = ValueTwice(value=str(value), first=str(first))
            yield RowProblem(row.number, column.heading, shown(row.cells[column.place]), failure)
