"""What people typed is text: nothing in it is obeyed, nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.documents.fonts import BOLD, REGULAR, width
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph, plain, wrapped
from sse_desktop.locale import Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import squeezed, text_of, unembedded_fonts

ENGLISH = Locale("en")


def a_sheet(text: str) -> bytes:
    return build(a_cooperative(name=text).sheet(text, text), [paragraph(text, look) for look in Text], ENGLISH)


@pytest.mark.parametrize(
    "name",
    [
        "A < B & Hijos",
        "<b>Ana</b>",
        '<img src="/etc/hostname" width="100" height="100"/>',
        "<para><font size=99>x</font></para>",
        "&lt;b&gt; &amp; &#65;",
        '<a href="http://demo.invalid">x</a>',
        "조합원 김가족",
        "Ñandú & çà œuvre €",
    ],
)
def test_a_name_is_shown_as_it_was_typed(name: str) -> None:
    assert squeezed(name) in squeezed(text_of(a_sheet(name)))


def test_no_picture_is_loaded_from_a_name() -> None:
    made = a_sheet('<img src="/etc/hostname"/>')

    assert b"/Image" not in made


def test_five_thousand_characters_flow_over_pages() -> None:
    made = a_sheet("fruit and trust " * 313)

    assert squeezed(text_of(made)).count("fruitandtrust") >= 313 * len(Text)


def test_decomposed_syllables_are_composed() -> None:
    assert plain("\u1112\u1161\u11ab") == "한"


def test_control_characters_become_spaces_and_line_breaks_stay() -> None:
    assert plain("a\x00b\r\nc\u202ed") == "a b\nc d"


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_all_figures_are_equally_wide(font: str) -> None:
    assert len({width(figure, font, 10) for figure in "0123456789"}) == 1


@given(st.text(max_size=200), st.floats(40, 300))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: float) -> None:
    lines = wrapped(text, REGULAR, 10, room)

    assert squeezed("".join(lines)) == squeezed(plain(text))
    assert all(width(line, REGULAR, 10) <= room or len(line) == 1 for line in lines)


def test_every_font_is_embedded() -> None:
    assert not unembedded_fonts(a_sheet("Ana 한국어"))


@given(st.text(max_size=80))
def test_any_text_makes_a_sheet_and_the_same_one_again(text: str) -> None:
    assert a_sheet(text) == a_sheet(text)
