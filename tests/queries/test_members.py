from datetime import date, timedelta

import pytest

from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.members import archive_member
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.members import (
    MemberFilter,
    NoMemberFound,
    SeveralMembersFound,
    communities,
    find_member,
    member_choices,
    members,
    plots,
)
from sse_desktop.store.database import Database
from tests.builders import TODAY, Office, a_member, a_plot, a_product, a_weigh_in


def test_members_are_found_by_words_in_any_order_without_accents(database: Database) -> None:
    office = Office(database)
    a_member(office, "María José Núñez", community="El Tablón", id_number="1710034065")
    a_member(office, "José Pérez", community="La 100%")

    def names(words: str) -> list[str]:
        return [row.name for row in office.read(members, MemberFilter(words=words))]

    assert names("nunez MARIA") == ["María José Núñez"]
    assert names("jose") == ["María José Núñez", "José Pérez"]
    assert names("tablon 1710") == ["María José Núñez"]
    assert names("100%") == ["José Pérez"]
    assert names("%") == ["José Pérez"]
    assert names("_") == []


def test_a_member_shows_what_was_accepted_and_when_they_came_last(database: Database) -> None:
    office = Office(database)
    ana, luis, mandarin = a_member(office, "Ana"), a_member(office, "Luis"), a_product(office)
    a_weigh_in(office, ana, mandarin, 10_000, damaged_g=1_000)
    office.now += timedelta(days=1)
    a_weigh_in(office, ana, mandarin, 5_000)
    office.now += timedelta(days=1)
    office.write(void_weigh_in, a_weigh_in(office, ana, mandarin, 7_000).id, "twice")
    a_plot(office, luis)

    rows = office.read(members)

    assert [(row.name, row.tickets, row.delivered, row.last_delivery, row.plots) for row in rows] == [
        ("Ana", 2, Quantity.of(14, "kg"), TODAY + timedelta(days=1), 0),
        ("Luis", 0, Quantity.of(0, "kg"), None, 1),
    ]
    assert [row.delivered.milli for row in office.read(members, since=TODAY + timedelta(days=1))] == [5_000, 0]


def test_members_are_filtered_by_community_and_archive(database: Database) -> None:
    office = Office(database)
    a_member(office, "Ana", community="Arriba")
    office.write(archive_member, a_member(office, "Luis", community="Abajo"))

    assert [row.name for row in office.read(members, MemberFilter(community="Arriba"))] == ["Ana"]
    assert [row.name for row in office.read(members, MemberFilter(archived=True))] == ["Luis"]
    assert [row.name for row in office.read(members, MemberFilter(archived=None))] == ["Ana", "Luis"]
    assert office.read(communities) == ["Abajo", "Arriba"]
    assert [row.name for row in office.read(member_choices)] == ["Ana"]


def test_one_member_is_found_by_number_or_name(database: Database) -> None:
    office = Office(database)
    a_member(office, "Ana Núñez", number=12)
    a_member(office, "Ana Pérez", number=120)

    assert office.read(find_member, " 12 ").name == "Ana Núñez"
    assert office.read(find_member, "perez").number == 120
    with pytest.raises(SeveralMembersFound):
        office.read(find_member, "ana")
    with pytest.raises(NoMemberFound):
        office.read(find_member, "luis")
    with pytest.raises(NoMemberFound):
        office.read(find_member, " ")


def test_all_plots_are_listed_by_name(database: Database) -> None:
    office = Office(database)
    ana, luis = a_member(office, "Ana"), a_member(office, "Luis", joined_on=date(2020, 1, 1))
    for member, name in ((ana, "B"), (luis, "A")):
        a_plot(office, member, name)

    assert [row.name for row in office.read(plots)] == ["A", "B"]
    assert [row.name for row in office.read(plots, member_id=ana)] == ["B"]
