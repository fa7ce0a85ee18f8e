"""The one place that asks the computer for the time and for new identifiers: this file is the clock."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return a new UUIDv7: unique without a server, and sorted by the time it was made."""
    return uuid7()
