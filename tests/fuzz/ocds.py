"""Mutates real notices and reads them: `python -m tests.fuzz.ocds --seconds 60` ends with 1 when a reader did anything but refuse.

Bytes go through `read_notices`, in this process: whatever is not a notice must be a refusal with a sentence, in under two
seconds. What broke a reader is kept in out/fuzz, to become a test.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from tests.exchange.ocds_files import a_release

ROOT = Path(__file__).resolve().parents[2]
SLOWEST_S = 2.0
NASTY: tuple[Any, ...] = (
    *(
        None,
        "",
        " ",
        True,
        0,
        -1,
        1.5,
        10**39,
        "1E999",
        "NaN",
        "2026-13-45",
        "9999-12-31T23:59:59Z",
        "0001-01-01",
        "\ud800",
    ),
    *(
        [],
        {},
        [[]],
        [None],
        [{}],
        {"id": 1},
        [{"id": [1]}],
        {"$date": 1},
        "<b>&#0;</b>",
        "=1+1",
        "\u202e",
        "x" * 5000,
        "٣",
        "1,234",
        "½",
    ),
)
TOKENS = (
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"\\",
    b"\\u",
    b"null",
    b"NaN",
    b"1e9999",
    b"9" * 60,
    b"\xff",
    b"\xc3",
    b"\0",
    b"\r\n",
    b"<",
    b"\x1f\x8b",
    b"PK\x03\x04",
)


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
    """Return the real files, unpacked, and one of our own for where they are missing."""
    folder = ROOT.parent / "shared/samples/ocds"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    real = [
        gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        for data in (file.read_bytes() for file in files)
    ]
    return [json.dumps({"releases": [a_release()]}).encode(), *real]


def fuzz(corpus: list[bytes], chance: random.Random, seconds: float) -> tuple[Counter[str], list[str]]:
    """Read mutations of the corpus until the time is over; return what came out, and what must not."""
    tally: Counter[str] = Counter()
    broken: list[str] = []
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tender.json"
        while time.monotonic() < ends and len(broken) < 5:
            data = mutate(chance.choice(corpus), chance)
            file.write_bytes(data)
            began = time.monotonic()
            outcome, fault = read(file)
            if fault is None and time.monotonic() - began > SLOWEST_S:
                fault = f"took {time.monotonic() - began:.1f} s"
            tally[outcome] += 1
            if fault:
                broken.append(f"{keep(data)}: {fault}")
    return tally, broken


def read(file: Path) -> tuple[str, str | None]:
    """Return what became of the file, and what is wrong with that."""
    try:
        reading = read_notices(file, "America/Guayaquil")
        for notice in reading.notices:
            check(notice)
    except Exception:  # noqa: BLE001 - finding these is what the program is for
        return "broken", traceback.format_exc()
    if reading.refused is None:
        return "read", None
    return reading.refused.code, None


def check(notice: Notice) -> None:
    """Let the notice be shown, kept and taken over."""
    json.dumps(notice.as_json(), ensure_ascii=False).encode()
    if Notice.from_json(json.loads(json.dumps(notice.as_record()))) != notice:
        raise AssertionError("a notice does not come back equal")
    tender_import(notice, source="ocds")


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the file with some values replaced, or some bytes."""
    change: Callable[[bytes, random.Random], bytes] = chance.choice((in_values, in_values, in_bytes))
    for _ in range(chance.randint(1, 6)):
        data = change(data, chance)
    return gzip.compress(data, 1) if chance.random() < 0.05 else data


def in_values(data: bytes, chance: random.Random) -> bytes:
    """Replace, remove, double or move a value somewhere in the tree."""
    try:
        tree = json.loads(data)
    except ValueError:
        return in_bytes(data, chance)
    parent, key = spot(tree, chance)
    if parent is None:
        return json.dumps(chance.choice(NASTY)).encode()
    match chance.randrange(5):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, list):
            parent.insert(key, parent[key])
        case 2:
            parent[key] = [parent[key]] if chance.random() < 0.5 else {"id": parent[key]}
        case 3:
            other, place = spot(tree, chance)
            parent[key] = json.loads(json.dumps(other[place])) if other is not None else None
        case _:
            parent[key] = chance.choice(NASTY)
    return json.dumps(tree).encode()


def spot(tree: Any, chance: random.Random) -> tuple[Any, Any]:
    """Return a container of the tree and a key of it."""
    parent, key, value = None, None, tree
    while isinstance(value, dict | list) and value and (parent is None or chance.random() < 0.8):
        parent = value
        key = chance.choice(list(parent)) if isinstance(parent, dict) else chance.randrange(len(parent))
        value = parent[key]
    return parent, key


def in_bytes(data: bytes, chance: random.Random) -> bytes:
    """Cut, flip, insert or double some bytes."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(chance.randint(1, 4)) + data[at + 1 :]
        case 2:
            return data[:at] + chance.choice(TOKENS) + data[at:]
        case _:
            return data[:at] + data[at : at + chance.randint(1, 200)] * 2 + data[at:]


def keep(data: bytes) -> Path:
    """Keep what broke a reader."""
    folder = ROOT / "out/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"ocds-{abs(hash(data)):x}"
    file.write_bytes(data)
    return file


if __name__ == "__main__":
    sys.exit(main())
