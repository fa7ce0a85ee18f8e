"""Third scene: three tenders - one won and delivered, one lost, one open with its deadline next month."""

import tempfile
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sse_desktop.commands.bids import mark_ready, override_capacity, record_result, start_bid, submit_bid
from sse_desktop.commands.requirements import add_usual_requirements
from sse_desktop.commands.tender_decisions import DecisionData, decide_tender
from sse_desktop.commands.tender_import import import_tender
from sse_desktop.commands.tender_items import add_item, map_item_to_product, spread_demand
from sse_desktop.commands.tenders import ItemData, TenderData, enter_tender
from sse_desktop.demo.stage import WEEKS_OF_DELIVERY, Stage
from sse_desktop.demo.terms import read_the_papers
from sse_desktop.domain.lifecycle import BidState
from sse_desktop.domain.quantity import UNIT
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from sse_desktop.queries.tenders import tender_items
from sse_desktop.resources import resources
from sse_desktop.store.atomic import write_atomically

RATIONS = 12
TOTAL = 9_935 * RATIONS
PROCEDURE = "feria_inclusiva"
NOTICE_NAME = "open-notice.json"


@dataclass(frozen=True, slots=True)
class Past:
    """A tender that is over: its first week of delivery is `starts` weeks before this one."""

    reference: str
    title: str
    codes: tuple[str, ...]
    units: int
    starts: int
    result: BidState
    why: str


WON = Past(
    "FI-IDPA-002",
    "Granadilla y mandarina para 26 escuelas (demo)",
    ("GRA", "MAN"),
    TOTAL,
    WEEKS_OF_DELIVERY,
    BidState.WON,
    "Las familias tienen cosecha para las doce semanas, y las escuelas quedan en nuestras rutas.",
)
LOST = Past(
    "FI-IDPA-004",
    "Mandarina para hospitales (demo)",
    ("MAN",),
    40_000,
    6,
    BidState.LOST,
    "Hay mandarina de más desde el segundo mes de cosecha.",
)


def take_part(stage: Stage, past: Past) -> uuid.UUID:
    """Enter a tender by hand, decide to go on, offer, hand in and record the result; return the bid."""
    start = stage.monday(past.starts)
    tender_id = _enter(stage, past, start)
    moment = stage.at(start - timedelta(days=32))
    goes_on = DecisionData(goes_on=True, reasons=past.why)
    stage.write(moment - timedelta(hours=1), decide_tender, tender_id, goes_on)
    bid_id = stage.write(moment, start_bid, tender_id)
    why = "Cosecha asegurada por acta de la asamblea (demo)"
    stage.write(moment + timedelta(hours=1), override_capacity, bid_id, why)
    stage.write(moment + timedelta(hours=2), mark_ready, bid_id)
    stage.write(moment + timedelta(hours=3), submit_bid, bid_id, moment + timedelta(hours=3))
    decided = start - timedelta(days=18)
    stage.write(stage.at(decided, 16), record_result, bid_id, past.result, decided)
    return bid_id


def _enter(stage: Stage, past: Past, start: date) -> uuid.UUID:
    buyer = stage.data["buyer"]
    data = TenderData(
        title=past.title,
        reference=past.reference,
        buyer_name=buyer["name"],
        buyer_tax_id=buyer["tax_id"],
        country="EC",
        language="es",
        procedure=PROCEDURE,
        published_on=start - timedelta(days=45),
        deadline=stage.at(start - timedelta(days=28), 15),
        deadline_stated=True,
        opening_on=start - timedelta(days=28),
        delivery_from=start,
        delivery_to=start + timedelta(weeks=RATIONS) - timedelta(days=3),
        currency=stage.workspace.cooperative.currency,
    )
    moment = stage.at(start - timedelta(days=40))
    tender_id = stage.write(moment, enter_tender, data)
    prices = {row["code"]: Decimal(row["sale_price"]) for row in stage.data["products"]}
    names = {row["code"]: f"{row['name']} fresca, por unidad" for row in stage.data["products"]}
    for code in past.codes:
        item = ItemData(
            description=names[code],
            quantity=Decimal(past.units),
            unit=UNIT,
            classification_scheme="CPC",
            price=prices[code],
            product_id=stage.products[code],
        )
        item_id = stage.write(moment, add_item, tender_id, item)
        stage.write(moment, spread_demand, item_id)
    return tender_id


def open_days(today: date) -> dict[str, date]:
    """Return the days of the open tender: its deadline lies in the next month, delivery begins two weeks after it."""
    first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    deadline = first_of_next + timedelta(days=16)
    deadline -= timedelta(days=max(0, deadline.weekday() - 4))
    start = deadline - timedelta(days=deadline.weekday()) + timedelta(weeks=3)
    return {
        "published": today - timedelta(days=4),
        "questions": today + timedelta(days=6),
        "deadline": deadline,
        "delivery_from": start,
        "delivery_to": start + timedelta(weeks=RATIONS) - timedelta(days=3),
    }


def filled_notice(today: date) -> bytes:
    """Return the open tender's notice, an OCDS file of our own, with its days written in."""
    text = (resources() / "demo" / NOTICE_NAME).read_text(encoding="utf-8")
    for name, day in open_days(today).items():
        text = text.replace(f"@{name}@", day.isoformat())
    return text.encode()


def open_tender(stage: Stage) -> uuid.UUID:
    """Import the open tender's notice as any other file, map its item, begin a bid and answer it; return the tender."""
    data = filled_notice(stage.today)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NOTICE_NAME
        write_atomically(path, data)
        [notice] = read_notices(path, stage.workspace.cooperative.time_zone).notices
    sha = stage.workspace.attachments.put(data)
    found = tender_import(notice, source="ocds", original_sha=sha, original_name=NOTICE_NAME)
    moment = stage.at(stage.today - timedelta(days=3), 10)
    tender_id = stage.write(moment, import_tender, found).tender_id
    stage.write(moment + timedelta(minutes=5), add_usual_requirements, tender_id)
    for item in stage.workspace.read(tender_items, tender_id):
        stage.write(moment + timedelta(minutes=9), map_item_to_product, item.id, stage.products["NAR"])
        stage.write(moment + timedelta(minutes=9), spread_demand, item.id)
    stage.bid = stage.write(moment + timedelta(minutes=30), start_bid, tender_id)
    read_the_papers(stage, tender_id, stage.bid, found.data)
    return tender_id
