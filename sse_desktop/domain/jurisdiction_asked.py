"""The values that a profile leaves to the buyer's paper: where they stand, and by which key they are filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import ASK, Origin, Profile, key_of


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A value to be read from the buyer's paper: its key, the rule and the field it belongs to (English labels), its kind.

    `kind` is share, money, days, points, hours, count or text.
    """

    key: str
    rule: str
    field: str
    kind: str
    origin: Origin


# Fields that may be asked for: list of the profile → (prefix of the key, {field: (what it is called, kind)}).
_FIELDS: Final[dict[str, tuple[str, dict[str, tuple[str, str]]]]] = {
    "procedures": (
        "procedure",
        {
            "min": (N_("Least amount"), "money"),
            "max": (N_("Greatest amount"), "money"),
            "yearly_limit": (N_("Limit of the year"), "money"),
            "quotes": (N_("Quotes"), "count"),
        },
    ),
    "penalty": (
        "penalty",
        {
            "rate": (N_("Rate of each day"), "share"),
            "cap": (N_("Cap, as a share"), "share"),
            "cap_per_day": (N_("Cap of a day"), "money"),
        },
    ),
    "caps": ("cap", {"amount": (N_("Greatest amount"), "money")}),
    "quotas": ("quota", {"share": (N_("Share of purchases"), "share")}),
    "documents": ("document", {"copies": (N_("Copies"), "count")}),
}


def asked_places(profile: Profile) -> tuple[AskedPlace, ...]:
    """Return every value that the profile asks for, in its order; of rules that follow each other each key once."""
    found = {place.key: place for part in (_of_lists, _of_procedures, _of_params, _of_terms) for place in part(profile)}
    return tuple(found.values())


def _of_lists(profile: Profile) -> Iterator[AskedPlace]:
    for name, (prefix, fields) in _FIELDS.items():
        for rule in getattr(profile, name):
            for field, (word, kind) in fields.items():
                if getattr(rule, field) is ASK:
                    yield AskedPlace(f"{prefix}.{key_of(rule)}.{field}", rule.label, word, kind, rule.origin)


def _of_procedures(profile: Profile) -> Iterator[AskedPlace]:
    for rule in profile.procedures:
        start = f"procedure.{rule.id}"
        for guarantee in rule.guarantees:
            if guarantee.rate is ASK:
                key = f"{start}.guarantee.{guarantee.kind}.rate"
                yield AskedPlace(key, rule.label, guarantee.label, "share", rule.origin)
        for kind, points in rule.bonus.items():
            if points is ASK:
                known = profile.supplier_kind(kind)
                label = known.label if known is not None else kind
                yield AskedPlace(f"{start}.bonus.{kind}", rule.label, label, "points", rule.origin)
        for term in rule.minimum_terms:
            if ASK in {term.least, term.most}:
                yield AskedPlace(f"{start}.term.{term.kind}", rule.label, term.label, "days", rule.origin)


def _of_params(profile: Profile) -> Iterator[AskedPlace]:
    rules: tuple[Any, ...] = (*profile.clauses, *profile.criteria)
    for rule in rules:
        prefix = "clause" if rule in profile.clauses else "criterion"
        for name, param in rule.params.items():
            if param.value is ASK:
                yield AskedPlace(f"{prefix}.{key_of(rule)}.{name}", rule.label, param.label, param.kind, rule.origin)


def _of_terms(profile: Profile) -> Iterator[AskedPlace]:
    for rule in profile.deadlines.rules:
        if rule.days is ASK:
            yield AskedPlace(f"deadline.{rule.code}", rule.label, rule.label, "days", rule.origin)
