"""One weigh-in through the whole command layer, with its journal, and 50,000 at once through the store."""

import hashlib
import itertools
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from benchmarks.rows import Row, interleaved, seconds
from benchmarks.tickets import bound, pairs, statement
from sse_desktop import clock
from sse_desktop.commands.harvests import record_weigh_in
from sse_desktop.commands.members import MemberData, add_member
from sse_desktop.commands.permission import check_role
from sse_desktop.commands.products import GradeData, ProductData, add_product
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.store.bulk import record_many
from sse_desktop.store.integrity import broken_chains, counts, verify
from sse_desktop.store.journal import GENESIS, Recorder
from sse_desktop.store.tables.harvests import WeighIn as WeighInFact
from sse_desktop.store.tables.stock import StockMovement
from sse_desktop.store.writing import Writing
from sse_desktop.workspace import Workspace

WEIGH_INS: Final = 600
IMPORTED: Final = 50_000
IMPORTS: Final = 5
TABLES: Final = (WeighInFact, StockMovement)


def measure() -> list[Row]:
    """Return all rows of this benchmark."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        template = found(Path(folder) / "template")
        desks = [stack.enter_context(template.opened(Path(folder) / str(number))) for number in range(3)]
        for desk in desks:
            weigh(desk)  # opens the lot of the day
        rows = [*one_by_one(*desks), *at_once(*desks[:2]), *checked(desks[0])]
        wrong = verify(desks[0].workspace.database)
        if wrong:
            message = f"the benchmark broke the data: {wrong[0]}"
            raise RuntimeError(message)
        return rows


@dataclass(frozen=True)
class Office:
    """A data folder and what a weigh-in refers to."""

    folder: Path
    member: uuid.UUID
    product: uuid.UUID

    @contextmanager
    def opened(self, copy: Path) -> Iterator["Desk"]:
        """Open a copy."""
        shutil.copytree(self.folder, copy)
        workspace = Workspace.open(copy)
        try:
            yield Desk(workspace, self)
        finally:
            workspace.close()


@dataclass(frozen=True)
class Desk:
    """An open office, and the numbers it has given to rows that go past the commands."""

    workspace: Workspace
    office: Office
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1_000_000))

    def refers_to(self) -> dict[str, uuid.UUID]:
        """Return what the rows of a weigh-in refer to, once there is a first one."""
        columns = (WeighInFact.member_id, WeighInFact.product_id, WeighInFact.grade_id, WeighInFact.lot_id)
        with self.workspace.database.reading() as session:
            row = session.execute(sa.select(*columns).limit(1)).one()
        return {"member_id": row[0], "product_id": row[1], "grade_id": row[2], "lot_id": row[3]}

    def load(self) -> WeighIn:
        """Return what is typed at the scale."""
        return WeighIn(member=self.office.member, product_id=self.office.product, gross_g=25_000, place="C01")


def found(folder: Path) -> Office:
    workspace = Workspace.create(folder, "Cooperativa", "ec")
    member = workspace.write(add_member, MemberData(name="Rosa Quishpe"))
    product = workspace.write(add_product, ProductData(code="MAN", name="Mandarina"), [GradeData(code="1")])
    workspace.close()
    return Office(folder, member, product)


# ---------------------------------------------------------------- one by one


class Deaf(Recorder):
    """A recorder that notes nothing."""

    def new(self, *_: Any) -> None:
        """Note nothing."""

    def fields(self, *_: Any) -> None:
        """Note nothing."""


def one_by_one(ours: Desk, unjournaled: Desk, bare: Desk) -> Iterator[Row]:
    """Measure one weigh-in: with journal, without, and as two rows that a driver commits."""
    connection = bare.workspace.database.engine.raw_connection()
    variants = {
        "ours": lambda: weigh(ours),
        "unjournaled": lambda: weigh_unjournaled(unjournaled),
        "bare": two_rows(bare, connection.driver_connection),
    }
    took = interleaved(variants, WEIGH_INS, warm=30)
    connection.close()
    milli = {name: value * 1000 for name, value in took.items()}
    name = "a weigh-in with its journal"
    beside = "the same command without journal"
    yield Row(name=name, floor_name=beside, ours=milli["ours"], floor=milli["unjournaled"], unit="ms", most=1.3)
    beside = "a bare commit of two rows"
    yield Row(name=name, floor_name=beside, ours=milli["ours"], floor=milli["bare"], unit="ms", most=1.0, added=True)


def weigh(desk: Desk) -> None:
    desk.workspace.write(record_weigh_in, desk.load())


def weigh_unjournaled(desk: Desk) -> None:
    """Run the command as `Workspace.write` and `Database.writing` do, but without head, lines and hash."""
    database, now = desk.workspace.database, clock.now()
    with Writing(database.engine) as session, session.begin():
        session.actor, session.now = desk.workspace.actor, now
        session.device, session.time_zone = database.device, database.time_zone
        session.recorder = Deaf(database.device, session.actor.name, "x", at=now, seq=0, hlc=0, prev=GENESIS)
        session.connection().execution_options(recorder=session.recorder)
        check_role(record_weigh_in, session)
        record_weigh_in(session, desk.load())
        session.flush()
        session.recorder.complete = True


def two_rows(desk: Desk, driver: Any) -> Callable[[], None]:
    """Return what commits a weigh-in and its movement by the driver alone."""
    prepared = list(pairs(desk.refers_to(), desk.numbers, WEIGH_INS + 40))
    statements = [statement(cls, row) for cls, row in zip(TABLES, prepared[0], strict=True)]
    waiting = iter([[bound(row) for row in pair] for pair in prepared])

    def commit() -> None:
        driver.execute("BEGIN IMMEDIATE")
        for text, row in zip(statements, next(waiting), strict=True):
            driver.execute(text, row)
        driver.execute("COMMIT")

    return commit


# ---------------------------------------------------------------- many at once


def at_once(ours: Desk, plain: Desk) -> Iterator[Row]:
    """Measure 50,000 weigh-ins with their movements: with journal, and as plain tuples that a driver inserts."""
    took: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(IMPORTS):
        took["ours"].append(seconds(imported(ours)))
        took["plain"].append(seconds(inserted(plain)))
    median = {name: sorted(values)[IMPORTS // 2] for name, values in took.items()}
    yield Row(
        name=f"{IMPORTED:,} weigh-ins with movements and journal",
        floor_name="the rows alone as plain tuples",
        ours=median["ours"],
        floor=median["plain"],
        unit="s",
        most=4.0,
    )


def imported(desk: Desk) -> Callable[[], None]:
    """Return what records a block of rows with their journal."""
    weigh_ins, movements = map(list, zip(*pairs(desk.refers_to(), desk.numbers, IMPORTED), strict=True))

    def work() -> None:
        with desk.workspace.database.writing(desk.workspace.actor, "import", clock.now()) as session:
            record_many(session, WeighInFact, weigh_ins)
            record_many(session, StockMovement, movements)

    return work


def inserted(desk: Desk) -> Callable[[], None]:
    """Return what inserts a block of rows by the driver alone."""
    blocks = []
    for cls, rows in zip(TABLES, zip(*pairs(desk.refers_to(), desk.numbers, IMPORTED), strict=True), strict=True):
        blocks.append((statement(cls, rows[0]), [bound(row) for row in rows]))

    def work() -> None:
        connection = desk.workspace.database.engine.raw_connection()
        driver: Any = connection.driver_connection
        driver.execute("BEGIN IMMEDIATE")
        for text, rows in blocks:
            driver.executemany(text, rows)
        driver.execute("COMMIT")
        connection.close()

    return work


# ---------------------------------------------------------------- checking


def checked(desk: Desk) -> Iterator[Row]:
    """Measure the check of every chain, beside reading and hashing the same lines by the driver alone."""
    took = interleaved({"ours": lambda: check(desk), "floor": lambda: read_and_hash(desk)}, 5, warm=1)
    with desk.workspace.database.reading() as session:
        lines = counts(session)["journal"]
    yield Row(
        name=f"a check of {lines:,} journal lines",
        floor_name="reading and hashing them",
        ours=took["ours"],
        floor=took["floor"],
        unit="s",
        most=3.0,
    )


def check(desk: Desk) -> None:
    with desk.workspace.database.reading() as session:
        assert broken_chains(session) == []


def read_and_hash(desk: Desk) -> None:
    connection = desk.workspace.database.engine.raw_connection()
    driver: Any = connection.driver_connection
    for prev, body in driver.execute("SELECT prev, body FROM journal ORDER BY dev, seq"):
        hashlib.sha256(prev + body).digest()
    connection.close()
