"""Scans and photographs as pages: upright, on A4, without loss where the picture is a JPEG."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from sse_desktop.documents.page_style import A4, BINDER, EDGE
from sse_desktop.domain.errors import N_, DomainError

if TYPE_CHECKING:
    from PIL.Image import Image

#: Above this a picture is refused before it is unpacked: a small file can hold a picture of any size.
MOST_PIXELS = 120_000_000
#: Above this a picture is reduced: A4 at 300 dots per inch is 8.7 million.
KEPT_PIXELS = 12_000_000
_FOLIO_STRIP = 26.0
_ORIENTATION = 0x0112
#: What the camera noted (Exif 2.3, tag 0x0112) as a matrix over the unit square.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_ON_ITS_SIDE = frozenset([5, 6, 7, 8])


class PictureIsTooLarge(DomainError):
    """A picture has more pixels than any scan of a page."""

    sentence = N_("“{paper}” ({file}) is a picture of {pixels} million pixels. Scan it again at 300 dots per inch.")


class PictureIsDamaged(DomainError):
    """A picture ends before its last line."""

    sentence = N_("“{paper}” ({file}) is a damaged picture. Scan or photograph the paper again.")


def is_picture(data: bytes) -> bool:
    """Tell whether bytes are a JPEG or a PNG."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def picture_page(data: bytes, paper: str, file: str) -> pikepdf.Pdf:
    """A picture alone on an A4 page, lying where it is wider than high.

    Raises: PictureIsTooLarge, PictureIsDamaged.
    """
    image = _opened(data, paper, file)
    turn = _turn(image)
    pdf = pikepdf.new()
    stream = _jpeg_as_it_is(pdf, data, image) or _unpacked(pdf, image)
    wide, high = image.size[::-1] if turn in _ON_ITS_SIDE else image.size
    page_wide, page_high = A4 if high >= wide else A4[::-1]
    scale = min((page_wide - BINDER - EDGE) / wide, (page_high - 2 * EDGE - _FOLIO_STRIP) / high)
    x = BINDER + (page_wide - BINDER - EDGE - wide * scale) / 2
    y = page_high - EDGE - high * scale
    turned = "{} {} {} {} {} {} cm".format(*_TURNS[turn])
    content = f"q {wide * scale:.3f} 0 0 {high * scale:.3f} {x:.3f} {y:.3f} cm {turned} /Picture Do Q"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(page_wide, 3), round(page_high, 3)]),
        Resources=Dictionary(XObject=Dictionary(Picture=stream)),
        Contents=pdf.make_stream(content.encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def _turn(image: Image) -> int:
    """How the camera was held; upright where its note is missing or damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        turn = image.getexif().get(_ORIENTATION, 1)
    return turn if turn in _TURNS else 1


def _opened(data: bytes, paper: str, file: str) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # The limit is ours, below; faults that matter are raised.
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
            pixels = image.width * image.height
            if pixels > MOST_PIXELS:
                raise PictureIsTooLarge(paper=paper, file=file, pixels=pixels // 1_000_000)
            image.load()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as problem:
        raise PictureIsDamaged(paper=paper, file=file) from problem
    except Image.DecompressionBombError:
        raise PictureIsTooLarge(paper=paper, file=file, pixels=MOST_PIXELS // 1_000_000) from None
    return image


def _jpeg_as_it_is(pdf: pikepdf.Pdf, data: bytes, image: Image) -> pikepdf.Object | None:
    """The bytes of a JPEG unchanged: PDF readers read them themselves."""
    spaces = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray}
    if image.format != "JPEG" or image.mode not in spaces or image.width * image.height > KEPT_PIXELS:
        return None
    stream = _picture(pdf, data, image, spaces[image.mode], Name.DCTDecode)
    try:
        # Some libraries read over a fault that others stop at; such a picture is packed anew.
        stream.read_bytes(pikepdf.StreamDecodeLevel.all)
    except pikepdf.PdfError:
        return None
    return stream


def _unpacked(pdf: pikepdf.Pdf, image: Image) -> pikepdf.Object:
    """Any other picture: on white where it is transparent, and not larger than a good scan."""
    from PIL import Image

    plain = image
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(over, mask=over.getchannel("A"))
    if plain.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are what a printer shows.
        plain = plain.convert("I").point(lambda value: value / 256).convert("L")
    plain = plain.convert("L" if plain.mode in {"1", "L"} else "RGB")
    if plain.width * plain.height > KEPT_PIXELS:
        smaller = (KEPT_PIXELS / (plain.width * plain.height)) ** 0.5
        plain = plain.resize((int(plain.width * smaller), int(plain.height * smaller)), Image.Resampling.LANCZOS)
    space = Name.DeviceGray if plain.mode == "L" else Name.DeviceRGB
    if image.format == "JPEG":
        target = BytesIO()
        plain.save(target, "JPEG", quality=88)
        return _picture(pdf, target.getvalue(), plain, space, Name.DCTDecode)
    return _picture(pdf, plain.tobytes(), plain, space, None)


def _picture(
    pdf: pikepdf.Pdf, data: bytes, image: Image, space: pikepdf.Name, packing: pikepdf.Name | None
) -> pikepdf.Object:
    stream = pdf.make_stream(data)
    stream.Type = Name.XObject
    stream.Subtype = Name.Image
    stream.Width, stream.Height = image.size
    stream.ColorSpace = space
    stream.BitsPerComponent = 8
    if packing is not None:
        stream.Filter = packing
    return stream
