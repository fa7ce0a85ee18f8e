"""A short run of the fuzzer with a fixed seed in every test run; the long ones use new seeds."""

import random
from pathlib import Path

from tests.fuzz import _xml, eforms, espd, ocds, sheets, ted


def test_mutated_notices_are_read_or_refused(shared: Path) -> None:
    assert shared.is_dir()

    tally, broken = ocds.fuzz(ocds.seeds(), random.Random(20261124), 4)

    assert broken == []
    assert tally["read"] > 10


def test_mutated_eforms_notices_are_read_or_refused(shared: Path) -> None:
    assert shared.is_dir()

    tally, broken = _xml.fuzz("eforms", eforms.seeds(), random.Random(20261124), 4)

    assert broken == []
    assert tally["read"] > 10


def test_mutated_ted_notices_are_read_or_refused(shared: Path) -> None:
    assert shared.is_dir()

    tally, broken = _xml.fuzz("ted", ted.seeds(), random.Random(20261124), 4)

    assert broken == []
    assert tally["read"] > 10


def test_mutated_self_declarations_are_read_and_answered_or_refused(shared: Path) -> None:
    assert shared.is_dir()

    tally, broken = espd.fuzz(espd.seeds(), random.Random(20261124), 6)

    assert broken == []
    assert tally["answered"] > 3


def test_mutated_schedules_are_read_and_filled_or_refused() -> None:
    tally, broken = sheets.fuzz(sheets.seeds(), random.Random(20261124), 4)

    assert broken == []
    assert tally["read"] > 10
