"""Creating and opening: a file is ours and of our version, or it is refused and not a byte of it changes."""

import hashlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sse_desktop.domain.errors import DomainError
from sse_desktop.store import migrate
from sse_desktop.store.engines import sqlite_driver
from sse_desktop.store.failures import (
    AlreadyThere,
    CannotWriteFile,
    NoSuchData,
    NotOurFile,
    UnsafeSqlite,
    WrongPassphrase,
)
from sse_desktop.store.integrity import verify
from tests.conftest import PASSPHRASE, Databases
from tests.store.conftest import other_engine
from tests.store.files import digest
from tests.store.ground import prepare
from tests.store.revisions import NEXT, Revisions

# ---------------------------------------------------------------- creating


def test_a_new_file_is_whole_and_can_be_opened_again(kind: str, passphrase: str | None, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.db"

    migrate.create_sqlite(path, passphrase).close()

    database = migrate.open_sqlite(path, passphrase)
    assert verify(database) == []
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_file_that_is_there_is_never_overwritten(file: Path) -> None:
    before = digest(file.parent)

    with pytest.raises(AlreadyThere):
        migrate.create_sqlite(file)

    assert digest(file.parent) == before


def test_creating_in_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteFile):
        migrate.create_sqlite(tmp_path / "missing" / "cooperative.db")


def test_a_creation_that_fails_leaves_no_file(revisions: Revisions, tmp_path: Path) -> None:
    revisions.add(NEXT, "raise RuntimeError('no luck')")

    with pytest.raises(RuntimeError):
        migrate.create_sqlite(tmp_path / "cooperative.db")

    assert not (tmp_path / "cooperative.db").exists()


# ---------------------------------------------------------------- refusing


def test_a_wrong_passphrase_is_told_and_changes_nothing(file: Path, passphrase: str | None) -> None:
    before = digest(file.parent)

    for wrong in ("wrong", f"{PASSPHRASE} ", None if passphrase else "any"):
        with pytest.raises((WrongPassphrase, NotOurFile)):
            migrate.open_sqlite(file, wrong).close()

    assert digest(file.parent) == before


def test_a_passphrase_may_hold_any_character(tmp_path: Path) -> None:
    for number, odd in enumerate(("'; --", '"', "ñandú 우리", "x'00'", " ", "\\", "a" * 300)):
        path = tmp_path / f"{number}.db"
        migrate.create_sqlite(path, odd).close()
        migrate.open_sqlite(path, odd).close()
        with pytest.raises(WrongPassphrase):
            migrate.open_sqlite(path, odd + "x")


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"hello" * 1000, bytes(4096), b"SQLite format 3\0" + bytes(100), bytes(range(256)) * 3],
    ids=["empty", "text", "longer text", "zeros", "torn header", "noise"],
)
def test_a_foreign_file_is_refused_and_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cooperative.db"
    path.write_bytes(content)

    with pytest.raises((NotOurFile, WrongPassphrase)):
        migrate.open_sqlite(path)

    assert digest(tmp_path) == {"cooperative.db": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize(
    "also", ["", "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001')"]
)
def test_the_database_of_another_program_is_refused_and_left_as_it_is(also: str, tmp_path: Path) -> None:
    path = tmp_path / "cooperative.db"
    connection = sqlite_driver().connect(str(path))
    connection.executescript(also or "CREATE TABLE song (title TEXT)")
    connection.close()
    before = digest(tmp_path)

    with pytest.raises(NotOurFile):
        migrate.open_sqlite(path)

    assert digest(tmp_path) == before


def test_a_folder_without_data_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchData):
        migrate.open_sqlite(tmp_path / "cooperative.db")

    assert list(tmp_path.iterdir()) == []


def test_a_second_sqlite_in_the_process_is_refused(
    file: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = ModuleType("_sqlite3")
    second.sqlite_version = "3.40.1"  # type: ignore[attr-defined]  # as the standard library's has
    monkeypatch.setitem(sys.modules, "_sqlite3", second)

    with pytest.raises(UnsafeSqlite, match=r"3\.40\.1"):
        migrate.open_sqlite(file, passphrase)
    with pytest.raises(UnsafeSqlite):
        migrate.create_sqlite(file.with_name("new.db"))
    assert not file.with_name("new.db").exists()


def test_a_sqlite_that_can_damage_data_is_refused(
    file: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_driver(), "sqlite_version_info", (3, 51, 2))
    before = digest(file.parent)

    with pytest.raises(UnsafeSqlite):
        migrate.open_sqlite(file, passphrase)
    with pytest.raises(UnsafeSqlite):
        migrate.create_sqlite(file.with_name("new.db"))

    assert digest(file.parent) == before


def test_the_standard_sqlite_is_not_loaded_by_the_store() -> None:
    assert "_sqlite3" not in sys.modules


def test_every_failure_tells_what_happened_and_what_to_do() -> None:
    for failure in DomainError.__subclasses__():
        if failure.__module__ == "sse_desktop.store.failures":
            assert failure.sentence.count(". ") >= 1, failure
            assert failure.sentence.endswith("."), failure


def test_other_engines_of_the_tests_reach_the_same_data(databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("plain", tmp_path)
    prepare(database)
    engine = other_engine(database, "plain", tmp_path)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM member").scalar() == "Rosa Quishpe"
    engine.dispose()
    database.close()
