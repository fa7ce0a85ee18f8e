"""Is the tender within the limits of its procedure? This file compares on the right basis: estimates without tax, years whole."""

from collections.abc import Iterator
from decimal import Decimal

from sse_desktop.domain.eligibility_lines import (
    NO,
    WHAT_TO_READ,
    YES,
    Answers,
    Ask,
    Line,
    LineState,
    Mend,
    OurFacts,
    TenderFacts,
    as_money,
    procedure_key,
)
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import Amount, Procedure
from sse_desktop.domain.jurisdiction_rules import Ask as Asked
from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import half_up

_LIMIT = N_("Limit of the procedure")
_YEAR = N_("Sum of the year")
_WITH_TAX = "budget_incl"


def estimate(tender: TenderFacts) -> Money | None:
    """Return the value without tax, rounded once, half up: 90,000,000 with 10 % is 81,818,182. None while it can't be told."""
    if tender.value is None or tender.value_is_ours or tender.with_tax is False:
        return tender.value
    if tender.with_tax is None or tender.tax_bp is None:
        return None
    return Money(half_up(tender.value.minor * 10_000, 10_000 + tender.tax_bp), tender.value.currency)


def budget(tender: TenderFacts) -> Money | None:
    """Return the value with tax, rounded once, half up; None while it can't be told."""
    if tender.value is None or (tender.with_tax and not tender.value_is_ours):
        return tender.value
    if tender.tax_bp is None or (tender.with_tax is None and not tender.value_is_ours):
        return None
    return Money(half_up(tender.value.minor * (10_000 + tender.tax_bp), 10_000), tender.value.currency)


def limit_lines(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Iterator[Line]:
    """Return the lines of the least and the greatest amount, and of the sum of the year."""
    if procedure.min is not None or procedure.max is not None:
        yield _limit(tender, procedure, answers).by(procedure.origin, procedure.legal_ref)
    elif procedure.yearly_limit is None:
        yield Line(
            rule="limit",
            title=_LIMIT,
            state=LineState.READY,
            sentence=N_("“{procedure}” has no limit of its own."),
            facts={"procedure": Term(procedure.label)},
        ).by(procedure.origin, procedure.legal_ref)
    if procedure.yearly_limit is not None:
        yield _year(tender, ours, procedure, answers).by(procedure.origin, procedure.legal_ref)


def _limit(tender: TenderFacts, procedure: Procedure, answers: Answers) -> Line:
    for name, stated in (("max", procedure.max), ("min", procedure.min)):
        if isinstance(stated, Asked) and answers.number(procedure_key(procedure, name)) is None:
            return asked_limit(procedure, name, "limit", _LIMIT)
    amount = budget(tender) if procedure.basis == _WITH_TAX else estimate(tender)
    if amount is None:
        return _no_amount(tender, procedure, "limit", _LIMIT)
    least, most = (_amount(procedure, answers, name) for name in ("min", "max"))
    facts = {"amount": amount, "procedure": Term(procedure.label), "rule": procedure.legal_ref}
    if amount.currency != tender.currency:
        return _other_currency(tender, facts, "limit", _LIMIT)
    if most is not None and _is_above(amount, most, strict=procedure.strict):
        return _above(procedure, facts | {"limit": as_money(most, amount.currency)})
    if least is not None and amount < as_money(least, amount.currency):
        return Line(
            rule="limit", title=_LIMIT, state=LineState.BLOCKED, mend=Mend.TENDER,
            sentence=N_("“{procedure}” begins at {limit}; here the amount without tax is {amount} ({rule}).")
            if procedure.basis != _WITH_TAX
            else N_("“{procedure}” begins at {limit}; here the amount with tax is {amount} ({rule})."),
            advice=N_("Ask the buyer which procedure it means, and choose that one in the tender."),
            facts=facts | {"limit": as_money(least, amount.currency)},
        )  # fmt: skip
    return _within(procedure, facts, most)


def _is_above(amount: Money, most: Decimal, *, strict: bool) -> bool:
    return amount.amount >= most if strict else amount.amount > most


def _above(procedure: Procedure, facts: dict[str, object]) -> Line:
    sentence = {
        (False, False): N_("The amount without tax is {amount}, above the {limit} of “{procedure}” ({rule})."),
        (True, False): N_("The amount without tax is {amount}; “{procedure}” is only for less than {limit} ({rule})."),
        (False, True): N_("The amount with tax is {amount}, above the {limit} of “{procedure}” ({rule})."),
        (True, True): N_("The amount with tax is {amount}; “{procedure}” is only for less than {limit} ({rule})."),
    }[procedure.strict, procedure.basis == _WITH_TAX]
    advice = N_("Ask the buyer which procedure it means, and choose that one in the tender.")
    return Line(
        rule="limit", title=_LIMIT, state=LineState.BLOCKED, sentence=sentence, advice=advice, facts=facts, mend=Mend.TENDER
    )  # fmt: skip


def _within(procedure: Procedure, facts: dict[str, object], most: Decimal | None) -> Line:
    if most is None:
        sentence = N_("The amount is {amount}; “{procedure}” has no upper limit.")
    elif procedure.basis == _WITH_TAX:
        sentence = N_("The amount with tax is {amount}, within the {limit} of “{procedure}”.")
    else:
        sentence = N_("The amount without tax is {amount}, within the {limit} of “{procedure}”.")
    amount = facts["amount"]
    if most is not None and isinstance(amount, Money):
        facts = facts | {"limit": as_money(most, amount.currency)}
    return Line(rule="limit", title=_LIMIT, state=LineState.READY, sentence=sentence, facts=facts)


def _year(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Line:
    limit = _amount(procedure, answers, "yearly_limit")
    if limit is None:
        return asked_limit(procedure, "yearly_limit", "yearly", _YEAR)
    amount = estimate(tender)
    if amount is None:
        return _no_amount(tender, procedure, "yearly", _YEAR)
    if ours.sold is None:
        return Line(
            rule="yearly", title=_YEAR, state=LineState.TO_DO, mend=Mend.TENDER,
            sentence=N_("What this buyer bought from us this year can't be told: the buyer of the tender is none of ours."),
            advice=N_("Choose the buyer in the tender, or add it under Buyers."),
        )  # fmt: skip
    facts = {"amount": amount, "procedure": Term(procedure.label), "rule": procedure.legal_ref}
    if {amount.currency, ours.sold.currency} != {tender.currency}:
        return _other_currency(tender, facts, "yearly", _YEAR)
    whole = amount + ours.sold
    facts |= {"sold": ours.sold, "whole": whole, "limit": as_money(limit, amount.currency), "exception": procedure.yearly_exception}  # fmt: skip
    if whole.amount <= limit:
        return Line(
            rule="yearly", title=_YEAR, state=LineState.READY, facts=facts,
            sentence=N_("With the {sold} of this year the sum is {whole}, within {limit} a year for one buyer and object."),
        )  # fmt: skip
    return _over_the_year(procedure, answers, facts)


def _over_the_year(procedure: Procedure, answers: Answers, facts: dict[str, object]) -> Line:
    key = procedure_key(procedure, "yearly_exception")
    ask = Ask(
        key=key,
        label=N_("Food for rural or frontier units?"),
        choices=((YES, N_("yes, the notice says so")), (NO, N_("no"))),
    )
    if procedure.yearly_exception and answers.text(key) == YES:
        return Line(
            rule="yearly", title=_YEAR, state=LineState.READY, ask=ask, facts=facts,
            sentence=N_("The sum of the year would be {whole}, above {limit}, which food for rural and frontier units may be ({exception})."),
        )  # fmt: skip
    advice = N_("Ask the buyer before you spend a day on it: above the sum of the year it needs another procedure.")
    if procedure.yearly_exception:
        advice = N_("Ask the buyer. Food for rural and frontier units may exceed it ({exception}): then fill that in.")
    return Line(
        rule="yearly", title=_YEAR, state=LineState.TO_DO, advice=advice, facts=facts,
        ask=ask if procedure.yearly_exception else None, mend=Mend.ASKED if procedure.yearly_exception else Mend.NOWHERE,
        sentence=N_("With the {sold} of this year the sum would be {whole}, above {limit} a year for one buyer and object ({rule})."),
    )  # fmt: skip


def asked_limit(procedure: Procedure, name: str, rule: str, title: str) -> Line:
    """Return the line of an amount that only the buyer's papers tell."""
    labels = {
        "max": N_("Greatest amount of the procedure"),
        "min": N_("Least amount of the procedure"),
        "yearly_limit": N_("Greatest sum of the year"),
    }
    return Line(
        rule=rule, title=title, state=LineState.TO_DO, mend=Mend.ASKED, advice=WHAT_TO_READ,
        sentence=N_("The limit of “{procedure}” is set by others and not filled in yet."),
        facts={"procedure": Term(procedure.label)}, ask=Ask(key=procedure_key(procedure, name), label=labels[name]),
    )  # fmt: skip


def _amount(procedure: Procedure, answers: Answers, name: str) -> Decimal | None:
    stated: Amount = getattr(procedure, name)
    return answers.amount(procedure_key(procedure, name), stated)


def _no_amount(tender: TenderFacts, procedure: Procedure, rule: str, title: str) -> Line:
    if tender.value is None:
        sentence, advice = N_("The value is not known."), N_("Type the value into the tender, or price the bid.")
    elif tender.with_tax is None:
        sentence = N_("Nobody said whether {value} holds the tax; the limit counts without it.")
        if procedure.basis == _WITH_TAX:
            sentence = N_("Nobody said whether {value} holds the tax; the limit counts with it.")
        advice = N_("Say in the tender whether the value is with or without tax.")
    else:
        sentence = N_("The rate of the tax in {value} is not known.")
        advice = N_("Type the rate of the tax into the tender.")
    return Line(
        rule=rule, title=title, state=LineState.TO_DO, sentence=sentence, advice=advice, facts={"value": tender.value},
        mend=Mend.TENDER,
    )  # fmt: skip


def _other_currency(tender: TenderFacts, facts: dict[str, object], rule: str, title: str) -> Line:
    return Line(
        rule=rule, title=title, state=LineState.TO_DO, facts=facts | {"currency": tender.currency},
        sentence=N_("The amount is {amount}, but the limit is in {currency}. Compare them yourself."),
    )  # fmt: skip
