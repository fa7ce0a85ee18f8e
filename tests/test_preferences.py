"""The choices of a computer come back as they were kept; a missing, old or damaged file means the defaults."""

from pathlib import Path

import pytest

from sse_desktop.preferences import Preferences, load_preferences, preferences_file, save_preferences


def test_choices_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Preferences(
        language="ko",
        scheme="dark",
        last_folder='C:\\Users\\Ana "la jefa"\\조합\n',
        last_page="tickets",
        width=1920,
        maximized=True,
        columns={"members": [60, 200], "weigh-ins": [90]},
    )

    save_preferences(kept, tmp_path / "deep" / "preferences.toml")

    assert load_preferences(tmp_path / "deep" / "preferences.toml") == kept


@pytest.mark.parametrize(
    "text", ["", "this is = = no toml", "width = 'wide'\nlanguage = 3\n", "future = 1\n", "[columns]\nx = [-1, 2]\n"]
)
def test_what_cannot_be_read_is_the_default(tmp_path: Path, text: str) -> None:
    file = tmp_path / "preferences.toml"
    file.write_text(text, encoding="utf-8")

    assert load_preferences(file) == Preferences()


def test_a_missing_file_is_the_default(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "nothing.toml") == Preferences()


def test_what_is_right_in_a_partly_wrong_file_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "preferences.toml"
    file.write_text('language = "fr"\nwidth = true\n[columns]\nmembers = [60, 70]\nbroken = ["a"]\n', encoding="utf-8")

    assert load_preferences(file) == Preferences(language="fr", columns={"members": [60, 70]})


def test_a_disk_that_refuses_is_borne(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    save_preferences(Preferences(), tmp_path / "file" / "preferences.toml")


def test_the_file_lies_with_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert preferences_file().name == "preferences.toml"
