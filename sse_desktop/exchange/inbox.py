"""The inbox folder: this file lists what lies in it and knows each file by its content; nothing is opened or moved."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sse_desktop.exchange.guard import LARGEST_BYTES

MOST_FILES: Final = 200
# What browsers and mail programs call a file while it is still coming.
_UNFINISHED: Final = (".part", ".crdownload", ".tmp", ".download", ".partial")
Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A file in the folder: where it lies, and the hash of its content."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name


def marks_of(folder: Path) -> dict[Mark, Path]:
    """Return the files of the folder by name, size and time of the last write: enough to see that something is new.

    Links, folders, hidden files, files that are still coming and files beyond every limit are not counted.
    """
    found: dict[Mark, Path] = {}
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return {}
    for path in entries:
        if path.name.startswith((".", "~")) or path.suffix.lower() in _UNFINISHED or len(found) >= MOST_FILES:
            continue
        try:
            told = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(told.st_mode) and 0 < told.st_size <= LARGEST_BYTES:
            found[path.name, told.st_size, told.st_mtime_ns] = path
    return found


def entries_of(folder: Path, known: Mapping[Mark, str]) -> dict[Mark, InboxEntry]:
    """Return the files of the folder with their hashes; those with a known mark are not read again."""
    found: dict[Mark, InboxEntry] = {}
    for mark, path in marks_of(folder).items():
        try:
            found[mark] = InboxEntry(path, known.get(mark) or _hash(path))
        except OSError:
            continue
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
