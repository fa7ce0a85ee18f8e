import uuid

import pytest

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.members import archive_member
from sse_desktop.commands.pledges import PledgeData, PledgedTwice, set_pledges
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.pledges import member_pledges, pledge_grid, pledged_by_week
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_member, a_product

FIRST, LAST = Week(2026, 52), Week(2027, 2)


def pledge(member: uuid.UUID, product: uuid.UUID, week: Week, grams: int) -> PledgeData:
    return PledgeData(member_id=member, product_id=product, week=week, grams=grams)


def test_a_grid_of_pledges_is_stored_and_shown(database: Database) -> None:
    office = Office(database)
    ana, luis, eva = (a_member(office, name) for name in ("Ana", "Luis", "Eva"))
    mandarin, orange = a_product(office), a_product(office, "NAR", "Naranja")
    office.write(archive_member, eva)
    grid = [
        pledge(ana, mandarin, FIRST, 5_000),
        pledge(ana, mandarin, FIRST + 1, 7_500),
        pledge(luis, mandarin, FIRST + 1, 1_000),
        pledge(ana, orange, FIRST, 9_000),
        pledge(ana, mandarin, LAST + 1, 4_000),
    ]

    assert office.write(set_pledges, grid) == 5

    rows = office.read(pledge_grid, mandarin, FIRST, LAST)
    assert [(row.member, row.total) for row in rows] == [
        ("Ana", Quantity.of("12.5", "kg")),
        ("Luis", Quantity.of(1, "kg")),
    ]
    assert rows[0].by_week == {FIRST: Quantity.of(5, "kg"), FIRST + 1: Quantity.of("7.5", "kg")}
    assert office.read(pledged_by_week, mandarin, FIRST, LAST) == {
        FIRST: Quantity.of(5, "kg"),
        FIRST + 1: Quantity.of("8.5", "kg"),
    }
    assert verify(database) == []


def test_a_pledge_is_replaced_and_nothing_takes_it_back(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    office.write(set_pledges, [pledge(ana, mandarin, FIRST, 5_000), pledge(ana, mandarin, LAST, 1_000)])

    changed = office.write(
        set_pledges,
        [
            pledge(ana, mandarin, FIRST, 6_000),
            pledge(ana, mandarin, LAST, 0),
            pledge(ana, mandarin, FIRST + 1, 0),
        ],
    )
    same = office.write(set_pledges, [pledge(ana, mandarin, FIRST, 6_000)])

    assert (changed, same) == (2, 0)
    assert [(row.week, row.weight) for row in office.read(member_pledges, ana)] == [(FIRST, Quantity.of(6, "kg"))]


@pytest.mark.parametrize(("second", "failure"), [(-1, BelowNothing), (6_000, PledgedTwice)])
def test_a_wrong_grid_is_refused_as_a_whole(database: Database, second: int, failure: type[Exception]) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)

    with pytest.raises(failure):
        office.write(set_pledges, [pledge(ana, mandarin, FIRST, 5_000), pledge(ana, mandarin, FIRST, second)])

    assert office.read(member_pledges, ana) == []


def test_the_pledges_of_an_archived_member_are_shown_but_count_no_more(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    office.write(set_pledges, [pledge(ana, mandarin, FIRST, 5_000)])
    office.write(archive_member, ana)

    assert [row.member for row in office.read(pledge_grid, mandarin, FIRST, LAST)] == ["Ana Núñez"]
    assert office.read(pledged_by_week, mandarin, FIRST, LAST) == {}
