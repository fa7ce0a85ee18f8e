"""The rules of the cooperative's profile as rows to read: past, in force and coming."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import DATED, Origin, Profile, key_of
from sse_desktop.store.profiles import load_profile
from sse_desktop.store.tables.cooperative import Cooperative


class RuleTime(StrEnum):
    """Where a rule stands in time."""

    IN_FORCE = "in_force"
    COMING = "coming"
    PAST = "past"


# Part of a profile → the group it is read in. Order here is the order on the page.
GROUPS: Final = (
    ("who", N_("Who we may be"), ("supplier_kinds",)),
    ("procedures", N_("Procedures"), ("procedures",)),
    ("papers", N_("Papers"), ("papers",)),
    ("clauses", N_("Clauses"), ("clauses",)),
    ("criteria", N_("Criteria"), ("criteria",)),
    ("caps", N_("Caps and preference"), ("caps", "priority", "quotas", "limits")),
    ("penalties", N_("Penalties"), ("penalty",)),
    ("deadlines", N_("Deadlines"), ("deadline", "retention")),
    ("documents", N_("Documents and invoices"), ("documents", "forms", "delivery_docs", "invoice_docs")),
    ("channels", N_("Channels"), ("channels",)),
    ("numbers", N_("Numbers and taxes"), ("identifier_rules", "tax")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule of the profile: its group, its part and key, and the rule itself."""

    id: str
    group: str
    part: str
    rule: Any
    origin: Origin
    time: RuleTime


def profile_of(session: Session) -> Profile:
    """Return the cooperative's profile with all its rules, past and coming."""
    return load_profile(session.scalars(sa.select(Cooperative.profile_id)).one())


def profile_rules(profile: Profile, today: date) -> list[RuleRow]:
    """Return every rule of a profile in the order of the groups, those of one name by their days."""
    return [
        RuleRow(
            id=f"{part}.{key_of(rule) if part != 'retention' else 'years'}.{rule.origin.valid_from or ''}",
            group=group,
            part=part,
            rule=rule,
            origin=rule.origin,
            time=_time(rule.origin, today),
        )
        for group, _, parts in GROUPS
        for part in parts
        for rule in _rules(profile, part)
    ]


def _rules(profile: Profile, part: str) -> Iterator[Any]:
    if part in DATED:
        yield from getattr(profile, part)
    elif part == "deadline":
        yield from profile.deadlines.rules
    elif profile.retention.years is not None:
        yield profile.retention


def _time(origin: Origin, today: date) -> RuleTime:
    if origin.valid_from is not None and today < origin.valid_from:
        return RuleTime.COMING
    return RuleTime.IN_FORCE if origin.holds_on(today) else RuleTime.PAST
