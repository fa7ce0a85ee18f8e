"""What every test can ask for: a fresh database of each kind, the real files, and a look for what is left behind."""

import os
import shutil
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt: windows are drawn in memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Coverage keeps its figures with the standard library's SQLite, in a file of its own. The application refuses to run beside
# that library, since two of them on one file lose rows.
if "coverage" in sys.modules:
    sys.modules.pop("_sqlite3", None)

if TYPE_CHECKING:
    from sse_desktop.store.database import Database

ROOT: Final = Path(__file__).resolve().parent.parent
PASSPHRASE: Final = "correct horse"
KINDS: Final = ("plain", "encrypted", "postgres")

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile("thorough", settings.get_profile("usual"), max_examples=400)
settings.load_profile("thorough" if os.environ.get("SSE_THOROUGH") else "usual")


@pytest.fixture
def shared() -> Path:
    """The folder with the real notices, sheets and schemas beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with the real files is missing")
    return folder


# ---------------------------------------------------------------- databases


@pytest.fixture(params=KINDS)
def engine_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database: each test that asks for it runs once on each."""
    return str(request.param)


@dataclass
class Databases:
    """Gives fresh databases of the newest schema: copies of one that was made at the first need."""

    folder: Path
    _made: set[str] = field(default_factory=set)
    _count: int = 0

    def fresh(self, kind: str, folder: Path, device: str = "A") -> "Database":
        """Return an open, empty database; a file lies in `folder`, a PostgreSQL one on the throw-away server."""
        self._count += 1
        return self._on_server(device) if kind == "postgres" else self._in_file(kind, folder, device)

    def _in_file(self, kind: str, folder: Path, device: str) -> "Database":
        from sse_desktop.store import migrate

        passphrase = PASSPHRASE if kind == "encrypted" else None
        template = self.folder / f"{kind}-{device}.db"
        if not template.exists():
            migrate.create_sqlite(template, passphrase, device=device).close()
        file = folder / "cooperative.db"
        shutil.copyfile(template, file)
        return migrate.open_sqlite(file, passphrase, device=device)

    def _on_server(self, device: str) -> "Database":
        from sse_desktop.store import migrate

        template, name = f"template_{os.getpid()}_{device.lower()}", f"test_{os.getpid()}_{self._count}"
        if template not in self._made:
            on_server(f"CREATE DATABASE {template}")
            migrate.create_postgres(address(template), device=device).close()
            self._made.add(template)
        on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
        return migrate.open_postgres(address(name), device=device)


def address(database: str) -> str:
    """Return the address of a database on the throw-away server; where there is none, the test is left out."""
    server = os.environ.get("SSE_TEST_POSTGRES")
    if not server:
        pytest.skip("there is no PostgreSQL; `python3 dev.py test` starts one")
    return server.replace("@/postgres?", f"@/{database}?")


def on_server(statement: str) -> None:
    """Run a statement that cannot stand in a transaction."""
    import psycopg

    with psycopg.connect(address("postgres").replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """What makes fresh databases; for tests that need two of them or one of a certain kind."""
    return Databases(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def database(engine_kind: str, databases: Databases, tmp_path: Path) -> "Iterator[Database]":
    """A fresh database of the newest schema; on PostgreSQL it is dropped afterwards."""
    made = databases.fresh(engine_kind, tmp_path)
    yield made
    name = made.engine.url.database
    made.close()
    if engine_kind == "postgres":
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


# ---------------------------------------------------------------- nothing is left behind


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(timeout=5)
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"left running: {', '.join(still)}"


@pytest.fixture(autouse=True)
def _no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a window test that leaves a window; it has to hand each to `qtbot.addWidget`."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    before = {id(widget) for widget in _windows()}
    yield
    left = [type(widget).__name__ for widget in _windows() if id(widget) not in before]
    assert not left, f"windows left: {', '.join(left)}"


def _windows() -> list[Any]:
    """Return the windows that exist once all that wait to be deleted are gone."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    for _ in range(3):  # one deletion may set off another
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
    return QApplication.topLevelWidgets()


# ---------------------------------------------------------------- what was left out


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m "not postgres"` and `-m "not shared"` work."""
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
        kind = getattr(getattr(item, "callspec", None), "params", {}).get("engine_kind")
        if kind == "postgres":
            item.add_marker(pytest.mark.postgres)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where PostgreSQL has to be there, a test that was left out for want of it has failed."""
    report = yield
    if report.skipped and item.get_closest_marker("postgres") and os.environ.get("SSE_POSTGRES_REQUIRED"):
        report.outcome = "failed"
    return report
