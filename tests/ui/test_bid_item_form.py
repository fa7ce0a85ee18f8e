"""A line is typed in the buyer's own unit: what a word means is asked once, and then known."""

import pytest
from PySide6.QtCore import Qt

from sse_desktop.queries.unit_words import explained_units
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.workspace import Workspace
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, Desk, a_coming_tender, today


@pytest.fixture
def desk(context: Context, make_house: MakeHouse, workspace: Workspace, settle: Settle) -> Desk:
    context.today = today
    house: House = make_house(*PLACE, first="tenders")
    made = Desk(house, workspace, a_coming_tender(workspace), settle)
    made.key(Qt.Key.Key_1)
    return made


def new_line(desk: Desk, settle: Settle, unit: str) -> FormPanel:
    desk.page.notice.new_line()
    settle()
    panel = desk.page.findChild(FormPanel)
    assert isinstance(panel, FormPanel)
    fields = panel.form.fields
    fields["description"].set_value("Papa")
    fields["unit"].set_value(unit)
    settle()
    return panel


def test_an_unknown_word_is_asked_about_and_remembered(desk: Desk, workspace: Workspace, settle: Settle) -> None:
    panel = new_line(desk, settle, "quintal")
    meaning = panel.form.fields["meaning"]
    assert meaning.isVisible()

    meaning.set_value("hundred")
    panel.form.commit()
    settle()

    assert [item.unit for item in desk.now.tender.items] == ["hundred"]
    assert workspace.read(explained_units) == {"quintal": "hundred"}

    again = new_line(desk, settle, "Quintal")
    assert not again.form.fields["meaning"].isVisible()
    again.form.commit()
    settle()
    assert [item.unit for item in desk.now.tender.items] == ["hundred", "hundred"]


def test_a_word_that_leaves_no_doubt_is_our_unit(desk: Desk, settle: Settle) -> None:
    panel = new_line(desk, settle, "kilos")
    assert not panel.form.fields["meaning"].isVisible()

    panel.form.commit()
    settle()

    assert [item.unit for item in desk.now.tender.items] == ["kg"]
