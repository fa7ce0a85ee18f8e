"""The European single procurement document: requests of buyers, and facts for the answers, entered once."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from sse_desktop.store.record import Base, Record


class EspdRequest(Record, Base):
    """A request as it came, kept unchanged by its hash, and the tender it belongs to."""

    __tablename__ = "espd_request"
    __table_args__ = (sa.Index(None, "tender_id"),)

    tender_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tender.id"))
    version: Mapped[str] = mapped_column(default="")
    file_sha: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class EspdAnswer(Record, Base):
    """An answer of the cooperative to one question of a criterion: for every request (no request_id) or for one alone.

    `question` is the question's stable code within the criterion, `value` its exact text, `value_kind` how it is written.
    """

    __tablename__ = "espd_answer"
    __table_args__ = (sa.Index(None, "criterion", "question"),)

    request_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("espd_request.id"), default=None)
    criterion: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    value_kind: Mapped[str] = mapped_column(default="")
    value: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
