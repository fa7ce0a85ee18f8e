"""Members and their plots."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class Member(Record, Base):
    """A person or family unit that delivers."""

    __tablename__ = "member"

    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    id_number: Mapped[str] = mapped_column(default="")
    sex: Mapped[str | None] = mapped_column(default=None)
    birth_year: Mapped[int | None] = mapped_column(default=None)
    community: Mapped[str] = mapped_column(default="")
    canton: Mapped[str] = mapped_column(default="")
    province: Mapped[str] = mapped_column(default="")
    # Members of one household share its cap; `priority_codes` are groups of the profile's order of preference.
    household: Mapped[str] = mapped_column(default="")
    priority_codes: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    joined_on: Mapped[date | None] = mapped_column(default=None)
    left_on: Mapped[date | None] = mapped_column(default=None)
    share_capital_minor: Mapped[int] = mapped_column(default=0)
    bank_name: Mapped[str] = mapped_column(default="")
    bank_account: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None] = mapped_column(default=None)
    notes: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class Plot(Record, Base):
    """Land of a member."""

    __tablename__ = "plot"

    member_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("member.id"))
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    name: Mapped[str] = mapped_column(default="")
    community: Mapped[str] = mapped_column(default="")
    area_m2: Mapped[int | None] = mapped_column(default=None)
    expected_yield_g: Mapped[int | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)
