"""What can be chosen where lots are sorted: lots with something in them, grades, ways of packing, and places."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import UNIT, Conversion
from sse_desktop.queries.packagings import Packed, packed_on
from sse_desktop.queries.places import PlaceRow, places
from sse_desktop.queries.products import GradeRow, conversions, products
from sse_desktop.queries.stock import LotFilter, LotRow, lots


@dataclass(frozen=True, slots=True, kw_only=True)
class SortingChoices:
    """Everything the form of a sorting offers, by product where it differs."""

    lots: tuple[LotRow, ...]
    grades: Mapping[uuid.UUID, tuple[GradeRow, ...]]
    units: Mapping[uuid.UUID, str]
    packing: Mapping[uuid.UUID, tuple[Packed, ...]]
    conversions: Mapping[uuid.UUID, tuple[Conversion, ...]]
    places: tuple[PlaceRow, ...]


def sorting_choices(session: Session, on: date) -> SortingChoices:
    """Return what can be sorted on a day; lots by product and last day of sale. An archived grade counts while lots have it."""
    stocked = lots(session, LotFilter(state="stocked"))
    known = [row for row in products(session, archived=None) if row.id in {lot.product_id for lot in stocked}]
    in_stock = {lot.grade_id for lot in stocked}
    ways = packed_on(session, [row.id for row in known], on)
    return SortingChoices(
        lots=tuple(sorted(stocked, key=lambda lot: (lot.product, lot.keeps_until or date.max, lot.code))),
        grades={
            row.id: tuple(grade for grade in row.grades if not grade.archived or grade.id in in_stock) for row in known
        },
        units={row.id: row.sale_unit or UNIT for row in known},
        packing={row.id: tuple(way for way in ways if way.product_id == row.id) for row in known},
        conversions={row.id: tuple(conversions(session, row.id)) for row in known},
        places=tuple(places(session)),
    )
