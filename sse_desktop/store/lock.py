"""One writer per data folder: a lock the system frees by itself when the program ends, however it ends."""

import contextlib
import json
import os
import platform
import sys
from pathlib import Path
from typing import IO

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.failures import CannotWriteFile


class InUse(DomainError):
    """Another window or command is writing in this folder."""

    sentence = N_(
        "The data are open in another window on {computer} (process {process}). Nothing was changed. Close it first."
    )


class FolderLock:
    """Holds `cooperative.lock` from construction to `release()`.

    Raises:
        InUse: another process holds it; the sentence names its computer and number.
        CannotWriteFile: the folder is read-only.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "cooperative.lock"
        self._file = self._opened()
        try:
            _grasp(self._file)
        except OSError as error:
            holder = self._holder()
            self._file.close()
            raise InUse(computer=holder.get("computer", "?"), process=holder.get("process", "?")) from error
        # On a full disk the lock holds all the same; it only can't say whose it is.
        with contextlib.suppress(OSError):
            self._write_holder()

    def _opened(self) -> IO[bytes]:
        try:
            return self.path.open("a+b")
        except OSError as error:
            raise CannotWriteFile(path=str(self.path), reason=error.strerror or str(error)) from error

    def _write_holder(self) -> None:
        # Past the buffer: what could not be written must not come up again on closing.
        os.ftruncate(self._file.fileno(), 0)
        os.write(self._file.fileno(), json.dumps({"process": str(os.getpid()), "computer": platform.node()}).encode())

    def _holder(self) -> dict[str, str]:
        try:
            holder = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return holder if isinstance(holder, dict) else {}

    def release(self) -> None:
        """Give the folder free; harmless when done twice."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _grasp(file: IO[bytes]) -> None:
        # One byte far behind the text: a locked range can't be read on Windows, and the text must stay readable.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _grasp(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
