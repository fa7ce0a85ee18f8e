"""The words that profiles bring: what they call things by language, where a language is written, and amounts in words.

Read from the files as they are, without the rules: a window in another language needs the words alone, and at once.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from sse_desktop.domain.words import WordsTemplate
from sse_desktop.resources import resources

# Where the window's languages are written unless a cooperative says otherwise.
_TERRITORIES: Final = {"es": "EC", "fr": "BE", "ko": "KR", "en": None}


@cache
def profile_labels(language: str) -> Mapping[str, str]:
    """Return what all profiles call things in a language, by the English text; a profile that speaks it itself goes first."""
    found: dict[str, str] = {}
    paths = sorted((resources() / "profiles").glob(f"*/i18n/{language}.toml"), reverse=True)
    for path in sorted(paths, key=lambda path: _speaks(path.parent.parent, language)):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def _speaks(profile: Path, language: str) -> bool:
    return f'\nlanguage = "{language}"\n' in (profile / "profile.toml").read_text(encoding="utf-8")


def territory_of(language: str) -> str | None:
    """Return the country whose way of writing a language is taken, by the profile that speaks it first; None for English."""
    return _TERRITORIES[language] if language in _TERRITORIES else _territory(language)


@cache
def words_template(language: str, currency: str) -> WordsTemplate | None:
    """Return how a profile with this currency writes amounts in words in a language, if one says so."""
    for data in _profiles():
        money = data.get("money", {})
        if money.get("currency") == currency and language in money.get("words", {}):
            return WordsTemplate(**money["words"][language])
    return None


@cache
def _territory(language: str) -> str | None:
    found = (data["profile"] for data in _profiles() if data["profile"].get("language") == language)
    return next((profile["country"] for profile in found), None)


def _profiles() -> Iterator[dict[str, Any]]:
    for path in sorted((resources() / "profiles").glob("*/profile.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))
