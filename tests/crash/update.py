"""Kill the application at random moments of bringing a file to a newer schema: the file is then old or new, never between.

python -m tests.crash.update --rounds 40 [--seed N] [--encrypted]
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, NoReturn

from sse_desktop.commands.harvests import import_weigh_ins
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.store import migrate
from sse_desktop.store.database import Database
from sse_desktop.store.engines import LOOKING, sqlite_engine
from sse_desktop.store.integrity import Finding, counts, heads, verify, version
from tests.crash import clerk
from tests.store.revisions import Revisions

# A table with rows is made anew and its triggers put back: the longest and most delicate thing that a migration does.
LIFT: Final = """from sse_desktop.store.migrations.frozen import freeze_facts
    with op.batch_alter_table("weigh_in", recreate="always") as batch:
        batch.add_column(sa.Column("moisture_bp", sa.BigInteger()))
    op.execute("UPDATE weigh_in SET moisture_bp = 1200")
    freeze_facts()"""
WEIGH_INS: Final = 1000

Content = tuple[dict[str, int], dict[str, tuple[int, str]]]


def main() -> int:
    """Run the rounds and print one line."""
    options = argparse.ArgumentParser(prog="python -m tests.crash.update", description=__doc__)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--encrypted", action="store_true")
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        versions, failed = run(Path(folder), chosen.rounds, chosen.seed, encrypted=chosen.encrypted)
    seconds, first = time.monotonic() - began, f"; first: {failed[0]}" if failed else ""
    found = (
        f"{versions.count('0001')} old, {versions.count('0002')} new, {len(failed)} damaged ({seconds:.0f} s){first}"
    )
    sys.stdout.write(f"{chosen.rounds} kills during an update: {found}\n")
    return int(bool(failed))


def run(folder: Path, rounds: int, seed: int, *, encrypted: bool) -> tuple[list[str], list[str]]:
    """Return the version after each kill, and what was wrong in the rounds that failed."""
    random = Random(seed)
    template = clerk.found(folder / "template", "correct horse" if encrypted else None)
    fill(template)
    before = content(template)
    revisions = Revisions(folder / "migrations")
    revisions.add("0002", LIFT)
    migrate.MIGRATIONS = revisions.folder  # type: ignore[misc]  # the test plays a newer application
    longest = how_long(template.copied_to(folder / "whole"))
    versions, failed = [], []
    for number in range(rounds):
        office = template.copied_to(folder / str(number))
        kill_after(random.random() * longest, office)
        versions.append(version_now(office))
        office.open().close()
        if wrong := [finding.detail for finding in findings(office)] or different(before, office):
            failed.append(f"round {number}: {', '.join(wrong[:3])}")
    return versions, failed


def fill(office: clerk.Office) -> None:
    """Import many weigh-ins, so that the update takes a while."""
    workspace = office.open()
    loads = [
        WeighIn(member=office.member, product_id=office.product, gross_g=20_000 + number, place="C01")
        for number in range(WEIGH_INS)
    ]
    workspace.write(import_weigh_ins, loads)
    workspace.close()


def how_long(office: clerk.Office) -> float:
    """Return the seconds that an undisturbed update takes."""
    began = time.monotonic()
    office.open().close()
    return time.monotonic() - began


def kill_after(seconds: float, office: clerk.Office) -> None:
    """Open the folder with the newer application in a child, and kill it."""

    def work(say: Callable[[clerk.Said], None]) -> NoReturn:
        say(clerk.Said(clerk.NUMBERED, clerk.NO_ROW, 0))
        office.open().close()
        os._exit(0)

    child, pipe = clerk.fork(partial(work))
    os.read(pipe, clerk.WORD.size)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(pipe)


def looked_at(office: clerk.Office) -> Database:
    """Return the database as it lies there, not brought to any version."""
    return Database(sqlite_engine(office.folder / "cooperative.db", office.passphrase, pragmas=LOOKING))


def version_now(office: clerk.Office) -> str:
    """Return the version of the file."""
    database = looked_at(office)
    with database.reading() as session:
        found = version(session)
    database.close()
    return found


def content(office: clerk.Office) -> Content:
    """Return how many rows each table has, and the ends of the chains."""
    database = looked_at(office)
    with database.reading() as session:
        found = counts(session), heads(session)
    database.close()
    return found


def findings(office: clerk.Office) -> list[Finding]:
    """Return what is wrong with the file."""
    database = looked_at(office)
    found = verify(database)
    database.close()
    return found


def different(before: Content, office: clerk.Office) -> list[str]:
    """Return what the file no longer holds, or holds too much, and what the update left behind."""
    left = sorted(path.name for path in office.folder.glob("*.updating*"))
    return [*(["rows differ"] if content(office) != before else []), *left]


if __name__ == "__main__":
    raise SystemExit(main())
