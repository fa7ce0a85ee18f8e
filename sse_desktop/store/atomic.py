"""The one way a file is written: whole or not at all, also through a power cut."""

import contextlib
import os
import tempfile
from pathlib import Path

from sse_desktop.domain.errors import DomainError, N_


class CannotWriteFile(DomainError):
    """The disk is full, the folder is read-only or another program holds the file."""

    sentence = N_(
        "The file {path} could not be written: {reason}. The old file is untouched. Free some space or choose another folder."
    )


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`: temporary file in the same folder, flushed to the disk, renamed, folder flushed.

    Raises:
        CannotWriteFile: the old file, if there was one, is still whole.
    """
    part: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        flush_folder(path.parent)
    except OSError as error:
        if part is not None:
            with contextlib.suppress(OSError):
                os.unlink(part)
        raise CannotWriteFile(path=str(path), reason=error.strerror or str(error)) from error


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
