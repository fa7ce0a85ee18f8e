"""Scans and photographs: upright, whole, and never larger than memory."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageOps

from sse_desktop.documents.picture import (
    MOST_PIXELS,
    PictureIsDamaged,
    PictureIsTooLarge,
    is_picture,
    picture_page,
)
from tests.documents.papers import saved

CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "yellow": (1, 1)}


def a_picture(size: tuple[int, int] = (400, 300), kind: str = "JPEG", turn: int = 1, mode: str = "RGB") -> bytes:
    """A picture with another colour in each corner."""
    image = Image.new("RGB", size, "white")
    wide, high = size
    for colour, (x, y) in CORNERS.items():
        image.paste(colour, (x * wide // 2, y * high // 2, (x + 1) * wide // 2, (y + 1) * high // 2))
    image = image.convert(mode)
    exif = image.getexif()
    exif[0x0112] = turn
    target = BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def as_printed(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(saved(picture_page(data, "Scan", "scan.jpg"))) as document:
        image: Image.Image = document[0].render(scale=0.5).to_pil().convert("RGB")
        return image


def quarters(image: Image.Image) -> list[tuple[bool, bool, bool]]:
    """Which of red, green and blue are bright in the four quarters of what is not white."""
    box = ImageOps.invert(image).getbbox()
    assert box is not None
    left, top, right, bottom = box
    found = []
    for x, y in CORNERS.values():
        place = (left + (1 + 2 * x) * (right - left) // 4, top + (1 + 2 * y) * (bottom - top) // 4)
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        found.append((pixel[0] > 128, pixel[1] > 128, pixel[2] > 128))
    return found


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_stands_as_the_camera_meant(turn: int) -> None:
    data = a_picture(turn=turn)

    with Image.open(BytesIO(data)) as image:
        meant = ImageOps.exif_transpose(image)
    assert quarters(as_printed(data)) == quarters(meant.convert("RGB"))


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK")])
def test_other_kinds_of_pictures_keep_their_colours(kind: str, mode: str) -> None:
    assert quarters(as_printed(a_picture(kind=kind, mode=mode))) == quarters(as_printed(a_picture()))


def test_what_is_transparent_becomes_paper() -> None:
    target = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")

    assert as_printed(target.getvalue()).getextrema() == ((255, 255),) * 3


def test_a_jpeg_is_kept_byte_by_byte() -> None:
    data = a_picture()

    assert data in saved(picture_page(data, "Scan", "scan.jpg"))


def test_a_wide_picture_lies() -> None:
    for size, is_wide in (((400, 300), True), ((300, 400), False)):
        image = as_printed(a_picture(size))
        assert (image.width > image.height) == is_wide


def test_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    side = int(MOST_PIXELS**0.5) + 1
    target = BytesIO()
    Image.new("1", (side, side)).save(target, "PNG")

    with pytest.raises(PictureIsTooLarge, match="Scan it again at 300 dots per inch"):
        picture_page(target.getvalue(), "Scan", "scan.png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_ends_too_early_is_refused(kind: str) -> None:
    data = a_picture(kind=kind)

    with pytest.raises(PictureIsDamaged):
        picture_page(data[: len(data) // 2], "Scan", "scan")


def test_only_jpeg_and_png_count_as_pictures() -> None:
    assert is_picture(a_picture())
    assert is_picture(a_picture(kind="PNG"))
    assert not is_picture(b"GIF89a")
