"""What the store's tests stand on: a member, a product and a lot, weigh-ins, and the journal as it reads."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from sse_desktop.store.database import Actor, Database, Writing
from sse_desktop.store.journal import JOURNAL
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Grade, Product
from sse_desktop.store.tables.stock import Lot, StockMovement

ANA: Final = Actor("Ana", "secretary")
NOON: Final = datetime(2026, 7, 14, 17, tzinfo=UTC)
DAY: Final = date(2026, 7, 14)
R = TypeVar("R")


@dataclass(frozen=True)
class Ground:
    """The rows that a weigh-in refers to."""

    member: uuid.UUID
    product: uuid.UUID
    grade: uuid.UUID
    lot: uuid.UUID


@dataclass(frozen=True)
class Line:
    """A line of the journal with its body read."""

    op: str
    table: str
    row: str
    values: dict[str, Any]
    base: dict[str, int] | None
    hlc: int


def write(database: Database, change: Callable[[Writing], R], reason: str = "test") -> R:
    """Run a change in a transaction of its own."""
    with database.writing(ANA, reason, NOON) as session:
        return change(session)


def prepare(database: Database) -> Ground:
    """Store what a weigh-in refers to."""
    with database.writing(ANA, "prepare", NOON) as session:
        ground = Ground(*(session.new_id() for _ in range(4)))
        session.add(Member(id=ground.member, number=1, name="Rosa Quishpe", kind="family"))
        session.add(Product(id=ground.product, code="MAN", name="Mandarina"))
        session.flush()
        session.add(Grade(id=ground.grade, product_id=ground.product, code="1", name="primera"))
        session.flush()
        session.add(
            Lot(
                id=ground.lot,
                code="MAN-20260714-C03-01",
                product_id=ground.product,
                grade_id=ground.grade,
                opened_on=DAY,
            )
        )
    return ground


def weigh_in_row(session: Writing, ground: Ground, number: int, grams: int = 23_500) -> dict[str, Any]:
    """Return a complete row of a weigh-in."""
    return {
        "id": session.new_id(),
        "series": "001-001",
        "number": number,
        "member_id": ground.member,
        "plot_id": None,
        "product_id": ground.product,
        "variety_id": None,
        "grade_id": ground.grade,
        "lot_id": ground.lot,
        "harvested_on": DAY,
        "received_at": NOON,
        "container_kind_id": None,
        "containers": 3,
        "gross_g": grams + 1_500,
        "tare_g": 1_500,
        "damaged_g": 0,
        "net_g": grams,
        "accepted_g": grams,
        "price_micros": 600_000,
        "paid_unit": None,
        "paid_milli": None,
        "paid_price_micros": None,
        "place": "Centro",
        "weigher": "Ana",
        "note": "",
    }


def weigh(session: Writing, ground: Ground, number: int, grams: int = 23_500) -> WeighIn:
    """Add a weigh-in with its receipt, the receipt first: the flush has to put them in order."""
    row = WeighIn(**weigh_in_row(session, ground, number, grams))
    session.add(
        StockMovement(id=session.new_id(), lot_id=ground.lot, kind="receipt", grams=grams, at=NOON, weigh_in_id=row.id)
    )
    session.add(row)
    return row


def journal(database: Database) -> list[Line]:
    """Return the whole journal in its order."""
    with database.reading() as session:
        rows = session.execute(sa.select(JOURNAL).order_by(JOURNAL.c.dev, JOURNAL.c.seq)).all()
    bodies = [json.loads(bytes(row.body)) for row in rows]
    return [
        Line(row.op, body["t"], body["id"], body["v"], body.get("base"), row.hlc)
        for row, body in zip(rows, bodies, strict=True)
    ]
