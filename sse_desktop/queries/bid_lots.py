"""The lots that a bid answers: of which it offers something, and what its offer of each of them comes to."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.money import Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.tenders import TenderItem


@dataclass(frozen=True, slots=True)
class BidLots:
    """Σ line totals without tax by lot, of the lots in which the bid offers something; empty where no line has a lot."""

    totals: Mapping[uuid.UUID, Money] = field(default_factory=dict)

    def is_ours(self, lot: uuid.UUID | None) -> bool:
        """Tell whether what holds for a lot concerns the bid; what holds for the whole tender always does."""
        return lot is None or not self.totals or lot in self.totals

    def offer(self, lot: uuid.UUID | None, whole: Money | None) -> Money | None:
        """Return the offer that counts for a lot; that of the whole bid where nothing is said of lots."""
        return whole if lot is None or not self.totals else self.totals.get(lot)


def bid_lots(session: Session, bid_id: uuid.UUID | None) -> BidLots:
    """Return the lots of a bid; of none without a bid."""
    select = (
        sa.select(TenderItem.tender_lot_id, Bid.currency, BidLine.price_micros, BidLine.quantity_milli, BidLine.unit)
        .join(TenderItem, TenderItem.id == BidLine.tender_item_id)
        .join(Bid, Bid.id == BidLine.bid_id)
        .where(BidLine.bid_id == bid_id, BidLine.quantity_milli > 0, TenderItem.tender_lot_id.is_not(None))
    )
    found: dict[uuid.UUID, list[Money]] = {}
    for lot, currency, micros, milli, unit in session.execute(select) if bid_id is not None else ():
        if lot is not None:
            found.setdefault(lot, []).append(UnitPrice(micros or 0, currency).times(Quantity(milli, unit)))
    return BidLots({lot: sum_money(totals, totals[0].currency) for lot, totals in found.items()})
