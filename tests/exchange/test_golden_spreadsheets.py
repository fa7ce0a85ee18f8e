"""The real spreadsheets: what each gives was checked by eye against its cells, and is kept in golden_spreadsheets.json."""

import json
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_notices
from tests.exchange.golden import row_of

GOLDEN = json.loads(Path(__file__).with_name("golden_spreadsheets.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_real_spreadsheet_gives_what_stands_in_it(shared: Path, name: str) -> None:
    assert row_of(read_notices(shared / "samples/spreadsheets" / name)) == GOLDEN[name]


def test_every_real_spreadsheet_is_in_the_golden_table(shared: Path) -> None:
    assert {file.name for file in (shared / "samples/spreadsheets").iterdir()} == GOLDEN.keys()
