from datetime import date

import pytest

from sse_desktop.commands.changing import BelowNothing, ChangedMeanwhile
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.importing import ImportResult, RowsRefused
from sse_desktop.commands.members import (
    MemberData,
    NotAKindOfMember,
    NotAMemberNumber,
    NumberTaken,
    PlotData,
    SameIdentity,
    add_member,
    archive_member,
    archive_plot,
    change_member,
    change_plot,
    import_members,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.members import MemberDetail, MemberFilter, member, members
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_member, a_plot, a_product


def everybody(office: Office) -> list[tuple[int, str]]:
    return [(row.number, row.name) for row in office.read(members)]


def test_a_member_without_a_number_gets_the_next_one(database: Database) -> None:
    office = Office(database)
    a_member(office, "Ana", number=7)

    a_member(office, "Luis")

    assert everybody(office) == [(7, "Ana"), (8, "Luis")]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (MemberData(name="  "), NameMissing),
        (MemberData(name="Eva", number=1), NumberTaken),
        (MemberData(name="Eva", number=0), NotAMemberNumber),
        (MemberData(name="Eva", kind="firm"), NotAKindOfMember),
        (MemberData(name="Eva", id_number=" 1710034065 "), SameIdentity),
        (MemberData(name="Eva", share_capital_minor=-1), BelowNothing),
    ],
)
def test_a_wrong_member_is_refused_and_nothing_is_stored(
    database: Database, data: MemberData, failure: type[Exception]
) -> None:
    office = Office(database)
    a_member(office, "Ana", number=1, id_number="1710034065")

    with pytest.raises(failure):
        office.write(add_member, data)

    assert everybody(office) == [(1, "Ana")]


def test_changed_data_are_found_by_the_new_words(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana Núñez")

    data = MemberData(name="Ana Pérez", community="El Tablón", share_capital_minor=1250, joined_on=date(2020, 2, 29))
    office.write(change_member, ana, data)

    detail: MemberDetail = office.read(member, ana)
    assert (detail.number, detail.name, detail.share_capital) == (1, "Ana Pérez", Money(1250, "USD"))
    assert [row.name for row in office.read(members, MemberFilter(words="tablon perez"))] == ["Ana Pérez"]
    assert office.read(members, MemberFilter(words="nunez")) == []


def test_two_who_change_the_same_field_notice_each_other(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana", phone="1")
    shown = office.read(member, ana).stamps
    office.write(change_member, ana, MemberData(name="Ana", phone="2"), shown)

    with pytest.raises(ChangedMeanwhile) as refused:
        office.write(change_member, ana, MemberData(name="Ana", phone="3"), shown)
    office.write(change_member, ana, MemberData(name="Ana María", phone="2"), shown)

    assert refused.value.facts == {"fields": "phone"}
    assert (office.read(member, ana).name, office.read(member, ana).phone) == ("Ana María", "2")


def test_an_archived_member_leaves_the_list_and_comes_back(database: Database) -> None:
    office = Office(database)
    ana = a_member(office)

    office.write(archive_member, ana)
    away = office.read(members)
    office.write(archive_member, ana, archived=False)

    assert away == []
    assert len(office.read(members)) == 1


def test_the_identity_number_of_an_archived_member_is_free(database: Database) -> None:
    office = Office(database)
    office.write(archive_member, a_member(office, "Ana", id_number="1710034065"))

    a_member(office, "Eva", id_number="1710034065")

    assert [row.name for row in office.read(members)] == ["Eva"]


def test_a_plot_belongs_to_its_member(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)

    plot = a_plot(office, ana, "La Loma", product_id=mandarin, area_m2=7500, expected_yield_g=2_000_000)
    office.write(change_plot, plot, PlotData(name="La Loma Alta", product_id=mandarin, expected_yield_g=1_500_000))
    office.write(archive_plot, a_plot(office, ana, "Abajo"))

    plots = office.read(member, ana).plots
    assert [(row.name, row.product, row.archived) for row in plots] == [
        ("La Loma Alta", "Mandarina", False),
        ("Abajo", "", True),
    ]
    assert plots[0].expected_yield == Quantity.of(1500, "kg")
    assert [row.plots for row in office.read(members)] == [1]


@pytest.mark.parametrize("data", [PlotData(name=" "), PlotData(name="x", area_m2=-1)])
def test_a_wrong_plot_is_refused(database: Database, data: PlotData) -> None:
    office = Office(database)
    plot = a_plot(office, a_member(office))

    with pytest.raises((NameMissing, BelowNothing)):
        office.write(change_plot, plot, data)


# ---------------------------------------------------------------- import


def test_an_import_adds_the_new_changes_the_known_and_skips_the_same(database: Database) -> None:
    office = Office(database)
    a_member(office, "Ana", id_number="17", phone="1")
    a_member(office, "Luis", community="Arriba")
    rows = [
        {"id_number": "17", "name": "Ana", "phone": "2"},
        {"name": "Luis", "community": "Arriba", "phone": ""},
        {"name": "Eva", "number": 40, "joined_on": date(2021, 5, 1)},
    ]

    result = office.write(import_members, rows)

    assert result == ImportResult(created=1, updated=1, skipped=1)
    assert everybody(office) == [(1, "Ana"), (2, "Luis"), (40, "Eva")]
    assert verify(database) == []


def test_an_empty_cell_leaves_what_is_known(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana", phone="099")

    office.write(import_members, [{"number": 1, "name": "Ana María", "phone": None}])

    assert office.read(member, ana).phone == "099"


def test_one_wrong_row_refuses_the_whole_import_and_every_wrong_row_is_named(database: Database) -> None:
    office = Office(database)
    rows = [{"name": "Ana"}, {"name": ""}, {"name": "Eva", "number": -3}]

    with pytest.raises(RowsRefused) as refused:
        office.write(import_members, rows)

    assert [(f.position, f.column, f.value, f.failure.code) for f in refused.value.failures] == [
        (1, "name", "", "name_missing"),
        (2, "number", "-3", "not_a_member_number"),
    ]
    assert everybody(office) == []


def test_a_partial_import_keeps_the_good_rows(database: Database) -> None:
    office = Office(database)

    result = office.write(import_members, [{"name": "Ana"}, {"name": ""}, {"name": "Eva"}], partial=True)

    assert (result.created, [failure.position for failure in result.failed]) == (2, [1])
    assert everybody(office) == [(1, "Ana"), (2, "Eva")]
    assert verify(database) == []


def test_an_import_is_taken_back_as_one_step(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana", phone="1")
    rows = [{"number": 1, "phone": "2"}, {"name": "Luis"}, {"name": "Eva"}]
    office.write(import_members, rows)

    office.write(undo_last)

    assert everybody(office) == [(1, "Ana")]
    assert office.read(member, ana).phone == "1"
    assert verify(database) == []


def test_what_was_taken_back_can_be_imported_again(database: Database) -> None:
    office = Office(database)
    rows = [{"name": "Luis", "id_number": "17"}]
    office.write(import_members, rows)
    office.write(undo_last)

    result = office.write(import_members, rows)

    assert (result.updated, everybody(office)) == (1, [(1, "Luis")])
