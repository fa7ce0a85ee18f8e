"""A backup is checked when it is made, when it is looked at and when it is restored; live data are never overwritten."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.store import backup as backups
from sse_desktop.store import migrate
from sse_desktop.store.attachments import Attachments
from sse_desktop.store.backup import (
    BackupDamaged,
    NoSuchBackup,
    NotEmpty,
    check_backup,
    make_backup,
    restore_backup,
    to_thin_out,
)
from sse_desktop.store.database import Database
from sse_desktop.store.failures import CannotWriteFile, NewerFile, WrongPassphrase
from sse_desktop.store.integrity import counts, heads, verify
from sse_desktop.store.tables.members import Member
from tests.conftest import PASSPHRASE, Databases
from tests.store.files import nickname
from tests.store.ground import ANA, NOON, journal, prepare, weigh, write
from tests.store.revisions import NEWEST, NEXT, Revisions
from tests.store.test_update import LIFT

SCAN = b"a scanned certificate" * 1000


@pytest.fixture
def live(kind: str, databases: Databases, tmp_path: Path) -> Iterator[Database]:
    """An open database with three weigh-ins, and an attachment beside it."""
    folder = tmp_path / "data"
    folder.mkdir()
    database = databases.fresh(kind, folder)
    ground = prepare(database)
    for number in (1, 2, 3):
        write(database, partial(weigh, ground=ground, number=number))
    Attachments(folder / "attachments").put(SCAN)
    yield database
    database.close()


@pytest.fixture
def attachments(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "data" / "attachments")


@pytest.fixture
def made(live: Database, attachments: Attachments, passphrase: str | None, tmp_path: Path) -> Path:
    """A backup of the live data."""
    target = tmp_path / "backups" / f"one{backups.SUFFIX}"
    make_backup(live, attachments, target, NOON, passphrase=passphrase)
    return target


def summary(database: Database) -> tuple[dict[str, int], dict[str, tuple[int, str]]]:
    with database.reading() as session:
        return counts(session), heads(session)


def test_a_backup_says_what_it_holds_and_leaves_nothing_else(live: Database, made: Path, kind: str) -> None:
    (backup,) = backups.list_backups(made.parent)

    assert (backup.path, backup.made_at, backup.version) == (made, NOON, migrate.versions()[-1])
    assert backup.encrypted == (kind == "encrypted")
    assert (backup.counts, backup.heads) == summary(live)
    assert backup.counts["weigh_in"] == 3
    assert len(backup.files) == 2
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_backup_comes_back_as_it_was_made(live: Database, made: Path, passphrase: str | None, tmp_path: Path) -> None:
    before, lines = summary(live), journal(live)
    write(live, lambda s: setattr(s.scalars(sa.select(Member)).one(), "name", "later"))

    restore_backup(made, tmp_path / "restored", passphrase)

    restored = migrate.open_sqlite(tmp_path / "restored" / "cooperative.db", passphrase)
    assert (summary(restored), journal(restored), verify(restored)) == (before, lines, [])
    restored.close()
    kept = Attachments(tmp_path / "restored" / "attachments")
    assert [kept.read(sha) for sha in kept.names()] == [SCAN]


def test_a_backup_is_made_while_others_write(
    live: Database, attachments: Attachments, passphrase: str | None, tmp_path: Path
) -> None:
    with live.writing(ANA, "long", NOON) as session:
        session.scalars(sa.select(Member)).one().name = "not yet committed"
        session.flush()
        made = make_backup(live, attachments, tmp_path / "b.ssebackup", NOON, passphrase=passphrase)

    assert made.counts["journal"] == len(journal(live)) - 1


def test_a_damaged_file_stops_no_backup_and_is_named(
    live: Database, attachments: Attachments, passphrase: str | None, tmp_path: Path
) -> None:
    spoilt = attachments.put(b"a scan that somebody will change")
    attachments.path(spoilt).write_bytes(b"changed")

    made = make_backup(live, attachments, tmp_path / "b.ssebackup", NOON, passphrase=passphrase)

    assert made.left_out == (spoilt,)
    restore_backup(made.path, tmp_path / "restored", passphrase)
    kept = Attachments(tmp_path / "restored" / "attachments")
    assert [kept.read(sha) for sha in kept.names()] == [SCAN]


def test_a_restore_never_touches_a_folder_with_something_in_it(
    made: Path, passphrase: str | None, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", "utf-8")

    with pytest.raises(NotEmpty):
        restore_backup(made, tmp_path / "full", passphrase)

    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.txt"]


def test_a_restore_into_an_empty_folder_leaves_no_stage(made: Path, passphrase: str | None, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    restore_backup(made, tmp_path / "empty", passphrase)

    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["attachments", "cooperative.db"]


def test_a_wrong_passphrase_restores_nothing(made: Path, kind: str, tmp_path: Path) -> None:
    if kind == "plain":
        restore_backup(made, tmp_path / "restored", None)
        return

    for wrong in (None, "wrong"):
        with pytest.raises(WrongPassphrase):
            restore_backup(made, tmp_path / "restored", wrong)

    assert list((tmp_path / "restored").iterdir()) == []


def test_a_backup_that_is_not_there_is_said_not_to_be_there(tmp_path: Path) -> None:
    for path in (tmp_path / f"gone{backups.SUFFIX}", tmp_path):
        with pytest.raises(NoSuchBackup, match=str(path)):
            restore_backup(path, tmp_path / "restored")

    assert not (tmp_path / "restored").exists()
    assert backups.list_backups(tmp_path) == []


def test_a_truncated_backup_is_refused(made: Path, passphrase: str | None, tmp_path: Path) -> None:
    whole = made.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        made.write_bytes(whole[:length])
        with pytest.raises(BackupDamaged):
            check_backup(made, passphrase)
        with pytest.raises(BackupDamaged):
            restore_backup(made, tmp_path / "restored", passphrase)
    assert not (tmp_path / "restored").exists()
    assert backups.list_backups(made.parent) == []


def test_a_flipped_bit_is_refused_or_changes_nothing(
    live: Database, made: Path, passphrase: str | None, tmp_path: Path
) -> None:
    """A bit of the zip's own book-keeping that nobody reads may go unnoticed; then what comes back is still whole."""
    whole, random, refused = made.read_bytes(), Random(11), 0
    for at in [random.randrange(len(whole)) for _ in range(40)]:
        content = bytearray(whole)
        content[at] ^= 1 << random.randrange(8)
        made.write_bytes(content)
        try:
            backup = check_backup(made, passphrase)
        except (BackupDamaged, NewerFile, WrongPassphrase):
            refused += 1
        else:
            assert (backup.counts, backup.heads) == summary(live)
    assert refused > 30
    assert not (tmp_path / "restored").exists()


def rewrite(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Change the manifest and the files of a backup, as a clumsy or hostile program would."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest, files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {"manifest.json": json.dumps(manifest).encode(), **files}.items():
            archive.writestr(name, content)


CHANGES: dict[str, Callable[[dict[str, Any], dict[str, bytes]], Any]] = {
    "other counts": lambda manifest, _: manifest["counts"].update(weigh_in=4),
    "other head": lambda manifest, _: manifest["heads"].update(A=[99, "00"]),
    "no database": lambda manifest, _: manifest["files"].pop("cooperative.db"),
    "missing file": lambda _, files: files.pop("cooperative.db"),
    "other database": lambda _, files: files.update({"cooperative.db": b"x" * 4096}),
    "file outside": lambda manifest, files: (
        manifest["files"].update({"../evil": "00"}),
        files.update({"../evil": b""}),
    ),
    "absolute name": lambda manifest, files: (manifest["files"].update({"/evil": "00"}), files.update({"/evil": b""})),
    "no manifest of ours": lambda manifest, _: manifest.clear(),
    "date that is none": lambda manifest, _: manifest.update(made_at="yesterday"),
    "heads that are none": lambda manifest, _: manifest.update(heads=[1]),
    "files that are none": lambda manifest, _: manifest.update(files={"cooperative.db": 5}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_backup_that_does_not_hold_what_it_says_is_refused(
    change: Callable[[dict[str, Any], dict[str, bytes]], Any], made: Path, passphrase: str | None, tmp_path: Path
) -> None:
    rewrite(made, change)

    with pytest.raises(BackupDamaged):
        restore_backup(made, tmp_path / "restored", passphrase)

    assert not (tmp_path / "restored").exists() or list((tmp_path / "restored").iterdir()) == []
    assert not (tmp_path / "evil").exists()


def test_a_backup_of_a_newer_application_is_refused_before_anything_is_unpacked(
    made: Path, passphrase: str | None, tmp_path: Path
) -> None:
    rewrite(made, lambda manifest, _: manifest.update(version="9999"))

    with pytest.raises(NewerFile):
        restore_backup(made, tmp_path / "restored", passphrase)

    assert not (tmp_path / "restored").exists()


def test_a_file_that_is_not_in_the_manifest_is_not_unpacked(made: Path, passphrase: str | None, tmp_path: Path) -> None:
    rewrite(made, lambda _, files: files.update({"attachments/evil.exe": b"MZ"}))

    restore_backup(made, tmp_path / "restored", passphrase)

    assert len(list((tmp_path / "restored" / "attachments").iterdir())) == 1


def test_a_stale_log_beside_the_old_file_does_no_harm(
    live: Database, made: Path, passphrase: str | None, tmp_path: Path
) -> None:
    before = summary(live)
    write(live, lambda s: setattr(s.scalars(sa.select(Member)).one(), "name", "later"))
    crashed = tmp_path / "crashed"
    shutil.copytree(tmp_path / "data", crashed)
    assert (crashed / "cooperative.db-wal").stat().st_size > 0

    with pytest.raises(NotEmpty):
        restore_backup(made, crashed, passphrase)
    restore_backup(made, tmp_path / "fresh", passphrase)

    restored = migrate.open_sqlite(tmp_path / "fresh" / "cooperative.db", passphrase)
    assert (summary(restored), verify(restored)) == (before, [])
    restored.close()


def test_the_backup_before_an_update_is_of_the_old_version_and_restores(
    file: Path, passphrase: str | None, revisions: Revisions, tmp_path: Path
) -> None:
    revisions.add(NEXT, LIFT)
    target, nothing = tmp_path / "before.ssebackup", Attachments(tmp_path / "none")

    migrate.open_sqlite(
        file,
        passphrase,
        before_update=lambda old: make_backup(old, nothing, target, NOON, passphrase=passphrase),
    ).close()

    assert restore_backup(target, tmp_path / "restored", passphrase).version == NEWEST
    migrate.open_sqlite(tmp_path / "restored" / "cooperative.db", passphrase).close()
    assert nickname(tmp_path / "restored" / "cooperative.db", passphrase) == "Rosa Quishpe"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs root on Linux")
@pytest.mark.parametrize("kilobytes", [100, 700, 1100])
def test_a_full_disk_leaves_no_half_backup(
    kilobytes: int, live: Database, attachments: Attachments, passphrase: str | None, tmp_path: Path
) -> None:
    disk = tmp_path / "stick"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", disk], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        attachments.put(Random(1).randbytes(1_000_000))
        with pytest.raises(CannotWriteFile):
            make_backup(live, attachments, disk / "b.ssebackup", NOON, passphrase=passphrase)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
    assert verify(live) == []


@pytest.mark.postgres
@pytest.mark.parametrize("own_passphrase", [None, PASSPHRASE])
def test_the_data_of_a_server_come_back_as_a_file(
    own_passphrase: str | None, databases: Databases, tmp_path: Path
) -> None:
    database = databases.fresh("postgres", tmp_path)
    ground = prepare(database)
    for number in (1, 2, 3):
        write(database, partial(weigh, ground=ground, number=number))
    target = tmp_path / "server.ssebackup"

    make_backup(database, Attachments(tmp_path / "none"), target, NOON, passphrase=own_passphrase)
    restore_backup(target, tmp_path / "restored", own_passphrase)

    restored = migrate.open_sqlite(tmp_path / "restored" / "cooperative.db", own_passphrase)
    assert summary(restored) == summary(database)
    assert journal(restored) == journal(database)
    assert verify(restored) == []
    write(restored, lambda s: weigh(s, ground, 4))
    assert verify(restored) == []
    restored.close()
    database.close()


# ---------------------------------------------------------------- which backups are kept

moments = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 7, 14)).map(lambda moment: moment.replace(tzinfo=UTC)),
    max_size=60,
    unique=True,
)


@given(moments)
def test_the_newest_three_and_the_newest_of_each_day_week_and_month_are_kept(made: list[datetime]) -> None:
    now = datetime(2026, 7, 14, 23, tzinfo=UTC)

    kept = sorted(set(made) - set(to_thin_out(made, now)))

    assert set(sorted(made)[-3:]) <= set(kept)
    for moment in made:
        age = now - moment
        if age <= timedelta(days=12):
            assert any(other.date() == moment.date() and other >= moment for other in kept)
        if age <= timedelta(weeks=10):
            assert any(other.isocalendar()[:2] == moment.isocalendar()[:2] and other >= moment for other in kept)
        if age <= timedelta(days=31 * 9):
            assert any((other.year, other.month) == (moment.year, moment.month) and other >= moment for other in kept)
    assert len(kept) <= 3 + 13 + 11 + 11


@given(moments)
def test_thinning_twice_is_thinning_once(made: list[datetime]) -> None:
    now = datetime(2026, 7, 14, 23, tzinfo=UTC)
    gone = set(to_thin_out(made, now))

    assert gone <= set(made)
    assert to_thin_out(sorted(set(made) - gone), now) == []


def test_backups_are_made_every_day_for_two_years_and_few_are_kept() -> None:
    now = datetime(2026, 7, 14, 23, tzinfo=UTC)
    kept: list[datetime] = []
    for day in range(730, -1, -1):
        today = now - timedelta(days=day)
        kept = sorted({*kept, today} - set(to_thin_out([*kept, today], today)))

    assert kept[-1] == now
    assert 20 <= len(kept) <= 31
    assert now - kept[0] > timedelta(days=240)
