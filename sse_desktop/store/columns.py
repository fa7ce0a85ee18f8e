"""Exact column types: UTC instants, civil dates and whole numbers on every engine."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class UtcInstant(sa.TypeDecorator[datetime]):
    """An instant kept in UTC to the microsecond; a naive datetime is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant needs its zone"
            raise ValueError(msg)
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Whole(sa.TypeDecorator[int]):
    """A 64-bit whole number; floats, Decimals and booleans are refused instead of being rounded silently."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and type(value) is not int:
            msg = f"{value!r} is not a whole number"
            raise TypeError(msg)
        return value

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Compare with whole numbers by this type, and let SQL decide for anything else."""
        return self if type(value) is int else sa.BigInteger()
