"""Partners are kept with what was done together; shares stay within the whole; a partnership says which paper it lacks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sse_desktop.commands.changing import ChangedMeanwhile
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.help_questions import (
    AnsweredBeforeAsked,
    HelpQuestionData,
    QuestionMissing,
    archive_help_question,
    change_help_question,
)
from sse_desktop.commands.meetings import (
    MeetingData,
    StepWithoutDay,
    archive_meeting,
    change_meeting,
    finish_next_step,
)
from sse_desktop.commands.partners import ApprovalReversed, PartnerData, archive_partner, change_partner
from sse_desktop.commands.partnerships import (
    NothingToWorkOn,
    PartnershipData,
    PartnershipReversed,
    ShareOutOfRange,
    SharesAboveWhole,
    archive_partnership,
    change_partnership,
)
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.partners import PartnerKind, PartnershipForm
from sse_desktop.domain.roles import Role
from sse_desktop.queries.help_questions import help_questions
from sse_desktop.queries.meetings import meeting_choices, meetings
from sse_desktop.queries.partners import partner_choices, partner_whole, partners
from sse_desktop.queries.partnerships import PartnershipRow, ProofState, partnerships
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import a_paper, a_tender
from tests.builders import TODAY, Office
from tests.partnering import a_help_question, a_meeting, a_partner, a_partnership, a_prospect, an_agreement

SUBCONTRACT, TOGETHER = PartnershipForm.SUBCONTRACT, PartnershipForm.CO_CONTRACTOR


def proof_of(office: Office) -> ProofState:
    [row] = office.read(partnerships, TODAY)
    assert isinstance(row, PartnershipRow)
    return row.proof


# ---------------------------------------------------------------- partners


def test_a_partner_shows_everything_done_together(database: Database) -> None:
    office = Office(database)
    partner = a_partner(office, "Hélène & Fils", tax_id="BE0123", approval_from=TODAY, approval_to=TODAY)
    tender = a_tender(office)
    meeting = a_meeting(office, partner)
    a_partnership(office, partner, tender_id=tender, meeting_id=meeting, share_bp=3000)
    a_help_question(office, partner)
    an_agreement(office, partner)

    whole = office.read(partner_whole, partner, TODAY)

    assert (whole.row.partnerships, whole.row.meetings, whole.row.open_questions) == (1, 1, 1)
    assert [one.tender for one in whole.partnerships] == ["Fruit for schools"]
    assert [one.title for one in whole.meetings] == ["Meeting of firms"]
    assert (len(whole.questions), len(whole.agreements)) == (1, 1)
    assert [row.name for row in office.read(partners, search="helene be0123")] == ["Hélène & Fils"]
    assert verify(database) == []


def test_partners_are_listed_by_kind_and_archived_ones_apart(database: Database) -> None:
    office = Office(database)
    helpdesk = a_partner(office, "Helpdesk", kind=PartnerKind.HELPDESK)
    a_partner(office)

    assert [row.name for row in office.read(partners, kind="helpdesk")] == ["Helpdesk"]
    assert [row.id for row in office.read(partner_choices, {PartnerKind.HELPDESK})] == [helpdesk]
    office.write(archive_partner, helpdesk)
    assert [row.name for row in office.read(partners)] == ["Atelier du Nord"]
    assert [row.id for row in office.read(partners, archived=True)] == [helpdesk]
    assert len(office.read(partner_choices)) == 1
    office.write(archive_partner, helpdesk, archived=False)
    assert len(office.read(partners)) == 2


def test_a_partner_without_name_and_a_reversed_approval_are_refused(plain_office: Office) -> None:
    with pytest.raises(NameMissing):
        a_partner(plain_office, "  ")
    with pytest.raises(ApprovalReversed):
        a_partner(plain_office, approval_from=TODAY, approval_to=TODAY - timedelta(days=1))
    assert plain_office.read(partners) == []


def test_a_change_over_an_unseen_one_is_refused_and_can_be_taken_back(plain_office: Office) -> None:
    partner = a_partner(plain_office, contact="Ana")
    seen = plain_office.read(partner_whole, partner, TODAY).row.stamps
    data = PartnerData(name="Atelier du Nord", kind=PartnerKind.COOPERATIVE, contact="Eva")
    plain_office.write(change_partner, partner, data, seen)

    with pytest.raises(ChangedMeanwhile):
        plain_office.write(change_partner, partner, PartnerData(name="X", kind=data.kind, contact="Zoe"), seen)
    assert [row.name for row in plain_office.read(partners, search="eva")] == ["Atelier du Nord"]

    plain_office.write(undo_last)
    row = plain_office.read(partner_whole, partner, TODAY).row
    assert (row.contact, row.kind) == ("Ana", PartnerKind.SOCIAL_ENTERPRISE)
    assert plain_office.read(partners, search="ana") != []


def test_who_weighs_changes_no_partner(plain_office: Office) -> None:
    plain_office.role = Role.WEIGHER

    with pytest.raises(NotAllowed):
        a_partner(plain_office)


# ---------------------------------------------------------------- partnerships


def test_each_form_says_which_paper_must_be_there(database: Database) -> None:
    office = Office(database)
    partner, tender = a_partner(office), a_tender(office)
    made = a_partnership(office, partner, tender_id=tender)
    assert proof_of(office) is ProofState.MISSING

    papers = {
        ProofState.WITHOUT_FILE: a_paper(office, file=None),
        ProofState.ENDED: a_paper(office, valid_to=TODAY - timedelta(days=1)),
        ProofState.THERE: a_paper(office, valid_to=TODAY),
    }
    for state, paper in papers.items():
        data = PartnershipData(partner_id=partner, form=SUBCONTRACT, tender_id=tender, paper_id=paper)
        office.write(change_partnership, made, data)
        assert proof_of(office) is state
    office.write(
        change_partnership, made, PartnershipData(partner_id=partner, form=PartnershipForm.LOTS, tender_id=tender)
    )
    assert proof_of(office) is ProofState.NOT_NEEDED
    assert [form for form in PartnershipForm if not form.proof] == [PartnershipForm.LOTS]


def test_the_shares_of_one_price_are_at_most_the_whole(database: Database) -> None:
    office = Office(database)
    partner, tender = a_partner(office), a_tender(office)
    first = a_partnership(office, partner, tender_id=tender, share_bp=6000)
    with pytest.raises(SharesAboveWhole) as refused:
        a_partnership(office, partner, tender_id=tender, share_bp=4001, form=TOGETHER)
    assert refused.value.facts == {"shares": Decimal("100.01")}

    a_partnership(office, partner, tender_id=tender, share_bp=4000)
    a_partnership(office, partner, tender_id=tender, share_bp=9000, form=PartnershipForm.CAPACITY)
    data = PartnershipData(partner_id=partner, form=SUBCONTRACT, tender_id=tender, share_bp=6000, what="Sorting")
    office.write(change_partnership, first, data)
    office.write(archive_partnership, first)
    a_partnership(office, partner, tender_id=tender, share_bp=6000)
    with pytest.raises(SharesAboveWhole):
        office.write(archive_partnership, first, archived=False)
    assert len(office.read(partnerships, TODAY, tender_id=tender)) == 3


@pytest.mark.parametrize(
    ("wrong", "failure"),
    [
        ({"tender_id": None}, NothingToWorkOn),
        ({"share_bp": 10_001}, ShareOutOfRange),
        ({"share_bp": -1}, ShareOutOfRange),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, PartnershipReversed),
    ],
)
def test_a_partnership_that_cannot_be_is_refused(
    plain_office: Office, wrong: dict[str, object], failure: type[Exception]
) -> None:
    partner, tender = a_partner(plain_office), a_tender(plain_office)

    with pytest.raises(failure):
        a_partnership(plain_office, partner, **({"tender_id": tender} | wrong))
    assert plain_office.read(partnerships, TODAY) == []


def test_partnerships_are_found_by_words_and_by_meeting(plain_office: Office) -> None:
    partner, tender = a_partner(plain_office), a_tender(plain_office)
    meeting = a_meeting(plain_office, partner)
    a_partnership(plain_office, partner, tender_id=tender, meeting_id=meeting, what="Peeling")
    a_partnership(plain_office, partner, tender_id=tender)

    assert [row.meeting for row in plain_office.read(partnerships, TODAY, meeting_id=meeting)] == ["Meeting of firms"]
    assert [row.what for row in plain_office.read(partnerships, TODAY, search="atelier peeling")] == ["Peeling"]
    assert plain_office.read(partnerships, TODAY, archived=True) == []


# ---------------------------------------------------------------- meetings


def test_a_meeting_tells_what_came_of_it(database: Database) -> None:
    office = Office(database)
    partner, other = a_partner(office), a_partner(office, "Bâtiment SA", kind=PartnerKind.TRADITIONAL_BUSINESS)
    meeting = a_meeting(office, partner, other, next_step="Call back", next_on=TODAY)
    a_partnership(office, other, tender_id=a_tender(office), meeting_id=meeting)
    a_prospect(office, meeting_id=meeting)

    [row] = office.read(meetings, state="waits", search="batiment")

    assert row.partner_names == "Atelier du Nord, Bâtiment SA"
    assert [(led.kind, led.title) for led in row.led_to] == [
        ("partnership", "Bâtiment SA"),
        ("prospect", "Green spaces"),
    ]
    assert office.read(meeting_choices) == [(meeting, "Meeting of firms", TODAY)]


def test_a_next_step_is_done_and_a_new_one_waits_again(database: Database) -> None:
    office = Office(database)
    partner = a_partner(office)
    meeting = a_meeting(office, partner, next_step="Call back", next_on=TODAY)
    office.write(finish_next_step, meeting)
    assert [row.waits for row in office.read(meetings, state="done")] == [False]

    data = MeetingData(title="Meeting", held_on=TODAY, next_step="Send the sheet", next_on=TODAY)
    office.write(change_meeting, meeting, data)
    [row] = office.read(meetings, state="waits")
    assert (row.next_step, row.partners) == ("Send the sheet", ())

    office.write(change_meeting, meeting, MeetingData(title="Meeting", held_on=TODAY, partners=(partner,)))
    assert [name for _, name in office.read(meetings)[0].partners] == ["Atelier du Nord"]
    office.write(archive_meeting, meeting)
    assert office.read(meetings) == []
    assert len(office.read(meetings, state="archived", partner_id=None)) == 1


def test_a_meeting_without_title_and_a_day_without_a_step_are_refused(plain_office: Office) -> None:
    with pytest.raises(NameMissing):
        a_meeting(plain_office, title=" ")
    with pytest.raises(StepWithoutDay):
        a_meeting(plain_office, next_on=TODAY)
    assert plain_office.read(meetings) == []


# ---------------------------------------------------------------- the log of questions


def test_an_answered_question_is_no_longer_open(database: Database) -> None:
    office = Office(database)
    helpdesk, tender = a_partner(office, "Helpdesk", kind=PartnerKind.HELPDESK), a_tender(office)
    question = a_help_question(office, helpdesk, "Is a reserved lot allowed below the limit?", tender_id=tender)
    a_help_question(office, helpdesk, "Another")
    assert [row.is_open for row in office.read(help_questions, state="open", search="reserved fruit")] == [True]

    answered = HelpQuestionData(partner_id=helpdesk, question="Is it?", asked_on=TODAY, answer="Yes", tender_id=tender)
    office.write(change_help_question, question, answered)

    [row] = office.read(help_questions, state="answered")
    assert (row.answer, row.answered_on, row.tender) == ("Yes", TODAY, "Fruit for schools")
    assert [one.is_open for one in office.read(help_questions)] == [True, False]
    office.write(archive_help_question, question)
    assert [one.id for one in office.read(help_questions, state="archived")] == [question]


def test_a_question_without_words_and_an_answer_before_it_are_refused(plain_office: Office) -> None:
    helpdesk = a_partner(plain_office, "Helpdesk", kind=PartnerKind.HELPDESK)

    with pytest.raises(QuestionMissing):
        a_help_question(plain_office, helpdesk, " ")
    with pytest.raises(AnsweredBeforeAsked):
        a_help_question(plain_office, helpdesk, answer="No", answered_on=date(2026, 1, 1))
    assert plain_office.read(help_questions) == []
