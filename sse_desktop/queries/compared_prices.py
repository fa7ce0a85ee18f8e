"""Scenarios side by side as the assembly saw them when one was chosen: rows, as JSON text and back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPrice:
    """A scenario beside the others: what it offers, whom it serves, what it leaves. None is what nobody knows."""

    title: str
    chosen: bool
    offer: Money
    volume: tuple[Quantity, ...]
    families: int | None
    points: Decimal | None
    left: Money | None
    left_bp: int | None
    to_families: Money | None
    farmer_share_bp: int | None
    keeps_floor: bool | None


def comparison_text(rows: Sequence[ComparedPrice]) -> str:
    """Return a comparison as JSON text; equal rows give equal text."""
    return json.dumps([_kept(row) for row in rows], ensure_ascii=False, sort_keys=True)


def comparison_of(text: str) -> list[ComparedPrice]:
    """Return the comparison that `comparison_text` wrote; nothing for an empty text."""
    return [_row(kept) for kept in json.loads(text or "[]")]


def _kept(row: ComparedPrice) -> dict[str, Any]:
    plain = ("title", "chosen", "families", "left_bp", "farmer_share_bp", "keeps_floor")
    return {
        **{name: getattr(row, name) for name in plain},
        "currency": row.offer.currency,
        "offer": row.offer.minor,
        "left": row.left.minor if row.left is not None else None,
        "to_families": row.to_families.minor if row.to_families is not None else None,
        "points": str(row.points) if row.points is not None else None,
        "volume": [[volume.milli, volume.unit] for volume in row.volume],
    }


def _row(kept: dict[str, Any]) -> ComparedPrice:
    currency: str = kept["currency"]
    return ComparedPrice(
        title=kept["title"],
        chosen=kept["chosen"],
        offer=Money(kept["offer"], currency),
        volume=tuple(Quantity(milli, unit) for milli, unit in kept["volume"]),
        families=kept["families"],
        points=Decimal(kept["points"]) if kept["points"] is not None else None,
        left=_money(kept["left"], currency),
        left_bp=kept["left_bp"],
        to_families=_money(kept["to_families"], currency),
        farmer_share_bp=kept["farmer_share_bp"],
        keeps_floor=kept["keeps_floor"],
    )


def _money(minor: int | None, currency: str) -> Money | None:
    return Money(minor, currency) if minor is not None else None
