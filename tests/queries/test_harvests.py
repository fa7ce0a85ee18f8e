import uuid
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.harvests import import_weigh_ins, void_weigh_in
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.harvests import (
    WeighInFilter,
    day_totals,
    weigh_in,
    weigh_in_block,
    weigh_in_by_ticket,
    weigh_in_count,
    weigh_in_totals,
    weigh_ins_after,
    weigh_ins_before,
)
from sse_desktop.queries.products import products
from sse_desktop.store.database import Database
from tests.builders import NOW, TODAY, Office, a_container, a_member, a_plot, a_product, a_weigh_in
from tests.conftest import Databases


def a_season(office: Office, loads: int = 60) -> None:
    """Store loads of three families and two products, some of them at the same instant."""
    members = [a_member(office, name) for name in ("Ana Núñez", "Luis", "Eva")]
    fruit = [a_product(office, "MAN", "Mandarina"), a_product(office, "NAR", "Naranja")]
    rows = [
        WeighIn(
            member=members[at % 3],
            product_id=fruit[at % 2],
            gross_g=1_000 + at,
            received_at=NOW - timedelta(hours=at // 4),
            place="C03" if at % 5 else "La Palma",
            price_micros=None if at % 7 else 300_000,
        )
        for at in range(loads)
    ]
    office.write(import_weigh_ins, rows)


def test_any_window_of_the_list_is_the_same_as_the_whole_list(database: Database) -> None:
    office = Office(database)
    a_season(office)

    assert office.read(weigh_in_count) == 60
    for order in ("newest", "oldest", "number"):
        whole = office.read(weigh_in_block, order=order, limit=100)
        parts = [
            row
            for offset in range(0, 60, 7)
            for row in office.read(weigh_in_block, order=order, offset=offset, limit=7)
        ]
        assert parts == whole
        assert len(whole) == 60


def test_the_next_and_the_previous_page_meet_without_a_gap_or_a_double(database: Database) -> None:
    office = Office(database)
    a_season(office)
    whole = office.read(weigh_in_block, limit=100)

    for at in (0, 1, 2, 3, 30, 58, 59):
        key = (whole[at].received_at, whole[at].id)
        assert office.read(weigh_ins_after, key, limit=9) == whole[at + 1 : at + 10]
        assert office.read(weigh_ins_before, key, limit=9) == whole[max(0, at - 9) : at]


@settings(max_examples=20)
@given(
    state=st.sampled_from(["all", "valid", "voided"]),
    words=st.sampled_from(["", "nunez", "ana núñez", "7", "001-001-000000009", "nobody"]),
    place=st.sampled_from(["", "C03"]),
    days=st.tuples(st.integers(0, 1), st.integers(0, 1)),
    without_price=st.booleans(),
)
def test_count_list_and_totals_speak_of_the_same_loads(
    databases: Databases, tmp_path: Any, state: Any, words: str, place: str, days: Any, *, without_price: bool
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    a_season(office, 40)
    for row in office.read(weigh_in_block, limit=3):
        office.write(void_weigh_in, row.id, "wrong")
    which = WeighInFilter(
        state=state,
        words=words,
        place=place,
        from_on=TODAY - timedelta(days=days[0]),
        to_on=TODAY - timedelta(days=1 - days[1]),
        without_price=without_price,
    )

    rows = office.read(weigh_in_block, which, limit=100)
    totals = office.read(weigh_in_totals, which)

    assert office.read(weigh_in_count, which) == len(rows)
    valid = [row for row in rows if row.voided is None]
    if state != "voided":
        assert totals.tickets == len(valid)
        assert totals.families == len({row.member_id for row in valid})
        assert totals.accepted.milli == sum(row.accepted.milli for row in valid)
    assert all(row.place == place for row in rows if place)
    assert all(row.price is None for row in rows if without_price)
    office.database.close()


def test_loads_are_filtered_by_what_they_are_of(database: Database) -> None:
    office = Office(database)
    ana, luis = a_member(office, "Ana"), a_member(office, "Luis")
    mandarin = a_product(office, "MAN", "Mandarina", "1", "2")
    second = office.read(products)[0].grades[1].id
    first = a_weigh_in(office, ana, mandarin)
    other = a_weigh_in(office, luis, mandarin, grade_id=second)

    def found(**which: Any) -> list[uuid.UUID]:
        return [row.id for row in office.read(weigh_in_block, WeighInFilter(**which))]

    assert found(member_id=ana) == [first.id]
    assert found(grade_id=second) == [other.id]
    assert found(lot_id=first.lot_id) == [first.id]
    assert set(found(product_id=mandarin)) == {first.id, other.id}


def test_a_ticket_is_found_by_its_number_with_or_without_its_series(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    done = [a_weigh_in(office, a_member(office, name, number=n), mandarin) for n, name in ((50, "Ana"), (2, "Luis"))]

    def found(words: str) -> list[str]:
        return [row.member for row in office.read(weigh_in_block, WeighInFilter(words=words))]

    assert found("1") == ["Ana"]
    assert found("000000002") == ["Luis"]
    assert found("50") == ["Ana"]
    assert found(str(done[0].number)) == ["Ana"]
    assert found("002-001-000000001") == []
    assert office.read(weigh_in_by_ticket, f" {done[1].number} ") == done[1].id
    assert office.read(weigh_in_by_ticket, "2") is None
    assert office.read(weigh_in_by_ticket, "001-001-000000009") is None


def test_the_day_at_the_scale_is_summed_up(database: Database) -> None:
    office = Office(database)
    ana, luis, mandarin = a_member(office, "Ana"), a_member(office, "Luis"), a_product(office)
    a_weigh_in(office, ana, mandarin, 10_000, damaged_g=1_000)
    a_weigh_in(office, ana, mandarin, 30_000)
    a_weigh_in(office, luis, mandarin, 60_000, place="La Palma")
    office.write(void_weigh_in, a_weigh_in(office, luis, mandarin, 9_000).id, "wrong")
    office.now += timedelta(days=1)
    a_weigh_in(office, luis, mandarin, 5_000)

    day = office.read(day_totals, TODAY)

    assert (day.tickets, day.families, day.net, day.accepted) == (3, 2, Quantity.of(100, "kg"), Quantity.of(99, "kg"))
    assert (day.damaged, day.damaged_bp) == (Quantity.of(1, "kg"), 100)
    assert office.read(day_totals, TODAY, "C03").tickets == 2
    assert office.read(day_totals, TODAY + timedelta(days=9)).damaged_bp == 0


def test_the_local_day_is_meant_by_a_day(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    evening = NOW.replace(hour=4, minute=59) + timedelta(days=1)  # 23:59 in Guayaquil
    a_weigh_in(office, ana, mandarin, received_at=evening)
    a_weigh_in(office, ana, mandarin, received_at=evening + timedelta(minutes=1))

    assert office.read(day_totals, TODAY).tickets == 1
    assert office.read(day_totals, TODAY + timedelta(days=1)).tickets == 1


def test_everything_about_one_load(database: Database) -> None:
    office = Office(database)
    ana, mandarin, crate = a_member(office), a_product(office), a_container(office)
    plot = a_plot(office, ana)

    done = a_weigh_in(office, ana, mandarin, container_kind_id=crate, containers=2, plot_id=plot)

    found = office.read(weigh_in, done.id)
    assert (found.plot, found.container, found.variety, found.series, found.number) == (
        "La Loma",
        "Gaveta",
        "",
        "001-001",
        1,
    )
    assert found.row.tare == Quantity.of(3, "kg")
