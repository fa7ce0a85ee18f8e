from decimal import Decimal

import pytest
import sqlalchemy as sa

from sse_desktop.commands.bids import new_version, start_bid
from sse_desktop.commands.containers import ContainerData, change_container_kind
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.members import MemberData, change_member
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.reliability import ReliabilityData, set_reliability
from sse_desktop.commands.stock import Removal, remove_from_lot
from sse_desktop.commands.tender_items import add_item
from sse_desktop.commands.tenders import ItemData, TenderData, enter_tender
from sse_desktop.commands.undo import CannotUndo, NothingToUndo, Undone, undo_last
from sse_desktop.domain.forecast import Basis, Reliable
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.members import MemberFilter, members
from sse_desktop.queries.pledges import pledged_by_week
from sse_desktop.queries.products import containers
from sse_desktop.queries.reliability import reliabilities
from sse_desktop.queries.stock import lots
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.bids import Bid
from tests.builders import NOW, TODAY, Office, a_container, a_member, a_product, a_weigh_in


def test_in_an_empty_database_there_is_nothing_to_take_back(database: Database) -> None:
    with pytest.raises(NothingToUndo), database.writing(Actor("Ana", Role.ADMINISTRATOR), "undo", NOW) as session:
        undo_last(session)


def test_founding_is_not_taken_back(database: Database) -> None:
    with pytest.raises(CannotUndo):
        Office(database).write(undo_last)


def test_a_changed_field_gets_its_value_back_and_undo_twice_is_redo(database: Database) -> None:
    office = Office(database)
    crate = a_container(office, "Gaveta", 1500)
    office.write(change_container_kind, crate, ContainerData(name="Gaveta", tare_g=1450))

    done = office.write(undo_last)
    back = [row.tare.milli for row in office.read(containers)]
    office.write(undo_last)

    assert done == Undone("change_container_kind", 1)
    assert back == [1500]
    assert [row.tare.milli for row in office.read(containers)] == [1450]
    assert verify(database) == []


def test_what_somebody_changed_since_is_left_alone(database: Database) -> None:
    office = Office(database)
    ana = a_member(office, "Ana", phone="1")
    office.write(change_member, ana, MemberData(name="Ana", phone="2", community="Arriba"))
    office.write(undo_last)
    office.write(change_member, ana, MemberData(name="Ana", phone="3"))

    office.write(undo_last)

    assert [(row.phone, row.community) for row in office.read(members)] == [("1", "")]


def test_a_new_record_is_archived(database: Database) -> None:
    office = Office(database)
    a_member(office, "Ana")

    office.write(undo_last)
    away = office.read(members)
    office.write(undo_last)

    assert away == []
    assert [row.name for row in office.read(members)] == ["Ana"]
    assert office.read(members, MemberFilter(archived=True)) == []


def test_a_new_product_goes_with_its_grades_and_comes_back_with_them(database: Database) -> None:
    office = Office(database)
    product = a_product(office, "MAN", "Mandarina", "1", "2")
    office.write(undo_last)

    office.write(undo_last)

    assert a_weigh_in(office, a_member(office), product).number.number == 1


def test_a_loss_is_taken_back(database: Database) -> None:
    office = Office(database)
    done = a_weigh_in(office, a_member(office), a_product(office), 50_000)
    office.write(remove_from_lot, done.lot_id, Removal.LOSS, 1_000, "rot")

    office.write(undo_last)

    assert [row.balance.milli for row in office.read(lots)] == [50_000]


def test_a_void_is_final(database: Database) -> None:
    office = Office(database)
    done = a_weigh_in(office, a_member(office), a_product(office))
    office.write(void_weigh_in, done.id, "twice")

    with pytest.raises(CannotUndo) as refused:
        office.write(undo_last)

    assert refused.value.facts == {"reason": "void_weigh_in"}


def test_new_pledges_are_taken_back_as_one_step_and_come_again(database: Database) -> None:
    office = Office(database)
    ana, fruit, first = a_member(office), a_product(office), Week(2026, 45)
    office.write(set_pledges, [PledgeData(member_id=ana, product_id=fruit, week=first, grams=1)])
    block = [PledgeData(member_id=ana, product_id=fruit, week=first + ahead, grams=5) for ahead in range(3)]
    office.write(set_pledges, block)

    taken_back = office.write(undo_last), office.read(pledged_by_week, fruit, first, first + 3)
    office.write(undo_last)

    assert taken_back == (Undone("set_pledges", 3), {first: Quantity(1, "kg")})
    assert office.read(pledged_by_week, fruit, first, first + 3) == {
        first + ahead: Quantity(5, "kg") for ahead in range(3)
    }
    assert verify(database) == []


def test_what_somebody_else_did_is_not_taken_back(database: Database) -> None:
    """The computer is shared: Ctrl+Z of the weigher must not give a person back the role the administrator took away."""
    office = Office(database)
    a_member(office, "Ana")
    office.name, office.role = "Luis", Role.WEIGHER

    with pytest.raises(NothingToUndo):
        office.write(undo_last)

    assert [row.name for row in office.read(members)] == ["Ana"]


def test_a_change_is_taken_back_whole_or_not_at_all(database: Database) -> None:
    """A new version of a bid can't be archived, so the old one does not come back beside it."""
    office = Office(database)
    tender = office.write(enter_tender, TenderData(title="Fruit", reference="R-1"))
    office.write(add_item, tender, ItemData(description="Mandarina", quantity=Decimal(10), unit="kg"))
    first = office.write(start_bid, tender)
    second = office.write(new_version, first)

    with pytest.raises(CannotUndo):
        office.write(undo_last)

    states = office.read(lambda session: {row.id: row.state for row in session.scalars(sa.select(Bid))})
    assert states == {first: "withdrawn", second: "draft"}


def test_a_reliability_that_was_set_is_taken_back_and_what_was_learned_counts(database: Database) -> None:
    office = Office(database)
    member, product = a_member(office), a_product(office)
    office.write(set_reliability, ReliabilityData(member_id=member, product_id=product, bp=5_000, reason="hail"))

    office.write(undo_last)

    assert office.read(reliabilities, product, TODAY).of(member) == Reliable(10_000, Basis.NOTHING)
    assert verify(database) == []
