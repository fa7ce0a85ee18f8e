"""An award is shared fairly, to the unit and the cent, within what families can bring and what the rules allow."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import Measure
from sse_desktop.queries.share_award import NothingToShare, PriceNeeded
from sse_desktop.queries.share_bounds import FixedTooMuch
from sse_desktop.queries.share_pledges import ELSEWHERE, NOT_LOCAL, TAKEN_OUT, PlaceUnknown
from sse_desktop.queries.share_problem import MinimumsTooMuch
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.members import Member
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, lines_of, put
from tests.builders import Office, a_member
from tests.conftest import Databases
from tests.sharing import (
    a_sharing_ground,
    check_sums,
    dollars,
    except_for,
    families_pledge,
    kept,
    shared,
    terms,
    values,
)


@pytest.fixture
def office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    """An office on one kind of database: nothing here depends on the kind."""
    made = Office(databases.fresh("plain", tmp_path))
    yield made
    made.database.close()


def test_equal_shares_are_equal_where_all_can_bring_enough(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [100, 100, 100])
    found = shared(office, bid)
    check_sums(found)
    assert found.asked == found.total == dollars(600)
    assert sorted(values(found)) == ["199.95", "199.95", "200.10"]  # 4000 units among three: one gets a unit more
    assert {row.limited_by for row in found.families} <= {"week", "demand"}


def test_who_can_bring_little_gives_all_and_the_others_share_the_rest(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [10, 100, 100])
    found = shared(office, bid)
    check_sums(found)
    assert values(found) == ["60.00", "270.00", "270.00"]
    assert found.families[0].limited_by == "own"
    assert found.families[0].offered == dollars(60)


def test_fairness_is_over_the_whole_award_not_week_by_week(office: Office) -> None:
    early = {WEEKS[0]: 100, WEEKS[1]: 100}
    bid, _, _ = a_sharing_ground(office, [early, 100])
    assert values(shared(office, bid)) == ["300.00", "300.00"]


def test_what_nobody_can_bring_is_named_by_week(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [{WEEKS[0]: 100}, {WEEKS[1]: 40}])
    found = shared(office, bid)
    check_sums(found)
    assert [(row.week, row.quantity.milli // 1000) for row in found.unserved] == [
        (WEEKS[1], 600),
        (WEEKS[2], 1000),
        (WEEKS[3], 1000),
    ]


def test_by_capacity_every_family_gives_the_same_part_of_its_harvest(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [50, 150])
    terms(office, bid, measure=Measure.CAPACITY)
    found = shared(office, bid)
    check_sums(found)
    assert values(found) == ["150.00", "450.00"]


def test_by_the_past_who_got_too_little_comes_first(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [100, {WEEKS[0]: 100}])
    terms(office, bid, cap=dollars(500))
    except_for(office, bid, members[1], "cap", amount=dollars(50))
    kept(office, bid)
    put(office, Bid, bid, state="won")
    second = a_tender(office, reference="FI-02-2026", delivery_from=date(2026, 10, 5), delivery_to=date(2026, 11, 1))
    an_item(office, second, 4000, product_id=product)
    later = [Week(2026, 41) + count for count in range(4)]
    for member in members:
        rows = [PledgeData(member_id=member, product_id=product, week=week, grams=100_000) for week in later]
        office.write(set_pledges, rows)
    next_bid = a_bid(office, second)
    assert values(shared(office, next_bid)) == ["300.00", "300.00"]
    terms(office, next_bid, measure=Measure.PAST)
    found = shared(office, next_bid)
    check_sums(found)
    # 3333 and 333 whole units within the caps: the ledger carries 300 − 499.95 and 150 − 49.95, so the weights are 1 to 4.
    assert [str(row.carried.amount) for row in found.families] == ["-199.95", "100.05"]
    # 600 × 100.05 ÷ 500.10 is 120.04, which is 800.24 units.
    assert values(found) in (["120.00", "480.00"], ["120.15", "479.85"])


def test_pledges_shared_to_another_bid_are_not_shared_again(office: Office) -> None:
    bid, _, product = a_sharing_ground(office, [60, 60])
    kept(office, bid)
    second = a_tender(office, reference="FI-02-2026")
    an_item(office, second, 4000, product_id=product)
    other = a_bid(office, second)
    assert values(shared(office, other)) == ["300.00", "300.00"]  # the first bid is a draft: it takes nothing yet
    put(office, Bid, bid, state="submitted")
    found = shared(office, other)
    check_sums(found)
    assert values(found) == ["60.00", "60.00"]  # 60 − 50 kg are left a week
    put(office, Bid, bid, state="lost")
    assert values(shared(office, other)) == ["300.00", "300.00"]


def test_a_family_whose_pledges_are_all_taken_is_named(office: Office) -> None:
    bid, _, product = a_sharing_ground(office, [100])
    kept(office, bid)
    put(office, Bid, bid, state="won")
    second = a_tender(office, reference="FI-02-2026")
    an_item(office, second, 4000, product_id=product)
    found = shared(office, a_bid(office, second))
    assert [row.sentence for row in found.left_out] == [ELSEWHERE]
    assert found.missing == found.asked


def test_a_cap_of_the_terms_holds_and_the_rest_goes_to_the_others(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [100, 100, 20])
    terms(office, bid, cap=dollars(200))
    found = shared(office, bid)
    check_sums(found)
    assert values(found) == ["199.95", "199.95", "120.00"]  # 1333 whole units of 0.15
    assert all(row.value <= dollars(200) for row in found.families)
    assert [row.limited_by for row in found.families] == ["terms_cap", "terms_cap", "own"]


def test_members_of_a_household_share_its_cap(office: Office) -> None:
    bid, members, _ = a_sharing_ground(office, [100, 100, 100])
    for member in members[:2]:
        put(office, Member, member, household="Casa Pérez")
    terms(office, bid, household_cap=dollars(150))
    found = shared(office, bid)
    check_sums(found)
    assert values(found) == ["75.00", "75.00", "450.00"]
    assert found.families[0].limited_by == "household"


def test_a_minimum_is_given_first(office: Office) -> None:
    bid, members, _ = a_sharing_ground(office, [100, 100, {WEEKS[0]: 100}])
    terms(office, bid, measure=Measure.CAPACITY, minimum=dollars(120))
    found = shared(office, bid)
    check_sums(found)
    assert found.families[2].value >= dollars(120)
    assert found.families[2].limited_by == "minimum"
    assert members


def test_minimums_that_can_not_be_met_are_refused_with_names(office: Office) -> None:
    bid, members, _ = a_sharing_ground(office, [{WEEKS[0]: 100}, {WEEKS[0]: 100}])
    terms(office, bid, minimum=dollars(100))
    with pytest.raises(MinimumsTooMuch) as refused:
        shared(office, bid)
    assert "Family" in str(refused.value)
    assert members


def test_a_person_takes_out_fixes_and_says_why(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [100, 100, 100])
    except_for(office, bid, members[0], "out")
    except_for(office, bid, members[1], "fixed", product_id=product, quantity=Quantity.of(401, "unit"))
    found = shared(office, bid)
    check_sums(found)
    assert [(row.sentence, row.facts["reason"]) for row in found.left_out] == [(TAKEN_OUT, "drought")]
    assert values(found) == ["60.15", "539.85"]
    assert found.families[0].limited_by == "fixed"
    assert sum(line.quantity.milli for line in found.families[0].lines) == 401_000


def test_more_than_a_family_can_bring_is_not_fixed(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [10, 100])
    except_for(office, bid, members[0], "fixed", product_id=product, quantity=Quantity.of(401, "unit"))
    with pytest.raises(FixedTooMuch):
        shared(office, bid)


def test_what_is_fixed_for_a_family_without_a_pledge_is_refused_unless_it_was_taken_out(office: Office) -> None:
    bid, _, product = a_sharing_ground(office, [100])
    alone = a_member(office, "Family without a pledge")
    except_for(office, bid, alone, "fixed", product_id=product, quantity=Quantity.of(300, "unit"))
    with pytest.raises(FixedTooMuch) as refused:
        shared(office, bid)
    assert refused.value.facts["member"] == "Family without a pledge"
    except_for(office, bid, alone, "out")
    assert values(shared(office, bid)) == ["600.00"]


def test_only_families_of_the_canton_take_part_where_the_terms_say_so(office: Office) -> None:
    bid, members, _ = a_sharing_ground(office, [100, 100], canton="Ibarra")
    put(office, Member, members[0], canton="IBARRA")
    put(office, Member, members[1], canton="Otavalo")
    terms(office, bid, locality="canton")
    found = shared(office, bid)
    assert values(found) == ["600.00"]
    assert [row.sentence for row in found.left_out] == [NOT_LOCAL]


def test_what_is_local_must_be_known(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [100])
    terms(office, bid, locality="canton")
    with pytest.raises(PlaceUnknown):
        shared(office, bid)


def test_a_line_without_a_price_can_not_be_shared(office: Office) -> None:
    product = fruit(office)
    tender = a_tender(office)
    an_item(office, tender, 100, product_id=product)
    with pytest.raises(PriceNeeded):
        shared(office, a_bid(office, tender, price=None))


def test_a_bid_that_offers_nothing_has_nothing_to_share(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [100])
    [line] = lines_of(office, bid)
    put(office, BidLine, line.id, quantity_milli=0)
    with pytest.raises(NothingToShare):
        shared(office, bid)


def test_two_lines_of_a_product_share_one_pledge(office: Office) -> None:
    product = fruit(office)
    families_pledge(office, product, [50, 50])
    tender = a_tender(office)
    an_item(office, tender, 2000, product_id=product)
    an_item(office, tender, 2000, product_id=product)
    found = shared(office, a_bid(office, tender))
    check_sums(found)
    assert values(found) == ["300.00", "300.00"]
    assert not found.unserved


def test_pledges_count_in_whole_units_rounded_down(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [1])
    rows = [PledgeData(member_id=members[0], product_id=product, week=WEEKS[0], grams=1_999)]
    office.write(set_pledges, rows)
    [family] = shared(office, bid).families
    assert [line.quantity.milli // 1000 for line in family.lines] == [19, 10, 10, 10]
