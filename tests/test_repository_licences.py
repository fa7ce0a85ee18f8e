"""What is shipped has a licence that allows it, and NOTICE names it; the check finds what does not."""

from pathlib import Path

import pytest

from chores import licences


def test_every_licence_is_allowed_and_named() -> None:
    assert list(licences.faults()) == []


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "MPL-2.0 AND (Apache-2.0 OR MIT)",
        "LGPL-3.0-only OR GPL-2.0-only",
        "(MIT OR GPL-3.0-only) AND Zlib",
        "MIT OR X AND Y",
    ],
)
def test_licence_that_allows_our_use(licence: str) -> None:
    assert licences.is_allowed(licence)


@pytest.mark.parametrize(
    "licence", ["", "GPL-3.0-only", "AGPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR X) AND GPL-3.0-only", "BSD"]
)
def test_licence_that_does_not(licence: str) -> None:
    assert not licences.is_allowed(licence)


def test_a_library_that_notice_does_not_name_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shortened = tmp_path / "NOTICE"
    lines = licences.NOTICE.read_text("utf-8").splitlines(keepends=True)
    shortened.write_text("".join(line for line in lines if not line.startswith("sqlalchemy ")), "utf-8")
    monkeypatch.setattr(licences, "NOTICE", shortened)

    assert any("NOTICE does not say: sqlalchemy" in fault for fault in licences.faults())


def test_a_licence_that_is_not_allowed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(licences.READ_BY_US, "reportlab", "AGPL-3.0-only")

    assert any(fault.startswith("reportlab: its licence is not among") for fault in licences.faults())


def test_every_library_has_its_licence_text_or_we_ship_it() -> None:
    without = {one.name for one in licences.shipped() if not one.licence_files}

    assert without <= set(licences.TEXTS_OF_OURS)
    assert all((licences.ROOT / "resources" / "licences" / text).is_file() for text in licences.TEXTS_OF_OURS.values())


def test_a_build_gets_every_text_and_every_text_exists() -> None:
    texts = licences.texts()

    assert {one.name for one in licences.shipped()} - set(licences.TEXTS_OF_OURS) <= {folder[9:] for _, folder in texts}
    assert all(Path(file).is_file() for file, _ in texts)
