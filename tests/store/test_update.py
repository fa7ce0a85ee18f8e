"""Updating: an older file is brought to the newest schema on a copy, or it stays as it is."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from sse_desktop.store import migrate
from sse_desktop.store.database import Database
from sse_desktop.store.engines import PRAGMAS, sqlite_engine
from sse_desktop.store.failures import (
    CannotWriteFile,
    NewerFile,
    NoRoomToUpdate,
    NoSuchData,
    OlderData,
    ServerTrouble,
    StoreBusy,
    UpdateFailed,
)
from sse_desktop.store.tables.members import Member
from tests.conftest import Databases, address
from tests.store.files import digest, nickname, rows
from tests.store.ground import journal, prepare, write
from tests.store.revisions import NEWEST, NEXT, Revisions

LIFT = (
    "op.add_column('member', sa.Column('nickname', sa.Text()))\n    op.execute(\"UPDATE member SET nickname = name\")"
)


def test_an_older_file_is_updated_on_a_copy_after_a_backup(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, LIFT)
    before, seen = rows(file, passphrase), []

    def back_up(old: Database) -> None:
        with old.reading() as session:
            seen.append(session.scalar(sa.text("SELECT version_num FROM alembic_version")))

    database = migrate.open_sqlite(file, passphrase, before_update=back_up)

    assert seen == [NEWEST]
    assert len(journal(database)) == 6
    database.close()
    assert nickname(file, passphrase) == "Rosa Quishpe"
    kept = file.parent / "before-update" / file.name
    assert rows(kept, passphrase) == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["before-update", "cooperative.db"]


def test_who_does_not_hold_the_lock_does_not_update(file: Path, passphrase: str | None, revisions: Revisions) -> None:
    revisions.add(NEXT, LIFT)
    before = digest(file.parent)

    with pytest.raises(OlderData):
        migrate.open_sqlite(file, passphrase, may_update=False)

    assert digest(file.parent) == before


def test_a_backup_that_fails_stops_the_update(file: Path, passphrase: str | None, revisions: Revisions) -> None:
    revisions.add(NEXT, LIFT)
    before = digest(file.parent)

    def refuse(_: Database) -> None:
        raise CannotWriteFile(path="x", reason="full")

    with pytest.raises(CannotWriteFile):
        migrate.open_sqlite(file, passphrase, before_update=refuse)

    assert digest(file.parent) == before


def test_rows_that_only_the_write_ahead_log_holds_are_updated_too(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    live = Database(sqlite_engine(file, passphrase))
    write(live, lambda s: setattr(s.scalars(sa.select(Member)).one(), "name", "Newest"))
    crashed = file.parent.with_name("crashed")
    shutil.copytree(file.parent, crashed)
    live.close()
    assert (crashed / f"{file.name}-wal").stat().st_size > 0
    revisions.add(NEXT, LIFT)

    migrate.open_sqlite(crashed / file.name, passphrase).close()

    assert nickname(crashed / file.name, passphrase) == "Newest"


def test_a_file_that_another_program_has_open_is_not_updated(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, LIFT)
    engine = sqlite_engine(file, passphrase, pragmas=PRAGMAS)
    with Database(engine).reading() as session:
        session.scalar(sa.select(Member.name))
        with pytest.raises(StoreBusy):
            migrate.open_sqlite(file, passphrase)
    engine.dispose()

    migrate.open_sqlite(file, passphrase).close()
    assert nickname(file, passphrase) == "Rosa Quishpe"


def test_a_migration_that_fails_leaves_the_old_file_untouched(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, f"{LIFT}\n    op.drop_table('nowhere')")
    before = rows(file, passphrase)

    with pytest.raises(UpdateFailed):
        migrate.open_sqlite(file, passphrase)

    assert rows(file, passphrase) == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_migration_that_breaks_a_reference_is_refused(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, "op.execute('DELETE FROM lot')")
    before = rows(file, passphrase)

    with pytest.raises(UpdateFailed, match="reference"):
        migrate.open_sqlite(file, passphrase)

    assert rows(file, passphrase) == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_a_killed_update_left_behind_does_no_harm(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, LIFT)
    for left in ("cooperative.updating", "cooperative.updating-journal", "cooperative.updating-wal"):
        file.with_name(left).write_bytes(b"left" * 5000)

    migrate.open_sqlite(file, passphrase).close()

    assert nickname(file, passphrase) == "Rosa Quishpe"
    assert sorted(path.name for path in file.parent.iterdir()) == ["before-update", "cooperative.db"]


def test_an_update_without_room_is_refused(
    file: Path, passphrase: str | None, revisions: Revisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisions.add(NEXT, LIFT)
    monkeypatch.setattr(migrate, "ROOM", 10**9)
    before = digest(file.parent)

    with pytest.raises(NoRoomToUpdate) as refused:
        migrate.open_sqlite(file, passphrase)

    assert isinstance(refused.value.facts["megabytes"], int)
    assert digest(file.parent) == before


def test_a_newer_file_is_refused_and_not_a_byte_changes(
    file: Path, passphrase: str | None, revisions: Revisions
) -> None:
    revisions.add(NEXT, "op.add_column('member', sa.Column('nickname', sa.Text()))")
    migrate.open_sqlite(file, passphrase).close()
    revisions.remove(NEXT)
    before = digest(file.parent)

    with pytest.raises(NewerFile):
        migrate.open_sqlite(file, passphrase)

    assert digest(file.parent) == before


@pytest.mark.postgres
def test_a_server_is_updated_by_its_administrator_only(
    databases: Databases, revisions: Revisions, tmp_path: Path
) -> None:
    database = databases.fresh("postgres", tmp_path)
    prepare(database)
    url = database.engine.url.render_as_string(hide_password=False)
    database.close()
    revisions.add(NEXT, LIFT)

    with pytest.raises(OlderData):
        migrate.open_postgres(url)
    migrate.create_postgres(url).close()
    migrate.open_postgres(url).close()
    revisions.remove(NEXT)
    with pytest.raises(NewerFile):
        migrate.open_postgres(url)


@pytest.mark.postgres
def test_a_server_without_our_data_or_out_of_reach_is_told(databases: Databases, tmp_path: Path) -> None:
    databases.fresh("postgres", tmp_path).close()

    with pytest.raises(NoSuchData):
        migrate.open_postgres(address("postgres"))
    with pytest.raises(ServerTrouble):
        migrate.open_postgres(address("there_is_no_such_database"))
