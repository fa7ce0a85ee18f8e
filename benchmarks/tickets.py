"""Rows of weigh-ins and their movements, as the store takes them and as a bare driver does."""

import itertools
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sse_desktop import clock
from sse_desktop.store.record import Base

Pair = tuple[dict[str, Any], dict[str, Any]]


def pairs(refers_to: dict[str, uuid.UUID], numbers: Iterator[int], count: int) -> Iterator[Pair]:
    """Yield weigh-ins with their movements; `refers_to` names member, product, grade and lot."""
    now = clock.now()
    for number in itertools.islice(numbers, count):
        row = weigh_in_row(refers_to, number, now)
        yield row, movement_row(row, now)


def weigh_in_row(refers_to: dict[str, uuid.UUID], number: int, now: datetime) -> dict[str, Any]:
    return {
        "id": clock.new_id(),
        "series": "001-002",
        "number": number,
        **refers_to,
        "plot_id": None,
        "variety_id": None,
        "harvested_on": now.date(),
        "received_at": now,
        "container_kind_id": None,
        "containers": 0,
        "gross_g": 25_000,
        "tare_g": 0,
        "damaged_g": 0,
        "net_g": 25_000,
        "accepted_g": 25_000,
        "price_micros": 600_000,
        "paid_unit": None,
        "paid_milli": None,
        "paid_price_micros": None,
        "place": "C01",
        "weigher": "Ana",
        "note": "",
    }


def movement_row(weigh_in: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "id": clock.new_id(),
        "lot_id": weigh_in["lot_id"],
        "kind": "receipt",
        "grams": weigh_in["accepted_g"],
        "at": now,
        "weigh_in_id": weigh_in["id"],
        "delivery_line_id": None,
        "acceptance_line_id": None,
        "reason": "",
    }


def statement(cls: type[Base], row: dict[str, Any]) -> str:
    """Return the driver's insert of a row."""
    return f"INSERT INTO {cls.__tablename__} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - names of our own tables


def bound(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a row as the driver takes it, in the order of the table's columns."""
    return tuple(_plain(value) for value in row.values())


def _plain(value: Any) -> Any:
    match value:
        case uuid.UUID():
            return value.hex
        case datetime():
            return value.replace(tzinfo=None).isoformat(" ", "microseconds")
        case date():
            return value.isoformat()
        case _:
            return value
