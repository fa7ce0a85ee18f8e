"""Numbers are exact on every engine: what is stored comes back, and sums are those of whole numbers."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.clock import new_id
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Database, Writing
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.stock import StockMovement
from tests.store.ground import NOON, Ground, write


def movements(session: Writing, ground: Ground, grams: list[int], reason: str) -> None:
    """Record movements of the lot."""
    rows: list[dict[str, Any]] = [
        {
            "id": session.new_id(),
            "lot_id": ground.lot,
            "kind": "count",
            "grams": each,
            "at": NOON,
            "weigh_in_id": None,
            "delivery_line_id": None,
            "acceptance_line_id": None,
            "reason": reason,
        }
        for each in grams
    ]
    record_many(session, StockMovement, rows)


@settings(max_examples=15)
@given(grams=st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=8), alone=st.booleans())
def test_a_sum_is_the_sum_of_whole_numbers(grams: list[int], alone: bool, database: Database, ground: Ground) -> None:
    reason = str(new_id())  # of this example
    write(database, lambda s: movements(s, ground, grams, reason))

    total = sa.func.sum(StockMovement.grams)
    wanted = total if alone else sa.func.coalesce(total, 0)
    with database.reading() as session:
        found = session.scalar(sa.select(wanted).where(StockMovement.reason == reason))
        largest = session.scalar(sa.select(sa.func.max(StockMovement.grams)).where(StockMovement.reason == reason))
    assert (found, type(found)) == (sum(grams), int)
    assert (largest, type(largest)) == (max(grams), int)


def test_a_sum_of_nothing_is_nothing(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.sum(StockMovement.grams))) is None


def test_large_movements_cancel_out_to_the_gram(database: Database, ground: Ground) -> None:
    largest = 9_000_000_000_000_000

    write(database, lambda s: movements(s, ground, [largest, 1, -largest, 23_500, -1], "x"))

    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.sum(StockMovement.grams))) == 23_500


@settings(max_examples=15)
@given(
    number=st.integers(-(2**63) + 1, 2**63 - 1),
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    day=st.dates(),
    flag=st.booleans(),
)
def test_what_is_stored_comes_back(number: int, name: str, day: date, flag: bool, database: Database) -> None:
    def change(session: Writing) -> Member:
        row = Member(id=session.new_id(), number=number, name=name, joined_on=day, archived=flag)
        session.add(row)
        return row

    try:
        row = write(database, change)
    except sa.exc.IntegrityError:  # drawn before: members have different numbers
        return

    with database.reading() as session:
        found = session.get_one(Member, row.id)
        assert (found.number, found.name, found.joined_on, found.archived) == (number, name, day, flag)
    assert verify(database) == []


@pytest.mark.parametrize("text", ["'; DROP TABLE member; --", '"', "%_\\", "ñ", "우리", "🥭", "a" * 5000, " "])
def test_any_text_is_stored_as_it_is(text: str, database: Database) -> None:
    def change(session: Writing) -> None:
        session.add(Member(id=session.new_id(), number=1, name=text))

    write(database, change)

    with database.reading() as session:
        assert session.scalar(sa.select(Member.name).where(Member.name == text)) == text
    assert verify(database) == []
