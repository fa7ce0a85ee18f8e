"""Reads data on a disk that is full: where SQLite has no room for its notes, the file is read just as it lies there."""

from pathlib import Path

from sse_desktop.store.database import Database
from sse_desktop.store.engines import LOOKING, sqlite_engine
from sse_desktop.store.migrate import lies_still

# A long sorting must not ask the disk for room either.
IN_MEMORY = (*LOOKING, "temp_store=MEMORY")


def open_still(path: Path, passphrase: str | None = None, *, device: str = "A") -> Database | None:
    """Open a file of the newest schema so that not a byte is written, nor beside it; None where its newest rows are not in it yet.

    Only for who holds the folder's lock: what another program wrote meanwhile would be read by halves.
    """
    if not lies_still(path):
        return None
    return Database(sqlite_engine(path, passphrase, pragmas=IN_MEMORY, mode="immutable"), device=device)
