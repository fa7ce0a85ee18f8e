"""Our own records tell what work costs by the kilo and what sorting takes away; a price shows from what it learned."""

import uuid
from datetime import date
from fractions import Fraction
from typing import Any

from sse_desktop.commands.packing import SortedOut
from sse_desktop.commands.sorting import Sorted, SortedIn, SortingData, sort_lots, void_sorting
from sse_desktop.commands.work_days import WorkData, WorkLine, record_work
from sse_desktop.commands.workers import WorkerData, add_worker
from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.domain.work import Task
from sse_desktop.queries.cost_proposals import proposed_costs
from sse_desktop.queries.fair_price_rows import PartOrigin
from sse_desktop.queries.learned_losses import learned_loss
from sse_desktop.store.database import Database
from tests.builders import TODAY, Office, a_member, a_product, a_weigh_in
from tests.pricing import all_costs, oranges, part_of, the_line, the_product, usd

YEAR = (date(2026, 1, 1), TODAY)


def a_lot(office: Office, product: uuid.UUID, grams: int = 100_000) -> uuid.UUID:
    lot: uuid.UUID = a_weigh_in(office, a_member(office), product, grams).lot_id
    return lot


def sort(office: Office, kind: SortingKind, lot: uuid.UUID, out: int) -> Sorted:
    made: Sorted = office.write(
        sort_lots,
        SortingData(
            kind=kind, inputs=(SortedIn(lot_id=lot),), outputs=(SortedOut(grams=out),), loss_reason="too small"
        ),
    )
    return made


def work(office: Office, task: Task, lot: uuid.UUID, dollars: int) -> None:
    worker = office.write(add_worker, WorkerData(name=f"Rosa {task} {dollars}"))
    line = WorkLine(worker_id=worker, rate_micros=dollars * 1_000_000, pieces=1)
    office.write(record_work, WorkData(worked_on=TODAY, task=task, lot_id=lot, lines=[line]))


def proposals(office: Office) -> dict[PricePart, Any]:
    return {row.part: row for row in office.read(proposed_costs, *YEAR)}


def test_loss_is_what_did_not_come_out_of_what_went_in(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    assert office.read(learned_loss, product) is None

    graded = sort(office, SortingKind.GRADING, a_lot(office, product), 90_000)
    sort(office, SortingKind.PACKING, graded.lot_ids[0], 81_000)
    found = office.read(learned_loss, product)

    assert found.share == Fraction(19, 100)
    assert (found.went_in, found.lost) == (Quantity.of(190, "kg"), Quantity.of(19, "kg"))
    assert (found.sortings, found.first, found.last) == (2, TODAY, TODAY)
    assert office.read(learned_loss, product, date(2026, 7, 13)) is None


def test_a_voided_sorting_teaches_nothing(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    made = sort(office, SortingKind.GRADING, a_lot(office, product), 90_000)

    office.write(void_sorting, made.id, "Typed twice")

    assert office.read(learned_loss, product) is None


def test_a_price_takes_the_learned_loss_until_one_is_recorded(database: Database) -> None:
    office = Office(database)
    all_costs(office, PricePart.LOSS)
    bid_id = oranges(office)
    assert the_line(office, bid_id, on=TODAY).missing == (PricePart.LOSS,)

    sort(office, SortingKind.GRADING, a_lot(office, the_product(office, bid_id)), 90_000)
    part = part_of(office, bid_id, PricePart.LOSS)

    assert (part.share_bp, part.amount, part.origin) == (1000, usd("0.322222"), PartOrigin.LEARNED)
    assert (part.lost, part.went_in) == (Quantity.of(10, "kg"), Quantity.of(100, "kg"))


def test_work_tied_to_lots_is_proposed_by_the_kilo(database: Database) -> None:
    office = Office(database)
    product = a_product(office)
    lot = a_lot(office, product)
    work(office, Task.COLLECTION, lot, 6)
    work(office, Task.CLEANING, lot, 2)
    work(office, Task.GRADING, lot, 1)
    work(office, Task.PACKING, lot, 9)
    found = proposals(office)

    assert set(found) == {PricePart.COLLECTION, PricePart.CLEANING}
    collection, cleaning = found[PricePart.COLLECTION], found[PricePart.CLEANING]
    assert (collection.amount, collection.unit, collection.basis) == (usd("0.06"), "kg", CostBasis.UNIT)
    assert (cleaning.amount, cleaning.facts["entries"]) == (usd("0.03"), 2)
    assert (cleaning.product_id, cleaning.valid_from) == (product, TODAY)


def test_a_learned_loss_is_proposed_with_its_sortings(database: Database) -> None:
    office = Office(database)
    sort(office, SortingKind.GRADING, a_lot(office, a_product(office)), 90_000)

    loss = proposals(office)[PricePart.LOSS]

    assert (loss.share_bp, loss.basis, loss.amount) == (1000, CostBasis.SHARE, None)
    assert loss.sentence.format_map(loss.facts).startswith("Sortings: 1, from 2026-07-14")
