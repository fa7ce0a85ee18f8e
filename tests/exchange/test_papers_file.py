"""A paper's file is known by its content, kept byte by byte, and a signature in it is seen."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sse_desktop.exchange.papers_file import (
    JPEG,
    LARGEST_BYTES,
    PDF,
    PNG,
    PaperFileDamaged,
    PaperFileEmpty,
    PaperFileLocked,
    PaperFileTooLarge,
    PaperFileUnknown,
    PaperReading,
    keep_paper,
    read_paper,
)
from sse_desktop.exchange.refusals import FileMissing
from sse_desktop.exchange.worker_process import Limits
from sse_desktop.store.attachments import Attachments
from tests.documents.papers import a_pdf
from tests.paper_files import a_locked_pdf, a_pdf_to_sign, a_picture, a_signed_pdf


@pytest.mark.parametrize(
    ("data", "reading"),
    [
        (a_pdf(pages=3), PaperReading(PDF, 3, is_signed=False)),
        (b"\n\n" + a_pdf(pages=1), PaperReading(PDF, 1, is_signed=False)),
        (a_signed_pdf(pages=2), PaperReading(PDF, 2, is_signed=True)),
        (a_pdf_to_sign(), PaperReading(PDF, 1, is_signed=False)),
        (a_locked_pdf(user=""), PaperReading(PDF, 1, is_signed=False)),
        (a_picture("JPEG"), PaperReading(JPEG, 1, is_signed=False)),
        (a_picture("PNG"), PaperReading(PNG, 1, is_signed=False)),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, reading: PaperReading) -> None:
    assert read_paper(data, "whatever.doc") == reading


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (b"", PaperFileEmpty),
        (b"PK\x03\x04 a word processor's file", PaperFileUnknown),
        (b"<html>not a paper</html>", PaperFileUnknown),
        (a_picture("TIFF"), PaperFileUnknown),
        (a_picture("GIF"), PaperFileUnknown),
        (a_locked_pdf(), PaperFileLocked),
        (b"%PDF-1.7\nnothing behind it", PaperFileDamaged),
        (a_picture("JPEG")[:400], PaperFileDamaged),
        (a_picture("PNG")[:60], PaperFileDamaged),
    ],
)
def test_what_cannot_go_into_a_packet_is_refused(data: bytes, failure: type[Exception]) -> None:
    with pytest.raises(failure) as refused:
        read_paper(data, "scan.pdf")
    assert "scan.pdf" in str(refused.value)


def test_a_file_is_kept_byte_by_byte_under_its_hash(tmp_path: Path) -> None:
    attachments, source = Attachments(tmp_path / "attachments"), tmp_path / "Certificado bancario.pdf"
    source.write_bytes(a_signed_pdf(pages=2))

    kept = keep_paper(source, attachments)

    assert attachments.read(kept.sha) == source.read_bytes()
    assert (kept.name, kept.media_type, kept.pages, kept.is_signed) == ("Certificado bancario.pdf", PDF, 2, True)


def test_a_refused_file_is_not_kept(tmp_path: Path) -> None:
    attachments, source = Attachments(tmp_path / "attachments"), tmp_path / "locked.pdf"
    source.write_bytes(a_locked_pdf())

    with pytest.raises(PaperFileLocked):
        keep_paper(source, attachments)
    with pytest.raises(FileMissing):
        keep_paper(tmp_path / "gone.pdf", attachments)
    assert attachments.names() == []


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "large.pdf"
    with source.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)

    with pytest.raises(PaperFileTooLarge):
        keep_paper(source, Attachments(tmp_path / "attachments"))


def test_a_file_that_takes_the_reader_down_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "bomb.pdf"
    source.write_bytes(a_pdf(pages=1))

    with pytest.raises(PaperFileDamaged):
        keep_paper(source, Attachments(tmp_path / "attachments"), limits=Limits(elapsed_s=0))


@pytest.mark.parametrize("how", [{"format": "PNG"}, {"format": "JPEG"}, {"format": "JPEG", "progressive": True}])
def test_a_scan_of_the_largest_paper_is_kept_and_its_end_is_missed(how: dict[str, Any], tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.effect_noise((700, 990), 60).resize((7_000, 9_900)).convert("RGB").save(out, **how)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    whole.write_bytes(out.getvalue())
    cut.write_bytes(out.getvalue()[: len(out.getvalue()) * 2 // 3])

    assert keep_paper(whole, Attachments(tmp_path / "kept")).media_type == f"image/{how['format'].lower()}"
    with pytest.raises(PaperFileDamaged):
        keep_paper(cut, Attachments(tmp_path / "kept"))
