"""How a lot stands, and what the inspector shows of it: its families, what is kept of it, and every movement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.sorting import SortingKind
from sse_desktop.queries.lot_inside import LotInside
from sse_desktop.queries.stock import LotRow
from sse_desktop.queries.stock_movements import MovementRow
from sse_desktop.queries.stock_reservations import ReservationRow
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details

SOON_DAYS: Final = 2
TICKETS_SHOWN: Final = 10
KINDS: Final = {
    "receipt": N_("weighed in"),
    "dispatch": N_("delivered"),
    "return": N_("came back"),
    "loss": N_("loss"),
    "discard": N_("discarded"),
    "count": N_("difference of a count"),
    "sorted_out": N_("sorted out"),
    "sorted_in": N_("sorted in"),
}
FAMILIES_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class LotHands:
    """What the lines of a lot can be told to do: void a movement, open its document, set a reservation free."""

    void: Callable[[MovementRow], object]
    open: Callable[[MovementRow], object]
    release: Callable[[ReservationRow], object]


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
    return Mark(State.READY, text(N_("free") if row.free.milli else N_("kept for contracts")))


def age_words(context: Context, row: LotRow, today: date) -> str:
    """Return the age of a lot against its shelf life in days: 3 of 18."""
    age = (today - row.opened_on).days
    if row.keeps_until is None:
        return context.locale.plural(N_("{n} day"), N_("{n} days"), age)
    life = (row.keeps_until - row.opened_on).days
    return context.text(N_("{age} of {life} days"), age=age, life=life)


def lot_details(context: Context, inside: LotInside, hands: LotHands) -> Details:
    """Return the inside of the inspector."""
    row, today = inside.row, context.today()
    mark = lot_state(context, row, today)
    details = Details(context).badge(mark.state, mark.word)
    details.figure(N_("Free"), row.free)
    details.table(_balance(context, row))
    details.fact(N_("Why") if row.held else N_("Remark"), row.note)
    details.fact(N_("Product"), f"{row.product} {row.grade}").fact(N_("Place"), row.place)
    details.fact(N_("Opened"), row.opened_on).fact(N_("No more loads since"), row.closed_on)
    details.fact(N_("Keeps until"), row.keeps_until).fact(N_("Age"), age_words(context, row, today))
    _reservations(context, details, inside.reservations, hands)
    _movements(context, details, inside.movements, hands)
    _families(context, details, inside)
    return details


def _balance(context: Context, row: LotRow) -> list[tuple[str, object]]:
    text = context.text
    parts = (
        (N_("Received"), row.received, True),
        (N_("+ sorted in"), row.sorted_in, False),
        (N_("− sent"), row.sent, True),
        (N_("− sorted out"), row.sorted_out, False),
        (N_("+ came back"), row.returned, False),
        (N_("− losses and counts"), row.lost, False),
        (N_("In the lot"), row.balance, True),
        (N_("Kept for contracts"), row.reserved, False),
    )
    return [(text(title), weight) for title, weight, always in parts if always or weight.milli]


def _reservations(context: Context, details: Details, rows: Sequence[ReservationRow], hands: LotHands) -> None:
    """Show for which contracts how much is kept."""
    if not rows:
        return
    locale = context.locale
    details.heading(N_("Kept for contracts"))
    lines = [
        Line(
            title=f"{locale.quantity(row.left)} · {row.contract}",
            detail=" · ".join(part for part in (row.buyer, row.note, _by(context, row)) if part),
            run=partial(hands.release, row),
            word=N_("Set free"),
        )
        for row in rows
    ]
    details.widget(LineList(context, lines))


def _by(context: Context, row: ReservationRow) -> str:
    if row.reserved_on is None:
        return row.reserved_by
    return f"{row.reserved_by}, {context.locale.date(row.reserved_on)}"


def _movements(context: Context, details: Details, moves: Sequence[MovementRow], hands: LotHands) -> None:
    """Show every movement, the newest first; weigh-ins beyond a few stand in the register of tickets."""
    if not moves:
        return
    details.heading(N_("Movements"))
    tickets = [move for move in moves if move.kind == "receipt"]
    left_out = {move.id for move in tickets[:-TICKETS_SHOWN]}
    shown = [move for move in reversed(moves) if move.id not in left_out]
    details.widget(LineList(context, [_movement(context, move, hands) for move in shown]))
    if left_out:
        details.note(context.locale.plural(N_("and {n} more ticket"), N_("and {n} more tickets"), len(left_out)))


def _movement(context: Context, move: MovementRow, hands: LotHands) -> Line:
    locale, text = context.locale, context.text
    kind = text(KINDS.get(move.kind, move.kind))
    document = text(SortingKind(move.sorting_kind).label) if move.sorting_kind else move.document
    parts = [locale.instant(move.at), document, move.reason]
    if move.voided is not None:
        parts.append(text(N_("void: {reason}"), reason=move.voided))
    is_own = move.is_own and move.voided is None
    run = partial(hands.void, move) if is_own else partial(hands.open, move) if not move.is_own else None
    return Line(
        title=f"{locale.quantity(move.weight)} · {kind}",
        detail=" · ".join(part for part in parts if part),
        run=run,
        word=N_("Void …") if is_own else N_("Show"),
        quiet=move.voided is not None,
    )


def _families(context: Context, details: Details, inside: LotInside) -> None:
    details.heading(N_("Who is in it"))
    shown = inside.families[:FAMILIES_SHOWN]
    details.table([(f"{family.number} · {family.name}", family.weight) for family in shown])
    left_out = len(inside.families) - len(shown)
    if left_out > 0:
        details.note(context.locale.plural(N_("and {n} more family"), N_("and {n} more families"), left_out))
