"""How a record is changed: only what differs, and never over the change of somebody else."""

from collections.abc import Mapping
from typing import Any

from sse_desktop.domain.errors import N_, DomainError

Seen = Mapping[str, int]


class ChangedMeanwhile(DomainError):
    """A field was written by somebody else after the form had shown it."""

    sentence = N_(
        "This record was changed elsewhere while you had it open ({fields}). Nothing was saved. Look at the new values and enter yours again."
    )


class BelowNothing(DomainError):
    """A number that counts something is negative."""

    sentence = N_(
        "An amount, a weight, an area or a number of days can't be below zero. Nothing was saved. Correct it and save again."
    )


class NameTaken(DomainError):
    """Two things of a kind would have one name."""

    sentence = N_("There is already one called {name}. Nothing was saved. Choose another name.")


def change_fields(row: Any, values: Mapping[str, object], seen: Seen | None = None) -> bool:
    """Write the fields that differ, and tell whether there were any.

    Args:
        row: a Record of the store.
        values: new values by column name.
        seen: the stamps of the row as they were when the person began to edit; without it the last writer wins.

    Raises:
        ChangedMeanwhile: a field to be written has a newer stamp than the one seen; nothing was written.
    """
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    newer = [name for name in changed if seen is not None and stamp_of(row.stamps, name) != stamp_of(seen, name)]
    if newer:
        raise ChangedMeanwhile(fields=", ".join(sorted(newer)))
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def stamp_of(stamps: Seen, name: str) -> int | None:
    """Return the clock of the last write of a field: its own, or that of the row's creation."""
    return stamps.get(name, stamps.get("*"))


def cleaned(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the values with blanks at the ends of texts taken off."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
