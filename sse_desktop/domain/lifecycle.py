"""What may become of a document and of a bid: this file is their states and the moves between them."""

from enum import StrEnum
from typing import TypeVar

from sse_desktop.domain.errors import N_, DomainError, Term


class NotAllowedNow(DomainError):
    """A document or bid is not in the state that the step needs."""

    sentence = N_("This is {state} and can't become {target} now.")


class DocumentState(StrEnum):
    """The life of a numbered document: once issued it never changes, it can only be voided."""

    DRAFT = "draft"
    ISSUED = "issued"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def following(self) -> frozenset["DocumentState"]:
        """The states that may come next."""
        return _DOCUMENT_MOVES[self]


class BidState(StrEnum):
    """The life of a bid. A ready bid may go back to draft; what was submitted is out of our hands."""

    DRAFT = "draft"
    READY = "ready"
    SUBMITTED = "submitted"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def following(self) -> frozenset["BidState"]:
        """The states that may come next."""
        return _BID_MOVES[self]


S = TypeVar("S", DocumentState, BidState)


def may_move(state: S, to: S) -> bool:
    """Say whether the step is allowed."""
    return to in state.following


def move(state: S, to: S) -> S:
    """Return the new state.

    Raises: NotAllowedNow.
    """
    if not may_move(state, to):
        raise NotAllowedNow(state=Term(state.label), target=Term(to.label))
    return to


# One table for each kind: members of two StrEnums with the same text are equal and would share a key.
_DOCUMENT_MOVES = {
    DocumentState.DRAFT: frozenset({DocumentState.ISSUED}),
    DocumentState.ISSUED: frozenset({DocumentState.VOIDED}),
    DocumentState.VOIDED: frozenset[DocumentState](),
}

_BID_MOVES = {
    BidState.DRAFT: frozenset({BidState.READY, BidState.WITHDRAWN}),
    BidState.READY: frozenset({BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN}),
    BidState.SUBMITTED: frozenset({BidState.WON, BidState.LOST, BidState.WITHDRAWN}),
    BidState.WON: frozenset[BidState](),
    BidState.LOST: frozenset[BidState](),
    BidState.WITHDRAWN: frozenset[BidState](),
}

_LABELS: dict[str, str] = {
    "draft": N_("draft"),
    "issued": N_("issued"),
    "voided": N_("voided"),
    "ready": N_("ready"),
    "submitted": N_("submitted"),
    "won": N_("won"),
    "lost": N_("lost"),
    "withdrawn": N_("withdrawn"),
}
