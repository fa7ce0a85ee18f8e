"""The demo, from its notice to its statements, by nothing but verbs of the command line: `python -m chores.demo out`."""

import io
import json
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from sse_desktop import clock
from sse_desktop.cli import main as command_line
from sse_desktop.demo.tenders import filled_notice

DATA = "demo-cooperative"
FOLDERS = (DATA, "notice", "packet", "delivery-notes", "statements")


class VerbRefused(Exception):
    """A verb of the demo did not end well; its output says why."""


def ask(folder: Path, *arguments: str | Path) -> dict[str, Any]:
    """Do one verb in the folder and return its answer."""
    output = io.StringIO()
    with redirect_stdout(output):
        status = command_line(["--data", str(folder), "--json", *map(str, arguments)])
    if status:
        raise VerbRefused(f"{' '.join(map(str, arguments))}: {status}\n{output.getvalue()}")
    answer: dict[str, Any] = json.loads(output.getvalue())
    return answer


def play(out: Path) -> None:
    """Build the demo cooperative in `out`, which is made anew, and write everything it prints beside it."""
    for name in FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)
    folder = out / DATA
    tell("Building the demo cooperative: 40 families, one season. This takes half a minute …")
    tell(f"  {ask(folder, 'demo')['cooperative']}: {folder}")
    reference = read_notice(folder, out / "notice")
    packet = ask(folder, "bid", "packet", reference, "--out", out / "packet")
    tell(f"Packet of {reference}, {packet['folios']} folios: {packet['packet']}")
    write_notes(folder, out / "delivery-notes")
    write_statements(folder, out / "statements")


def read_notice(folder: Path, out: Path) -> str:
    """Write the demo's notice as a buyer would publish it, import it, and return the tender's reference."""
    out.mkdir(parents=True)
    file = out / "open-notice.json"
    file.write_bytes(filled_notice(clock.now().date()))
    [read] = ask(folder, "tender", "import", file)["files"]
    if read["refused"]:
        raise VerbRefused(read["refused"]["sentence"])
    reference = str(read["notices"][0]["reference"])
    tell(f"Notice {reference}, read from {file}")
    return reference


def write_notes(folder: Path, out: Path) -> None:
    """Write the delivery notes of the last day of the contract that was won: one for each of its 26 schools."""
    rows = ask(folder, "delivery", "list")["deliveries"]
    per_day = Counter(row["date"] for row in rows)
    last = max(day for day, count in per_day.items() if count == max(per_day.values()))
    numbers = [row["number"] for row in rows if row["date"] == last]
    for number in numbers:
        ask(folder, "delivery", "note", number, "--out", out)
    tell(f"{len(numbers)} delivery notes of {last}: {out}")


def write_statements(folder: Path, out: Path) -> None:
    """Write every family's statement of every settlement."""
    files: Sequence[str] = [
        file
        for row in ask(folder, "settlement", "list")["settlements"]
        for file in ask(folder, "settlement", "statement", row["number"], "--out", out)["files"]
    ]
    tell(f"{len(files)} statements: {out}")


def tell(line: str) -> None:
    """Print at once: the next step takes a while."""
    print(line, flush=True)


if __name__ == "__main__":
    play(Path(sys.argv[1]))
