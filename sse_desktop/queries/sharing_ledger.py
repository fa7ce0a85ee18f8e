"""The fairness ledger: who was given more or less than the even part, added up over all sharings, and what was earned."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import Money
from sse_desktop.domain.sharing_rules import carried
from sse_desktop.queries.share_pledges import newest_sharings
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.cooperative import Cooperative
from sse_desktop.store.tables.deliveries import Acceptance, AcceptanceLine
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.settlements import Settlement, SettlementMember, SettlementOrigin
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember
from sse_desktop.store.tables.tenders import Tender


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A family in one sharing: carried = min(even part, offered) − given; above zero it got too little."""

    sharing_id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    buyer: str
    version: int
    made_at: datetime
    even: Money
    offered: Money
    given: Money

    @property
    def carried(self) -> Money:
        """What this sharing leaves to be made up for."""
        minor = carried(even=self.even.minor, offered=self.offered.minor, given=self.given.minor)
        return Money(minor, self.given.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A member over all sharings, and over those of this year: even part, offered, given, and earned by deliveries."""

    id: uuid.UUID
    number: int
    name: str
    community: str
    carried: Money
    even: Money
    offered: Money
    given: Money
    earned: Money
    entries: tuple[LedgerEntry, ...]


def sharing_ledger(session: Session, today: date, text: str = "") -> list[LedgerRow]:
    """Return the ledger by the members' numbers: all who took part in a sharing or earned this year.

    The newest sharing, not voided, of each bid that is won or pending counts. The balance is over all years; even part,
    offered, given and earned are of this year (a sharing by its first week).
    """
    currency = session.scalars(sa.select(Cooperative.currency)).one()
    entries = _entries(session, currency)
    earned = _earned(session, today.year, currency)
    firsts = _first_weeks(session)
    rows = session.scalars(sa.select(Member).order_by(Member.number))
    words = fold(text).split()
    return [
        _row(member, entries.get(member.id, []), earned.get(member.id, 0), today.year, firsts, currency)
        for member in rows
        if (member.id in entries or member.id in earned) and _is_found(member, words)
    ]


def carried_before(
    session: Session, currency: str, *, except_tender: uuid.UUID | None = None
) -> dict[uuid.UUID, Money]:
    """Return what the ledger carries for each member, without the sharings of a tender."""
    found: dict[uuid.UUID, Money] = {}
    for member_id, entries in _entries(session, currency, except_tender).items():
        found[member_id] = _sum((entry.carried for entry in entries), currency)
    return found


def _is_found(member: Member, words: Iterable[str]) -> bool:
    where = fold(f"{member.number} {member.name} {member.community}")
    return all(word in where for word in words)


def _row(
    member: Member, entries: list[LedgerEntry], earned: int, year: int, firsts: dict[uuid.UUID, str], currency: str
) -> LedgerRow:
    own = [entry for entry in entries if firsts.get(entry.sharing_id, "")[:4] == str(year)]
    return LedgerRow(
        id=member.id,
        number=member.number,
        name=member.name,
        community=member.community,
        carried=_sum((entry.carried for entry in entries), currency),
        even=_sum((entry.even for entry in own), currency),
        offered=_sum((entry.offered for entry in own), currency),
        given=_sum((entry.given for entry in own), currency),
        earned=Money(earned, currency),
        entries=tuple(entries),
    )


def _entries(
    session: Session, currency: str, except_tender: uuid.UUID | None = None
) -> dict[uuid.UUID, list[LedgerEntry]]:
    rows = session.execute(
        sa.select(SharingMember, Sharing, Tender)
        .join(Sharing, Sharing.id == SharingMember.sharing_id)
        .join(Bid, Bid.id == Sharing.bid_id)
        .join(Tender, Tender.id == Bid.tender_id)
        .where(Sharing.id.in_(newest_sharings(except_tender)), Sharing.currency == currency)
        .order_by(Sharing.made_at, Sharing.id)
    )
    found: dict[uuid.UUID, list[LedgerEntry]] = {}
    for row, sharing, tender in rows:
        entry = LedgerEntry(
            sharing_id=sharing.id,
            tender_id=tender.id,
            reference=tender.reference or tender.title,
            buyer=tender.buyer_name,
            version=sharing.version,
            made_at=sharing.made_at,
            even=Money(row.even_minor, currency),
            offered=Money(row.offered_minor, currency),
            given=Money(row.value_minor, currency),
        )
        found.setdefault(row.member_id, []).append(entry)
    return found


def _first_weeks(session: Session) -> dict[uuid.UUID, str]:
    rows = session.execute(
        sa.select(SharingMember.sharing_id, sa.func.min(SharingLine.week))
        .join(SharingLine, SharingLine.sharing_member_id == SharingMember.id)
        .group_by(SharingMember.sharing_id)
    )
    return {row[0]: row[1] for row in rows}


def _earned(session: Session, year: int, currency: str) -> dict[uuid.UUID, int]:
    """Return what the members' fruit in accepted deliveries of the year was worth in settlements, by day of acceptance."""
    zone = ZoneInfo(session.scalars(sa.select(Cooperative.time_zone)).one())
    rows = session.execute(
        sa.select(SettlementMember.member_id, sa.func.sum(SettlementOrigin.value_minor))
        .join(SettlementOrigin, SettlementOrigin.settlement_member_id == SettlementMember.id)
        .join(Settlement, Settlement.id == SettlementMember.settlement_id)
        .join(Contract, Contract.id == Settlement.contract_id)
        .join(AcceptanceLine, AcceptanceLine.id == SettlementOrigin.acceptance_line_id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(
            Settlement.voided.is_(None),
            Settlement.currency == currency,
            Acceptance.received_at >= datetime.combine(date(year, 1, 1), time(), zone),
            Acceptance.received_at < datetime.combine(date(year + 1, 1, 1), time(), zone),
        )
        .group_by(SettlementMember.member_id)
    )
    return {member_id: int(minor) for member_id, minor in rows}


def _sum(items: Iterable[Money], currency: str) -> Money:
    return sum(items, start=Money(0, currency))
