"""Papers from outside made ready to be bound into a packet: repaired, flattened, without anything that runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from sse_desktop.documents.picture import is_picture, picture_page
from sse_desktop.documents.stamp import sorted_box
from sse_desktop.domain.errors import N_, DomainError

_DEEPEST_FIELD = 30
#: What a bound page may keep: everything else acts, refers to the old file, or speaks of a structure left behind.
_KEPT = frozenset(
    ["/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"]
)


class PaperIsLocked(DomainError):
    """A paper opens only with a password."""

    sentence = N_(
        "“{paper}” ({file}) is protected by a password and can't be put into the packet. "
        "Ask for a copy without a password, or print it and scan it."
    )


class PaperIsDamaged(DomainError):
    """A paper can't be read, or a page of it can't be repaired."""

    sentence = N_("“{paper}” ({file}) is damaged and can't be read in full. Add the paper again from its source.")


class NotAPaperFile(DomainError):
    """A paper is neither a PDF nor a picture."""

    sentence = N_("“{paper}” ({file}) is neither a PDF nor a JPEG or PNG picture. Save it as a PDF and add it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedPaper:
    """A paper to be bound into a packet, or kept beside it when a third party signed it electronically."""

    title: str
    file_name: str
    data: bytes
    code: str = ""
    issuer: str = ""
    number: str = ""
    holder: str = ""
    issued_on: date | None = None
    valid_to: date | None = None
    third_party_signed: bool = False


def stays_beside(paper: AttachedPaper) -> bool:
    """Tell whether a paper must stay as it is: an electronic signature dies with any change to the file.

    A signature inside the file counts even where nobody ticked that there is one.

    Raises: PaperIsLocked, PaperIsDamaged.
    """
    if paper.third_party_signed:
        return True
    if not _is_pdf(paper):
        return False
    with _opened(paper) as pdf, _damage_named(paper):
        return any(field.get(Name.FT) == Name.Sig and Name.V in field for field in _fields(pdf))


def bound_pages(paper: AttachedPaper) -> tuple[pikepdf.Pdf, bool]:
    """The pages of a paper as they are bound, and whether the file had to be repaired.

    Filled-in form fields and stamps become part of the page; scripts, links and actions are left out. A picture is
    placed on an A4 page.

    Raises: PaperIsLocked, PaperIsDamaged, NotAPaperFile, PictureIsTooLarge.
    """
    if not _is_pdf(paper):
        if not is_picture(paper.data):
            raise NotAPaperFile(paper=paper.title, file=paper.file_name)
        return picture_page(paper.data, paper.title, paper.file_name), False
    pdf = _opened(paper)
    was_broken = bool(pdf.get_warnings())
    with _damage_named(paper):
        _flatten(pdf)
        if not len(pdf.pages):
            raise PaperIsDamaged(paper=paper.title, file=paper.file_name)
        return _sound(pdf, paper, was_broken=was_broken)


@contextmanager
def _damage_named(paper: AttachedPaper) -> Iterator[None]:
    """Say which paper is damaged. In a broken file any object may be of any type, which shows as any of these."""
    try:
        yield
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError) as problem:
        raise PaperIsDamaged(paper=paper.title, file=paper.file_name) from problem


def _is_pdf(paper: AttachedPaper) -> bool:
    # Readers accept some bytes before the mark; so do the programs that write such files.
    return b"%PDF-" in paper.data[:1024]


def _opened(paper: AttachedPaper) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(paper.data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise PaperIsLocked(paper=paper.title, file=paper.file_name) from None
    except (pikepdf.PdfError, RuntimeError):
        raise PaperIsDamaged(paper=paper.title, file=paper.file_name) from None


def _fields(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every form field of a file; one that holds itself is not followed for ever."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, pikepdf.Object) or Name.Fields not in form:
        return
    waiting = [(field, 0) for field in form.Fields]
    while waiting:
        field, depth = waiting.pop()
        yield field
        if depth < _DEEPEST_FIELD and Name.Kids in field:
            waiting += [(kid, depth + 1) for kid in field.Kids]


def _flatten(pdf: pikepdf.Pdf) -> None:
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    for page in pdf.pages:
        _inherit(page)
        for key in [key for key in page.obj.keys() if key not in _KEPT]:  # noqa: SIM118  (a PDF object is no mapping)
            del page.obj[key]


def _inherit(page: pikepdf.Page) -> None:
    """Write on the page what it has from its parents: whole boxes, and how far it is turned in steps of 90 degrees."""
    page.obj.Resources = Dictionary(dict(page.resources.items())) if Name.Resources in page.obj else Dictionary()
    page.obj.MediaBox = Array(list(sorted_box(page.mediabox)))
    page.obj.CropBox = Array(list(sorted_box(page.cropbox)))
    page.obj.Rotate = int(page.obj.get(Name.Rotate, 0)) // 90 * 90 % 360


def _sound(pdf: pikepdf.Pdf, paper: AttachedPaper, *, was_broken: bool) -> tuple[pikepdf.Pdf, bool]:
    """The file, rewritten where that mends it.

    Raises: PaperIsDamaged when a rewritten page still can't be read.
    """
    if not was_broken and not pdf.check_pdf_syntax():
        return pdf, False
    rewritten = BytesIO()
    pdf.save(rewritten)
    mended = pikepdf.open(rewritten, suppress_warnings=True)
    if mended.check_pdf_syntax():
        raise PaperIsDamaged(paper=paper.title, file=paper.file_name)
    return mended, True
