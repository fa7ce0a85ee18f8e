"""What the store's tests ask for: the ground a weigh-in stands on, and another program at the same data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sse_desktop.store.database import Database
from sse_desktop.store.engines import PRAGMAS, postgres_engine, sqlite_engine
from tests.conftest import PASSPHRASE
from tests.store.ground import Ground, prepare

OtherProgram = Callable[[str], None]


@pytest.fixture
def ground(database: Database) -> Ground:
    """A member, a product, a grade and a lot in the database."""
    return prepare(database)


@pytest.fixture
def other_program(database: Database, engine_kind: str, tmp_path: Path) -> Iterator[OtherProgram]:
    """Runs statements past the application, as a database tool in the hands of somebody who knows the key."""
    engine = other_engine(database, engine_kind, tmp_path)

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    yield run
    engine.dispose()


def other_engine(database: Database, engine_kind: str, folder: Path) -> sa.Engine:
    """Return an engine without guard on the same data."""
    if engine_kind == "postgres":
        return postgres_engine(database.engine.url.render_as_string(hide_password=False), guarded=False)
    passphrase = PASSPHRASE if engine_kind == "encrypted" else None
    return sqlite_engine(folder / "cooperative.db", passphrase, pragmas=PRAGMAS, guarded=False)
