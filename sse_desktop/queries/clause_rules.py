"""What the rules of the country say about clauses of each kind, as far as they do."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import FULFILMENT, PENALTY, ClauseKind, months_of
from sse_desktop.domain.jurisdiction_rules import ClauseRule
from sse_desktop.queries.asked_values import asked_values
from sse_desktop.queries.profiles import rules_of

_USUAL_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTerms:
    """The rule for a kind: values it fixes, formulas, evidence (kinds of paper), months between reports.

    `is_known` is False where the country's rules say nothing and the formulas are ours.
    """

    is_known: bool
    label: str
    legal_ref: str
    fixed: Mapping[str, str]
    formula: str
    penalty: str
    evidence: tuple[str, ...]
    months: int
    equivalent: bool


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """The rules in force for one tender, and what was noted for it or for its buyer."""

    rules: tuple[ClauseRule, ...]
    noted: Mapping[str, str] = field(default_factory=dict)

    def terms(self, kind: ClauseKind) -> ClauseTerms:
        """Return the rule for a kind."""
        rule = next((rule for rule in self.rules if rule.kind == kind.value), None)
        return ClauseTerms(
            is_known=rule is not None,
            label=rule.label if rule is not None else kind.label,
            legal_ref=rule.legal_ref if rule is not None else "",
            fixed=_fixed(rule),
            formula=rule.formula.text if rule is not None and rule.formula is not None else FULFILMENT.get(kind, ""),
            penalty=rule.penalty.text if rule is not None and rule.penalty is not None else PENALTY,
            evidence=tuple(rule.evidence) if rule is not None else (),
            months=(months_of(rule.report_every) if rule is not None else 0) or _USUAL_MONTHS,
            equivalent=rule is not None and rule.equivalent,
        )

    def asked(self, kind: ClauseKind, name: str) -> str:
        """Return what was noted for a value that the rules ask for, empty if nothing was."""
        return self.noted.get(f"clause.{kind.value}.{name}", "")


def clause_rules(session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID | None = None) -> ClauseRules:
    """Return the rules about clauses that hold for a tender, or those a bid was frozen with, and what was noted for it."""
    profile = rules_of(session, tender_id, bid_id)
    noted = {key: asked.value for key, asked in asked_values(session, tender_id, bid_id).items()}
    return ClauseRules(profile.clauses, noted)


def _fixed(rule: ClauseRule | None) -> dict[str, str]:
    params = rule.params if rule is not None else {}
    return {name: format(param.value, "f") for name, param in params.items() if isinstance(param.value, Decimal)}
