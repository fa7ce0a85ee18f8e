"""Closed data files for the tests that open them, and what is in them."""

import hashlib
from pathlib import Path

from sse_desktop.store.database import Database
from sse_desktop.store.engines import LOOKING, sqlite_engine
from sse_desktop.store.integrity import counts, heads, version


def digest(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def rows(file: Path, passphrase: str | None) -> tuple[dict[str, int], dict[str, tuple[int, str]], str]:
    """Return what a file holds, looked at without opening it as data."""
    database = Database(sqlite_engine(file, passphrase, pragmas=LOOKING))
    with database.reading() as session:
        found = counts(session), heads(session), version(session)
    database.close()
    return found


def nickname(file: Path, passphrase: str | None) -> str | None:
    engine = sqlite_engine(file, passphrase, guarded=False)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT nickname FROM member").scalar()
    engine.dispose()
    return found
