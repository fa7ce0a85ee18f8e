"""Storing the families' lines of a settlement, with where the money came from and what was taken off."""

import uuid
from collections.abc import Sequence

from sse_desktop.queries.dues import DueOrigin
from sse_desktop.queries.settlement_preview import Line, Taken
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.settlements import Deduction, SettlementMember, SettlementOrigin


def store_lines(session: Writing, settlement_id: uuid.UUID, lines: Sequence[Line]) -> None:
    """Store the lines with their origins and deductions."""
    rows = [(session.new_id(), line) for line in lines]
    for row_id, line in rows:
        session.add(
            SettlementMember(
                id=row_id,
                settlement_id=settlement_id,
                member_id=line.member_id,
                grams=sum(origin.grams for origin in line.origins),
                due_minor=line.due_minor,
                paid_minor=line.paid_minor,
                deducted_minor=line.deducted_minor,
                net_minor=line.paid_minor - line.deducted_minor,
                carried_minor=line.due_minor - line.paid_minor,
            )
        )
        for item in line.taken:
            session.add(_deduction(session, row_id, item))
    record_many(
        session,
        SettlementOrigin,
        [_origin(session, row_id, origin) for row_id, line in rows for origin in line.origins],
    )


def _deduction(session: Writing, row_id: uuid.UUID, item: Taken) -> Deduction:
    return Deduction(
        id=session.new_id(),
        settlement_member_id=row_id,
        kind=item.kind,
        title=item.title,
        formula=item.formula,
        amount_minor=item.amount_minor,
    )


def _origin(session: Writing, row_id: uuid.UUID, origin: DueOrigin) -> dict[str, object]:
    return {
        "id": session.new_id(),
        "settlement_member_id": row_id,
        "acceptance_line_id": origin.acceptance_line_id,
        "weigh_in_id": origin.weigh_in_id,
        "grams": origin.grams,
        "value_minor": origin.value_minor,
    }
