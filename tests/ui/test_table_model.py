"""A million rows scroll through a window of blocks; a few rows are held as they are; both say the same words."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.ui.columns import Column, Mark, show
from sse_desktop.ui.table_model import BLOCK_ROWS, CACHED_BLOCKS, BlockModel, Blocks, ListModel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.table import TableView
from sse_desktop.ui.worker import DatabaseWorker
from tests.ui.conftest import Settle

MILLION = 1_000_000


@dataclass(frozen=True)
class Ticket:
    number: int
    member: str
    net: Quantity


COLUMNS: tuple[Column[Ticket], ...] = (
    Column("No.", lambda row: row.number, 80, sort="number"),
    Column("Member", lambda row: row.member, 160),
    Column("Net", lambda row: row.net, 100, unit="kg", decimals=1),
)


class Source:
    """Counts what it is asked; the answers are made up by the number of the row."""

    def __init__(self, size: int = MILLION) -> None:
        self.size = size
        self.asked: list[int] = []
        self.gate = threading.Event()
        self.gate.set()

    def count(self, _session: object) -> int:
        return self.size

    def rows(self, _session: object, *, offset: int, limit: int) -> Sequence[Ticket]:
        self.gate.wait(10)
        self.asked.append(offset)
        last = min(self.size, offset + limit)
        return [Ticket(number, f"Family {number}", Quantity(number * 100, "kg")) for number in range(offset, last)]

    @property
    def blocks(self) -> Blocks[Ticket]:
        return Blocks(partial(count_of, self), partial(rows_of, self))


def count_of(source: Source, session: object) -> int:
    return source.count(session)


def rows_of(source: Source, session: object, *, offset: int, limit: int) -> Sequence[Ticket]:
    return source.rows(session, offset=offset, limit=limit)


@pytest.fixture
def model(worker: DatabaseWorker) -> BlockModel[Ticket]:
    return BlockModel(COLUMNS, Locale("es"), worker, worker)


def text(model: BlockModel[Ticket] | ListModel[Ticket], row: int, column: int = 1) -> str:
    return str(model.index(row, column).data())


def read(model: BlockModel[Ticket], row: int, settle: Settle) -> str:
    """Return a cell once its block is there, also on a computer that is busy with other tests."""
    if text(model, row) == "…":
        settle()
    return text(model, row)


def test_a_million_rows_are_there_at_once_and_read_in_blocks(model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    model.set_source(source.blocks)
    settle()

    assert model.rowCount() == MILLION
    assert read(model, 0, settle) == "Family 0"
    assert read(model, 777_777, settle) == "Family 777777"
    assert source.asked == [0, 777_777 // BLOCK_ROWS * BLOCK_ROWS]


def test_a_block_is_read_once(model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    model.set_source(source.blocks)
    settle()
    read(model, 0, settle)

    for row in range(BLOCK_ROWS):
        for column in range(len(COLUMNS)):
            text(model, row, column)

    assert source.asked == [0]


def test_the_cache_is_bounded_and_drops_what_was_seen_longest_ago(model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    model.set_source(source.blocks)
    settle()

    for number in range(CACHED_BLOCKS + 1):
        read(model, number * BLOCK_ROWS, settle)
    read(model, CACHED_BLOCKS * BLOCK_ROWS, settle)
    asked = len(source.asked)
    read(model, 0, settle)

    assert asked == CACHED_BLOCKS + 1
    assert source.asked[asked:] == [0]


def test_a_slow_block_is_shown_when_it_arrives(model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    model.set_source(source.blocks)
    settle()
    source.gate.clear()
    changed = QSignalSpy(model.dataChanged)

    assert text(model, 5000) == "…"
    source.gate.set()
    settle()

    assert changed.count() == 1
    assert text(model, 5000) == "Family 5000"


def test_blocks_that_were_passed_by_are_not_read(model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    model.set_source(source.blocks)
    settle()
    source.gate.clear()

    for row in range(100_000, 400_000, 10_000):
        text(model, row)
    source.gate.set()
    settle()

    assert len(source.asked) <= 5
    assert source.asked[-1] == 390_000 // BLOCK_ROWS * BLOCK_ROWS


def test_another_source_replaces_the_rows(model: BlockModel[Ticket], settle: Settle) -> None:
    model.set_source(Source().blocks)
    settle()
    text(model, 3)

    model.set_source(Source(size=2).blocks)
    settle()

    assert model.rowCount() == 2
    assert read(model, 1, settle) == "Family 1"
    assert not model.index(2, 0).isValid()


def test_a_view_shows_the_end_of_a_million_rows(qtbot: QtBot, model: BlockModel[Ticket], settle: Settle) -> None:
    source = Source()
    view = TableView("Tickets")
    qtbot.addWidget(view)
    view.show_model(model)
    view.resize(600, 400)
    view.show()
    model.set_source(source.blocks)
    settle()

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.grab()

    last = view.indexAt(QPoint(5, view.viewport().height() - 20))
    assert last.row() == MILLION - 1
    assert len(source.asked) <= 4


def test_the_models_keep_the_rules_of_qt(qtbot: QtBot, model: BlockModel[Ticket], settle: Settle) -> None:
    small: ListModel[Ticket] = ListModel(COLUMNS, Locale("es"), model)
    QAbstractItemModelTester(small, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)

    small.set_rows(Source(9).rows(None, offset=0, limit=9))
    small.sort(1, Qt.SortOrder.DescendingOrder)
    small.set_rows([])
    model.set_source(Source(700).blocks)
    settle()
    text(model, 699)

    assert qtbot is not None
    assert (small.rowCount(), model.rowCount()) == (0, 700)


def test_words_follow_the_language_and_the_unit_stands_in_the_header() -> None:
    model: ListModel[Ticket] = ListModel(COLUMNS, Locale("en"))
    model.set_rows([Ticket(1234, "Ana", Quantity.of("1234.5", "kg"))])

    assert model.headerData(2, Qt.Orientation.Horizontal) == "Net kg"
    assert text(model, 0, 2) == "1,234.5"
    assert show(Money.of("12.5", "USD"), Locale("es")) == "$12,50"
    assert show(date(2026, 7, 14), Locale("en")) == "14/07/2026"
    assert show(Mark(State.BLOCKED, "expired"), Locale("en")) == "■ expired"
    assert show(None, Locale("en")) == ""


def test_roles_that_are_not_ours_are_answered_with_nothing() -> None:
    model: ListModel[Ticket] = ListModel(COLUMNS, Locale("es"))
    model.set_rows([Ticket(1, "Ana", Quantity.of(Decimal(1), "kg"))])

    handled = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.AccessibleTextRole}
    others = [role for role in Qt.ItemDataRole if role not in handled and role is not Qt.ItemDataRole.UserRole]
    assert [model.index(0, 0).data(role) for role in others] == [None] * len(others)
