"""A round knows who answered, and what was planned when it was closed stays known."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.changing import ChangedMeanwhile
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.members import archive_member
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.pledge_rounds import (
    PledgeRoundData,
    RoundIsClosed,
    RoundIsOpen,
    RoundReversed,
    RoundTooLong,
    RoundWithoutProduct,
    add_pledge_round,
    archive_pledge_round,
    change_pledge_round,
    close_pledge_round,
    reopen_pledge_round,
)
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.pledge_rounds import expected_yields, pledge_round, pledge_rounds, round_answers
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.harvests import Pledge
from tests.bidding import pledged
from tests.builders import TODAY, Office, a_member, a_plot, a_product

FIRST, LAST = Week(2026, 36), Week(2026, 41)


def a_round(office: Office, *products: uuid.UUID, **more: Any) -> uuid.UUID:
    made: uuid.UUID = office.write(add_pledge_round, data(*products, **more))
    return made


def data(*products: uuid.UUID, **more: Any) -> PledgeRoundData:
    known: dict[str, Any] = {"title": "Season 2026-2", "first_week": FIRST, "last_week": LAST, "product_ids": products}
    return PledgeRoundData(**(known | more))


def planned(office: Office) -> dict[str, int | None]:
    found = office.read(lambda session: session.execute(sa.select(Pledge.week, Pledge.planned_g)).all())
    return dict(found)


def test_a_round_is_kept_with_its_weeks_and_products(database: Database) -> None:
    office = Office(database)
    mandarin, granadilla = a_product(office), a_product(office, "GRA", "Granadilla")

    made = a_round(office, mandarin, granadilla, closes_on=TODAY, note="Sheets by Friday")

    [row] = office.read(pledge_rounds)
    assert (row.id, row.title, row.first_week, row.last_week, row.weeks) == (made, "Season 2026-2", FIRST, LAST, 6)
    assert row.products == ("Granadilla", "Mandarina")
    assert (row.closes_on, row.closed_on, row.note) == (TODAY, None, "Sheets by Friday")
    assert verify(database) == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"title": " "}, NameMissing),
        ({"last_week": FIRST + -1}, RoundReversed),
        ({"last_week": FIRST + 60}, RoundTooLong),
        ({"product_ids": ()}, RoundWithoutProduct),
    ],
)
def test_a_round_that_can_not_be_is_refused(database: Database, wrong: dict[str, Any], error: type[Exception]) -> None:
    office = Office(database)
    product = a_product(office)

    with pytest.raises(error):
        a_round(office, product, **wrong)

    assert office.read(pledge_rounds) == []


def test_a_product_leaves_a_round_and_comes_back(database: Database) -> None:
    office = Office(database)
    mandarin, granadilla = a_product(office), a_product(office, "GRA", "Granadilla")
    made = a_round(office, mandarin, granadilla)

    office.write(change_pledge_round, made, data(granadilla))
    assert office.read(pledge_round, made).product_ids == (granadilla,)

    office.write(change_pledge_round, made, data(mandarin))
    assert office.read(pledge_round, made).product_ids == (mandarin,)


def test_two_writers_of_a_round_notice_each_other(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    made = a_round(office, product)
    seen = office.read(pledge_round, made).stamps
    office.write(change_pledge_round, made, data(product, title="Other"))

    with pytest.raises(ChangedMeanwhile):
        office.write(change_pledge_round, made, data(product, title="Mine"), seen)


def test_closing_keeps_what_was_planned_and_pledges_may_change_after(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    member = pledged(office, product, {FIRST: 100, LAST: 50, LAST + 1: 70})
    made = a_round(office, product)

    assert office.write(close_pledge_round, made) == 2
    pledged(office, product, {FIRST: 30}, member)

    assert planned(office) == {str(FIRST): 100_000, str(LAST): 50_000, str(LAST + 1): None}
    assert office.read(pledge_round, made).closed_on == TODAY


def test_a_closed_round_is_opened_again_before_it_changes(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    pledged(office, product, {FIRST: 100})
    made = a_round(office, product)
    with pytest.raises(RoundIsOpen):
        office.write(reopen_pledge_round, made)
    office.write(close_pledge_round, made)
    with pytest.raises(RoundIsClosed):
        office.write(close_pledge_round, made)
    with pytest.raises(RoundIsClosed):
        office.write(change_pledge_round, made, data(product))

    office.write(reopen_pledge_round, made)

    assert planned(office) == {str(FIRST): None}
    assert office.read(pledge_round, made).closed_on is None


def test_a_round_is_archived_and_its_pledges_stay(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    pledged(office, product, {FIRST: 100})
    made = a_round(office, product)

    office.write(archive_pledge_round, made)

    assert office.read(pledge_rounds) == []
    assert [row.id for row in office.read(pledge_rounds, archived=True)] == [made]
    assert list(planned(office)) == [str(FIRST)]


def test_answers_are_counted_by_community(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    ana, luis, eva = (
        a_member(office, name, community=place)
        for name, place in (("Ana", "Sigsig"), ("Luis", "Sigsig"), ("Eva", "Nabón"))
    )
    gone = a_member(office, "Gone", community="Sigsig")
    for member, week in ((ana, FIRST), (eva, LAST), (gone, FIRST), (luis, LAST + 1)):
        pledged(office, product, {week: 10}, member)
    pledged(office, product, {LAST: 5}, eva)
    office.write(archive_member, gone)
    made = a_round(office, product)

    found = [(row.community, row.members, row.answered, row.pledged) for row in office.read(round_answers, made)]

    assert found == [
        (None, 3, 2, Quantity.of(15, "kg")),
        ("Nabón", 1, 1, Quantity.of(5, "kg")),
        ("Sigsig", 2, 1, Quantity.of(10, "kg")),
    ]


def test_the_expected_yield_of_a_member_is_that_of_all_plots_of_the_product(database: Database) -> None:
    office = Office(database)
    mandarin, granadilla = a_product(office), a_product(office, "GRA", "Granadilla")
    ana, luis = a_member(office, "Ana"), a_member(office, "Luis")
    for name, grams, product in (("Alto", 900_000, mandarin), ("Bajo", 100_500, mandarin), ("Otro", 7, granadilla)):
        a_plot(office, ana, name, product_id=product, expected_yield_g=grams)
    a_plot(office, luis, "Loma", product_id=mandarin)

    found = office.read(expected_yields, mandarin)

    assert (found[ana].plots, found[ana].expected) == ("Alto, Bajo", Quantity.of("1000.5", "kg"))
    assert (found[luis].plots, found[luis].expected) == ("Loma", None)


@pytest.mark.parametrize("role", [Role.WEIGHER, Role.DRIVER, Role.TREASURER, Role.AUDITOR])
def test_only_secretary_and_president_open_rounds(database: Database, role: Role) -> None:
    office = Office(database)
    product = a_product(office)
    office.role = role

    with pytest.raises(NotAllowed):
        a_round(office, product)


def test_what_another_closed_round_planned_stays_when_one_is_opened_again(plain_office: Office) -> None:
    product = a_product(plain_office)
    pledged(plain_office, product, {FIRST: 100, LAST: 100, LAST + 1: 100})
    first = a_round(plain_office, product)
    second = a_round(plain_office, product, title="After the rain", first_week=LAST, last_week=LAST + 1)
    plain_office.write(close_pledge_round, first)
    plain_office.write(close_pledge_round, second)

    plain_office.write(reopen_pledge_round, second)

    assert planned(plain_office) == {str(FIRST): 100_000, str(LAST): 100_000, str(LAST + 1): None}
