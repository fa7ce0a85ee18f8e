"""A distribution list before it is ordered: what every delivery point of the buyer would get of one contract line."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.quantity import Quantity, rations
from sse_desktop.queries.buyers import delivery_points
from sse_desktop.store.tables.contracts import CallOff, Contract, ContractLine

_THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one delivery point would get; nothing where its pupils are not known. `ordered` is what it has for that day."""

    id: uuid.UUID
    code: str
    name: str
    route: str
    pupils: int | None
    quantity: Quantity
    ordered: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Every delivery point's share, and what the contract line still holds: contracted - ordered."""

    contracted: Quantity
    ordered: Quantity
    shares: tuple[Share, ...]

    @property
    def left(self) -> Quantity:
        """Return what can still be ordered of the line."""
        return self.contracted - self.ordered


def distribution(
    session: Session, contract_line_id: uuid.UUID, due_on: date, units_per_ration: int, days: int
) -> Distribution:
    """Return the shares of all delivery points in use of the contract's buyer: pupils x units per ration x days."""
    line = session.get_one(ContractLine, contract_line_id)
    buyer_id = session.get_one(Contract, line.contract_id).buyer_id
    of_line = sa.and_(CallOff.contract_line_id == line.id, ~CallOff.archived)
    ordered = int(session.scalar(sa.select(sa.func.sum(CallOff.quantity_milli)).where(of_line)) or 0)
    sums = sa.select(CallOff.delivery_point_id, sa.func.sum(CallOff.quantity_milli)).where(
        of_line, CallOff.due_on == due_on
    )
    that_day = {point: int(milli) for point, milli in session.execute(sums.group_by(CallOff.delivery_point_id))}
    return Distribution(
        contracted=Quantity(line.quantity_milli, line.unit),
        ordered=Quantity(ordered, line.unit),
        shares=tuple(
            Share(
                id=point.id,
                code=point.code,
                name=point.name,
                route=point.route,
                pupils=point.pupils,
                quantity=Quantity(rations(point.pupils or 0, days, units_per_ration) * _THOUSAND, line.unit),
                ordered=Quantity(that_day.get(point.id, 0), line.unit),
            )
            for point in delivery_points(session, buyer_id)
        ),
    )
