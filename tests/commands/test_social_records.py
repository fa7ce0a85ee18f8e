"""Criteria, trainees, counts of the staff and the social value index keep only what makes sense."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import BidIsFixed
from sse_desktop.commands.bids import mark_ready, new_version
from sse_desktop.commands.changing import BelowNothing, ChangedMeanwhile
from sse_desktop.commands.clause_progress import StillToCome
from sse_desktop.commands.clauses import PeriodReversed
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.criteria import (
    AnswerData,
    CriterionData,
    CriterionOfAnotherTender,
    add_criterion,
    answer_criterion,
    archive_criterion,
    change_criterion,
    points_milli,
)
from sse_desktop.commands.social_values import (
    NotAYear,
    SocialValueData,
    YearKnown,
    add_social_value,
    archive_social_value,
    change_social_value,
)
from sse_desktop.commands.staff_counts import MoreThanAll, StaffCountData, record_staff_count, void_staff_count
from sse_desktop.commands.trainees import TraineeData, add_trainee, archive_trainee, change_trainee
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided
from sse_desktop.domain.clauses import Basis
from sse_desktop.domain.rounding import NotAPlainNumber
from sse_desktop.domain.scoring import MarkOutOfRange, Scoring, TableUnreadable
from sse_desktop.queries.criteria import answered_criteria, tender_criteria
from sse_desktop.queries.social_values import social_values
from sse_desktop.queries.staff_counts import count_on, staff_counts
from sse_desktop.queries.trainees import trainees
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import a_paper, a_possible_bid, a_tender, detail
from tests.builders import TODAY, Office
from tests.clause_builders import a_count, a_criterion, a_trainee

JUDGED = CriterionData(title="Plan social", scoring=Scoring.JUDGED, points_milli=15_000)


def answers(office: Office, offer: Any) -> Any:
    found = detail(office, offer)
    return office.read(answered_criteria, found.tender_id, offer, found.total)


def test_a_criterion_is_stored_changed_and_archived(database: Database) -> None:
    office = Office(database)
    tender = a_tender(office)
    made = office.write(add_criterion, tender, JUDGED)
    [row] = office.read(tender_criteria, tender)
    office.write(change_criterion, made, replace(JUDGED, title=" Autre "), row.stamps)
    with pytest.raises(ChangedMeanwhile):
        office.write(change_criterion, made, replace(JUDGED, title="Third"), {})

    [row] = office.read(tender_criteria, tender)
    assert (row.title, row.scoring, row.points) == ("Autre", Scoring.JUDGED, Decimal(15))
    office.write(archive_criterion, made)
    assert office.read(tender_criteria, tender) == []
    assert [row.title for row in office.read(tender_criteria, tender, archived=True)] == ["Autre"]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (replace(JUDGED, title=" "), NameMissing),
        (replace(JUDGED, points_milli=-1), BelowNothing),
        (replace(JUDGED, scoring=Scoring.LINEAR, parameters={"low": "few"}), NotAPlainNumber),
        (replace(JUDGED, scoring=Scoring.BANDS, parameters={"bands": "10"}), TableUnreadable),
        (replace(JUDGED, scoring=Scoring.PROXY_SUM, parameters={"table": "job"}), TableUnreadable),
    ],
)
def test_a_criterion_that_can_not_be_reckoned_is_refused(
    database: Database, data: CriterionData, failure: type[Exception]
) -> None:
    office = Office(database)
    tender = a_tender(office)
    with pytest.raises(failure):
        office.write(add_criterion, tender, data)


def test_an_answer_is_given_changed_and_taken_back(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_criterion(office, detail(office, offer).tender_id, Scoring.RATIO_BEST)

    office.write(answer_criterion, offer, made, AnswerData(value="300", assumed="400", evidence="payroll"))
    [answer] = answers(office, offer)
    assert (answer.points, answer.evidence) == (Decimal("7.5"), "payroll")
    newer = office.write(new_version, offer)
    assert answers(office, newer)[0].points == Decimal("7.5")
    office.write(answer_criterion, newer, made, AnswerData())
    assert not answers(office, newer)[0].is_answered
    office.write(undo_last)
    assert answers(office, newer)[0].value == "300"
    assert verify(database) == []


@pytest.mark.parametrize(
    ("scoring", "data", "failure"),
    [
        (Scoring.JUDGED, AnswerData(value="6"), MarkOutOfRange),
        (Scoring.LINEAR, AnswerData(value="much"), NotAPlainNumber),
        (Scoring.RATIO_BEST, AnswerData(value="1", assumed="much"), NotAPlainNumber),
        (Scoring.PROXY_SUM, AnswerData(value="jobs"), TableUnreadable),
    ],
)
def test_an_answer_that_is_none_is_refused(
    database: Database, scoring: Scoring, data: AnswerData, failure: type[Exception]
) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    made = a_criterion(office, detail(office, offer).tender_id, scoring)
    with pytest.raises(failure):
        office.write(answer_criterion, offer, made, data)
    assert not answers(office, offer)[0].value


def test_a_foreign_criterion_and_a_fixed_bid_are_not_answered(database: Database) -> None:
    office = Office(database)
    offer = a_possible_bid(office)
    foreign = a_criterion(office, a_tender(office), Scoring.JUDGED)
    mine = a_criterion(office, detail(office, offer).tender_id, Scoring.JUDGED)
    with pytest.raises(CriterionOfAnotherTender):
        office.write(answer_criterion, offer, foreign, AnswerData(value="1"))
    office.write(mark_ready, offer)
    with pytest.raises(BidIsFixed):
        office.write(answer_criterion, offer, mine, AnswerData(value="1"))


def test_points_are_kept_in_thousandths() -> None:
    assert points_milli("12.5") == 12_500


# ---------------------------------------------------------------- people


def test_a_trainee_is_found_by_name_and_contract_without_accents(database: Database) -> None:
    office = Office(database)
    made = a_trainee(office, "Élodie Demo", contract_number="CISP-7", scheme="CISP")
    a_trainee(office, "Other Demo")

    assert [row.id for row in office.read(trainees, search="elodie cisp")] == [made]
    office.write(change_trainee, made, TraineeData(name="Élodie D."))
    office.write(archive_trainee, made)
    assert [row.name for row in office.read(trainees)] == ["Other Demo"]
    assert [row.name for row in office.read(trainees, archived=True)] == ["Élodie D."]
    assert not hasattr(office.read(trainees)[0], "id_number")


def test_a_trainee_needs_a_name_and_a_contract_in_order(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        office.write(add_trainee, TraineeData(name=" "))
    with pytest.raises(PeriodReversed):
        office.write(add_trainee, TraineeData(name="A", contract_from=TODAY, contract_to=TODAY - timedelta(days=1)))


def test_a_count_says_both_shares_and_the_newest_before_a_day_counts(database: Database) -> None:
    office = Office(database)
    old = a_count(office, 10, 1, counted_on=date(2026, 1, 1))
    new = a_count(office, fte_milli=20_000, target_fte_milli=5_900)

    rows = office.read(staff_counts)

    assert [row.id for row in rows] == [new, old]
    assert (rows[0].share_bp(Basis.HEADS), rows[0].share_bp(Basis.FTE)) == (3000, 2950)
    assert rows[1].share_bp(Basis.FTE) is None
    assert [office.read(count_on, day).id for day in (None, date(2026, 3, 1))] == [new, old]
    assert office.read(count_on, date(2025, 1, 1)) is None


def test_counts_and_results_name_the_paper_that_proves_them(database: Database) -> None:
    office = Office(database)
    paper = a_paper(office, title="Payroll extract")
    a_count(office, paper_id=paper)
    office.write(add_social_value, SocialValueData(year=2025, paper_id=paper))
    assert office.read(staff_counts)[0].paper == office.read(social_values, TODAY)[0].paper == "Payroll extract"


def test_a_count_is_voided_once(database: Database) -> None:
    office = Office(database)
    made = a_count(office)
    office.write(void_staff_count, made, "counted twice")
    with pytest.raises(AlreadyVoided):
        office.write(void_staff_count, made, "again")
    assert office.read(staff_counts) == []
    assert [row.voided for row in office.read(staff_counts, voided=True)] == ["counted twice"]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (StaffCountData(counted_on=TODAY, heads=-1, target_heads=-1), BelowNothing),
        (StaffCountData(counted_on=TODAY, heads=5, target_heads=6), MoreThanAll),
        (StaffCountData(counted_on=TODAY, heads=5, target_heads=1, target_fte_milli=500), MoreThanAll),
        (StaffCountData(counted_on=TODAY + timedelta(days=1), heads=5, target_heads=1), StillToCome),
    ],
)
def test_an_impossible_count_is_refused(database: Database, data: StaffCountData, failure: type[Exception]) -> None:
    office = Office(database)
    with pytest.raises(failure):
        office.write(record_staff_count, data)


def test_an_index_older_than_one_call_is_marked(database: Database) -> None:
    office = Office(database)
    for year, grade in ((2024, "우수"), (2025, "탁월")):
        office.write(add_social_value, SocialValueData(year=year, score_milli=91_500, grade=grade))

    rows = office.read(social_values, TODAY)

    assert [(row.year, row.score, row.grade, row.is_old) for row in rows] == [
        (2025, Decimal("91.5"), "탁월", False),
        (2024, Decimal("91.5"), "우수", True),
    ]


def test_a_year_has_one_result(database: Database) -> None:
    office = Office(database)
    made = office.write(add_social_value, SocialValueData(year=2025))
    other = office.write(add_social_value, SocialValueData(year=2024))
    with pytest.raises(YearKnown):
        office.write(add_social_value, SocialValueData(year=2025))
    with pytest.raises(YearKnown):
        office.write(change_social_value, other, SocialValueData(year=2025))
    office.write(archive_social_value, made)
    office.write(change_social_value, other, SocialValueData(year=2025, grade="양호"))
    for wrong in (SocialValueData(year=25), SocialValueData(year=2023, score_milli=-1)):
        with pytest.raises((NotAYear, BelowNothing)):
            office.write(add_social_value, wrong)
    assert [row.grade for row in office.read(social_values, TODAY)] == ["양호"]
