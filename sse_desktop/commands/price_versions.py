"""What a new version of a bid takes over of its pricing: the subsidy, and the ways to price as drafts."""

import uuid

import sqlalchemy as sa

from sse_desktop.commands.price_scenarios import copy_scenario_line
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid, BidLine
from sse_desktop.store.tables.prices import PriceScenario, ScenarioLine, Subsidy

_OF_SUBSIDY = (
    "basis",
    "unit",
    "rate_micros",
    "share_bp",
    "km_milli",
    "cap_minor",
    "currency",
    "proof",
    "signed_on",
)
_OF_SCENARIO = ("title", "position", "margin_bp", "priced_on", "note")


def copy_pricing(session: Writing, old: Bid, new: Bid) -> None:
    """Copy the subsidy and the scenarios of one version into another; what was chosen is to be chosen anew."""
    subsidy = session.scalars(sa.select(Subsidy).where(Subsidy.bid_id == old.id, ~Subsidy.archived)).first()
    if subsidy is not None:
        values = {name: getattr(subsidy, name) for name in _OF_SUBSIDY}
        session.add(Subsidy(id=session.new_id(), bid_id=new.id, **values))
    lines = _pairs(session, old, new)
    scenarios = sa.select(PriceScenario).where(PriceScenario.bid_id == old.id, ~PriceScenario.archived)
    for scenario in session.scalars(scenarios.order_by(PriceScenario.position)).all():
        values = {name: getattr(scenario, name) for name in _OF_SCENARIO}
        copy = PriceScenario(id=session.new_id(), bid_id=new.id, **values)
        session.add(copy)
        session.flush()
        for line in session.scalars(sa.select(ScenarioLine).where(ScenarioLine.price_scenario_id == scenario.id)).all():
            if line.bid_line_id in lines:
                copy_scenario_line(session, line, copy.id, lines[line.bid_line_id])


def _pairs(session: Writing, old: Bid, new: Bid) -> dict[uuid.UUID, uuid.UUID]:
    """Return the line of the new version for each of the old one: both have the same lines in the same order."""

    def of(bid: Bid) -> list[uuid.UUID]:
        lines = sa.select(BidLine.id).where(BidLine.bid_id == bid.id)
        return list(session.scalars(lines.order_by(BidLine.position, BidLine.id)))

    return dict(zip(of(old), of(new), strict=True))
