"""Two cooperatives pool what they can deliver; each sees the other's weeks, and never a member."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from sse_desktop.commands.bids import mark_ready
from sse_desktop.commands.pooled_capacity import (
    AlreadyPooled,
    AnotherKey,
    MadeInTheFuture,
    OlderCapacity,
    OtherTender,
    OwnCapacity,
    PartnerNotCertified,
    PooledData,
    PooledWeekData,
    map_pooled_product,
    sign_with_our_key,
    take_in_capacity,
    take_out_capacity,
)
from sse_desktop.domain.capacity_parts import PartKind
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.capacity import tender_capacity
from sse_desktop.queries.capacity_offer import capacity_offer
from sse_desktop.queries.pooled_capacity import our_fingerprint, pooled_capacity
from sse_desktop.store.database import Database
from sse_desktop.store.signing import fingerprint, is_signed_by
from sse_desktop.store.tables.demands import SigningKey
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged
from tests.builders import NOW, TODAY, Office

MADE = datetime(2026, 7, 14, 12, 0, tzinfo=UTC)


def a_file(**changes: Any) -> PooledData:
    """Twenty kilos of granadilla in each of the four weeks, from Río Blanco."""
    weeks = tuple(PooledWeekData(their_product="Granadilla", week=week, grams=20_000) for week in WEEKS)
    data: dict[str, Any] = {
        "cooperative": "Río Blanco",
        "tax_id": "1790011674001",
        "reference": "FI-01-2026",
        "ocid": "",
        "made_at": MADE,
        "fingerprint": "00001 00002",
        "digest": "a",
        "certificate": None,
        "weeks": weeks,
    }
    return PooledData(**(data | changes))


def a_consortium(office: Office, **more: Any) -> tuple[uuid.UUID, uuid.UUID]:
    """A tender for 100 kg a week, of which we have 85: tender and product."""
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 85))
    tender = a_tender(office, **more)
    an_item(office, tender, 4000, product_id=product)
    return tender, product


def gap(office: Office, tender: uuid.UUID) -> int:
    [found] = office.read(tender_capacity, tender, TODAY).products
    return found.first_gap.gap if found.first_gap is not None else 0


def test_what_a_partner_offers_counts_for_its_tender_only(database: Database) -> None:
    office = Office(database)
    tender, product = a_consortium(office)
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 4000, product_id=product)
    assert gap(office, tender) == gap(office, other) == 15_000

    office.write(take_in_capacity, tender, a_file())

    assert gap(office, tender) == 0
    assert gap(office, other) == 15_000
    [found] = office.read(tender_capacity, tender, TODAY).products
    shares = [(part.name, part.grams) for part in found.parts if part.kind is PartKind.POOLED]
    assert shares == [("Río Blanco", 20_000)] * 4
    assert found.sums[-1].pooled == 80_000


def test_it_is_taken_out_again_and_may_come_back(database: Database) -> None:
    office = Office(database)
    tender, _ = a_consortium(office)
    made = office.write(take_in_capacity, tender, a_file())

    office.write(take_out_capacity, made)

    assert gap(office, tender) == 15_000
    assert office.read(pooled_capacity, tender) == []
    office.write(take_in_capacity, tender, a_file())
    assert gap(office, tender) == 0
    assert len(office.read(pooled_capacity, tender, archived=True)) == 1


def test_a_newer_file_takes_the_place_of_the_older_one(database: Database) -> None:
    office = Office(database)
    tender, _ = a_consortium(office)
    office.write(take_in_capacity, tender, a_file())
    weeks = tuple(replace(week, grams=5_000) for week in a_file().weeks)
    newer = a_file(made_at=MADE + timedelta(hours=1), digest="b", weeks=weeks)

    office.write(take_in_capacity, tender, newer)

    assert gap(office, tender) == 10_000
    [row] = office.read(pooled_capacity, tender)
    assert row.products[0].total == Quantity.of(20, "kg")
    for failure, file in ((OlderCapacity, a_file()), (AlreadyPooled, newer)):
        with pytest.raises(failure):
            office.write(take_in_capacity, tender, file)
    assert gap(office, tender) == 10_000


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"reference": "FI-02-2026"}, OtherTender),
        ({"reference": ""}, OtherTender),
        ({"digest": "c", "made_at": NOW + timedelta(days=2)}, MadeInTheFuture),
        ({"digest": "c", "fingerprint": "9", "made_at": MADE + timedelta(days=1)}, AnotherKey),
        ({"digest": "c", "fingerprint": "9", "cooperative": "Rio Negro"}, AnotherKey),
    ],
)
def test_files_that_do_not_fit_are_refused(database: Database, changes: dict[str, Any], failure: Any) -> None:
    office = Office(database)
    tender, _ = a_consortium(office)
    office.write(take_in_capacity, tender, a_file())

    with pytest.raises(failure):
        office.write(take_in_capacity, tender, a_file(**changes))

    assert len(office.read(pooled_capacity, tender)) == 1


def test_two_partners_stand_side_by_side(database: Database) -> None:
    office = Office(database)
    tender, _ = a_consortium(office)
    office.write(take_in_capacity, tender, a_file())

    office.write(take_in_capacity, tender, a_file(cooperative="Cañar", tax_id="", fingerprint="7", digest="d"))

    assert [row.cooperative for row in office.read(pooled_capacity, tender)] == ["Cañar", "Río Blanco"]


def test_our_own_file_is_refused(database: Database) -> None:
    office = Office(database)
    tender, _ = a_consortium(office)
    signature = office.write(sign_with_our_key, b"amounts")

    with pytest.raises(OwnCapacity):
        office.write(take_in_capacity, tender, a_file(fingerprint=fingerprint(signature.public)))


@pytest.mark.parametrize(("asked", "given"), [("bpa", None), ("bpa", "spg"), ("bpa", ""), ("", None)])
def test_amounts_of_any_plot_do_not_help_where_certified_ones_are_asked_for(
    database: Database, asked: str, given: str | None
) -> None:
    office = Office(database)
    tender, _ = a_consortium(office, certified_plots_only=True, certificate_kind=asked)

    with pytest.raises(PartnerNotCertified):
        office.write(take_in_capacity, tender, a_file(certificate=given))

    office.write(take_in_capacity, tender, a_file(certificate=asked or "spg"))


def test_their_product_is_said_once_and_remembered(database: Database) -> None:
    office = Office(database)
    tender, product = a_consortium(office)
    weeks = tuple(replace(week, their_product="Granadilla dulce") for week in a_file().weeks)
    made = office.write(take_in_capacity, tender, a_file(weeks=weeks))
    assert gap(office, tender) == 15_000  # nobody knows yet what it is

    office.write(map_pooled_product, made, "Granadilla dulce", product)

    assert gap(office, tender) == 0
    newer = a_file(weeks=weeks, digest="b", made_at=MADE + timedelta(hours=1))
    office.write(take_in_capacity, tender, newer)
    assert gap(office, tender) == 0


def test_what_spoils_counts_in_its_own_week_only(database: Database) -> None:
    office = Office(database)
    product = fruit(office, shelf_days=10)
    tender = a_tender(office)
    an_item(office, tender, 400, product_id=product)  # 10 kg a week
    one = (PooledWeekData(their_product="GRA", week=WEEKS[0], grams=40_000),)

    office.write(take_in_capacity, tender, a_file(weeks=one))

    [found] = office.read(tender_capacity, tender, TODAY).products
    assert [week.gap for week in found.weeks] == [0, 10_000, 20_000, 30_000]


# ---------------------------------------------------------------- ours


def test_our_key_is_made_once_and_its_secret_is_in_no_journal(database: Database) -> None:
    office = Office(database)
    assert office.read(our_fingerprint) == ""

    first, second = office.write(sign_with_our_key, b"one"), office.write(sign_with_our_key, b"two")

    assert first.public == second.public
    assert is_signed_by(first.public, second.signature, b"two")
    assert office.read(our_fingerprint) == fingerprint(first.public)
    with database.reading() as session:
        [key] = session.scalars(sa.select(SigningKey))
        journal = session.execute(sa.text("select * from journal")).all()
    assert all(key.private_key not in str(row) for row in journal)


def test_we_offer_what_is_left_of_what_is_asked_week_by_week(database: Database) -> None:
    office = Office(database)
    tender, product = a_consortium(office)
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 400, product_id=product)  # 10 kg a week
    office.write(mark_ready, a_bid(office, other))

    [found] = office.read(capacity_offer, tender, TODAY).products

    assert found.by_week == {WEEKS[0]: 75_000, WEEKS[1]: 75_000, WEEKS[2]: 75_000, WEEKS[3]: 75_000}
    assert (found.product, found.asked, found.total) == ("Granadilla", Quantity.of(400, "kg"), Quantity.of(300, "kg"))


def test_our_own_bid_for_the_tender_does_not_lower_what_we_offer(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, 120))
    tender = a_tender(office)
    an_item(office, tender, 4000, product_id=product)
    office.write(mark_ready, a_bid(office, tender))

    assert office.read(capacity_offer, tender, TODAY).products[0].total == Quantity.of(400, "kg")
