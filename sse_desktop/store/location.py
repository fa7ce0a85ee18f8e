"""Where a data folder may lie: on a disk of this computer, never on a network or cloud-synchronised folder.

SQLite's write-ahead log needs shared memory and honest locks, which network folders do not give (sqlite.org/wal.html),
and a synchronising program copies half-written files.
"""

import os
import sys
from pathlib import Path

from sse_desktop.domain.errors import DomainError, N_

NETWORK_FILE_SYSTEMS = frozenset(
    {
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
    }
)
SYNCHRONISED_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "icloud",
    "mega",
    "pcloud",
)
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


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


def check_location(folder: Path) -> None:
    """Refuse a folder in which a database is not safe.

    Raises:
        NetworkFolder: on a network file system or an unknown FUSE mount.
        SynchronisedFolder: below a folder of a known cloud program.
    """
    resolved = folder.resolve()
    for part in resolved.parts:
        program = next((name for name in SYNCHRONISED_NAMES if part.lower().startswith(name)), None)
        if program is not None:
            raise SynchronisedFolder(folder=str(folder), program=part)
    if is_remote(resolved):
        raise NetworkFolder(folder=str(folder))


def is_remote(folder: Path) -> bool:
    """Tell whether `folder` (resolved) lies on another computer, as far as the system says."""
    if sys.platform == "win32":
        import ctypes

        anchor = folder.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == REMOTE_DRIVE
    kind = file_system_of(folder, mounts())
    return kind in NETWORK_FILE_SYSTEMS or kind.startswith("fuse.") or kind == "fuse"


def mounts() -> list[tuple[str, str]]:
    """Return (mount point, file system) of this computer; empty where the system does not list them."""
    table = Path("/proc/self/mounts")
    if not table.exists():
        return []
    rows = (line.split(" ") for line in table.read_text(encoding="utf-8", errors="replace").splitlines())
    return [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]


def file_system_of(folder: Path, table: list[tuple[str, str]]) -> str:
    """Return the file system of the longest mount point above `folder`, or '' when none is known."""
    text = str(folder)
    above = [(point, kind) for point, kind in table if text == point or text.startswith(point.rstrip("/") + os.sep)]
    return max(above, key=lambda row: len(row[0]))[1] if above else ""
