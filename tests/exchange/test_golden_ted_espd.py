"""The real TED and ESPD files: what each gives was checked by eye against the file and is kept in a golden table."""

import json
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_apart, read_notices
from tests.exchange.golden import row_with_terms

HERE = Path(__file__)
GOLDEN = {
    name: json.loads(HERE.with_name(f"golden_{name}.json").read_text(encoding="utf-8")) for name in ("ted", "espd")
}
FILES = [(kind, name) for kind, rows in GOLDEN.items() for name in rows]


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_a_real_file_gives_what_stands_in_it(shared: Path, kind: str, name: str) -> None:
    assert row_with_terms(read_notices(shared / "samples" / kind / name)) == GOLDEN[kind][name]


@pytest.mark.parametrize("kind", GOLDEN)
def test_every_real_file_is_in_the_golden_table(shared: Path, kind: str) -> None:
    assert {file.name for file in (shared / "samples" / kind).iterdir()} == GOLDEN[kind].keys()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("ted", "fr-food-17-lots-253958-2021.xml"), ("espd", "v4.1.0-request.xml.gz"), ("espd", "v1-response-full.xml")],
)
def test_a_process_of_its_own_reads_the_same(shared: Path, kind: str, name: str) -> None:
    file = shared / "samples" / kind / name

    here, apart = read_notices(file), read_apart(file)

    assert (apart.notices, apart.kind) == (here.notices, here.kind)
    assert str(apart.refused) == str(here.refused)
