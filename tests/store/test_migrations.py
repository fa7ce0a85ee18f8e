"""An upgraded database has the tables of the application, and its facts are frozen."""

import re
from typing import Any, Final

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sse_desktop.store import migrate
from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.database import Database
from sse_desktop.store.record import Base, Fact, Record

EXACT: Final = (Whole, UtcInstant, sa.Text, sa.Boolean, sa.Date, sa.Uuid, sa.JSON, sa.BigInteger, sa.LargeBinary)


def test_an_upgraded_database_equals_the_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        found: list[Any] = compare_metadata(context, Base.metadata)

    assert found == []


def same_type(_: Any, __: Any, ___: Any, stored: Any, wanted: Any) -> bool | None:
    """Compare our decorated columns by what they are kept in; None leaves the rest to Alembic."""
    if isinstance(wanted, Whole):
        return not isinstance(stored, sa.BigInteger)
    if isinstance(wanted, UtcInstant):
        return not isinstance(stored, sa.DateTime)
    if isinstance(wanted, sa.Uuid):
        return not isinstance(stored, sa.Uuid | sa.CHAR | sa.Numeric)
    return None


def frozen_tables() -> set[str]:
    facts = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Fact)}
    return {*facts, "journal"}


def test_every_fact_and_the_journal_carry_their_triggers(database: Database, engine_kind: str) -> None:
    names = {
        "postgres": "SELECT DISTINCT trigger_name FROM information_schema.triggers",
    }.get(engine_kind, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    with database.reading() as session:
        found = set(session.scalars(sa.text(names)))

    wanted = {f"{table}_{what}" for table in frozen_tables() for what in ("change", "delete")}
    wanted |= {f"{table}_void" for table in frozen_tables() - {"journal"}}
    assert wanted <= found


@pytest.mark.postgres
@pytest.mark.parametrize("engine_kind", ["postgres"], indirect=True)
def test_no_table_of_facts_can_be_emptied_on_the_server(database: Database) -> None:
    engine = sa.create_engine(database.engine.url)
    for table in frozen_tables():
        with pytest.raises(sa.exc.DBAPIError, match="frozen"), engine.begin() as connection:
            connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")
    engine.dispose()


def test_versions_follow_each_other_without_a_fork() -> None:
    folder = migrate.MIGRATIONS / "versions"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("[0-9]*.py"))]
    revisions = [re.findall(r'^(?:down_)?revision = (?:"(\w+)"|None)', text, re.MULTILINE) for text in texts]

    assert [revision for revision, _ in revisions] == migrate.versions()
    assert [before for _, before in revisions] == ["", *migrate.versions()[:-1]]


def test_every_column_is_exact_and_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        for column in table.c:
            assert isinstance(column.type, EXACT), column
            assert column.server_default is None, f"{column}: the journal would not know the value"
            assert column.computed is None, column
        for constraint in table.constraints:
            assert constraint.name, f"{table}: {constraint}"


def test_nothing_is_deleted_by_a_cascade() -> None:
    for table in Base.metadata.tables.values():
        assert not [key for key in table.foreign_keys if key.ondelete or key.onupdate], table


def test_every_mapped_row_is_a_record_or_a_fact_or_of_this_computer() -> None:
    rest = {m.class_.__tablename__ for m in Base.registry.mappers if not issubclass(m.class_, Record | Fact)}
    assert rest == {"series", "print_job", "signing_key"}
