"""Mutates TED notices and reads them: `python -m tests.fuzz.ted --seconds 60` ends with 1 when the reader did anything but refuse."""

import sys

from tests.exchange.ted_files import a_form
from tests.fuzz import _xml


def seeds() -> list[bytes]:
    """Return the real notices, and one of our own for where they are missing."""
    return [a_form().encode(), *_xml.samples("ted")]


if __name__ == "__main__":
    sys.exit(_xml.run("ted", seeds()))
