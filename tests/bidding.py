"""What most tests of tenders and bids begin with: a tender, its lines, papers, pledges and a bid."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Protocol

from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.bids import start_bid
from sse_desktop.commands.papers import PaperData, PaperFile, add_paper
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.rates import set_conversion
from sse_desktop.commands.requirements import RequirementData, add_requirement
from sse_desktop.commands.tender_items import add_item
from sse_desktop.commands.tenders import ItemData, TenderData, enter_tender
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Conversion
from sse_desktop.domain.season import Week
from sse_desktop.queries.bids import BidDetail, bid
from sse_desktop.queries.tenders import tender
from sse_desktop.store.database import Actor
from tests.builders import Office, a_member, a_product

QUITO = timezone(timedelta(hours=-5))
DEADLINE = datetime(2026, 8, 10, 16, 0, tzinfo=QUITO)
FIRST_DAY, LAST_DAY = date(2026, 8, 31), date(2026, 9, 27)
WEEKS = [Week(2026, 36) + count for count in range(4)]
A_FILE = PaperFile(sha="0" * 64, name="paper.pdf", media_type="application/pdf", pages=1)


class Records(Protocol):
    """An office of the tests, or a workspace."""

    def write(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...


def a_tender(office: Records, **more: Any) -> uuid.UUID:
    """Store a tender that is delivered in four weeks of September 2026."""
    data: dict[str, Any] = {
        "title": "Fruit for schools",
        "reference": "FI-01-2026",
        "buyer_name": "Demo buyer",
        "deadline": DEADLINE,
        "deadline_stated": True,
        "delivery_from": FIRST_DAY,
        "delivery_to": LAST_DAY,
    }
    return uuid.UUID(str(office.write(enter_tender, TenderData(**(data | more)))))


def an_item(office: Records, tender: uuid.UUID, quantity: int | str | None = 4000, **more: Any) -> uuid.UUID:
    """Store a line of a tender, in units."""
    amount = Decimal(quantity) if quantity is not None else None
    data = ItemData(**{"description": "Granadilla", "quantity": amount, "unit": "unit", **more})
    return uuid.UUID(str(office.write(add_item, tender, data)))


def fruit(office: Records, code: str = "GRA", name: str = "Granadilla", **more: Any) -> uuid.UUID:
    """Store a product of which a unit weighs 100 g."""
    product = a_product(office, code, name, **more)
    office.write(set_conversion, product, Conversion("unit", 1, 10, date(2026, 1, 1)))
    return product


def pledged(
    office: Records, product: uuid.UUID, kilos: Mapping[Week, int], member: uuid.UUID | None = None
) -> uuid.UUID:
    """Store the pledges of a member, a new one unless named, in kg by week."""
    member = member or a_member(office, f"Family {product}")
    rows = [
        PledgeData(member_id=member, product_id=product, week=week, grams=amount * 1000)
        for week, amount in kilos.items()
    ]
    office.write(set_pledges, rows)
    return member


def a_requirement(office: Records, tender: uuid.UUID, kind: str = "ruc", **more: Any) -> uuid.UUID:
    """Ask for a paper."""
    data = RequirementData(**{"paper_kind": kind, "title": kind.upper(), **more})
    return uuid.UUID(str(office.write(add_requirement, tender, data)))


def a_paper(office: Records, kind: str = "ruc", *, file: PaperFile | None = A_FILE, **more: Any) -> uuid.UUID:
    """Store a paper with a file."""
    data = PaperData(**{"kind": kind, "title": f"Paper {kind}", **more})
    return uuid.UUID(str(office.write(add_paper, data, file)))


def a_bid(office: Records, tender: uuid.UUID, price: str | None = "0.15") -> uuid.UUID:
    """Start the bid of a tender and price all its lines."""
    made = uuid.UUID(str(office.write(start_bid, tender)))
    if price is not None:
        for line in office.read(bid, made).lines:
            office.write(set_price, line.id, UnitPrice.of(price, "USD"))
    return made


def lines_of(office: Records, bid_id: uuid.UUID) -> Any:
    """Return the lines of a bid."""
    return office.read(bid, bid_id).lines


def put(office: Office, table: Any, key: uuid.UUID, **fields: Any) -> None:
    """Set fields of a row past the commands, to begin where a test needs it."""
    with office.database.writing(Actor(office.name, office.role), "a test", office.now) as session:
        row = session.get_one(table, key)
        for name, value in fields.items():
            setattr(row, name, value)


def detail(office: Records, key: Any) -> BidDetail:
    """Return everything about a bid."""
    found: BidDetail = office.read(bid, key)
    return found


def a_possible_bid(office: Office, units: int = 4000, pledged_kg: int = 100, **more: Any) -> Any:
    """A priced bid for fruit of which so many kilos are pledged in each of its four weeks."""
    product = fruit(office)
    pledged(office, product, dict.fromkeys(WEEKS, pledged_kg))
    made = a_tender(office, **more)
    an_item(office, made, units, product_id=product)
    return a_bid(office, made)


def with_paper_asked(office: Office, **more: Any) -> tuple[Any, Any, Any]:
    """A possible bid, its tender, and a paper that is asked for there."""
    offer = a_possible_bid(office)
    made = detail(office, offer).tender_id
    return offer, made, a_requirement(office, made, **more)


def kept_data(office: Records, made: Any, now: datetime) -> TenderData:
    """Return what a form would give back unchanged."""
    found = office.read(tender, made, now)
    names = TenderData.__dataclass_fields__
    return TenderData(**{name: getattr(found, name) for name in names})
