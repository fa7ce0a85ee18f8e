"""Exact column types: UTC instants, civil dates and whole numbers on every engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

LARGEST: Final = 2**63 - 1


class UtcInstant(sa.TypeDecorator[datetime]):
    """An instant kept in UTC to the microsecond; a naive datetime is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant as the engine keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant needs its zone"
            raise ValueError(msg)
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the instant in UTC, whatever zone the engine gave it in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def sqlite_instant(value: datetime | None) -> str | None:
    """Return an instant as `UtcInstant` keeps it in SQLite, several times faster than through the type."""
    if value is None:
        return None
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


class Whole(sa.TypeDecorator[int]):
    """A whole number of 64 bits; floats, Decimals and booleans are refused instead of being rounded silently."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return the number unchanged."""
        if value is None:
            return None
        if type(value) is not int or not -LARGEST <= value <= LARGEST:
            msg = f"{value!r} is not a whole number of 64 bits"
            raise TypeError(msg)
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], int | None] | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes a whole number of a sum on PostgreSQL, which gives numeric; elsewhere they come as they are."""
        return _whole if dialect.name == "postgresql" else None

    def coerce_compared_value(self, op: Any, value: Any) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Compare with whole numbers by this type, and let SQL decide for anything else."""
        return self if type(value) is int else sa.BigInteger()
