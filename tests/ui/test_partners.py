"""Partners and what is done with them: entered in the inspector, linked to each other, taken back by Ctrl+Z."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money
from sse_desktop.domain.partners import PartnerKind, PartnershipForm
from sse_desktop.queries.agreements import agreements, contributions
from sse_desktop.queries.help_questions import help_questions
from sse_desktop.queries.meetings import meetings
from sse_desktop.queries.partners import partners
from sse_desktop.queries.partnerships import ProofState, partnerships
from sse_desktop.queries.prospects import ProspectState, prospects
from sse_desktop.queries.purchase_targets import purchase_targets
from sse_desktop.ui.context import Context, Services
from sse_desktop.ui.house import House
from sse_desktop.ui.pdf_view import PdfView
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.widgets.labels import Badge
from sse_desktop.ui.widgets.tick_list_field import TickListField
from sse_desktop.workspace import Workspace
from tests.bidding import a_paper, a_tender
from tests.partnering import (
    a_contribution,
    a_help_question,
    a_meeting,
    a_partner,
    a_partnership,
    a_prospect,
    an_agreement,
)
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, press
from tests.ui.partner_hands import SHOWN, errors, fields, fill, first_row, page_of, saved
from tests.ui.tender_hands import pressed, seen_words, today


@pytest.fixture
def house(context: Context, make_house: MakeHouse, settle: Settle) -> House:
    context.today = today
    context.services = Services(undo=undo_last)
    made = make_house(*SHOWN, first="partners")
    settle()
    return made


# ---------------------------------------------------------------- partners


def test_a_partner_is_entered_with_the_keyboard_and_taken_back(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    page = page_of(house, settle)
    assert "No partners yet" in seen_words(page)
    house.window().activateWindow()
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(fields(page)["name"].editor, "Taller Sol")
    fill(page, kind=PartnerKind.SOCIAL_ENTERPRISE, approval_from=today(), approval_to=today() - timedelta(days=1))
    saved(page, settle, "Save the partner")
    assert "before it begins" in errors(page)

    fill(page, approval_to=today() + timedelta(days=30), offers="Peeling")
    saved(page, settle, "Save the partner")
    [row] = workspace.read(partners)
    assert (row.name, row.kind, row.offers) == ("Taller Sol", PartnerKind.SOCIAL_ENTERPRISE, "Peeling")
    assert [badge.word[:11] for badge in page.inspector.findChildren(Badge)] == ["approved to"]

    press(house, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert workspace.read(partners) == []


def test_a_number_of_the_own_country_is_checked(house: House, settle: Settle, workspace: Workspace) -> None:
    page = page_of(house, settle)
    choose(house, "New partner")
    QTest.keyClicks(fields(page)["tax_id"].editor, "1790012345001")
    fields(page)["tax_id"].check()

    assert "check digits" in fields(page)["tax_id"].message.text()
    fill(page, name="X")
    saved(page, settle, "Save the partner")
    assert [row.tax_id for row in workspace.read(partners)] == ["1790012345001"]


def test_what_was_done_together_leads_from_the_partner_to_it(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    partner = a_partner(workspace, "Taller Sol")
    a_partnership(workspace, partner, tender_id=a_tender(workspace), share_bp=2500)
    a_meeting(workspace, partner, held_on=today())
    a_help_question(workspace, partner, asked_on=today())
    an_agreement(workspace, partner)
    page = first_row(page_of(house, settle, "partners"), settle)

    words = seen_words(page.inspector)
    for said in ("Fruit for schools", "Subcontract · 25% · ■ paper missing", "Meeting of firms", "May we?", "Alliance"):
        assert said in words
    pressed(page.inspector, "Show it")
    settle()
    assert house.here == "partnerships"


def test_kinds_narrow_the_list_and_archived_partners_come_back(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    a_partner(workspace, "Taller Sol")
    a_partner(workspace, "Ventanilla", kind=PartnerKind.HELPDESK)
    page = page_of(house, settle)
    assert isinstance(page, RecordsPage)
    page.bar.choose("which", "helpdesk")
    page._view_changed()
    settle()
    assert (page.model.rowCount(), page.model.index(0, 0).data()) == (1, "Ventanilla")

    first_row(page, settle)
    pressed(page.inspector, "Archive")
    settle()
    assert [row.name for row in workspace.read(partners)] == ["Taller Sol"]
    page.bar.choose("which", "archived")
    page._view_changed()
    settle()
    first_row(page, settle)
    pressed(page.inspector, "Take out of the archive")
    settle()
    assert len(workspace.read(partners)) == 2


# ---------------------------------------------------------------- partnerships


def test_a_partnership_says_which_paper_must_be_there(house: House, settle: Settle, workspace: Workspace) -> None:
    partner, tender = a_partner(workspace, "Taller Sol"), a_tender(workspace)
    paper = a_paper(workspace, title="Letter")
    page = first_row(page_of(house, settle), settle)
    pressed(page.inspector, "Work together …")
    settle()
    assert "commits itself" in fields(page)["form"].message.text()
    saved(page, settle, "Save the partnership")
    assert "for which tender or contract" in errors(page)
    fill(page, tender_id=tender, share=Decimal("22.5"), form=PartnershipForm.CO_CONTRACTOR)
    saved(page, settle, "Save the partnership")

    [row] = workspace.read(partnerships, today())
    assert (row.partner_id, row.tender_id, row.share_bp, row.proof) == (partner, tender, 2250, ProofState.MISSING)
    page = first_row(page_of(house, settle, "partnerships"), settle)
    assert "mandate" in seen_words(page.inspector)
    pressed(page.inspector, "Change")
    settle()
    assert fields(page)["share"].read() == Decimal("22.5")
    fill(page, paper_id=paper)
    saved(page, settle, "Save the partnership")
    assert [row.proof for row in workspace.read(partnerships, today())] == [ProofState.THERE]
    pressed(page.inspector, "Show the tender")
    assert house.here == "tenders"


# ---------------------------------------------------------------- meetings


def test_a_meeting_keeps_who_was_there_and_leads_to_a_partnership(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    partner, tender = a_partner(workspace, "Taller Sol"), a_tender(workspace)
    page = page_of(house, settle, "meetings")
    choose(house, "New meeting")
    settle()
    fill(page, title="Fair", next_on=today())
    there = fields(page)["partners"]
    assert isinstance(there, TickListField)
    there.list.setFocus()
    there.list.setCurrentRow(0)
    QTest.keyClick(there.list, Qt.Key.Key_Space)
    saved(page, settle, "Save the meeting")
    assert "not what it is" in errors(page)
    fill(page, next_step="Send the price list")
    saved(page, settle, "Save the meeting")
    [row] = workspace.read(meetings)
    assert (row.partners, row.waits) == (((partner, "Taller Sol"),), True)

    pressed(page.inspector, "The step is done")
    settle()
    assert [row.waits for row in workspace.read(meetings)] == [False]
    first_row(page, settle)
    pressed(page.inspector, "New partnership from it")
    settle()
    assert house.here == "partnerships"
    page = page_of(house, settle)
    fill(page, tender_id=tender)
    saved(page, settle, "Save the partnership")
    assert [led.kind for led in workspace.read(meetings)[0].led_to] == ["partnership"]

    page = first_row(page_of(house, settle, "meetings"), settle)
    assert "Partnership with Taller Sol" in seen_words(page.inspector)
    pressed(page.inspector, "New prospect from it")
    settle()
    page = page_of(house, settle)
    fill(page, title="Breakfasts")
    saved(page, settle, "Save the prospect")
    assert [row.meeting for row in workspace.read(prospects)] == ["Fair"]


# ---------------------------------------------------------------- the log of questions


def test_a_question_waits_for_its_answer(house: House, settle: Settle, workspace: Workspace) -> None:
    helpdesk = a_partner(workspace, "Ventanilla", kind=PartnerKind.HELPDESK)
    page = first_row(page_of(house, settle), settle)
    pressed(page.inspector, "Ask …")
    settle()
    fill(page, question="May we bid?")
    saved(page, settle, "Save the question")
    assert [(row.partner_id, row.is_open) for row in workspace.read(help_questions)] == [(helpdesk, True)]

    page = first_row(page_of(house, settle, "help_questions"), settle)
    pressed(page.inspector, "Note the answer")
    settle()
    fill(page, answer="Yes")
    saved(page, settle, "Save the question")
    assert [(row.answer, row.answered_on) for row in workspace.read(help_questions)] == [("Yes", today())]
    assert [badge.word for badge in page.inspector.findChildren(Badge)] == ["answered"]


# ---------------------------------------------------------------- prospects


def test_a_prospect_becomes_a_tender_in_one_step(house: House, settle: Settle, workspace: Workspace) -> None:
    page = page_of(house, settle, "prospects")
    choose(house, "New prospect")
    settle()
    fill(page, title="Breakfasts", buyer_name="Province", volumes="40 t", expected_on=today())
    saved(page, settle, "Save the prospect")
    page.print_page()
    settle()
    assert house.findChildren(PdfView)
    house.close_sheet()

    first_row(page, settle)
    pressed(page.inspector, "Make it a tender")
    settle()
    settle()
    [row] = workspace.read(prospects)
    assert (row.state, house.here) == (ProspectState.TENDER, "tenders")
    tender_page = page_of(house, settle)
    assert "Breakfasts" in seen_words(tender_page.inspector)
    assert "Came of the prospect" in seen_words(tender_page.inspector)
    page = first_row(page_of(house, settle, "prospects"), settle)
    pressed(page.inspector, "Show the tender")
    assert house.here == "tenders"


def test_a_prospect_is_dropped_with_a_reason_and_taken_up_again(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    a_prospect(workspace, "Breakfasts")
    page = first_row(page_of(house, settle, "prospects"), settle)
    pressed(page.inspector, "Drop it …")
    house.question.reason.setText("No money")
    house.question.confirm.click()
    settle()
    settle()
    assert [row.dropped_reason for row in workspace.read(prospects)] == ["No money"]

    first_row(page, settle)
    pressed(page.inspector, "Take it up again")
    settle()
    assert [row.state for row in workspace.read(prospects)] == [ProspectState.OPEN]


# ---------------------------------------------------------------- agreements


def test_a_contribution_in_kind_shows_its_worth_while_it_is_typed(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    agreement = an_agreement(workspace, a_partner(workspace, "Canton", kind=PartnerKind.LOCAL_GOVERNMENT))
    page = first_row(page_of(house, settle, "agreements"), settle)
    pressed(page.inspector, "Contribution …")
    settle()
    form = fields(page)
    assert (form["amount"].isVisible(), form["quantity"].isVisible()) == (True, False)
    form["in_kind"].set_value(True)
    assert (form["amount"].isVisible(), form["quantity"].isVisible()) == (False, True)
    fill(page, what="Truck", unit="h")
    QTest.keyClicks(form["quantity"].editor, "36.5")
    QTest.keyClicks(form["one"].editor, "12.75")
    assert "465.38" in form["one"].message.text()
    saved(page, settle, "Record the contribution")

    [row] = workspace.read(contributions, agreement)
    assert (row.value, row.by_us, row.in_kind) == (Money(46538, "USD"), False, True)
    words = seen_words(page.inspector)
    assert "36.5 h × $12.75 = $465.38" in words.replace("\xa0", " ")
    pressed(page.inspector, "Void …")
    house.question.reason.setText("Did not come")
    house.question.confirm.click()
    settle()
    assert [one.theirs.minor for one in workspace.read(agreements)] == [0]


def test_a_gift_of_money_counts_for_its_side(house: House, settle: Settle, workspace: Workspace) -> None:
    agreement = an_agreement(workspace, a_partner(workspace, "Canton", kind=PartnerKind.LOCAL_GOVERNMENT))
    a_contribution(workspace, agreement, amount=Money(100_00, "USD"), given_on=today())
    page = first_row(page_of(house, settle, "agreements"), settle)
    pressed(page.inspector, "Contribution …")
    settle()
    fill(page, by_us=True, what="Fee", amount=Money(40_00, "USD"))
    saved(page, settle, "Record the contribution")

    assert [(one.ours.minor, one.theirs.minor) for one in workspace.read(agreements)] == [(4000, 10000)]
    assert f"{today().year} · we" in seen_words(page.inspector)


# ---------------------------------------------------------------- targets


def test_a_target_is_entered_and_its_evidence_shown(house: House, settle: Settle, workspace: Workspace) -> None:
    buyer = workspace.write(add_buyer, BuyerData(name="City"))
    page = page_of(house, settle, "purchase_targets")
    choose(house, "New target")
    settle()
    assert fields(page)["year"].read() == today().year
    fill(page, buyer_id=buyer)
    saved(page, settle, "Save the target")
    assert "an amount, or a share" in errors(page)
    fill(page, share=Decimal(5), all_purchases=Money(100_000_00, "USD"), reached=Money(1_000_00, "USD"))
    saved(page, settle, "Save the target")
    assert "on which day and where" in errors(page)
    fill(page, reached_on=today(), source="Report")
    saved(page, settle, "Save the target")

    [row] = workspace.read(purchase_targets)
    assert (row.goal_share_bp, row.left) == (500, Money(4_000_00, "USD"))
    words = seen_words(page.inspector)
    assert all(said in words for said in ("$5,000.00", "5%", "1%", "None in this year yet."))
    pressed(page.inspector, "Evidence sheet")
    settle()
    assert house.findChildren(PdfView)
