"""A large JSON text gives the same members in parts, wherever its pieces are cut; what is broken is refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.json_parts import JsonParts

DECODER = json.JSONDecoder(strict=False)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.text(max_size=8))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def parts(text: str, size: int) -> list[Any]:
    pieces: Iterator[str] = iter([text[at : at + size] for at in range(0, len(text), size)])
    return list(JsonParts("", pieces, DECODER).values())


@given(st.lists(VALUES, max_size=5), st.integers(1, 40))
def test_members_come_one_by_one_wherever_the_text_is_cut(members: list[Any], size: int) -> None:
    text = json.dumps({"uri": "x", "releases": members, "n": 12345})

    assert parts(text, size) == [*({"releases": [each]} for each in members), {"uri": "x", "releases": [], "n": 12345}]


@given(VALUES, VALUES, st.integers(1, 30))
def test_values_in_lines_come_one_after_the_other(first: Any, second: Any, size: int) -> None:
    text = f"{json.dumps({'a': first})}\n{json.dumps({'b': second}, indent=2)}\n"

    assert parts(text, size) == [{"a": first}, {"b": second}]


def test_a_number_that_is_cut_is_read_whole() -> None:
    assert parts('[1, {"n": 1234567}, 89]', 1) == [1, {"n": 1234567}, 89]


@pytest.mark.parametrize(
    "text",
    [
        '{"releases":[{"a":1}',
        '{"releases":[{"a":1} {"b":2}]}',
        '{"a":1',
        '{"a"}',
        "[1,",
        "[nul]",
        "{1:2}",
        '{"a":"',
        "]",
        '{"releases":[,]}',
    ],
)
@pytest.mark.parametrize("size", [1, 5, 100])
def test_what_is_broken_is_refused(text: str, size: int) -> None:
    with pytest.raises(DomainError):
        parts(text, size)


def test_a_long_list_of_bare_values_is_no_notice() -> None:
    with pytest.raises(DomainError) as refused:
        parts(json.dumps(["a"] * 20_000), 1000)

    assert refused.value.code == "not_a_notice"
