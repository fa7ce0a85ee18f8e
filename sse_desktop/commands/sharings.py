"""Keeping a sharing: reckoned again inside the transaction, stored whole, and never changed; a newer version follows it."""

import json
import uuid
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.commands.voiding import reason_given, void
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.lifecycle import BidState, NotAllowedNow
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_caps import MemberOverCap
from sse_desktop.queries.share_facts import facts_text
from sse_desktop.queries.share_rows import FamilyShare, ShareLine, Shares
from sse_desktop.queries.shares import shares
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.record import Fact
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.shares import Sharing, SharingLine, SharingMember

# A weight is a number to compare by; the column holds no larger one.
_LARGEST: Final = 2**62


class SharingChanged(DomainError):
    """Something the shares rest on was changed after they were shown."""

    sentence = N_(
        "Pledges, terms or the bid were changed since these shares were shown. Nothing was kept. Look at the new shares and keep them."
    )


class NobodyCanBring(DomainError):
    """There is nothing to keep."""

    sentence = N_("No family can bring anything of what is asked. Nothing was kept. Enter pledges for its weeks first.")


class NewerSharing(DomainError):
    """Only the newest version may be voided."""

    sentence = N_("A newer version of this sharing was kept. Nothing was changed. Void the newer one first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSharing:
    """Which shares to keep: `seen` is the digest of those that were shown; `from_week` shares the rest of an award anew."""

    bid_id: uuid.UUID
    seen: str = ""
    from_week: Week | None = None
    reason: str = ""


@allowed(Role.SECRETARY, Role.PRESIDENT)
def keep_sharing(session: Writing, data: KeepSharing) -> uuid.UUID:
    """Store the shares of a bid as its next version and return its id; a version after the first needs a reason.

    Raises:
        ReasonMissing, SharingChanged, NobodyCanBring, MemberOverCap, NotAllowedNow, and what `shares` raises.
    """
    bid = session.get_one(Bid, data.bid_id)
    if bid.state in {BidState.LOST, BidState.WITHDRAWN}:
        raise NotAllowedNow(state=Term(BidState(bid.state).label), target=Term(BidState.WON.label))
    version = 1 + (session.scalar(sa.select(sa.func.max(Sharing.version)).where(Sharing.bid_id == bid.id)) or 0)
    reason = reason_given(data.reason) if version > 1 else data.reason.strip()
    made = shares(session, bid.id, session.today, from_week=data.from_week)
    _check(made, data.seen)
    row = _sharing(session, made, version, reason)
    session.add(row)
    _store_families(session, row.id, made)
    return row.id


def _check(made: Shares, seen: str) -> None:
    if seen and seen != made.made_from:
        raise SharingChanged
    if not made.served:
        raise NobodyCanBring
    for over in made.over_caps[:1]:
        raise MemberOverCap(
            member=over.name,
            value=over.value,
            buyer=made.buyer,
            year=str(over.year),
            before=over.before,
            rule=Term(over.rule),
            cap=over.cap,
            excess=over.excess,
        )


@allowed(Role.SECRETARY, Role.PRESIDENT)
def void_sharing(session: Writing, sharing_id: uuid.UUID, reason: str) -> None:
    """Void the newest version; the one before counts again, and what it took of the pledges is free.

    Raises:
        ReasonMissing, AlreadyVoided, NewerSharing.
    """
    row = session.get_one(Sharing, sharing_id)
    newer = sa.select(Sharing.id).where(
        Sharing.bid_id == row.bid_id, Sharing.version > row.version, Sharing.voided.is_(None)
    )
    if session.scalar(newer.limit(1)) is not None:
        raise NewerSharing
    void(row, reason)
    members = sa.select(SharingMember).where(SharingMember.sharing_id == row.id)
    own = sa.select(SharingMember.id).where(SharingMember.sharing_id == row.id)
    parts: list[Fact] = [*session.scalars(members)]
    parts += session.scalars(sa.select(SharingLine).where(SharingLine.sharing_member_id.in_(own)))
    for part in parts:
        void(part, reason)


def _sharing(session: Writing, made: Shares, version: int, reason: str) -> Sharing:
    return Sharing(
        id=session.new_id(),
        bid_id=made.bid_id,
        version=version,
        made_at=session.now,
        made_by=session.actor.name,
        reason=reason,
        measure=str(made.terms.measure),
        currency=made.currency,
        from_week=str(made.from_week) if made.from_week is not None else "",
        asked_minor=made.asked.minor,
        shared_minor=made.total.minor,
        terms=terms_text(made),
        summary=summary_text(made),
        made_from=made.made_from,
    )


def terms_text(made: Shares) -> str:
    """Return the terms as JSON text, to be read back as `TermsRow`."""
    terms = made.terms
    return facts_text(
        {
            "measure": str(terms.measure),
            "minimum": terms.minimum,
            "cap": terms.cap,
            "household_cap": terms.household_cap,
            "follows_caps": terms.follows_caps,
            "follows_priority": terms.follows_priority,
            "certified_only": terms.certified_only,
            "certificate_kind": terms.certificate_kind,
            "locality": terms.locality,
            "note": terms.note,
        }
    )


def summary_text(made: Shares) -> str:
    """Return what else the sharing says as JSON text: exceptions, what nobody can bring, and who was left out."""
    exceptions = [
        json.loads(
            facts_text(
                {
                    "id": str(each.id),
                    "member_id": str(each.member_id),
                    "number": each.number,
                    "name": each.name,
                    "kind": each.kind,
                    "product_id": str(each.product_id) if each.product_id else "",
                    "product": each.product,
                    "amount": each.amount,
                    "quantity": each.quantity,
                    "reason": each.reason,
                    "set_by": each.set_by,
                }
            )
        )
        for each in made.exceptions
    ]
    unserved = [
        {
            "line": str(row.bid_line_id),
            "product": row.product,
            "week": str(row.week),
            "milli": row.quantity.milli,
            "unit": row.quantity.unit,
            "minor": row.value.minor,
        }
        for row in made.unserved
    ]
    left_out = [
        {
            "member": str(row.member_id),
            "number": row.number,
            "name": row.name,
            "sentence": row.sentence,
            "facts": json.loads(facts_text(row.facts)),
        }
        for row in made.left_out
    ]
    return json.dumps({"exceptions": exceptions, "unserved": unserved, "left_out": left_out}, ensure_ascii=False)


def _store_families(session: Writing, sharing_id: uuid.UUID, made: Shares) -> None:
    ids = [session.new_id() for _ in made.families]
    families = [_family(row_id, sharing_id, family) for row_id, family in zip(ids, made.families, strict=True)]
    lines = [
        _line(session.new_id(), row_id, line)
        for row_id, family in zip(ids, made.families, strict=True)
        for line in family.lines
    ]
    record_many(session, SharingMember, families)
    record_many(session, SharingLine, lines)


def _family(row_id: uuid.UUID, sharing_id: uuid.UUID, family: FamilyShare) -> dict[str, object]:
    return {
        "id": row_id,
        "sharing_id": sharing_id,
        "member_id": family.member_id,
        "weight": min(family.weight, _LARGEST),
        "offered_minor": family.offered.minor,
        "even_minor": family.even.minor,
        "carried_minor": family.carried.minor,
        "value_minor": family.value.minor,
        "limited_by": family.limited_by,
        "facts": facts_text(family.facts),
    }


def _line(row_id: uuid.UUID, family_id: uuid.UUID, line: ShareLine) -> dict[str, object]:
    return {
        "id": row_id,
        "sharing_member_id": family_id,
        "bid_line_id": line.bid_line_id,
        "product_id": line.product_id,
        "week": str(line.week),
        "quantity_milli": line.quantity.milli,
        "unit": line.quantity.unit,
        "grams": line.weight.milli,
        "value_minor": line.value.minor,
    }
