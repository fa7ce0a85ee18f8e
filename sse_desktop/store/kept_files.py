"""The attachments of an open cooperative, with the key that lies in its encrypted database."""

import json
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.store.attachments import Attachments
from sse_desktop.store.database import Database, Writing
from sse_desktop.store.sealing import new_key
from sse_desktop.store.tables.cooperative import Setting

KEY: Final = "attachments.key"
FOLDER: Final = "attachments"


def kept_files(folder: Path, database: Database) -> Attachments:
    """Return the attachments of a data folder; sealed where the database has a key for them."""
    with database.reading() as session:
        return Attachments(folder / FOLDER, _key(session))


def give_key(session: Writing) -> None:
    """Store a new random key for the attachments; only in an encrypted database, where it can't be read without the passphrase."""
    session.add(Setting(id=session.new_id(), key=KEY, value=json.dumps(new_key().hex())))


def _key(session: Session) -> bytes | None:
    value = session.scalar(sa.select(Setting.value).where(Setting.key == KEY))
    return None if value is None else bytes.fromhex(json.loads(value))
