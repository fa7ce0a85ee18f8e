"""What only the buyer's papers tell, typed by a person, and the frozen rules of a bid."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Fact, Record


class AskedValue(Record, Base):
    """A value that a profile asks for, for one tender or for a buyer; exact as text.

    `source` says where it was read, `noted_by` and `noted_on` who filled it in, and when.
    """

    __tablename__ = "asked_value"
    __table_args__ = (sa.Index(None, "tender_id"), sa.Index(None, "buyer_id"))

    tender_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("tender.id"), default=None)
    buyer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("buyer.id"), default=None)
    key: Mapped[str] = mapped_column(default="")
    value: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[date | None] = mapped_column(default=None)
    noted_by: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class ProfileSnapshot(Fact, Base):
    """The rules a bid was made under, as JSON, kept once for each digest."""

    __tablename__ = "profile_snapshot"

    digest: Mapped[str] = mapped_column(unique=True)
    profile_id: Mapped[str] = mapped_column(default="")
    version: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
