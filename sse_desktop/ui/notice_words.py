"""Codes of notices in words: procedures, social and green aims, weights of criteria. An unknown code stands as it was written."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import NoticeCriterion, NoticeLot
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_words import deadline_words, reserved_words

# BT-105 of eForms and the methods of OCDS 1.1.
PROCEDURES: Final = {
    "open": N_("Open procedure"),
    "restricted": N_("Restricted procedure"),
    "neg-w-call": N_("Negotiated procedure with a call"),
    "neg-wo-call": N_("Negotiated procedure without a call"),
    "comp-dial": N_("Competitive dialogue"),
    "comp-tend": N_("Competitive tendering"),
    "innovation": N_("Innovation partnership"),
    "oth-single": N_("Other procedure in one stage"),
    "oth-mult": N_("Other procedure in several stages"),
    "selective": N_("Selective procedure"),
    "limited": N_("Limited procedure"),
    "direct": N_("Direct award"),
}
# BT-775, BT-774 and BT-06 of eForms.
AIMS: Final = {
    "acc-all": N_("Accessible to everybody"),
    "et-eq": N_("Ethnic equality"),
    "gen-eq": N_("Equality of women and men"),
    "hum-right": N_("Human rights in the supply chain"),
    "opp": N_("Work for people who hardly find any"),
    "work-cond": N_("Fair working conditions"),
    "other": N_("Another aim"),
    "biodiv-eco": N_("Biodiversity and ecosystems"),
    "circ-econ": N_("Circular economy"),
    "clim-adapt": N_("Adaptation to the climate"),
    "clim-mitig": N_("Less harm to the climate"),
    "pollu-prev": N_("Less pollution"),
    "water-mar": N_("Water and seas"),
    "env-imp": N_("Less harm to the environment"),
    "inn-pur": N_("Something new"),
    "soc-obj": N_("A social aim"),
}
CRITERIA: Final = {"price": N_("Price"), "cost": N_("Cost"), "quality": N_("Quality")}
# BT-743 of eForms; that they are not allowed is worth no line.
_OBLIGATIONS: Final = {"required": N_("required"), "allowed": N_("allowed")}
# BT-5421, by how the code begins.
_WEIGHTS: Final = {
    "per": N_("{weight} %"),
    "poi": N_("{weight} points"),
    "dec": N_("factor {weight}"),
    "ord": N_("rank {weight}"),
}


def procedure_name(context: Context, code: str) -> str:
    """Return the name of a procedure of the European Union or of open contracting."""
    return context.text(PROCEDURES[code]) if code in PROCEDURES else code


def aims(context: Context, codes: tuple[str, ...]) -> str:
    """Return social or green aims in words."""
    return ", ".join(context.text(AIMS[code]) if code in AIMS else code for code in codes)


def criterion_words(context: Context, criterion: NoticeCriterion) -> tuple[str, str]:
    """Return name and weight of a criterion."""
    kind = context.text(CRITERIA[criterion.type]) if criterion.type in CRITERIA else criterion.type or ""
    name = f"{kind}: {criterion.name}" if kind and criterion.name else criterion.name or kind
    pattern = _WEIGHTS.get((criterion.weight_kind or "")[:3])
    weight = criterion.weight or ""
    return name, context.text(pattern, weight=weight) if pattern and weight else weight


def lot_rules(context: Context, notice: Notice) -> str:
    """Return for how many of the lots one may offer, and how many one may win."""
    rules = [context.text(N_("Offer for all of them together."))] if notice.all_lots_required else []
    if notice.lots_offered_most is not None:
        rules.append(context.text(N_("Offer for at most {count} of them."), count=notice.lots_offered_most))
    if notice.lots_awarded_most is not None:
        rules.append(context.text(N_("At most {count} of them go to one bidder."), count=notice.lots_awarded_most))
    return " ".join(rules)


def lot_name(context: Context, lot: NoticeLot) -> str:
    """Return number and title of a lot, and its value."""
    name = f"{lot.id} · {lot.title}" if lot.title else lot.id
    value = lot.value
    return f"{name} · {context.locale.number(value.amount)} {value.currency or ''}".strip() if value else name


def lot_facts(context: Context, lot: NoticeLot, said: Collection[datetime | None] = ()) -> list[tuple[str, str]]:
    """Return what is particular about a lot: the title of each fact and its words, without those that are not known.

    Deadlines that are `said` of the whole call are not said again.
    """
    terms = lot.terms
    own = terms.deadline if terms.deadline not in said else None
    requests = terms.requests_deadline if terms.requests_deadline not in said else None
    reserved = reserved_words(context, ",".join(lot.reserved))
    languages = ", ".join(code.upper() for code in terms.languages)
    quantity = f"{context.locale.number(terms.quantity)} {terms.unit or ''}".strip() if terms.quantity else ""
    facts = [
        (N_("Deadline"), deadline_words(context, own, stated=terms.deadline_stated)),
        (N_("Requests to take part until"), deadline_words(context, requests)),
        (N_("Reserved for"), reserved),
        (N_("Carried out by"), context.text(N_("sheltered workshops")) if terms.reserved_execution else ""),
        (N_("Social aims"), aims(context, lot.social)),
        (N_("Green aims"), aims(context, lot.environmental)),
        (N_("Quantity"), quantity),
        (N_("Place (NUTS)"), ", ".join(terms.places)),
        (N_("Languages of offers"), languages),
        (N_("Guarantee"), terms.guarantee or ""),
        (N_("Electronic invoices"), context.text(_OBLIGATIONS.get(terms.einvoicing or "", ""))),
        (N_("Where to hand in"), terms.submission_url or ""),
    ]
    return [(title, words) for title, words in facts if words]
