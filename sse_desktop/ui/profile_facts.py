"""One function per kind of rule: its titles and values, in the order in which a person reads them."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.formula import Formula
from sse_desktop.domain.jurisdiction import DaysBand, Guarantee, MinimumTerm, Procedure
from sse_desktop.ui.profile_words import Fact, Speaker

LOCAL: Final = N_("Called there")
NOTE: Final = N_("Note")
EVIDENCE: Final = N_("Proved by")
REQUIRED: Final = N_("Must say")
WORKED_OUT: Final = N_("Worked out as")


def _formula(formula: Formula | None) -> str:
    return formula.text if formula is not None else ""


def _supplier_kind(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (LOCAL, rule.local_name),
        (N_("Must also be"), say.kinds(rule.needs)),
        (EVIDENCE, say.papers(rule.proofs)),
    )


def _paper(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (LOCAL, rule.local_name),
        (N_("Issued by"), rule.issuer),
        (N_("Held by"), say.word(rule.holder)),
        (N_("Valid on the day of"), say.word(rule.day)),
        (N_("Valid for"), say.period(rule.validity)),
        (N_("Stops without it"), say.word(rule.blocks)),
        (N_("Least share"), say.share(rule.threshold)),
        (REQUIRED, say.fields(rule.required_fields)),
        (N_("Remind, days before"), say.count(rule.remind_days)),
        (N_("Sensitive"), say.yes(is_so=rule.sensitive)),
        (NOTE, say.said([rule.note])),
    )


def _procedure(say: Speaker, rule: Procedure) -> Sequence[Fact]:
    below = N_("Only below") if rule.strict else N_("Up to")
    has_amount = rule.min is not None or rule.max is not None or rule.yearly_limit is not None
    return (
        (LOCAL, rule.local_name),
        (N_("Price set by"), say.word(rule.price_set_by)),
        (N_("From this amount on"), say.number(rule.min)),
        (below, say.number(rule.max)),
        (N_("Limit of the year"), say.number(rule.yearly_limit)),
        (N_("Compared with"), say.word(rule.basis) if has_amount else ""),
        (N_("Except"), say.said([rule.yearly_exception])),
        (N_("Open to"), say.kinds(rule.who)),
        (N_("Preferred in this order"), say.kinds(rule.order)),
        (N_("Proofs needed"), say.papers(rule.needs)),
        (N_("Suppliers"), say.word(rule.locality)),
        (N_("At home there for months"), say.count(rule.local_months)),
        (N_("Quotes"), say.count(rule.quotes)),
        (N_("Least time to bid"), "; ".join(_band(say, band) for band in rule.min_days)),
        (N_("Time for each step"), "; ".join(_term(say, term) for term in rule.minimum_terms)),
        (N_("Guarantees"), "; ".join(_guarantee(say, each) for each in rule.guarantees)),
        (N_("Extra points"), "; ".join(f"{say.kinds([kind])}: {say.count(each)}" for kind, each in rule.bonus.items())),
        (N_("Conditions"), say.said(rule.conditions)),
        (N_("Electronic only"), say.yes(is_so=rule.electronic)),
        (N_("May be reserved"), say.yes(is_so=rule.reserve_allowed)),
        (NOTE, say.said([rule.note])),
    )


def _band(say: Speaker, band: DaysBand) -> str:
    days = say.days(band.days, "calendar")
    return say.text(N_("below {amount} {days}"), amount=say.number(band.below), days=days) if band.below else days


def _term(say: Speaker, term: MinimumTerm) -> str:
    ends = [say.count(end) for end in (term.least, term.most) if end is not None]
    return f"{say.text(term.label)} {'–'.join(ends)} {say.word(term.count)}"


def _guarantee(say: Speaker, each: Guarantee) -> str:
    said = f"{say.text(each.label)} {say.share(each.rate)}"
    if each.waived is not None:
        words = N_("{guarantee}, not below {amount}") if each.strict else N_("{guarantee}, not up to {amount}")
        said = say.text(words, guarantee=said, amount=say.number(each.waived))
    return f"{said}. {say.text(each.note)}" if each.note else said


def _params(say: Speaker, rule: Any) -> list[Fact]:
    return [(param.label, say.param(param)) for param in rule.params.values()]


def _clause(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        *_params(say, rule),
        (N_("Met by"), _formula(rule.formula)),
        (N_("Penalty"), _formula(rule.penalty)),
        (EVIDENCE, say.papers(rule.evidence)),
        (N_("Reported every"), say.period(rule.report_every)),
        (N_("Equal operators count"), say.yes(is_so=rule.equivalent)),
        (NOTE, say.said([rule.note])),
    )


def _criterion(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (N_("Measured in"), rule.unit),
        *_params(say, rule),
        (EVIDENCE, say.papers(rule.evidence)),
        (NOTE, say.said([rule.note])),
    )


def _document(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (LOCAL, rule.local_name),
        (N_("For"), say.word(rule.phase)),
        (N_("Wanted when"), _formula(rule.when)),
        (N_("Signed"), say.word(rule.sign)),
        (N_("Copies"), say.count(rule.copies)),
        (N_("In a sealed envelope"), say.yes(is_so=rule.sealed)),
        (NOTE, say.said([rule.note])),
    )


def _form(_say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (N_("Sections"), ", ".join(rule.sections)),
        (N_("Columns"), ", ".join(rule.line_table)),
        (N_("What must agree"), "; ".join(rule.checks)),
    )


def _trade_paper(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (LOCAL, rule.local_name),
        (N_("Where"), say.word(rule.issuer)),
        (REQUIRED, say.fields(rule.required_fields)),
        (NOTE, say.said([rule.due_rule])),
    )


def _channel(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("What it is"), say.said([rule.label])), (N_("Address"), rule.url))


def _tax(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (N_("Rate"), say.share(rule.rate)),
        (N_("Applies to"), say.said([rule.applies])),
        (NOTE, say.said([rule.exempt_note])),
    )


def _identifier(say: Speaker, rule: Any) -> Sequence[Fact]:
    checked = say.word(rule.severity) if rule.stdnum or rule.extra_check else ""
    return (
        (LOCAL, rule.local_name),
        (N_("Number of"), say.word(rule.holder)),
        (N_("How it is checked"), "" if rule.store == "no" else checked),
        (N_("Kept here"), say.text(N_("never: the law forbids it")) if rule.store == "no" else ""),
    )


def _cap(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (N_("At most"), say.number(rule.amount)),
        (WORKED_OUT, _formula(rule.formula)),
        (N_("For each"), say.word(rule.per)),
        (N_("Sold to"), say.word(rule.buyer_scope)),
        (N_("Counted over"), say.word(rule.period)),
        (N_("Open to"), say.kinds(rule.applies_to)),
    )


def _priority(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("Step"), say.count(rule.step)), (N_("Place in the step"), say.count(rule.rank)))


def _quota(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("Share of purchases"), say.share(rule.share)), (N_("Bought from"), say.kinds(rule.who)))


def _limit(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("Amount"), say.number(rule.value)), (WORKED_OUT, _formula(rule.formula)))


def _penalty(say: Speaker, rule: Any) -> Sequence[Fact]:
    return (
        (N_("Each day"), say.share(rule.rate)),
        (N_("Taken of"), say.word(rule.base)),
        (N_("At most in all"), say.share(rule.cap)),
        (N_("At most a day"), say.number(rule.cap_per_day)),
        (WORKED_OUT, _formula(rule.late)),
        (NOTE, say.said([rule.note])),
    )


def _deadline(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("Within"), say.days(rule.days, rule.count)),)


def _retention(say: Speaker, rule: Any) -> Sequence[Fact]:
    return ((N_("Years"), say.count(rule.years)), (N_("Personal data"), say.said([rule.personal_data])))


FACTS: Final[dict[str, Callable[[Speaker, Any], Sequence[Fact]]]] = {
    "supplier_kinds": _supplier_kind,
    "papers": _paper,
    "procedures": _procedure,
    "clauses": _clause,
    "criteria": _criterion,
    "documents": _document,
    "forms": _form,
    "delivery_docs": _trade_paper,
    "invoice_docs": _trade_paper,
    "channels": _channel,
    "tax": _tax,
    "identifier_rules": _identifier,
    "caps": _cap,
    "priority": _priority,
    "quotas": _quota,
    "limits": _limit,
    "penalty": _penalty,
    "deadline": _deadline,
    "retention": _retention,
}


def facts(speaker: Speaker, part: str, rule: Any) -> list[Fact]:
    """Return what a rule says, as (title to translate, value as it is shown); nothing is said of what it leaves open."""
    return [(title, value) for title, value in FACTS[part](speaker, rule) if value]


def summary(speaker: Speaker, part: str, rule: Any) -> str:
    """Return what a rule says in one line; its own name in the country only where there is nothing else to say."""
    told = facts(speaker, part, rule)
    more = [(title, value) for title, value in told if title != LOCAL]
    return " · ".join(f"{speaker.text(title)}: {value}" for title, value in more or told)
