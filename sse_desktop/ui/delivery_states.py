"""The words and shapes of a delivery note's and a contract's state, the same wherever they are shown."""

from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State

NOTE_STATES: Final = {
    "sent": (State.TO_DO, N_("on the way")),
    "accepted": (State.READY, N_("accepted")),
    "partly_rejected": (State.BLOCKED, N_("partly rejected")),
    "voided": (State.QUIET, N_("voided")),
}
CONTRACT_STATES: Final = {"open": (State.READY, N_("open")), "closed": (State.QUIET, N_("closed"))}


def mark_of(context: Context, states: dict[str, tuple[State, str]], state: str) -> Mark:
    """Return the badge of a state."""
    shape, word = states[state]
    return Mark(shape, context.text(word))
