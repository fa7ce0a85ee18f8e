import uuid
from typing import Any

import pytest

from sse_desktop.commands.acceptances import Received, record_received
from sse_desktop.commands.containers import ContainerData, add_container_kind, archive_packaging, set_packaging
from sse_desktop.commands.crates import (
    CrateData,
    NoCrates,
    NotReturnable,
    OneHolder,
    move_crates,
    void_crate_movement,
)
from sse_desktop.commands.deliveries import Dispatch, SentLine, send_delivery, void_delivery
from sse_desktop.commands.harvests import record_weigh_in
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.crates import CrateMove
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.queries.crates import (
    CrateBalance,
    CrateFilter,
    crate_balances,
    crate_entries,
    crate_holders,
    crate_places,
    held,
)
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_member
from tests.commands.sales import TODAY, Sale


def a_crate(office: Any, name: str = "Gaveta", *, returnable: bool = True) -> uuid.UUID:
    added: uuid.UUID = office.write(add_container_kind, ContainerData(name=name, tare_g=1800, returnable=returnable))
    return added


def move(office: Any, kind: uuid.UUID, what: CrateMove, count: int, **more: Any) -> uuid.UUID:
    moved: uuid.UUID = office.write(move_crates, CrateData(move=what, container_kind_id=kind, containers=count, **more))
    return moved


def send(sale: Sale, units: int, crates: int, *, school: int = 0) -> uuid.UUID:
    dispatch = Dispatch(
        contract_id=sale.contract,
        delivery_point_id=sale.schools[school],
        planned_on=TODAY,
        lines=(SentLine(contract_line_id=sale.line, quantity=Quantity.of(units, "unit")),),
        crates_out=crates,
    )
    sent: uuid.UUID = sale.write(send_delivery, dispatch).id
    return sent


def balances(office: Any, **which: Any) -> list[tuple[str, str, int]]:
    rows: list[CrateBalance] = office.read(crate_balances, CrateFilter(**which))
    return [(row.name, row.kind, row.balance) for row in rows]


def test_what_a_member_was_lent_goes_down_with_every_weigh_in(database: Database) -> None:
    sale = Sale(database)
    gaveta = a_crate(sale)
    sale.weigh(0, 10_000)
    move(sale, gaveta, CrateMove.LENT, 40, member_id=sale.members[0])
    load = WeighIn(
        member=sale.members[0], product_id=sale.product, gross_g=200_000, container_kind_id=gaveta, containers=15
    )
    sale.write(record_weigh_in, load)
    move(sale, gaveta, CrateMove.RETURNED, 5, member_id=sale.members[0])
    move(sale, gaveta, CrateMove.LOST, 2, member_id=sale.members[0], reason="burnt")

    [row] = sale.read(crate_balances)

    assert (row.out, row.back, row.lost, row.counted, row.balance) == (40, 20, 2, 0, 18)
    assert (row.who, row.code, row.name, row.kind) == ("member", "1", "Family 1", "Gaveta")
    entries = sale.read(crate_entries, sale.members[0], gaveta)
    assert sorted((one.what, one.containers) for one in entries) == [
        ("lent", 40), ("lost", -2), ("returned", -5), ("weigh_in", -15),
    ]  # fmt: skip
    assert sum(one.containers for one in entries) == row.balance
    assert verify(database) == []


def test_containers_that_stay_with_the_produce_are_not_counted(plain_office: Office) -> None:
    sack = a_crate(plain_office, "Sack", returnable=False)
    member = a_member(plain_office)
    with pytest.raises(NotReturnable):
        move(plain_office, sack, CrateMove.LENT, 1, member_id=member)
    assert balances(plain_office, settled=True) == []


def test_crates_go_out_with_deliveries_and_come_back_with_what_the_school_says(database: Database) -> None:
    sale = Sale(database)
    gaveta = a_crate(sale)
    packed = sale.write(set_packaging, sale.product, gaveta, 75)
    sale.weigh(0, 500_000)
    first, second = send(sale, 600, 8), send(sale, 300, 4, school=1)

    sale.write(record_received, Received(delivery_id=first, receiver_name="Head", crates_in=6))

    assert balances(sale) == [("School 99H00001", "Gaveta", 2), ("School 99H00002", "Gaveta", 4)]
    entries = sale.read(crate_entries, sale.schools[0], gaveta)
    assert sorted((one.what, one.containers) for one in entries) == [("delivery", 8), ("received", -6)]
    sale.write(void_delivery, second, "never left")
    assert balances(sale) == [("School 99H00001", "Gaveta", 2)]
    sale.write(archive_packaging, packed)
    assert balances(sale) == [("School 99H00001", "", 2)]


def test_with_two_kinds_of_packaging_the_kind_of_a_delivery_is_not_known(database: Database) -> None:
    sale = Sale(database)
    for name in ("Gaveta", "Big box"):
        sale.write(set_packaging, sale.product, a_crate(sale, name), 75)
    sale.weigh(0, 500_000)

    send(sale, 600, 8)

    assert balances(sale) == [("School 99H00001", "", 8)]
    assert [one.containers for one in sale.read(crate_entries, sale.schools[0], None)] == [8]


def test_a_count_sets_what_is_held_and_says_why(database: Database) -> None:
    office = Office(database)
    gaveta, member = a_crate(office), a_member(office)
    move(office, gaveta, CrateMove.LENT, 30, member_id=member)

    counted = move(office, gaveta, CrateMove.COUNTED, 27, member_id=member, reason="visit")

    [row] = office.read(crate_balances)
    assert (row.counted, row.balance, office.read(held, member, gaveta)) == (-3, 27, 27)
    with pytest.raises(ReasonMissing):
        move(office, gaveta, CrateMove.COUNTED, 27, member_id=member)
    office.write(void_crate_movement, counted, "wrong family")
    assert balances(office) == [("Ana Núñez", "Gaveta", 30)]
    with pytest.raises(AlreadyVoided):
        office.write(void_crate_movement, counted, "again")


def test_wrong_movements_are_refused(plain_office: Office) -> None:
    gaveta, member = a_crate(plain_office), a_member(plain_office)
    with pytest.raises(OneHolder):
        move(plain_office, gaveta, CrateMove.LENT, 1)
    with pytest.raises(OneHolder):
        move(plain_office, gaveta, CrateMove.LENT, 1, member_id=member, delivery_point_id=member)
    with pytest.raises(NoCrates):
        move(plain_office, gaveta, CrateMove.LENT, 0, member_id=member)
    with pytest.raises(NoCrates):
        move(plain_office, gaveta, CrateMove.COUNTED, -1, member_id=member, reason="x")
    with pytest.raises(ReasonMissing):
        move(plain_office, gaveta, CrateMove.LOST, 1, member_id=member)
    plain_office.role = Role.TREASURER
    with pytest.raises(NotAllowed):
        move(plain_office, gaveta, CrateMove.LENT, 1, member_id=member)


def test_undo_takes_a_loan_back(plain_office: Office) -> None:
    gaveta, member = a_crate(plain_office), a_member(plain_office)
    move(plain_office, gaveta, CrateMove.LENT, 3, member_id=member)
    plain_office.write(undo_last)
    assert balances(plain_office) == []
    assert [one.voided for one in plain_office.read(crate_entries, member, gaveta)] == ["undone"]


def test_balances_are_found_by_words_place_and_kind(plain_office: Office) -> None:
    gaveta, box = a_crate(plain_office), a_crate(plain_office, "Box")
    ana = a_member(plain_office, community="Chambo", number=7)
    luis = a_member(plain_office, "Luis Paca", community="Licto", number=8)
    move(plain_office, gaveta, CrateMove.LENT, 3, member_id=ana)
    move(plain_office, box, CrateMove.LENT, 2, member_id=luis)
    move(plain_office, gaveta, CrateMove.LENT, 1, member_id=luis)
    move(plain_office, gaveta, CrateMove.RETURNED, 1, member_id=luis)

    assert balances(plain_office) == [("Ana Núñez", "Gaveta", 3), ("Luis Paca", "Box", 2)]
    assert balances(plain_office, settled=True, kind_id=gaveta)[1] == ("Luis Paca", "Gaveta", 0)
    assert balances(plain_office, words="nunez 7") == [("Ana Núñez", "Gaveta", 3)]
    assert balances(plain_office, place="Licto") == [("Luis Paca", "Box", 2)]
    assert balances(plain_office, who="school") == []
    assert plain_office.read(crate_places) == ["Chambo", "Licto"]
    assert [(one.who, one.code, one.place) for one in plain_office.read(crate_holders)] == [
        ("member", "7", "Chambo"), ("member", "8", "Licto"),
    ]  # fmt: skip
