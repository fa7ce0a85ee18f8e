"""What every register of partners does alike: change, give up, archive, bring back."""

from datetime import timedelta

import pytest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.purchase_targets import PurchaseTargetData, add_purchase_target
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.queries.agreements import agreements
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.workspace import Workspace
from tests.bidding import a_tender
from tests.partnering import (
    a_help_question,
    a_meeting,
    a_partner,
    a_partnership,
    a_prospect,
    an_agreement,
)
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose
from tests.ui.partner_hands import SHOWN, fill, first_row, page_of, saved
from tests.ui.tender_hands import pressed, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse, settle: Settle) -> House:
    context.today = today
    context.services = Services(undo=undo_last)
    made = make_house(*SHOWN, first="partners")
    settle()
    return made


# ---------------------------------------------------------------- what all registers do

REGISTERS = {
    "partners": ("Save the partner", "name", "New name"),
    "partnerships": ("Save the partnership", "what", "Other work"),
    "meetings": ("Save the meeting", "title", "Another fair"),
    "help_questions": ("Save the question", "question", "May they?"),
    "agreements": ("Save the agreement", "title", "Another pact"),
    "prospects": ("Save the prospect", "title", "Lunches"),
    "purchase_targets": ("Save the target", "note", "Ask in May"),
}


def one_of_each(workspace: Workspace) -> None:
    """Store a record for every register."""
    partner = a_partner(workspace, "Taller Sol", kind=PartnerKind.HELPDESK)
    meeting = a_meeting(workspace, partner, held_on=today(), next_step="Call")
    a_partnership(workspace, partner, tender_id=a_tender(workspace), meeting_id=meeting)
    a_help_question(workspace, partner, asked_on=today(), answer="Yes", answered_on=today())
    an_agreement(workspace, partner, starts_on=today() + timedelta(days=1))
    a_prospect(workspace, expected_on=today())
    buyer = workspace.write(add_buyer, BuyerData(name="City"))
    workspace.write(add_purchase_target, PurchaseTargetData(buyer_id=buyer, year=today().year, goal=Money(1, "USD")))


@pytest.mark.parametrize("key", REGISTERS)
def test_a_record_is_changed_given_up_archived_and_brought_back(
    house: House, settle: Settle, workspace: Workspace, key: str
) -> None:
    save, name, words = REGISTERS[key]
    one_of_each(workspace)
    page = first_row(page_of(house, settle, key), settle)
    assert isinstance(page, RecordsPage)
    row = page.selected_row()
    change = next(action for action in page.row_actions(row) if action.title in {"Change", "Note the answer"})
    change.run()
    settle()
    pressed(page.inspector, "Cancel")
    settle()
    assert words not in seen_words(page.inspector)

    change.run()
    settle()
    fill(page, **{name: words})
    saved(page, settle, save)
    assert words in f"{page.inspector.title.text()}\n{seen_words(page.inspector)}"

    row = page.selected_row()
    next(action for action in page.row_actions(row) if action.title == "Archive").run()
    settle()
    settle()
    assert page.model.rowCount() == 0
    page.bar.choose("which", "archived")
    page._view_changed()
    settle()
    first_row(page, settle)
    next(a for a in page.row_actions(page.selected_row()) if a.title == "Take out of the archive").run()
    settle()
    page.bar.choose("which", "")
    page._view_changed()
    settle()
    assert page.model.rowCount() == 1


def test_what_needs_a_row_says_so(house: House, settle: Settle) -> None:
    page = page_of(house, settle, "prospects")
    page.print_page()
    settle()

    assert "Choose a row first." in seen_words(house)


def test_a_new_agreement_and_a_step_without_a_day(house: House, settle: Settle, workspace: Workspace) -> None:
    partner = a_partner(workspace, "Canton", kind=PartnerKind.LOCAL_GOVERNMENT)
    page = page_of(house, settle, "agreements")
    choose(house, "New agreement")
    settle()
    fill(page, partner_id=partner, title="Pact")
    saved(page, settle, "Save the agreement")
    assert [row.partner_id for row in workspace.read(agreements)] == [partner]
    assert "Nothing yet. Record what a side gave." in seen_words(page.inspector)
    page = first_row(page_of(house, settle, "partners"), settle)
    pressed(page.inspector, "Agreement …")
    settle()
    fill(page, title="Second pact")
    saved(page, settle, "Save the agreement")
    assert len(workspace.read(agreements)) == 2
