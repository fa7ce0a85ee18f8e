"""The one-folder build (`python3 dev.py build` makes it in dist/): its size, and its start to the first painted window."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.rows import Row, interleaved

BUILD: Final = Path(__file__).resolve().parent.parent / "dist" / "sse-desktop"
ROUNDS: Final = 11
MEGABYTE: Final = 1_000_000
GOAL_MB: Final = 280


def measure() -> list[Row]:
    """Return size and start; nothing where there is no build."""
    program = BUILD / ("sse-desktop.exe" if os.name == "nt" else "sse-desktop")
    if not program.exists():
        print("There is no build in dist/; `python3 dev.py build` makes it.")
        return []
    size = sum(path.stat().st_size for path in BUILD.rglob("*") if path.is_file()) / MEGABYTE
    with tempfile.TemporaryDirectory() as home:
        took = interleaved(
            {
                "ours": lambda: start([str(program)], Path(home)),
                "floor": lambda: start([sys.executable, "-m", "sse_desktop"], Path(home)),
            },
            ROUNDS,
        )
    return [
        Row(name="size of the build", floor_name="the goal", ours=size, floor=GOAL_MB, unit="MB", most=1),
        Row(
            name="start of the build to its first painted window",
            floor_name="the same from source",
            ours=took["ours"] * 1000,
            floor=took["floor"] * 1000,
            unit="ms",
            most=2,
        ),
    ]


def start(command: list[str], home: Path) -> None:
    """Start the application and wait until its window was painted."""
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")}
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*command, "--until-painted"], env=environment, check=True)
