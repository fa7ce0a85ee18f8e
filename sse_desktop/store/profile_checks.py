"""What a profile must keep as a whole: rules refer to what is there, follow each other in time, and are named in every language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import DATED, Profile, key_of
from sse_desktop.store.profile_files import LISTS
from sse_desktop.store.profile_row import ProfileFaulty

# Fields that are English sentences, translated where they are shown.
SAID: Final = ("label", "note", "applies", "exempt_note", "due_rule", "yearly_exception", "personal_data")
_TABLES: Final = {name: table for table, (name, _) in LISTS.items()} | {"limits": "limit"}


def check_profile(profile: Profile, labels: Mapping[str, Mapping[str, str]]) -> None:
    """Make sure that the profile holds together, and that its languages have all its labels.

    Raises: ProfileFaulty, with file, table, row and field.
    """
    for name, rules in _lists(profile):
        _check_times(profile, name, rules)
    kinds = {kind.id for kind in profile.supplier_kinds}
    papers = {paper.id for paper in profile.papers}
    documents = {document.code for document in profile.documents}
    _refer(profile, "supplier_kinds", {"needs": kinds, "proofs": papers})
    _refer(profile, "procedures", {"who": kinds, "order": kinds, "bonus": kinds, "needs": papers})
    for name in ("clauses", "criteria"):
        _refer(profile, name, {"evidence": papers | documents})
    _refer(profile, "caps", {"applies_to": kinds})
    _refer(profile, "quotas", {"who": kinds})
    for name in ("papers", "delivery_docs", "invoice_docs"):
        _refer(profile, name, {"required_fields": set(profile.field_labels)})
    limits = {limit.code for limit in profile.limits}
    for procedure in profile.procedures:
        for guarantee in procedure.guarantees:
            if guarantee.waived_limit and guarantee.waived_limit not in limits:
                fault = N_("refers to what isn't there:")
                raise _fault(profile, "procedures", procedure.id, "waived_limit", fault, guarantee.waived_limit)
    _check_labels(profile, labels)


def said(profile: Profile) -> set[str]:
    """Return every English text of a profile that is shown in the reader's language."""
    parts = [*(rule for _, rules in _lists(profile) for rule in rules), profile.retention]
    return {profile.name, *profile.field_labels.values(), *(text for part in parts for text in _texts(part))} - {""}


# ---------------------------------------------------------------- inside


def _lists(profile: Profile) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name in DATED:
        yield name, getattr(profile, name)
    yield "deadline", profile.deadlines.rules


def _texts(part: Any) -> Iterator[str]:
    for name in SAID:
        yield str(getattr(part, name, "") or "")
    yield from getattr(part, "conditions", ())
    for inner in (*getattr(part, "guarantees", ()), *getattr(part, "minimum_terms", ())):
        yield from _texts(inner)
    for param in getattr(part, "params", {}).values():
        yield param.label


def _check_times(profile: Profile, name: str, rules: Iterable[Any]) -> None:
    by_key: dict[str, list[Any]] = {}
    for rule in rules:
        by_key.setdefault(key_of(rule), []).append(rule)
    for key, following in by_key.items():
        for before, after in pairwise(following):
            ends, begins = before.origin.valid_to or date.max, after.origin.valid_from or date.min
            if begins <= ends:
                raise _fault(profile, name, key, "from", N_("overlaps the rule of the same name before it"), begins)


def _refer(profile: Profile, name: str, fields: Mapping[str, Collection[str]]) -> None:
    for rule in getattr(profile, name):
        for field, known in fields.items():
            for value in getattr(rule, field):
                if value not in known:
                    raise _fault(profile, name, key_of(rule), field, N_("refers to what isn't there:"), value)


def _check_labels(profile: Profile, labels: Mapping[str, Mapping[str, str]]) -> None:
    wanted = said(profile)
    for language in dict.fromkeys((*profile.languages, *labels)):
        given = labels.get(language, {})
        if language == "en" and not given:
            continue
        for text in sorted(wanted - given.keys()):
            raise _label_fault(profile, language, text, N_("is not translated"))
        for text in sorted(given.keys() - wanted):
            raise _label_fault(profile, language, text, N_("is no text of this profile"))


def _fault(profile: Profile, name: str, key: str, field: str, fault: str, value: object) -> ProfileFaulty:
    table = f"[[{_TABLES.get(name, name)}]]"
    file = f"{profile.id}/profile.toml"
    return ProfileFaulty(file=file, table=table, row=f"“{key}”", field=field, fault=Term(fault), value=f"{value}.")


def _label_fault(profile: Profile, language: str, text: str, fault: str) -> ProfileFaulty:
    file = f"{profile.id}/i18n/{language}.toml"
    return ProfileFaulty(file=file, table="", row="", field=text, fault=Term(fault), value="")
