"""The real files: what each gives was checked by eye against the file, line by line, and is kept in golden_ocds.json."""

import json
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_apart, read_notices
from tests.exchange.golden import row_of

GOLDEN = json.loads(Path(__file__).with_name("golden_ocds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_real_file_gives_what_stands_in_it(shared: Path, name: str) -> None:
    assert row_of(read_notices(shared / "samples/ocds" / name)) == GOLDEN[name]


def test_every_real_file_is_in_the_golden_table(shared: Path) -> None:
    assert {file.name for file in (shared / "samples/ocds").iterdir()} == GOLDEN.keys()


def test_the_file_name_says_nothing(shared: Path, tmp_path: Path) -> None:
    disguised = tmp_path / "photo.jpg"
    disguised.write_bytes((shared / "samples/ocds/example-package.json.gz").read_bytes())

    assert row_of(read_notices(disguised)) == GOLDEN["example-package.json.gz"]


@pytest.mark.parametrize(
    "name", ["py-release-package-v3-lots.json", "co-secop1-release-docs.json", "ug-release-planning.json"]
)
def test_a_process_of_its_own_reads_the_same(shared: Path, name: str) -> None:
    file = shared / "samples/ocds" / name

    here, apart = read_notices(file), read_apart(file)

    assert (apart.notices, apart.kind, apart.left_out) == (here.notices, here.kind, here.left_out)
    assert str(apart.refused) == str(here.refused)


def test_an_invoice_is_named_and_refused(shared: Path) -> None:
    for file in (shared / "samples/ubl").iterdir():
        reading = read_notices(file)

        assert reading.notices == ()
        assert reading.refused is not None
        assert reading.refused.code == "xml_not_read"
