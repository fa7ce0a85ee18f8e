"""Scene beside the harvest: who collects and cleans, what is paid for it, crates that are lent, and lots that are sorted."""

import uuid
from datetime import timedelta

from sse_desktop.commands.crates import CrateData, move_crates
from sse_desktop.commands.packing import SortedOut
from sse_desktop.commands.places import PlaceData, add_place
from sse_desktop.commands.sorting import SortedIn, SortingData, sort_lots
from sse_desktop.commands.work_days import WorkData, WorkLine, WorkPaymentData, pay_worker, record_work
from sse_desktop.commands.workers import WorkerData, add_worker
from sse_desktop.demo.stage import WEEKS_OF_HARVEST, Stage
from sse_desktop.domain.crates import CrateMove
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.domain.work import Task
from sse_desktop.queries.stock import LotFilter, LotRow, lots
from sse_desktop.queries.workers import workers

WEEKS_OF_WORK = 6
# (name, woman or man, year of birth, the position of the family it belongs to)
PEOPLE = (
    ("Rosa (demo)", "f", 1984, 2),
    ("Elena (demo)", "f", 1999, 5),
    ("Mateo (demo)", "m", 2003, 9),
    ("Inés (demo)", "f", 1971, None),
    ("Tomás (demo)", "m", 1990, 14),
    ("Julia (demo)", "f", 2004, None),
)
# (task, day of the week, hours in thousandths, price of an hour, positions of the people)
SHIFTS = (
    (Task.COLLECTION, 0, 8_000, "2.25", (0, 1, 2, 4)),
    (Task.COLLECTION, 2, 7_000, "2.25", (0, 2, 4)),
    (Task.CLEANING, 1, 6_500, "2.10", (1, 3, 5)),
    (Task.PACKING, 3, 4_000, "2.10", (3, 5)),
)
CRATES_LENT = 80
PLACES = (("C03", "Centro de acopio 03 (demo)"), ("FRIO", "Cuarto frío (demo)"))


def hire(stage: Stage) -> list[uuid.UUID]:
    """Enter the people who work at the collection centre."""
    moment = stage.at(stage.monday(WEEKS_OF_WORK + 1), 8)
    return [
        stage.write(
            moment,
            add_worker,
            WorkerData(
                name=name,
                sex=sex,
                birth_year=born,
                member_id=stage.members[family] if family is not None else None,
                community="" if family is not None else "La Loma (demo)",
            ),
        )
        for name, sex, born, family in PEOPLE
    ]


def work(stage: Stage) -> None:
    """Record the shifts of the last weeks; on Saturdays everybody is paid, except for the week that runs."""
    people, currency = hire(stage), stage.workspace.cooperative.currency
    for weeks_ago in range(WEEKS_OF_WORK, -1, -1):
        for task, weekday, hours, rate, who in SHIFTS:
            day = stage.monday(weeks_ago) + timedelta(days=weekday)
            if day > stage.today:
                continue
            price = UnitPrice.of(rate, currency)
            lines = [WorkLine(worker_id=people[at], rate_micros=price.micros, hours_milli=hours) for at in who]
            stage.write(stage.at(day, 17), record_work, WorkData(worked_on=day, task=task, lines=lines))
        if weeks_ago:
            _pay(stage, weeks_ago)


def _pay(stage: Stage, weeks_ago: int) -> None:
    day = stage.monday(weeks_ago) + timedelta(days=5)
    for worker in stage.workspace.read(workers):
        if worker.owed.minor > 0:
            paid = WorkPaymentData(worker_id=worker.id, paid_on=day, amount_minor=worker.owed.minor, method="Efectivo")
            stage.write(stage.at(day, 12), pay_worker, paid)


def lend_crates(stage: Stage) -> None:
    """Lend crates to every family for the season; they come back with its loads."""
    for member in stage.members:
        lent = CrateData(
            move=CrateMove.LENT, container_kind_id=stage.containers[0], containers=CRATES_LENT, member_id=member
        )
        stage.write(stage.at(stage.monday(WEEKS_OF_HARVEST + 1), 8), move_crates, lent)


def sort_stock(stage: Stage) -> None:
    """Name the places, grade the newest lot of oranges, and pack the one before it."""
    begin = stage.at(stage.monday(WEEKS_OF_HARVEST + 1), 9)
    for code, name in PLACES:
        stage.write(begin, add_place, PlaceData(code=code, name=name))
    moment = stage.at(stage.today, 7)
    oranges = [lot for lot in _stocked(stage) if lot.free.milli > 100_000]
    if len(oranges) < len(("graded", "packed")):
        return
    first, second = stage.grades["NAR"]
    good = oranges[0].free.milli * 93 // 100
    worse = oranges[0].free.milli * 5 // 100
    graded = SortingData(
        kind=SortingKind.GRADING,
        inputs=(SortedIn(lot_id=oranges[0].id),),
        outputs=(SortedOut(grade_id=first, grams=good), SortedOut(grade_id=second, grams=worse)),
        loss_reason="Fruta partida (demo)",
    )
    stage.write(moment, sort_lots, graded)
    crates = oranges[1].free.milli // 1000 * 1000 // (75 * 200)
    packed = SortingData(
        kind=SortingKind.PACKING,
        inputs=(SortedIn(lot_id=oranges[1].id),),
        outputs=(SortedOut(container_kind_id=stage.containers[0], containers=crates),),
        rest_stays=True,
    )
    stage.write(moment + timedelta(minutes=40), sort_lots, packed)


def _stocked(stage: Stage) -> list[LotRow]:
    which = LotFilter(product_id=stage.products["NAR"], grade_id=stage.grades["NAR"][0], state="free")
    return stage.workspace.read(lots, which)
