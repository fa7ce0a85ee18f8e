"""The least a family must be paid, as it was agreed: cost of production, assembly, support price, fair trade minimum."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sse_desktop.commands.changing import BelowNothing, Seen, change_fields
from sse_desktop.commands.costs import SourceMissing, UnitMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.fair_price_parts import MinimumKind
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.prices import AgreedMinimum


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedMinimumData:
    """The least for a unit of a product from a day on, and the premium that comes on top of it."""

    product_id: uuid.UUID
    kind: MinimumKind
    unit: str
    price: UnitPrice
    valid_from: date
    source: str
    premium: UnitPrice | None = None


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def add_agreed_minimum(session: Writing, data: AgreedMinimumData) -> uuid.UUID:
    """Store a minimum and return its id; the one of an earlier day stays for the days before.

    Raises:
        BelowNothing, DifferentCurrencies, UnitMissing, SourceMissing.
    """
    row = AgreedMinimum(id=session.new_id(), **_columns(data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def change_agreed_minimum(
    session: Writing, minimum_id: uuid.UUID, data: AgreedMinimumData, seen: Seen | None = None
) -> None:
    """Store new data of a minimum.

    Raises:
        ChangedMeanwhile, and all of `add_agreed_minimum`.
    """
    change_fields(session.get_one(AgreedMinimum, minimum_id), _columns(data), seen)


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def archive_agreed_minimum(session: Writing, minimum_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a minimum out of the lists and of new prices, or back in."""
    session.get_one(AgreedMinimum, minimum_id).archived = archived


def _columns(data: AgreedMinimumData) -> dict[str, Any]:
    premium = data.premium or UnitPrice(0, data.price.currency)
    if premium.currency != data.price.currency:
        raise DifferentCurrencies(first=premium.currency, second=data.price.currency)
    if data.price.micros < 0 or premium.micros < 0:
        raise BelowNothing
    if not data.unit.strip():
        raise UnitMissing
    if not data.source.strip():
        raise SourceMissing
    return {
        "product_id": data.product_id,
        "kind": data.kind.value,
        "unit": data.unit.strip(),
        "price_micros": data.price.micros,
        "premium_micros": premium.micros,
        "currency": data.price.currency,
        "valid_from": data.valid_from,
        "source": data.source.strip(),
    }
