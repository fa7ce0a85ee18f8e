"""Numbers of documents: without gaps, per kind of document and device, taken in the transaction that issues the document.

A number reads establishment-emission point-sequence, as Ecuador's own documents do (Reglamento de Comprobantes, Art. 18):
001-002-000000123. Each device has its own emission point, so two computers never give the same number.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.cooperative import Cooperative, Device, Series

_TAKE = (
    sa.update(Series)
    .where(Series.kind == sa.bindparam("of_kind"), Series.device == sa.bindparam("of_device"))
    .values(last=Series.last + sa.bindparam("how_many"))
    .returning(Series.last)
)
_PREFIX = (
    sa.select(Cooperative.establishment, Device.emission_point)
    .join_from(Cooperative, Device, sa.true())
    .where(Device.code == sa.bindparam("of_device"))
)


class NoDevice(DomainError):
    """The computer is not registered in the data folder."""

    sentence = N_(
        "This computer is not registered in the data ({device}). Nothing was changed. Restore a backup or ask your support."
    )


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number within its series: series '001-002' and 123 read '001-002-000000123'."""

    series: str
    number: int

    def __str__(self) -> str:
        return full_number(self.series, self.number)


def full_number(series: str, number: int) -> str:
    """Return a document's number as it is printed."""
    return f"{series}-{number:09d}"


def next_number(session: Writing, kind: str) -> DocumentNumber:
    """Take the next number of a kind of document on this device."""
    return next_numbers(session, kind, 1)[0]


def next_numbers(session: Writing, kind: str, count: int) -> list[DocumentNumber]:
    """Take `count` numbers in a row.

    Raises:
        NoDevice: the device has no emission point.
    """
    connection = session.connection()
    last = connection.execute(_TAKE, {"of_kind": kind, "of_device": session.device, "how_many": count}).scalar()
    if last is None:
        connection.execute(sa.insert(Series), {"kind": kind, "device": session.device, "last": count})
        last = count
    prefix = connection.execute(_PREFIX, {"of_device": session.device}).first()
    if prefix is None:
        raise NoDevice(device=session.device)
    series = f"{prefix[0]}-{prefix[1]}"
    return [DocumentNumber(series, number) for number in range(last - count + 1, last + 1)]
