"""What a benchmark gives: rows of a table, and how they are measured and shown."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

VERDICTS: Final = {True: "met", False: "**missed**", None: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement beside its floor.

    `most` is the goal: the highest ratio to the floor or, where `added` says so, the most that may come on top of it; None
    where there is no goal.
    """

    name: str
    floor_name: str
    ours: float
    floor: float
    unit: str
    most: float | None = None
    added: bool = False

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor

    @property
    def met(self) -> bool | None:
        """Tell whether the goal is met; None where there is none."""
        if self.most is None:
            return None
        return (self.ours - self.floor if self.added else self.ratio) <= self.most

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.most is None:
            return "none"
        return f"floor + {self.most:g} {self.unit}" if self.added else f"≤ {self.most:g} ×"


def interleaved(variants: Mapping[str, Callable[[], None]], rounds: int, *, warm: int = 3) -> dict[str, float]:
    """Return the median seconds of each variant, run in turns so that a busy computer slows all of them alike."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for turn in range(-warm, rounds):
        for name, work in variants.items():
            took = seconds(work)
            if turn >= 0:
                times[name].append(took)
    return {name: statistics.median(values) for name, values in times.items()}


def seconds(work: Callable[[], None]) -> float:
    """Return how long the work takes; rubbish is collected before, not within."""
    gc.collect(0)
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = "| | ours | floor | ratio | goal | |\n| --- | ---: | ---: | ---: | --- | --- |\n"
    return head + "\n".join(_line(row) for row in rows) + "\n"


def _line(row: Row) -> str:
    ours, floor = (f"{float(f'{value:.3g}'):g} {row.unit}" for value in (row.ours, row.floor))
    return (
        f"| {row.name}, beside {row.floor_name} | {ours} | {floor} | {row.ratio:.2f} | {row.goal} |"
        f" {VERDICTS[row.met]} |"
    )
