"""Cut the power of a real file system at random moments of entering weigh-ins, and look for what was lost.

    python -m tests.crash.power --rounds 100 [--seed N] [--encrypted] [--sync FULL|NORMAL] [--expect-loss]

An ext4 file system on a loop device is shut down without writing out its log (FS_IOC_SHUTDOWN), mounted again and checked:
whatever the disk was not made to keep is gone, as after a power cut. `--sync NORMAL` does not wait for the disk: then the
test has to find losses. Needs root on Linux.
"""

import argparse
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from tests.crash import clerk
from tests.crash.inspection import inspect

SHUTDOWN: Final = 0x8004587D  # _IOR('X', 125, __u32)
WITHOUT_LOG: Final = struct.pack("<I", 2)
MEGABYTES: Final = 96
LONGEST: Final = 0.12  # seconds that a clerk may live after the first acknowledgement


def main() -> int:
    """Run the rounds and print one line."""
    options = argparse.ArgumentParser(prog="python -m tests.crash.power", description=__doc__)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--encrypted", action="store_true")
    options.add_argument("--sync", choices=["FULL", "NORMAL"], default="FULL")
    options.add_argument("--expect-loss", action="store_true", help="succeed only when something is lost")
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        said, failed = run(Path(folder), chosen.rounds, chosen.seed, encrypted=chosen.encrypted, sync=chosen.sync)
    seconds, first = time.monotonic() - began, f"; first: {failed[0]}" if failed else ""
    found = f"{len(failed)} rounds with losses or damage ({seconds:.0f} s){first}"
    sys.stdout.write(f"{chosen.rounds} power cuts ({chosen.sync}), {said} entries acknowledged: {found}\n")
    return int(bool(failed) != chosen.expect_loss)


def run(folder: Path, rounds: int, seed: int, *, encrypted: bool, sync: str) -> tuple[int, list[str]]:
    """Return how many entries were acknowledged, and what was wrong in the rounds that failed."""
    random = Random(seed)
    template = clerk.found(folder / "template", "correct horse" if encrypted else None)
    total, failed = 0, []
    for number in range(rounds):
        said, wrong = one_round(folder, template, random, slack=sync == "NORMAL")
        total += len(said)
        if wrong:
            failed.append(f"round {number}: {', '.join(wrong[:3])}")
    return total, failed


def one_round(
    folder: Path, template: clerk.Office, random: Random, *, slack: bool
) -> tuple[list[clerk.Said], list[str]]:
    """Let a clerk work on a disk of its own, cut its power, and return what was acknowledged and what is wrong then."""
    image, disk = folder / "disk.img", folder / "disk"
    make_disk(image)
    with mounted(image, disk):
        office = template.copied_to(disk / "data")
        os.sync()
        child, pipe = clerk.fork(partial(clerk.work, office, slack=slack))
        select.select([pipe], [], [], 30)
        time.sleep(random.random() ** 2 * LONGEST)
        # Stopped first: a flush that is under way would make the test itself race.
        os.kill(child, signal.SIGSTOP)
        os.waitpid(child, os.WUNTRACED)
        cut(disk)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = clerk.heard(pipe)
    with mounted(image, disk):
        wrong, _ = inspect(office, said)
    return said, wrong


def make_disk(image: Path) -> None:
    """Make an empty ext4 file system in a file."""
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)


@contextmanager
def mounted(image: Path, disk: Path) -> Iterator[None]:
    """Mount the file system for a while; mounting it again replays its log."""
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(disk)], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def cut(disk: Path) -> None:
    """Shut the file system down as it is on the disk, without its log."""
    handle = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUTDOWN, WITHOUT_LOG)
    finally:
        os.close(handle)


if __name__ == "__main__":
    raise SystemExit(main())
