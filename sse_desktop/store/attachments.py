"""Files kept beside the database under the hash of their content, so that the same file is stored once and never changes."""

import hashlib
from pathlib import Path
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.atomic import write_atomically

HEX_LENGTH: Final = 64  # of a SHA-256


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
    """The folder `attachments/` of one cooperative."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 in hexadecimal; a damaged file of this hash is replaced.

        Raises:
            CannotWriteFile: nothing was kept.
        """
        sha = hashlib.sha256(data).hexdigest()
        path = self.path(sha)
        if not path.exists() or path.read_bytes() != data:
            write_atomically(path, data)
        return sha

    def path(self, sha: str) -> Path:
        """Return where the file of this hash lies, whether or not it is there."""
        return self.folder / sha

    def read(self, sha: str) -> bytes:
        """Return the content, checked against its hash.

        Raises:
            AttachmentMissing: no such file.
            AttachmentDamaged: the content is not what was stored.
        """
        try:
            data = self.path(sha).read_bytes()
        except FileNotFoundError as error:
            raise AttachmentMissing(sha=sha[:12]) from error
        if hashlib.sha256(data).hexdigest() != sha:
            raise AttachmentDamaged(sha=sha[:12])
        return data

    def damaged(self) -> list[str]:
        """Return the hashes of the kept files whose content is no longer what was stored, or can't be read."""
        return [sha for sha in self.hashes() if self._digest(sha) != sha]

    def _digest(self, sha: str) -> str:
        try:
            with self.path(sha).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def hashes(self) -> list[str]:
        """Return the hashes of all kept files, sorted."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if len(p.name) == HEX_LENGTH and p.is_file())
