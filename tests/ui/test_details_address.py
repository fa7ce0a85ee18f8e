"""An address below a fact has the whole width: it cannot be broken, and never makes the card wider than its place."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.details import Details

ADDRESS = "https://www.compraspublicas.gob.ec"


def test_an_address_stands_below_the_words_of_its_fact(qtbot: QtBot, context: Context) -> None:
    details = Details(context)
    qtbot.addWidget(details)
    details.fact("Channel", f"Portal\n{ADDRESS}")

    assert [label.text() for label in details.findChildren(QLabel)] == ["Channel", "Portal", ADDRESS]
