"""What each family can bring of an award: its pledges, less what other sharings took of them already; and who may not take part.

A share is what is asked of a family, so its whole pledge counts; how far pledges are kept is the risk of the cooperative
and lies in the capacity that a bid promises.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.money import split
from sse_desktop.domain.season import Week
from sse_desktop.queries.plot_certificates import certified_parts, land_of_members
from sse_desktop.queries.share_award import Award, AwardLine
from sse_desktop.queries.share_rows import LeftOut
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.harvests import Pledge
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember

# A bid that may still be won takes its part of the pledges, as it takes its part of the capacity.
COUNTED = (BidState.READY.value, BidState.SUBMITTED.value, BidState.WON.value)

NOT_CERTIFIED = N_("None of its plots is certified in the weeks in question.")
ELSEWHERE = N_("Its pledges are shared to other bids already.")
NOT_LOCAL = N_("It does not live in {place}, and the terms take only families from there.")
TAKEN_OUT = N_("It was taken out by {name}: {reason}")
TOO_LITTLE = N_("It pledged less than one unit of sale a week.")

Grams = dict[tuple[uuid.UUID, uuid.UUID, Week], int]
Steps = dict[tuple[uuid.UUID, uuid.UUID, Week], int]


class PlaceUnknown(DomainError):
    """Only local families may take part, and nobody knows what is local."""

    sentence = N_(
        "Only families of the same canton or province may take part, and the tender does not name it. Type it into the tender."
    )


@dataclass(frozen=True, slots=True)
class Pledger:
    """A member with what counts for a sharing."""

    id: uuid.UUID
    number: int
    name: str
    community: str
    canton: str
    province: str
    household: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Who takes part, and what each can bring: steps of a line by (member, bid line, week)."""

    members: Mapping[uuid.UUID, Pledger]
    steps: Steps
    left_out: tuple[LeftOut, ...]


def share_offers(session: Session, award: Award, terms: TermsRow, exceptions: Iterable[ExceptionRow]) -> Offers:
    """Return what the families can bring of an award.

    A pledge is taken in whole steps, rounded down; where an award has several lines of a product, it is split by what
    each of them asks in the week.

    Raises: PlaceUnknown.
    """
    pledged = _pledges(session, award)
    members = pledgers(session, {key[0] for key in pledged})
    pledged = {key: grams for key, grams in pledged.items() if key[0] in members}
    certified = _certified(session, award, terms, pledged)
    free = _less(certified, taken_elsewhere(session, award.tender_id))
    barred = _barred(award, terms, exceptions, members.values())
    steps = _steps(award, {key: grams for key, grams in free.items() if key[0] not in barred})
    taking = {key[0] for key in steps}
    reasons = [
        barred.get(member.id) or _too_little(member, certified, free)
        for member in members.values()
        if member.id not in taking
    ]
    return Offers(members={key: members[key] for key in members if key in taking}, steps=steps, left_out=tuple(reasons))


def taken_elsewhere(session: Session, tender_id: uuid.UUID) -> Grams:
    """Return the grams that the newest sharings of other bids, won or pending, take of each member's pledges."""
    select = (
        sa.select(SharingMember.member_id, SharingLine.product_id, SharingLine.week, sa.func.sum(SharingLine.grams))
        .join(SharingMember, SharingMember.id == SharingLine.sharing_member_id)
        .where(SharingMember.sharing_id.in_(newest_sharings(tender_id)))
        .group_by(SharingMember.member_id, SharingLine.product_id, SharingLine.week)
    )
    return {(member, product, Week.parse(week)): int(grams) for member, product, week, grams in session.execute(select)}


def newest_sharings(except_tender: uuid.UUID | None = None) -> sa.Select[uuid.UUID]:
    """Return the ids of the newest sharing, not voided, of each bid that is won or pending."""
    newest = (
        sa.select(Sharing.bid_id, sa.func.max(Sharing.version).label("version"))
        .where(Sharing.voided.is_(None))
        .group_by(Sharing.bid_id)
        .subquery()
    )
    select = (
        sa.select(Sharing.id)
        .join(newest, sa.and_(newest.c.bid_id == Sharing.bid_id, newest.c.version == Sharing.version))
        .join(Bid, Bid.id == Sharing.bid_id)
        .where(Sharing.voided.is_(None), Bid.state.in_(COUNTED))
    )
    return select if except_tender is None else select.where(Bid.tender_id != except_tender)


# ---------------------------------------------------------------- pledges


def _pledges(session: Session, award: Award) -> Grams:
    select = sa.select(Pledge.member_id, Pledge.product_id, Pledge.week, Pledge.grams).where(
        Pledge.product_id.in_({line.product_id for line in award.lines}),
        Pledge.week <= str(award.weeks[-1]),
        Pledge.grams > 0,
    )
    found = {
        (member, product, Week.parse(week)): grams for member, product, week, grams in session.execute(select).all()
    }
    counted = {at: bool(_lines_of(award, *at)) for at in {key[1:] for key in found}}
    return {key: grams for key, grams in found.items() if counted[key[1:]]}


def _lines_of(award: Award, product_id: uuid.UUID, week: Week) -> list[AwardLine]:
    """Return the lines that the harvest of a week serves: those due in it, else those due while it keeps."""
    lines = [line for line in award.lines if line.product_id == product_id and line.takes_harvest_of(week)]
    return [line for line in lines if week in line.plan] or lines


def pledgers(session: Session, wanted: set[uuid.UUID], *, archived: bool = False) -> dict[uuid.UUID, Pledger]:
    """Return those of the members who are not archived, or all of them, by number."""
    select = sa.select(Member).order_by(Member.number)
    rows = session.scalars(select if archived else select.where(Member.archived.is_(False)))
    return {
        row.id: Pledger(
            row.id,
            row.number,
            row.name,
            row.community,
            row.canton,
            row.province,
            row.household.strip(),
            frozenset(code.strip() for code in row.priority_codes.split(",") if code.strip()),
        )
        for row in rows
        if row.id in wanted
    }


def _certified(session: Session, award: Award, terms: TermsRow, pledged: Grams) -> Grams:
    """Keep of each pledge the part that comes from certified plots, where that is asked for."""
    if award.certificate_kind is None and not terms.certified_only:
        return pledged
    kind = terms.certificate_kind or award.certificate_kind or ""
    found: Grams = {}
    for product in {line.product_id for line in award.lines}:
        lands = land_of_members(session, product)
        by_member: dict[uuid.UUID, list[Week]] = {}
        for member, of, week in pledged:
            if of == product:
                by_member.setdefault(member, []).append(week)
        for member, weeks in by_member.items():
            for week, part in certified_parts(lands, member, weeks, kind).items():
                grams = pledged[member, product, week]
                found[member, product, week] = grams * part.numerator // part.denominator
    return found


def _less(pledged: Grams, taken: Grams) -> Grams:
    return {key: max(0, grams - taken.get(key, 0)) for key, grams in pledged.items()}


def _steps(award: Award, free: Grams) -> Steps:
    found: Steps = {}
    lines = {at: _lines_of(award, *at) for at in {key[1:] for key in free}}
    for (member, product, week), grams in free.items():
        for line, steps in _parted(lines[product, week], grams, week):
            if steps:
                found[member, line.bid_line_id, week] = steps
    return found


def _parted(lines: list[AwardLine], grams: int, week: Week) -> list[tuple[AwardLine, int]]:
    """Return the steps for each line of a product in a week; of one unit they are split whole, so that none gets lost."""
    if len(lines) == 1:
        return [(lines[0], lines[0].steps(grams, week))]
    asked = [line.plan.get(week) or line.due_while_it_keeps(week) for line in lines]
    if len({(line.unit, line.step_milli) for line in lines}) == 1:
        return list(zip(lines, split(lines[0].steps(grams, week), asked), strict=True))
    weights = [line.weight(steps, week).milli for line, steps in zip(lines, asked, strict=True)]
    return [(line, line.steps(part, week)) for line, part in zip(lines, split(grams, weights), strict=True)]


# ---------------------------------------------------------------- who may not take part


def _barred(
    award: Award, terms: TermsRow, exceptions: Iterable[ExceptionRow], members: Iterable[Pledger]
) -> dict[uuid.UUID, LeftOut]:
    out = {each.member_id: each for each in exceptions if each.kind == "out"}
    place = local_place(award, terms)
    found: dict[uuid.UUID, LeftOut] = {}
    for member in members:
        if member.id in out:
            facts = {"name": out[member.id].set_by, "reason": out[member.id].reason}
            found[member.id] = _left_out(member, TAKEN_OUT, **facts)
        elif place and fold(member.canton if terms.locality == "canton" else member.province) != fold(place):
            found[member.id] = _left_out(member, NOT_LOCAL, place=place)
    return found


def local_place(award: Award, terms: TermsRow) -> str:
    """Return the canton or province that families must come from; empty when they may come from anywhere.

    Raises: PlaceUnknown.
    """
    if not terms.locality:
        return ""
    place = award.canton if terms.locality == "canton" else award.province
    if not place.strip():
        raise PlaceUnknown
    return place


def _too_little(member: Pledger, certified: Grams, free: Grams) -> LeftOut:
    if not any(grams for key, grams in certified.items() if key[0] == member.id):
        return _left_out(member, NOT_CERTIFIED)
    if not any(grams for key, grams in free.items() if key[0] == member.id):
        return _left_out(member, ELSEWHERE)
    return _left_out(member, TOO_LITTLE)


def _left_out(member: Pledger, sentence: str, **facts: object) -> LeftOut:
    return LeftOut(member_id=member.id, number=member.number, name=member.name, sentence=sentence, facts=facts)
