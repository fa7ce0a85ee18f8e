"""The two kinds of row: a Record may change, field by field; a Fact is inserted once and may only be voided."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from sse_desktop.store.columns import UtcInstant, Whole

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every mapped row. Columns are exact: whole numbers, text, booleans, civil dates and UTC instants."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Whole,
        str: sa.Text,
        datetime: UtcInstant,
        date: sa.Date,
        uuid.UUID: sa.Uuid,
    }


class Record:
    """A changeable row. `stamps` holds the clock of the last write of each field ('*': of its creation)."""

    __tablename__: str
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    stamps: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)


class Fact:
    """A row that is inserted once. `voided` (the reason) is the only column that may change, and only once."""

    __tablename__: str
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    voided: Mapped[str | None] = mapped_column(default=None)


def is_journaled(row: object) -> bool:
    """Tell whether changes of this row belong into the journal."""
    return isinstance(row, Record | Fact)
