"""Returnable containers: who holds how many of them."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact


class CrateMovement(Fact, Base):
    """Containers handed to a member or a school (above zero) or brought back, lost or counted off (below zero).

    What goes out and comes back with deliveries and weigh-ins is counted from those; this is all the rest.
    """

    __tablename__ = "crate_movement"
    __table_args__ = (sa.Index(None, "member_id"), sa.Index(None, "delivery_point_id"))

    container_kind_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("container_kind.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    delivery_point_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("delivery_point.id"), default=None)
    kind: Mapped[str] = mapped_column(default="")
    containers: Mapped[int]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
