"""Questions to the buyer wait until they are sent and answered; the days of a tender lie on the buyer's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.help_questions import AnsweredBeforeAsked, QuestionMissing
from sse_desktop.commands.milestones import (
    MilestoneData,
    add_milestone,
    archive_milestone,
    change_milestone,
    finish_milestone,
)
from sse_desktop.commands.tender_questions import (
    TenderQuestionData,
    add_tender_question,
    archive_tender_question,
    change_tender_question,
    mark_questions_sent,
)
from sse_desktop.domain.roles import Role
from sse_desktop.queries.tender_questions import TenderTalk, tender_talk, unseen_amendments
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.tender_desk import TenderAmendment
from tests.bidding import a_tender
from tests.builders import NOW, TODAY, Office

BRUSSELS, QUITO = ZoneInfo("Europe/Brussels"), ZoneInfo("America/Guayaquil")


def talk(office: Office, tender: object, now: datetime = NOW) -> TenderTalk:
    found: TenderTalk = office.read(tender_talk, tender, now)
    return found


def states(office: Office, tender: object) -> list[str]:
    return [row.state for row in talk(office, tender).questions]


def test_a_question_waits_to_be_sent_then_for_its_answer(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    ours = office.write(add_tender_question, tender, TenderQuestionData(question="Which variety?"))
    office.write(add_tender_question, tender, TenderQuestionData(question="Which day?", by_us=False))
    assert states(office, tender) == ["to_send", "waiting"]
    assert [row.question for row in talk(office, tender).to_send] == ["Which variety?"]

    assert office.write(mark_questions_sent, (ours,), sent_by="Portal") == 1
    assert office.write(mark_questions_sent, (ours,), date(2026, 7, 20)) == 0
    assert states(office, tender) == ["waiting", "waiting"]
    [first, _] = talk(office, tender).questions
    assert (first.asked_on, first.sent_by) == (TODAY, "Portal")

    answered = TenderQuestionData(question="Which variety?", asked_on=TODAY, answer="Any")
    office.write(change_tender_question, ours, answered, first.stamps)
    [first, _] = talk(office, tender).questions
    assert (first.state, first.answered_on) == ("answered", TODAY)
    office.write(archive_tender_question, ours)
    assert states(office, tender) == ["waiting"]
    assert verify(database) == []


def test_questions_without_words_or_answered_too_early_are_refused(plain_office: Office) -> None:
    tender = a_tender(plain_office)

    with pytest.raises(QuestionMissing):
        plain_office.write(add_tender_question, tender, TenderQuestionData(question=""))
    early = TenderQuestionData(question="Q", asked_on=TODAY, answer="A", answered_on=TODAY - timedelta(days=1))
    with pytest.raises(AnsweredBeforeAsked):
        plain_office.write(add_tender_question, tender, early)
    assert talk(plain_office, tender).questions == ()


def test_working_days_to_the_end_of_questions_are_counted_where_the_buyer_is(database: Database) -> None:
    office = Office(database)
    # Tuesday the 14th to Thursday the 23rd; the 21st is a holiday in Belgium and a working day in Ecuador.
    until = datetime(2026, 7, 23, 12, 0, tzinfo=BRUSSELS)
    belgian = a_tender(office, country="BE", deadline=until + timedelta(days=20), questions_deadline=until)
    ours = a_tender(office, deadline=until.replace(tzinfo=QUITO), questions_deadline=until.replace(tzinfo=QUITO))

    found = talk(office, belgian)
    assert (found.working_days_left, talk(office, ours).working_days_left) == (6, 7)
    assert found.questions_deadline == until
    assert found.zone == "Europe/Brussels"
    # Five hours before midnight in Quito it is the next day in Brussels.
    late = datetime(2026, 7, 14, 23, 0, tzinfo=UTC)
    assert (talk(office, belgian, late).working_days_left, talk(office, ours, late).working_days_left) == (5, 7)
    assert talk(office, belgian, late + timedelta(days=14)).working_days_left == -4
    assert talk(office, a_tender(office)).working_days_left is None


def test_a_milestone_with_an_hour_takes_the_buyers_day(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office, deadline=datetime(2026, 8, 10, 12, 0, tzinfo=BRUSSELS))
    at = datetime(2026, 7, 20, 23, 30, tzinfo=QUITO)
    made = office.write(add_milestone, tender, MilestoneData(title="Visit", due_on=TODAY, at=at))
    office.write(add_milestone, tender, MilestoneData(title="Samples", due_on=date(2026, 7, 15)))

    samples, visit = talk(office, tender).milestones
    assert (samples.due_on, samples.at) == (date(2026, 7, 15), None)
    assert (visit.due_on, visit.at) == (date(2026, 7, 21), at)
    assert visit.at is not None
    assert visit.at.hour == 6

    office.write(finish_milestone, made)
    assert [row.done_on for row in talk(office, tender).milestones] == [None, TODAY]
    office.write(finish_milestone, made, is_done=False)
    office.write(change_milestone, made, MilestoneData(title="Site visit", due_on=TODAY), None)
    assert next((row.title, row.done_on) for row in talk(office, tender).milestones) == ("Site visit", None)
    office.write(archive_milestone, made)
    assert [row.title for row in talk(office, tender).milestones] == ["Samples"]
    with pytest.raises(NameMissing):
        office.write(add_milestone, tender, MilestoneData(title=" ", due_on=TODAY))


def test_changes_of_the_buyer_are_told_until_they_are_seen(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    with database.writing(Actor("Ana", Role.ADMINISTRATOR), "test", NOW) as session:
        change = '[{"kind": "field", "what": "", "field": "title", "before": "A", "after": "B"}]'
        session.add(TenderAmendment(id=session.new_id(), tender_id=tender, published_on=TODAY, changes=change))
        session.add(TenderAmendment(id=session.new_id(), tender_id=tender, summary="By letter", seen_on=TODAY))

    first, second = talk(office, tender).amendments

    assert [each["after"] for each in first.changes] == ["B"]
    assert (second.summary, second.changes, second.seen_on) == ("By letter", (), TODAY)
    assert office.read(unseen_amendments) == [(tender, "Fruit for schools", 1)]
