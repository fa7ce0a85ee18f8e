"""Which weigh-ins a lot is made of, through any number of sortings: the one door from a lot down to the families."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.sorting import mixed, taken_apart
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.stock import SortingInput, SortingOutput

# Every database takes so many parameters.
PORTION: Final = 500

Parts = list[tuple[uuid.UUID, int]]


def composition(session: Session, lot_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Parts]:
    """Return for each lot its weigh-ins with their grams in it, in the order of the tickets; voided ones are left out.

    The grams of a lot add up to all that came into it: weighed in, and sorted in. A lot is one heap, so a sorting takes
    from all its weigh-ins in proportion; what came out of a sorting adds up to the gram, lot by lot.
    """
    wanted = list(dict.fromkeys(lot_ids))
    sortings = _sortings_before(session, wanted)
    every = dict.fromkeys([*wanted, *(lot for sorting in sortings.values() for lot, _ in sorting.inputs)])
    found, rank = _weighed_in(session, list(every))
    made_by = {lot: sorting for sorting in sortings.values() for lot, _ in sorting.outputs}
    for lot in TopologicalSorter({lot: _before(made_by.get(lot)) for lot in every}).static_order():
        if lot in made_by:
            found[lot] = _joined(rank, found.get(lot, []), _made(made_by[lot], lot, found))
    return {lot: found.get(lot, []) for lot in wanted}


def lots_behind(session: Session, lot_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Return these lots and every lot that something of them was sorted out of, nearest first."""
    wanted = list(dict.fromkeys(lot_ids))
    sortings = _sortings_before(session, wanted)
    return list(dict.fromkeys([*wanted, *(lot for sorting in sortings.values() for lot, _ in sorting.inputs)]))


def lots_ahead(session: Session, lot_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Return these lots and every lot that something of them was sorted into, nearest first."""
    found = dict.fromkeys(lot_ids)
    level = list(found)
    while level:
        rows = [
            lot
            for ids in _portions(level)
            for lot in session.scalars(
                sa.select(SortingOutput.lot_id)
                .join(SortingInput, SortingInput.sorting_id == SortingOutput.sorting_id)
                .where(SortingInput.lot_id.in_(ids), SortingInput.voided.is_(None), SortingOutput.voided.is_(None))
                .order_by(SortingOutput.id)
            )
        ]
        level = [lot for lot in dict.fromkeys(rows) if lot not in found]
        found.update(dict.fromkeys(level))
    return list(found)


# ---------------------------------------------------------------- inside


@dataclass(slots=True)
class _Sorting:
    inputs: list[tuple[uuid.UUID, int]] = field(default_factory=list)
    outputs: list[tuple[uuid.UUID, int]] = field(default_factory=list)
    parts: dict[uuid.UUID, Parts] = field(default_factory=dict)


def _sortings_before(session: Session, lot_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, _Sorting]:
    """Return every sorting that led to these lots, whole, by going back level by level."""
    found: dict[uuid.UUID, _Sorting] = {}
    seen: set[uuid.UUID] = set(lot_ids)
    level: list[uuid.UUID] = list(lot_ids)
    while level:
        ids = _new_sortings(session, level, found)
        found.update((sorting_id, _Sorting()) for sorting_id in ids)
        _fill(session, ids, found)
        behind = [lot for sorting_id in ids for lot, _ in found[sorting_id].inputs]
        level = [lot for lot in dict.fromkeys(behind) if lot not in seen]
        seen.update(level)
    return found


def _new_sortings(session: Session, lot_ids: Sequence[uuid.UUID], known: dict[uuid.UUID, _Sorting]) -> list[uuid.UUID]:
    rows = [
        sorting_id
        for ids in _portions(lot_ids)
        for sorting_id in session.scalars(
            sa.select(SortingOutput.sorting_id).where(SortingOutput.lot_id.in_(ids), SortingOutput.voided.is_(None))
        )
    ]
    return [sorting_id for sorting_id in dict.fromkeys(rows) if sorting_id not in known]


def _fill(session: Session, sorting_ids: Sequence[uuid.UUID], found: dict[uuid.UUID, _Sorting]) -> None:
    for ids in _portions(sorting_ids):
        for sorting_id, lot, grams in _sides(session, SortingInput, ids):
            found[sorting_id].inputs.append((lot, grams))
        for sorting_id, lot, grams in _sides(session, SortingOutput, ids):
            found[sorting_id].outputs.append((lot, grams))


def _sides(session: Session, side: Any, sorting_ids: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, uuid.UUID, int]]:
    """Yield the lots of sortings with their grams; a lot's part that was lost is in its grams."""
    rows = session.execute(
        sa.select(side.sorting_id, side.lot_id, side.grams)
        .where(side.sorting_id.in_(sorting_ids), side.voided.is_(None))
        .order_by(side.sorting_id, side.id)
    )
    grams: dict[tuple[uuid.UUID, uuid.UUID], int] = defaultdict(int)
    for sorting_id, lot, part in rows:
        grams[sorting_id, lot] += part
    for (sorting_id, lot), total in grams.items():
        yield sorting_id, lot, total


def _weighed_in(
    session: Session, lot_ids: Sequence[uuid.UUID]
) -> tuple[dict[uuid.UUID, Parts], dict[uuid.UUID, tuple[str, int]]]:
    """Return what was weighed in straight into each lot, and where each ticket stands in their order."""
    found: dict[uuid.UUID, Parts] = defaultdict(list)
    rank: dict[uuid.UUID, tuple[str, int]] = {}
    for ids in _portions(lot_ids):
        rows = session.execute(
            sa.select(WeighIn.lot_id, WeighIn.id, WeighIn.accepted_g, WeighIn.series, WeighIn.number)
            .where(WeighIn.lot_id.in_(ids), WeighIn.voided.is_(None), WeighIn.accepted_g > 0)
            .order_by(WeighIn.series, WeighIn.number)
        )
        for lot, weigh_in, grams, series, number in rows:
            found[lot].append((weigh_in, grams))
            rank[weigh_in] = (series, number)
    return dict(found), rank


def _before(sorting: _Sorting | None) -> list[uuid.UUID]:
    return [] if sorting is None else [lot for lot, _ in sorting.inputs]


def _made(sorting: _Sorting, lot: uuid.UUID, found: dict[uuid.UUID, Parts]) -> Parts:
    """Return who is in one output of a sorting; all outputs are reckoned together, once."""
    if not sorting.parts:
        heap = mixed((grams, found.get(before, [])) for before, grams in sorting.inputs)
        parts = taken_apart([grams for _, grams in sorting.outputs], heap)
        sorting.parts = {into: part for (into, _), part in zip(sorting.outputs, parts, strict=True)}
    return sorting.parts[lot]


def _joined(rank: dict[uuid.UUID, tuple[str, int]], own: Parts, made: Parts) -> Parts:
    total: dict[uuid.UUID, int] = dict(own)
    for weigh_in, grams in made:
        total[weigh_in] = total.get(weigh_in, 0) + grams
    return sorted(total.items(), key=lambda part: rank[part[0]])


def _portions(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]
