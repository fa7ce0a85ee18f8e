"""Measure, each beside its floor.

    python -m benchmarks [store …] [--write]

A benchmark is a module of this package with a function `measure()` that returns rows; a new file is found by itself.
`--write` puts the tables into BENCHMARKS.md, each in the place of its last one.
"""

import argparse
import os
import pkgutil
import platform
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import benchmarks
from benchmarks.rows import Row, table
from sse_desktop import clock

FILE: Final = Path(__file__).resolve().parent.parent / "BENCHMARKS.md"
TITLE: Final = (
    "# Benchmarks\n\nOurs beside a floor: the same work with nothing of ours around it. Medians of runs in turns.\n"
)
PARTS: Final = frozenset({"__main__", "rows", "tickets", "waterfill"})


def names() -> list[str]:
    """Return the names of all benchmarks."""
    return sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in PARTS)


def main() -> int:
    """Run the chosen benchmarks; the exit status is 1 when a goal is missed."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; all without one")
    options.add_argument("--write", action="store_true", help="put the tables into BENCHMARKS.md")
    chosen = options.parse_args()
    if unknown := set(chosen.names) - set(names()):
        options.error(f"there is no {', '.join(sorted(unknown))}")
    missed = False
    for name in chosen.names or names():
        module = import_module(f"benchmarks.{name}")
        rows: list[Row] = module.measure()
        section = f"## {name}\n\n{(module.__doc__ or '').strip()}\n\n{surroundings()}\n\n{table(rows)}"
        print(section, flush=True)
        missed |= any(row.met is False for row in rows)
        if chosen.write:
            write(name, section)
    return int(missed)


def surroundings() -> str:
    """Return where and when this is measured."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"Measured on {clock.now():%Y-%m-%d}, {system}, Python {platform.python_version()}."


def write(name: str, section: str) -> None:
    """Put a section into the file, in the place of the one of the same name."""
    text = FILE.read_text("utf-8") if FILE.exists() else TITLE
    title, *old = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    sections = {part.split("\n", 1)[0].removeprefix("## "): part.rstrip() for part in old}
    sections[name] = section.rstrip()
    FILE.write_text("\n\n".join([title.rstrip(), *(sections[key] for key in sorted(sections))]) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
