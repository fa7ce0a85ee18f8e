"""When a renewal must begin: the day that counts less the days a new paper takes, the most urgent first."""

from datetime import date, timedelta

from sse_desktop.commands.tender_decisions import DecisionData, decide_tender
from sse_desktop.queries.paper_renewals import Renewal, Urgency, renewals
from sse_desktop.queries.today import today_items
from sse_desktop.queries.today_item import TodayItem
from sse_desktop.store.database import Database
from tests.bidding import a_bid, a_paper, a_requirement, a_tender, an_item, fruit
from tests.builders import TODAY, Office

DEADLINE_DAY = date(2026, 8, 10)


def found(office: Office, **more: object) -> list[Renewal]:
    rows: list[Renewal] = office.read(renewals, TODAY, **more)
    return rows


def due(office: Office, kind: str) -> list[TodayItem]:
    return [item for item in office.read(today_items, office.now) if item.kind == kind]


def words(item: TodayItem) -> str:
    return item.sentence.format_map(item.facts)


def test_a_renewal_begins_so_many_days_before_the_day_that_counts(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, "ruc")
    paper = a_paper(office, "ruc", valid_to=DEADLINE_DAY - timedelta(days=1), renewal_days=20)
    [row] = found(office)
    assert (row.paper_id, row.tender_id, row.day, row.begin_by) == (paper, made, DEADLINE_DAY, date(2026, 7, 21))
    assert row.urgency is Urgency.SOON


def test_what_was_typed_goes_before_what_the_rules_say_for_the_kind(database: Database) -> None:
    office = Office(database)
    a_paper(
        office, "legal_existence", title="By the rules", valid_to=TODAY + timedelta(days=50)
    )  # 30 days in the rules
    a_paper(
        office, "legal_existence", title="Typed", holder_name="B", valid_to=TODAY + timedelta(days=49), renewal_days=3
    )
    assert {row.title: row.takes_days for row in found(office)} == {"By the rules": 30, "Typed": 3}


def test_the_most_urgent_beginning_comes_first(database: Database) -> None:
    office = Office(database)
    a_paper(office, "ruc", title="Slow", valid_to=TODAY + timedelta(days=60), renewal_days=70)
    a_paper(office, "rup", title="Quick", valid_to=TODAY + timedelta(days=20), renewal_days=2)
    a_paper(office, "statutes", title="Nobody knows", valid_to=TODAY + timedelta(days=30))
    rows = found(office)
    assert [(row.title, row.urgency) for row in rows] == [
        ("Slow", Urgency.LATE),
        ("Quick", Urgency.LATER),
        ("Nobody knows", Urgency.UNKNOWN),
    ]
    assert [row.title for row in found(office, search="quick")] == ["Quick"]


def test_a_paper_of_thirty_days_ends_by_itself(database: Database) -> None:
    office = Office(database)
    a_paper(office, "social_security", issued_on=TODAY - timedelta(days=10))
    [row] = found(office)
    assert (row.ends_on, row.begin_by) == (TODAY + timedelta(days=20), TODAY + timedelta(days=13))


def test_a_missing_paper_is_on_the_horizon_of_its_tender(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, "tax_compliance")
    [row] = found(office)
    assert (row.paper_id, row.tender_id, row.begin_by) == (None, made, date(2026, 8, 3))


def test_a_good_paper_that_lacks_its_file_is_not_renewed(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, "bpa")
    a_paper(office, "bpa", issued_on=date(2024, 2, 29), file=None)
    assert found(office) == []
    [item] = due(office, "paper_ends")
    assert (
        words(item) == "“Fruit for schools” asks for “Paper bpa”, which has no file. Attach it as a PDF or a picture."
    )
    assert item.on == DEADLINE_DAY


def test_a_paper_without_its_file_stands_on_the_horizon_for_its_own_end(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, "ruc")
    a_paper(office, "ruc", valid_to=DEADLINE_DAY + timedelta(days=10), renewal_days=20, file=None)
    [row] = found(office)
    assert (row.tender_id, row.begin_by) == (None, DEADLINE_DAY - timedelta(days=10))


def test_today_tells_when_to_begin_long_before_the_paper_ends(database: Database) -> None:
    office = Office(database)
    a_paper(office, "rup", title="Approval", valid_to=TODAY + timedelta(days=121), renewal_days=120)
    [item] = due(office, "paper_renewal")
    assert (item.state, item.on, item.page) == ("to_do", TODAY + timedelta(days=1), "papers.horizon")
    assert words(item) == "“Approval” ends on 2026-11-12. A new one takes 120 days: begin by 2026-07-15."


def test_today_names_the_beginning_of_a_renewal_that_a_tender_waits_for(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    a_requirement(office, made, "ruc")
    a_requirement(office, made, "tax_compliance")
    a_paper(office, "ruc", title="RUC", valid_to=DEADLINE_DAY - timedelta(days=1), renewal_days=20)
    [ends], [missing] = due(office, "paper_ends"), due(office, "paper_missing")
    assert (ends.on, missing.on) == (date(2026, 7, 21), date(2026, 8, 3))
    assert words(ends).endswith("A new one takes 20 days: begin by 2026-07-21.")
    assert words(missing).endswith("It takes 7 days: begin by 2026-08-03.")


def test_today_says_that_nobody_decided_yet(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    an_item(office, made, product_id=fruit(office))
    assert "Nobody decided yet" in words(due(office, "tender_deadline")[0])
    decision = DecisionData(goes_on=True, reasons="The assembly wants it")
    office.write(decide_tender, made, decision)
    assert "Nobody decided yet" not in words(due(office, "tender_deadline")[0])
    other = a_tender(office, reference="OTHER")
    an_item(office, other)
    a_bid(office, other)  # who bids has decided
    assert not [item for item in due(office, "tender_deadline") if "Nobody" in item.sentence]
