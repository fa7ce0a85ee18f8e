"""A throw-away PostgreSQL for the tests: on a private socket, as an ordinary user, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from chores import system
from chores.terminal import stop

# The name only tells sockets in one folder apart; nothing listens on a network.
PORT: Final = "54329"
SPEED: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=UTC -c max_connections=60"


def programs() -> Path | None:
    """Return the folder with the newest server's programs, or None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def throw_away() -> Iterator[str | None]:
    """Yield the address of a running server, or None where there is no server to start."""
    folder = programs()
    if folder is None or os.name == "nt":
        yield None
        return
    # A socket's whole path may have only some 100 characters, so not below a long TMPDIR.
    place = Path(tempfile.mkdtemp(prefix="sse-pg-", dir="/tmp"))
    try:
        _start(folder, place)
        yield f"postgresql+psycopg://app@/postgres?host={place}&port={PORT}"
    finally:
        _as_user([folder / "pg_ctl", "-D", place / "data", "-m", "immediate", "-w", "stop"], place)
        shutil.rmtree(place, ignore_errors=True)


def _start(folder: Path, place: Path) -> None:
    if system.is_root():  # initdb and postgres refuse to run as root
        shutil.chown(place, "postgres", "postgres")
    place.chmod(0o755)
    data = place / "data"
    options = f"-k {place} -p {PORT} -c listen_addresses='' {SPEED}"
    commands: tuple[list[str | Path], ...] = (
        [folder / "initdb", "-D", data, "-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        [folder / "pg_ctl", "-D", data, "-o", options, "-l", place / "log", "-w", "-t", "60", "start"],
    )
    for command in commands:
        done = _as_user(command, place)
        if done.returncode:
            stop(f"Failed: starting PostgreSQL ({command[0]}):\n{done.stdout}")


def _as_user(command: list[str | Path], place: Path) -> subprocess.CompletedProcess[str]:
    """Run a server program; as root it is handed to the user postgres. Its output goes to a file, which the server keeps open."""
    output = place / f"{Path(command[0]).name}.out"
    who: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if system.is_root() else {}
    with output.open("w", encoding="utf-8") as sink:
        done = subprocess.run(
            [str(part) for part in command], cwd=place, stdout=sink, stderr=subprocess.STDOUT, check=False, **who
        )
    return subprocess.CompletedProcess(done.args, done.returncode, output.read_text("utf-8"))
