"""Mutates self-declarations and reads them: `python -m tests.fuzz.espd --seconds 60` ends with 1 when a reader did anything but refuse.

Each mutation is imported as a notice, and answered: an answer is either refused with a sentence or holds the request unchanged.
"""

import gzip
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.espd import Operator
from sse_desktop.domain.espd_values import family
from sse_desktop.exchange.espd_request import parse_declaration
from sse_desktop.exchange.espd_response import write_response
from tests.exchange.espd_files import VALUES, a_first_request, a_request
from tests.fuzz import _xml
from tests.fuzz.ocds import SLOWEST_S, read

OPERATOR = Operator(name="Demo")


def seeds() -> list[bytes]:
    """Return the real files, unpacked, and two of our own for where they are missing."""
    real = [gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in _xml.samples("espd")]
    return [a_request(), a_first_request(), *real]


def fuzz(corpus: list[bytes], chance: random.Random, seconds: float) -> tuple[Counter[str], list[str]]:
    """Read and answer mutations of the corpus until the time is over; return what came out, and what must not."""
    tally: Counter[str] = Counter()
    broken: list[str] = []
    ends = time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        file = Path(folder) / "request.xml"
        while time.monotonic() < ends and len(broken) < 5:
            data = _xml.mutate(chance.choice(corpus), chance)
            file.write_bytes(data)
            began = time.process_time()
            for outcome, fault in (read(file), answer(data)):
                tally[outcome] += 1
                if fault:
                    broken.append(f"{_xml.keep('espd', data)}: {fault}")
            if time.process_time() - began > 2 * SLOWEST_S:
                broken.append(f"{_xml.keep('espd', data)}: took {time.process_time() - began:.1f} s")
    return tally, broken


def answer(data: bytes) -> tuple[str, str | None]:
    """Answer every question of a request; return what became of it, and what is wrong with that."""
    try:
        asked = parse_declaration(data)
        questions = [each for criterion in asked.criteria for each in criterion.questions()]
        written = write_response(data, OPERATOR, {each.key: VALUES[family(each.kind)] for each in questions})
    except DomainError as refused:
        return f"not answered: {refused.code}", None
    except Exception:  # noqa: BLE001 - finding these is what the program is for
        return "broken", traceback.format_exc()
    wrong = [check.name for check in written.checks if not check.ok]
    return "answered", f"the answer fails: {wrong}" if wrong else None


def main(seconds: float) -> int:
    """Fuzz for some seconds and return the exit status."""
    seed = time.time_ns() % 10**9
    tally, broken = fuzz(seeds(), random.Random(seed), seconds)
    sys.stdout.write(f"seed {seed}: {', '.join(f'{code} {n}' for code, n in tally.most_common())}\n")
    sys.stderr.writelines(f"{reason}\n" for reason in broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 30))
