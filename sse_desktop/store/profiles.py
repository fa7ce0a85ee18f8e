"""Profiles: a jurisdiction's rules as dated data, read from resources/profiles/<id>/ and checked whole before they are used."""

import dataclasses
import functools
import re
import tomllib
from pathlib import Path

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.jurisdiction import Choice, PaperKind, Procedure, Profile, SupplierKind
from sse_desktop.resources import resources
from sse_desktop.store.profile_checks import check_profile, said
from sse_desktop.store.profile_files import ProfileFiles
from sse_desktop.store.profile_row import ProfileFaulty

__all__ = [
    "Choice",
    "NoSuchProfile",
    "PaperKind",
    "Procedure",
    "Profile",
    "ProfileFaulty",
    "SupplierKind",
    "load_profile",
    "profile_folder",
    "profile_ids",
    "profile_names",
    "read_profile",
]


class NoSuchProfile(DomainError):
    """The application carries no rules for this country."""

    sentence = N_("There is no profile “{profile}”. Choose one of: {known}.")


def profile_folder() -> Path:
    """Return where the profiles lie."""
    return resources() / "profiles"


@functools.cache
def profile_ids() -> list[str]:
    """Return the ids of the profiles a cooperative can be founded with, sorted; what others only build on is left out."""
    return sorted(path.parent.name for path in profile_folder().glob("*/profile.toml") if not _is_base(path))


@functools.cache
def profile_names() -> dict[str, str]:
    """Return the English name of each of them by its id; read without the rules, for the list to choose from."""
    texts = {each: (profile_folder() / each / "profile.toml").read_text(encoding="utf-8") for each in profile_ids()}
    found = {each: re.search(r'^name = "(.+)"$', text, re.MULTILINE) for each, text in texts.items()}
    return {each: name.group(1) if name else each for each, name in found.items()}


@functools.cache
def load_profile(profile_id: str) -> Profile:
    """Return a profile with all its rules, past and coming; read once, since it does not change while the application runs.

    Raises:
        NoSuchProfile: there is none of this id. ProfileFaulty: with file, table, row and field.
    """
    if profile_id not in profile_ids():
        raise NoSuchProfile(profile=profile_id, known=", ".join(profile_ids()))
    return read_profile(profile_folder(), profile_id)


def read_profile(folder: Path, profile_id: str) -> Profile:
    """Read one profile below a folder, what it builds on first, and check it whole.

    Raises:
        ProfileFaulty: with file, table, row and field.
    """
    profile = ProfileFiles(folder, profile_id).profile()
    labels = _labels(folder, profile)
    check_profile(profile, labels)
    return dataclasses.replace(profile, labels=labels)


def _labels(folder: Path, profile: Profile) -> dict[str, dict[str, str]]:
    """Return the translations of the profile's texts by language; those of its base are used where they fit."""
    used, found = said(profile), dict[str, dict[str, str]]()
    for owner in filter(None, (profile.parent, profile.id)):
        for path in sorted((folder / owner / "i18n").glob("*.toml")):
            given = tomllib.loads(path.read_text(encoding="utf-8"))
            own = {text: word for text, word in given.items() if owner == profile.id or text in used}
            found.setdefault(path.stem, {}).update(own)
    return found


def _is_base(path: Path) -> bool:
    # Not parsed: the list of profiles is wanted as soon as a folder is opened.
    return "\nbase = true\n" in path.read_text(encoding="utf-8")
