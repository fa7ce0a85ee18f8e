"""Terms of a tender: this file asks for time, guarantees, what lateness costs, the channel, and conditions to be confirmed."""

from collections.abc import Iterator
from decimal import Decimal

from sse_desktop.domain.eligibility_limits import budget, estimate
from sse_desktop.domain.eligibility_lines import (
    NO,
    WHAT_TO_READ,
    YES,
    Answers,
    Ask,
    Line,
    LineState,
    Mend,
    TenderFacts,
    as_money,
    procedure_key,
)
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.formula import FormulaWithoutResult
from sse_desktop.domain.jurisdiction import Guarantee, MinimumTerm, PenaltyRule, Procedure, Profile
from sse_desktop.domain.jurisdiction_rules import Ask as Asked
from sse_desktop.domain.money import Money

_TIME = N_("Time to prepare")
_LATE_DAYS = 10
_DONE = ((YES, N_("yes")), (NO, N_("no")))


def condition_lines(procedure: Procedure, answers: Answers) -> Iterator[Line]:
    """Return a line for each condition that no record of ours can answer; a person confirms it."""
    for number, condition in enumerate(procedure.conditions, 1):
        key = procedure_key(procedure, f"condition{number}")
        answer = answers.text(key)
        state = {YES: LineState.READY, NO: LineState.BLOCKED}.get(answer, LineState.TO_DO)
        advice = "" if answer == YES else N_("Fill in whether that is so.")
        yield Line(
            rule=f"condition:{number}", title=N_("Condition of the procedure"), state=state, sentence=N_("{condition}"),
            advice=advice, facts={"condition": Term(condition)}, mend=Mend.ASKED,
            ask=Ask(key=key, label=N_("Is that so with us?"), choices=_DONE),
        ).by(procedure.origin, procedure.legal_ref)  # fmt: skip


# ---------------------------------------------------------------- time


def time_lines(tender: TenderFacts, procedure: Procedure | None, answers: Answers) -> Iterator[Line]:
    """Return how much time is left, and whether the notice gives the days that it must."""
    yield _deadline(tender)
    if procedure is not None and procedure.min_days:
        yield _notice_days(tender, procedure).by(procedure.origin, procedure.legal_ref)
    if procedure is not None:
        for term in procedure.minimum_terms:
            yield _term(procedure, term, answers).by(procedure.origin, procedure.legal_ref)


def _time(state: LineState, sentence: str, advice: str = "", rule: str = "deadline", **facts: object) -> Line:
    mend = Mend.TENDER if state is LineState.TO_DO else Mend.NOWHERE
    return Line(
        rule=rule, title=_TIME, state=state, sentence=sentence, advice=advice, facts=facts, mend=mend,
        said_elsewhere=rule == "deadline",
    )  # fmt: skip


def _deadline(tender: TenderFacts) -> Line:
    days, day = tender.days_left, tender.deadline_on
    if day is None or days is None:
        return _time(
            LineState.TO_DO, N_("The deadline is not known."), N_("Look it up at the buyer's portal and type it.")
        )
    if tender.is_over:
        return _time(LineState.BLOCKED, N_("The deadline was on {day}."), day=day)
    if not tender.deadline_is_sure:
        sentence = N_("Bids are taken until {day}, but the hour is not certain.")
        return _time(LineState.TO_DO, sentence, N_("Check the hour and the zone at the buyer's portal."), day=day)
    return _time(LineState.READY, N_("Bids are taken until {day}; days to prepare: {days}."), day=day, days=days)


def _notice_days(tender: TenderFacts, procedure: Procedure) -> Line:
    amount = estimate(tender)
    bands = [band for band in procedure.min_days if band.below is None or amount is None or amount.amount < band.below]
    least = bands[0].days if bands else 0
    if tender.published_on is None or tender.deadline_on is None:
        sentence = N_("A notice must stand for {least} days; the day of its publication or its deadline is not known.")
        return _time(LineState.TO_DO, sentence, N_("Type both into the tender."), "notice_days", least=least)
    days = (tender.deadline_on - tender.published_on).days
    if days < least:
        sentence = N_(
            "The notice stands for {days} days, and the law wants {least}: the buyer may have to begin again."
        )
        advice = N_("Ask the buyer; urgent cases have shorter terms.")
        return _time(LineState.TO_DO, sentence, advice, "notice_days", days=days, least=least)
    sentence = N_("The notice stands for {days} days, at least the {least} of the law.")
    return _time(LineState.READY, sentence, "", "notice_days", days=days, least=least)


def _term(procedure: Procedure, term: MinimumTerm, answers: Answers) -> Line:
    rule = f"term:{term.kind}"
    unit = N_("working days") if term.count == "working" else N_("days")
    facts: dict[str, object] = {
        "term": Term(term.label), "least": term.least, "most": term.most, "unit": Term(unit),
    }  # fmt: skip
    if isinstance(term.least, Asked) or isinstance(term.most, Asked):
        ask = Ask(key=procedure_key(procedure, rule.replace(":", ".")), label=N_("Days"))
        facts["days"] = answers.number(ask.key)
        if facts["days"] is not None:
            return _of_term(LineState.READY, N_("“{term}” lasts {days} {unit}."), rule, facts, ask)
        return _of_term(LineState.TO_DO, N_("“{term}”: the buyer's papers say how long."), rule, facts, ask)
    if term.least is None or term.least == term.most:
        sentence = N_("“{term}” lasts at most {most} {unit}.")
    elif term.most is None:
        sentence = N_("“{term}” lasts at least {least} {unit}.")
    else:
        sentence = N_("“{term}” lasts from {least} to {most} {unit}.")
    return _of_term(LineState.READY, sentence, rule, facts, None)


def _of_term(state: LineState, sentence: str, rule: str, facts: dict[str, object], ask: Ask | None) -> Line:
    is_known = state is LineState.READY
    return Line(
        rule=rule, title=N_("Terms of the procedure"), state=state, sentence=sentence, advice="" if is_known else WHAT_TO_READ, facts=facts, ask=ask,
        mend=Mend.NOWHERE if is_known else Mend.ASKED,
    )  # fmt: skip


# ---------------------------------------------------------------- guarantees and what lateness costs


def guarantee_lines(tender: TenderFacts, procedure: Procedure, answers: Answers) -> Iterator[Line]:
    """Return what must be deposited; below a threshold of the law nothing must be."""
    for each in procedure.guarantees:
        yield _guarantee(tender, procedure, each, answers).by(procedure.origin, procedure.legal_ref)


def _guarantee(tender: TenderFacts, procedure: Procedure, rule: Guarantee, answers: Answers) -> Line:
    key = procedure_key(procedure, f"guarantee.{rule.kind}")
    amount = estimate(tender)
    facts: dict[str, object] = {"guarantee": Term(rule.label)}
    waived = answers.amount(f"{key}.waived", rule.waived)
    if waived is not None and amount is not None and _is_waived(amount, waived, tender, strict=rule.strict):
        sentence = N_("“{guarantee}” is not asked for up to {waived}; here it is {amount}.")
        if rule.strict:
            sentence = N_("“{guarantee}” is not asked for below {waived}; here it is {amount}.")
        facts |= {"waived": as_money(waived, tender.currency), "amount": amount}
        return _guaranteed(rule, LineState.READY, sentence, facts)
    rate = answers.amount(f"{key}.rate", rule.rate)
    if rate is None and isinstance(rule.rate, Asked):
        ask = Ask(key=f"{key}.rate", label=N_("Share to deposit (0.05 for 5 %)"))
        sentence = N_("“{guarantee}”: the buyer's papers say how much.")
        return _guaranteed(rule, LineState.TO_DO, sentence, facts, advice=WHAT_TO_READ, ask=ask)
    if waived is not None and amount is None:
        sentence = N_("“{guarantee}” is not asked for up to {waived}, and the value without tax is not known.")
        if rule.strict:
            sentence = N_("“{guarantee}” is not asked for below {waived}, and the value without tax is not known.")
        facts["waived"] = as_money(waived, tender.currency)
        return _guaranteed(
            rule, LineState.TO_DO, sentence, facts, advice=N_("Type the value into the tender."), mend=Mend.TENDER
        )
    return _to_deposit(rule, rate, key, answers, facts, amount)


def _is_waived(amount: Money, waived: Decimal, tender: TenderFacts, *, strict: bool) -> bool:
    return amount.currency == tender.currency and (amount.amount < waived if strict else amount.amount <= waived)


def _to_deposit(
    rule: Guarantee,
    rate: Decimal | None,
    key: str,
    answers: Answers,
    facts: dict[str, object],
    amount: Money | None,
) -> Line:
    facts |= {"rate": (rate or Decimal(0)) * 100, "note": Term(rule.note)}
    sentence = N_("“{guarantee}” must be given. {note}")
    if rate is not None:
        sentence = N_("“{guarantee}”: {rate} % must be given.")
        if rule.base == "advance":
            sentence = N_("“{guarantee}”: {rate} % of an advance must be given, if one is paid.")
        elif amount is not None:
            sentence = N_("“{guarantee}”: {rate} %, about {sum}, must be given.")
            facts["sum"] = as_money(amount.amount * rate, amount.currency)
    if rule.base == "advance":
        return _guaranteed(rule, LineState.READY, sentence, facts)
    ask = Ask(key=f"{key}.arranged", label=N_("Is it arranged?"), choices=_DONE)
    if answers.text(ask.key) == YES:
        return _guaranteed(rule, LineState.READY, sentence, facts, ask=ask)
    advice = N_("Ask the bank or the insurer in time, and fill in when it is arranged.")
    return _guaranteed(rule, LineState.TO_DO, sentence, facts, advice=advice, ask=ask)


def _guaranteed(
    rule: Guarantee,
    state: LineState,
    sentence: str,
    facts: dict[str, object],
    *,
    advice: str = "",
    ask: Ask | None = None,
    mend: Mend = Mend.ASKED,
) -> Line:
    return Line(
        rule=f"guarantee:{rule.kind}", title=N_("Guarantee"), state=state, sentence=sentence, advice=advice, facts=facts, ask=ask,
        mend=mend if state is LineState.TO_DO else Mend.NOWHERE,
    )  # fmt: skip


def penalty_lines(profile: Profile, tender: TenderFacts, answers: Answers) -> Iterator[Line]:
    """Return what lateness costs, a day and for ten days with this tender, so that nobody promises without knowing."""
    rule = profile.penalty_for("goods") or next(iter(profile.penalty), None)
    if rule is not None:
        whole = budget(tender) if profile.money.price_tax == "incl" else estimate(tender)
        yield _penalty(rule, whole or tender.value, answers).by(rule.origin)


def _penalty(rule: PenaltyRule, whole: Money | None, answers: Answers) -> Line:
    rate_key, cap_key = f"penalty.{rule.code}.rate", f"penalty.{rule.code}.cap"
    rate, cap = answers.amount(rate_key, rule.rate), answers.amount(cap_key, rule.cap)
    facts: dict[str, object] = {
        "rate": (rate or Decimal(0)) * 100, "cap": (cap or Decimal(0)) * 100, "note": Term(rule.note), "days": _LATE_DAYS,
    }  # fmt: skip
    if rate is None:
        sentence = N_("What lateness costs stands in the buyer's papers.")
        return _late(sentence, facts, Ask(key=rate_key, label=N_("Share a day (0.001 for 1 in a thousand)")))
    if cap is None and isinstance(rule.cap, Asked):
        sentence = N_("Lateness costs {rate} % a day; the most it can cost stands in the buyer's papers.")
        return _late(sentence, facts, Ask(key=cap_key, label=N_("Greatest share (0.05 for 5 %)")))
    cost = _cost(rule, whole, rate, cap)
    if cost is not None:
        return _late(_sentence(cap), facts | {"whole": whole, "cost": cost}, None)
    sentence = N_("Lateness costs {rate} % a day.")
    if cap is not None:
        sentence = N_("Lateness costs {rate} % a day, at most {cap} %.")
    return _late(sentence, facts, None)


def _sentence(cap: Decimal | None) -> str:
    if cap is None:
        return N_("Lateness costs {rate} % a day: {cost} when {whole} comes {days} days late.")
    return N_("Lateness costs {rate} % a day, at most {cap} %: {cost} when {whole} comes {days} days late.")


def _cost(rule: PenaltyRule, whole: Money | None, rate: Decimal, cap: Decimal | None) -> Money | None:
    """Return what ten days cost if all of it is late, rounded half up once; None while the amount is not known."""
    if whole is None or rule.late is None:
        return None
    try:
        cost = rule.late.evaluate({"base": whole.amount, "rate": rate, "days": Decimal(_LATE_DAYS)})
    except FormulaWithoutResult:
        return None
    return as_money(min(cost, whole.amount * cap) if cap is not None else cost, whole.currency)


def _late(sentence: str, facts: dict[str, object], ask: Ask | None) -> Line:
    is_known = ask is None
    return Line(
        rule="penalty", title=N_("What lateness costs"), state=LineState.READY if is_known else LineState.TO_DO,
        sentence=sentence, advice="" if is_known else WHAT_TO_READ, facts=facts, ask=ask,
        mend=Mend.NOWHERE if is_known else Mend.ASKED,
    )  # fmt: skip


# ---------------------------------------------------------------- the channel


def channel_lines(profile: Profile, tender: TenderFacts, procedure: Procedure | None) -> Iterator[Line]:
    """Return whether the place where the bid is handed in is known and open on the day of the tender."""
    title, is_electronic = N_("Channel"), procedure is not None and procedure.electronic
    if not tender.channel:
        if is_electronic and procedure is not None:
            yield Line(
                rule="channel", title=title, state=LineState.TO_DO, mend=Mend.TENDER,
                sentence=N_("The bid goes in electronically, and nobody said through which portal."),
                advice=N_("Choose the channel in the tender, and check that we can sign in there."),
            ).by(procedure.origin, procedure.legal_ref)  # fmt: skip
        return
    found = next((each for each in profile.channels if each.code == tender.channel), None)
    if found is None:
        yield Line(
            rule="channel", title=title, state=LineState.BLOCKED, mend=Mend.TENDER,
            sentence=N_("“{channel}” was not open on {day}."), facts={"channel": tender.channel, "day": tender.on},
            advice=N_("Ask the buyer where bids are taken, and choose that channel in the tender."),
        )  # fmt: skip
        return
    yield Line(
        rule="channel", title=title, state=LineState.READY, sentence=N_("Bids are taken at {channel}."),
        facts={"channel": found.name},
    ).by(found.origin)  # fmt: skip
