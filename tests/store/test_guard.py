"""All ways around the journal are refused, and what they tried is not stored."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
import sqlalchemy as sa

from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Database, Writing
from sse_desktop.store.integrity import verify
from sse_desktop.store.journal import JOURNAL, JournalRefusal
from sse_desktop.store.tables.cooperative import Series
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.stock import Lot
from tests.store.conftest import OtherProgram
from tests.store.ground import DAY, Ground, journal, weigh, weigh_in_row, write

Way = Callable[[Writing, Ground], Any]
MEMBER: Final[Any] = Member.__table__


def fact(session: Writing) -> WeighIn:
    return session.scalars(sa.select(WeighIn)).one()


def member(session: Writing, ground: Ground) -> Member:
    return session.get_one(Member, ground.member)


def other_lot(session: Writing, ground: Ground) -> Lot:
    row = Lot(id=session.new_id(), code="L2", product_id=ground.product, grade_id=ground.grade, opened_on=DAY)
    session.add(row)
    return row


def change_and_void(session: Writing, _: Ground) -> None:
    row = fact(session)
    row.voided, row.note = "weighed twice", "and changed"


def with_commit(session: Writing, ground: Ground) -> None:
    weigh(session, ground, 2)
    session.commit()


def with_savepoint(session: Writing, _: Ground) -> None:
    with session.begin_nested():
        session.connection().exec_driver_sql("UPDATE member SET name = ''")


AROUND: Final[dict[str, Way]] = {
    "change a fact": lambda s, _: setattr(fact(s), "gross_g", 1),
    "change a fact and void it": change_and_void,
    "another lot by relationship": lambda s, g: setattr(fact(s), "lot", other_lot(s, g)),
    "delete a fact": lambda s, _: s.delete(fact(s)),
    "delete a record": lambda s, g: s.delete(member(s, g)),
    "SQL expression on a record": lambda s, g: setattr(member(s, g), "name", Member.name + "!"),
    "SQL expression in a new record": lambda s, _: s.add(Member(id=s.new_id(), number=sa.func.abs(9))),
    "commit in a command": with_commit,
    "flush of some": lambda s, g: s.flush([weigh(s, g, 2)]),
    "ORM update": lambda s, _: s.execute(sa.update(Member).values(name="")),
    "ORM insert": lambda s, _: s.execute(sa.insert(Member), [{"id": s.new_id(), "number": 9}]),
    "ORM delete": lambda s, _: s.execute(sa.delete(WeighIn)),
    "query.update": lambda s, _: s.query(Member).update({"name": ""}),
    "query.delete": lambda s, _: s.query(WeighIn).delete(),
    "bulk_save_objects": lambda s, _: s.bulk_save_objects([Member(id=s.new_id(), number=9)]),
    "bulk_insert_mappings": lambda s, _: s.bulk_insert_mappings(Member, [{"id": s.new_id(), "number": 9}]),
    "bulk_update_mappings": lambda s, g: s.bulk_update_mappings(Member, [{"id": g.member, "name": ""}]),
    "Core on the connection": lambda s, _: s.connection().execute(MEMBER.update().values(name="")),
    "Core on the journal": lambda s, _: s.connection().execute(JOURNAL.delete()),
    "text": lambda s, _: s.execute(sa.text("update member set name = ''")),
    "driver with a comment": lambda s, _: s.connection().exec_driver_sql("/* x */ UPDATE member SET name = ''"),
    "driver with a schema": lambda s, _: s.connection().exec_driver_sql("UPDATE \"main\".member SET name = ''"),
    "driver in capitals": lambda s, _: s.connection().exec_driver_sql("DELETE\nFROM Member"),
    "replace": lambda s, _: s.connection().exec_driver_sql("REPLACE INTO member (number) VALUES (1)"),
    "insert or replace": lambda s, _: s.connection().exec_driver_sql(
        "INSERT OR REPLACE INTO member (number) VALUES (1)"
    ),
    "update or ignore": lambda s, _: s.connection().exec_driver_sql("UPDATE OR IGNORE member SET name = ''"),
    "CTE": lambda s, _: s.execute(sa.text("with q as (select 1) update member set name = ''")),
    "behind an allowed table": lambda s, _: s.execute(
        sa.text("with q as (update series set last = 1) delete from member")
    ),
    "drop a table": lambda s, _: s.connection().exec_driver_sql("DROP TABLE IF EXISTS pledge"),
    "drop a trigger": lambda s, _: s.connection().exec_driver_sql("DROP TRIGGER weigh_in_change"),
    "truncate": lambda s, _: s.connection().exec_driver_sql("TRUNCATE TABLE member"),
    "in a savepoint": with_savepoint,
    "text in a whole number": lambda s, _: s.add(Member(id=s.new_id(), number="9")),
    "number in a text": lambda s, _: s.add(Member(id=s.new_id(), number=9, name=12)),
    "number in a text of a known record": lambda s, g: setattr(member(s, g), "name", 12),
    "float in a whole number": lambda s, _: s.add(Member(id=s.new_id(), number=9.0)),
    "Decimal in a whole number": lambda s, g: setattr(member(s, g), "share_capital_minor", Decimal(5)),
    "bool in a whole number": lambda s, g: setattr(member(s, g), "share_capital_minor", True),
    "number in a bool": lambda s, g: setattr(member(s, g), "archived", 1),
    "text in a date": lambda s, g: setattr(member(s, g), "joined_on", "2026-07-14"),
    "instant in a date": lambda s, g: setattr(member(s, g), "joined_on", s.now),
    "date in an instant": lambda s, g: setattr(weigh(s, g, 2), "received_at", DAY),
    "naive instant": lambda s, g: setattr(weigh(s, g, 2), "received_at", s.now.replace(tzinfo=None)),
    "wrong type by bulk": lambda s, g: record_many(s, WeighIn, [weigh_in_row(s, g, 2) | {"note": 5}]),
    "naive instant by bulk": lambda s, g: record_many(
        s, WeighIn, [weigh_in_row(s, g, 2) | {"received_at": s.now.replace(tzinfo=None)}]
    ),
    "column too few by bulk": lambda s, _: record_many(s, WeighIn, [{"id": s.new_id(), "number": 2}]),
    "column too many by bulk": lambda s, g: record_many(s, WeighIn, [weigh_in_row(s, g, 2) | {"voided": "x"}]),
}
# Refused by the journal or, where a value does not even fit its column, by SQLAlchemy or the driver before it.
REFUSED: Final = (JournalRefusal, sa.exc.StatementError, sa.exc.InvalidRequestError, KeyError, TypeError)


@pytest.mark.parametrize("way", AROUND.values(), ids=AROUND.keys())
def test_a_way_around_the_journal_is_refused(way: Way, database: Database, ground: Ground) -> None:
    write(database, lambda s: weigh(s, ground, 1))
    before = journal(database)

    def change(session: Writing) -> None:
        way(session, ground)
        session.flush()

    with pytest.raises(REFUSED):
        write(database, change)

    assert journal(database) == before
    assert verify(database) == []


STATEMENTS: Final = (
    MEMBER.update().values(name=""),
    MEMBER.delete(),
    sa.text("UPDATE series SET last = 1"),
    sa.text("CREATE TABLE x (y int)"),
)


@pytest.mark.parametrize("statement", STATEMENTS, ids=str)
@pytest.mark.usefixtures("ground")
def test_nothing_is_written_outside_writing(statement: sa.Executable, database: Database) -> None:
    with pytest.raises(JournalRefusal), database.engine.begin() as connection:
        connection.execute(statement)

    assert verify(database) == []


def test_a_reading_session_does_not_write(database: Database, ground: Ground) -> None:
    def change_while_reading() -> None:
        with database.reading() as session:
            session.get_one(Member, ground.member).name = "x"
            session.flush()

    with pytest.raises(JournalRefusal):
        change_while_reading()

    assert verify(database) == []


def test_the_series_may_be_counted_up_by_statement(database: Database) -> None:
    def count(session: Writing) -> None:
        connection = session.connection()
        connection.execute(sa.insert(Series), {"kind": "ticket", "device": "A", "last": 1})
        connection.execute(sa.update(Series).values(last=Series.last + 1))

    write(database, count)

    with database.reading() as session:
        assert session.scalar(sa.select(Series.last)) == 2


FROZEN: Final = (
    "UPDATE weigh_in SET gross_g = 1",
    "UPDATE weigh_in SET member_id = member_id",
    "UPDATE weigh_in SET voided = NULL",
    "UPDATE weigh_in SET voided = 'again'",
    "DELETE FROM weigh_in",
    "UPDATE stock_movement SET grams = 1",
    "DELETE FROM stock_movement",
    "UPDATE journal SET body = body",
    "UPDATE journal SET hash = hash WHERE seq = 1",
    "DELETE FROM journal WHERE seq = 1",
)


@pytest.mark.parametrize("statement", FROZEN)
def test_facts_and_the_journal_are_frozen_for_every_program(
    statement: str, database: Database, ground: Ground, other_program: OtherProgram
) -> None:
    row = write(database, lambda s: weigh(s, ground, 1))
    write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", "weighed twice"))

    with pytest.raises(sa.exc.DBAPIError, match="frozen"):
        other_program(statement)

    assert verify(database) == []


def test_a_fact_is_voided_only_once(database: Database, ground: Ground) -> None:
    row = write(database, lambda s: weigh(s, ground, 1))
    write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", "first"))

    with pytest.raises(JournalRefusal, match="once"):
        write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", "second"))

    assert journal(database)[-1].values == {"why": "first"}


def test_a_void_that_was_not_looked_at_before_is_refused_by_the_trigger(database: Database, ground: Ground) -> None:
    row = write(database, lambda s: weigh(s, ground, 1))
    write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", "first"))
    only_the_id = sa.orm.load_only(WeighIn.id)

    with pytest.raises(sa.exc.DBAPIError, match="frozen"):
        write(database, lambda s: setattr(s.get_one(WeighIn, row.id, options=[only_the_id]), "voided", "second"))

    assert verify(database) == []


def test_dates_and_numbers_come_back_as_they_were_stored(database: Database) -> None:
    def change(session: Writing) -> None:
        session.add(Member(id=session.new_id(), number=2**62, joined_on=date(1, 1, 1), left_on=date(9999, 12, 31)))

    write(database, change)

    with database.reading() as session:
        row = session.scalars(sa.select(Member)).one()
        assert (row.number, row.joined_on, row.left_on) == (2**62, date(1, 1, 1), date(9999, 12, 31))
    assert verify(database) == []
