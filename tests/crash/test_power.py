"""A power cut loses nothing that the application said was saved."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from sse_desktop.store.failures import DiskFailed
from sse_desktop.store.integrity import verify
from sse_desktop.store.migrate import create_sqlite, open_sqlite
from tests.crash import power
from tests.crash.test_kill import crash
from tests.store.ground import prepare, weigh, write


@pytest.fixture(autouse=True, scope="module")
def _a_disk_can_be_mounted(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Leave the tests out where no file system can be mounted on a loop device."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("cutting the power of a file system needs root, Linux and mkfs.ext4")
    folder: Path = tmp_path_factory.mktemp("loop")
    image, disk = folder / "disk.img", folder / "disk"
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(16 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    if subprocess.run(["mount", "-o", "loop", image, disk], check=False, capture_output=True).returncode:
        pytest.skip("no loop device can be mounted here")
    subprocess.run(["umount", disk], check=True)


def test_after_an_error_of_the_disk_nothing_more_is_written_until_the_data_are_opened_anew(tmp_path: Path) -> None:
    image, disk = tmp_path / "disk.img", tmp_path / "disk"
    power.make_disk(image)
    with power.mounted(image, disk):
        database = create_sqlite(disk / "cooperative.db")
        ground = prepare(database)
        write(database, lambda session: weigh(session, ground, 1))
        power.cut(disk)
        for number in (2, 3):
            with pytest.raises(DiskFailed):
                write(database, partial(weigh, ground=ground, number=number))
        database.close()

    with power.mounted(image, disk):
        database = open_sqlite(disk / "cooperative.db")
        assert verify(database) == []
        write(database, lambda session: weigh(session, ground, 2))
        database.close()


def test_nothing_acknowledged_is_lost_by_a_power_cut() -> None:
    done = crash("power", "--rounds", "12", "--seed", "3")

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_acknowledged_is_lost_by_a_power_cut_of_encrypted_data() -> None:
    done = crash("power", "--rounds", "6", "--seed", "4", "--encrypted")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_power_cuts_find_a_database_that_does_not_wait_for_the_disk() -> None:
    done = crash("power", "--rounds", "6", "--sync", "NORMAL", "--expect-loss")

    assert done.returncode == 0, done.stdout + done.stderr
