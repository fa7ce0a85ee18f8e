"""Answers that follow from what is entered already: this file finds them for the questions of a self-declaration.

Grounds of exclusion are never answered here: a person declares those. No is said only to working with others, when no partner
is entered for the tender.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sse_desktop.domain.errors import N_
from sse_desktop.domain.espd import NO, YES, Criterion, Declaration, Group, Part, Property, Role, topic
from sse_desktop.domain.espd_values import Evidence, Family, family

# Kinds of supplier that are sheltered workshops or social businesses of integration; the part of their ids after the country.
_SHELTERED = frozenset(("eta", "ei", "sheltered_workshop", "social_business"))
# Which kinds of paper prove what a criterion asks for; words within their ids.
_PAPERS = {
    "shelt-worksh": ("eta", "ei", "sheltered", "social_enterprise"),
    "prof-regist": ("register", "registro", "ruc", "kbo", "bce"),
    "trade-regist": ("trade", "ruc", "kbo", "bce"),
    "qa-certif-inst": ("organic", "bio", "gap", "quality", "certif"),
    "qu-certif-indep": ("quality", "iso"),
    "envir-certif-indep": ("environment", "organic", "bio"),
}


class Source(StrEnum):
    """Where an answer comes from; the value is said to people."""

    PERSON = "person"
    EARLIER = "earlier"
    COOPERATIVE = "cooperative"
    PARTNERS = "partners"
    NO_PARTNERS = "no_partners"
    PAPERS = "papers"

    @property
    def label(self) -> str:
        """The source in English, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Source.PERSON: N_("answered for this request"),
    Source.EARLIER: N_("from an earlier request"),
    Source.COOPERATIVE: N_("from the cooperative's data"),
    Source.PARTNERS: N_("from the partners of this tender"),
    Source.NO_PARTNERS: N_("no such partner is entered for this tender"),
    Source.PAPERS: N_("from the papers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ally:
    """A partner for this tender and how we work together: `together`, `capacity` or `subcontract`."""

    name: str
    tax_id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A paper that is valid: its kind, and what a proof is written from."""

    kind: str
    title: str
    number: str = ""
    address: str = ""
    issuer: str = ""

    @property
    def value(self) -> str:
        """The paper as the text of an answer."""
        named = f"{self.title} {self.number}".strip()
        return Evidence(" ".join(named.split()), "".join(self.address.split()), " ".join(self.issuer.split())).value


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known: the kinds of supplier we are, who works with us on this tender, and the papers that are valid."""

    kinds: tuple[str, ...] = ()
    allies: tuple[Ally, ...] = ()
    we_lead: bool = False
    proofs: tuple[Proof, ...] = ()

    @property
    def role(self) -> Role:
        """What we are in the procedure."""
        if not self.of("together"):
            return Role.SOLE
        return Role.LEAD if self.we_lead else Role.MEMBER

    def of(self, how: str) -> tuple[Ally, ...]:
        """Return the partners who work with us in one way."""
        return tuple(ally for ally in self.allies if ally.how == how)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer and where it comes from."""

    value: str
    source: Source


def suggestions(asked: Declaration, facts: Facts) -> dict[str, Suggestion]:
    """Return the answers that follow from the facts, by the keys of their questions."""
    return {key: found for criterion in asked.criteria for key, found in _of_criterion(criterion, facts)}


def _of_criterion(criterion: Criterion, facts: Facts) -> Iterator[tuple[str, Suggestion]]:
    about, first = topic(criterion), criterion.first
    if criterion.part is Part.EXCLUSION or first is None:
        return
    if about == "shelt-worksh" and _SHELTERED & {kind.rpartition(".")[2] for kind in facts.kinds}:
        yield first.key, Suggestion(YES, Source.COOPERATIVE)
    if how := _HOW.get(about):
        yield from _of_allies(criterion, first, facts, how)
    yield from _of_papers(criterion, about, facts)


_HOW = {"eo-group": "together", "relied": "capacity", "subco-ent": "subcontract"}


def _of_allies(criterion: Criterion, first: Property, facts: Facts, how: str) -> Iterator[tuple[str, Suggestion]]:
    allies = facts.of(how)
    if not allies:
        yield first.key, Suggestion(NO, Source.NO_PARTNERS)
        return
    yield first.key, Suggestion(YES, Source.PARTNERS)
    names = "\n".join(ally.name for ally in allies)
    numbers = "\n".join(ally.tax_id for ally in allies if ally.tax_id)
    texts = [each for each in criterion.questions() if family(each.kind) is Family.TEXT]
    if how == "together" and len(texts) == 3:
        # Version 1 asks in words for our role first, then for the others, then for the name of the group.
        texts = texts[1:]
    if texts:
        yield texts[0].key, Suggestion(names, Source.PARTNERS)
    found = next((each for each in criterion.questions() if each.kind == "ECONOMIC_OPERATOR_IDENTIFIER"), None)
    if found is not None and numbers:
        yield found.key, Suggestion(numbers, Source.PARTNERS)


def _of_papers(criterion: Criterion, about: str, facts: Facts) -> Iterator[tuple[str, Suggestion]]:
    """Yield where a proof can be found: only for a paper that somebody can look up at an address."""
    words = set(_PAPERS.get(about, ()))
    proof = next((each for each in facts.proofs if each.address and words & set(each.kind.lower().split("_"))), None)
    if proof is None:
        return
    for group in _groups(criterion.groups):
        ruling, asked = (
            group.question,
            [each for each in group.inner_questions() if family(each.kind) is Family.EVIDENCE],
        )
        if ruling is not None and asked and group.asks_for_proof:
            yield ruling.key, Suggestion(YES, Source.PAPERS)
            yield asked[0].key, Suggestion(proof.value, Source.PAPERS)
            return


def _groups(groups: Iterable[Property | Group]) -> Iterator[Group]:
    for group in groups:
        if isinstance(group, Group):
            yield group
            yield from _groups(group.parts)
