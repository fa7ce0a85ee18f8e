"""The vault of papers."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class Paper(Record, Base):
    """A certificate, deed or card with its holder, dates and file."""

    __tablename__ = "paper"

    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    holder_kind: Mapped[str] = mapped_column(default="")
    holder_name: Mapped[str] = mapped_column(default="")
    member_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    number: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    file_sha: Mapped[str | None] = mapped_column(default=None)
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None] = mapped_column(default=None)
    third_party_signed: Mapped[bool] = mapped_column(default=False)
    source_register: Mapped[str] = mapped_column(default="")
    sensitive: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)
