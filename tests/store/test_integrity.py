"""Whatever is changed behind the application's back is found."""

from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.store.database import Database
from sse_desktop.store.engines import PRAGMAS, sqlite_engine
from sse_desktop.store.failures import DataDamaged, WrongPassphrase
from sse_desktop.store.integrity import Finding, counts, decode, drift, glance, heads, journaled_tables, verify
from sse_desktop.store.journal import GENESIS, canonical, link
from sse_desktop.store.migrate import open_sqlite
from sse_desktop.store.record import Base, Fact, Record
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from tests.conftest import PASSPHRASE, Databases
from tests.store.conftest import OtherProgram
from tests.store.ground import DAY, NOON, Ground, journal, prepare, weigh, write

THAW: Final = {
    "postgres": "DROP TRIGGER {0}_{1} ON {0}",
    "plain": "DROP TRIGGER {0}_{1}",
    "encrypted": "DROP TRIGGER {0}_{1}",
}


def weigh_some(database: Database, ground: Ground, count: int = 5) -> None:
    for number in range(1, count + 1):
        write(database, partial(weigh, ground=ground, number=number))


def test_what_was_written_in_the_usual_way_has_no_findings(database: Database, ground: Ground) -> None:
    weigh_some(database, ground)
    write(database, lambda s: setattr(s.scalars(sa.select(WeighIn)).first(), "voided", "weighed twice"))
    write(database, lambda s: setattr(s.get_one(Member, ground.member), "joined_on", DAY))

    assert verify(database) == []
    assert glance(database) == []


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE member SET name = 'Rosa'", "drift"),
        ("UPDATE member SET joined_on = '2026-07-14'", "drift"),
        ("UPDATE lot SET opened_on = '2026-07-15'", "drift"),
        ("UPDATE weigh_in SET voided = 'behind our back' WHERE number = 3", "drift"),
        ("DELETE FROM lot WHERE code = 'none'", None),
        ("UPDATE head SET seq = seq - 1", "head"),
        ("UPDATE head SET seq = seq + 1", "head"),
    ],
)
def test_a_change_behind_our_back_is_found(
    statement: str, check: str | None, database: Database, ground: Ground, other_program: OtherProgram
) -> None:
    weigh_some(database, ground)

    other_program(statement)

    found = [finding.check for finding in verify(database)]
    assert found == ([check] if check else [])


def test_a_row_smuggled_in_or_taken_away_is_found(
    database: Database, ground: Ground, engine_kind: str, other_program: OtherProgram
) -> None:
    weigh_some(database, ground)
    for table in ("stock_movement", "weigh_in"):
        other_program(THAW[engine_kind].format(table, "delete"))
    copy = "INSERT INTO stock_movement (id, lot_id, kind, grams, at, reason) SELECT member_id, lot_id, 'count', 1, received_at, '' FROM weigh_in WHERE number = 1"

    other_program(copy)
    other_program("DELETE FROM stock_movement WHERE weigh_in_id IN (SELECT id FROM weigh_in WHERE number = 2)")

    with database.reading() as session:
        found = drift(session)
    assert [finding.check for finding in found] == ["drift", "drift"]
    assert found[0].detail.startswith("stock_movement ")


@pytest.mark.parametrize("value", ["name = 5", "name = X'00'", "joined_on = 'soon'", "number = 'one'"])
def test_what_no_column_of_ours_can_hold_is_found(value: str, databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("plain", tmp_path)
    prepare(database)
    engine = sqlite_engine(tmp_path / "cooperative.db", guarded=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE member SET {value}")  # noqa: S608 - constants of this test
    engine.dispose()

    assert {finding.check for finding in verify(database)} == {"drift"}
    database.close()


@pytest.mark.parametrize(
    "change",
    [
        "SET actor = 'Eva'",
        "SET op = 'set/1'",
        "SET hlc = hlc + 1",
        "SET prev = hash",
        "SET hash = prev",
        "SET seq = seq + 100",
    ],
)
def test_an_edited_line_breaks_the_chain_at_its_place(
    change: str, database: Database, ground: Ground, engine_kind: str, other_program: OtherProgram
) -> None:
    weigh_some(database, ground)
    other_program(THAW[engine_kind].format("journal", "change"))

    other_program(f"UPDATE journal {change} WHERE seq = 7")

    assert verify(database) == glance(database) == [Finding("chain", "A 7")]


def test_an_edited_body_breaks_the_chain(
    database: Database, ground: Ground, engine_kind: str, other_program: OtherProgram
) -> None:
    weigh_some(database, ground)
    other_program(THAW[engine_kind].format("journal", "change"))
    nothing = {"postgres": "convert_to('{}', 'UTF8')"}.get(engine_kind, "CAST('{}' AS BLOB)")

    other_program(f"UPDATE journal SET body = {nothing} WHERE seq = 9")  # noqa: S608 - a constant of this test

    assert verify(database) == glance(database) == [Finding("chain", "A 9")]


def test_a_missing_line_is_found_at_its_place_and_at_the_end_by_the_head(
    database: Database, ground: Ground, engine_kind: str, other_program: OtherProgram
) -> None:
    weigh_some(database, ground)
    last = len(journal(database))
    other_program(THAW[engine_kind].format("journal", "delete"))

    other_program("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert glance(database) == [Finding("head", f"A {last}")]

    other_program("DELETE FROM journal WHERE seq = 5")
    assert glance(database) == [Finding("chain", "A 5")]


def test_history_written_anew_by_an_expert_shows_in_the_head_that_was_printed(
    database: Database, ground: Ground
) -> None:
    weigh_some(database, ground)

    with database.reading() as session:
        ((device, (number, digest)),) = heads(session).items()
    assert (device, number) == ("A", len(journal(database)))
    assert len(digest) == 64


def test_every_table_is_counted(database: Database, ground: Ground) -> None:
    weigh_some(database, ground, 3)

    with database.reading() as session:
        found = counts(session)
    assert (found["weigh_in"], found["stock_movement"], found["member"]) == (3, 3, 1)
    assert found.keys() == Base.metadata.tables.keys()


def test_every_table_but_those_of_this_computer_is_journaled() -> None:
    assert set(Base.metadata.tables) - set(journaled_tables()) == {
        "journal",
        "head",
        "series",
        "print_job",
        "signing_key",
    }
    assert all(issubclass(cls, Record) != issubclass(cls, Fact) for cls in journaled_tables().values())


def test_a_value_comes_back_from_its_form_in_the_journal(database: Database, ground: Ground) -> None:
    write(database, lambda s: weigh(s, ground, 1))

    values = next(line.values for line in journal(database) if line.table == "weigh_in")

    read = {field: decode(WeighIn, field, value) for field, value in values.items()}
    assert (read["received_at"], read["harvested_on"], read["member_id"]) == (NOON, DAY, ground.member)
    assert (read["plot_id"], read["net_g"], read["place"]) == (None, 23_500, "Centro")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(-(2**62), 2**62))
def test_any_text_and_number_has_one_form_and_one_hash(text: str, number: int) -> None:
    body = canonical({"v": {"b": text, "a": number}})

    assert body == canonical({"v": {"a": number, "b": text}})
    assert link("A", 1, 1, text, "fact/1", body, GENESIS) != link("A", 2, 1, text, "fact/1", body, GENESIS)


# ---------------------------------------------------------------- damage on the disk


@pytest.fixture(params=["plain", "encrypted"])
def file(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> tuple[Path, str | None]:
    """A closed file with some weigh-ins, and its passphrase."""
    database = databases.fresh(str(request.param), tmp_path)
    ground = prepare(database)
    weigh_some(database, ground, 60)
    database.close()
    return tmp_path / "cooperative.db", PASSPHRASE if request.param == "encrypted" else None


def noticed(path: Path, passphrase: str | None) -> bool:
    """Tell whether opening the file or the look at it finds something."""
    try:
        database = open_sqlite(path, passphrase)
    except (DataDamaged, WrongPassphrase):
        return True
    try:
        return bool(glance(database) or verify(database))
    except (DataDamaged, sa.exc.DatabaseError, ValueError, KeyError):
        return True
    finally:
        database.close()


def test_a_truncated_file_is_noticed(file: tuple[Path, str | None]) -> None:
    path, passphrase = file
    path.write_bytes(path.read_bytes()[:-4096])

    assert noticed(path, passphrase)


def test_a_page_of_zeros_is_noticed(file: tuple[Path, str | None]) -> None:
    path, passphrase = file
    content = bytearray(path.read_bytes())
    full = [at for at in range(4096, len(content), 4096) if any(content[at : at + 4096])]
    at = full[len(full) // 2]
    content[at : at + 4096] = bytes(4096)
    path.write_bytes(content)

    assert noticed(path, passphrase)


def test_every_flipped_bit_of_an_encrypted_file_is_noticed(databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("encrypted", tmp_path)
    weigh_some(database, prepare(database), 20)
    database.close()
    path, random = tmp_path / "cooperative.db", Random(5)
    whole = path.read_bytes()

    for _ in range(40):
        content, at = bytearray(whole), random.randrange(len(whole))
        content[at] ^= 1 << random.randrange(8)
        path.write_bytes(content)
        assert noticed(path, PASSPHRASE), f"byte {at}"


def test_nothing_more_is_written_into_a_damaged_file(databases: Databases, tmp_path: Path) -> None:
    database = databases.fresh("plain", tmp_path)
    ground = prepare(database)
    weigh_some(database, ground, 20)
    database.close()
    path = tmp_path / "cooperative.db"
    content = bytearray(path.read_bytes())
    content[8 * 4096 :] = bytes(len(content) - 8 * 4096)
    path.write_bytes(content)
    damaged = Database(sqlite_engine(path, pragmas=PRAGMAS))

    for _ in range(2):
        with pytest.raises(DataDamaged):
            write(damaged, lambda s: weigh(s, ground, 99))
    damaged.close()
