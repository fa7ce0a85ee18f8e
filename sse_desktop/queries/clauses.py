"""Social clauses of tenders with every value they ask for, and from where each is known."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import PARAMETERS, Basis, ClauseKind, Measure, Parameter
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.queries.bid_lots import bid_lots
from sse_desktop.queries.clause_rules import ClauseRules, ClauseTerms, clause_rules
from sse_desktop.store.tables.clauses import ClauseCommitment, TenderClause
from sse_desktop.store.tables.tenders import TenderLot

_FIGURES = frozenset({Measure.SHARE, Measure.HOURS, Measure.MONEY, Measure.NUMBER})


class Known(StrEnum):
    """From where the value of a parameter is known."""

    TYPED = "typed"
    BUYER = "buyer"
    RULES = "rules"
    OFFER = "offer"
    NOT = ""

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _KNOWN[self]


_KNOWN = {
    Known.TYPED: N_("typed from the buyer's papers"),
    Known.BUYER: N_("noted for this tender or buyer"),
    Known.RULES: N_("set by the rules"),
    Known.OFFER: N_("the total of our bid"),
    Known.NOT: N_("not known yet"),
}


@dataclass(frozen=True, slots=True)
class ClauseValue:
    """The value of a parameter as an exact text, empty while it is not known."""

    parameter: Parameter
    text: str
    known: Known

    @property
    def is_missing(self) -> bool:
        """Whether it must be asked for."""
        return self.parameter.asked and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """A clause of a tender; `typed` is what stands in the clause itself, `values` every parameter of its kind."""

    id: uuid.UUID
    tender_id: uuid.UUID
    tender_lot_id: uuid.UUID | None
    lot: str
    kind: ClauseKind
    title: str
    wording: str
    legal_ref: str
    source: str
    starts_on: date | None
    ends_on: date | None
    archived: bool
    typed: Mapping[str, str]
    values: tuple[ClauseValue, ...]
    terms: ClauseTerms
    stamps: Mapping[str, int]

    @property
    def missing(self) -> tuple[ClauseValue, ...]:
        """What the buyer's papers must still be asked for."""
        return tuple(value for value in self.values if value.is_missing)

    @property
    def figures(self) -> dict[str, Decimal]:
        """The known numbers by name."""
        known = (value for value in self.values if value.text and value.parameter.measure in _FIGURES)
        return {value.parameter.name: exact_decimal(value.text) for value in known}

    @property
    def basis(self) -> Basis | None:
        """By what the staff is counted, if that is known."""
        text = self.value_of("basis")
        return Basis(text) if text in set(Basis) else None

    def value_of(self, name: str) -> str:
        """Return the value of a parameter, empty when it is not known."""
        return next((value.text for value in self.values if value.parameter.name == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """What a bid promises under a clause: exact texts by name."""

    clause_id: uuid.UUID
    promised: Mapping[str, str]
    note: str


def tender_clauses(
    session: Session,
    tender_id: uuid.UUID,
    *,
    bid_id: uuid.UUID | None = None,
    offer: Money | None = None,
    archived: bool = False,
) -> list[ClauseRow]:
    """Return the clauses of a tender in their order, by the rules that hold for the bid; `offer` is its total without tax.

    For a clause of one lot the offer of that lot counts.
    """
    rules, lots = clause_rules(session, tender_id, bid_id), bid_lots(session, bid_id)
    select = _with_lots().where(TenderClause.tender_id == tender_id, TenderClause.archived == archived)
    rows = session.execute(select)
    return [_row(clause, lot, rules, lots.offer(clause.tender_lot_id, offer)) for clause, lot in rows]


def clause(session: Session, clause_id: uuid.UUID, *, offer: Money | None = None) -> ClauseRow:
    """Return one clause."""
    row, lot = session.execute(_with_lots().where(TenderClause.id == clause_id)).one()
    return _row(row, lot, clause_rules(session, row.tender_id), offer)


def promises(session: Session, bid_id: uuid.UUID) -> dict[uuid.UUID, PromiseRow]:
    """Return what a bid promises, by clause."""
    rows = sa.select(ClauseCommitment).where(ClauseCommitment.bid_id == bid_id, ~ClauseCommitment.archived)
    return {
        row.tender_clause_id: PromiseRow(
            clause_id=row.tender_clause_id, promised=json.loads(row.promised or "{}"), note=row.note
        )
        for row in session.scalars(rows)
    }


def _with_lots() -> sa.Select[TenderClause, str]:
    return (
        sa.select(TenderClause, sa.func.coalesce(TenderLot.code, ""))
        .outerjoin(TenderLot, TenderLot.id == TenderClause.tender_lot_id)
        .order_by(TenderClause.position, TenderClause.id)
    )


def _row(row: TenderClause, lot: str, rules: ClauseRules, offer: Money | None) -> ClauseRow:
    kind, typed = ClauseKind(row.kind), json.loads(row.parameters or "{}")
    terms = rules.terms(kind)
    return ClauseRow(
        id=row.id,
        tender_id=row.tender_id,
        tender_lot_id=row.tender_lot_id,
        lot=lot,
        kind=kind,
        title=row.title,
        wording=row.wording,
        legal_ref=row.legal_ref or terms.legal_ref,
        source=row.source,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        archived=row.archived,
        typed=typed,
        values=tuple(values_of(kind, typed, rules, offer)),
        terms=terms,
        stamps=dict(row.stamps),
    )


def values_of(
    kind: ClauseKind, typed: Mapping[str, str], rules: ClauseRules, offer: Money | None
) -> Iterable[ClauseValue]:
    """Give the value of each parameter: typed in the clause, noted for the tender or buyer, set by the rules, our offer."""
    for parameter in PARAMETERS[kind]:
        name = parameter.name
        if typed.get(name):
            yield ClauseValue(parameter, typed[name], Known.TYPED)
        elif (said := rules.asked(kind, name)) and _is_readable(parameter.measure, said):
            yield ClauseValue(parameter, said, Known.BUYER)
        elif fixed := rules.terms(kind).fixed.get(name):
            yield ClauseValue(parameter, fixed, Known.RULES)
        elif name == "offer_amount" and offer is not None:
            yield ClauseValue(parameter, format(offer.amount, "f"), Known.OFFER)
        else:
            yield ClauseValue(parameter, "", Known.NOT)


def _is_readable(measure: Measure, text: str) -> bool:
    """Tell whether a value that was noted elsewhere is what the parameter holds; what is not is asked for here."""
    try:
        if measure in _FIGURES:
            return exact_decimal(text) >= 0 and (measure is not Measure.SHARE or exact_decimal(text) <= 1)
        return measure is not Measure.DAY or bool(date.fromisoformat(text))
    except (DomainError, ValueError):
        return False
