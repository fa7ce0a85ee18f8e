"""Delivery points from a sheet: the lists of schools that buyers hand out."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.buyers import (
    DeliveryPointData,
    DeliveryPointExists,
    add_delivery_point,
    change_delivery_point,
)
from sse_desktop.commands.importing import CREATED, SKIPPED, UPDATED, ImportResult, import_rows
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.buyers import DeliveryPoint

FIELDS = tuple(field.name for field in fields(DeliveryPointData))


@allowed(Role.SECRETARY, Role.PRESIDENT)
def import_point_rows(
    session: Writing, rows: Sequence[Mapping[str, Any]], *, buyer_id: uuid.UUID, partial: bool = False
) -> ImportResult:
    """Store the delivery points of a buyer from a sheet, all or nothing: a known code is changed, a new one added.

    A row names fields of DeliveryPointData; an empty value leaves what is known, and an archived point comes back. With
    `partial` the good rows are kept, and the failed ones are part of the answer.

    Raises:
        RowsRefused: with every wrong row; nothing was stored.
    """

    def store(session: Writing, row: Mapping[str, Any]) -> str:
        return _store(session, buyer_id, {name: value for name, value in row.items() if name in FIELDS})

    return import_rows(session, rows, store, _column_of, partial)


def _store(session: Writing, buyer_id: uuid.UUID, row: Mapping[str, Any]) -> str:
    given = {name: value for name, value in row.items() if value not in {None, ""}}
    of_code = sa.select(DeliveryPoint).where(
        DeliveryPoint.buyer_id == buyer_id, DeliveryPoint.code == given.get("code")
    )
    known = session.scalars(of_code).first()
    if known is None:
        add_delivery_point(session, buyer_id, DeliveryPointData(**{"code": "", "name": "", **given}))
        return CREATED
    before = {name: getattr(known, name) for name in FIELDS}
    data = DeliveryPointData(**{**before, **given})
    change_delivery_point(session, known.id, data)
    changed = known.archived or asdict(data) != before
    known.archived = False
    return UPDATED if changed else SKIPPED


def _column_of(failure: DomainError) -> str:
    return "code" if isinstance(failure, DeliveryPointExists) else "name"
