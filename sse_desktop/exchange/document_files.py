"""Documents of tenders: this file tells what a file is by its content, and keeps it; nothing in it is ever run or opened here."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.papers_file import JPEG, LARGEST_BYTES, PDF, PNG, keep_paper, keep_paper_bytes
from sse_desktop.exchange.plain_text import one_line
from sse_desktop.exchange.refusals import FileMissing
from sse_desktop.exchange.zip_guard import DAMAGED, opened_zip

if TYPE_CHECKING:
    from sse_desktop.commands.tender_documents import DocumentFile
    from sse_desktop.store.attachments import Attachments

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OLD_OFFICE: Final = "application/x-ole-storage"
TEXT: Final = "text/plain"
_ODF: Final = "application/vnd.oasis.opendocument."
_MOST_MEMBERS: Final = 500
_MOST_DOCUMENTS: Final = 100
_LARGEST_RATIO: Final = 50
_SMALL: Final = 1 << 20
_LONGEST_NAME: Final = 180  # bytes
_LONGEST_SUFFIX: Final = 12
_HEAD: Final = 1024
_SHOWN: Final = {b"\xff\xd8\xff": JPEG, b"\x89PNG": PNG}
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/\u202a-\u202e\u2066-\u2069]+')
# What Windows takes for a device, whatever its ending.
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")


class DocumentUnknown(DomainError):
    """The content is nothing that belongs to a tender."""

    sentence = N_(
        "The file {file} is neither a PDF, a picture, an office document nor a text. Nothing was kept. Save it as a PDF and add that."
    )


class DocumentEmpty(DomainError):
    """The file holds nothing."""

    sentence = N_("The file {file} is empty. Nothing was kept. Download it again.")


class DocumentTooLarge(DomainError):
    """The file is beyond what is kept."""

    sentence = N_(
        "The file {file} is larger than {limit_mb} MB. Nothing was kept. Keep it beside, and write down where."
    )


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that lies in a zip beside its notice."""

    name: str
    data: bytes


def keep_document(path: Path, attachments: Attachments) -> DocumentFile:
    """Look at a file, keep its bytes unchanged among the attachments, and tell what it is.

    PDFs and pictures are looked at in a process of their own, as papers are; other kinds are only kept, never opened.

    Raises:
        FileMissing, DocumentEmpty, DocumentTooLarge, DocumentUnknown, and those of `keep_paper`; nothing was kept.
    """
    from sse_desktop.commands.tender_documents import DocumentFile

    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise DocumentTooLarge(file=path.name, limit_mb=LARGEST_BYTES // (1024 * 1024))
        data = path.read_bytes()
    except OSError:
        raise FileMissing from None
    name = safe_name(path.name)
    kind = kind_of_document(data, name)
    if kind in {PDF, JPEG, PNG}:
        kept = keep_paper(path, attachments)
        return DocumentFile(sha=kept.sha, name=name, media_type=kept.media_type)
    return DocumentFile(sha=attachments.put(data), name=name, media_type=kind)


def keep_attached(attached: Attached, attachments: Attachments) -> DocumentFile:
    """Keep a document out of a zip, without an open copy of it on the disk.

    Raises: all of `keep_document` but FileMissing.
    """
    from sse_desktop.commands.tender_documents import DocumentFile

    name, data = safe_name(attached.name), attached.data
    kind = kind_of_document(data, name)
    if kind in {PDF, JPEG, PNG}:
        kept = keep_paper_bytes(name, data, attachments)
        return DocumentFile(sha=kept.sha, name=name, media_type=kept.media_type)
    return DocumentFile(sha=attachments.put(data), name=name, media_type=kind)


def keep_beside(path: Path, attachments: Attachments) -> tuple[list[DocumentFile], list[DomainError]]:
    """Keep the documents that lie in a zip beside its notice; return them, and why others were not kept.

    Raises: CannotWriteFile.
    """
    from sse_desktop.store.failures import CannotWriteFile

    kept: list[DocumentFile] = []
    refused: list[DomainError] = []
    for attached in attached_documents(path):
        try:
            kept.append(keep_attached(attached, attachments))
        except CannotWriteFile:
            raise
        except DomainError as failure:
            refused.append(failure)
    return kept, refused


def kind_of_document(data: bytes, name: str) -> str:
    """Return the media type of a content, whatever it is called.

    Raises: DocumentEmpty, DocumentUnknown.
    """
    if not data:
        raise DocumentEmpty(file=name)
    if b"%PDF-" in data[:_HEAD]:
        return PDF
    for head, kind in _SHOWN.items():
        if data.startswith(head):
            return kind
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return OLD_OFFICE
    found = _packed(data) if data.startswith(b"PK\x03\x04") else None
    if found is None and not data.startswith(_PROGRAMS) and _is_text(data):
        return TEXT
    if found is None:
        raise DocumentUnknown(file=name)
    return found


def safe_name(name: str) -> str:
    """Return a name without folders and without letters that can't be seen or written: never a way out of a folder."""
    last = re.split(r"[\\/]", name)[-1]
    plain = one_line(_UNSAFE.sub(" ", last)).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = plain, "", ""
    # Folders count bytes, of which a Korean letter has three.
    room = _LONGEST_NAME - len(f"{dot}{suffix}".encode())
    short = stem.encode()[:room].decode(errors="ignore").rstrip() + dot + suffix
    if _DEVICE.fullmatch(short):
        short = f"_{short}"
    return short or "document"


def attached_documents(path: Path) -> Iterator[Attached]:
    """Yield the PDFs, pictures and office files that lie in a zip; notices, programs and other members are left.

    Nothing is written to a path that the zip names, and no member is unpacked beyond the limit.
    """
    try:
        with path.open("rb") as file, opened_zip(file) as archive:
            names = {info.filename for info in archive.infolist()}
            if names & {"[Content_Types].xml", "content.xml"}:
                return
            infos = [info for info in archive.infolist() if not info.is_dir()][:_MOST_MEMBERS]
            yield from _documents_in(archive, infos)
    except DAMAGED:
        return


def _documents_in(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Attached]:
    used: set[str] = set()
    for info in infos:
        name = safe_name(info.filename)
        if not _is_plausible(info) or name in used or len(used) >= _MOST_DOCUMENTS:
            continue
        try:
            with archive.open(info) as member:
                data = member.read(LARGEST_BYTES + 1)
        except DAMAGED:
            continue
        if len(data) <= LARGEST_BYTES and _belongs(data, name):
            used.add(name)
            yield Attached(name, data)


def _is_plausible(info: zipfile.ZipInfo) -> bool:
    """Say whether a member is neither empty nor too large nor a bomb: documents are packed already."""
    return 0 < info.file_size <= min(LARGEST_BYTES, _SMALL + info.compress_size * _LARGEST_RATIO)


def _belongs(data: bytes, name: str) -> bool:
    try:
        return kind_of_document(data, name) != TEXT
    except DomainError:
        return False


def _packed(data: bytes) -> str | None:
    """Return the media type of an office file, None for any other zip."""
    try:
        with opened_zip(data) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind.startswith(_ODF) else None
    except DAMAGED:
        return None
    folders = (("xl/", XLSX), ("word/", DOCX), ("ppt/", PPTX))
    return next((kind for folder, kind in folders if any(name.startswith(folder) for name in names)), None)


def _is_text(data: bytes) -> bool:
    head = data[: 64 * 1024]
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not _NO_TEXT.search(head)
