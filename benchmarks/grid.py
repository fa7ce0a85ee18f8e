"""A million weigh-ins in the register, beside a block-cached grid that reads the file directly and shows no words of ours.

Each grid runs in a process of its own: the first paint with rows in it, jumps of the scrollbar to random places, and the
memory that all of it takes on top of the empty window.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import Row
from benchmarks.tickets import bound, statement, weigh_in_row
from sse_desktop import clock

ROWS: Final = 1_000_000
JUMPS: Final = 60
TURNS: Final = 3
PAGE_BYTES: Final = 4096
MEGABYTE: Final = 1_000_000


def measure() -> list[Row]:
    """Return first paint, jump and memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "million"
        fill(folder)
        found: dict[str, list[dict[str, float]]] = {"ours": [], "floor": []}
        for _ in range(TURNS):
            for variant, runs in found.items():
                runs.append(run(variant, folder))
    ours, floor = (
        {key: statistics.median(run[key] for run in found[which]) for key in ("paint", "jump", "memory")}
        for which in ("ours", "floor")
    )
    row = partial(Row, floor_name="a block-cached grid on the driver")
    return [
        row(name="first paint of 1,000,000 weigh-ins", ours=ours["paint"], floor=floor["paint"], unit="ms", most=1.5),
        row(name="jump to a random place", ours=ours["jump"], floor=floor["jump"], unit="ms", most=1.5),
        row(
            name="memory on top of the window",
            ours=ours["memory"],
            floor=floor["memory"],
            unit="MB",
            most=30,
            added=True,
        ),
    ]


def fill(folder: Path) -> None:
    """Make a cooperative of 200 members and a million weigh-ins, written past the journal: only reading is measured."""
    from sse_desktop.commands.harvests import record_weigh_in
    from sse_desktop.commands.members import MemberData, add_member
    from sse_desktop.commands.products import ProductData, add_product
    from sse_desktop.commands.weighing import WeighIn
    from sse_desktop.queries.products import products
    from sse_desktop.store.database import sqlite_engine
    from sse_desktop.store.migrate import MIGRATING
    from sse_desktop.store.tables.harvests import WeighIn as Fact
    from sse_desktop.workspace import DATABASE_NAME, Workspace

    workspace = Workspace.create(folder, "Million", "ec")
    members = [workspace.write(add_member, MemberData(name=f"Familia {number}")) for number in range(1, 201)]
    product = workspace.write(add_product, ProductData(code="MAN", name="Mandarina"))
    grade = workspace.read(products)[0].grades[0].id
    lot = workspace.write(record_weigh_in, WeighIn(member=members[0], product_id=product, gross_g=1000)).lot_id
    workspace.close()
    engine = sqlite_engine(folder / DATABASE_NAME, pragmas=(*MIGRATING, "synchronous=OFF"), guarded=False)
    refers = {"member_id": members[0], "product_id": product, "grade_id": grade, "lot_id": lot}
    rows = _million(refers, members)
    first = next(rows)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        cursor.executemany(statement(Fact, first), [bound(row) for row in rows])
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _million(refers: dict[str, Any], members: list[Any]) -> Iterator[dict[str, Any]]:
    from datetime import timedelta

    now = clock.now()
    for number in range(ROWS + 1):
        row = weigh_in_row(
            refers | {"member_id": members[number % len(members)]}, number + 10, now - timedelta(minutes=number)
        )
        yield row


def run(variant: str, folder: Path) -> dict[str, float]:
    """Measure one grid in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks.grid", variant, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def memory() -> int:
    """Return the resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * PAGE_BYTES


def show(
    view: Any, ready: Callable[[], bool], process: Callable[[], None], load: Callable[[], None]
) -> dict[str, float]:
    """Show a grid, jump about in it, and return what was measured."""
    view.resize(1000, 700)
    view.show()
    process()
    before, began = memory(), time.perf_counter()
    load()
    _wait(ready, process)
    view.grab()
    paint = time.perf_counter() - began
    bar, chance, jumps = view.verticalScrollBar(), random.Random(1), []
    for _ in range(JUMPS):
        began = time.perf_counter()
        bar.setValue(chance.randrange(bar.maximum() + 1))
        _wait(ready, process)
        view.viewport().grab()
        jumps.append(time.perf_counter() - began)
    return {
        "paint": paint * 1000,
        "jump": statistics.median(jumps) * 1000,
        "memory": (memory() - before) / MEGABYTE,
    }


def _wait(ready: Callable[[], bool], process: Callable[[], None]) -> None:
    while not ready():
        process()


def ours(folder: Path) -> dict[str, float]:
    """Measure the register of tickets as the window shows it."""
    from PySide6.QtWidgets import QApplication

    from sse_desktop.app import services
    from sse_desktop.locale import Locale
    from sse_desktop.preferences import Preferences
    from sse_desktop.ui.change_feed import ChangeFeed
    from sse_desktop.ui.context import Context
    from sse_desktop.ui.tickets import TicketsPage
    from sse_desktop.ui.worker import DatabaseWorker
    from sse_desktop.workspace import Workspace

    application = QApplication([])
    workspace = Workspace.open(folder, read_only=True)
    worker = DatabaseWorker(application)
    worker.open(lambda: workspace, owner=worker, done=lambda _: None, failed=print)
    context = Context(
        worker=worker,
        feed=ChangeFeed(worker, worker),
        locale=Locale("es", "EC"),
        preferences=Preferences(),
        today=lambda: clock.now().date(),
        workspace=workspace,
        services=services(),
    )
    context.locale.number(1)  # any page shown before has loaded the language
    page = TicketsPage(context)
    _wait(lambda: not worker.is_busy, application.processEvents)
    table = page.table

    def ready() -> bool:
        top = table.rowAt(1)
        return top >= 0 and page.model.row_at(top) is not None

    told = show(table, ready, application.processEvents, page.refresh)
    worker.close()
    return told


def floor(folder: Path) -> dict[str, float]:
    """Measure the plainest grid of blocks over the same rows."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    from sse_desktop.store.engines import sqlite_driver

    connection = sqlite_driver().connect(str(folder / "cooperative.db"))
    query = (
        "SELECT w.received_at, w.number, m.number || ' · ' || m.name, m.community, p.name, w.gross_g, w.accepted_g, w.voided"
        " FROM weigh_in w JOIN member m ON m.id = w.member_id JOIN product p ON p.id = w.product_id"
        " ORDER BY w.received_at DESC, w.id DESC LIMIT 256 OFFSET ?"
    )

    class Grid(QAbstractTableModel):
        def __init__(self) -> None:
            super().__init__()
            self.count = 0
            self.blocks: dict[int, list[Any]] = {}

        def load(self) -> None:
            self.beginResetModel()
            self.count = connection.execute("SELECT count(*) FROM weigh_in").fetchone()[0]
            self.endResetModel()

        def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
            return 0 if parent.isValid() else self.count

        def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802, ARG002 - Qt's own
            return 8

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            block, at = divmod(index.row(), 256)
            if block not in self.blocks:
                if len(self.blocks) > 64:
                    self.blocks.pop(next(iter(self.blocks)))
                self.blocks[block] = connection.execute(query, (block * 256,)).fetchall()
            return str(self.blocks[block][at][index.column()])

    application = QApplication([])
    grid, view = Grid(), QTableView()
    view.verticalHeader().setDefaultSectionSize(24)
    view.setModel(grid)
    return show(view, lambda: grid.count > 0, application.processEvents, grid.load)


if __name__ == "__main__":
    variants = {"ours": ours, "floor": floor}
    print(json.dumps(variants[sys.argv[1]](Path(sys.argv[2]))))
