"""A typed tender is as good as an imported one: tax, place, reservation and channel are typed, kept, shown and judged."""

import pytest

from sse_desktop import clock
from sse_desktop.domain.money import Money
from sse_desktop.queries.eligibility import eligibility
from sse_desktop.queries.tenders import tender, tenders
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.tender_form import TenderSheet
from sse_desktop.workspace import Workspace
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, pressed, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today  # the window and the commands live on the same day
    return make_house(*PLACE, first="tenders")


def the_form(house: House) -> FormPanel:
    [sheet] = [each for each in house.findChildren(TenderSheet) if each.isVisible()]
    return sheet.panel


def test_what_a_notice_on_paper_says_is_typed_kept_and_shown(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    settle()
    pressed(house, "Type a tender in")
    settle()
    panel = the_form(house)
    typed = {
        "title": "Fruit", "reference": "FI-9", "procedure": "infima_cuantia", "value": Money.of("11500", "USD"),
        "value_with_tax": True, "value_tax": 15, "province": "Pichincha", "canton": "Cayambe", "reserved": "res-ws",
    }  # fmt: skip
    panel.form.fill(typed)
    panel.save.click()
    settle()
    [row] = workspace.read(tenders, clock.now())
    found = workspace.read(tender, row.id, clock.now())
    assert (found.value_with_tax, found.value_tax_bp) == (True, 1500)
    assert (found.province, found.canton, found.reserved) == ("Pichincha", "Cayambe", "res-ws")
    yearly = next(line for line in workspace.read(eligibility, row.id, clock.now()).lines if line.rule == "yearly")
    assert yearly.facts["amount"] == Money.of("10000", "USD")  # compared without the tax


def test_a_change_keeps_what_is_not_touched_and_an_emptied_field_is_unknown_again(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    settle()
    pressed(house, "Type a tender in")
    settle()
    panel = the_form(house)
    panel.form.fill({"title": "Fruit", "value": Money.of("100", "USD"), "value_with_tax": False, "canton": "Cayambe"})
    panel.save.click()
    settle()
    house.close_sheet()  # the lines of the new tender would be next
    settle()
    [row] = workspace.read(tenders, clock.now())
    pressed(house, "Change")
    settle()
    panel = the_form(house)
    assert panel.form.fields["value_with_tax"].read() is False
    panel.form.fill({"value_with_tax": None})
    panel.save.click()
    settle()
    found = workspace.read(tender, row.id, clock.now())
    assert (found.value_with_tax, found.canton) == (None, "Cayambe")
    assert "nobody said whether with tax" in seen_words(house)


def test_a_rate_below_zero_is_refused_beside_its_field(house: House, workspace: Workspace, settle: Settle) -> None:
    settle()
    pressed(house, "Type a tender in")
    settle()
    panel = the_form(house)
    panel.form.fill({"title": "Fruit"})
    field = panel.form.fields["value_tax"]
    field.line.setText("-1")  # type: ignore[attr-defined]  # a field with a line
    panel.save.click()
    settle()
    assert "can't be less than zero" in seen_words(panel)
    assert workspace.read(tenders, clock.now()) == []
