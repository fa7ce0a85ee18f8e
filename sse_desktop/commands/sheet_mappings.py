"""How the columns of a buyer's sheets are meant: remembered with an import, so that the next sheet is understood at once."""

import json
import uuid
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import SheetMapping


@allowed(Role.SECRETARY, Role.PRESIDENT)
def remember_mapping(
    session: Writing, buyer_id: uuid.UUID | None, header: Sequence[str], columns: Mapping[str, str]
) -> uuid.UUID:
    """Keep which heading is which field, in the place of what was kept for the same buyer and headings; return its id."""
    headings = json.dumps([fold(heading) for heading in header], ensure_ascii=False)
    said = json.dumps({field: fold(heading) for field, heading in sorted(columns.items())}, ensure_ascii=False)
    same = sa.select(SheetMapping).where(SheetMapping.buyer_id == buyer_id, SheetMapping.headings == headings).limit(1)
    row = session.scalars(same).first()
    if row is None:
        row = SheetMapping(id=session.new_id(), buyer_id=buyer_id, headings=headings, columns=said)
        session.add(row)
    elif row.columns != said:
        row.columns = said
    session.flush()
    return row.id
