"""The vault of papers."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class Paper(Record, Base):
    """A certificate, deed or card with its holder, dates and file.

    `facts` are the values its kind asks for (score, heads …) as JSON. `renewal_days` is how long a new one takes. `checked_on`
    is the day on which somebody last looked it up in the public list at `check_address`. `plot_id` is the plot that holds it.
    """

    __tablename__ = "paper"

    kind: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    holder_kind: Mapped[str] = mapped_column(default="")
    holder_name: Mapped[str] = mapped_column(default="")
    member_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("member.id"), default=None)
    plot_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
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
    facts: Mapped[str] = mapped_column(default="")
    renewal_days: Mapped[int | None] = mapped_column(default=None)
    checked_on: Mapped[date | None] = mapped_column(default=None)
    check_address: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
