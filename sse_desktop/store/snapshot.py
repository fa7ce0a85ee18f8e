"""A copy of a database in one file, as it was at one moment: of a SQLite file page by page, of a server row by row."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sse_desktop.store.database import Database
from sse_desktop.store.engines import MIGRATING, sqlite_engine
from sse_desktop.store.migrate import upgrade
from sse_desktop.store.record import Base

MANY = 1000


def copy_database(database: Database, copy: Path, passphrase: str | None) -> None:
    """Write all of a database into a new SQLite file in rollback-journal mode, which also opens on a read-only medium.

    An encrypted file needs its own passphrase here; what comes from a server is encrypted when there is one.
    """
    target = sqlite_engine(copy, passphrase, pragmas=MIGRATING, guarded=False)
    try:
        if database.engine.dialect.name == "sqlite":
            _copy_pages(database.engine, target)
        else:
            _copy_rows(database, target)
    finally:
        target.dispose()


def _copy_pages(source: sa.Engine, target: sa.Engine) -> None:
    with source.connect() as here, target.connect() as there:
        from_driver: Any = here.connection.driver_connection
        to_driver: Any = there.connection.driver_connection
        from_driver.backup(to_driver)
        to_driver.execute("PRAGMA journal_mode=DELETE").fetchall()


def _copy_rows(database: Database, target: sa.Engine) -> None:
    upgrade(target)
    with database.reading() as session, target.begin() as there:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(sa.select(table).execution_options(yield_per=MANY)).mappings()
            for part in rows.partitions():
                there.execute(table.insert(), [dict(row) for row in part])
