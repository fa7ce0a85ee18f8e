"""What a scanner reads off a printed label is the lot's code; begun sheets are used from any place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import pypdfium2
import pytest
import segno
from PIL import Image

from sse_desktop.documents.lot_labels import LotLabel, LotLabels, NoSuchPlace, lot_labels
from sse_desktop.domain.labels import LabelPaper
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from tests.documents.reading import is_golden, pages_of

ENGLISH = Locale("en")
CODE = "MAN-20260714-C03-01-A"
MM = 72 / 25.4
DOTS_PER_POINT = 8
# Widths of bars and spaces of the symbols 0 to 105 (ISO/IEC 15417), and of the stop.
SYMBOLS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
]
STOP = "2331112"


def a_label(**changes: Any) -> LotLabel:
    label = LotLabel(
        code=CODE,
        product="Mandarin",
        grade="First",
        received_on=date(2026, 7, 14),
        best_before=date(2026, 8, 1),
        weight=Quantity.of("9", "kg"),
        units=Quantity.of(75, "unit"),
    )
    return replace(label, **changes)


def labels(*some: LotLabel, **more: Any) -> LotLabels:
    return LotLabels(cooperative="Demo Fruit Association", labels=some, **more)


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        made: Image.Image = document[page].render(scale=DOTS_PER_POINT, grayscale=True).to_pil()
    return made


def read_bars(image: Image.Image, x: float, y: float, wide: float) -> str:
    """Read Code 128 along a line, in points from the left upper corner: runs of dark and light, symbols, checksum, text."""
    row = round(y * DOTS_PER_POINT)
    dots = [image.getpixel((at, row)) for at in range(round(x * DOTS_PER_POINT), round((x + wide) * DOTS_PER_POINT))]
    runs = [(dark, len(list(run))) for dark, run in groupby(dots, key=lambda dot: int(dot) < 128)]  # type: ignore[arg-type]  # grey has one number
    bars = [length for _dark, length in runs[1:-1]]
    total = sum(bars)
    symbols = (len(bars) - len(STOP)) // 6
    modules = symbols * 11 + 13
    widths = "".join(str(round(length * modules / total)) for length in bars)
    assert widths.endswith(STOP)
    values = [SYMBOLS.index(widths[at : at + 6]) for at in range(0, symbols * 6, 6)]
    *content, checksum = values
    assert checksum == (content[0] + sum(place * value for place, value in enumerate(content[1:], 1))) % 103
    return text_of_symbols(content)


def text_of_symbols(values: list[int]) -> str:
    sets = {103: "A", 104: "B", 105: "C"}
    now, text = sets[values[0]], ""
    for value in values[1:]:
        if now == "C" and value < 100:
            text += f"{value:02d}"
        elif value == 99 and now != "C":
            now = "C"
        elif value == 100:
            now = "B"
        elif value == 101:
            now = "A"
        else:
            assert now == "B", "letters and signs stand in set B"
            text += chr(value + 32)
    return text


@pytest.mark.parametrize(
    ("paper", "corner", "wide", "high"),
    [
        (LabelPaper.THREE_BY_EIGHT, (0, 0.5), 70, 37),
        (LabelPaper.TWO_BY_SEVEN, (4.65, 15.15), 99.1, 38.1),
        (LabelPaper.ONE, (0, 0), 100, 60),
    ],
)
@pytest.mark.parametrize("number", [None, 3, 120])
def test_the_printed_bars_are_read_as_the_code(
    paper: LabelPaper, corner: tuple[float, float], wide: float, high: float, number: int | None
) -> None:
    label = a_label(number=number, count=None if number is None else 240)

    image = picture(lot_labels(labels(label, paper=paper), ENGLISH))

    line = corner[1] + high - 6  # through the middle of the bars
    read = read_bars(image, (corner[0] + 1) * MM, line * MM, (wide - 2) * MM)
    assert read == label.scanned == (CODE if number is None else f"{CODE}/{number}")


def test_a_module_is_wide_enough_for_a_hand_scanner() -> None:
    from sse_desktop.documents.codes import QUIET_MODULES, code128_bars

    modules = sum(width for _is_bar, width in code128_bars(f"{CODE}/120")) + 2 * QUIET_MODULES
    assert 70 / modules > 0.19  # 7.5 thousandths of an inch, in millimetres


def test_the_squares_are_those_of_the_code() -> None:
    image = picture(lot_labels(labels(a_label(), paper=LabelPaper.ONE), ENGLISH))
    rows = [list(row) for row in segno.make(CODE, error="m", micro=False).matrix]
    # The square stands at the right upper edge; its own size is taken from the dark dots there.
    part = image.crop((round(74 * MM * DOTS_PER_POINT), 0, image.width, round(32 * MM * DOTS_PER_POINT)))
    box = part.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    unit = (right - left) / len(rows)
    assert abs((bottom - top) - (right - left)) <= 3
    read = [
        [int(part.getpixel((int(left + (x + 0.5) * unit), int(top + (y + 0.5) * unit))) < 128) for x in range(len(rows))]  # type: ignore[operator]  # grey has one number
        for y in range(len(rows))
    ]  # fmt: skip
    assert read == [[int(bool(dark)) for dark in row] for row in rows]


def test_a_begun_sheet_is_used_from_its_first_free_label() -> None:
    crates = [a_label(number=number, count=30) for number in range(1, 31)]

    pages = pages_of(lot_labels(labels(*crates, first=20), ENGLISH))

    assert [text.count("Crate") for text in pages] == [5, 24, 1]
    with pytest.raises(NoSuchPlace):
        lot_labels(labels(*crates, first=25), ENGLISH)
    with pytest.raises(NoSuchPlace):
        lot_labels(labels(*crates, paper=LabelPaper.ONE, first=2), ENGLISH)


def test_a_label_says_what_is_in_it() -> None:
    [text] = pages_of(lot_labels(labels(a_label(number=3, count=12)), ENGLISH))

    words = ("Demo Fruit Association", CODE, "Mandarin First", "75", "9", "Crate 3 of 12", "14/07/2026", "01/08/2026")
    assert all(word in text for word in words)


@pytest.mark.parametrize("language", ["es", "fr", "ko"])
def test_labels_are_made_in_every_language_and_long_words_stay_on_them(language: str) -> None:
    long = a_label(product="Granadilla orgánica de la cordillera oriental", grade="Primera calidad exportación")
    made = lot_labels(labels(long, a_label(best_before=None, units=None)), Locale(language))
    assert made == lot_labels(labels(long, a_label(best_before=None, units=None)), Locale(language))


def test_labels_are_the_golden_ones() -> None:
    assert is_golden("lot_labels", lot_labels(labels(a_label(), a_label(number=1, count=2)), ENGLISH))
