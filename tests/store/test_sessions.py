"""Readers never wait, writers take turns, and the news of a commit comes after it."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.store.columns import UtcInstant, Whole
from sse_desktop.store.database import Database, Writing
from sse_desktop.store.engines import sqlite_driver, sqlite_engine
from sse_desktop.store.failures import ServerTrouble, StoreBusy
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.cooperative import Series
from sse_desktop.store.tables.members import Member
from tests.conftest import PASSPHRASE, Databases
from tests.store.ground import ANA, NOON, Ground, journal, prepare, weigh, write


def in_threads(count: int, work: Callable[[int], None]) -> list[Exception]:
    """Run `work` in threads that start together, and return what they raised."""
    failures: list[Exception] = []
    start = threading.Barrier(count)

    def run(number: int) -> None:
        start.wait()
        try:
            work(number)
        except Exception as failure:  # noqa: BLE001 - handed to the test
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def member_name(session: Any) -> str | None:
    return session.scalar(sa.select(Member.name).where(Member.number == 1))  # type: ignore[no-any-return]  # of any session


def test_a_reader_does_not_wait_for_the_writer_and_sees_the_last_commit(database: Database, ground: Ground) -> None:
    with database.writing(ANA, "long", NOON) as writing:
        writing.get_one(Member, ground.member).name = "Another"
        writing.flush()
        with database.reading() as reading:
            assert member_name(reading) == "Rosa Quishpe"

    with database.reading() as reading:
        assert member_name(reading) == "Another"


def test_a_reader_sees_one_moment_while_others_write(database: Database, ground: Ground) -> None:
    with database.reading() as reading:
        assert member_name(reading) == "Rosa Quishpe"
        write(database, lambda s: setattr(s.get_one(Member, ground.member), "name", "Another"))
        assert member_name(reading) == "Rosa Quishpe"


def take_number(session: Writing) -> int:
    series = sa.update(Series).values(last=Series.last + 1).returning(Series.last)
    return session.connection().execute(series).scalar_one()


def test_four_threads_on_one_device_take_numbers_without_gaps(database: Database, ground: Ground) -> None:
    write(database, lambda s: s.add(Series(kind="ticket", device="A", last=0)))

    def work(_: int) -> None:
        for _round in range(15):
            write(database, lambda s: weigh(s, ground, take_number(s)))

    assert in_threads(4, work) == []
    numbers = [line.values["number"] for line in journal(database) if line.table == "weigh_in"]
    assert numbers == list(range(1, 61))
    assert len({line.hlc for line in journal(database)[4:]}) == 60  # each transaction has a clock of its own
    assert verify(database) == []


def test_what_a_failed_transaction_took_is_given_again(database: Database, ground: Ground) -> None:
    write(database, lambda s: s.add(Series(kind="ticket", device="A", last=0)))

    def fail(session: Writing) -> None:
        take_number(session)
        raise LookupError

    with pytest.raises(LookupError):
        write(database, fail)

    assert write(database, lambda s: weigh(s, ground, take_number(s)).number) == 1


def test_news_come_after_the_commit_and_name_the_touched_tables(database: Database, ground: Ground) -> None:
    news: list[tuple[frozenset[str], int]] = []

    def listen(tables: frozenset[str]) -> None:
        news.append((tables, len(journal(database))))

    database.listeners.append(listen)
    before = len(journal(database))
    with database.writing(ANA, "weigh", NOON) as session:
        weigh(session, ground, 1)
        session.flush()
        assert news == []

    assert news == [(frozenset({"weigh_in", "stock_movement"}), before + 2)]


def test_a_table_changed_past_the_flush_is_announced_by_the_command(database: Database) -> None:
    news: list[frozenset[str]] = []
    database.listeners.append(news.append)

    write(database, lambda s: s.touch("series"))

    assert news == [frozenset({"series"})]


def test_a_look_inside_writing_tells_nothing(database: Database, ground: Ground) -> None:
    news: list[frozenset[str]] = []
    database.listeners.append(news.append)

    assert write(database, lambda s: s.get_one(Member, ground.member).name) == "Rosa Quishpe"

    assert news == []


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_writer_that_waits_too_long_says_so(kind: str, databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh(kind, tmp_path)
    ground = prepare(database)
    passphrase = PASSPHRASE if kind == "encrypted" else None
    impatient = Database(sqlite_engine(tmp_path / "cooperative.db", passphrase, pragmas=("busy_timeout=1",)))

    with database.writing(ANA, "long", NOON) as session:
        weigh(session, ground, 1)
        with pytest.raises(StoreBusy):
            write(impatient, lambda s: weigh(s, ground, 2))

    write(impatient, lambda s: weigh(s, ground, 2))
    assert verify(database) == []
    impatient.close()
    database.close()


@pytest.mark.postgres
def test_a_server_that_goes_away_in_a_transaction_stores_nothing_and_takes_the_next(databases: Databases) -> None:
    database = databases.fresh("postgres", Path())
    ground = prepare(database)

    def lose_the_connection(session: Writing) -> None:
        weigh(session, ground, 1)
        session.flush()
        own = session.connection().scalar(sa.text("SELECT pg_backend_pid()"))
        with database.reading() as other:
            other.execute(sa.text("SELECT pg_terminate_backend(:own)"), {"own": own})
        session.connection().scalar(sa.text("SELECT 1"))

    with pytest.raises(ServerTrouble):
        write(database, lose_the_connection)

    write(database, lambda s: weigh(s, ground, 1))
    assert verify(database) == []
    database.close()


@pytest.mark.postgres
def test_a_server_that_was_restarted_between_two_entries_is_not_noticed(databases: Databases) -> None:
    database = databases.fresh("postgres", Path())
    ground = prepare(database)
    name = database.engine.url.database
    other = sa.create_engine(database.engine.url, isolation_level="AUTOCOMMIT")
    with other.connect() as connection:
        lose = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
        )
        connection.execute(sa.text(lose), {"name": name})
    other.dispose()

    write(database, lambda s: weigh(s, ground, 1))

    assert verify(database) == []
    database.close()


@pytest.mark.postgres
def test_a_deadlock_is_told_as_busy(databases: Databases) -> None:
    database = databases.fresh("postgres", Path())
    prepare(database)
    for device in ("A", "B"):
        database.device = device
        write(database, lambda s: s.add(Series(kind="ticket", device=s.device, last=0)))
    by_device = {"A": Database(database.engine, device="A"), "B": Database(database.engine, device="B")}
    turn = threading.Barrier(2)

    def cross(number: int) -> None:
        mine, other = ("A", "B") if number == 0 else ("B", "A")
        with by_device[mine].writing(ANA, "cross", NOON) as session:
            take = sa.update(Series).values(last=Series.last + 1)
            session.connection().execute(take.where(Series.device == mine))
            turn.wait()
            session.connection().execute(take.where(Series.device == other))

    failures = in_threads(2, cross)

    assert [type(failure) for failure in failures] == [StoreBusy]
    database.close()


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize("value", [1.0, "1", Decimal(1), True, 2**63, -(2**63) - 1])
def test_only_whole_numbers_of_64_bits_are_stored(value: object) -> None:
    dialect = sa.create_engine("sqlite://", module=sqlite_driver()).dialect

    with pytest.raises(TypeError, match="whole number"):
        Whole().process_bind_param(value, dialect)  # type: ignore[arg-type]  # the wrong type is the point


def test_an_instant_without_a_zone_is_refused() -> None:
    dialect = sa.create_engine("sqlite://", module=sqlite_driver()).dialect

    with pytest.raises(ValueError, match="zone"):
        UtcInstant().process_bind_param(datetime(2026, 7, 14, 12), dialect)


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(9999, 12, 30)),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_comes_back_equal_and_in_utc(naive: datetime, minutes: int) -> None:
    dialect = sa.create_engine("sqlite://", module=sqlite_driver()).dialect
    column, value = UtcInstant(), naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    back = column.process_result_value(column.process_bind_param(value, dialect), dialect)

    assert back == value
    assert back is not None
    assert back.tzinfo is UTC


def test_instants_sort_and_compare_as_instants(database: Database) -> None:
    quito = timezone(timedelta(hours=-5))

    def change(session: Writing) -> None:
        for number, day in ((1, date(2026, 7, 14)), (2, date(2026, 7, 15))):
            session.add(Member(id=session.new_id(), number=number, joined_on=day))

    write(database, change)
    early, late = datetime(2026, 7, 14, 19, tzinfo=quito), datetime(2026, 7, 15, 0, 0, 1, tzinfo=UTC)
    column = sa.type_coerce(sa.bindparam("at", type_=UtcInstant()), UtcInstant())

    with database.reading() as session:
        assert session.scalar(sa.select(column < sa.bindparam("late", type_=UtcInstant())), {"at": early, "late": late})
        assert session.scalars(sa.select(Member.number).order_by(Member.joined_on.desc())).all() == [2, 1]
        assert session.scalar(sa.select(sa.func.count()).where(Member.number > 1)) == 1
