"""Scene of the fair shares: an award is shared equally among the families that pledged, and kept."""

import uuid
from datetime import date

from sse_desktop.commands.sharing_terms import TermsData, set_sharing_terms
from sse_desktop.commands.sharings import KeepSharing, keep_sharing
from sse_desktop.demo.stage import Stage

RULE = "Cada familia, la misma suma de dinero; así lo decidió la asamblea (demo)."


def share_award(stage: Stage, bid_id: uuid.UUID, day: date) -> None:
    """Set the terms of a bid and keep its first sharing as of a day."""
    stage.write(stage.at(day, 9), set_sharing_terms, bid_id, TermsData(note=RULE))
    stage.write(stage.at(day, 10), keep_sharing, KeepSharing(bid_id=bid_id))
