"""Everything the desk of fair prices shows of one bid: its scenarios, the one that is worked at, costs to take, the subsidy."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from sse_desktop.queries.bids import BidDetail, bid
from sse_desktop.queries.costs import CostRow, costs
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice
from sse_desktop.queries.price_scenarios import ScenarioRow, price_scenarios
from sse_desktop.queries.subsidies import SubsidyRow, subsidy_of
from sse_desktop.queries.tenders import TenderRow, tenders


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceDesk:
    """A bid's prices. `price` is of the scenario worked at, or of the bid as it stands; `prices` of every scenario.

    `tenders` are those with a bid, in the order of the register.
    """

    tenders: Sequence[TenderRow]
    bid: BidDetail
    price: FairPrice
    scenarios: Sequence[ScenarioRow]
    prices: Mapping[uuid.UUID, FairPrice]
    costs: Sequence[CostRow]
    subsidy: SubsidyRow | None

    @property
    def scenario(self) -> ScenarioRow | None:
        """The scenario worked at; None while the bid has none."""
        return next((row for row in self.scenarios if row.id == self.price.scenario_id), None)


def price_desk(
    session: Session, tender_id: uuid.UUID | None, scenario_id: uuid.UUID | None, now: datetime, on: date
) -> PriceDesk | None:
    """Return the desk of a tender's newest bid, of the first tender with a bid for None; None where no bid is.

    The scenario asked for is shown if it is one of the bid, else the chosen one, else the first. A bid without any is
    shown as it stands with the costs of the day `on`.
    """
    found = [row for row in tenders(session, now) if row.bid_id is not None]
    shown = next((row for row in found if tender_id in {None, row.id}), None)
    if shown is None or shown.bid_id is None:
        return None
    rows = price_scenarios(session, shown.bid_id, today=on)
    prices = {row.id: fair_price(session, shown.bid_id, row.id) for row in rows}
    key = _worked_at(rows, scenario_id)
    return PriceDesk(
        tenders=found,
        bid=bid(session, shown.bid_id),
        price=prices[key] if key is not None else fair_price(session, shown.bid_id, on=on),
        scenarios=rows,
        prices=prices,
        costs=costs(session),
        subsidy=subsidy_of(session, shown.bid_id),
    )


def _worked_at(rows: Sequence[ScenarioRow], asked: uuid.UUID | None) -> uuid.UUID | None:
    keys = [row.id for row in rows]
    if asked in keys:
        return asked
    return next((row.id for row in rows if row.chosen), keys[0] if keys else None)
