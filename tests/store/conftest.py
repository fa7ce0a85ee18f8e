"""What the store's tests ask for: the ground a weigh-in stands on, and another program at the same data."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sse_desktop.store import migrate
from sse_desktop.store.database import Database
from sse_desktop.store.engines import PRAGMAS, postgres_engine, sqlite_engine
from tests.conftest import PASSPHRASE, Databases
from tests.store.ground import Ground, prepare, weigh, write
from tests.store.revisions import Revisions

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


@pytest.fixture(params=["plain", "encrypted"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of file, for tests that are about files: each runs once on each."""
    return str(request.param)


@pytest.fixture
def passphrase(kind: str) -> str | None:
    """The passphrase of a file of this kind."""
    return PASSPHRASE if kind == "encrypted" else None


@pytest.fixture
def file(kind: str, databases: Databases, tmp_path: Path) -> Path:
    """A closed file with a weigh-in in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    database = databases.fresh(kind, folder)
    ground = prepare(database)
    write(database, lambda s: weigh(s, ground, 1))
    database.close()
    return folder / "cooperative.db"


@pytest.fixture
def revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revisions:
    """A copy of the migrations that a test may add to, in the place of the application's own."""
    made = Revisions(tmp_path / "migrations")
    monkeypatch.setattr(migrate, "MIGRATIONS", made.folder)
    return made
