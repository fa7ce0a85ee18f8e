"""Whatever people enter, change, void and take back, in whatever order, tables and journal stay one."""

import shutil
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.integrity import verify
from sse_desktop.store.migrate import create_sqlite
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from tests.store.ground import prepare, weigh, weigh_in_row, write

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


class Histories(RuleBasedStateMachine):
    """Does what commands do, and remembers what must be there in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = create_sqlite(self.folder / "cooperative.db")
        self.ground = prepare(self.database)
        self.number = 0
        self.valid: dict[uuid.UUID, int] = {}
        self.name = "Rosa Quishpe"

    def next_number(self) -> int:
        self.number += 1
        return self.number

    @rule(grams=st.integers(1, 10**9))
    def weigh_in(self, grams: int) -> None:
        row = write(self.database, lambda s: weigh(s, self.ground, self.next_number(), grams))
        self.valid[row.id] = grams

    @rule(grams=st.lists(st.integers(1, 10**9), max_size=4))
    def weigh_in_many(self, grams: list[int]) -> None:
        def change(session: Writing) -> list[dict[str, Any]]:
            rows = [weigh_in_row(session, self.ground, self.next_number(), each) for each in grams]
            record_many(session, WeighIn, rows)
            return rows

        self.valid |= {row["id"]: row["net_g"] for row in write(self.database, change)}

    @precondition(lambda self: self.valid)
    @rule(data=st.data(), reason=texts.filter(bool))
    def void(self, data: st.DataObject, reason: str) -> None:
        row_id = data.draw(st.sampled_from(sorted(self.valid)))
        write(self.database, lambda s: setattr(s.get_one(WeighIn, row_id), "voided", reason))
        del self.valid[row_id]

    @rule(names=st.lists(texts, min_size=1, max_size=3))
    def rename(self, names: list[str]) -> None:
        def change(session: Writing) -> None:
            for name in names:
                session.get_one(Member, self.ground.member).name = name
                session.flush()

        write(self.database, change)
        self.name = names[-1]

    @rule(name=texts, grams=st.integers(1, 10**9), nested=st.booleans())
    def take_back(self, name: str, grams: int, *, nested: bool) -> None:
        """Write in a savepoint that is rolled back, with another inside it or not, and a little after it."""

        def change(session: Writing) -> None:
            outer = session.begin_nested()
            session.get_one(Member, self.ground.member).name = f"{name}!"
            weigh(session, self.ground, 10**6, grams)
            session.flush()
            if nested:
                with session.begin_nested():
                    weigh(session, self.ground, 10**6 + 1, grams)
            outer.rollback()
            session.get_one(Member, self.ground.member).phone = name

        write(self.database, change)

    @rule(name=texts)
    def fail(self, name: str) -> None:
        def change(session: Writing) -> None:
            session.get_one(Member, self.ground.member).name = f"{name}?"
            weigh(session, self.ground, 10**6)
            session.flush()
            raise LookupError

        with suppress(LookupError):
            write(self.database, change)

    @rule(device=st.sampled_from("AB"))
    def go_to(self, device: str) -> None:
        self.database.device = device

    @invariant()
    def holds_what_was_entered(self) -> None:
        with self.database.reading() as session:
            rows = session.execute(sa.select(WeighIn.id, WeighIn.net_g).where(WeighIn.voided.is_(None))).all()
            name = session.scalar(sa.select(Member.name))
        assert {row.id: row.net_g for row in rows} == self.valid
        assert name == self.name

    def teardown(self) -> None:
        found = verify(self.database)
        self.database.close()
        shutil.rmtree(self.folder)
        assert found == []


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
