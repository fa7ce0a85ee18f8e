"""More tables of a profile's file: documents, channels, taxes, numbers, caps, orders of preference, penalties and terms."""

import re
from importlib.util import find_spec
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.identity import EXTRA_CHECKS
from sse_desktop.domain.jurisdiction import (
    Cap,
    Channel,
    DeadlineRule,
    DocumentRule,
    FormRule,
    IdentifierRule,
    PenaltyRule,
    PriorityRule,
    Quota,
    TaxRule,
    TradePaper,
)
from sse_desktop.store.profile_row import Row
from sse_desktop.store.profile_schema import COUNTS, Ground

# What a document may depend on; each is 1 or 0, and `estimate` is the estimate without tax.
WHEN_FACTS: Final = ("estimate", "consortium", "proxy", "subcontractors", "reserved", "flexible", "training")
_MODULE: Final = re.compile(r"[a-z]+(\.[a-z_]+)?", re.ASCII)


def document(row: Row, ground: Ground) -> DocumentRule:
    """Return a document to make."""
    return DocumentRule(
        code=row.string("code"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        phase=row.string("phase", "bid", among=("bid", "award", "delivery", "payment")),
        when=row.formula("when", (*WHEN_FACTS, *ground.limits)),
        sign=row.string("sign", "none", among=("none", "hand", "seal", "qualified")),
        copies=row.days("copies"),
        sealed=row.flag("sealed"),
        note=row.string("note", ""),
        origin=ground.origin(row),
    )


def form(row: Row, ground: Ground) -> FormRule:
    """Return a form of the country."""
    return FormRule(
        code=row.string("code"),
        label=row.string("label"),
        sections=row.texts("sections"),
        line_table=row.texts("line_table"),
        checks=row.texts("checks"),
        origin=ground.origin(row),
    )


def trade_paper(row: Row, ground: Ground) -> TradePaper:
    """Return a delivery paper or an invoice."""
    return TradePaper(
        code=row.string("code"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        required_fields=row.texts("required_fields"),
        copies=1 if (copies := row.whole("copies")) is None else copies,
        issuer=row.string("issuer", "app", among=("app", "external")),
        syntax=row.string("syntax", "none", among=("ubl", "csv", "none")),
        due_rule=row.string("due_rule", ""),
        origin=ground.origin(row),
    )


def channel(row: Row, ground: Ground) -> Channel:
    """Return a place where buyers publish or order."""
    url = row.string("url", "")
    if url and not url.startswith("https://"):
        raise row.fault("url", N_("must begin with https://"), url)
    return Channel(
        code=row.string("code"),
        name=row.string("name"),
        url=url,
        label=row.string("label", ""),
        origin=ground.origin(row),
    )


def tax(row: Row, ground: Ground) -> TaxRule:
    """Return a rate of tax."""
    rate = row.number("rate")
    if rate is None or not 0 <= rate < 1:
        raise row.fault("rate", N_("must be a share from 0 to 1"), rate)
    return TaxRule(
        code=row.string("code"),
        label=row.string("label"),
        rate=rate,
        applies=row.string("applies", ""),
        invoice_kind=row.string("invoice_kind", ""),
        exempt_note=row.string("exempt_note", ""),
        origin=ground.origin(row),
    )


def identifier(row: Row, ground: Ground) -> IdentifierRule:
    """Return a number that identifies somebody; its module of python-stdnum must be there."""
    module = row.string("stdnum", "")
    if module and not (_MODULE.fullmatch(module) and _is_there(f"stdnum.{module}")):
        raise row.fault("stdnum", N_("is no module of python-stdnum:"), module)
    return IdentifierRule(
        code=row.string("code"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        holder=row.string("holder", among=("org", "person", "unit", "place", "plot", "payment")),
        stdnum=module,
        extra_check=row.string("extra_check", "", among=("", *EXTRA_CHECKS)),
        severity=row.string("severity", "warn", among=("block", "warn")),
        mask=row.string("mask", ""),
        store=row.string("store", "yes", among=("yes", "no")),
        peppol_scheme=row.string("peppol_scheme", ""),
        origin=ground.origin(row),
    )


def cap(row: Row, ground: Ground) -> Cap:
    """Return the most that may be sold."""
    made = Cap(
        code=row.string("code"),
        label=row.string("label"),
        per=row.string("per", among=("member", "household", "group")),
        buyer_scope=row.string("buyer_scope", "buyer", among=("buyer", "all")),
        period=row.string("period", "year", among=("year", "contract")),
        amount=row.amount("amount"),
        formula=row.formula("formula", ("members", *ground.limits)),
        currency=row.string("currency", ""),
        applies_to=row.texts("applies_to"),
        origin=ground.origin(row),
    )
    if (made.amount is None) == (made.formula is None):
        raise row.fault("amount", N_("either an amount or a formula must be there"))
    return made


def priority(row: Row, ground: Ground) -> PriorityRule:
    """Return a group in an order of preference."""
    step, rank = row.whole("step"), row.whole("rank")
    if step is None or rank is None:
        raise row.fault("step" if step is None else "rank", N_("is missing"))
    return PriorityRule(
        code=row.string("code"), label=row.string("label"), step=step, rank=rank, origin=ground.origin(row)
    )


def quota(row: Row, ground: Ground) -> Quota:
    """Return a share of purchases."""
    return Quota(
        code=row.string("code"),
        label=row.string("label"),
        share=row.amount("share"),
        who=row.texts("who"),
        origin=ground.origin(row),
    )


def penalty(row: Row, ground: Ground) -> PenaltyRule:
    """Return what lateness costs."""
    return PenaltyRule(
        code=row.string("code"),
        label=row.string("label"),
        base=row.string("base", "late_part", among=("late_part", "contract")),
        rate=row.amount("rate"),
        late=row.formula("late", ("base", "rate", "days")),
        cap=row.amount("cap"),
        cap_per_day=row.amount("cap_per_day"),
        note=row.string("note", ""),
        origin=ground.origin(row),
    )


def deadline(row: Row, ground: Ground, count: str) -> DeadlineRule:
    """Return days that the law gives."""
    days = row.days("days")
    if days is None:
        raise row.fault("days", N_("is missing"))
    return DeadlineRule(
        code=row.string("code"),
        label=row.string("label"),
        days=days,
        count=row.string("count", count, among=COUNTS),
        origin=ground.origin(row),
    )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
