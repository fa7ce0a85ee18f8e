"""What the forms of crates offer: who may hold them, and which kinds must come back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sse_desktop.queries.crates import CrateHolder, crate_holders
from sse_desktop.queries.products import ContainerRow, containers


@dataclass(frozen=True, slots=True)
class CrateGround:
    """Members and schools in use, and the returnable kinds in use."""

    holders: Sequence[CrateHolder]
    kinds: Sequence[ContainerRow]


def crate_ground(session: Session) -> CrateGround:
    """Return what the forms offer, of one moment."""
    kinds = [row for row in containers(session) if row.returnable]
    return CrateGround(crate_holders(session), kinds)
