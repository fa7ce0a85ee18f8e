"""Files kept beside the database by the hash of their content, so that the same file is stored once and never changes."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.atomic import CannotWriteFile, whole_file, write_atomically
from sse_desktop.store.sealing import MARK, Seal, is_sealed

HEX_LENGTH: Final = 64  # of a SHA-256
_LARGE: Final = 8 << 20
_PIECE: Final = 1 << 20


class AttachmentMissing(DomainError):
    """The database names a file that is not in the folder."""

    sentence = N_(
        "A kept file is missing from the attachments folder ({sha}). Restore it from a backup, or attach the file again."
    )


class AttachmentDamaged(DomainError):
    """The content no longer has the hash it was stored under."""

    sentence = N_(
        "A kept file was changed outside the application ({sha}). Restore it from a backup, or attach the file again."
    )


class Attachments:
    """The folder `attachments/` of one cooperative. A file lies there under its hash; with a key it is sealed, its name too."""

    def __init__(self, folder: Path, key: bytes | None = None) -> None:
        self.folder = folder
        self._seal = None if key is None else Seal(key)

    @property
    def has_key(self) -> bool:
        """Whether what is kept is sealed."""
        return self._seal is not None

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 in hexadecimal; a damaged file of this hash is replaced.

        Raises:
            CannotWriteFile: nothing was kept.
        """
        sha = hashlib.sha256(data).hexdigest()
        name = self._name(sha)
        if not (self.folder / name).exists() or self._content(name) != data:
            write_atomically(self.folder / name, data if self._seal is None else self._seal.close(data, name))
        return sha

    def put_file(self, path: Path) -> str:
        """Keep the content of a file as `put` does; without a key it is copied in pieces, however large it is.

        Raises:
            CannotWriteFile: nothing was kept. OSError: the file can't be read.
        """
        with path.open("rb") as source:
            if self._seal is not None or os.fstat(source.fileno()).st_size < _LARGE:
                return self.put(source.read())
            sha = hashlib.file_digest(source, "sha256").hexdigest()
            kept = self.folder / sha
            if kept.exists() and _digest(kept) == sha:
                return sha
            source.seek(0)
            copied = hashlib.sha256()
            with whole_file(kept) as target:
                while piece := source.read(_PIECE):
                    copied.update(piece)
                    target.write(piece)
                if copied.hexdigest() != sha:
                    raise CannotWriteFile(path=str(kept), reason=path.name)
        return sha

    def path(self, sha: str) -> Path:
        """Return where the file of this hash lies, whether or not it is there."""
        return self.folder / self._name(sha)

    def read(self, sha: str) -> bytes:
        """Return the content, checked against its hash.

        Raises:
            AttachmentMissing: no such file.
            AttachmentDamaged: the content is not what was stored.
        """
        # One that was kept before there was a key lies under its hash.
        name = self._name(sha) if self.path(sha).exists() else sha
        try:
            data = self._content(name)
        except FileNotFoundError as error:
            raise AttachmentMissing(sha=sha[:12]) from error
        if data is None or hashlib.sha256(data).hexdigest() != sha:
            raise AttachmentDamaged(sha=sha[:12])
        return data

    def seal(self) -> None:
        """Seal the files that were kept before there was a key; a damaged one stays as it is, and so do all without a key.

        Raises:
            CannotWriteFile: what is sealed so far stays sealed; every file is still there.
        """
        if self._seal is None:
            return
        for name in self.names():
            with contextlib.suppress(OSError):  # one that can't be read is told by `damaged`
                self._seal_file(self.folder / name)

    def _seal_file(self, path: Path) -> None:
        with path.open("rb") as file:
            if is_sealed(file.read(len(MARK))):
                return
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == path.name:
            self.put(data)
            path.unlink()

    def damaged(self) -> list[str]:
        """Return the names of the kept files whose content is no longer what was stored, or can't be read."""
        return [name for name in self.names() if not self._is_sound(name)]

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a sound file as it lies there, sealed or not."""
        if self._seal is None:
            return name
        return _digest(self.folder / name)

    def names(self) -> list[str]:
        """Return the names of all kept files, sorted; without a key these are their hashes."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if len(p.name) == HEX_LENGTH and p.is_file())

    def _name(self, sha: str) -> str:
        return sha if self._seal is None else self._seal.name(sha)

    def _content(self, name: str) -> bytes | None:
        data = (self.folder / name).read_bytes()
        return data if self._seal is None or not is_sealed(data) else self._seal.open(data, name)

    def _is_sound(self, name: str) -> bool:
        try:
            if self._seal is None:
                return _digest(self.folder / name) == name
            data = self._content(name)
        except OSError:
            return False
        if data is None:
            return False
        sha = hashlib.sha256(data).hexdigest()
        return name in {sha, self._name(sha)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
