"""What a bid promises under clauses and answers to criteria, as its packet says it."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sse_desktop.domain.clauses import PROMISES, Parameter
from sse_desktop.domain.money import Money
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.social import social


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPromise:
    """What is promised under a clause: each value by its parameter, as an exact text."""

    title: str
    legal_ref: str
    promised: tuple[tuple[Parameter, str], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketAnswer:
    """What is answered to a criterion other than the price, as an exact text, with what proves it."""

    title: str
    scoring: Scoring
    value: str
    unit: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketSocial:
    """Promises and answers; what a person assumes of others stays out."""

    promises: tuple[PacketPromise, ...]
    answers: tuple[PacketAnswer, ...]


_PRICES = frozenset({Scoring.PRICE_RATIO, Scoring.PREFERENCE_MARGIN})


def packet_social(session: Session, tender_id: uuid.UUID, bid_id: uuid.UUID, offer: Money) -> PacketSocial | None:
    """Return what a bid promises and answers, or None when it is nothing.

    Marks that we expect ourselves are no answer to the buyer; the evidence for them is.
    """
    found = social(session, tender_id, bid_id, offer)
    said = [
        PacketPromise(
            title=each.row.title,
            legal_ref=each.row.legal_ref,
            promised=tuple(
                (parameter, each.promise.promised[parameter.name])
                for parameter in PROMISES[each.row.kind]
                if each.promise.promised.get(parameter.name)
            ),
            note=each.promise.note,
        )
        for each in found.clauses
        if each.promise is not None and each.is_ours
    ]
    answers = [
        PacketAnswer(
            title=each.row.title,
            scoring=each.row.scoring,
            value="" if each.row.scoring is Scoring.JUDGED else each.value,
            unit=each.row.unit,
            evidence=each.evidence,
        )
        for each in found.criteria
        if each.is_answered
        and each.row.scoring not in _PRICES
        and not (each.row.scoring is Scoring.JUDGED and not each.evidence)
    ]
    return PacketSocial(promises=tuple(said), answers=tuple(answers)) if said or answers else None
