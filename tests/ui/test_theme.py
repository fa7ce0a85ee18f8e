"""Every colour that carries words stands out from its ground, in both schemes; fonts are our own."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from sse_desktop.ui.style_sheet import SHEET
from sse_desktop.ui.theme import DARK, FAMILY, LIGHT, SIZES_PT, State, Tokens, apply_theme, contrast, font

GROUNDS = ("ground", "card", "hover", "zebra", "selection")
STATES = ("ready", "to_do", "blocked", "quiet")
READ = [
    *[("ink", ground) for ground in (*GROUNDS, "quiet_ground")],
    *[("soft", ground) for ground in ("ground", "card", "hover", "zebra")],
    *[(state, f"{state}_ground") for state in STATES],
    *[(state, ground) for state in STATES for ground in ("card", "ground")],
    ("accent", "card"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_here"),
    ("rail_soft", "rail"),
    ("rail_soft", "rail_here"),
]
SEEN = [("border", "card"), ("border", "ground"), ("accent", "card"), ("accent", "ground"), ("accent", "selection")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_words_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), SEEN)
def test_frames_and_focus_can_be_seen(tokens: Tokens, line: str, ground: str) -> None:
    assert contrast(getattr(tokens, line), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_neighbouring_parts_of_a_chart_differ(tokens: Tokens) -> None:
    assert len(set(tokens.series)) == len(tokens.series)
    assert all(contrast(colour, tokens.card) >= 1.6 for colour in tokens.series)


def test_contrast_agrees_with_the_known_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_state_has_a_shape_of_its_own() -> None:
    assert len({state.shape for state in State}) == len(State)


def test_the_font_of_the_window_is_ours_and_its_figures_are_of_equal_width(qapp: QApplication) -> None:
    assert FAMILY in QFontDatabase.families()
    assert QFontInfo(font("body")).family() == FAMILY
    assert qapp.font().family() == FAMILY
    assert font("body").featureValue(font("body").featureTags()[0]) == 1
    assert set(SIZES_PT.values()) == {10, 11, 16, 22}


def test_the_style_sheet_uses_tokens_only() -> None:
    colours = [
        word.rstrip(";,") for word in SHEET.template.split() if word.startswith("#") and len(word.rstrip(";,")) == 7
    ]
    assert [colour for colour in colours if colour != "#5CC58F"] == []


def test_the_text_can_be_made_larger_within_reason(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 125)
    larger = font("body").pointSizeF()
    apply_theme(qapp, "light", 900)
    largest = font("body").pointSizeF()
    apply_theme(qapp, "light", 100)

    assert (larger, largest, font("body").pointSizeF()) == (12.5, 15, 10)


def test_a_scheme_can_be_put_on_and_taken_off(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    dark = qapp.palette().window().color().name().upper()
    apply_theme(qapp, "light")

    assert dark == DARK.ground
    assert qapp.palette().window().color().name().upper() == LIGHT.ground
