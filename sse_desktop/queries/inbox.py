"""Files of the inbox folder that somebody decided about."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.tables.tender_desk import InboxFile


def settled_files(session: Session) -> dict[str, str]:
    """Return what became of each file, by the hash of its content."""
    rows = session.execute(sa.select(InboxFile.sha256, InboxFile.outcome).where(InboxFile.outcome != ""))
    return {row.sha256: row.outcome for row in rows}
