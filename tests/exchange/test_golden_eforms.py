"""The real eForms notices: what each gives was checked by eye against the file and is kept in golden_eforms.json."""

import json
from pathlib import Path

import pytest

from sse_desktop.exchange.reading import read_apart, read_notices
from tests.exchange.golden import row_with_terms

GOLDEN = json.loads(Path(__file__).with_name("golden_eforms.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_real_eforms_notice_gives_what_stands_in_it(shared: Path, name: str) -> None:
    assert row_with_terms(read_notices(shared / "samples/eforms" / name)) == GOLDEN[name]


def test_every_real_eforms_notice_is_in_the_golden_table(shared: Path) -> None:
    assert {file.name for file in (shared / "samples/eforms").iterdir()} == GOLDEN.keys()


@pytest.mark.parametrize(
    "name", ["sdk-cn_24_maximal.xml", "es-reserved-workshop-262891-2023.xml", "sdk-can_24_minimal.xml"]
)
def test_a_process_of_its_own_reads_the_same(shared: Path, name: str) -> None:
    file = shared / "samples/eforms" / name

    here, apart = read_notices(file), read_apart(file)

    assert (apart.notices, apart.kind, apart.left_out) == (here.notices, here.kind, here.left_out)
    assert str(apart.refused) == str(here.refused)


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Aménagement"), ("nl", "Buiteninrichting"), ("ko", "Buiteninrichting")]
)
def test_a_notice_in_two_languages_is_read_in_the_cooperatives_else_in_its_own(
    shared: Path, language: str, title: str
) -> None:
    (notice,) = read_notices(shared / "samples/eforms/be-bilingual-599894-2023.xml", None, language).notices

    assert notice.title.startswith(title)
    assert set(notice.languages) == {"fr", "nl"}
    assert notice.languages[0] == ("fr" if language == "fr" else "nl")
