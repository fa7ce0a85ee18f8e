"""The schema of the first version is what the tables say, and a difference becomes a migration."""

import sqlalchemy as sa

from chores.new_migration import difference
from sse_desktop.store import migrate
from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.record import Base


def test_the_migrations_make_what_the_tables_say() -> None:
    assert difference(migrate.versions()) == ""


def test_a_new_table_becomes_a_migration_with_lasting_types() -> None:
    table = sa.Table("thing", Base.metadata, sa.Column("height_cm", Whole), sa.Column("seen_at", UtcInstant))
    try:
        written = difference(migrate.versions())
    finally:
        Base.metadata.remove(table)

    assert "op.create_table(" in written
    assert "sa.BigInteger()" in written
    assert "sa.DateTime(timezone=True)" in written


def test_without_versions_every_table_is_made() -> None:
    written = difference([])

    assert written.count("op.create_table(") == len(Base.metadata.tables)
