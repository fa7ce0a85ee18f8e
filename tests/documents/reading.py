"""What somebody sees of a PDF: its texts, page by page."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

GOLDEN = Path(__file__).parent.parent / "golden"


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page, white space made single."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def text_of(pdf: bytes) -> str:
    """The text of the whole file."""
    return " ".join(pages_of(pdf))


def squeezed(text: str) -> str:
    """A text without white space: wrapped names compare with whole ones."""
    return "".join(text.split())


def is_sound(pdf: bytes, folder: Path) -> bool:
    """What `qpdf --check` says."""
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0


def unembedded_fonts(pdf: bytes) -> list[str]:
    """Fonts whose outlines are not in the file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            str(thing.BaseFont)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Type") == "/Font"
            and not any(key in thing.get("/FontDescriptor", {}) for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        ]


def is_golden(name: str, pdf: bytes) -> bool:
    """Compare the texts of a PDF with the kept ones; SSE_RENEW_GOLDEN=1 writes them anew, to be read before a commit."""
    path = GOLDEN / f"{name}.txt"
    with pypdfium2.PdfDocument(pdf) as document:
        found = "\n\f\n".join(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document) + "\n"
    if os.environ.get("SSE_RENEW_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    return path.read_text(encoding="utf-8") == found
