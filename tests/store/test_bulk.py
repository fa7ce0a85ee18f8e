"""Many rows at once leave the same rows and the same journal as one by one."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.store.bulk import record_many
from sse_desktop.store.columns import UtcInstant, sqlite_instant
from sse_desktop.store.database import Database, Writing
from sse_desktop.store.engines import sqlite_driver
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.harvests import Pledge, WeighIn
from sse_desktop.store.tables.members import Member
from tests.store.ground import ANA, NOON, Ground, journal, weigh_in_row, write


def member_row(session: Writing, number: int) -> dict[str, Any]:
    return {
        "id": session.new_id(),
        "number": number,
        "name": f"Socia {number}",
        "kind": "person",
        "id_number": "",
        "sex": None,
        "birth_year": 1980 if number % 2 else None,
        "community": "Ambato",
        "canton": "",
        "province": "",
        "household": "",
        "priority_codes": "",
        "phone": "",
        "joined_on": date(2020, 1, 31) if number % 3 else None,
        "left_on": None,
        "share_capital_minor": number,
        "bank_name": "",
        "bank_account": "",
        "consent_on": None,
        "notes": "ñ <b> '; --",
        "archived": number % 2 == 0,
        "search": "",
    }


def test_rows_and_journal_are_the_same_as_one_by_one(database: Database, ground: Ground) -> None:
    def one_by_one(session: Writing) -> None:
        session.add_all([Member(**member_row(session, number)) for number in range(10, 20)])
        session.flush()
        session.add_all([WeighIn(**weigh_in_row(session, ground, number)) for number in range(10, 20)])

    def at_once(session: Writing) -> None:
        record_many(session, Member, [member_row(session, number) for number in range(20, 30)])
        record_many(session, WeighIn, [weigh_in_row(session, ground, number) for number in range(20, 30)])

    before = len(journal(database))
    write(database, one_by_one)
    write(database, at_once)

    lines = journal(database)[before:]
    assert [(line.op, line.table, line.base) for line in lines[:20]] == [
        (line.op, line.table, line.base) for line in lines[20:]
    ]
    own = {"number", "name", "share_capital_minor", "birth_year", "joined_on", "archived"}
    for alone, many in zip(lines[:20], lines[20:], strict=True):
        assert {k: v for k, v in alone.values.items() if k not in own} == {
            k: v for k, v in many.values.items() if k not in own
        }
    assert verify(database) == []


def test_what_was_recorded_at_once_reads_and_changes_like_any_row(database: Database) -> None:
    write(database, lambda s: record_many(s, Member, [member_row(s, 7)]))
    created = journal(database)[-1].hlc

    write(database, lambda s: setattr(s.scalars(sa.select(Member).where(Member.number == 7)).one(), "phone", "5"))

    assert journal(database)[-1].base == {"phone": created}
    with database.reading() as session:
        row = session.scalars(sa.select(Member).where(Member.number == 7)).one()
        assert (row.birth_year, row.joined_on, row.archived, row.notes) == (
            1980,
            date(2020, 1, 31),
            False,
            "ñ <b> '; --",
        )
    assert verify(database) == []


def test_an_instant_of_another_zone_is_stored_and_noted_in_utc(database: Database, ground: Ground) -> None:
    seoul = datetime(2026, 7, 15, 2, 0, 0, 5, tzinfo=timezone(timedelta(hours=9)))

    write(database, lambda s: record_many(s, WeighIn, [weigh_in_row(s, ground, 1) | {"received_at": seoul}]))

    with database.reading() as session:
        assert session.scalar(sa.select(WeighIn.received_at)) == seoul
        assert session.scalar(sa.select(WeighIn.number).where(WeighIn.received_at == seoul)) == 1
    assert journal(database)[-1].values["received_at"] == "2026-07-14T17:00:00.000005Z"
    assert verify(database) == []


def test_rows_are_stored_with_what_was_pending_before(database: Database, ground: Ground) -> None:
    def change(session: Writing) -> None:
        row = Member(id=session.new_id(), number=50)
        session.add(row)
        pledge = {"id": session.new_id(), "member_id": row.id, "product_id": ground.product, "week": "2026-W30"}
        record_many(session, Pledge, [pledge | {"grams": 5, "planned_g": None}])

    write(database, change)

    assert [line.table for line in journal(database)[-2:]] == ["member", "pledge"]


def test_no_rows_are_no_change(database: Database) -> None:
    news: list[frozenset[str]] = []
    database.listeners.append(news.append)

    write(database, lambda s: record_many(s, Member, []))

    assert (journal(database), news) == ([], [])


def test_a_taken_number_refuses_all_rows(database: Database, ground: Ground) -> None:
    before = journal(database)

    with pytest.raises(sa.exc.IntegrityError):
        write(database, lambda s: record_many(s, WeighIn, [weigh_in_row(s, ground, n) for n in (1, 2, 3, 2)]))

    assert journal(database) == before


def test_a_rolled_back_savepoint_takes_many_rows_along(database: Database, ground: Ground) -> None:
    before = len(journal(database))

    def change(session: Writing) -> None:
        savepoint = session.begin_nested()
        record_many(session, WeighIn, [weigh_in_row(session, ground, n) for n in range(1, 9)])
        savepoint.rollback()
        record_many(session, WeighIn, [weigh_in_row(session, ground, 1)])

    write(database, change)

    assert len(journal(database)) == before + 1
    assert verify(database) == []


def test_more_rows_than_are_written_at_once_are_one_chain(database: Database, ground: Ground) -> None:
    with database.writing(ANA, "import", NOON) as session:
        record_many(session, WeighIn, [weigh_in_row(session, ground, n) for n in range(1, 12_001)])

    assert len(journal(database)) == 4 + 12_000
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(WeighIn)) == 12_000
        assert session.scalar(sa.select(sa.func.sum(WeighIn.net_g))) == 12_000 * 23_500
    assert verify(database) == []


@given(st.datetimes(timezones=st.timezones()))
def test_the_fast_form_of_an_instant_is_that_of_the_column(value: datetime) -> None:
    column, dialect = UtcInstant(), sa.create_engine("sqlite://", module=sqlite_driver()).dialect
    bind = column.dialect_impl(dialect).bind_processor(dialect)

    assert bind is not None
    try:
        in_utc = value.astimezone(UTC)
    except OverflowError:  # in UTC it would be before the year 1 or after 9999
        return
    assert sqlite_instant(value) == bind(in_utc)
    assert sqlite_instant(None) is None
