"""What is packed, in grams: containers by the packaging of the day, units by the conversion of the day."""

import uuid
from dataclasses import dataclass
from datetime import date

from sse_desktop.commands.lot_draws import conversions_of
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import UNIT, Quantity, containers_and_loose, convert_to_kg, whole_pieces
from sse_desktop.queries.packagings import packed_on
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import ContainerKind, Product

THOUSAND = 1000


class NotPackedSo(DomainError):
    """Nobody said how many units of the product fill such a container."""

    sentence = N_(
        "It is not known how many {product} fill one {container}. Nothing was saved. Add the packaging to the product."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedOut:
    """What goes into a new lot: grams, or units or containers that are converted by the rules of the day.

    Without a grade or place those of the first lot are kept. Weighed grams count before converted ones.
    """

    grade_id: uuid.UUID | None = None
    place: str | None = None
    grams: int | None = None
    units: Quantity | None = None
    container_kind_id: uuid.UUID | None = None
    containers: int = 0
    loose_units: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """Grams with what was counted, if anything was."""

    grams: int
    units: Quantity | None = None
    containers: int | None = None
    loose_units: int | None = None


def packed(session: Writing, product_id: uuid.UUID, on: date, given: SortedOut) -> Packed:
    """Return the grams of what is packed; full containers and loose units are reckoned where only units are given.

    Raises:
        NotPackedSo, NoConversion, NotWholePieces.
    """
    product = session.get_one(Product, product_id)
    units, full, loose = _counted(session, product, on, given)
    if given.grams is not None:
        return Packed(given.grams, units, full, loose)
    if units is None:
        return Packed(0)
    return Packed(convert_to_kg(units, conversions_of(session, product_id), on).milli, units, full, loose)


def _counted(
    session: Writing, product: Product, on: date, given: SortedOut
) -> tuple[Quantity | None, int | None, int | None]:
    if given.container_kind_id is None:
        return (None if given.units is None else whole_pieces(given.units)), None, None
    per_container = units_per_container(session, product, given.container_kind_id, on)
    unit = product.sale_unit or UNIT
    if given.units is not None:
        full, loose = containers_and_loose(whole_pieces(given.units).milli // THOUSAND, per_container)
        return given.units, full, loose
    units = given.containers * per_container + given.loose_units
    return Quantity(units * THOUSAND, unit), given.containers, given.loose_units


def units_per_container(session: Writing, product: Product, container_kind_id: uuid.UUID, on: date) -> int:
    """Return how many sale units fill one container on that day.

    Raises:
        NotPackedSo.
    """
    for way in packed_on(session, [product.id], on):
        if way.container_kind_id == container_kind_id:
            return way.units
    raise NotPackedSo(product=product.name, container=session.get_one(ContainerKind, container_kind_id).name)
