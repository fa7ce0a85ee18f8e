"""What the rules let each member sell to a buyer in a year, and what other contracts of that year have taken of it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.jurisdiction import Cap, Profile
from sse_desktop.domain.money import Money
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_award import Award
from sse_desktop.queries.share_pledges import newest_sharings
from sse_desktop.queries.share_rows import FamilyShare, OverCap
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember
from sse_desktop.store.tables.tenders import Tender


class MemberOverCap(DomainError):
    """A member would sell more to a buyer in a year than the rules allow, golden row 10."""

    sentence = N_(
        "{member} would sell {value} to {buyer} in {year}, {before} of it under other contracts. “{rule}” allows {cap}: {excess} too much. Nothing was kept."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCap:
    """A cap of the profile for members or households with one buyer (or all of them) in a year."""

    code: str
    label: str
    per: str
    every_buyer: bool
    amount: Money


@dataclass(frozen=True, slots=True)
class Caps:
    """The caps of the rules and what was sold before, by (every buyer?, member, year)."""

    rules: tuple[LawCap, ...]
    sold: Mapping[tuple[bool, uuid.UUID, int], Money]

    def before(self, rule: LawCap, members: Iterable[uuid.UUID], year: int, currency: str) -> Money:
        """Return what these members have in other sharings of the year under a rule."""
        nothing = Money(0, currency)
        return sum((self.sold.get((rule.every_buyer, each, year), nothing) for each in members), start=nothing)


def law_caps(session: Session, award: Award, rules: Profile) -> Caps:
    """Return the caps per member and per household of the rules, in the currency of the bid."""
    found = tuple(_cap(cap, award) for cap in rules.caps if _counts(cap, award))
    sold: dict[tuple[bool, uuid.UUID, int], Money] = {}
    for every_buyer in {cap.every_buyer for cap in found}:
        for member, year, money in _sold(session, award, every_buyer=every_buyer):
            key = every_buyer, member, year
            sold[key] = sold.get(key, Money(0, award.currency)) + money
    return Caps(found, sold)


def _counts(cap: Cap, award: Award) -> bool:
    known = isinstance(cap.amount, Decimal) and cap.period == "year" and cap.per in {"member", "household"}
    return known and cap.currency in {"", award.currency}


def _cap(cap: Cap, award: Award) -> LawCap:
    amount = cap.amount if isinstance(cap.amount, Decimal) else Decimal(0)
    return LawCap(
        code=cap.code,
        label=cap.label,
        per=cap.per,
        every_buyer=cap.buyer_scope != "buyer",
        amount=Money.of(amount, award.currency),
    )


def _sold(session: Session, award: Award, *, every_buyer: bool) -> list[tuple[uuid.UUID, int, Money]]:
    """Return the values by member and year of the newest sharings of other bids, won or pending, to the buyer."""
    select = (
        sa.select(SharingMember.member_id, SharingLine.week, sa.func.sum(SharingLine.value_minor))
        .join(SharingMember, SharingMember.id == SharingLine.sharing_member_id)
        .join(Sharing, Sharing.id == SharingMember.sharing_id)
        .join(Bid, Bid.id == Sharing.bid_id)
        .join(Tender, Tender.id == Bid.tender_id)
        .where(Sharing.id.in_(newest_sharings(award.tender_id)), Sharing.currency == award.currency)
        .group_by(SharingMember.member_id, SharingLine.week)
    )
    if not every_buyer:
        # A tender without a buyer of the register is known by the buyer's name.
        same = Tender.buyer_id == award.buyer_id if award.buyer_id else Tender.buyer_name == award.buyer
        select = select.where(same)
    rows = session.execute(select)
    return [(member, Week.parse(week).year, Money(int(minor), award.currency)) for member, week, minor in rows]


def over_caps(caps: Caps, award: Award, families: Iterable[FamilyShare]) -> list[OverCap]:
    """Return the members who are over a cap of the rules with what other contracts of the year give them."""
    found: list[OverCap] = []
    for family in families:
        for year, value in values_by_year(family).items():
            for rule in caps.rules:
                before = caps.before(rule, [family.member_id], year, award.currency)
                if rule.per == "member" and before + value > rule.amount:
                    found.append(_over(family, rule, year, before, value))
    return found


def _over(family: FamilyShare, rule: LawCap, year: int, before: Money, value: Money) -> OverCap:
    return OverCap(
        member_id=family.member_id,
        number=family.number,
        name=family.name,
        rule=rule.label,
        year=year,
        cap=rule.amount,
        before=before,
        value=value,
        excess=before + value - rule.amount,
    )


def values_by_year(family: FamilyShare) -> dict[int, Money]:
    """Return the value of a share by the year of its weeks."""
    found: dict[int, Money] = {}
    for line in family.lines:
        found[line.week.year] = found.get(line.week.year, Money(0, line.value.currency)) + line.value
    return found
