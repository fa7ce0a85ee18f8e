"""A field that came with a later version has no line in the journal of older rows; nothing is found wrong with them."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from sse_desktop.store.engines import sqlite_engine
from sse_desktop.store.integrity import drift
from sse_desktop.store.journal import canonical
from tests.conftest import Databases
from tests.store.ground import prepare


@pytest.mark.parametrize(("field", "changed"), [("notes", "'written past us'"), ("birth_year", "1970")])
def test_a_field_without_a_line_counts_as_it_begins(
    field: str, changed: str, databases: Databases, tmp_path: Path
) -> None:
    database = databases.fresh("plain", tmp_path)
    prepare(database)
    _forget_field(tmp_path / "cooperative.db", field)
    with database.reading() as session:
        assert drift(session) == []

    engine = sqlite_engine(tmp_path / "cooperative.db", guarded=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE member SET {field} = {changed}")  # noqa: S608 - constants of this test
    engine.dispose()

    with database.reading() as session:
        assert {finding.check for finding in drift(session)} == {"drift"}
    database.close()


def _forget_field(file: Path, field: str) -> None:
    """Make the lines of members what they were before the field existed."""
    engine = sqlite_engine(file, guarded=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_change")
        rows = connection.execute(sa.text("SELECT seq, body FROM journal WHERE op = 'set/1'")).all()
        for seq, body in rows:
            line = json.loads(bytes(body))
            if line["t"] == "member":
                line["v"].pop(field, None)
                change = sa.text("UPDATE journal SET body = :body WHERE seq = :seq")
                connection.execute(change, {"body": canonical(line), "seq": seq})
    engine.dispose()
