"""Weekly amounts of other cooperatives for a consortium bid: signing ours, taking theirs in, and taking them out again."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.queries.plans import certificate_asked
from sse_desktop.queries.pooled_capacity import known_names, our_fingerprint
from sse_desktop.queries.products import products
from sse_desktop.store.database import Writing
from sse_desktop.store.signing import SigningPair, new_pair
from sse_desktop.store.tables.demands import PooledCapacity, PooledWeek, SigningKey
from sse_desktop.store.tables.tenders import Tender

# Two clocks are never alike, and one of them may be in another time zone.
CLOCKS_DIFFER: Final = timedelta(days=1)


class OtherTender(DomainError):
    """The file is for another tender."""

    sentence = N_(
        "This file is for the tender {theirs}, not for {ours}. Nothing was taken in. Open that tender, or ask for the right file."
    )


class OwnCapacity(DomainError):
    """We signed the file ourselves; it would count our harvest twice."""

    sentence = N_("This is our own file. Nothing was taken in: our harvest counts already. Ask the partner for theirs.")


class OlderCapacity(DomainError):
    """A newer file of the same cooperative came before."""

    sentence = N_(
        "{cooperative} sent a newer file before, made on {kept}; this one was made on {made}. Nothing was taken in."
    )


class MadeInTheFuture(DomainError):
    """The file says that it was made later than now; taken in, it would shut out every true file that follows."""

    sentence = N_(
        "This file of {cooperative} says it was made on {made}, which is still to come. Nothing was taken in. "
        "Check the date of both computers; then ask the partner for a new file."
    )


class AlreadyPooled(DomainError):
    """The very file counts already."""

    sentence = N_("This file of {cooperative} is counted already. Nothing was changed.")


class AnotherKey(DomainError):
    """Somebody signs with another key under the name of a cooperative that is known here."""

    sentence = N_(
        "A file of {cooperative} that counts here was signed with another key. Nothing was taken in. "
        "Call them and compare the numbers of the key; then take the old file out and try again."
    )


class PartnerNotCertified(DomainError):
    """The tender asks for certified plots and the partner's amounts are not from such."""

    sentence = N_(
        "This tender asks for certified plots, but the amounts of {cooperative} are not only from such. Nothing was taken in. "
        "Ask them to mark the tender so, too, and to send a new file."
    )


@dataclass(frozen=True, slots=True)
class Signature:
    """What proves who made a file: the public key, and the signature of its bytes."""

    public: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledWeekData:
    """What a partner gives of one of their products in a week."""

    their_product: str
    week: Week
    grams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledData:
    """A partner's file whose signature was checked. `products` says which of ours theirs are; unknown ones may be left out."""

    cooperative: str
    tax_id: str
    reference: str
    ocid: str
    made_at: datetime
    fingerprint: str
    digest: str
    certificate: str | None
    weeks: tuple[PooledWeekData, ...]
    products: Mapping[str, uuid.UUID | None] | None = None


@allowed(Role.SECRETARY, Role.PRESIDENT)
def sign_with_our_key(session: Writing, data: bytes) -> Signature:
    """Return the cooperative's signature of the bytes; the key is made at its first use and never leaves the data file."""
    pair = _our_pair(session)
    return Signature(pair.public, pair.sign(data))


@allowed(Role.SECRETARY, Role.PRESIDENT)
def take_in_capacity(session: Writing, tender_id: uuid.UUID, data: PooledData) -> uuid.UUID:
    """Count a partner's amounts for a tender and return their id; an older file of the same key is replaced.

    Products that nobody named are found by what was said before of this partner, else by an equal code or name.

    Raises:
        OtherTender, OwnCapacity, MadeInTheFuture, OlderCapacity, AlreadyPooled, AnotherKey, PartnerNotCertified.
    """
    tender = session.get_one(Tender, tender_id)
    _check(session, tender, data)
    for old in _of_tender(session, tender_id):
        if old.fingerprint == data.fingerprint and not old.archived:
            old.archived = True
    names = ("cooperative", "tax_id", "made_at", "fingerprint", "digest")
    row = PooledCapacity(id=session.new_id(), tender_id=tender_id, **{name: getattr(data, name) for name in names})
    session.add(row)
    session.flush()
    ours = _our_products(session, data)
    for week in data.weeks:
        session.add(
            PooledWeek(
                id=session.new_id(),
                pooled_capacity_id=row.id,
                their_product=week.their_product,
                product_id=ours.get(week.their_product),
                week=str(week.week),
                grams=week.grams,
            )
        )
    return row.id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def map_pooled_product(
    session: Writing, pooled_id: uuid.UUID, their_product: str, product_id: uuid.UUID | None
) -> None:
    """Say which product of ours a partner's product is; None: it is none, and does not count."""
    which = sa.select(PooledWeek).where(
        PooledWeek.pooled_capacity_id == pooled_id, PooledWeek.their_product == their_product
    )
    for week in session.scalars(which):
        week.product_id = product_id


@allowed(Role.SECRETARY, Role.PRESIDENT)
def take_out_capacity(session: Writing, pooled_id: uuid.UUID) -> None:
    """Count a partner's amounts no more."""
    session.get_one(PooledCapacity, pooled_id).archived = True


# ---------------------------------------------------------------- inside


def _our_pair(session: Writing) -> SigningPair:
    row = session.scalars(sa.select(SigningKey)).first()
    if row is None:
        pair = new_pair()
        session.add(
            SigningKey(
                id=session.new_id(),
                public_key=pair.public.hex(),
                private_key=pair.private.hex(),
                created_on=session.today,
            )
        )
        return pair
    return SigningPair(private=bytes.fromhex(row.private_key), public=bytes.fromhex(row.public_key))


def _check(session: Writing, tender: Tender, data: PooledData) -> None:
    if not _is_same(tender, data):
        raise OtherTender(theirs=data.reference or data.ocid, ours=tender.reference or tender.ocid)
    if data.fingerprint == our_fingerprint(session):
        raise OwnCapacity
    if data.made_at > session.now + CLOCKS_DIFFER:
        raise MadeInTheFuture(cooperative=data.cooperative, made=data.made_at)
    asked = certificate_asked(session, tender.id)
    if asked is not None and (data.certificate is None or asked not in {"", data.certificate}):
        raise PartnerNotCertified(cooperative=data.cooperative)
    for old in _of_tender(session, tender.id):
        _check_beside(old, data)


def _check_beside(old: PooledCapacity, data: PooledData) -> None:
    """Refuse what can't stand beside, or follow, a file that came before."""
    if old.fingerprint != data.fingerprint:
        is_namesake = fold(old.cooperative) == fold(data.cooperative) or (old.tax_id and old.tax_id == data.tax_id)
        if is_namesake and not old.archived:
            raise AnotherKey(cooperative=data.cooperative)
        return
    if data.digest == old.digest and not old.archived:
        raise AlreadyPooled(cooperative=data.cooperative)
    if data.made_at < old.made_at:
        raise OlderCapacity(cooperative=data.cooperative, kept=old.made_at, made=data.made_at)


def _is_same(tender: Tender, data: PooledData) -> bool:
    numbers = [(tender.ocid, data.ocid), (tender.reference, data.reference)]
    known = [(fold(ours).strip(), fold(theirs).strip()) for ours, theirs in numbers if ours.strip() and theirs.strip()]
    return bool(known) and known[0][0] == known[0][1]


def _of_tender(session: Writing, tender_id: uuid.UUID) -> list[PooledCapacity]:
    select = sa.select(PooledCapacity).where(PooledCapacity.tender_id == tender_id)
    return list(session.scalars(select.order_by(PooledCapacity.made_at)))


def _our_products(session: Writing, data: PooledData) -> dict[str, uuid.UUID | None]:
    said, before = data.products or {}, known_names(session)
    ours = {fold(name): row.id for row in products(session) for name in (row.name, row.code)}
    found: dict[str, uuid.UUID | None] = {}
    for word in dict.fromkeys(week.their_product for week in data.weeks):
        remembered = before.get(f"{data.fingerprint} {word}")
        found[word] = said[word] if word in said else remembered or ours.get(fold(word))
    return found
