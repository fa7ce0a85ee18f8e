import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.sorting import MoreOutThanIn, SortingKind, loss, loss_by_lot, mixed, taken_apart

weights = st.lists(st.integers(1, 10**6), min_size=1, max_size=12)


def test_what_does_not_come_out_is_lost() -> None:
    assert (loss(100, 93), loss(100, 100)) == (7, 0)
    with pytest.raises(MoreOutThanIn) as refused:
        loss(100, 101)
    assert refused.value.facts == {"more": Quantity(1, "kg")}


@given(weights, st.data())
def test_a_loss_is_borne_by_what_was_taken(taken: list[int], data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, sum(taken)))

    parts = loss_by_lot(lost, taken)

    assert sum(parts) == lost
    assert all(0 <= part <= whole for part, whole in zip(parts, taken, strict=True))


@given(st.lists(st.tuples(st.integers(1, 10**6), weights), min_size=1, max_size=5))
def test_a_heap_of_several_lots_adds_up_to_the_gram(lots: list[tuple[int, list[int]]]) -> None:
    heap = mixed((grams, list(enumerate(content))) for grams, content in lots)

    assert sum(part for _, part in heap) == sum(grams for grams, _ in lots)


def test_a_lot_that_proves_nobody_adds_nothing() -> None:
    assert mixed([(50, []), (10, [("Ana", 1)]), (30, [("Luis", 0)])]) == [("Ana", 10)]
    assert taken_apart([10, 5], []) == [[], []]


@given(weights, st.data())
def test_outputs_and_families_add_up_both_ways(content: list[int], data: st.DataObject) -> None:
    heap, left, outputs = list(enumerate(content)), sum(content), []
    for _ in range(data.draw(st.integers(1, 6))):
        outputs.append(data.draw(st.integers(0, left)))
        left -= outputs[-1]

    parts = taken_apart(outputs, heap)

    assert [sum(grams for _, grams in part) for part in parts] == outputs
    for family, weight in heap:
        assert 0 <= sum(dict(part).get(family, 0) for part in parts) <= weight


@given(weights)
def test_what_comes_out_whole_leaves_nobody_with_a_gram(content: list[int]) -> None:
    total = sum(content)

    first, second = taken_apart([total // 3, total - total // 3], list(enumerate(content)))

    found = dict.fromkeys(range(len(content)), 0)
    for family, grams in first + second:
        found[family] += grams
    assert list(found.values()) == content


def test_outputs_that_are_proved_too_little_are_stretched() -> None:
    assert taken_apart([60, 30], [("Ana", 20), ("Luis", 10)]) == [
        [("Ana", 40), ("Luis", 20)],
        [("Ana", 20), ("Luis", 10)],
    ]


def test_every_kind_has_a_word() -> None:
    assert [kind.label for kind in SortingKind] == ["grading", "packing", "moving", "joining"]
