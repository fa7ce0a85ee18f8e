"""A profile that is not right is refused whole, and the refusal names file, table, row and field."""

import shutil
from pathlib import Path

import pytest

from sse_desktop.locale import LANGUAGES, Locale
from sse_desktop.store.profiles import NoSuchProfile, ProfileFaulty, load_profile, profile_folder, read_profile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the profiles, to spoil."""
    return Path(shutil.copytree(profile_folder(), tmp_path / "profiles"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


FAULTS = [
    ("unknown field", "ec/profile.toml", 'holder = "org"\n', 'holder = "org"\ncolour = "red"\n', ("identifier", "1", "colour")),
    ("unknown table", "ec/profile.toml", "[[tax]]", "[[taxes]]", ("taxes", "1", "")),
    ("no source", "ec/profile.toml", 'src = "practice"\nconf = "own"\n\n[rules]', 'conf = "own"\n\n[rules]', ("retention", "1", "src")),
    ("no confidence", "ec/profile.toml", 'conf = "own"\n\n[rules]', "\n[rules]", ("retention", "1", "conf")),
    ("unknown source", "ec/profile.toml", 'src = "sicae"', 'src = "rumour"', ("identifier", "3", "src")),
    ("unknown confidence", "ec/profile.toml", 'conf = "found"', 'conf = "sure"', ("identifier", "3", "conf")),
    ("end before begin", "ec/profile.toml", "to = 2019-12-31", "to = 2018-12-31", ("limit", "1", "to")),
    ("overlap in time", "ec/profile.toml", 'from = 2025-10-28\nlegal_ref = "LOSNCP Art. 51;', 'from = 2025-10-01\nlegal_ref = "LOSNCP Art. 51;', ("procedure", "“feria_inclusiva”", "from")),
    ("number that isn't a text", "ec/profile.toml", 'rate = "0.15"', "rate = 0.15", ("tax", "1", "rate")),
    ("rate above one", "ec/profile.toml", 'rate = "0.15"', 'rate = "15"', ("tax", "1", "rate")),
    ("unknown name in a formula", "ec/profile.toml", "price * (1 - margin)", "price * (1 - discount)", ("clause", "1", "formula")),
    ("paper that isn't there", "ec/profile.toml", 'proofs = ["rueps"]', 'proofs = ["seal"]', ("supplier_kind", "“eps_organisation”", "proofs")),
    ("kind that isn't there", "be-wal/profile.toml", 'needs = ["be.ies"]', 'needs = ["be.xyz"]', ("supplier_kind", "“be.ei”", "needs")),
    ("field without a label", "ec/profile.toml", 'plate = "Number plate"\n', "", ("delivery_doc", "“guia_remision”", "required_fields")),
    ("module that isn't there", "ec/profile.toml", 'stdnum = "ec.ruc"', 'stdnum = "ec.dni"', ("identifier", "1", "stdnum")),
    ("check that isn't there", "kr/profile.toml", "kr_brn_mod10", "kr_brn_mod11", ("identifier", "1", "extra_check")),
    ("text not translated", "ec/i18n/es.toml", '"Artisan" = "Artesano"\n', "", ("", "", "Artisan")),
    ("text of nothing", "ec/i18n/es.toml", '"Artisan" = "Artesano"\n', '"Artisan" = "Artesano"\n"Artist" = "Artista"\n', ("", "", "Artist")),
    ("address without a lock", "ec/profile.toml", "https://www.comp", "http://www.comp", ("channel", "1", "url")),
    ("limit that isn't there", "ec/profile.toml", 'waived_limit = "guarantee_waiver"', 'waived_limit = "waiver"', ("procedure", "“feria_inclusiva”", "waived_limit")),
    ("broken file", "ec/profile.toml", "[[tax]]", "[[tax", ("", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "place"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS]
)
def test_a_fault_is_refused_with_its_place(
    folder: Path, file: str, old: str, new: str, place: tuple[str, str, str]
) -> None:
    spoil(folder, file, old, new)
    profile = "kr-seoul" if file.startswith("kr") else file.split("/", maxsplit=1)[0]

    with pytest.raises(ProfileFaulty) as caught:
        read_profile(folder, profile)

    facts = caught.value.facts
    table, row, field = place
    assert facts["file"] == file
    assert str(facts["table"]).strip("[]") == table
    assert (facts["row"], facts["field"]) == (row, field)
    for language in LANGUAGES:
        assert file in Locale(language).explain(caught.value)


def test_a_profile_that_builds_on_itself_is_refused(folder: Path) -> None:
    spoil(folder, "kr/profile.toml", "base = true\n", 'base = true\nparent = "kr-seoul"\n')

    with pytest.raises(ProfileFaulty, match="builds on itself"):
        read_profile(folder, "kr-seoul")


def test_a_profile_that_others_build_on_is_not_offered() -> None:
    with pytest.raises(NoSuchProfile, match="kr-seoul"):
        load_profile("kr")


def test_a_rule_of_the_region_takes_the_place_of_the_countrys(folder: Path) -> None:
    path = folder / "be-wal/profile.toml"
    rule = '\n[[deadline]]\ncode = "pay"\nlabel = "Payment by the buyer"\ndays = 20\nsrc = "practice"\nconf = "own"\n'
    path.write_text(path.read_text("utf-8") + rule, "utf-8")

    assert read_profile(folder, "be-wal").deadlines.pay_days == 20
