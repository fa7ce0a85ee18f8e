"""A jurisdiction: everything the application knows of one country or region, and its rules as they were on a day."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol, TypeVar

from sse_desktop.domain.folding import fold
from sse_desktop.domain.formula import Formula
from sse_desktop.domain.jurisdiction_rules import (
    ASK,
    Amount,
    Ask,
    Choice,
    ClauseRule,
    CriterionRule,
    Days,
    DaysBand,
    Guarantee,
    MinimumTerm,
    Origin,
    PaperKind,
    Param,
    Procedure,
    SupplierKind,
)
from sse_desktop.domain.jurisdiction_terms import (
    Cap,
    Channel,
    DeadlineRule,
    DocumentRule,
    FormRule,
    IdentifierRule,
    Limit,
    PenaltyRule,
    PriorityRule,
    Quota,
    TaxRule,
    TradePaper,
)
from sse_desktop.domain.words import WordsTemplate

__all__ = [
    "ASK",
    "Amount",
    "Ask",
    "Cap",
    "Channel",
    "Choice",
    "ClauseRule",
    "CriterionRule",
    "Days",
    "DaysBand",
    "DeadlineRule",
    "DeadlineRules",
    "DocumentRule",
    "FormRule",
    "Guarantee",
    "IdentifierRule",
    "Limit",
    "MinimumTerm",
    "MoneyRules",
    "Origin",
    "PaperKind",
    "Param",
    "PenaltyRule",
    "PriorityRule",
    "Procedure",
    "Profile",
    "Quota",
    "Retention",
    "SupplierKind",
    "TaxRule",
    "TradePaper",
    "WordsTemplate",
]


class Dated(Protocol):
    """Any kind of rule, as far as its days go."""

    @property
    def origin(self) -> Origin: ...


T = TypeVar("T", bound=Dated)

# The parts of a profile that are lists of dated rules.
DATED: Final = (
    *(
        "tax",
        "identifier_rules",
        "supplier_kinds",
        "papers",
        "channels",
        "procedures",
        "clauses",
        "criteria",
        "documents",
    ),
    *("forms", "delivery_docs", "invoice_docs", "caps", "priority", "quotas", "limits", "penalty"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRules:
    """Currency and rounding; `price_tax` says whether bid totals hold the tax (incl, excl, none).

    `estimate` works the estimate without tax out of a published budget `value` and a rate `tax`.
    """

    rounding: str = "half_up"
    rounding_scope: str = "line"
    price_tax: str = "excl"
    number_locale: str = ""
    words: Mapping[str, WordsTemplate] = field(default_factory=dict)
    estimate: Formula | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRules:
    """Terms of the law; `count` is how days are counted where a rule does not say."""

    count: str = "calendar"
    timezone: str = ""
    rules: tuple[DeadlineRule, ...] = ()

    def days(self, code: str) -> Days:
        """Return the newest rule's days for this, ASK, or None when there is no such rule."""
        found = self.rule(code)
        return found.days if found is not None else None

    def rule(self, code: str) -> DeadlineRule | None:
        """Return the newest rule for this."""
        return next((rule for rule in reversed(self.rules) if rule.code == code), None)

    @property
    def pay_days(self) -> Days:
        """Days in which the buyer must pay."""
        return self.days("pay")

    @property
    def inspect_days(self) -> Days:
        """Days in which the buyer must inspect what was delivered."""
        return self.days("inspect")

    @property
    def question_days(self) -> Days:
        """Days in which questions may be asked."""
        return self.days("question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How many years papers are kept, and what holds for personal data."""

    years: int | None = None
    personal_data: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the application needs to know of one jurisdiction.

    Rules of one id follow each other in time; nothing is deleted, it gets an end. `labels` are the translations of its
    English labels by language. `languages` are those of documents, the first the usual one.
    """

    id: str
    name: str
    country: str
    currency: str
    time_zone: str
    language: str
    holiday_calendar: str
    identifiers: Mapping[str, str] = field(default_factory=dict)
    supplier_kinds: tuple[SupplierKind, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    papers: tuple[PaperKind, ...] = ()
    folio_style: str = "page_of_total"
    folio_start: int = 1
    #: Rules of law that a refusal cites, by their names: `late_paper` is where papers obtained after the deadline don't count.
    rules: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    parent: str = ""
    languages: tuple[str, ...] = ()
    status: str = "draft"
    money: MoneyRules = field(default_factory=MoneyRules)
    tax: tuple[TaxRule, ...] = ()
    identifier_rules: tuple[IdentifierRule, ...] = ()
    channels: tuple[Channel, ...] = ()
    clauses: tuple[ClauseRule, ...] = ()
    criteria: tuple[CriterionRule, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    forms: tuple[FormRule, ...] = ()
    delivery_docs: tuple[TradePaper, ...] = ()
    invoice_docs: tuple[TradePaper, ...] = ()
    caps: tuple[Cap, ...] = ()
    priority: tuple[PriorityRule, ...] = ()
    quotas: tuple[Quota, ...] = ()
    limits: tuple[Limit, ...] = ()
    penalty: tuple[PenaltyRule, ...] = ()
    deadlines: DeadlineRules = field(default_factory=DeadlineRules)
    retention: Retention = field(default_factory=Retention)
    #: English labels of the fields that papers, deliveries and invoices must hold, by their codes.
    field_labels: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    # ------------------------------------------------------------------ in time

    def on(self, day: date) -> "Profile":
        """Return the profile with only the rules that are in force on a day: an old tender keeps its rules."""
        lists: dict[str, Any] = {name: _on(getattr(self, name), day) for name in DATED}
        terms = dataclasses.replace(self.deadlines, rules=_on(self.deadlines.rules, day))
        return _with_waivers(dataclasses.replace(self, **lists, deadlines=terms))

    def latest(self) -> "Profile":
        """Return the profile with one rule of each id, the newest: what lists to choose from offer."""
        lists: dict[str, Any] = {name: _newest(getattr(self, name)) for name in DATED}
        return _with_waivers(dataclasses.replace(self, **lists))

    # ------------------------------------------------------------------ by name; of several in time the newest

    def procedure(self, procedure_id: str) -> Procedure | None:
        """Return the procedure with this id or local name, without regard to accents, if the profile has it."""
        wanted = fold(procedure_id)
        return _last(each for each in self.procedures if wanted in {fold(each.id), fold(each.local_name)})

    def paper(self, kind: str) -> PaperKind | None:
        """Return the kind of paper with this id, if the profile has it."""
        return _last(paper for paper in self.papers if paper.id == kind)

    def supplier_kind(self, kind: str) -> SupplierKind | None:
        """Return the kind of supplier with this id, if the profile has it."""
        return _last(each for each in self.supplier_kinds if each.id == kind)

    def clause(self, kind: str) -> ClauseRule | None:
        """Return the clause of this kind, if the profile has it."""
        return _last(clause for clause in self.clauses if clause.kind == kind)

    def criterion(self, code: str) -> CriterionRule | None:
        """Return the criterion with this code, if the profile has it."""
        return _last(criterion for criterion in self.criteria if criterion.code == code)

    def cap(self, code: str) -> Cap | None:
        """Return the cap with this code, if the profile has it."""
        return _last(cap for cap in self.caps if cap.code == code)

    def penalty_for(self, code: str) -> PenaltyRule | None:
        """Return the penalty for lateness of goods, services …, if the profile has it."""
        return _last(rule for rule in self.penalty if rule.code == code)

    def limit(self, code: str) -> Decimal | None:
        """Return an amount of law by its code; None when there is none, or the buyer's paper must be asked."""
        found = _last(limit for limit in self.limits if limit.code == code)
        return found.value if found is not None else None

    def identifier_rules_of(self, holder: str) -> tuple[IdentifierRule, ...]:
        """Return the rules for numbers of org, person, unit, place, plot or payment, in their order."""
        return tuple(rule for rule in self.identifier_rules if rule.holder == holder)

    def label_in(self, label: str, language: str) -> str | None:
        """Return an English label of the profile in a language, if the profile says it."""
        return self.labels.get(language, {}).get(label)


def key_of(rule: object) -> str:
    """Return the name by which a rule is known: its id, code or kind."""
    for name in ("id", "code", "kind"):
        if hasattr(rule, name):
            return str(getattr(rule, name))
    raise TypeError(rule)


def _on(rules: tuple[T, ...], day: date) -> tuple[T, ...]:
    return tuple(rule for rule in rules if rule.origin.holds_on(day))


def _newest(rules: tuple[T, ...]) -> tuple[T, ...]:
    """Keep the last of each key, in the place of the first."""
    return tuple({key_of(rule): rule for rule in rules}.values())


def _last(found: Iterable[T]) -> T | None:
    return next(reversed(tuple(found)), None)


def _with_waivers(profile: Profile) -> Profile:
    """Fill in the amounts of law up to which a guarantee is waived."""

    def filled(guarantee: Guarantee) -> Guarantee:
        named = guarantee.waived_limit
        return dataclasses.replace(guarantee, waived=profile.limit(named)) if named else guarantee

    procedures = tuple(
        dataclasses.replace(each, guarantees=tuple(map(filled, each.guarantees))) for each in profile.procedures
    )
    return dataclasses.replace(profile, procedures=procedures)
