"""Mutates eForms notices and reads them: `python -m tests.fuzz.eforms --seconds 60` ends with 1 when the reader did anything but refuse."""

import sys

from tests.exchange.eforms_files import a_change, a_lot, a_notice
from tests.fuzz import _xml


def seeds() -> list[bytes]:
    """Return the real notices, and two of our own for where they are missing."""
    own = (a_notice(a_lot(), a_lot("LOT-0002")), a_notice(changes=(a_change("a-01", "cancel", "Plus besoin"),)))
    return [*(text.encode() for text in own), *_xml.samples("eforms")]


if __name__ == "__main__":
    sys.exit(_xml.run("eforms", seeds()))
