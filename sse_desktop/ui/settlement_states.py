"""The words and shapes of money received and of settlements, the same wherever they are shown."""

from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.ui.theme import State

RECEIPT_STATES: Final = {
    "waiting": (State.TO_DO, N_("to be shared")),
    "shared": (State.READY, N_("shared")),
    "voided": (State.QUIET, N_("void")),
}
SETTLEMENT_STATES: Final = {"issued": (State.READY, N_("issued")), "voided": (State.QUIET, N_("void"))}
