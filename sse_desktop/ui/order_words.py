"""How orders are written: their state, and units as full containers and loose ones."""

from datetime import date
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import UNIT, Quantity, containers_and_loose
from sse_desktop.queries.call_offs import CallOffRow
from sse_desktop.queries.day_plan import Stop
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State

THOUSAND: Final = 1000


def order_mark(context: Context, row: CallOffRow, today: date) -> Mark:
    """Return the badge of an order: late, to send, or sent."""
    if not row.open.milli:
        return Mark(State.READY, context.text(N_("sent")))
    if row.due_on < today:
        return Mark(State.BLOCKED, context.text(N_("late")))
    return Mark(State.TO_DO, context.text(N_("to send")))


def container_words(context: Context, quantity: Quantity, per_container: int | None) -> str:
    """Return units as "5 full + 37", or nothing where it is not known what a container holds."""
    if not per_container or quantity.unit != UNIT or not quantity.milli:
        return ""
    full, loose = containers_and_loose(quantity.milli // THOUSAND, per_container)
    if not loose:
        return context.locale.plural(N_("{n} full"), N_("{n} full"), full)
    if not full:
        return context.text(N_("{loose} loose"), loose=loose)
    return context.text(N_("{full} full + {loose}"), full=full, loose=loose)


def stop_words(context: Context, stop: Stop) -> str:
    """Return what a stop gets, product by product."""
    return ", ".join(
        context.text(N_("{product} {quantity}"), product=line.product, quantity=line.quantity) for line in stop.lines
    )
