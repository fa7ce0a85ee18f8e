"""Profiles: a jurisdiction's rules as dated data, read from resources/profiles/<id>/profile.toml."""

import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.resources import resources


class NoSuchProfile(DomainError):
    """The application carries no rules for this country."""

    sentence = N_("There is no profile “{profile}”. Choose one of: {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a list in a profile: its id, and its English label for translation."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Choice):
    """A way to buy: who sets the price in it (buyer, supplier, or an agreement before), and the numbers of its forms.

    `local_name` is what notices of the country call it.
    """

    local_name: str
    price_set_by: str
    forms: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper: who holds it, and the day on which it must be valid for a bid."""

    id: str
    label: str
    holder: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the application needs to know of one jurisdiction."""

    id: str
    name: str
    country: str
    currency: str
    time_zone: str
    language: str
    holiday_calendar: str
    identifiers: dict[str, str]
    supplier_kinds: tuple[Choice, ...]
    procedures: tuple[Procedure, ...]
    papers: tuple[PaperKind, ...]
    folio_style: str
    #: Rules of law that a refusal cites, by their names: `late_paper` is where papers obtained after the deadline don't count.
    rules: dict[str, str]

    def procedure(self, procedure_id: str) -> Procedure | None:
        """Return the procedure with this id or local name, without regard to accents, if the profile has it."""
        wanted = fold(procedure_id)
        return next((each for each in self.procedures if wanted in {fold(each.id), fold(each.local_name)}), None)

    def paper(self, kind: str) -> PaperKind | None:
        """Return the kind of paper with this id, if the profile has it."""
        return next((paper for paper in self.papers if paper.id == kind), None)


def profile_ids() -> list[str]:
    """Return the ids of all profiles the application carries, sorted."""
    return sorted(path.parent.name for path in (resources() / "profiles").glob("*/profile.toml"))


@functools.cache
def load_profile(profile_id: str) -> Profile:
    """Return a profile; read once, since it does not change while the application runs.

    Raises:
        NoSuchProfile: there is none of this id.
    """
    if profile_id not in profile_ids():
        raise NoSuchProfile(profile=profile_id, known=", ".join(profile_ids()))
    path = resources() / "profiles" / profile_id / "profile.toml"
    return _profile(tomllib.loads(path.read_text(encoding="utf-8")))


def _profile(data: dict[str, Any]) -> Profile:
    return Profile(
        id=data["id"],
        name=data["name"],
        country=data["country"],
        currency=data["currency"],
        time_zone=data["time_zone"],
        language=data["language"],
        holiday_calendar=data["holiday_calendar"],
        identifiers=data["identifiers"],
        supplier_kinds=tuple(Choice(id=row["id"], label=row["label"]) for row in data["supplier_kinds"]),
        procedures=tuple(
            Procedure(
                id=row["id"],
                label=row["label"],
                local_name=row["local_name"],
                price_set_by=row["price_set_by"],
                forms=dict(row.get("forms", {})),
            )
            for row in data["procedures"]
        ),
        papers=tuple(PaperKind(id=r["id"], label=r["label"], holder=r["holder"], day=r["day"]) for r in data["papers"]),
        folio_style=data["foliation"]["style"],
        rules=dict(data.get("rules", {})),
    )
