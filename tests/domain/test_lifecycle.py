"""Documents and bids move only forward, and only where the life of one allows it."""

import itertools

import pytest

from sse_desktop.domain.lifecycle import BidState, DocumentState, NotAllowedNow, may_move, move


@pytest.mark.parametrize(("state", "to"), [("draft", "issued"), ("issued", "voided")])
def test_a_document_is_issued_then_at_most_voided(state: str, to: str) -> None:
    assert move(DocumentState(state), DocumentState(to)) is DocumentState(to)


@pytest.mark.parametrize(
    "path",
    [
        ("draft", "ready", "submitted", "won"),
        ("draft", "ready", "draft", "ready", "submitted", "lost"),
        ("draft", "withdrawn"),
        ("ready", "withdrawn"),
        ("submitted", "withdrawn"),
    ],
)
def test_a_bid_walks_its_path(path: tuple[str, ...]) -> None:
    for state, to in itertools.pairwise(path):
        assert move(BidState(state), BidState(to)) is BidState(to)


def test_every_other_step_is_refused() -> None:
    assert sum(may_move(state, to) for state in DocumentState for to in DocumentState) == 2
    assert sum(may_move(state, to) for state in BidState for to in BidState) == 8
    with pytest.raises(NotAllowedNow, match="This is won and can't become draft"):
        move(BidState.WON, BidState.DRAFT)
    with pytest.raises(NotAllowedNow):
        move(DocumentState.VOIDED, DocumentState.ISSUED)


def test_states_have_labels() -> None:
    assert [state.label for state in BidState] == [state.value for state in BidState]
    assert [state.label for state in DocumentState] == [state.value for state in DocumentState]
