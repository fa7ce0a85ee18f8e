"""Where a data folder may lie: on a disk of this computer, never on a network or cloud-synchronised folder.

SQLite's write-ahead log needs shared memory and honest locks, which network folders do not give (sqlite.org/wal.html),
and a synchronising program copies half-written files.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.failures import CannotWriteFile

NETWORK_FILE_SYSTEMS: Final = frozenset(
    [
        "cifs",
        "smb3",
        "smbfs",
        "nfs",
        "nfs4",
        "9p",
        "afpfs",
        "webdav",
        "davfs",
        "vboxsf",
        "ncpfs",
        "ceph",
        "glusterfs",
        "lustre",
        "afs",
    ]
)
# The folder's own name, alone or followed by an account: "OneDrive - Cooperativa", "Dropbox (Personal)".
SYNCHRONISED: Final = re.compile(
    r"(onedrive|dropbox|google ?drive|nextcloud|owncloud|icloud ?drive|megasync|mega|pcloud ?drive|cloudstorage|mobile documents)"
    r"([^a-z].*)?",
    re.IGNORECASE,
)
OCTAL: Final = re.compile(r"\\([0-7]{3})")
MAC_MOUNT: Final = re.compile(r"^.* on (?P<point>/.*) \((?P<kind>[a-z0-9_]+)[,)]", re.MULTILINE)
REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW


class NetworkFolder(DomainError):
    """The folder lies on another computer."""

    sentence = N_(
        "The folder {folder} lies on a network drive, where data can be lost. Nothing was opened. Choose a folder on this computer."
    )


class SynchronisedFolder(DomainError):
    """The folder is copied to a cloud by another program."""

    sentence = N_(
        "The folder {folder} is synchronised by {program}, which can damage the data. Nothing was opened. Choose another folder."
    )


def check_location(folder: Path, table: Sequence[tuple[str, str]] | None = None) -> None:
    """Refuse a folder in which a database is not safe; `table` stands for the computer's own mounts.

    Raises:
        NetworkFolder: on a network file system or an unknown FUSE mount.
        SynchronisedFolder: below a folder of a known cloud program.
        CannotWriteFile: there can be no folder of this name.
    """
    holds_something(folder)
    resolved = folder.resolve()
    program = next((part for part in resolved.parts if SYNCHRONISED.fullmatch(part)), None)
    if program is not None:
        raise SynchronisedFolder(folder=str(folder), program=program)
    if is_remote(resolved, mounts() if table is None else table):
        raise NetworkFolder(folder=str(folder))


def holds_something(folder: Path) -> bool:
    """Tell whether there is anything in a folder, which need not be there.

    Raises:
        CannotWriteFile: it is a file, its name is too long, or it may not be looked into.
    """
    try:
        return folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise CannotWriteFile(path=str(folder), reason=error.strerror or str(error)) from error


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, unless it is there.

    Raises:
        CannotWriteFile.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteFile(path=str(folder), reason=error.strerror or str(error)) from error


def is_remote(folder: Path, table: Sequence[tuple[str, str]]) -> bool:
    """Tell whether `folder` (resolved) lies on another computer, as far as the system says."""
    if sys.platform == "win32":
        import ctypes

        anchor = folder.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == REMOTE_DRIVE
    kind = file_system_of(folder, table)
    return kind in NETWORK_FILE_SYSTEMS or kind.startswith("fuse.") or kind == "fuse"


def mounts() -> list[tuple[str, str]]:
    """Return (mount point, file system) of this computer; empty where the system does not list them."""
    table = Path("/proc/self/mounts")
    if table.exists():
        return linux_mounts(table.read_text(encoding="utf-8", errors="replace"))
    if sys.platform == "darwin":
        return mac_mounts(subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout)
    return []


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """Return the mounts of a /proc/self/mounts, where a space in a name is written as its octal number."""
    rows = (line.split(" ") for line in text.splitlines())
    return [(OCTAL.sub(lambda found: chr(int(found[1], 8)), row[1]), row[2]) for row in rows if len(row) > 2]


def mac_mounts(text: str) -> list[tuple[str, str]]:
    """Return the mounts of what `mount` prints on macOS: "//ana@server/share on /Volumes/share (smbfs, nodev)"."""
    return [(found["point"], found["kind"]) for found in MAC_MOUNT.finditer(text)]


def file_system_of(folder: Path, table: Sequence[tuple[str, str]]) -> str:
    """Return the file system of the longest mount point above `folder`, or '' when none is known.

    Of several on one point the last counts: it hides the others.
    """
    text = str(folder)
    above = [(point, kind) for point, kind in table if text == point or text.startswith(point.rstrip("/") + os.sep)]
    return max(reversed(above), key=lambda row: len(row[0]))[1] if above else ""
