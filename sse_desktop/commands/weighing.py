"""What is typed at the scale, the rules it must obey, and the rows it becomes."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sse_desktop.commands.numbering import DocumentNumber
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.farm_price import PaidByUnit, paid_by_unit, per_kilo
from sse_desktop.domain.folding import fold
from sse_desktop.domain.lots import lot_code
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import KILO, Conversion
from sse_desktop.domain.weighing import Net, net_weight
from sse_desktop.store.database import Writing

TICKET = "weigh_ticket"
RECEIPT = "receipt"
# A harvest may be entered a day ahead: the date line and a wrong clock are forgiven, a wrong month is not.
AHEAD = timedelta(days=1)


class NoSuchMember(DomainError):
    """No member has this number."""

    sentence = N_("There is no member {member}. Nothing was saved. Check the number, or add the member first.")


class MemberArchived(DomainError):
    """The member delivers no more."""

    sentence = N_("{member} is archived. Nothing was saved. Take the member out of the archive first.")


class NoSuchProduct(DomainError):
    """The product is not known."""

    sentence = N_("There is no product {product}. Nothing was saved. Choose another one, or add the product first.")


class ProductArchived(DomainError):
    """The product is not bought any more."""

    sentence = N_("{product} is archived. Nothing was saved. Take the product out of the archive first.")


class NoSuchGrade(DomainError):
    """The grade is not one of the product's."""

    sentence = N_("{product} has no such grade. Nothing was saved. Choose one of its grades, or add the grade first.")


class NoSuchContainer(DomainError):
    """Containers were counted, but of no known kind, so the tare is not known."""

    sentence = N_("It is not known what these containers weigh empty. Nothing was saved. Choose the kind of container.")


class NotOfThisMember(DomainError):
    """A plot belongs to somebody else."""

    sentence = N_("This plot is not one of {member}. Nothing was saved. Choose another plot, or none.")


class NotOfThisProduct(DomainError):
    """A variety belongs to another product."""

    sentence = N_("This variety is not one of {product}. Nothing was saved. Choose another variety, or none.")


class InTheFuture(DomainError):
    """A weigh-in is dated ahead."""

    sentence = N_("{day} is still to come. Nothing was saved. Check the date.")


class PriceBelowZero(DomainError):
    """A family would pay for its own fruit."""

    sentence = N_("A price can't be below zero. Nothing was saved. Correct the price, or leave it empty.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighIn:
    """One load as typed; weights in grams, damaged ones counted without containers.

    `member` is an id or the member's number. Without a grade the product's first is taken; without a price the farm
    price of the day, or none when `price_later`. `received_at` is given only for a load weighed before it is entered.
    """

    member: uuid.UUID | int
    product_id: uuid.UUID
    gross_g: int
    grade_id: uuid.UUID | None = None
    variety_id: uuid.UUID | None = None
    plot_id: uuid.UUID | None = None
    container_kind_id: uuid.UUID | None = None
    containers: int = 0
    damaged_g: int = 0
    harvested_on: date | None = None
    received_at: datetime | None = None
    place: str = ""
    price_micros: int | None = None
    price_later: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class WeighInRecorded:
    """What was stored: the ticket's number, its weights in grams, and the lot the load went into."""

    id: uuid.UUID
    number: DocumentNumber
    net_g: int
    accepted_g: int
    lot_id: uuid.UUID
    lot_code: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the data say about a load: the rows it names and their rules."""

    member_id: uuid.UUID
    member_name: str
    member_archived: bool
    product_code: str
    product_name: str
    product_archived: bool
    grade_id: uuid.UUID | None
    tare_each_g: int | None
    farm_price_micros: int | None
    farm_price_unit: str | None = None
    factor: Conversion | None = (
        None  # what the unit of the farm price weighs on the day; None: it is the kilo, or not known
    )


@dataclass(frozen=True, slots=True)
class Load:
    """A load that obeys the rules, with its days, weights and price."""

    known: Known
    harvested_on: date
    received_at: datetime
    received_on: date
    net: Net
    price_micros: int | None
    place: str
    paid: PaidByUnit | None = None


def load(weigh_in: WeighIn, known: Known, received_at: datetime, received_on: date, today: date) -> Load:
    """Return the load, if it obeys the rules, with its weights and its price.

    Raises:
        MemberArchived, ProductArchived, NoSuchGrade, NoSuchContainer, InTheFuture, PriceBelowZero, BelowZero,
        TareExceedsGross, NothingWeighed, DamageExceedsNet.
    """
    if known.member_archived:
        raise MemberArchived(member=known.member_name)
    if known.product_archived:
        raise ProductArchived(product=known.product_name)
    if known.grade_id is None:
        raise NoSuchGrade(product=known.product_name)
    if known.tare_each_g is None and (weigh_in.containers or weigh_in.container_kind_id):
        raise NoSuchContainer
    harvested_on = weigh_in.harvested_on or received_on
    if max(harvested_on, received_on) > today + AHEAD:
        raise InTheFuture(day=max(harvested_on, received_on))
    net = net_weight(weigh_in.gross_g, weigh_in.containers, known.tare_each_g or 0, weigh_in.damaged_g)
    price, paid = _price(weigh_in, known, net.accepted_g)
    return Load(known, harvested_on, received_at, received_on, net, price, weigh_in.place.strip(), paid)


def is_by_unit(unit: str | None) -> bool:
    """Tell whether a farm price is for another unit than the kilo."""
    return unit not in {None, "", KILO}


def _price(weigh_in: WeighIn, known: Known, accepted_g: int) -> tuple[int | None, PaidByUnit | None]:
    """Return the price per kilo, and what is paid by the unit; a price whose unit has no weight is decided later."""
    if weigh_in.price_micros is not None:
        if weigh_in.price_micros < 0:
            raise PriceBelowZero
        return weigh_in.price_micros, None
    if weigh_in.price_later or known.farm_price_micros is None:
        return None, None
    if not is_by_unit(known.farm_price_unit):
        return known.farm_price_micros, None
    if known.factor is None:
        return None, None
    return priced_by_unit(known.farm_price_micros, known.factor, accepted_g, known.farm_price_unit or KILO)


def priced_by_unit(price_micros: int, factor: Conversion, accepted_g: int, unit: str) -> tuple[int, PaidByUnit]:
    """Return what a price for a unit is per kilo, and what is paid by the unit; `factor` weighs it as in `paid_by_unit`."""
    # The currency plays no part in the reckoning; the cooperative has one.
    price = UnitPrice(price_micros, "")
    return per_kilo(price, factor).micros, paid_by_unit(accepted_g, unit, price, factor)


def paid_columns(paid: PaidByUnit | None) -> dict[str, str | int | None]:
    """Return how what is paid by the unit is kept: nothing for a price per kilo."""
    return {
        "paid_unit": None if paid is None else paid.quantity.unit,
        "paid_milli": None if paid is None else paid.quantity.milli,
        "paid_price_micros": None if paid is None else paid.price.micros,
    }


def place_code(place: str) -> str:
    """Return the place as it stands in lot codes: its first six letters and digits, 00 for no place."""
    return re.sub(r"[^A-Z0-9]", "", fold(place).upper())[:6] or "00"


def free_lot_code(taken: set[str], product_code: str, day: date, place: str, device: str) -> tuple[str, int]:
    """Return the next code of a product, day and place on this device, and its sequence; two devices never meet."""
    sequence = 1
    while (code := f"{lot_code(product_code, day, place_code(place), sequence)}-{device}") in taken:
        sequence += 1
    return code, sequence


def lot_row(session: Writing, weigh_in: WeighIn, load: Load, taken: set[str]) -> dict[str, Any]:
    """Return every column but `stamps` of a new lot for a load; `taken` are the codes of the day so far."""
    code, sequence = free_lot_code(taken, load.known.product_code, load.received_on, load.place, session.device)
    return {
        "id": session.new_id(),
        "code": code,
        "product_id": weigh_in.product_id,
        "grade_id": load.known.grade_id,
        "opened_on": load.received_on,
        "place": load.place,
        "sequence": sequence,
        "closed_on": None,
        "held": False,
        "best_before": None,
        "note": "",
    }


def weigh_in_row(
    session: Writing, weigh_in: WeighIn, load: Load, lot_id: uuid.UUID, number: DocumentNumber
) -> dict[str, Any]:
    """Return every column of a weigh-in but `voided`."""
    return {
        "id": session.new_id(),
        "series": number.series,
        "number": number.number,
        "member_id": load.known.member_id,
        "plot_id": weigh_in.plot_id,
        "product_id": weigh_in.product_id,
        "variety_id": weigh_in.variety_id,
        "grade_id": load.known.grade_id,
        "lot_id": lot_id,
        "harvested_on": load.harvested_on,
        "received_at": load.received_at,
        "container_kind_id": weigh_in.container_kind_id,
        "containers": weigh_in.containers,
        "gross_g": weigh_in.gross_g,
        "tare_g": load.net.tare_g,
        "damaged_g": weigh_in.damaged_g,
        "net_g": load.net.net_g,
        "accepted_g": load.net.accepted_g,
        "price_micros": load.price_micros,
        **paid_columns(load.paid),
        "place": load.place,
        "weigher": session.actor.name,
        "note": weigh_in.note.strip(),
    }


def receipt_row(session: Writing, weigh_in: dict[str, Any]) -> dict[str, Any]:
    """Return every column but `voided` of the movement that brings a weigh-in's accepted weight into its lot."""
    return {
        "id": session.new_id(),
        "lot_id": weigh_in["lot_id"],
        "kind": RECEIPT,
        "grams": weigh_in["accepted_g"],
        "at": weigh_in["received_at"],
        "weigh_in_id": weigh_in["id"],
        "delivery_line_id": None,
        "acceptance_line_id": None,
        "reason": "",
    }
