"""A second opinion on fair levels by a solver of linear programs: one after another, each fixing who can't rise further."""

from typing import Any, Final

import highspy
import numpy as np

from tests.domain.fair_cases import Case

SECONDS: Final = 60.0
STUCK: Final = 1e-7


def levels_by_solver(case: Case) -> dict[int, float]:
    """Raise the lowest level as far as it goes, fix those whose constraint has a price, and go on with the others."""
    solver, row_of, level_column = _program(case)
    weights = {claim.member: claim.weight for claim in case.claims}
    given = {claim.member: claim.given for claim in case.claims}
    levels: dict[int, float] = {}
    while len(levels) < len(row_of):
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        solution = solver.getSolution()
        level = solution.col_value[level_column]
        prices = solution.row_dual
        stuck = [member for member, row in row_of.items() if member not in levels and abs(prices[row]) > STUCK]
        assert stuck
        for member in stuck:
            levels[member] = level
            low = level * weights[member] - given[member]
            solver.changeRowBounds(row_of[member], low - 1e-9 * max(1, abs(low)), highspy.kHighsInf)
            solver.changeCoeff(row_of[member], level_column, 0.0)
    return levels


def _program(case: Case) -> tuple[Any, dict[int, int], int]:
    make: Any = highspy.Highs  # its constructor has no types
    solver = make()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", SECONDS)
    prices = {slot.key: slot.price for slot in case.slots}
    columns: dict[int, list[int]] = {claim.member: [] for claim in case.claims}
    into: dict[Any, list[int]] = {slot.key: [] for slot in case.slots}
    pooled: dict[Any, list[int]] = {(pool.member, pool.key): [] for pool in case.pools}
    for column, offer in enumerate(case.offers):
        solver.addVar(0.0, float(offer.most * prices[offer.slot]))
        columns[offer.member].append(column)
        into[offer.slot].append(column)
        if offer.pool is not None:
            pooled[offer.member, offer.pool].append(column)
    level_column = len(case.offers)
    solver.addVar(0.0, 1e7)
    solver.changeColCost(level_column, -1.0)
    for slot in case.slots:
        _row(solver, 0.0, slot.demand * slot.price, into[slot.key])
    for pool in case.pools:
        mine = pooled[pool.member, pool.key]
        price = prices[
            next(offer.slot for offer in case.offers if offer.pool == pool.key and offer.member == pool.member)
        ]
        _row(solver, 0.0, pool.most * price, mine)
    for one in case.households:
        _row(solver, 0.0, one.most, [column for member in one.members for column in columns[member]])
    row_of = {}
    for claim in case.claims:
        most = highspy.kHighsInf if claim.most is None else claim.most
        _row(solver, claim.least, most, columns[claim.member])
        row_of[claim.member] = solver.getNumRow()
        _row(solver, -claim.given, highspy.kHighsInf, columns[claim.member], (level_column, -claim.weight))
    return solver, row_of, level_column


def _row(solver: Any, low: float, high: float, columns: list[int], extra: tuple[int, float] | None = None) -> None:
    factors = [1.0] * len(columns)
    if extra is not None:
        columns, factors = [*columns, extra[0]], [*factors, extra[1]]
    indices = np.array(columns, dtype=np.int32)
    solver.addRow(float(low), float(high), len(columns), indices, np.array(factors, dtype=np.float64))
