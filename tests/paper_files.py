"""Files of papers as they come from offices: scans, pictures, signed and locked PDFs. All say that they are demonstrations."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.documents.papers import a_pdf


def a_signed_pdf(pages: int = 1) -> bytes:
    """A PDF with a signature as signing programs leave it: a field whose value covers ranges of bytes."""
    with pikepdf.open(BytesIO(a_pdf(pages=pages))) as pdf:
        _add_signature_field(pdf, signed=True)
        return _saved(pdf)


def a_pdf_to_sign() -> bytes:
    """A PDF with an empty field to sign in."""
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        _add_signature_field(pdf, signed=False)
        return _saved(pdf)


def a_locked_pdf(user: str = "secret") -> bytes:
    """A PDF that opens only with a password; without one it opens, but may not be printed."""
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))
        return out.getvalue()


def a_picture(kind: str = "JPEG") -> bytes:
    """A scan as a picture: JPEG, PNG, or a kind that is not taken."""
    out = BytesIO()
    Image.new("RGB", (200, 280), (240, 240, 235)).save(out, kind)
    return out.getvalue()


def _add_signature_field(pdf: pikepdf.Pdf, *, signed: bool) -> None:
    field = Dictionary(
        FT=Name.Sig, T=String("Signature1"), Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 0, 0])
    )
    if signed:
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/ETSI.CAdES.detached"))
        value.ByteRange = Array([0, 100, 200, 100])
        value.Contents = String(b"\x30\x82" + bytes(64))
        field.V = pdf.make_indirect(value)
    widget = pdf.make_indirect(field)
    pdf.pages[0].Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3 if signed else 1)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
