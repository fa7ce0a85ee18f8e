"""The calendar holds everything with a day, on the buyer's clock and ours, with working days between the buyer's holidays."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.contracts import ContractData, ContractLineData, open_contract
from sse_desktop.commands.meetings import finish_next_step
from sse_desktop.commands.milestones import MilestoneData, add_milestone
from sse_desktop.commands.tenders import drop_tender
from sse_desktop.domain.calendar import working_days_between
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.queries.deadlines import CalendarEntry, DayKind, calendar_entries
from sse_desktop.store.calendars import public_holidays
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.papers import Paper
from tests.bidding import a_bid, a_paper, a_requirement, a_tender, an_item, fruit, put
from tests.builders import NOW, TODAY, Office
from tests.partnering import a_meeting, a_partner, a_prospect, an_agreement
from tests.queries.test_clause_progress import a_running_clause

BRUSSELS = ZoneInfo("Europe/Brussels")
LATER = TODAY + timedelta(days=30)


def days(office: Office, first: date | None = TODAY, tender_id: uuid.UUID | None = None) -> list[CalendarEntry]:
    entries: list[CalendarEntry] = office.read(calendar_entries, NOW, first=first, tender_id=tender_id)
    return entries


def said(entries: list[CalendarEntry]) -> list[str]:
    return [Locale("en").text(entry.sentence, **entry.facts) for entry in entries]


def test_nothing_has_a_day_in_a_new_cooperative(database: Database) -> None:
    assert days(Office(database), None) == []


def test_a_tender_gives_all_its_days_in_their_order(database: Database) -> None:
    office = Office(database)
    deadline = datetime(2026, 8, 10, 12, 0, tzinfo=BRUSSELS)
    tender = a_tender(
        office, country="BE", deadline=deadline, questions_deadline=deadline - timedelta(days=7),
        opening_on=date(2026, 8, 10), award_on=date(2026, 8, 28),
    )  # fmt: skip
    office.write(add_milestone, tender, MilestoneData(title="Visit", due_on=date(2026, 7, 20)))

    entries = days(office, tender_id=tender)

    assert [entry.kind.value for entry in entries] == [
        "milestone", "questions", "submission", "opening", "award", "delivery",
    ]  # fmt: skip
    submission = entries[2]
    assert submission.at is not None
    assert (submission.at.hour, submission.zone) == (12, "Europe/Brussels")
    assert submission.here is not None
    assert submission.here.hour == 5
    # Of the 19 weekdays after the 14th of July, the 21st is Belgium's national day.
    assert submission.working_days_left == 18
    assert (submission.key, submission.record) == (f"submission-{tender}", tender)
    assert said(entries)[0] == "Visit: “Fruit for schools”"
    assert [entry.kind.label for entry in entries][:2] == ["Milestone", "Questions until"]


def test_a_deadline_on_our_own_clock_is_told_once(database: Database) -> None:
    office = Office(database)
    a_tender(office)

    [submission, _] = days(office)

    assert submission.here is None
    assert not submission.done


def test_what_was_handed_in_is_done_and_what_was_dropped_is_gone(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    an_item(office, tender)
    put(office, Bid, a_bid(office, tender), state="submitted")
    assert [entry.done for entry in days(office) if entry.kind is DayKind.SUBMISSION] == [True]

    other = a_tender(office, title="Dropped")
    office.write(drop_tender, other, "too far")
    assert {entry.tender_id for entry in days(office)} == {tender}


def test_papers_contracts_meetings_prospects_and_approvals_have_days(database: Database) -> None:
    office = Office(database)
    paper = a_paper(office, title="RUP", valid_to=LATER)
    put(office, Paper, paper, renewal_days=20)
    a_paper(office, "of_our_own", title="BPA", valid_to=LATER)
    partner = a_partner(office, approval_to=LATER)
    an_agreement(office, partner, ends_on=LATER)
    meeting = a_meeting(office, partner, next_step="Call", next_on=TODAY - timedelta(days=3))
    a_prospect(office, expected_on=LATER)
    line = ContractLineData(
        product_id=fruit(office), description="Fruit", quantity=Quantity.of(1, "unit"), price=UnitPrice(150_000, "USD")
    )
    data = ContractData(reference="C-1", title="Fruit", signed_on=TODAY, starts_on=LATER)
    office.write(open_contract, office.write(add_buyer, BuyerData(name="Buyer")), "USD", data, [line])

    entries = days(office)

    assert [entry.kind for entry in entries][:2] == [DayKind.STEP, DayKind.RENEWAL]
    assert entries[0].working_days_left == -1  # Saturday to Tuesday
    assert entries[1].day == LATER - timedelta(days=20)
    assert sorted(entry.page for entry in entries[2:]) == ["agreements", "contracts", "papers", "partners", "prospects"]
    assert "“BPA” ends" in said(entries)
    assert "begin to renew it" in said(entries)[1]

    office.write(finish_next_step, meeting)
    assert DayKind.STEP not in {entry.kind for entry in days(office)}
    assert DayKind.STEP in {entry.kind for entry in days(office, None)}


def test_a_signed_contract_tells_its_first_day_instead_of_the_tender(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    an_item(office, tender)
    offer = a_bid(office, tender)
    put(office, Bid, offer, state="won")
    buyer = office.write(add_buyer, BuyerData(name="Buyer"))
    line = ContractLineData(
        product_id=fruit(office), description="Fruit", quantity=Quantity.of(1, "unit"), price=UnitPrice(150_000, "USD")
    )
    data = ContractData(reference="C-1", title="Fruit", signed_on=TODAY, starts_on=LATER)
    contract = office.write(open_contract, buyer, "USD", data, [line])
    put(office, Contract, contract, bid_id=offer)

    assert [entry.page for entry in days(office) if entry.kind is DayKind.DELIVERY] == ["contracts"]
    assert [entry.page for entry in days(office, tender_id=tender) if entry.kind is DayKind.DELIVERY] == ["tenders"]


def test_a_report_under_a_clause_and_a_paper_that_does_not_end_are_told_apart(database: Database) -> None:
    office = Office(database)
    end = TODAY + timedelta(days=20)
    clause = a_running_clause(office, starts_on=TODAY - timedelta(days=100), ends_on=end)
    tender = a_tender(office)
    a_requirement(office, tender, "of_our_own", max_age_days=30)
    a_paper(office, "of_our_own", title="Old", issued_on=date(2020, 1, 1))

    [report] = [entry for entry in days(office) if entry.kind is DayKind.REPORT]

    assert (report.day, report.record, report.page) == (end, clause, "clauses")
    assert "covers the time until then" in said([report])[0]
    assert DayKind.RENEWAL not in {entry.kind for entry in days(office)}


def test_holidays_are_left_out_of_the_working_days_however_far_the_day_is(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    office.write(add_milestone, made, MilestoneData(title="Last instalment", due_on=date(2031, 12, 31)))
    [entry] = [each for each in office.read(calendar_entries, office.now) if each.kind is DayKind.MILESTONE]
    closed = frozenset[date]().union(*(public_holidays("EC", year) for year in range(2026, 2032)))
    assert entry.working_days_left == working_days_between(date(2026, 7, 14), date(2031, 12, 31), closed)
