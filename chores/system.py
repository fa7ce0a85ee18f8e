"""System libraries on Debian and its children: what is missing, and how it gets there."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from chores.terminal import must, say

WINDOW: Final = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")
SCREEN: Final = ("libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
TESTS: Final = ("postgresql", "qpdf", "poppler-utils", "e2fsprogs", "xvfb", "xauth", *SCREEN)
# binutils has objdump, by which PyInstaller finds what a library needs.
BUILD: Final = ("binutils",)


def is_debian() -> bool:
    """Return whether packages come from dpkg here."""
    return Path("/etc/debian_version").exists() and shutil.which("dpkg-query") is not None


def is_root() -> bool:
    """Return whether packages may be installed; never on Windows, where nothing of this is needed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def installed() -> set[str]:
    """Return the names of all packages that dpkg has installed."""
    command = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {line.split(" ", 1)[1] for line in listing.splitlines() if line.startswith("installed ")}


def missing(packages: tuple[str, ...], present: set[str]) -> list[str]:
    """Return those that are not present, under their own name or, from Debian 13 on, the one with t64 behind it."""
    return [name for name in packages if not {name, f"{name}t64"} & present]


def provide(packages: tuple[str, ...], purpose: str) -> None:
    """Install what is missing when this is root on Debian, print the command for other users, and do nothing elsewhere."""
    if not is_debian():
        return
    wanted = missing(packages, installed())
    if not wanted:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *wanted]
    if not is_root():
        say(f"Missing for {purpose}; to install: sudo {' '.join(install)}")
        return
    say(f"Installing for {purpose}: {' '.join(wanted)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    must(["apt-get", "update", "--quiet"], "apt-get update", more=quiet)
    must(install, "apt-get install", more=quiet)


def can_mount() -> bool:
    """Return whether a file system in a file can be mounted here; in many containers not even root may."""
    if sys.platform != "linux" or not is_root():
        return False
    with tempfile.TemporaryDirectory() as folder:
        image, place = Path(folder, "image"), Path(folder, "place")
        place.mkdir()
        with image.open("wb") as file:
            file.truncate(8 << 20)
        return all(
            _works(*command)
            for command in (("mkfs.ext4", "-qF", image), ("mount", "-o", "loop", image, place), ("umount", place))
        )


def _works(*command: str | Path) -> bool:
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0
