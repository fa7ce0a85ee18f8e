"""The parts of a scenario that a person sets: an amount or a share with its source, or a recorded cost that was picked."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, change_fields
from sse_desktop.commands.costs import CostMissing, NotACost, ShareAsked, check_share
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.price_scenarios import open_scenario
from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.domain.fair_price_parts import CostBasis, PricePart
from sse_desktop.domain.money import DifferentCurrencies, UnitPrice
from sse_desktop.domain.roles import Role
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.prices import Cost, PriceScenario, ScenarioLine, ScenarioPart

_NOTHING: Final = {"amount_micros": None, "share_bp": None, "cost_id": None, "source": "", "source_on": None}


class CostOfAnotherPart(DomainError):
    """A recorded cost was picked for a part that it is not."""

    sentence = N_("That cost was recorded for “{part}”. Nothing was saved. Pick one of this part.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartData:
    """What a person sets: an amount for the line's basis, or a share, with its source; or a recorded cost."""

    amount: UnitPrice | None = None
    share_bp: int | None = None
    source: str = ""
    source_on: date | None = None
    cost_id: uuid.UUID | None = None


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_scenario_part(session: Writing, scenario_line_id: uuid.UUID, part: PricePart, data: PartData) -> None:
    """Store what a person set for a part of a line; no recorded cost takes its place until it is cleared.

    Raises:
        ScenarioIsFrozen, NotACost, CostMissing, ShareAsked, NotAShare, BelowNothing, DifferentCurrencies, CostOfAnotherPart.
    """
    line = session.get_one(ScenarioLine, scenario_line_id)
    scenario = open_scenario(session, line.price_scenario_id)
    if data.cost_id is None:
        _check(part, data, session.get_one(Bid, scenario.bid_id).currency)
    else:
        picked = PricePart(session.get_one(Cost, data.cost_id).part)
        if picked is not part:
            raise CostOfAnotherPart(part=Term(picked.label))
    if part is PricePart.LOSS:
        line.loss_bp = None
    own = data.cost_id is None
    _put(
        session,
        line.id,
        part,
        {
            "amount_micros": data.amount.micros if own and data.amount is not None else None,
            "share_bp": data.share_bp if own else None,
            "cost_id": data.cost_id,
            "source": data.source.strip() if own else "",
            "source_on": data.source_on if own else None,
        },
    )


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def clear_scenario_part(session: Writing, scenario_line_id: uuid.UUID, part: PricePart) -> None:
    """Take out what a person set for a part: the newest recorded cost counts again.

    Raises:
        ScenarioIsFrozen.
    """
    line = session.get_one(ScenarioLine, scenario_line_id)
    open_scenario(session, line.price_scenario_id)
    if part is PricePart.LOSS:
        line.loss_bp = None
    row = _stored(session, line.id, part)
    if row is not None:
        row.archived = True


@allowed(Role.SECRETARY, Role.TREASURER, Role.PRESIDENT)
def set_parts_to_nothing(session: Writing, scenario_id: uuid.UUID, source: str = "") -> int:
    """Say of every part that nobody told that it costs nothing, and return how many those were.

    A part with a recorded cost that can't be taken (a unit without a factor) stays open.

    Raises:
        ScenarioIsFrozen.
    """
    scenario: PriceScenario = open_scenario(session, scenario_id)
    price = fair_price(session, scenario.bid_id, scenario_id)
    count = 0
    for line in price.lines:
        for part in line.parts:
            if line.scenario_line_id is None or not part.is_missing or part.trouble is not None:
                continue
            nothing: dict[str, object] = {"share_bp": 0} if part.code.is_share else {"amount_micros": 0}
            told: dict[str, object] = {"source": source.strip(), "source_on": session.today}
            _put(session, line.scenario_line_id, part.code, {**_NOTHING, **nothing, **told})
            count += 1
    return count


def _check(part: PricePart, data: PartData, currency: str) -> None:
    if part is PricePart.SUBSIDY:
        raise NotACost
    if data.amount is None and data.share_bp is None:
        raise CostMissing(part=Term(part.label))
    if (data.share_bp is not None) != part.is_share or (data.amount is not None) == part.is_share:
        basis = CostBasis.SHARE if part.is_share else CostBasis.UNIT
        raise ShareAsked(part=Term(part.label), basis=Term(basis.label))
    if data.share_bp is not None:
        check_share(part, data.share_bp)
    if data.amount is not None and data.amount.micros < 0:
        raise BelowNothing
    if data.amount is not None and data.amount.currency != currency:
        raise DifferentCurrencies(first=data.amount.currency, second=currency)


def _stored(session: Writing, line_id: uuid.UUID, part: PricePart) -> ScenarioPart | None:
    same = sa.select(ScenarioPart).where(ScenarioPart.scenario_line_id == line_id, ScenarioPart.part == part.value)
    return session.scalars(same).first()


def _put(session: Writing, line_id: uuid.UUID, part: PricePart, values: Mapping[str, object]) -> None:
    row = _stored(session, line_id, part)
    if row is None:
        row = ScenarioPart(id=session.new_id(), scenario_line_id=line_id, part=part.value)
        session.add(row)
    change_fields(row, {**values, "archived": False})
    session.flush()
