"""The one way a file is written: whole or not at all, also through a power cut."""

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from sse_desktop.store.failures import CannotWriteFile

__all__ = ["CannotWriteFile", "flush_folder", "take_place", "whole_file", "write_atomically"]

# The system takes names of at most 255 bytes; the temporary file adds some to the name of the final one.
LONGEST_NAME: Final = 100
# On Windows a virus scanner may hold the old file for a moment: pauses in seconds between the attempts.
PATIENCE: Final = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, making its folder when needed.

    Raises:
        CannotWriteFile: the old file, if there was one, is still whole.
    """
    with whole_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to stream into; at the end of the block it takes the place of `path`, after an exception it is gone.

    A temporary file in the same folder is flushed to the disk, renamed, and the folder flushed.

    Raises:
        CannotWriteFile: the old file, if there was one, is still whole.
    """
    short = path.name.encode(errors="ignore")[:LONGEST_NAME].decode(errors="ignore")
    part = path.with_name(f".{short}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        take_place(part, path)
    except OSError as error:
        raise CannotWriteFile(path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def take_place(part: Path, path: Path) -> None:
    """Put a flushed file or folder in the place of another, durably."""
    for pause in PATIENCE:
        try:
            part.replace(path)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        part.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
