import pytest

from sse_desktop.commands.cooperative import found_cooperative
from sse_desktop.commands.numbering import DocumentNumber, NoDevice, next_number, next_numbers
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.profiles import load_profile
from tests.builders import NOW

ANA = Actor("Ana", Role.ADMINISTRATOR)


@pytest.fixture
def founded(database: Database) -> Database:
    with database.writing(ANA, "found", NOW) as session:
        found_cooperative(session, "Demo", load_profile("ec"), "test", "Ana")
    return database


def test_numbers_follow_each_other_for_each_kind_of_document(founded: Database) -> None:
    with founded.writing(ANA, "number", NOW) as session:
        tickets = [next_number(session, "weigh_ticket"), *next_numbers(session, "weigh_ticket", 2)]
        note = next_number(session, "delivery_note")

    assert [str(number) for number in tickets] == [f"001-001-{n:09d}" for n in (1, 2, 3)]
    assert note == DocumentNumber("001-001", 1)


def test_what_is_not_stored_uses_no_number(founded: Database) -> None:
    def give_up() -> None:
        with founded.writing(ANA, "number", NOW) as session:
            next_number(session, "weigh_ticket")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()

    with founded.writing(ANA, "number", NOW) as session:
        assert next_number(session, "weigh_ticket").number == 1


def test_a_computer_that_is_not_registered_gives_no_number(database: Database) -> None:
    with pytest.raises(NoDevice), database.writing(ANA, "number", NOW) as session:
        next_number(session, "weigh_ticket")
