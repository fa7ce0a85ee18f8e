"""Sharings as they were kept: the versions of a bid, each whole again, and two of them side by side."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_facts import facts_of
from sse_desktop.queries.share_rows import FamilyShare, LeftOut, ShareLine, Shares, Unserved
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.products import Product
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember
from sse_desktop.store.tables.tenders import Tender


class NoSuchSharing(DomainError):
    """A version was asked for that was never kept."""

    sentence = N_("There is no version {version} of this sharing. Check the number.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingRow:
    """A version of a bid's sharing."""

    id: uuid.UUID
    bid_id: uuid.UUID
    version: int
    made_at: datetime
    made_by: str
    reason: str
    measure: str
    from_week: Week | None
    asked: Money
    shared: Money
    families: int
    voided: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BidToShare:
    """A bid whose award can be shared."""

    id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    version: int
    state: str


def bids_to_share(session: Session) -> list[BidToShare]:
    """Return the newest bid of each tender that is neither lost nor withdrawn, the newest first."""
    newest = sa.select(Bid.tender_id, sa.func.max(Bid.version).label("version")).group_by(Bid.tender_id).subquery()
    rows = session.execute(
        sa.select(Bid, Tender)
        .join(newest, sa.and_(newest.c.tender_id == Bid.tender_id, newest.c.version == Bid.version))
        .join(Tender, Tender.id == Bid.tender_id)
        .where(Bid.state.not_in(("lost", "withdrawn")), Tender.dropped.is_(False))
        .order_by(Tender.deadline_at.desc(), Tender.reference)
    )
    return [
        BidToShare(
            id=row.id,
            tender_id=tender.id,
            reference=tender.reference,
            title=tender.title,
            buyer=tender.buyer_name,
            version=row.version,
            state=row.state,
        )
        for row, tender in rows
    ]


def sharings(session: Session, bid_id: uuid.UUID) -> list[SharingRow]:
    """Return the versions of a bid's sharing, the newest first."""
    zone = _zone(session)
    count = (
        sa.select(sa.func.count(SharingMember.id))
        .where(SharingMember.sharing_id == Sharing.id, SharingMember.value_minor > 0)
        .scalar_subquery()
    )
    rows = session.execute(sa.select(Sharing, count).where(Sharing.bid_id == bid_id).order_by(Sharing.version.desc()))
    return [
        SharingRow(
            id=row.id,
            bid_id=bid_id,
            version=row.version,
            made_at=row.made_at.astimezone(zone),
            made_by=row.made_by,
            reason=row.reason,
            measure=row.measure,
            from_week=Week.parse(row.from_week) if row.from_week else None,
            asked=Money(row.asked_minor, row.currency),
            shared=Money(row.shared_minor, row.currency),
            families=families,
            voided=row.voided,
        )
        for row, families in rows
    ]


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())


def newest_sharing(session: Session, bid_id: uuid.UUID) -> Sharing | None:
    """Return the newest version that is not voided."""
    return session.scalar(
        sa.select(Sharing)
        .where(Sharing.bid_id == bid_id, Sharing.voided.is_(None))
        .order_by(Sharing.version.desc())
        .limit(1)
    )


def sharing_of_version(session: Session, bid_id: uuid.UUID, version: int) -> uuid.UUID:
    """Return the id of a version of a bid's sharing.

    Raises: NoSuchSharing.
    """
    select = sa.select(Sharing.id).where(Sharing.bid_id == bid_id, Sharing.version == version)
    found = session.scalar(select)
    if found is None:
        raise NoSuchSharing(version=str(version))
    return found


def given_before(session: Session, bid_id: uuid.UUID, week: Week) -> dict[tuple[uuid.UUID, uuid.UUID, Week], int]:
    """Return what the newest sharing gives in the weeks before one, in thousandths of the unit by (member, bid line, week)."""
    kept = newest_sharing(session, bid_id)
    if kept is None:
        return {}
    rows = session.execute(
        sa.select(SharingMember.member_id, SharingLine.bid_line_id, SharingLine.week, SharingLine.quantity_milli)
        .join(SharingMember, SharingMember.id == SharingLine.sharing_member_id)
        .where(SharingMember.sharing_id == kept.id, SharingLine.week < str(week))
    )
    return {(member, line, Week.parse(at)): milli for member, line, at, milli in rows}


def kept_shares(session: Session, sharing_id: uuid.UUID) -> Shares:
    """Return a kept sharing whole, as it was; only names are those of today."""
    row = session.get_one(Sharing, sharing_id)
    bid = session.get_one(Bid, row.bid_id)
    tender = session.get_one(Tender, bid.tender_id)
    told: dict[str, Any] = json.loads(row.summary)
    terms: dict[str, Any] = json.loads(row.terms)
    families = _families(session, row)
    return Shares(
        bid_id=row.bid_id,
        tender_id=tender.id,
        reference=tender.reference,
        title=tender.title,
        buyer=tender.buyer_name,
        currency=row.currency,
        terms=TermsRow(**facts_of(json.dumps(terms))),
        exceptions=tuple(_exception(each) for each in told["exceptions"]),
        asked=Money(row.asked_minor, row.currency),
        total=Money(row.shared_minor, row.currency),
        families=tuple(families),
        unserved=tuple(_unserved(each, row.currency) for each in told["unserved"]),
        left_out=tuple(_left_out(each) for each in told["left_out"]),
        made_from=row.made_from,
        from_week=Week.parse(row.from_week) if row.from_week else None,
        id=row.id,
        version=row.version,
        made_at=row.made_at.astimezone(_zone(session)),
        made_by=row.made_by,
        reason=row.reason,
        voided=row.voided,
    )


def _families(session: Session, sharing: Sharing) -> list[FamilyShare]:
    lines = _lines(session, sharing)
    rows = session.execute(
        sa.select(SharingMember, Member)
        .join(Member, Member.id == SharingMember.member_id)
        .where(SharingMember.sharing_id == sharing.id)
        .order_by(Member.number)
    )
    return [_family(row, member, sharing, tuple(lines.get(row.id, ()))) for row, member in rows]


def _family(row: SharingMember, member: Member, sharing: Sharing, lines: tuple[ShareLine, ...]) -> FamilyShare:
    currency = sharing.currency
    before = (line.value for line in lines if sharing.from_week and str(line.week) < sharing.from_week)
    return FamilyShare(
        member_id=member.id,
        number=member.number,
        name=member.name,
        community=member.community,
        household=member.household,
        weight=row.weight,
        offered=Money(row.offered_minor, currency),
        even=Money(row.even_minor, currency),
        carried=Money(row.carried_minor, currency),
        value=Money(row.value_minor, currency),
        before=sum_money(before, currency),
        limited_by=row.limited_by,
        facts=facts_of(row.facts),
        lines=lines,
    )


def _lines(session: Session, sharing: Sharing) -> dict[uuid.UUID, list[ShareLine]]:
    rows = session.execute(
        sa.select(SharingLine, Product.name)
        .join(SharingMember, SharingMember.id == SharingLine.sharing_member_id)
        .join(Product, Product.id == SharingLine.product_id)
        .where(SharingMember.sharing_id == sharing.id)
        .order_by(SharingLine.week, Product.name, SharingLine.id)
    )
    found: dict[uuid.UUID, list[ShareLine]] = {}
    for row, product in rows:
        line = ShareLine(
            bid_line_id=row.bid_line_id,
            product_id=row.product_id,
            product=product,
            week=Week.parse(row.week),
            quantity=Quantity(row.quantity_milli, row.unit),
            weight=Quantity(row.grams, KILO),
            value=Money(row.value_minor, sharing.currency),
        )
        found.setdefault(row.sharing_member_id, []).append(line)
    return found


def _exception(told: Mapping[str, Any]) -> ExceptionRow:
    facts = facts_of(json.dumps(told))
    ids = {name: uuid.UUID(str(facts[name])) if facts[name] else None for name in ("id", "member_id", "product_id")}
    return ExceptionRow(**{**facts, **ids, "set_on": None})


def _unserved(told: Mapping[str, Any], currency: str) -> Unserved:
    return Unserved(
        bid_line_id=uuid.UUID(told["line"]),
        product=told["product"],
        week=Week.parse(told["week"]),
        quantity=Quantity(told["milli"], told["unit"]),
        value=Money(told["minor"], currency),
    )


def _left_out(told: Mapping[str, Any]) -> LeftOut:
    return LeftOut(
        member_id=uuid.UUID(told["member"]),
        number=told["number"],
        name=told["name"],
        sentence=told["sentence"],
        facts=facts_of(json.dumps(told["facts"])),
    )
