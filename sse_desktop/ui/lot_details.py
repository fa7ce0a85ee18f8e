"""How a lot stands, and what the inspector shows of it: its families, and every movement in and out."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.queries.harvests import WeighInRow
from sse_desktop.queries.stock import LotRow
from sse_desktop.queries.stock_movements import MovementRow
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details

SOON_DAYS: Final = 2
KINDS: Final = {
    "receipt": N_("weighed in"),
    "dispatch": N_("delivered"),
    "return": N_("came back"),
    "loss": N_("loss"),
    "discard": N_("discarded"),
    "count": N_("difference of a count"),
}
OF_ITS_OWN: Final = frozenset({"loss", "discard", "count"})


def lot_state(context: Context, row: LotRow, today: date) -> Mark:
    """Return how a lot stands, the gravest first."""
    text, locale = context.text, context.locale
    if row.balance.milli < 0:
        return Mark(State.BLOCKED, text(N_("more out than in")))
    if row.held:
        return Mark(State.BLOCKED, text(N_("held back")))
    if not row.balance.milli:
        return Mark(State.QUIET, text(N_("empty")))
    left = (row.keeps_until - today).days if row.keeps_until is not None else None
    if left is not None and left < 0:
        return Mark(State.BLOCKED, text(N_("past its time")))
    if left is not None and left <= SOON_DAYS:
        word = text(N_("last day")) if not left else locale.plural(N_("{n} day left"), N_("{n} days left"), left)
        return Mark(State.TO_DO, word)
    return Mark(State.READY, text(N_("free")))


def age_words(context: Context, row: LotRow, today: date) -> str:
    """Return the age of a lot against its shelf life in days: 3 of 18."""
    age = (today - row.opened_on).days
    if row.keeps_until is None:
        return context.locale.plural(N_("{n} day"), N_("{n} days"), age)
    life = (row.keeps_until - row.opened_on).days
    return context.text(N_("{age} of {life} days"), age=age, life=life)


def lot_details(
    context: Context,
    row: LotRow,
    tickets: Sequence[WeighInRow],
    moves: Sequence[MovementRow],
    void: Callable[[MovementRow], object],
) -> Details:
    """Return the inside of the inspector; `void` is called for a movement that stands for itself."""
    today = context.today()
    mark = lot_state(context, row, today)
    details = Details(context).badge(mark.state, mark.word)
    details.figure(N_("Free"), row.free)
    details.table(_balance(context, row))
    details.fact(N_("Why") if row.held else N_("Remark"), row.note)
    details.fact(N_("Product"), f"{row.product} {row.grade}").fact(N_("Place"), row.place)
    details.fact(N_("Opened"), row.opened_on).fact(N_("Closed"), row.closed_on)
    details.fact(N_("Keeps until"), row.keeps_until).fact(N_("Age"), age_words(context, row, today))
    _movements(context, details, moves, void)
    _families(context, details, row, tickets)
    return details


def _balance(context: Context, row: LotRow) -> list[tuple[str, object]]:
    text = context.text
    lines: list[tuple[str, object]] = [(text(N_("Received")), row.received), (text(N_("− sent")), row.sent)]
    if row.returned.milli:
        lines.append((text(N_("+ came back")), row.returned))
    if row.lost.milli:
        lines.append((text(N_("− losses and counts")), row.lost))
    return [*lines, (text(N_("In the lot")), row.balance)]


def _movements(
    context: Context, details: Details, moves: Sequence[MovementRow], void: Callable[[MovementRow], object]
) -> None:
    """Show what left the lot or came back; the weigh-ins stand below by family."""
    shown = [move for move in moves if move.kind != "receipt"]
    if shown:
        details.heading(N_("Movements"))
        details.widget(LineList(context, [_movement(context, move, void) for move in reversed(shown)]))


def _movement(context: Context, move: MovementRow, void: Callable[[MovementRow], object]) -> Line:
    locale, text = context.locale, context.text
    kind = text(KINDS.get(move.kind, move.kind))
    parts = [locale.instant(move.at), move.document, move.reason]
    if move.voided is not None:
        parts.append(text(N_("void: {reason}"), reason=move.voided))
    is_own = move.kind in OF_ITS_OWN and move.voided is None
    return Line(
        title=f"{locale.quantity(move.weight)} · {kind}",
        detail=" · ".join(part for part in parts if part),
        run=partial(void, move) if is_own else None,
        word=N_("Void …"),
        quiet=move.voided is not None,
    )


def _families(context: Context, details: Details, row: LotRow, tickets: Sequence[WeighInRow]) -> None:
    details.heading(N_("Who is in it"))
    valid = [ticket for ticket in tickets if ticket.voided is None]
    details.table([(f"{ticket.member_number} · {ticket.member}", ticket.accepted) for ticket in valid])
    left_out = row.weigh_ins - len(valid)
    if left_out > 0:
        details.note(context.locale.plural(N_("and {n} more ticket"), N_("and {n} more tickets"), left_out))
