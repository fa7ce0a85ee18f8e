"""The grade of the social value index: two of five grades call for a warning, and the buyer's word settles it."""

from datetime import date

import pytest

from sse_desktop.commands.social_values import SocialValueData, add_social_value
from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.store.database import Database
from sse_desktop.store.profiles import load_profile
from tests.bidding import a_paper
from tests.eligible import Cooperative, a_call, asked, filled, line

WARNED = ("미흡", "취약")


def test_the_grades_of_which_is_warned_are_data_of_the_profile() -> None:
    [kind] = [kind for kind in load_profile("kr-seoul").on(date(2026, 7, 1)).papers if kind.is_graded]
    assert (kind.id, kind.warn_values) == ("svi", WARNED)


@pytest.mark.parametrize("grade", WARNED)
def test_a_low_grade_is_to_do_until_the_buyer_says_that_it_takes_it(database: Database, grade: str) -> None:
    office = Cooperative(database, profile="kr-seoul")
    made = a_call(office, "sui_1q_any")
    office.write(add_social_value, SocialValueData(year=2024, grade="우수"))
    assert "grade:svi" not in {each.rule for each in asked(office, made).lines}
    office.write(add_social_value, SocialValueData(year=2025, grade=grade))
    found = line(office, made, "grade:svi")
    assert (found.state, found.facts["grade"]) == (LineState.TO_DO, grade)
    filled(office, made, "grade.svi.accepted", "no")
    assert line(office, made, "grade:svi").state is LineState.BLOCKED
    filled(office, made, "grade.svi.accepted", "yes")
    assert line(office, made, "grade:svi").state is LineState.READY


def test_a_report_among_the_papers_tells_the_grade_while_the_register_is_empty(database: Database) -> None:
    office = Cooperative(database, profile="kr-seoul")
    made = a_call(office, "sui_1q_any")
    a_paper(office, "svi", facts={"score": "40", "grade": "취약", "year": "2024"})
    assert line(office, made, "grade:svi").facts["grade"] == "취약"
    a_paper(office, "svi", facts={"score": "80", "grade": "우수", "year": "2025"})
    assert "grade:svi" not in {each.rule for each in asked(office, made).lines}
