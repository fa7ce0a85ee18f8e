"""Today names next steps, milestones, changes, questions, prospects and proofs that wait, and nothing that is done."""

from datetime import UTC, datetime, timedelta

from sse_desktop.commands.amendments import AmendmentData, mark_seen, record_amendment
from sse_desktop.commands.meetings import finish_next_step
from sse_desktop.commands.milestones import MilestoneData, add_milestone, finish_milestone
from sse_desktop.commands.partnerships import PartnershipData, change_partnership
from sse_desktop.commands.prospects import make_tender_of_prospect
from sse_desktop.commands.tender_changes import ChangeKind, TenderChange
from sse_desktop.commands.tender_questions import TenderQuestionData, add_tender_question, mark_questions_sent
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.locale import Locale
from sse_desktop.queries.search import search
from sse_desktop.queries.tender_questions import tender_talk
from sse_desktop.queries.today import TodayItem, today_items
from sse_desktop.store.database import Database
from tests.bidding import a_paper, a_tender
from tests.builders import NOW, TODAY, Office
from tests.partnering import a_help_question, a_meeting, a_partner, a_partnership, a_prospect, an_agreement

KINDS = ("next_step", "milestone", "amendment", "question", "prospect", "proof")


def due(office: Office, now: datetime = NOW) -> list[TodayItem]:
    return [item for item in office.read(today_items, now) if item.kind in KINDS]


def told(office: Office, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(item.kind, item.state) for item in due(office, now)]


def test_a_next_step_waits_from_a_week_before_and_is_late_afterwards(database: Database) -> None:
    office = Office(database)
    meeting = a_meeting(office, next_step="Call", next_on=TODAY + timedelta(days=8))
    assert told(office) == []
    assert told(office, NOW + timedelta(days=1)) == [("next_step", "to_do")]
    assert told(office, NOW + timedelta(days=9)) == [("next_step", "blocked")]

    [item] = due(office, NOW + timedelta(days=1))
    assert Locale("en").text(item.sentence, **item.facts) == "Call, as said at “Meeting of firms”."
    office.write(finish_next_step, meeting)
    assert told(office, NOW + timedelta(days=9)) == []


def test_a_milestone_waits_until_it_is_done(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    made = office.write(add_milestone, tender, MilestoneData(title="Samples", due_on=TODAY - timedelta(days=1)))

    [item] = due(office)
    assert (item.kind, item.state, item.page, item.record) == ("milestone", "blocked", "tenders.questions", tender)
    office.write(finish_milestone, made)
    assert due(office) == []


def test_a_change_by_the_buyer_waits_until_somebody_saw_it(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    change = TenderChange(kind=ChangeKind.FIELD, field="title", before="A", after="B")
    made = office.write(record_amendment, tender, AmendmentData(), [change])

    [item] = due(office)
    assert (item.kind, item.facts["count"], item.record) == ("amendment", 1, tender)
    office.write(mark_seen, (made,))
    assert due(office) == []
    assert [row.seen_on for row in office.read(tender_talk, tender, NOW).amendments] == [TODAY]


def test_questions_wait_while_they_are_taken(database: Database) -> None:
    office = Office(database)
    until = datetime(2026, 7, 31, 17, 0, tzinfo=UTC)
    tender = a_tender(office, questions_deadline=until)
    question = office.write(add_tender_question, tender, TenderQuestionData(question="Which?"))
    assert due(office) == []  # thirteen working days are left

    [item] = due(office, datetime(2026, 7, 20, 12, 0, tzinfo=UTC))
    assert (item.kind, item.facts["count"], item.on) == ("question", 1, until.date())
    assert due(office, until + timedelta(hours=1)) == []
    office.write(mark_questions_sent, (question,))
    assert due(office, datetime(2026, 7, 20, 12, 0, tzinfo=UTC)) == []


def test_an_expected_notice_is_looked_for_until_it_is_a_tender(database: Database) -> None:
    office = Office(database)
    made = a_prospect(office, expected_on=TODAY + timedelta(days=14))
    assert told(office) == [("prospect", "to_do")]

    office.write(make_tender_of_prospect, made)
    assert told(office) == []


def test_a_missing_proof_is_told_while_the_tender_is_open(database: Database) -> None:
    office = Office(database)
    partner, tender = a_partner(office), a_tender(office)
    made = a_partnership(office, partner, tender_id=tender)
    assert told(office) == [("proof", "to_do")]
    assert told(office, NOW + timedelta(days=60)) == []

    data = PartnershipData(
        partner_id=partner, form=PartnershipForm.SUBCONTRACT, tender_id=tender, paper_id=a_paper(office)
    )
    office.write(change_partnership, made, data)
    assert told(office) == []


def test_the_search_finds_partners_and_what_was_done_together(database: Database) -> None:
    office = Office(database)
    partner = a_partner(office, "Hélène & Fils")
    a_meeting(office, partner, title="Fair of Namur")
    a_prospect(office, "Green spaces", buyer_name="Hélène")
    an_agreement(office, partner)
    a_help_question(office, partner, "May Helene do it?")

    found = office.read(search, "helene")
    assert [(one.kind, one.page) for one in found] == [
        ("partner", "partners"), ("meeting", "meetings"), ("prospect", "prospects"), ("agreement", "agreements"),
        ("help_question", "help_questions"),
    ]  # fmt: skip
    assert [one.kind for one in office.read(search, "namur fair")] == ["meeting"]
