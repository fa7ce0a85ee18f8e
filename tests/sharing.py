"""What tests of fair shares begin with: a bid for fruit, and families that pledged for its weeks."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.sharing_terms import ExceptionData, TermsData, set_exception, set_sharing_terms
from sse_desktop.commands.sharings import KeepSharing, keep_sharing
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import bid
from sse_desktop.queries.share_rows import Shares
from sse_desktop.queries.shares import shares
from sse_desktop.queries.sharings import kept_shares
from sse_desktop.store.tables.cooperative import Cooperative
from tests.bidding import WEEKS, Records, a_bid, a_tender, an_item, fruit, pledged, put
from tests.builders import TODAY, Office, a_member


def dollars(amount: str | int) -> Money:
    """Return an amount in dollars."""
    return Money.of(amount, "USD")


def families_pledge(
    office: Records, product: uuid.UUID, kilos: Sequence[int | Mapping[Week, int]], **more: Any
) -> list[uuid.UUID]:
    """Store a family for each entry that pledges so many kilos in every week, or by week."""
    found = []
    for number, each in enumerate(kilos, start=1):
        member = a_member(office, f"Family {number}", **more)
        pledged(office, product, each if isinstance(each, Mapping) else dict.fromkeys(WEEKS, each), member)
        found.append(member)
    return found


def a_sharing_ground(
    office: Records,
    kilos: Sequence[int | Mapping[Week, int]],
    units: int = 4000,
    price: str | None = "0.15",
    shelf_days: int | None = 6,
    **tender: Any,
) -> tuple[uuid.UUID, list[uuid.UUID], uuid.UUID]:
    """A bid for units of 100 g, a quarter in each of four weeks; the families and the product.

    Unless said otherwise the fruit does not keep until the week after.
    """
    product = fruit(office, shelf_days=shelf_days)
    members = families_pledge(office, product, kilos)
    made = a_tender(office, **tender)
    an_item(office, made, units, product_id=product)
    return a_bid(office, made, price), members, product


def shared(office: Records, bid_id: uuid.UUID, **more: Any) -> Shares:
    """Return the shares as they would be now."""
    found: Shares = office.read(shares, bid_id, TODAY, **more)
    return found


def kept(office: Records, bid_id: uuid.UUID, **more: Any) -> Shares:
    """Keep the shares and return them as they are kept."""
    made: Shares = office.read(kept_shares, office.write(keep_sharing, KeepSharing(bid_id=bid_id, **more)))
    return made


def terms(office: Records, bid_id: uuid.UUID, **more: Any) -> None:
    """Set the terms of a bid."""
    office.write(set_sharing_terms, bid_id, TermsData(**more))


def except_for(office: Records, bid_id: uuid.UUID, member: uuid.UUID, kind: str, **more: Any) -> None:
    """Set something for one family."""
    office.write(
        set_exception, bid_id, ExceptionData(**{"member_id": member, "kind": kind, "reason": "drought", **more})
    )


def values(found: Shares) -> list[str]:
    """Return what the families get, by their numbers."""
    return [str(family.value.amount) for family in found.families]


def put_profile(office: Office, profile: str, currency: str) -> None:
    """Let the cooperative live under other rules."""
    with office.database.reading() as session:
        [row] = session.query(Cooperative.id).all()
    put(office, Cooperative, row[0], profile_id=profile, currency=currency)


def reprice(office: Office, bid_id: uuid.UUID, price: str) -> None:
    """Price the lines of a bid in its own currency."""
    found = office.read(bid, bid_id)
    for line in found.lines:
        office.write(set_price, line.id, UnitPrice.of(price, found.currency))


def check_sums(found: Shares) -> None:
    """Σ families = total, total + unserved = asked, a family's lines = its value; nothing is broken."""
    nothing = Money(0, found.currency)
    assert sum((row.value for row in found.families), start=nothing) == found.total
    assert found.total + found.missing == found.asked
    for row in found.families:
        assert sum((line.value for line in row.lines), start=nothing) == row.value
        assert all(line.quantity.milli % 1000 == 0 for line in row.lines)
