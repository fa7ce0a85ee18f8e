"""What happens to returnable containers besides deliveries and weigh-ins."""

from __future__ import annotations

from enum import StrEnum

from sse_desktop.domain.errors import N_


class CrateMove(StrEnum):
    """Why containers change hands, are written off, or are found by a count."""

    LENT = "lent"
    RETURNED = "returned"
    LOST = "lost"
    COUNTED = "counted"

    @property
    def label(self) -> str:
        """Return the English words, to be translated where they are shown."""
        return _LABELS[self]

    @property
    def sign(self) -> int:
        """Return what a count of containers does to the holder's balance: more, or fewer."""
        return 1 if self is CrateMove.LENT else -1


_LABELS = {
    CrateMove.LENT: N_("lent"),
    CrateMove.RETURNED: N_("brought back"),
    CrateMove.LOST: N_("lost or broken"),
    CrateMove.COUNTED: N_("difference of a count"),
}
