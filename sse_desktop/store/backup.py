"""Backups: one zip with the database, the attachments and a manifest; opened and checked right after writing.

The database inside is a whole copy in rollback-journal mode, so that it also opens from a read-only medium. An encrypted
database stays encrypted with the same passphrase.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.atomic import flush_folder, take_place, whole_file
from sse_desktop.store.attachments import Attachments
from sse_desktop.store.database import Database
from sse_desktop.store.engines import MIGRATING, sqlite_driver, sqlite_engine
from sse_desktop.store.failures import CannotWriteFile, DataDamaged, NewerFile, NotOurFile
from sse_desktop.store.integrity import broken_chains, counts, damage, heads, version
from sse_desktop.store.location import holds_something
from sse_desktop.store.migrate import version_of, versions
from sse_desktop.store.snapshot import copy_database

SUFFIX = ".ssebackup"
DATABASE_NAME = "cooperative.db"
MANIFEST = "manifest.json"
FORMAT = "sse-backup/1"
KEPT = re.compile(r"attachments/[0-9a-f]{64}")
# What reading a broken zip, its entries or its JSON may raise.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)
# How many days, weeks and months back one backup each is kept, after the newest ones.
DAYS, WEEKS, MONTHS = 12, 10, 9
NEWEST = 3


class BackupDamaged(DomainError):
    """A backup is not what its manifest says."""

    sentence = N_("The backup {file} is damaged ({reason}). Nothing was changed. Choose another backup.")


class NoSuchBackup(DomainError):
    """There is no file of this name."""

    sentence = N_("There is no backup {path}. Nothing was changed. Check the folder and the name.")


class NotEmpty(DomainError):
    """A restore never overwrites."""

    sentence = N_("The folder {path} is not empty. Nothing was restored. Choose an empty folder.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup file and what its manifest says; `left_out` are the names of kept files that were damaged already."""

    path: Path
    made_at: datetime
    version: str
    encrypted: bool
    counts: dict[str, int]
    heads: dict[str, tuple[int, str]]
    files: dict[str, str]
    left_out: tuple[str, ...] = ()


def make_backup(
    database: Database, attachments: Attachments, target: Path, now: datetime, *, passphrase: str | None = None
) -> Backup:
    """Write a backup to `target`, read it back and return what it holds.

    A kept file that was damaged outside the application is left out and named: one bad scan must not stop every backup.

    Raises:
        CannotWriteFile: no room or no right; no half backup is left.
        BackupDamaged: what was written does not read back; it is removed.
    """
    with _explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / DATABASE_NAME
            copy_database(database, copy, passphrase)
            manifest = _manifest(copy, attachments, now, passphrase)
            with whole_file(target) as file:
                _write_zip(file, copy, attachments, manifest)
    try:
        return check_backup(target, passphrase)
    except BackupDamaged:
        target.unlink(missing_ok=True)
        raise


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite_driver().Error, sa.exc.OperationalError) as error:
        raise CannotWriteFile(path=str(target), reason=getattr(error, "strerror", None) or str(error)) from error


def _manifest(copy: Path, attachments: Attachments, now: datetime, passphrase: str | None) -> dict[str, Any]:
    database = Database(sqlite_engine(copy, passphrase, pragmas=MIGRATING))
    try:
        with database.reading() as session:
            summary = {"version": version(session), "counts": counts(session), "heads": heads(session)}
    finally:
        database.close()
    damaged = attachments.damaged()
    sound = [name for name in attachments.names() if name not in damaged]
    files = {DATABASE_NAME: _digest(copy), **{f"attachments/{name}": attachments.digest(name) for name in sound}}
    return {
        "format": FORMAT,
        "made_at": now.astimezone(UTC).isoformat(),
        "encrypted": bool(passphrase),
        "files": files,
        "left_out": damaged,
        **summary,
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_zip(file: IO[bytes], copy: Path, attachments: Attachments, manifest: dict[str, Any]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(manifest, indent=1))
        archive.write(copy, DATABASE_NAME, zipfile.ZIP_DEFLATED, 1)
        for name in manifest["files"]:
            if name != DATABASE_NAME:
                archive.write(attachments.folder / Path(name).name, name)


def read_manifest(path: Path) -> Backup:
    """Return what a backup says of itself, without checking the content.

    Raises:
        NoSuchBackup: there is no such file. BackupDamaged: it is no backup of ours.
    """
    if not path.is_file():
        raise NoSuchBackup(path=str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
        return Backup(
            path=path,
            made_at=datetime.fromisoformat(manifest["made_at"]),
            version=manifest["version"],
            encrypted=manifest["encrypted"],
            counts=manifest["counts"],
            heads={dev: (seq, digest) for dev, (seq, digest) in manifest["heads"].items()},
            files=manifest["files"],
            left_out=tuple(manifest.get("left_out", ())),
        )
    except (OSError, *UNREADABLE) as error:
        raise BackupDamaged(file=path.name, reason=type(error).__name__) from error


def check_backup(path: Path, passphrase: str | None = None) -> Backup:
    """Open a backup, compare every file with its hash, and check the database inside.

    Raises:
        NoSuchBackup. BackupDamaged: something differs. NewerFile: a newer application made it. WrongPassphrase: it can't be read.
    """
    backup = _known(path)
    with tempfile.TemporaryDirectory() as folder:
        unpack(backup, Path(folder))
        _check_database(backup, Path(folder) / DATABASE_NAME, passphrase)
    return backup


def _known(path: Path) -> Backup:
    backup = read_manifest(path)
    if backup.version not in versions():
        raise NewerFile
    return backup


def unpack(backup: Backup, folder: Path) -> None:
    """Unpack the files named in the manifest, and no others, each checked against its hash.

    Raises:
        BackupDamaged: a file is missing or differs. CannotWriteFile: the disk is full.
    """
    for name, digest in backup.files.items():
        # A kept file lies under its hash; where it is sealed, under a name that only looks like one.
        if name not in {DATABASE_NAME, f"attachments/{digest}"} and not (backup.encrypted and KEPT.fullmatch(name)):
            raise BackupDamaged(file=backup.path.name, reason=name)
        _unpack_file(backup, name, folder / name)
        if _digest(folder / name) != digest:
            raise BackupDamaged(file=backup.path.name, reason=name)


def _unpack_file(backup: Backup, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(backup.path) as archive, archive.open(name) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWriteFile(path=str(target), reason=error.strerror or str(error)) from error
    except UNREADABLE as error:
        raise BackupDamaged(file=backup.path.name, reason=name) from error


def _check_database(backup: Backup, path: Path, passphrase: str | None) -> None:
    damaged = BackupDamaged(file=backup.path.name, reason=DATABASE_NAME)
    if not path.exists():
        raise damaged
    database = Database(sqlite_engine(path, passphrase, pragmas=MIGRATING))
    try:
        if version_of(path, passphrase) != backup.version:
            raise damaged
        with database.reading() as session:
            found = [*damage(session), *broken_chains(session)]
            if found or (counts(session), heads(session)) != (backup.counts, backup.heads):
                raise damaged
    except (DataDamaged, NotOurFile, sa.exc.DatabaseError) as error:
        raise damaged from error
    finally:
        database.close()


def restore_backup(path: Path, into: Path, passphrase: str | None = None) -> Backup:
    """Put a checked backup into an empty folder, as a new data folder. The live data are never overwritten.

    The database takes its place last, so that a restore that was cut off leaves no data that could be opened.

    Raises:
        NotEmpty: there is something in the folder.
        NoSuchBackup, BackupDamaged, NewerFile, WrongPassphrase, CannotWriteFile: nothing was restored.
    """
    if holds_something(into):
        raise NotEmpty(path=str(into))
    backup = _known(path)
    stage = into / ".restoring"
    with _explained(into):
        stage.mkdir(parents=True)
        try:
            unpack(backup, stage)
            _check_database(backup, stage / DATABASE_NAME, passphrase)
            if (stage / "attachments").exists():
                take_place(stage / "attachments", into / "attachments")
            take_place(stage / DATABASE_NAME, into / DATABASE_NAME)
        finally:
            shutil.rmtree(stage)
            flush_folder(into)
    return backup


def list_backups(folder: Path) -> list[Backup]:
    """Return the readable backups of a folder, newest first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            found.append(read_manifest(path))
        except (BackupDamaged, NoSuchBackup):  # or taken away just now
            continue
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def to_thin_out(made: Sequence[datetime], now: datetime) -> list[datetime]:
    """Return which backups may go: kept are the newest three, one a day for 12 days, a week for 10 weeks, a month for 9 months."""
    keep: set[datetime] = set(sorted(made, reverse=True)[:NEWEST])
    spans: tuple[tuple[str, timedelta], ...] = (
        ("%Y-%j", timedelta(days=DAYS)),
        ("%G-%V", timedelta(weeks=WEEKS)),
        ("%Y-%m", timedelta(days=31 * MONTHS)),
    )
    for name, span in spans:
        latest = {moment.strftime(name): moment for moment in sorted(made) if now - moment <= span}
        keep |= set(latest.values())
    return sorted(moment for moment in made if moment not in keep)
