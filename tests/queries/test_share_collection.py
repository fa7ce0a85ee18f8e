"""A week that lacks harvest is served from the weeks before, while it keeps; the week of a share is the one the family brings."""

import pytest

from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.sharings import KeepSharing, keep_sharing
from sse_desktop.queries.sharings import kept_shares
from sse_desktop.store.database import Database
from tests.bidding import WEEKS
from tests.builders import Office
from tests.sharing import a_sharing_ground, check_sums, shared


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def brought(found: object) -> list[int]:
    """Units by week that all families bring."""
    lines = [line for row in found.families for line in row.lines]  # type: ignore[attr-defined]
    return [sum(line.quantity.milli for line in lines if line.week == week) // 1000 for week in WEEKS]


def test_what_keeps_is_brought_the_week_before_and_everything_is_shared(office: Office) -> None:
    two = [{week: 60 if week != WEEKS[2] else 10 for week in WEEKS}] * 2  # 1,200 units a week, 200 in the third
    bid, _, _ = a_sharing_ground(office, two, shelf_days=20)
    found = shared(office, bid)
    check_sums(found)
    assert found.unserved[0].week == WEEKS[2]
    assert brought(found) == [1200, 1200, 200, 1000]
    assert sum(row.quantity.milli for row in found.unserved) == 400_000


def test_what_does_not_keep_is_missing_in_its_week(office: Office) -> None:
    two = [{week: 60 if week != WEEKS[2] else 10 for week in WEEKS}] * 2
    bid, _, _ = a_sharing_ground(office, two, shelf_days=6)
    found = shared(office, bid)
    check_sums(found)
    assert brought(found) == [1000, 1000, 200, 1000]
    assert [(row.week, row.quantity.milli) for row in found.unserved] == [(WEEKS[2], 800_000)]


def test_harvest_before_the_first_delivery_counts_while_it_keeps(office: Office) -> None:
    before = WEEKS[0] + -1
    bid, _, _ = a_sharing_ground(office, [{before: 30, **dict.fromkeys(WEEKS[1:], 100)}], shelf_days=7)
    found = shared(office, bid)
    check_sums(found)
    lines = found.families[0].lines
    assert (lines[0].week, lines[0].quantity.milli) == (before, 300_000)
    assert [(row.week, row.quantity.milli) for row in found.unserved] == [(WEEKS[0], 700_000)]


def test_what_was_brought_before_hail_serves_the_first_deliveries(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [60, 60], shelf_days=20)
    office.write(keep_sharing, KeepSharing(bid_id=bid))
    hail = [PledgeData(member_id=members[0], product_id=product, week=week, grams=10_000) for week in WEEKS[2:]]
    office.write(set_pledges, hail)
    made = office.write(keep_sharing, KeepSharing(bid_id=bid, from_week=WEEKS[2], reason="hail"))
    found = office.read(kept_shares, made)
    check_sums(found)
    assert brought(found) == [1000, 1000, 700, 700]
    assert {row.week for row in found.unserved} == {WEEKS[2], WEEKS[3]}
