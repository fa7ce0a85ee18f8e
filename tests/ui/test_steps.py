"""The steps of a desk say how they stand; a long word takes its room from the short ones before it is cut."""

import pytest
from pytestqt.qtbot import QtBot

from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.shapes import badge_width
from sse_desktop.ui.widgets.steps import FOLDED_HEIGHT_PX, StepBar

WORDS = {
    "Aviso": "quedan 23 días",
    "Capacidad": "falta en la semana 52",
    "Precio": "$9.537,60",
    "Documentos": "1 documento frena",
    "Sobre": "por armar",
}


@pytest.fixture
def bar(qtbot: QtBot) -> StepBar:
    made = StepBar("Steps")
    qtbot.addWidget(made)
    for title, word in WORDS.items():
        made.add(title).show_state(State.BLOCKED, word)
    made.show()
    return made


def test_beside_an_open_inspector_every_word_is_there_whole(bar: StepBar) -> None:
    bar.resize(786, 62)

    short_of = {
        word: button.width()
        for button, word in zip(bar.buttons, WORDS.values(), strict=True)
        if button.width() < badge_width(word) + 20
    }
    assert short_of == {}


def test_seven_steps_beside_an_open_inspector_fold_their_words_and_cut_none(qtbot: QtBot) -> None:
    bar = StepBar("Steps")
    qtbot.addWidget(bar)
    for title, word in {**WORDS, "Elegibilidad": "4 reglas por responder", "Social": "55 de 70 puntos"}.items():
        bar.add(title).show_state(State.TO_DO, word)
    bar.show()
    bar.resize(786, 76)

    assert {button.height() for button in bar.buttons} == {FOLDED_HEIGHT_PX}
    assert [button for button in bar.buttons if button.width() < button.folded_px] == []


def test_with_room_all_steps_are_equally_wide(bar: StepBar) -> None:
    bar.resize(1200, 62)

    widths = [button.width() for button in bar.buttons]
    assert max(widths) - min(widths) <= 1


def test_where_there_is_no_room_a_word_is_cut_and_told_whole_by_the_tip(bar: StepBar) -> None:
    bar.resize(500, 62)

    assert bar.minimumSizeHint().width() <= 500
    assert bar.buttons[1].toolTip() == "Capacidad: falta en la semana 52"
