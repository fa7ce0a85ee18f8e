"""Triggers that freeze facts: no program may change or delete one, and only an empty `voided` may be filled."""

from alembic import op
from sqlalchemy import inspect

POSTGRES_FUNCTION = "CREATE OR REPLACE FUNCTION facts_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'facts are frozen'; END $$"


def freeze_facts() -> None:
    """Put the triggers on every table that has a `voided` column, and on the journal.

    To be called at the end of every migration that makes or remakes such a table: SQLite drops the triggers with it.
    """
    connection = op.get_bind()
    inspector = inspect(connection)
    if connection.dialect.name == "postgresql":
        op.execute(POSTGRES_FUNCTION)
    for table in sorted(inspector.get_table_names()):
        columns = [column["name"] for column in inspector.get_columns(table)]
        if "voided" in columns:
            _freeze(table, [name for name in columns if name != "voided"])
            _trigger(table, "void", "UPDATE OF voided", "OLD.voided IS NOT NULL")
        elif table == "journal":
            _freeze(table, columns)


def _freeze(table: str, columns: list[str]) -> None:
    _trigger(table, "change", f"UPDATE OF {', '.join(columns)}")
    _trigger(table, "delete", "DELETE")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER IF EXISTS {table}_truncate ON {table}")
        op.execute(f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION facts_are_frozen()")


def _trigger(table: str, name: str, event: str, condition: str = "") -> None:
    when = f" WHEN ({condition})" if condition else ""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, 'facts are frozen'); END"
        )
    else:
        op.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION facts_are_frozen()"
        )
