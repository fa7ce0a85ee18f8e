"""Mutates item schedules and reads them: `python -m tests.fuzz.sheets --seconds 60` ends with 1 when the reader did anything but refuse.

Workbooks are broken in their bytes and in the XML of their parts, tables in their cells; what is read is filled with prices as
well. What broke the reader is kept in out/fuzz, to become a test.
"""

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from sse_desktop.domain.errors import DomainError
from sse_desktop.exchange.item_sheet_grids import item_tables, read_grids
from sse_desktop.exchange.price_schedule import fill_schedule
from tests.exchange.schedules import SPANISH, csv, ods, with_formulas, xlsx
from tests.fuzz import ocds

ROOT = Path(__file__).resolve().parents[2]
CELLS: tuple[Any, ...] = (
    None, "", "=1+1", "=cmd|' /C calc'!A0", "9" * 400, "1.234.567,8901234567", -1, 10**30, 1e300, True, "\u202eabc", "Lote 2", "TOTAL",
    "quintal", "🍊" * 200, "\t", "2026-13-45", "Precio unitario", "x" * 40_000,
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Fuzz for some seconds and return the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seed", type=int, default=None)
    given = options.parse_args(arguments)
    seed = given.seed if given.seed is not None else time.time_ns() % 10**9
    tally, broken = fuzz(seeds(), random.Random(seed), given.seconds)
    outcomes = ", ".join(f"{code} {n}" for code, n in tally.most_common())
    sys.stdout.write(f"seed {seed}: {sum(tally.values())} files: {outcomes}\n")
    sys.stderr.writelines(f"{reason}\n" for reason in broken)
    return 1 if broken else 0


def seeds() -> list[bytes]:
    """Return schedules of every kind, and the real spreadsheets where they are."""
    with tempfile.TemporaryDirectory() as folder:
        made = [
            xlsx(Path(folder) / "a", SPANISH).read_bytes(),
            ods(Path(folder) / "b", SPANISH).read_bytes(),
            with_formulas(),
            csv(SPANISH).encode("cp1252"),
            csv(SPANISH, "\t").encode("utf-16"),
        ]
    real = ROOT.parent / "shared/samples/spreadsheets"
    return [*made, *(file.read_bytes() for file in sorted(real.iterdir()))] if real.is_dir() else made


def fuzz(corpus: list[bytes], chance: random.Random, seconds: float) -> tuple[Counter[str], list[str]]:
    """Read mutations of the corpus until the time is over; return what came out, and what must not."""
    tally: Counter[str] = Counter()
    broken: list[str] = []
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schedule.xlsx"
        while time.monotonic() < ends and len(broken) < 5:
            data = mutate(chance.choice(corpus), chance)
            file.write_bytes(data)
            began = time.process_time()  # the reader's own: other programs may keep the computer busy
            outcome, fault = ocds.read(file)
            fault = fault or filled(file, data)
            took = time.process_time() - began
            if fault is None and took > ocds.SLOWEST_S:
                fault = f"took {took:.1f} s"
            tally[outcome] += 1
            if fault:
                broken.append(f"{keep(data)}: {fault}")
    return tally, broken


def filled(file: Path, data: bytes) -> str | None:
    """Fill the schedule as well, and return what is wrong with that."""
    try:
        name = item_tables(read_grids(file))[0].table.sheet
        done = fill_schedule(data, name, {(6, 6): Decimal("0.5"), (900, 3): Decimal(1)}, {(7, 7): Decimal(2)})
        read_grids_of(done.data)
    except DomainError:
        return None
    except Exception:  # noqa: BLE001 - finding these is what the program is for
        return traceback.format_exc()
    return None


def read_grids_of(data: bytes) -> None:
    """Read what was filled: whatever could be read before can be read afterwards."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        read_grids(file.name)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the file with some cells, parts or bytes changed."""
    kind = chance.randrange(4)
    if kind == 0:
        return new_cells(chance)
    if kind < 3 and data.startswith(b"PK"):
        return in_parts(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = ocds.in_bytes(data, chance)
    return data


def new_cells(chance: random.Random) -> bytes:
    """Return a table with other cells, as workbook or as text."""
    rows = [list(row) for row in SPANISH]
    for _ in range(chance.randint(1, 8)):
        row = chance.choice(rows)
        row.insert(chance.randrange(len(row) + 1), chance.choice(CELLS))
    if chance.random() < 0.5:
        return csv(rows, chance.choice(";,\t|")).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        try:
            return xlsx(Path(folder) / "a", [[_short(cell) for cell in row] for row in rows]).read_bytes()
        except (ValueError, TypeError):  # openpyxl writes no control characters
            return csv(rows).encode("utf-8", "replace")


def _short(cell: Any) -> Any:
    return cell[:30_000] if isinstance(cell, str) else cell


def in_parts(data: bytes, chance: random.Random) -> bytes:
    """Break one part of a workbook."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            victim = chance.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name)
                if name != victim:
                    new.writestr(name, part)
                elif chance.random() < 0.9:
                    new.writestr(name, ocds.in_bytes(part, chance))
    except (zipfile.BadZipFile, EOFError, OSError):
        return data[: chance.randrange(len(data))]
    return out.getvalue()


def keep(data: bytes) -> Path:
    """Keep what broke the reader."""
    folder = ROOT / "out/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"sheet-{abs(hash(data)):x}"
    file.write_bytes(data)
    return file


if __name__ == "__main__":
    sys.exit(main())
