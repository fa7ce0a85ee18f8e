"""F1 finds the page of every place in every language, without a net, and shows nothing but our own words."""

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from sse_desktop.locale import LANGUAGES
from sse_desktop.resources import resources
from sse_desktop.ui.context import Context
from sse_desktop.ui.help_sheet import HelpSheet, help_page
from sse_desktop.ui.pages import PAGES, places_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_its_help_in_every_language(language: str) -> None:
    missing = [place.key for place in places_of(PAGES) if help_page(place.key, language) is None]

    assert missing == []
    assert all(help_page(place.key, language).parent.name == language for place in places_of(PAGES))  # type: ignore[union-attr]  # none is missing


def test_no_page_helps_with_a_place_that_is_not_there() -> None:
    places = {place.key for place in places_of(PAGES)}

    assert {page.stem for page in (resources() / "help").glob("*/*.md")} <= places


def test_a_place_without_help_shows_the_keys_alone(qtbot: QtBot, context: Context) -> None:
    sheet = HelpSheet(context, "nowhere", ())
    qtbot.addWidget(sheet)

    assert sheet.findChild(QTextBrowser) is None


def test_the_page_is_shown_as_formatted_text(qtbot: QtBot, context: Context) -> None:
    sheet = HelpSheet(context, "harvest", ())
    qtbot.addWidget(sheet)
    sheet.show()

    reader = sheet.findChild(QTextBrowser)
    assert isinstance(reader, QTextBrowser)
    assert "Net = gross − containers × their empty weight." in reader.toPlainText()
    assert "**" not in reader.toPlainText()
    assert not reader.openLinks()
