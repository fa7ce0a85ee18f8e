"""What must be made and what must be asked: this file names the documents of the bid and the values still to be filled in."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sse_desktop.domain.eligibility_limits import estimate
from sse_desktop.domain.eligibility_lines import NO, WHAT_TO_READ, YES, Answers, Ask, Line, LineState, Mend, TenderFacts
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.formula import FormulaWithoutResult
from sse_desktop.domain.jurisdiction import ClauseRule, DocumentRule, Profile
from sse_desktop.domain.jurisdiction_rules import Ask as Asked

_SIGNS = {
    "none": N_("without a signature"),
    "hand": N_("signed by hand"),
    "seal": N_("with the seal"),
    "qualified": N_("with a qualified electronic signature"),
}
_MADE = ((YES, N_("made")), (NO, N_("not needed")))


def document_lines(profile: Profile, tender: TenderFacts, answers: Answers) -> Iterator[Line]:
    """Return the documents that the bid needs here; whether one is needed is asked where that can't be told."""
    facts = _values(profile, tender)
    for rule in profile.documents:
        if rule.phase == "bid":
            line = _document(rule, facts, answers)
            if line is not None:
                yield line.by(rule.origin)


def _values(profile: Profile, tender: TenderFacts) -> Mapping[str, Decimal]:
    amount = estimate(tender)
    known = {limit.code: limit.value for limit in profile.limits if limit.value is not None}
    if amount is not None:
        known["estimate"] = amount.amount
    is_reserved = bool(tender.reserved) or any(codes for _, codes in tender.reserved_lots)
    flags = {
        "consortium": bool(tender.partners & {"co_contractor", "consortium"}),
        "subcontractors": "subcontract" in tender.partners,
        "reserved": is_reserved or "reservation" in tender.clauses,
        "flexible": "flexible" in tender.clauses,
        "training": "training" in tender.clauses,
    }
    return known | {name: Decimal(flag) for name, flag in flags.items()}


def _document(rule: DocumentRule, values: Mapping[str, Decimal], answers: Answers) -> Line | None:
    ask = Ask(key=f"document.{rule.code}", label=N_("How does it stand?"), choices=_MADE)
    answer = answers.text(ask.key)
    facts: dict[str, object] = {"document": Term(rule.label), "sign": Term(_SIGNS.get(rule.sign, rule.sign))}
    title = N_("Document")
    name = f"document:{rule.code}"
    is_sure = True
    if rule.when is not None:
        try:
            if not rule.when.evaluate(values):
                return None
        except FormulaWithoutResult:
            is_sure = False
    if answer == NO and not is_sure:
        sentence = N_("“{document}” is not needed here.")
        return Line(rule=name, title=title, state=LineState.READY, sentence=sentence, facts=facts, ask=ask)
    if answer == YES:
        sentence = N_("“{document}” is made, {sign}.")
        return Line(rule=name, title=title, state=LineState.READY, sentence=sentence, facts=facts, ask=ask)
    sentence = N_("“{document}” goes with the bid, {sign}.")
    if not is_sure:
        sentence = N_("“{document}”, {sign}, goes with the bid in some cases only.")
    return Line(
        rule=name, title=title, state=LineState.TO_DO, sentence=sentence, facts=facts, ask=ask, mend=Mend.ASKED,
        advice=N_("Make it, or let the packet make it, and fill in how it stands."),
    )  # fmt: skip


def asked_lines(profile: Profile, tender: TenderFacts, answers: Answers) -> Iterator[Line]:
    """Return the values of the tender's clauses that its papers tell and nobody typed yet."""
    for rule in profile.clauses:
        if rule.kind in tender.clauses:
            yield from _params(rule, answers)


def _params(rule: ClauseRule, answers: Answers) -> Iterator[Line]:
    for name, param in rule.params.items():
        key = f"clause.{rule.kind}.{name}"
        if isinstance(param.value, Asked) and not answers.text(key):
            yield Line(
                rule=f"asked:{key}", title=N_("To ask the buyer"), state=LineState.TO_DO,
                sentence=N_("“{clause}” sets “{value}” in the buyer's papers, and it is not filled in yet."), advice=WHAT_TO_READ,
                facts={"clause": Term(rule.label), "value": Term(param.label)}, mend=Mend.ASKED, ask=Ask(key=key, label=param.label, is_text=param.kind == "text"),
            ).by(rule.origin, rule.legal_ref)  # fmt: skip
