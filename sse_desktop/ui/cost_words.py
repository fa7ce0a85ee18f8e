"""How recorded costs are spoken of: the amount with what it is for."""

from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import CostBasis
from sse_desktop.queries.costs import CostRow
from sse_desktop.ui.context import Context


def amount_words(context: Context, row: CostRow) -> str:
    """Return how much a cost is, and for what."""
    if row.share_bp is not None:
        return context.locale.percent(row.share_bp)
    if row.amount is None:
        return ""
    match row.basis:
        case CostBasis.TRIP if row.units is not None:
            return context.text(N_("{amount} for a trip of {units}"), amount=row.amount, units=row.units)
        case CostBasis.BID:
            return context.text(N_("{amount} for the whole bid"), amount=row.amount)
        case _:
            return context.text(N_("{amount} for one {unit}"), amount=row.amount, unit=context.locale.unit(row.unit))


def cost_words(context: Context, row: CostRow) -> str:
    """Return a cost in one line: how much, its route, its source and since when."""
    since = context.text(N_("since {day}"), day=row.valid_from)
    return " · ".join(part for part in (amount_words(context, row), row.route, row.source, since) if part)
