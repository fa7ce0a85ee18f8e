"""The tables of a profile's file: one function per table, from a row to its rule."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction import (
    ClauseRule,
    CriterionRule,
    DaysBand,
    Guarantee,
    MinimumTerm,
    Origin,
    PaperKind,
    Param,
    Procedure,
    SupplierKind,
)
from sse_desktop.domain.validity import DayThatCounts
from sse_desktop.store.profile_row import Row

HOLDERS: Final = ("cooperative", "member", "plot", "vehicle", "person")
DAYS: Final = tuple(day.value for day in DayThatCounts)
COUNTS: Final = ("working", "calendar")
PRICE_SETTERS: Final = ("buyer", "supplier", "agreement")
BASES: Final = ("estimate_excl", "budget_incl", "yearly_object")
CLAUSE_KINDS: Final = ("reservation", "flexible", "training", "target_share", "award_points", "preference")
SCORINGS: Final = ("price_ratio", "linear", "ratio_best", "bands", "binary", "judged", "proxy_sum", "preference_margin")
# What the application knows by itself when it works out a clause.
CLAUSE_FACTS: Final = (
    *(
        "heads",
        "target_heads",
        "workers",
        "vulnerable",
        "hours_done",
        "sub_paid",
        "offer_amount",
        "clause_item",
        "price",
    ),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every row of a profile refers to: its sources by key, the day on which all was checked, its amounts of law."""

    sources: Mapping[str, str]
    checked: date | None
    limits: Collection[str] = ()

    def origin(self, row: Row, legal: str = "") -> Origin:
        """Return where the rule of a row comes from."""
        return row.origin(self.sources, self.checked, legal=legal)


def supplier_kind(row: Row, ground: Ground) -> SupplierKind:
    """Return a kind of supplier."""
    legal = row.string("legal_ref", "")
    return SupplierKind(
        id=row.string("id"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        legal_ref=legal,
        needs=row.texts("needs"),
        proofs=row.texts("proofs"),
        origin=ground.origin(row, legal),
    )


def paper_kind(row: Row, ground: Ground) -> PaperKind:
    """Return a kind of paper."""
    return PaperKind(
        id=row.string("id"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        holder=row.string("holder", among=HOLDERS),
        day=row.string("day", among=DAYS),
        issuer=row.string("issuer", ""),
        validity=row.period("validity", "from_document", words=("none", "from_document")),
        remind_days=row.whole("remind_days"),
        required_fields=row.texts("required_fields"),
        blocks=row.string("blocks", "nothing", among=("bid", "delivery", "nothing")),
        sensitive=row.flag("sensitive"),
        threshold=row.number("threshold"),
        warn_values=row.texts("warn_values"),
        note=row.string("note", ""),
        origin=ground.origin(row),
    )


def procedure(row: Row, ground: Ground) -> Procedure:
    """Return a way to buy."""
    legal = row.string("legal_ref", "")
    made = Procedure(
        id=row.string("id"),
        label=row.string("label"),
        local_name=row.string("local_name", ""),
        price_set_by=row.string("price_set_by", "supplier", among=PRICE_SETTERS),
        forms=row.inner("forms").words(),
        legal_ref=legal,
        min=row.amount("min"),
        max=row.amount("max"),
        strict=row.flag("strict"),
        basis=row.string("basis", "estimate_excl", among=BASES),
        yearly_limit=row.amount("yearly_limit"),
        yearly_exception=row.string("yearly_exception", ""),
        who=row.texts("who"),
        needs=row.texts("needs"),
        locality=row.string("locality", "", among=("", "canton", "province")),
        local_months=row.whole("local_months"),
        quotes=row.days("quotes"),
        min_days=row.each("min_days", _band),
        electronic=row.flag("electronic"),
        reserve_allowed=row.flag("reserve_allowed"),
        order=row.texts("order"),
        guarantees=row.each("guarantees", _guarantee),
        minimum_terms=row.each("minimum_terms", _term),
        bonus={name: row.inner("bonus").amount(name) for name in row.inner("bonus").data},
        conditions=row.texts("conditions"),
        note=row.string("note", ""),
        origin=ground.origin(row, legal),
    )
    if isinstance(made.min, Decimal) and isinstance(made.max, Decimal) and made.max < made.min:
        raise row.fault("max", N_("is below the least amount:"), made.max)
    return made


def clause(row: Row, ground: Ground) -> ClauseRule:
    """Return a social clause."""
    params = _params(row)
    known = (*CLAUSE_FACTS, *params)
    legal = row.string("legal_ref", "")
    return ClauseRule(
        kind=row.string("kind", among=CLAUSE_KINDS),
        label=row.string("label"),
        legal_ref=legal,
        params=params,
        formula=row.formula("formula", known),
        penalty=row.formula("penalty", (*known, "f")),
        evidence=row.texts("evidence"),
        report_every=row.period("report_every", ""),
        equivalent=row.flag("equivalent"),
        note=row.string("note", ""),
        origin=ground.origin(row, legal),
    )


def criterion(row: Row, ground: Ground) -> CriterionRule:
    """Return a criterion."""
    return CriterionRule(
        code=row.string("code"),
        label=row.string("label"),
        unit=row.string("unit", ""),
        scoring=row.string("scoring", "judged", among=SCORINGS),
        evidence=row.texts("evidence"),
        params=_params(row),
        note=row.string("note", ""),
        origin=ground.origin(row),
    )


# ---------------------------------------------------------------- inside


def _params(row: Row) -> dict[str, Param]:
    inner = row.inner("params")
    return {name: each.done(_param(each)) for name in inner.data for each in [inner.inner(name)]}


def _param(row: Row) -> Param:
    return Param(
        kind=row.string("kind", among=("share", "hours", "money", "points", "count", "text")),
        label=row.string("label"),
        value=row.amount("value"),
        source=row.string("source", "", among=("", "offer", "lines")),
    )


def _band(row: Row) -> DaysBand:
    return DaysBand(days=row.whole("days") or 0, below=row.number("below"))


def _guarantee(row: Row) -> Guarantee:
    return Guarantee(
        kind=row.string("kind", among=("bid", "performance", "advance")),
        label=row.string("label"),
        rate=row.amount("rate"),
        base=row.string("base", "contract", among=("contract", "advance", "bid")),
        waived=row.amount("waived"),
        waived_limit=row.string("waived_limit", ""),
        strict=row.flag("strict"),
        note=row.string("note", ""),
    )


def _term(row: Row) -> MinimumTerm:
    return MinimumTerm(
        kind=row.string("kind"),
        label=row.string("label"),
        least=row.days("least"),
        most=row.days("most"),
        count=row.string("count", "working", among=COUNTS),
    )
