"""A package of 200 MB of open contracting data with 20,000 processes, read into a list to choose from.

The floor is ijson's own iteration over the releases behind the same guard, which builds each and looks at none. A plain json.load
stands beside it. Each runs in a process of its own.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import Row

BYTES: Final = 200_000_000
TURNS: Final = 3
LIMIT_MIB: Final = 150
ITEMS: Final = 16


def measure() -> list[Row]:
    """Return time and memory."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "releases.json"
        fill(file)
        found: dict[str, list[tuple[float, float]]] = {"ours": [], "ijson": [], "load": []}
        for _ in range(TURNS):
            for variant, runs in found.items():
                runs.append(run(variant, file))
    seconds = {name: statistics.median(each[0] for each in runs) for name, runs in found.items()}
    mib = {name: statistics.median(each[1] for each in runs) for name, runs in found.items()}
    ijson, load = "ijson's iteration behind the same guard", "json.load of the same file"
    return [
        Row(
            name="read 200 MB into a list",
            floor_name=ijson,
            ours=seconds["ours"],
            floor=seconds["ijson"],
            unit="s",
            most=2,
        ),
        Row(name="read 200 MB into a list", floor_name=load, ours=seconds["ours"], floor=seconds["load"], unit="s"),
        Row(
            name="memory of the process that reads",
            floor_name="the limit",
            ours=mib["ours"],
            floor=LIMIT_MIB,
            unit="MiB",
            most=1,
        ),
        Row(
            name="memory of the process that reads", floor_name=ijson, ours=mib["ours"], floor=mib["ijson"], unit="MiB"
        ),
        Row(name="memory of the process that reads", floor_name=load, ours=mib["ours"], floor=mib["load"], unit="MiB"),
    ]


def fill(file: Path, size: int = BYTES) -> None:
    """Write a package of releases of about `size` bytes."""
    with file.open("w", encoding="utf-8") as out:
        out.write('{"uri": "https://example.org/package", "version": "1.1", "releases": [\n')
        written, mark = 0, ""
        for release in releases():
            text = mark + json.dumps(release, ensure_ascii=False)
            written += len(text.encode())
            out.write(text)
            mark = ",\n"
            if written >= size:
                break
        out.write("]}\n")


def releases() -> Iterator[dict[str, Any]]:
    """Yield calls of about ten thousand bytes, each of its own process."""
    number = 0
    while True:
        number += 1
        yield _release(number)


def _release(number: int) -> dict[str, Any]:
    buyer = {"id": f"EC-RUC-{number % 900:013}", "name": f"Gobierno Autónomo Descentralizado número {number % 900}"}
    period = {"startDate": "2026-11-01T09:00:00-05:00", "endDate": f"2026-12-{number % 28 + 1:02}T15:00:00-05:00"}
    return {
        "ocid": f"ocds-5wno2w-{number:07}",
        "id": f"{number}-1",
        "date": "2026-11-01T09:00:00-05:00",
        "tag": ["tender"],
        "initiationType": "tender",
        "language": "es",
        "buyer": buyer,
        "parties": [{**buyer, "roles": ["buyer"], "address": {"locality": "Cañar", "countryName": "Ecuador"}}],
        "tender": {
            "id": f"{number}-tender",
            "title": f"Adquisición {number} de frutas y hortalizas para la alimentación escolar",
            "description": "Provisión semanal de alimentos frescos según el calendario escolar. " * 8,
            "status": "active",
            "procurementMethod": "open",
            "procurementMethodDetails": "Feria Inclusiva",
            "value": {"amount": 1250.75 + number, "currency": "USD"},
            "tenderPeriod": period,
            "items": [_item(number, at) for at in range(ITEMS)],
            "documents": [_document(number, at) for at in range(6)],
        },
    }


def _item(number: int, at: int) -> dict[str, Any]:
    return {
        "id": f"{number}-{at}",
        "description": f"Fruta de temporada número {at}, de primera calidad, en jabas limpias y etiquetadas",
        "quantity": 100.5 + at,
        "unit": {"scheme": "UNCEFACT", "id": "KGM", "name": "Kilogramo", "value": {"amount": 0.35, "currency": "USD"}},
        "classification": {
            "scheme": "CPC",
            "id": f"01310{at:04}",
            "description": "Frutas frescas y hortalizas frescas",
        },
    }


def _document(number: int, at: int) -> dict[str, Any]:
    return {
        "id": f"{number}-d{at}",
        "documentType": "biddingDocuments",
        "title": f"Pliego y anexo número {at} del proceso {number}",
        "url": f"https://example.org/procesos/{number}/documentos/{at}/descargar?formato=pdf",
        "format": "application/pdf",
        "language": "es",
        "datePublished": "2026-11-01T09:00:00-05:00",
    }


def run(variant: str, file: Path) -> tuple[float, float]:
    """Return seconds and MiB of one variant in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bulk", variant, str(file)], capture_output=True, text=True, check=True
    )
    seconds, mib = json.loads(done.stdout)
    return seconds, mib


def ours(file: Path) -> int:
    """Read as the application's reading process does."""
    from sse_desktop.exchange.reading import read_job

    found = read_job(str(file), "America/Guayaquil")
    json.dumps(found)
    return len(found["heads"])


def floor(file: Path) -> int:
    """Iterate over the releases."""
    import ijson

    from sse_desktop.exchange.guard import GuardedText, JsonGuard

    guard, count = JsonGuard(), 0
    with file.open("rb") as source:

        def checked() -> Iterator[bytes]:
            for piece in GuardedText(source).pieces():
                guard.check(piece)
                yield piece.encode()

        for _ in ijson.items(_File(checked()), "releases.item", use_float=False):
            count += 1
    return count


class _File:
    """Pieces as the file that ijson reads."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        return b"" if size == 0 else next(self._pieces, b"")


def load(file: Path) -> int:
    """Load all of it."""
    with file.open(encoding="utf-8") as source:
        return len(json.load(source)["releases"])


if __name__ == "__main__":
    variants: dict[str, Callable[[Path], int]] = {"ours": ours, "ijson": floor, "load": load}
    began = time.perf_counter()
    if not variants[sys.argv[1]](Path(sys.argv[2])):
        sys.exit("nothing was read")
    took = time.perf_counter() - began
    print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
