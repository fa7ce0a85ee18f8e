"""Files of papers: this file tells what a PDF or a picture is by its content, and whether somebody signed it."""

from __future__ import annotations

import warnings
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.refusals import FileMissing
from sse_desktop.exchange.worker_process import Limits, WorkStopped, run_apart

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

    from sse_desktop.commands.papers import PaperFile
    from sse_desktop.store.attachments import Attachments

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
LARGEST_BYTES: Final = 64 * 1024 * 1024
# A scan of A3 at 600 dots per inch has seventy million dots.
_MOST_DOTS: Final = 120_000_000
# A dot takes four bytes; beyond so many a picture is not laid out in memory.
_MOST_DOTS_AT_ONCE: Final = 40_000_000
_PICTURES: Final = {"JPEG": JPEG, "PNG": PNG}
_HEAD: Final = 1024
_END_OF_JPEG: Final = b"\xff\xd9"
_TIMES_HELD: Final = 6


class PaperFileEmpty(DomainError):
    """The file holds nothing."""

    sentence = N_("The file {file} is empty. Nothing was kept. Scan or download it again.")


class PaperFileTooLarge(DomainError):
    """The file is larger than any portal takes."""

    sentence = N_(
        "The file {file} is larger than {limit_mb} MB. Nothing was kept. Scan it with fewer dots, or in parts."
    )


class PaperFileUnknown(DomainError):
    """The content is neither a PDF nor a picture that every reader shows."""

    sentence = N_(
        "The file {file} is neither a PDF nor a JPEG or PNG picture. Nothing was kept. Save it as a PDF and attach that."
    )


class PaperFileLocked(DomainError):
    """The PDF opens only with a password."""

    sentence = N_(
        "The file {file} is protected by a password. Nothing was kept. Ask for a copy without a password, or print it and scan it."
    )


class PaperFileDamaged(DomainError):
    """The file can't be read to its end."""

    sentence = N_("The file {file} is damaged. Nothing was kept. Download or scan it again.")


@dataclass(frozen=True, slots=True)
class PaperReading:
    """What a file is: its media type and pages, and whether it holds an electronic signature."""

    media_type: str
    pages: int
    is_signed: bool


def keep_paper(
    path: Path, attachments: Attachments, *, limits: Limits | None = None, cancel: Event | None = None
) -> PaperFile:
    """Look at a file in a process of its own, keep its bytes unchanged among the attachments, and tell what it is.

    Raises:
        FileMissing, PaperFileEmpty, PaperFileTooLarge, PaperFileUnknown, PaperFileLocked, PaperFileDamaged,
        CannotWriteFile, WorkCancelled; nothing was kept.
    """
    data = _bytes(path)
    try:
        found = run_apart(f"{__name__}:read_job", {"path": str(path)}, limits=limits, cancel=cancel)
    except WorkStopped:
        raise PaperFileDamaged(file=path.name) from None
    if found["sha256"] != sha256(data).hexdigest():
        # Somebody wrote to the file between the two looks.
        raise PaperFileDamaged(file=path.name)
    return _kept(attachments.put(data), path.name, found)


def keep_paper_bytes(name: str, data: bytes, attachments: Attachments) -> PaperFile:
    """Look at the bytes of a file as `keep_paper` does, without a copy of them on the disk, and keep them.

    Raises:
        PaperFileEmpty, PaperFileUnknown, PaperFileLocked, PaperFileDamaged, CannotWriteFile; nothing was kept.
    """
    given = {"name": name, "data": b64encode(data).decode("ascii")}
    # The child holds them several times over while it takes them.
    limits = Limits(memory_bytes=Limits().memory_bytes + _TIMES_HELD * len(data))
    try:
        found = run_apart(f"{__name__}:read_bytes_job", given, limits=limits)
    except WorkStopped:
        raise PaperFileDamaged(file=name) from None
    return _kept(attachments.put(data), name, found)


def _kept(sha: str, name: str, found: dict[str, Any]) -> PaperFile:
    from sse_desktop.commands.papers import PaperFile

    return PaperFile(
        sha=sha,
        name=name,
        media_type=found["media_type"],
        pages=found["pages"],
        is_signed=found["is_signed"],
    )


def read_job(path: str) -> dict[str, Any]:
    """Do the child's part of `keep_paper`: read, and return JSON values."""
    return _read(_bytes(Path(path)), Path(path).name)


def read_bytes_job(name: str, data: str) -> dict[str, Any]:
    """Do the child's part of `keep_paper_bytes`."""
    return _read(b64decode(data), name)


def _read(data: bytes, name: str) -> dict[str, Any]:
    found = read_paper(data, name)
    return {
        "sha256": sha256(data).hexdigest(),
        "media_type": found.media_type,
        "pages": found.pages,
        "is_signed": found.is_signed,
    }


def read_paper(data: bytes, name: str) -> PaperReading:
    """Return what a file is, by its content whatever it is called.

    Raises:
        PaperFileEmpty, PaperFileUnknown, PaperFileLocked, PaperFileDamaged.
    """
    if not data:
        raise PaperFileEmpty(file=name)
    # Readers accept some bytes before the mark; so do the programs that write such files.
    if b"%PDF-" in data[:_HEAD]:
        return _pdf(data, name)
    return PaperReading(_picture(data, name), 1, is_signed=False)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise PaperFileTooLarge(file=path.name, limit_mb=LARGEST_BYTES // (1024 * 1024))
        return path.read_bytes()
    except OSError:
        raise FileMissing from None


def _pdf(data: bytes, name: str) -> PaperReading:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if not pages:
                raise PaperFileDamaged(file=name)
            return PaperReading(PDF, pages, is_signed=_is_signed(pdf))
    except pikepdf.PasswordError:
        raise PaperFileLocked(file=name) from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise PaperFileDamaged(file=name) from None


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a signature covers bytes of the file (ISO 32000-1, 12.8.1); an empty field to sign in is none."""
    import pikepdf

    return any(
        isinstance(each, pikepdf.Dictionary) and "/ByteRange" in each and "/Contents" in each for each in pdf.objects
    )


def _picture(data: bytes, name: str) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=tuple(_PICTURES)) as picture:
                if picture.width * picture.height > _MOST_DOTS:
                    raise PaperFileTooLarge(file=name, limit_mb=LARGEST_BYTES // (1024 * 1024))
                _look_through(picture, data)
                return _PICTURES[picture.format or ""]
    except UnidentifiedImageError:
        raise PaperFileUnknown(file=name) from None
    except Image.DecompressionBombError:
        raise PaperFileTooLarge(file=name, limit_mb=LARGEST_BYTES // (1024 * 1024)) from None
    except (OSError, SyntaxError, ValueError):
        raise PaperFileDamaged(file=name) from None


def _look_through(picture: Image.Image, data: bytes) -> None:
    """Read a picture to its end; a large one in an eighth of its size, or by the sums of its parts.

    Raises: OSError, SyntaxError, ValueError when it is damaged.
    """
    if picture.width * picture.height <= _MOST_DOTS_AT_ONCE:
        picture.load()
    elif picture.format == "PNG":
        picture.verify()
    elif picture.info.get("progressive"):
        # Only laid out as a whole can such a picture be read.
        if _END_OF_JPEG not in data[-_HEAD:]:
            raise ValueError
    else:
        picture.draft(picture.mode, (picture.width // 8, picture.height // 8))
        picture.load()
