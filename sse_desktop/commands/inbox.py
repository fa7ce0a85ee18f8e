"""Files of the inbox folder: what became of each, by its content, so that it is offered once."""

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import InboxFile

IMPORTED, LEFT = "imported", "left"


@allowed(Role.SECRETARY, Role.PRESIDENT)
def settle_inbox_file(session: Writing, sha256: str, name: str, outcome: str) -> None:
    """Say that a file was imported or left; it is not offered again, whatever it is called."""
    row = session.scalars(sa.select(InboxFile).where(InboxFile.sha256 == sha256)).first()
    if row is None:
        session.add(InboxFile(id=session.new_id(), sha256=sha256, name=name, seen_at=session.now, outcome=outcome))
    else:
        row.name, row.outcome = name, outcome
    session.flush()
