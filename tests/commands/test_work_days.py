import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from sse_desktop.commands.changing import ChangedMeanwhile, NameTaken
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import AlreadyVoided, ReasonMissing
from sse_desktop.commands.weighing import InTheFuture
from sse_desktop.commands.work_days import (
    NobodyWorked,
    NothingPaid,
    NotSoMuchOwed,
    WorkData,
    WorkerArchived,
    WorkLine,
    WorkPaymentData,
    pay_worker,
    record_work,
    void_work_day,
    void_work_payment,
)
from sse_desktop.commands.workers import WorkerData, add_worker, archive_worker, change_worker
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.work import HoursOrPieces, MoreThanADay, RateBelowNothing, Task
from sse_desktop.queries.search import search
from sse_desktop.queries.work_costs import work_costs
from sse_desktop.queries.work_days import WorkFilter, last_rates, rate_for, work_days, work_sums, worker_sums
from sse_desktop.queries.workers import WorkerFilter, work_payments, worker, worker_communities, workers
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import TODAY, Office, a_member, a_product, a_weigh_in

RATE = 1_875_000


def dollars(amount: str) -> Money:
    return Money.of(amount, "USD")


def a_worker(office: Office, name: str = "Rosa Tixi", **more: Any) -> uuid.UUID:
    added: uuid.UUID = office.write(add_worker, WorkerData(name=name, **more))
    return added


def work(
    office: Office, *who: uuid.UUID, hours: int = 8, on: date = TODAY, task: Task = Task.GRADING, **more: Any
) -> list[uuid.UUID]:
    lines = [WorkLine(worker_id=one, rate_micros=RATE, hours_milli=hours * 1000) for one in who]
    done: list[uuid.UUID] = office.write(record_work, WorkData(worked_on=on, task=task, lines=lines, **more))
    return done


def test_several_people_are_entered_in_one_go(database: Database) -> None:
    office = Office(database)
    rosa, luis = a_worker(office), a_worker(office, "Luis Paca")
    lot = a_weigh_in(office, a_member(office), a_product(office)).lot_id
    lines = [
        WorkLine(worker_id=rosa, rate_micros=RATE, hours_milli=7_500),
        WorkLine(worker_id=luis, rate_micros=120_000, pieces=41),
    ]

    office.write(record_work, WorkData(worked_on=TODAY, task=Task.PACKING, lines=lines, lot_id=lot, note=" rain "))

    told = [(row.worker, row.hours, row.pieces, row.pay, row.note) for row in office.read(work_days)]
    assert told == [
        ("Luis Paca", None, 41, dollars("4.92"), "rain"),
        ("Rosa Tixi", Quantity.of("7.5", "h"), None, dollars("14.06"), "rain"),
    ]
    assert {row.lot[:3] for row in office.read(work_days)} == {"MAN"}
    assert verify(database) == []


def test_wrong_work_is_refused_whole(plain_office: Office) -> None:
    rosa = a_worker(plain_office)
    good = WorkLine(worker_id=rosa, rate_micros=RATE, hours_milli=8000)

    def enter(*lines: WorkLine, on: date = TODAY) -> None:
        plain_office.write(record_work, WorkData(worked_on=on, task=Task.CLEANING, lines=lines))

    with pytest.raises(NobodyWorked):
        enter()
    with pytest.raises(InTheFuture):
        enter(good, on=TODAY + timedelta(days=1))
    with pytest.raises(HoursOrPieces):
        enter(good, WorkLine(worker_id=rosa, rate_micros=RATE))
    with pytest.raises(RateBelowNothing):
        enter(WorkLine(worker_id=rosa, rate_micros=-1, pieces=1))
    with pytest.raises(MoreThanADay):
        enter(good, good, good, WorkLine(worker_id=rosa, rate_micros=RATE, hours_milli=1))
    plain_office.write(archive_worker, rosa)
    with pytest.raises(WorkerArchived):
        enter(good)
    assert plain_office.read(work_days, WorkFilter(voided=None)) == []


def test_a_void_work_day_stays_and_counts_no_more(database: Database) -> None:
    office = Office(database)
    rosa = a_worker(office)
    [first] = work(office, rosa)
    work(office, rosa, hours=4, on=TODAY - timedelta(days=1))

    office.write(void_work_day, first, "wrong person")

    assert office.read(worker, rosa).earned == dollars("7.50")
    assert [row.voided for row in office.read(work_days, WorkFilter(voided=True))] == ["wrong person"]
    with pytest.raises(AlreadyVoided):
        office.write(void_work_day, first, "again")
    with pytest.raises(ReasonMissing):
        office.write(void_work_day, first, " ")


def test_undo_takes_back_all_people_of_one_entry(plain_office: Office) -> None:
    work(plain_office, a_worker(plain_office), a_worker(plain_office, "Luis"))

    assert plain_office.write(undo_last).entries == 2
    assert plain_office.read(work_days) == []


def test_what_is_owed_is_what_was_earned_less_what_was_paid(database: Database) -> None:
    office = Office(database)
    rosa = a_worker(office)
    work(office, rosa)

    payment = office.write(
        pay_worker, WorkPaymentData(worker_id=rosa, paid_on=TODAY, amount_minor=1_000, method="cash")
    )
    owed_after = office.read(worker, rosa).owed
    with pytest.raises(NotSoMuchOwed, match=r"is owed 5\.00 USD"):
        office.write(pay_worker, WorkPaymentData(worker_id=rosa, paid_on=TODAY, amount_minor=501))
    office.write(void_work_payment, payment, "typed twice")

    assert owed_after == dollars("5.00")
    assert office.read(worker, rosa).owed == dollars("15.00")
    assert [row.voided for row in office.read(work_payments, worker_id=rosa)] == ["typed twice"]
    assert office.read(work_payments, voided=False) == []
    with pytest.raises(NothingPaid):
        office.write(pay_worker, WorkPaymentData(worker_id=rosa, paid_on=TODAY, amount_minor=0))
    with pytest.raises(InTheFuture):
        office.write(pay_worker, WorkPaymentData(worker_id=rosa, paid_on=TODAY + timedelta(days=1), amount_minor=1))


def test_only_those_who_handle_money_pay(plain_office: Office) -> None:
    rosa = a_worker(plain_office)
    plain_office.role = Role.WEIGHER
    work(plain_office, rosa)
    with pytest.raises(NotAllowed):
        plain_office.write(pay_worker, WorkPaymentData(worker_id=rosa, paid_on=TODAY, amount_minor=1))
    plain_office.role = Role.AUDITOR
    with pytest.raises(NotAllowed):
        work(plain_office, rosa)


def test_sums_are_told_by_task_and_by_person_and_add_up(database: Database) -> None:
    office = Office(database)
    rosa, luis = a_worker(office), a_worker(office, "Luis Paca")
    june = date(2026, 6, 30)
    work(office, rosa, on=june)
    work(office, rosa, luis, on=date(2026, 7, 1))
    work(office, rosa, hours=2, on=date(2026, 7, 2), task=Task.PACKING)
    office.write(pay_worker, WorkPaymentData(worker_id=rosa, paid_on=date(2026, 7, 3), amount_minor=2_000))

    sums = office.read(work_sums, WorkFilter(from_on=date(2026, 7, 1)))
    people = office.read(worker_sums, date(2026, 7, 1), date(2026, 7, 31))

    told = [(row.task, row.entries, row.people, row.hours.milli, row.pay) for row in sums]
    assert told == [
        (Task.GRADING, 2, 2, 16_000, dollars("30.00")),
        (Task.PACKING, 1, 1, 2_000, dollars("3.75")),
        (None, 3, 2, 18_000, dollars("33.75")),
    ]
    assert [(row.worker, row.owed_before, row.earned, row.paid, row.owed) for row in people] == [
        ("Luis Paca", dollars("0"), dollars("15.00"), dollars("0"), dollars("15.00")),
        ("Rosa Tixi", dollars("15.00"), dollars("18.75"), dollars("20.00"), dollars("13.75")),
    ]
    assert [(row.worker, row.owed) for row in office.read(worker_sums, june, june)] == [("Rosa Tixi", dollars("15.00"))]


def test_the_rate_is_remembered_for_worker_and_task(plain_office: Office) -> None:
    rosa, luis = a_worker(plain_office), a_worker(plain_office, "Luis")
    work(plain_office, rosa, on=date(2026, 7, 1))
    line = WorkLine(worker_id=rosa, rate_micros=50_000, pieces=10)
    plain_office.write(record_work, WorkData(worked_on=date(2026, 7, 2), task=Task.GRADING, lines=[line]))
    work(plain_office, rosa, on=date(2026, 7, 3), task=Task.PACKING)

    rates = plain_office.read(last_rates)

    own = rate_for(rates, rosa, Task.GRADING)
    assert own is not None
    assert (own.measure, own.rate) == ("pieces", UnitPrice(50_000, "USD"))
    assert rate_for(rates, luis, Task.PACKING) == rate_for(rates, rosa, Task.PACKING)
    assert rate_for(rates, luis, Task.COLLECTION) is None


def test_work_days_are_found_by_words_and_lot(plain_office: Office) -> None:
    rosa, luis = a_worker(plain_office), a_worker(plain_office, "Luis Paca", community="San José")
    lot = a_weigh_in(plain_office, a_member(plain_office), a_product(plain_office))
    work(plain_office, rosa, lot_id=lot.lot_id)
    work(plain_office, luis)

    def names(**which: Any) -> list[str]:
        return [row.worker for row in plain_office.read(work_days, WorkFilter(**which))]

    assert names(words="jose luis") == ["Luis Paca"]
    assert names(words=lot.lot_code[:8]) == names(lot_id=lot.lot_id) == ["Rosa Tixi"]
    assert names(worker_id=luis) == ["Luis Paca"]
    assert names(task=Task.PACKING) == []


def test_a_kilo_costs_the_pay_by_the_kilos_of_the_lots(database: Database) -> None:
    office = Office(database)
    rosa, member, mandarin = a_worker(office), a_member(office), a_product(office)
    orange = a_product(office, "NAR", "Naranja")
    lot = a_weigh_in(office, member, mandarin, 120_000)
    a_weigh_in(office, member, orange, 80_000)
    work(office, rosa, lot_id=lot.lot_id)
    work(office, rosa, hours=4, lot_id=lot.lot_id)
    work(office, rosa, hours=6, task=Task.PACKING)

    grading, packing = office.read(work_costs, TODAY, TODAY)
    [of_mandarin] = office.read(work_costs, TODAY, TODAY, product_id=mandarin)

    assert (grading.task, grading.pay, grading.kilos.milli, grading.basis) == (
        Task.GRADING, dollars("22.50"), 120_000, "lots",
    )  # fmt: skip
    assert grading.per_kilo == UnitPrice(187_500, "USD")
    assert (packing.kilos.milli, packing.basis, packing.per_kilo) == (200_000, "weighed_in", UnitPrice(56_250, "USD"))
    assert of_mandarin == grading
    assert office.read(work_costs, TODAY, TODAY, product_id=orange) == []
    assert office.read(work_costs, TODAY - timedelta(days=9), TODAY - timedelta(days=1)) == []
    office.write(void_weigh_in, lot.id, "never came")
    assert office.read(work_costs, TODAY, TODAY)[0].per_kilo is None


def test_workers_keep_their_data_and_their_family(database: Database) -> None:
    office = Office(database)
    member = a_member(office, community="Chambo")
    rosa = a_worker(office, " Rosa Tixi ", member_id=member, sex="f", birth_year=1980)

    row = office.read(worker, rosa)
    assert (row.name, row.member, row.community, row.sex, row.birth_year) == (
        "Rosa Tixi", "Ana Núñez", "Chambo", "f", 1980,
    )  # fmt: skip
    with pytest.raises(NameTaken):
        a_worker(office, "Rosa Tixi", community="Chambo")
    with pytest.raises(NameMissing):
        a_worker(office, " ")
    office.write(change_worker, rosa, WorkerData(name="Rosa Tixi", phone="099", community="Chambo"), row.stamps)
    with pytest.raises(ChangedMeanwhile):
        office.write(change_worker, rosa, WorkerData(name="Rosa Tixi", phone="098", community="Chambo"), row.stamps)
    assert [one.phone for one in office.read(workers, WorkerFilter(words="tixi", community="Chambo"))] == ["099"]
    assert office.read(worker_communities) == ["Chambo"]
    assert office.read(workers, WorkerFilter(owed=True)) == []
    office.write(archive_worker, rosa)
    assert office.read(workers) == []
    assert len(office.read(workers, WorkerFilter(archived=None))) == 1


def test_a_worker_is_found_by_the_search(plain_office: Office) -> None:
    rosa = a_worker(plain_office, community="Chambo")
    found = plain_office.read(search, "tixi chambo")
    assert [(hit.page, hit.record, hit.title) for hit in found] == [("workers", rosa, "Rosa Tixi")]
