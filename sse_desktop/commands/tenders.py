"""Tenders: entering them by hand, changing, dropping and taking them up again."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import Money, UnitPrice, minor_digits
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.zones import zone_name
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.buyers import Buyer
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.tenders import Tender, TenderItem

BY_HAND = "hand"


class DatesReversed(DomainError):
    """A period ends before it begins."""

    sentence = N_("The delivery ends on {last}, before it begins on {first}. Nothing was saved. Correct the days.")


class QuantityNotPositive(DomainError):
    """A line asks for nothing or less."""

    sentence = N_("“{description}” needs a quantity above zero. Nothing was saved. Correct it, or leave it empty.")


class PriceBelowZero(DomainError):
    """A price is negative."""

    sentence = N_("The price of “{description}” is below zero. Nothing was saved. Correct it.")


class TaxBelowZero(DomainError):
    """A rate of tax is negative."""

    sentence = N_("The tax can't be less than 0 %. Nothing was saved. Correct it, or leave it empty.")


class BidIsOut(DomainError):
    """A tender cannot be dropped while a bid for it is with the buyer."""

    sentence = N_("A bid for this tender is with the buyer. Nothing was changed. Withdraw the bid first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderData:
    """What a notice says of a tender. Unknown is None or empty.

    `deadline` and `questions_deadline` are aware, in the buyer's own zone. `deadline_stated` is False when the hour or the
    zone had to be assumed. `procedure` is an id of the profile or the buyer's own word. `value_with_tax` is None while nobody
    said whether the value holds the tax, whose rate is `value_tax_bp` in hundredths of a percent. `reserved` are the codes
    of domain/reservations.py separated by commas, `channel` is a code of the profile. `requests_deadline` ends the time for
    requests to take part, where these come before offers. `notice_version` names the notice as `id-version`. With
    `certified_plots_only` the produce must come from plots with a paper of `certificate_kind`, any when it is empty.
    """

    title: str
    reference: str = ""
    ocid: str = ""
    description: str = ""
    buyer_id: uuid.UUID | None = None
    buyer_name: str = ""
    buyer_tax_id: str = ""
    country: str = ""
    language: str = ""
    procedure: str = ""
    status: str = ""
    published_on: date | None = None
    deadline: datetime | None = None
    deadline_stated: bool = False
    questions_deadline: datetime | None = None
    requests_deadline: datetime | None = None
    opening_on: date | None = None
    award_on: date | None = None
    delivery_from: date | None = None
    delivery_to: date | None = None
    currency: str = ""
    value: Money | None = None
    value_with_tax: bool | None = None
    value_tax_bp: int | None = None
    reserved: str = ""
    province: str = ""
    canton: str = ""
    channel: str = ""
    notice_version: str = ""
    certified_plots_only: bool = False
    certificate_kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotData:
    """A part of a tender that is awarded on its own; `reserved` as of a tender."""

    code: str
    title: str = ""
    value: Money | None = None
    reserved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemData:
    """A line the buyer asks for: up to three decimals of the unit; `price` is the buyer's own, up to six decimals.

    `unit_word` is the buyer's word of which a person said with this line that it means `unit`.
    """

    description: str
    quantity: Decimal | None = None
    unit: str = ""
    classification_scheme: str = ""
    classification_id: str = ""
    lot_code: str = ""
    price: Decimal | None = None
    product_id: uuid.UUID | None = None
    unit_word: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def enter_tender(session: Writing, data: TenderData) -> uuid.UUID:
    """Store a tender typed by hand and return its id; a buyer known by number or name is linked.

    Raises:
        NameMissing: it has neither title nor reference. DatesReversed. NotACurrency.
    """
    row = Tender(id=session.new_id(), source=BY_HAND, **tender_columns(session, data))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def change_tender(session: Writing, tender_id: uuid.UUID, data: TenderData, seen: Seen | None = None) -> None:
    """Store new data of a tender; lots, lines, papers and bids stay as they are.

    Raises:
        ChangedMeanwhile, and all of `enter_tender`.
    """
    row = session.get_one(Tender, tender_id)
    columns = tender_columns(session, data)
    search = columns.pop("search")
    if change_fields(row, columns, seen):
        row.search = search


@allowed(Role.SECRETARY, Role.PRESIDENT)
def drop_tender(session: Writing, tender_id: uuid.UUID, reason: str) -> None:
    """Say that we do not bid, and why; a draft stays for reading.

    Raises:
        ReasonMissing. BidIsOut: withdraw the bid first.
    """
    why = reason_given(reason)
    out = sa.select(Bid.id).where(Bid.tender_id == tender_id, Bid.state == BidState.SUBMITTED.value)
    if session.scalar(out.limit(1)) is not None:
        raise BidIsOut
    row = session.get_one(Tender, tender_id)
    row.dropped, row.drop_reason = True, why


@allowed(Role.SECRETARY, Role.PRESIDENT)
def reopen_tender(session: Writing, tender_id: uuid.UUID) -> None:
    """Take a dropped tender up again."""
    row = session.get_one(Tender, tender_id)
    row.dropped, row.drop_reason = False, ""


def tender_columns(session: Writing, data: TenderData) -> dict[str, Any]:
    """Return the columns of a tender whose data are right."""
    if not (data.title.strip() or data.reference.strip()):
        raise NameMissing
    if data.delivery_from and data.delivery_to and data.delivery_to < data.delivery_from:
        raise DatesReversed(first=data.delivery_from, last=data.delivery_to)
    if data.value_tax_bp is not None and data.value_tax_bp < 0:
        raise TaxBelowZero
    moved = {"deadline", "questions_deadline", "requests_deadline", "value"}
    names = [name for name in TenderData.__dataclass_fields__ if name not in moved]
    columns = cleaned({name: getattr(data, name) for name in names})
    columns |= {
        "title": columns["title"] or columns["reference"],
        "buyer_id": data.buyer_id or _known_buyer(session, columns["buyer_name"], columns["buyer_tax_id"]),
        "deadline_at": data.deadline,
        "deadline_zone": _zone(data.deadline, data.requests_deadline, data.questions_deadline),
        "questions_deadline_at": data.questions_deadline,
        "requests_deadline_at": data.requests_deadline,
        "currency": data.value.currency if data.value else columns["currency"],
        "value_minor": data.value.minor if data.value else None,
    }
    if not data.certified_plots_only:
        columns["certificate_kind"] = ""
    if columns["currency"]:
        minor_digits(columns["currency"])
    columns["search"] = fold(" ".join(columns[name] for name in ("reference", "title", "buyer_name", "ocid")))
    return columns


def _zone(*moments: datetime | None) -> str:
    """Return the zone of the first day that is known: the buyer has one clock for all of them."""
    return next((zone_name(moment) for moment in moments if moment is not None), "")


def item_columns(data: ItemData, currency: str) -> dict[str, Any]:
    """Return the columns of a line whose data are right; `currency` is the tender's.

    Raises:
        NameMissing, QuantityNotPositive, PriceBelowZero, TooManyDecimals, NumberTooLarge.
    """
    if not data.description.strip():
        raise NameMissing
    if data.quantity is not None and data.quantity <= 0:
        raise QuantityNotPositive(description=data.description)
    if data.price is not None and data.price < 0:
        raise PriceBelowZero(description=data.description)
    names = ("description", "unit", "classification_scheme", "classification_id", "product_id")
    return cleaned({name: getattr(data, name) for name in names}) | {
        "quantity_milli": Quantity.of(data.quantity, data.unit).milli if data.quantity is not None else None,
        "price_micros": UnitPrice.of(data.price, currency).micros if data.price is not None else None,
    }


def tender_currency(session: Writing, tender: Tender) -> str:
    """Return the tender's currency, else the cooperative's."""
    return tender.currency or session.scalars(sa.select(Cooperative.currency)).one()


def next_position(session: Writing, tender_id: uuid.UUID) -> int:
    """Return the position after the last line of a tender."""
    last = sa.select(sa.func.max(TenderItem.position)).where(TenderItem.tender_id == tender_id)
    return (session.scalar(last) or 0) + 1


def _known_buyer(session: Writing, name: str, tax_id: str) -> uuid.UUID | None:
    """Return a buyer of ours with this number, else with this name; none is made for a tender we may never answer."""
    if tax_id:
        found = session.scalar(sa.select(Buyer.id).where(Buyer.tax_id == tax_id, ~Buyer.archived).limit(1))
        if found is not None:
            return found
    return session.scalar(sa.select(Buyer.id).where(Buyer.name == name, ~Buyer.archived).limit(1)) if name else None
