"""What an import of rows answers: how many were created and updated, and what is wrong with which row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sse_desktop.commands.permission import allowed, check_role
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing


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


Row = Mapping[str, Any]
CREATED, UPDATED, SKIPPED = "created", "updated", "skipped"


def import_rows(
    session: Writing,
    rows: Sequence[Row],
    store: Callable[[Writing, Row], str],
    column_of: Callable[[DomainError], str],
    partial: bool,
) -> ImportResult:
    """Store rows one by one, each whole or not at all; `store` says what it did with one.

    Raises:
        RowsRefused: a row is wrong, and `partial` was not asked for.
    """
    done = {CREATED: 0, UPDATED: 0, SKIPPED: 0}
    failures = []
    for position, row in enumerate(rows):
        try:
            with session.begin_nested():
                done[store(session, row)] += 1
        except DomainError as failure:
            column = column_of(failure)
            failures.append(RowFailure(position, column, str(row.get(column) or ""), failure))
    if not partial:
        refuse_any(failures)
    return ImportResult(**done, failed=tuple(failures))


@allowed(Role.SECRETARY)
def rehearse(session: Writing, command: Callable[..., ImportResult], rows: Sequence[Row]) -> ImportResult:
    """Return what an import of rows would do, with every row that is wrong, and store nothing.

    Raises:
        NotAllowed: the role of the person does not include the command.
    """
    check_role(command, session)
    with session.begin_nested() as trial:
        result = command(session, rows, partial=True)
        trial.rollback()
    return result
