"""Where certified plots are asked for, only their produce counts, and every number opens down to its entries."""

import uuid
from datetime import timedelta
from typing import Any

from sse_desktop.commands.bids import mark_ready, start_bid
from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.domain.capacity_parts import PartKind
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.capacity import ProductCapacity, bid_capacity, tender_capacity, what_if
from sse_desktop.queries.plans import Demand
from sse_desktop.store.database import Database
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged
from tests.builders import TODAY, Office, a_member, a_plot, a_weigh_in

THIS_WEEK = Week.of(TODAY)


def certified(office: Office, plot: uuid.UUID, kind: str = "bpa", **more: Any) -> None:
    data = PaperData(**{"kind": kind, "title": "Certificate", "holder_kind": "plot", "plot_id": plot, **more})
    office.write(add_paper, data)


def reckon(office: Office, product: uuid.UUID, certificate: str | None, week: Week = WEEKS[0]) -> ProductCapacity:
    kilo = Quantity.of(1, "kg")
    asked = [Demand(description="Granadilla", product_id=product, quantity=kilo, plan={week: kilo})]
    products: tuple[ProductCapacity, ...] = office.read(what_if, asked, TODAY, certificate=certificate).products
    return products[0]


def kilos(office: Office, product: uuid.UUID, certificate: str | None) -> int:
    return reckon(office, product, certificate).largest.milli // 1000


def a_grower(office: Office, product: uuid.UUID, name: str, kilos_a_week: int, *, kind: str = "") -> uuid.UUID:
    """A member with one plot, certified if a kind is named, who pledges for the four weeks."""
    member = a_member(office, name)
    plot = a_plot(office, member, product_id=product)
    if kind:
        certified(office, plot, kind)
    pledged(office, product, dict.fromkeys(WEEKS, kilos_a_week), member)
    return plot


def test_only_the_forecast_of_certified_plots_counts(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_grower(office, product, "With BPA", 30, kind="bpa")
    a_grower(office, product, "With SPG", 20, kind="spg")
    a_grower(office, product, "With nothing", 50)

    assert [kilos(office, product, kind) for kind in (None, "", "bpa", "spg", "gap")] == [100, 50, 30, 20, 0]


def test_a_lot_counts_when_all_in_it_was_certified_on_the_day_of_its_harvest(database: Database) -> None:
    office = Office(database)
    product, member = fruit(office), a_member(office)
    good, plain = a_plot(office, member, "High"), a_plot(office, member, "Low")
    certified(office, good, valid_from=TODAY, valid_to=TODAY + timedelta(days=300))
    a_weigh_in(office, member, product, 40_000, plot_id=good, place="C01")
    a_weigh_in(office, member, product, 30_000, plot_id=good, place="C02")
    a_weigh_in(office, member, product, 5_000, plot_id=plain, place="C02")
    a_weigh_in(office, member, product, 20_000, place="C03")
    a_weigh_in(office, member, product, 10_000, plot_id=good, harvested_on=TODAY - timedelta(days=1), place="C04")

    assert kilos(office, product, None) == 105
    assert kilos(office, product, "") == kilos(office, product, "bpa") == 40
    assert kilos(office, product, "spg") == 0
    assert [part.name.split("-")[2] for part in reckon(office, product, "").parts] == ["C01"]


def test_what_came_in_this_week_is_not_counted_again_as_certified_forecast(database: Database) -> None:
    office = Office(database)
    product, member = fruit(office), a_member(office)
    plot = a_plot(office, member, product_id=product)
    certified(office, plot)
    pledged(office, product, {THIS_WEEK: 100}, member)
    a_weigh_in(office, member, product, 30_000, plot_id=plot)

    assert kilos(office, product, None) == kilos(office, product, "") == 100


def test_other_promises_take_uncertified_produce_first(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_grower(office, product, "Certified", 50, kind="bpa")
    a_grower(office, product, "Plain", 30)
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 2000, product_id=product)  # 50 kg a week: 20 kg more than the plain plots give
    office.write(mark_ready, a_bid(office, other))

    found = reckon(office, product, "", WEEKS[3])

    assert found.largest == Quantity.of(120, "kg")  # 4 × (50 − 20)
    taken = [part for part in found.parts if part.kind is PartKind.OVERFLOW]
    assert [(part.week, part.grams) for part in taken] == [(week, -20_000) for week in WEEKS]
    assert reckon(office, product, None, WEEKS[3]).largest == Quantity.of(120, "kg")


def test_promises_that_ask_for_certified_plots_count_in_full(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_grower(office, product, "Certified", 50, kind="bpa")
    a_grower(office, product, "Plain", 500)
    other = a_tender(office, reference="FI-2", certified_plots_only=True, certificate_kind="bpa")
    an_item(office, other, 1600, product_id=product)  # 40 kg a week
    office.write(mark_ready, a_bid(office, other))

    assert kilos(office, product, "bpa") == 10
    assert kilos(office, product, None) == 510


def test_a_tender_that_asks_for_certified_plots_is_reckoned_so_from_notice_to_bid(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    a_grower(office, product, "Certified", 50, kind="bpa")
    a_grower(office, product, "Plain", 500)
    made = a_tender(office, certified_plots_only=True, certificate_kind="bpa")
    an_item(office, made, 4000, product_id=product)

    [asked] = office.read(tender_capacity, made, TODAY).products
    [offered] = office.read(bid_capacity, office.write(start_bid, made), TODAY).products

    assert asked.first_gap is not None
    assert asked.first_gap.gap == 50_000
    assert (asked.certificate, asked.weeks, asked.parts) == ("bpa", offered.weeks, offered.parts)


def test_every_number_opens_down_to_lots_families_and_promises(database: Database) -> None:
    office = Office(database)
    product, member = fruit(office, shelf_days=60, safety_margin_bp=1000), a_member(office)
    lot = a_weigh_in(office, member, product, 70_000)
    pledged(office, product, {WEEKS[0]: 100, WEEKS[1]: 50}, member)
    pledged(office, product, {WEEKS[0]: 20})
    other = a_tender(office, reference="FI-2")
    an_item(office, other, 400, product_id=product)
    office.write(mark_ready, a_bid(office, other))

    found = reckon(office, product, None, WEEKS[1])

    behind = found.behind(WEEKS[1])
    assert sum(part.grams for part in behind) == found.weeks[-3].available
    shown = [(part.kind, part.name, str(part.week), part.grams, part.members) for part in behind]
    assert shown == [
        (PartKind.STOCK, lot.lot_code, "2026-W29", 70_000, 0),
        (PartKind.FORECAST, "", "2026-W36", 108_000, 2),
        (PartKind.FORECAST, "", "2026-W37", 45_000, 1),
        (PartKind.BID, "FI-2", "2026-W36", -10_000, 0),
        (PartKind.BID, "FI-2", "2026-W37", -10_000, 0),
    ]
    assert (found.pledged, found.expected, found.margin_bp) == (Quantity.of(170, "kg"), Quantity.of(170, "kg"), 1000)
    [sums] = [each for each in found.sums if each.week == WEEKS[1]]
    assert (sums.stock, sums.forecast, sums.pooled, sums.promised, sums.spoiled) == (70_000, 153_000, 0, 20_000, 0)
