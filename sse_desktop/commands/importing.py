"""What an import of rows answers: how many were created and updated, and what is wrong with which row."""

from collections.abc import Sequence
from dataclasses import dataclass

from sse_desktop.domain.errors import N_, DomainError


@dataclass(frozen=True, slots=True)
class RowFailure:
    """What is wrong with one row: its place among the rows (from 0), the column, the value as text and the failure."""

    position: int
    column: str
    value: str
    failure: DomainError


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows were created, updated, and skipped because nothing was new; `failed` only when the rest was kept."""

    created: int
    updated: int
    skipped: int
    failed: tuple[RowFailure, ...] = ()


class RowsRefused(DomainError):
    """Some rows of an import are wrong, so none was stored. `failures` names all of them."""

    sentence = N_(
        "{count} rows can't be imported, the first is row {first}. Nothing was stored. Correct them and import again."
    )

    @property
    def failures(self) -> tuple[RowFailure, ...]:
        """Every failure, in the order of the rows."""
        found = self.facts["failures"]
        return found if isinstance(found, tuple) else ()


def refuse_any(failures: Sequence[RowFailure]) -> None:
    """Refuse the whole import if a row is wrong.

    Raises:
        RowsRefused: with every failure; rows are counted from 1 in its sentence.
    """
    if failures:
        rows = {failure.position for failure in failures}
        raise RowsRefused(count=len(rows), first=min(rows) + 1, failures=tuple(failures))
