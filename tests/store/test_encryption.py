"""An encrypted cooperative shows nothing to who has not its passphrase."""

import zipfile
from pathlib import Path

from sse_desktop.store import migrate
from sse_desktop.store.attachments import Attachments
from sse_desktop.store.backup import make_backup
from sse_desktop.store.engines import key_text, sqlite_driver
from sse_desktop.store.tables.members import Member
from tests.conftest import PASSPHRASE, Databases
from tests.store.ground import NOON, prepare, write


def test_no_file_of_an_encrypted_database_holds_a_name_in_clear(databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("encrypted", tmp_path)
    ground = prepare(database)
    write(database, lambda s: setattr(s.get_one(Member, ground.member), "notes", "Canary Ñusta"))
    target = tmp_path / "b.ssebackup"
    make_backup(database, Attachments(tmp_path / "none"), target, NOON, passphrase=PASSPHRASE)
    files = [*tmp_path.iterdir()]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
    with zipfile.ZipFile(target) as archive:
        packed = archive.read("cooperative.db")

    for content in [packed, *(path.read_bytes() for path in files)]:
        for canary in ("Quishpe", "Ñusta", "Mandarina", PASSPHRASE):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert canary.encode(encoding) not in content
    database.close()


def test_the_key_is_never_shown(databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("encrypted", tmp_path)

    shown = f"{database.engine!r} {database.engine.url} {database.engine.pool!r}"

    assert "x'" not in shown
    assert PASSPHRASE not in shown
    database.close()


def test_the_file_opens_in_any_program_with_the_documented_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "cooperative.db"
    migrate.create_sqlite(path, PASSPHRASE).close()

    connection = sqlite_driver().connect(str(path))
    connection.execute(f"PRAGMA key='{key_text(PASSPHRASE)}'")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.versions()[-1],)
    connection.close()
