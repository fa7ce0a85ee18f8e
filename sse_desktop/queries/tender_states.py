"""How far a tender is for us: this file names the states and what a bid makes of them."""

from enum import StrEnum
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.lifecycle import BidState


class TenderState(StrEnum):
    """How far a tender is for us."""

    OPEN = "open"
    PREPARING = "preparing"
    SUBMITTED = "submitted"
    WON = "won"
    LOST = "lost"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    TenderState.OPEN: N_("open"),
    TenderState.PREPARING: N_("in preparation"),
    TenderState.SUBMITTED: N_("handed in"),
    TenderState.WON: N_("won"),
    TenderState.LOST: N_("lost"),
    TenderState.CLOSED: N_("closed"),
    TenderState.DROPPED: N_("dropped"),
}
BY_BID: Final = {
    BidState.DRAFT: TenderState.PREPARING,
    BidState.READY: TenderState.PREPARING,
    BidState.SUBMITTED: TenderState.SUBMITTED,
    BidState.WON: TenderState.WON,
    BidState.LOST: TenderState.LOST,
}
