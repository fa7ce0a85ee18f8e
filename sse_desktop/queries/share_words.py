"""A sharing in plain words: by which rule a family gets what it gets, what limited it, and who stands beside it."""

from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.sharing_rules import LIMITS, MEASURE_NAMES, MEASURES, SENTENCES
from sse_desktop.locale import Locale
from sse_desktop.queries.share_rows import FamilyShare, LeftOut, OverCap, Shares
from sse_desktop.queries.sharing_terms import ExceptionRow

RULES = {
    "equal": N_(
        "All families are raised together, cent by cent, until nobody can get more without another that has no more getting less."
    ),
    "capacity": N_(
        "All families are raised together by the same part of what they can bring, until nobody can get more without another getting less."
    ),
    "past": N_(
        "All families are raised together in proportion to their even part and what the fairness ledger owes them, until nobody can get more without another getting less."
    ),
}
WHEN = N_(
    "The week of a share is the one in which the family brings. What a week lacks is brought in the weeks before, as late as can be and while it keeps."
)
EXCEPTIONS = {
    "out": N_("{family} is out."),
    "minimum": N_("{family} gets at least {amount}."),
    "cap": N_("{family} gets at most {amount}."),
    "fixed": N_("{family} supplies {quantity} of {product}, no more and no less."),
}
EXCEPTION_KINDS = {
    "out": N_("Out of this sharing"),
    "minimum": N_("A minimum"),
    "cap": N_("A cap"),
    "fixed": N_("A fixed quantity"),
}


def measure_name(locale: Locale, measure: str) -> str:
    """Return the short name of a measure."""
    return locale.text(MEASURE_NAMES.get(measure, measure))


def limit_name(locale: Locale, row: FamilyShare) -> str:
    """Return in a word or two what limited a family."""
    return locale.text(LIMITS.get(row.limited_by, LIMITS["none"]))


def why(locale: Locale, row: FamilyShare) -> str:
    """Return the sentence that says what limited a family."""
    facts = dict(row.facts)
    if isinstance(rule := facts.get("rule"), str):
        facts["rule"] = Term(rule)
    return locale.text(SENTENCES.get(row.limited_by, SENTENCES["none"]), **facts)


def beside(locale: Locale, row: FamilyShare) -> str:
    """Return who else is at the same limit; empty when nobody is."""
    count = row.facts.get("others")
    if not isinstance(count, int) or not count or row.limited_by not in {"week", "demand"}:
        return ""
    names = str(row.facts.get("names", ""))
    if count > len(names.split(", ")):
        return locale.plural(
            N_("{n} other family shares the same weeks, among them {names}."),
            N_("{n} other families share the same weeks, among them {names}."),
            count,
            names=names,
        )
    return locale.text(N_("The same weeks are shared with {names}."), names=names)


def ledger_words(locale: Locale, row: FamilyShare) -> str:
    """Return what the ledger carried before this sharing."""
    if row.carried.minor > 0:
        return locale.text(
            N_("In earlier sharings the family got {amount} less than its even part."), amount=row.carried
        )
    if row.carried.minor < 0:
        return locale.text(
            N_("In earlier sharings the family got {amount} more than its even part."), amount=-row.carried
        )
    return locale.text(N_("From earlier sharings nothing is carried."))


def terms_words(locale: Locale, found: Shares) -> list[str]:
    """Return the terms of a sharing, a sentence each, the measure first."""
    terms = found.terms
    said = [locale.text(MEASURES.get(terms.measure, terms.measure)) + ".", locale.text(RULES[terms.measure])]
    said.append(locale.text(WHEN))
    if terms.minimum is not None:
        said.append(
            locale.text(N_("Every family gets at least {amount}, as far as it can bring it."), amount=terms.minimum)
        )
    if terms.cap is not None:
        said.append(locale.text(N_("No family gets more than {amount}."), amount=terms.cap))
    if terms.household_cap is not None:
        said.append(locale.text(N_("A household gets no more than {amount} together."), amount=terms.household_cap))
    said.append(
        locale.text(N_("The caps of the rules hold, counted with other contracts of the year."))
        if terms.follows_caps
        else locale.text(N_("The caps of the rules were left aside while sharing; nothing above them is kept."))
    )
    if terms.follows_priority:
        said.append(locale.text(N_("Families come in the order of preference of the rules, group after group.")))
    if terms.certified_only:
        said.append(locale.text(N_("Only harvest of certified plots counts.")))
    if terms.locality:
        place = N_("Only families of the canton take part.")
        if terms.locality == "province":
            place = N_("Only families of the province take part.")
        said.append(locale.text(place))
    return [*said, terms.note] if terms.note else said


def exception_words(locale: Locale, row: ExceptionRow) -> str:
    """Return what was set for a family, with who and why."""
    what = locale.text(
        EXCEPTIONS[row.kind],
        family=f"{row.number} · {row.name}",
        amount=row.amount,
        quantity=row.quantity,
        product=row.product,
    )
    return locale.text(N_("{what} Set by {name}: {reason}"), what=what, name=row.set_by, reason=row.reason)


def left_out_words(locale: Locale, row: LeftOut) -> str:
    """Return who does not take part and why."""
    return f"{row.number} · {row.name}: {locale.text(row.sentence, **row.facts)}"


def over_words(locale: Locale, row: OverCap) -> str:
    """Return that a member is over a cap of the rules, with the excess."""
    return locale.text(
        N_(
            "{member} would have {value} in {year}, with {before} from other contracts. “{rule}” allows {cap}: {excess} too much."
        ),
        member=f"{row.number} · {row.name}",
        value=row.value,
        year=str(row.year),
        before=row.before,
        rule=Term(row.rule),
        cap=row.cap,
        excess=row.excess,
    )
