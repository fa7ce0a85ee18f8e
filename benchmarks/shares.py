"""An award of 20 products over 40 weeks shared fairly, beside the levels alone in floating point by the plain method.

Ours gives the same levels as exact fractions, the shares by product and week, whole units of sale, and what limited everyone.
The floor is the plain divide and conquer on minimum cuts in `waterfill.py`. Where SSE_SHARES_FLOOR names a folder with
a separate script of the method (`fair_waterfill.py` with `solve(weights, demand, ways)`), it runs in turns with both.
"""

import os
import random
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import Row, interleaved
from benchmarks.waterfill import even_levels
from sse_desktop.domain.fair_shares import Claim, Offer, Slot, share_fairly

PRODUCTS: Final = 20
WEEKS: Final = 40
GROWTH: Final = {50: 15, 100: 11, 200: 11, 500: 5, 1000: 3}
USUAL: Final = 200
DENSE: Final = 3
GOAL: Final = 1.5
CLOSE: Final = 1e-6
OTHER_FLOOR: Final = "SSE_SHARES_FLOOR"

Problem = tuple[list[float], dict[int, float], list[list[tuple[int, float]]]]


def measure() -> list[Row]:
    """Return the usual case against its goal, how it grows, and everybody offering everything."""
    rows = []
    for members, rounds in GROWTH.items():
        rows += compare(f"{members} members", problem(members), rounds, most=GOAL if members == USUAL else None)
    return rows + compare(f"{USUAL} members who all offer everything", problem(USUAL, everything=True), DENSE)


def compare(name: str, drawn: Problem, rounds: int, most: float | None = None) -> list[Row]:
    """Measure one problem beside every floor, after checking that all find the same levels."""
    weights, demand, ways = drawn
    claims = [Claim(member, int(weight)) for member, weight in enumerate(weights)]
    slots = [Slot(slot, int(wanted), 1, slot // WEEKS) for slot, wanted in demand.items()]
    offers = [Offer(member, slot, int(cap)) for member, arcs in enumerate(ways) for slot, cap in arcs]
    ours = share_fairly(claims, slots, offers).levels
    floors: dict[str, Callable[[], Any]] = {"levels in floating point": lambda: even_levels(*drawn)}
    if folder := os.environ.get(OTHER_FLOOR):
        floors["a separate script of the method"] = lambda: other_floor(folder)(*drawn)[0]
    for floor in floors.values():
        if max(abs(float(ours[member]) - level) / max(1, level) for member, level in enumerate(floor())) > CLOSE:
            message = f"{name}: the floor finds other levels"
            raise ValueError(message)
    works: dict[str, Callable[[], Any]] = {"ours": lambda: share_fairly(claims, slots, offers), **floors}
    took = interleaved(works, rounds, warm=1)
    return [
        Row(
            name=f"{name}, {len(offers):,} offers",
            floor_name=floor,
            ours=took["ours"] * 1000,
            floor=took[floor] * 1000,
            unit="ms",
            most=most,
        )
        for floor in floors
    ]


def problem(members: int, *, everything: bool = False, seed: int = 2) -> Problem:
    """Draw a problem: demands, mostly equal weights, and one to four products each for some weeks on end."""
    chance = random.Random(seed)
    demand = {slot: float(chance.randint(20, 300)) for slot in range(PRODUCTS * WEEKS)}
    weights = [float(chance.choice((1, 1, 1, 2))) for _ in range(members)]
    ways = []
    for _ in range(members):
        mine: list[tuple[int, float]] = []
        for product in range(PRODUCTS) if everything else chance.sample(range(PRODUCTS), chance.randint(1, 4)):
            first, length = (0, WEEKS) if everything else (chance.randrange(WEEKS), chance.randint(4, 20))
            most = chance.choice((20, 60, 150, 400))
            stretch = range(first, min(WEEKS, first + length))
            mine += [(product * WEEKS + week, float(chance.randint(5, most))) for week in stretch]
        ways.append(mine)
    return weights, demand, ways


def other_floor(folder: str) -> Callable[..., Any]:
    """Return the function of the floor outside of the project."""
    if folder not in sys.path:
        sys.path.insert(0, str(Path(folder)))
        sys.dont_write_bytecode = True
    solve: Callable[..., Any] = import_module("fair_waterfill").solve
    return solve
