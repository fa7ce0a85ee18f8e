"""The journal is derived from the flush: every change of a row is in it, exactly once, and nothing else."""

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest
import sqlalchemy as sa

from sse_desktop.store.database import Actor, Database, Writing
from sse_desktop.store.journal import HEAD, JournalRefusal
from sse_desktop.store.tables.cooperative import PrintJob, Series
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.stock import Lot, StockMovement
from tests.store.ground import ANA, DAY, NOON, Ground, journal, weigh, write

MEMBER: Final[Any] = Member.__table__


def listen(database: Database) -> list[frozenset[str]]:
    """Return a list that takes the tables of each commit from now on."""
    news: list[frozenset[str]] = []
    database.listeners.append(news.append)
    return news


def member(session: Writing, number: int = 2, **more: object) -> Member:
    row = Member(id=session.new_id(), number=number, **more)
    session.add(row)
    return row


def test_a_new_record_is_noted_with_all_its_fields_and_their_defaults(database: Database) -> None:
    write(database, lambda s: member(s, name="Rosa"))

    (line,) = journal(database)
    assert (line.op, line.table, line.base) == ("set/1", "member", {})
    assert line.values["name"] == "Rosa"
    assert line.values["share_capital_minor"] == 0
    assert line.values["archived"] is False
    assert line.values["joined_on"] is None
    assert set(line.values) == {column.name for column in Member.__table__.c} - {"id", "stamps"}


def test_a_fact_is_noted_whole_and_its_instants_in_utc(database: Database, ground: Ground) -> None:
    quito = timezone(timedelta(hours=-5))

    def change(session: Writing) -> None:
        weigh(session, ground, 1).received_at = datetime(2026, 7, 14, 12, 30, tzinfo=quito)

    write(database, change)

    line = next(line for line in journal(database) if line.table == "weigh_in")
    assert line.op == "fact/1"
    assert line.values["received_at"] == "2026-07-14T17:30:00Z"
    assert line.values["harvested_on"] == "2026-07-14"
    assert line.values["member_id"] == str(ground.member)
    assert line.values["plot_id"] is None
    assert set(line.values) == {column.name for column in WeighIn.__table__.c} - {"id", "voided"}


def test_a_foreign_key_set_through_a_relationship_is_noted(database: Database, ground: Ground) -> None:
    def change(session: Writing) -> None:
        lot = session.get_one(Lot, ground.lot)
        session.add(StockMovement(id=session.new_id(), lot=lot, kind="count", grams=-5, at=NOON))

    write(database, change)

    assert journal(database)[-1].values["lot_id"] == str(ground.lot)


def test_parents_are_noted_before_their_children_whatever_the_order_of_adding(
    database: Database, ground: Ground
) -> None:
    write(database, lambda s: weigh(s, ground, 1))

    assert [line.table for line in journal(database)[-2:]] == ["weigh_in", "stock_movement"]


def test_three_flushes_of_one_record_are_one_line_with_the_last_values(database: Database, ground: Ground) -> None:
    created = journal(database)[0].hlc

    def change(session: Writing) -> None:
        row = session.get_one(Member, ground.member)
        row.phone = "1"
        session.flush()
        row.phone = "2"
        session.flush()
        row.name = "Rosa"
        row.community = row.community

    before = len(journal(database))
    write(database, change)

    (line,) = journal(database)[before:]
    assert line.values == {"phone": "2", "name": "Rosa"}
    assert line.base == {"phone": created, "name": created}


def test_a_record_created_and_changed_in_one_transaction_is_one_new_line(database: Database) -> None:
    def change(session: Writing) -> None:
        row = member(session)
        session.flush()
        row.name = "Rosa"

    write(database, change)

    (line,) = journal(database)
    assert line.values["name"] == "Rosa"
    assert line.base == {}


def test_an_assignment_of_the_same_value_leaves_no_line_and_no_news(database: Database, ground: Ground) -> None:
    before = len(journal(database))
    news = listen(database)

    def change(session: Writing) -> None:
        row = session.get_one(Member, ground.member)
        row.name = str(row.name)

    write(database, change)

    assert len(journal(database)) == before
    assert news == []


def test_each_change_names_the_write_it_replaces(database: Database, ground: Ground) -> None:
    def phone(number: str) -> None:
        write(database, lambda s: setattr(s.get_one(Member, ground.member), "phone", number))

    phone("1")
    first = journal(database)[-1].hlc
    phone("2")

    assert journal(database)[-1].base == {"phone": first}


def test_a_void_is_noted_with_its_reason(database: Database, ground: Ground) -> None:
    row = write(database, lambda s: weigh(s, ground, 1))

    write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", "weighed twice"))

    line = journal(database)[-1]
    assert (line.op, line.row, line.values) == ("void/1", str(row.id), {"why": "weighed twice"})


@pytest.mark.parametrize("reason", ["", 7])
def test_a_void_needs_a_reason(database: Database, ground: Ground, reason: object) -> None:
    row = write(database, lambda s: weigh(s, ground, 1))

    with pytest.raises(JournalRefusal):
        write(database, lambda s: setattr(s.get_one(WeighIn, row.id), "voided", reason))


def test_a_fact_is_not_recorded_as_void(database: Database, ground: Ground) -> None:
    with pytest.raises(JournalRefusal, match="record the fact first"):
        write(database, lambda s: setattr(weigh(s, ground, 1), "voided", "born void"))


def test_a_rolled_back_savepoint_takes_its_lines_along(database: Database, ground: Ground) -> None:
    before = len(journal(database))

    def change(session: Writing) -> None:
        savepoint = session.begin_nested()
        weigh(session, ground, 1, grams=9)
        session.flush()
        savepoint.rollback()
        weigh(session, ground, 1, grams=7)

    write(database, change)

    assert [line.values.get("net_g", line.values.get("grams")) for line in journal(database)[before:]] == [7, 7]


def test_a_savepoint_inside_a_rolled_back_one_takes_its_lines_along(database: Database, ground: Ground) -> None:
    before = len(journal(database))

    def change(session: Writing) -> None:
        outer = session.begin_nested()
        weigh(session, ground, 1)
        with session.begin_nested():
            weigh(session, ground, 2)
        outer.rollback()
        with session.begin_nested():
            weigh(session, ground, 3)

    write(database, change)

    noted = [line.values["number"] for line in journal(database)[before:] if line.table == "weigh_in"]
    assert noted == [3]


def test_a_flush_that_fails_in_a_savepoint_leaves_no_lines_and_no_open_door(database: Database, ground: Ground) -> None:
    write(database, lambda s: weigh(s, ground, 1))
    before = len(journal(database))

    def weigh_with_a_number_that_is_taken(session: Writing) -> None:
        with session.begin_nested():
            weigh(session, ground, 1)
            session.flush()

    def change(session: Writing) -> None:
        with pytest.raises(sa.exc.IntegrityError):
            weigh_with_a_number_that_is_taken(session)
        with pytest.raises(JournalRefusal):
            session.connection().execute(MEMBER.update().values(name=""))
        weigh(session, ground, 2)

    write(database, change)

    assert [line.values.get("number") for line in journal(database)[before:]] == [2, None]


def test_a_transaction_that_fails_leaves_nothing(database: Database, ground: Ground) -> None:
    before, news = journal(database), listen(database)

    def change(session: Writing) -> None:
        weigh(session, ground, 1)
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        write(database, change)

    assert journal(database) == before
    assert news == []
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(WeighIn)) == 0


def test_all_lines_of_a_transaction_share_a_clock_that_never_goes_back(database: Database, ground: Ground) -> None:
    with database.writing(ANA, "after the clock was set back", NOON - timedelta(days=700)) as session:
        weigh(session, ground, 1)

    lines = journal(database)
    clocks = [line.hlc for line in lines]
    assert clocks == sorted(clocks)
    assert lines[-1].hlc == lines[-2].hlc > lines[-3].hlc


def test_each_device_has_its_own_chain_and_a_new_one_begins_by_itself(database: Database) -> None:
    write(database, lambda s: member(s, 1))
    database.device = "B"
    write(database, lambda s: member(s, 2))
    write(database, lambda s: member(s, 3))

    with database.reading() as session:
        heads = session.execute(sa.select(HEAD.c.dev, HEAD.c.seq).order_by(HEAD.c.dev)).all()
    assert heads == [("A", 1), ("B", 2)]


def test_a_line_of_one_device_is_younger_than_what_it_replaces_of_another(database: Database, ground: Ground) -> None:
    with database.writing(ANA, "a clock that runs a year ahead", NOON + timedelta(days=365)) as session:
        session.get_one(Member, ground.member).phone = "1"
    database.device = "B"

    write(database, lambda s: setattr(s.get_one(Member, ground.member), "phone", "2"))

    line = journal(database)[-1]
    assert line.base is not None
    assert line.hlc > line.base["phone"]


def test_what_is_not_journaled_is_stored_without_a_line_and_told(database: Database) -> None:
    news = listen(database)

    def job(session: Writing) -> uuid.UUID:
        row = PrintJob(id=session.new_id(), kind="ticket", entity_id=session.new_id(), created_at=NOON)
        session.add_all([row, Series(kind="ticket", device="A", last=7)])
        return row.id

    job_id = write(database, job)
    write(database, lambda s: setattr(s.get_one(PrintJob, job_id), "printed_at", NOON))

    assert journal(database) == []
    assert news == [frozenset({"print_job", "series"}), frozenset({"print_job"})]


def test_a_session_knows_who_acts_when_and_where(database: Database) -> None:
    database.time_zone = "America/Guayaquil"
    late = datetime(2026, 7, 15, 3, tzinfo=UTC)

    with database.writing(Actor("Ana", "weigher"), "look", late) as session:
        assert (session.actor.name, session.actor.role, session.device) == ("Ana", "weigher", "A")
        assert session.now == late
        assert session.today == DAY  # still the evening before in Guayaquil
        assert session.new_id() != session.new_id()


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(JournalRefusal, match="zone"), database.writing(ANA, "x", naive):
        pass
