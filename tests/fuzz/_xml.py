"""Mutates XML files and reads them: what the fuzz targets of the XML formats share."""

import argparse
import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tests.fuzz.ocds import ROOT, SLOWEST_S, in_bytes, read

NASTY = (
    *(
        "",
        " ",
        "-1",
        "0",
        "1e999",
        "NaN",
        "9" * 60,
        "1,234",
        "½",
        "٣",
        "x" * 5000,
        "\u202e",
        "ForhÃ¥nds",
        "<b>&</b>",
        "=1+1",
    ),
    *(
        "2026-13-45",
        "2099-01-01",
        "0001-01-01Z",
        "2026-02-30+01:00",
        "24:00:00",
        "00:00:00+99:00",
        "13:00:00.123456789",
    ),
    *("none", "res-ws", "16", "29", "N16", "ORG-0001", "LOT-0001", "true", "EUR", "per-exa", "https://a.example"),
)
TOKENS = (
    b"<",
    b">",
    b"</",
    b"&",
    b"&#0;",
    b"&#x1F;",
    b"&amp;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE a [",
    b"\xff",
    b"\0",
    b"'",
)


def run(name: str, corpus: Sequence[bytes], arguments: list[str] | None = None) -> int:
    """Fuzz for some seconds and return the exit status; what broke a reader is kept in out/fuzz, to become a test."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--seed", type=int, default=None)
    given = options.parse_args(arguments)
    seed = given.seed if given.seed is not None else time.time_ns() % 10**9
    tally, broken = fuzz(name, corpus, random.Random(seed), given.seconds)
    outcomes = ", ".join(f"{code} {n}" for code, n in tally.most_common())
    sys.stdout.write(f"seed {seed}: {sum(tally.values())} files: {outcomes}\n")
    sys.stderr.writelines(f"{reason}\n" for reason in broken)
    return 1 if broken else 0


def samples(folder: str) -> list[bytes]:
    """Return the real files of a format, as far as the folder beside the checkout is there."""
    place = ROOT.parent / "shared/samples" / folder
    return [file.read_bytes() for file in sorted(place.iterdir())] if place.is_dir() else []


def fuzz(name: str, corpus: Sequence[bytes], chance: random.Random, seconds: float) -> tuple[Counter[str], list[str]]:
    """Read mutations of the corpus until the time is over; return what came out, and what must not."""
    tally: Counter[str] = Counter()
    broken: list[str] = []
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notice.xml"
        while time.monotonic() < ends and len(broken) < 5:
            data = mutate(chance.choice(corpus), chance)
            file.write_bytes(data)
            began = time.process_time()
            outcome, fault = read(file)
            if fault is None and time.process_time() - began > SLOWEST_S:
                fault = f"took {time.process_time() - began:.1f} s"
            tally[outcome] += 1
            if fault:
                broken.append(f"{keep(name, data)}: {fault}")
    return tally, broken


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the file with some elements changed, or some bytes."""
    if chance.random() < 0.25:
        for _ in range(chance.randint(1, 3)):
            data = in_bytes(data, chance) if chance.random() < 0.5 else with_token(data, chance)
    else:
        data = in_elements(data, chance)
    return gzip.compress(data, 1) if chance.random() < 0.05 else data


def with_token(data: bytes, chance: random.Random) -> bytes:
    """Insert markup somewhere."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def in_elements(data: bytes, chance: random.Random) -> bytes:
    """Change, remove, double, move or empty some elements, their texts or their attributes."""
    try:
        root = etree.fromstring(data, etree.XMLParser(remove_comments=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return in_bytes(data, chance)
    for _ in range(chance.randint(1, 8)):
        change(chance.choice(list(root.iter())), chance)
    encoded = etree.tostring(root, encoding=chance.choice(("utf-8", "utf-16", "us-ascii")))
    return encoded if isinstance(encoded, bytes) else encoded.encode()


def change(node: etree._Element, chance: random.Random) -> None:
    """Change one element."""
    parent = node.getparent()
    match chance.randrange(7):
        case 0 if parent is not None:
            parent.remove(node)
        case 1 if parent is not None:
            parent.insert(chance.randrange(len(parent) + 1), deepcopy(node))
        case 2:
            node.attrib.clear()
        case 3 if node.attrib:
            node.attrib[chance.choice(list(node.attrib))] = chance.choice(NASTY)
        case 4:
            node.tag = f"{{urn:other}}{str(node.tag).rpartition('}')[2]}"
        case 5:
            for child in list(node):
                node.remove(child)
        case _:
            node.text = chance.choice(NASTY)


def keep(name: str, data: bytes) -> Path:
    """Keep what broke a reader."""
    folder = ROOT / "out/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{abs(hash(data)):x}"
    file.write_bytes(data)
    return file
