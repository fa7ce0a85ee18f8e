"""Every number of the capacity opens down to parts that add up to it."""

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.capacity import first_gap, scaled_demand
from sse_desktop.domain.capacity_parts import (
    Due,
    Part,
    PartKind,
    Source,
    certified_dues,
    due_by_week,
    reckoned,
    until,
    week_sums,
)
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, largest_perishable_promise, perishable_capacity, unserved

W = [Week(2026, 40) + count for count in range(6)]
THERE = [PartKind.STOCK, PartKind.FORECAST, PartKind.POOLED]

plans = st.dictionaries(st.sampled_from(W), st.integers(0, 500), max_size=6)
supplies = st.builds(
    lambda place, grams, weeks: Supply(W[place], grams, None if weeks is None else W[place] + weeks),
    st.integers(0, 5),
    st.integers(0, 500),
    st.none() | st.integers(0, 3),
)
sources = st.lists(
    st.builds(lambda kind, supply: Source(kind=kind, supply=supply), st.sampled_from(THERE), supplies), max_size=8
)
dues = st.lists(
    st.builds(
        lambda kind, week, grams: Due(kind=kind, week=week, grams=grams, name="C-1"),
        st.sampled_from([PartKind.CONTRACT, PartKind.BID]),
        st.sampled_from(W),
        st.integers(0, 300),
    ),
    max_size=6,
)


@given(plans, sources, dues)
def test_the_parts_add_up_to_what_is_available(demand: dict[Week, int], there: list[Source], owed: list[Due]) -> None:
    rows, parts = reckoned(demand, there, owed)

    assert rows == perishable_capacity(demand, [each.supply for each in there], due_by_week(owed))
    for row, sums in zip(rows, week_sums(rows, parts), strict=True):
        assert sum(part.grams for part in until(parts, row.week)) == row.available
        assert sums.stock + sums.forecast + sums.pooled - sums.promised - sums.spoiled == sums.available
        assert sums.gap == max(0, sums.demand - sums.available)


@given(plans, sources, dues, supplies)
def test_more_supply_never_makes_a_gap_larger(
    demand: dict[Week, int], there: list[Source], owed: list[Due], more: Supply
) -> None:
    before, _ = reckoned(demand, there, owed)
    after, _ = reckoned(demand, [*there, Source(kind=PartKind.STOCK, supply=more)], owed)

    assert all(new.gap <= old.gap for old, new in zip(before, after, strict=True))


@given(plans, st.lists(supplies, max_size=6), st.lists(supplies, max_size=6), dues, dues)
def test_a_certified_promise_fits_beside_all_others(
    demand: dict[Week, int], certified: list[Supply], plain: list[Supply], asking: list[Due], others: list[Due]
) -> None:
    """What the rule allows can be served: all promises together out of all produce, those that ask out of certified alone."""
    taken = due_by_week(certified_dues(asking, others, plain))
    most = largest_perishable_promise(demand, certified, taken)
    if not most:
        return
    asked = scaled_demand(demand, most)

    assert first_gap(perishable_capacity(asked, certified, due_by_week(asking))) is None
    assert first_gap(perishable_capacity(asked, [*certified, *plain], due_by_week([*asking, *others]))) is None


@given(st.lists(supplies, max_size=6), plans)
def test_what_is_not_served_in_its_week_is_never_more_than_is_due(there: list[Supply], due: dict[Week, int]) -> None:
    missing = unserved(there, due)

    assert all(0 < grams <= due[week] for week, grams in missing.items())
    if not missing:
        assert first_gap(perishable_capacity(due, there, {})) is None


def test_uncertified_produce_serves_other_promises_first() -> None:
    others = [Due(kind=PartKind.CONTRACT, week=W[0], grams=70), Due(kind=PartKind.BID, week=W[2], grams=50)]

    found = certified_dues([], others, [Supply(W[0], 60), Supply(W[1], 30), Supply(W[3], 100)])

    # Ten are missing in the first week, and twenty in the third; the hundred of the fourth come too late.
    assert found == [
        Due(kind=PartKind.OVERFLOW, week=W[0], grams=10),
        Due(kind=PartKind.OVERFLOW, week=W[2], grams=20),
    ]


def test_parts_stand_in_the_order_in_which_they_count() -> None:
    there = [
        Source(kind=PartKind.FORECAST, supply=Supply(W[1], 5), members=3),
        Source(kind=PartKind.STOCK, supply=Supply(W[0], 9, W[0]), name="LOT"),
    ]

    _, parts = reckoned({W[1]: 4}, there, [Due(kind=PartKind.BID, week=W[1], grams=2, name="FI-2")])

    assert parts == [
        Part(kind=PartKind.STOCK, week=W[0], grams=9, name="LOT", until=W[0]),
        Part(kind=PartKind.FORECAST, week=W[1], grams=5, members=3),
        Part(kind=PartKind.BID, week=W[1], grams=-2, name="FI-2"),
        Part(kind=PartKind.SPOILED, week=W[1], grams=-9),
    ]
    assert [kind for kind in PartKind if kind.is_there] == THERE
    assert all(kind.label for kind in PartKind)
