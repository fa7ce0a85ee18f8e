"""One row of a profile's file: reads its fields by kind, and names file, table, row and field when one is wrong."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.formula import Formula, FormulaFaulty
from sse_desktop.domain.jurisdiction import ASK, Amount, Days, Origin

T = TypeVar("T")

CONFIDENCES: Final = ("found", "own", "ask")
_PERIOD: Final = re.compile(r"P\d+[DMY]")
_PLAIN: Final = re.compile(r"-?\d{1,18}(\.\d{1,10})?", re.ASCII)


class ProfileFaulty(DomainError):
    """A profile's file is not right; it is refused as a whole."""

    sentence = N_(
        "The rules can't be used: {file}, table {table}, row {row}, field “{field}”: {fault} {value} Correct the file and start again."
    )


@dataclass(slots=True)
class Row:
    """A row of a table; what was read of it is noted, so that an unknown field is found at the end."""

    file: str
    table: str
    place: int
    data: Mapping[str, Any]
    _read: set[str] = field(default_factory=set)

    # ------------------------------------------------------------------ fields by kind

    def string(self, name: str, default: str | None = None, *, among: Collection[str] = ()) -> str:
        """Return a text; without a default it must be there and say something."""
        value = self._value(name, default)
        if value is None:
            raise self.fault(name, N_("is missing"))
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(name, N_("must be a text"), value)
        if among and value not in among:
            raise self.fault(name, N_("must be one of these:"), ", ".join(sorted(among)))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it isn't there."""
        value = self._value(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.fault(name, N_("must be a list of texts"), value)
        return tuple(value)

    def flag(self, name: str) -> bool:
        """Return yes or no; no when it isn't there."""
        value = self._value(name, default=False)
        if not isinstance(value, bool):
            raise self.fault(name, N_("must be true or false"), value)
        return value

    def number(self, name: str) -> Decimal | None:
        """Return an exact number, written as a text so that nothing rounds it; None when it isn't there."""
        value = self._value(name, None)
        return None if value is None else self._decimal(name, value)

    def amount(self, name: str) -> Amount:
        """Return an exact number, ASK for "ask", or None."""
        return ASK if self.data.get(name) == "ask" and self._seen(name) else self.number(name)

    def whole(self, name: str) -> int | None:
        """Return a whole number from 0 on, or None."""
        value = self._value(name, None)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise self.fault(name, N_("must be a whole number"), value)
        return value

    def days(self, name: str) -> Days:
        """Return a whole number, ASK for "ask", or None."""
        return ASK if self.data.get(name) == "ask" and self._seen(name) else self.whole(name)

    def day(self, name: str) -> date | None:
        """Return a day, or None."""
        value = self._value(name, None)
        if value is not None and type(value) is not date:
            raise self.fault(name, N_("must be a date"), value)
        return value

    def period(self, name: str, default: str, *, words: Collection[str] = ()) -> str:
        """Return an ISO period (P30D, P1Y), or one of some words."""
        value = self.string(name, default)
        if value and value not in words and not _PERIOD.fullmatch(value):
            raise self.fault(name, N_("must be a period such as P30D or P1Y"), value)
        return value

    def formula(self, name: str, names: Collection[str]) -> Formula | None:
        """Return a formula in which only these names stand, or None."""
        value = self.string(name, "")
        if not value:
            return None
        try:
            return Formula.parse(value, names)
        except FormulaFaulty as fault:
            raise self.fault(name, str(fault.facts["fault"]), f"“{value}” ({fault.facts['place']})") from fault

    def rows(self, name: str) -> list["Row"]:
        """Return the rows of a list inside this row."""
        value = self._value(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fault(name, N_("must be a list of rows"), value)
        return [Row(self.file, f"{self.table}.{name}", place, each) for place, each in enumerate(value, 1)]

    def inner(self, name: str) -> "Row":
        """Return a row inside this row; an empty one when it isn't there."""
        value = self._value(name, {})
        if not isinstance(value, dict):
            raise self.fault(name, N_("must be a row"), value)
        return Row(self.file, f"{self.table}.{name}", self.place, value)

    def words(self) -> dict[str, str]:
        """Return the whole row as texts by name."""
        return {name: self.string(name) for name in self.data}

    # ------------------------------------------------------------------ the row as a whole

    def ignore(self, name: str) -> None:
        """Say that a field is known, though nobody reads it here."""
        self._read.add(name)

    def origin(self, sources: Mapping[str, str], checked: date | None, *, legal: str = "") -> Origin:
        """Return where the rule comes from; source and confidence are never left out."""
        key = self.string("src")
        if key not in sources:
            raise self.fault("src", N_("is no source of this profile:"), key)
        since, until = self.day("from"), self.day("to")
        if since is not None and until is not None and until < since:
            raise self.fault("to", N_("is before the day from which the rule holds:"), until)
        return Origin(
            src=sources[key],
            conf=self.string("conf", among=CONFIDENCES),
            checked=self.day("checked") or checked,
            legal_ref=legal or self.string("legal_ref", ""),
            valid_from=since,
            valid_to=until,
        )

    def done(self, made: T) -> T:
        """Return what was made of the row, after making sure that every field of it was known."""
        unknown = sorted(set(self.data) - self._read)
        if unknown:
            raise self.fault(unknown[0], N_("is no field of this table"))
        return made

    def fault(self, name: str, fault: str, value: object = "") -> ProfileFaulty:
        """Return the failure that names this row and a field of it."""
        shown = "" if value in {"", None} or isinstance(value, list | dict) else f"{value}."
        return ProfileFaulty(
            file=self.file, table=f"[{self.table}]", row=str(self.place), field=name, fault=Term(fault), value=shown
        )

    def each(self, name: str, make: Callable[["Row"], T]) -> tuple[T, ...]:
        """Return what is made of each row of a list inside this row."""
        return tuple(row.done(make(row)) for row in self.rows(name))

    # ------------------------------------------------------------------ inside

    def _seen(self, name: str) -> bool:
        self._read.add(name)
        return True

    def _value(self, name: str, default: Any) -> Any:
        self._read.add(name)
        return self.data.get(name, default)

    def _decimal(self, name: str, value: Any) -> Decimal:
        if isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and _PLAIN.fullmatch(value):
            return Decimal(value)
        raise self.fault(name, N_("must be a number written as a text, such as “0.30”"), value)
