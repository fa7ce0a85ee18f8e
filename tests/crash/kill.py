"""Kill the application at random moments of entering weigh-ins, and look for what was lost.

    python -m tests.crash.kill --rounds 1000 [--seed N] [--encrypted] [--early --expect-loss]

Each round a clerk enters weigh-ins through the real commands and acknowledges each after it is saved; SIGKILL; the folder is
opened again and everything is checked. `--early` acknowledges before saving: then the test has to find losses.
"""

import argparse
import os
import select
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from tests.crash import clerk
from tests.crash.inspection import inspect

FULL: Final = 1500  # weigh-ins, after which a new folder is begun: checking takes longer with each row
LONGEST: Final = 0.12  # seconds that a clerk may live after the first acknowledgement
STARTING: Final = 0.1  # share of rounds that are killed while the folder is being opened


def main() -> int:
    """Run the rounds and print one line."""
    options = argparse.ArgumentParser(prog="python -m tests.crash.kill", description=__doc__)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--encrypted", action="store_true")
    options.add_argument("--early", action="store_true", help="acknowledge before saving")
    options.add_argument("--expect-loss", action="store_true", help="succeed only when something is lost")
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        said, failed = run(Path(folder), chosen.rounds, chosen.seed, encrypted=chosen.encrypted, early=chosen.early)
    seconds, first = time.monotonic() - began, f"; first: {failed[0]}" if failed else ""
    found = f"{len(failed)} rounds with losses or damage ({seconds:.0f} s){first}"
    sys.stdout.write(f"{chosen.rounds} kills, {said} entries acknowledged: {found}\n")
    return int(bool(failed) != chosen.expect_loss)


def run(folder: Path, rounds: int, seed: int, *, encrypted: bool, early: bool) -> tuple[int, list[str]]:
    """Return how many entries were acknowledged, and what was wrong in the rounds that failed."""
    random = Random(seed)
    template = clerk.found(folder / "template", "correct horse" if encrypted else None)
    office = template.copied_to(folder / "0")
    total, failed = 0, []
    for number in range(rounds):
        said = one_round(office, random, early=early)
        wrong, rows = inspect(office, said)
        total += len(said)
        if wrong:
            failed.append(f"round {number}: {', '.join(wrong[:3])}")
        if wrong or rows > FULL:
            office = template.copied_to(folder / str(number + 1))
    return total, failed


def one_round(office: clerk.Office, random: Random, *, early: bool) -> list[clerk.Said]:
    """Let a clerk work, kill it, and return what it acknowledged."""
    child, pipe = clerk.fork(partial(clerk.work, office, early=early))
    if random.random() > STARTING:
        select.select([pipe], [], [], 30)
    time.sleep(random.random() ** 2 * LONGEST)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return clerk.heard(pipe)


if __name__ == "__main__":
    raise SystemExit(main())
