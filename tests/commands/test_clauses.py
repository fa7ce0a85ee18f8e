"""Clauses keep what the buyer wrote; what is done under them is recorded day by day and can be taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import BidIsFixed
from sse_desktop.commands.bids import mark_ready, new_version
from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.clause_progress import (
    AcceptanceData,
    HoursData,
    HoursOfADay,
    NothingPaid,
    OutsideContract,
    PaymentData,
    StillToCome,
    record_acceptance,
    record_payment,
    set_hours,
    void_acceptance,
    void_progress,
)
from sse_desktop.commands.clauses import (
    ClauseData,
    ClauseOfAnotherTender,
    PeriodReversed,
    add_clause,
    archive_clause,
    change_clause,
    promise,
)
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.clauses import ClauseKind, NotAShare
from sse_desktop.domain.money import DifferentCurrencies, Money
from sse_desktop.domain.rounding import NotAPlainNumber
from sse_desktop.queries.clause_progress import acceptances, progress, running_clause
from sse_desktop.queries.clauses import clause, promises, tender_clauses
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import a_possible_bid, a_tender, detail
from tests.builders import TODAY, Office
from tests.clause_builders import FLEXIBLE, a_clause, a_trainee, won

DATA = ClauseData(kind=ClauseKind.FLEXIBLE, title="Clause sociale", parameters=FLEXIBLE, source="CSC p. 12")


def hours_of(office: Office, made: Any) -> list[tuple[date, Any]]:
    return [(row.on, row.hours) for row in office.read(progress, made)]


def test_a_clause_keeps_the_buyers_words_and_where_they_stand(database: Database) -> None:
    office = Office(database)
    made = office.write(add_clause, a_tender(office), DATA)

    office.write(change_clause, made, ClauseData(kind=ClauseKind.FLEXIBLE, title=" Clause ", wording="400 h …"))

    row = office.read(clause, made)
    assert (row.title, row.wording, row.kind, row.typed) == ("Clause", "400 h …", ClauseKind.FLEXIBLE, {})
    assert verify(database) == []


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (ClauseData(kind=ClauseKind.TRAINING, title=" "), NameMissing),
        (
            ClauseData(kind=ClauseKind.TRAINING, title="T", starts_on=TODAY, ends_on=TODAY - timedelta(days=1)),
            PeriodReversed,
        ),
        (ClauseData(kind=ClauseKind.FLEXIBLE, title="T", parameters={"subcontract_pct": "10"}), NotAShare),
        (ClauseData(kind=ClauseKind.FLEXIBLE, title="T", parameters={"hours_required": "-1"}), BelowNothing),
        (ClauseData(kind=ClauseKind.FLEXIBLE, title="T", parameters={"hours_required": "many"}), NotAPlainNumber),
    ],
)
def test_a_clause_that_contradicts_itself_is_refused(
    database: Database, data: ClauseData, failure: type[Exception]
) -> None:
    office = Office(database)
    tender = a_tender(office)
    with pytest.raises(failure):
        office.write(add_clause, tender, data)
    assert office.read(tender_clauses, tender) == []


def test_an_archived_clause_is_out_of_sight_and_undo_brings_it_back(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    made = a_clause(office, tender)

    office.write(archive_clause, made)
    assert office.read(tender_clauses, tender) == []
    office.write(undo_last)

    assert [row.id for row in office.read(tender_clauses, tender)] == [made]


def test_a_promise_is_made_changed_and_taken_back(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id)

    office.write(promise, offer, made, {"hours": "400", "amount": ""}, "with the centre")
    first = office.read(promises, offer)[made]
    office.write(promise, offer, made, {"hours": "200", "amount": "10000"})
    second = office.read(promises, offer)[made]
    office.write(undo_last)
    third = office.read(promises, offer)[made]
    office.write(promise, offer, made, {})

    assert (first.promised, first.note) == ({"hours": "400"}, "with the centre")
    assert second.promised == {"amount": "10000", "hours": "200"}
    assert third == first
    assert office.read(promises, offer) == {}


def test_the_first_promise_can_be_undone(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id)
    office.write(promise, offer, made, {"hours": "400"})

    office.write(undo_last)
    assert office.read(promises, offer) == {}
    office.write(promise, offer, made, {"hours": "300"})
    assert office.read(promises, offer)[made].promised == {"hours": "300"}


def test_a_bid_answers_only_its_own_tender_and_only_as_a_draft(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    foreign, mine = a_clause(office, a_tender(office)), a_clause(office, detail(office, offer).tender_id)
    with pytest.raises(ClauseOfAnotherTender):
        office.write(promise, offer, foreign, {"hours": "1"})
    office.write(mark_ready, offer)
    with pytest.raises(BidIsFixed):
        office.write(promise, offer, mine, {"hours": "1"})


def test_a_new_version_promises_what_the_old_one_did(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id)
    office.write(promise, offer, made, {"hours": "400"})

    newer = office.write(new_version, offer)

    assert office.read(promises, newer)[made].promised == {"hours": "400"}


# ---------------------------------------------------------------- what is done


def test_hours_are_set_by_day_and_each_change_can_be_taken_back(database: Database) -> None:
    office = Office(database)
    made, trainee = a_clause(office, a_tender(office)), a_trainee(office)

    def set_to(hours_milli: int) -> int:
        rows = [HoursData(trainee_id=trainee, on=TODAY, hours_milli=hours_milli)]
        return int(office.write(set_hours, made, rows))

    assert (set_to(8000), set_to(8000), set_to(6500)) == (1, 0, 1)
    assert sum(hours for _, hours in hours_of(office, made)) * 1000 == 6500
    office.write(undo_last)
    assert sum(hours for _, hours in hours_of(office, made)) * 1000 == 8000
    assert verify(database) == []


def test_a_week_of_hours_is_stored_as_one_step_or_not_at_all(database: Database) -> None:
    office = Office(database)
    made, trainee = a_clause(office, a_tender(office)), a_trainee(office)
    days = [TODAY - timedelta(days=back) for back in range(3)]
    rows = [HoursData(trainee_id=trainee, on=day, hours_milli=7600) for day in days]

    with pytest.raises(HoursOfADay):
        office.write(set_hours, made, [*rows, HoursData(trainee_id=trainee, on=TODAY, hours_milli=24_001)])
    assert hours_of(office, made) == []
    assert office.write(set_hours, made, rows) == 3
    office.write(undo_last)
    assert hours_of(office, made) == []


def test_hours_count_only_under_a_contract_and_never_before_they_are_done(database: Database) -> None:
    office = Office(database)
    made = a_clause(office, a_tender(office))
    trainee = a_trainee(office, contract_from=TODAY - timedelta(days=5), contract_to=TODAY + timedelta(days=5))

    def refused(day: date, failure: type[Exception]) -> None:
        with pytest.raises(failure):
            office.write(set_hours, made, [HoursData(trainee_id=trainee, on=day, hours_milli=1000)])

    refused(TODAY - timedelta(days=6), OutsideContract)
    refused(TODAY + timedelta(days=1), StillToCome)
    refused(TODAY + timedelta(days=6), StillToCome)
    with pytest.raises(HoursOfADay):
        office.write(set_hours, made, [HoursData(trainee_id=trainee, on=TODAY, hours_milli=-1)])
    assert hours_of(office, made) == []


def test_payments_are_recorded_and_voided_with_a_reason(database: Database) -> None:
    office = Office(database)
    made = a_clause(office, a_tender(office))

    paid = office.write(record_payment, made, PaymentData(on=TODAY, amount=Money.of("5000", "USD"), evidence="F-12"))
    [row] = office.read(progress, made)
    office.write(void_progress, paid, "wrong invoice")

    assert (row.amount, row.evidence, row.hours) == (Money.of("5000", "USD"), "F-12", None)
    assert office.read(progress, made) == []
    with pytest.raises(NothingPaid):
        office.write(record_payment, made, PaymentData(on=TODAY, amount=Money(0, "USD")))
    with pytest.raises(StillToCome):
        office.write(record_payment, made, PaymentData(on=TODAY + timedelta(days=1), amount=Money(1, "USD")))


def test_amounts_under_a_clause_are_in_the_currency_of_the_bid(database: Database) -> None:
    """The sums of a clause would not come out, and no page with it would open any more."""
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_clause(office, detail(office, offer).tender_id)
    office.write(promise, offer, made, {"hours": "400"})
    won(office, offer)

    with pytest.raises(DifferentCurrencies):
        office.write(record_payment, made, PaymentData(on=TODAY, amount=Money.of("10", "EUR")))
    data = AcceptanceData(period_end=TODAY, accepted_bp=5000, imposed=Money.of("10", "EUR"))
    with pytest.raises(DifferentCurrencies):
        office.write(record_acceptance, made, data)
    office.write(record_payment, made, PaymentData(on=TODAY, amount=Money.of("10", "USD")))
    assert office.read(running_clause, made, TODAY).paid == Money.of("10", "USD")


def test_what_the_buyer_accepts_is_kept_by_period_and_the_newest_counts(database: Database) -> None:
    office = Office(database)
    made, end = a_clause(office, a_tender(office)), TODAY - timedelta(days=3)

    def accept(basis_points: int, **more: Any) -> Any:
        data = AcceptanceData(period_end=end, accepted_bp=basis_points, **more)
        return office.write(record_acceptance, made, data)

    accept(5000)
    newer = accept(7500, imposed=Money.of("100", "USD"), noted_by="Ville")
    [row] = office.read(acceptances, made)
    assert (row.accepted_bp, row.imposed, row.noted_by) == (7500, Money.of("100", "USD"), "Ville")
    office.write(void_acceptance, newer, "misread")
    assert [row.accepted_bp for row in office.read(acceptances, made)] == [5000]

    for wrong in (-1, 10_001):
        with pytest.raises(NotAShare):
            accept(wrong)
    with pytest.raises(BelowNothing):
        accept(1, imposed=Money(-1, "USD"))
    with pytest.raises(StillToCome):
        office.write(record_acceptance, made, AcceptanceData(period_end=TODAY + timedelta(days=1), accepted_bp=1))
