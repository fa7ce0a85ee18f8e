"""What the page of what-ifs reads, and its lines in a few words: what is asked, in which weeks, and how much in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sse_desktop.domain.errors import N_
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.what_ifs import Pupils, WhatIfLineRow, WhatIfRow, pupils_by_route, what_ifs
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Context


@dataclass(frozen=True, slots=True)
class Ground:
    """What the page and its forms pick from."""

    rows: Sequence[WhatIfRow]
    products: Sequence[ProductRow]
    schools: Sequence[Pupils]


def ground(session: Any, *, archived: bool) -> Ground:
    """Return the what-ifs in use or archived, the products, and the pupils of the schools."""
    return Ground(what_ifs(session, archived=archived), products(session), pupils_by_route(session))


def line_columns(context: Context) -> tuple[Column[WhatIfLineRow], ...]:
    """Return the columns of the lines."""

    def asked(line: WhatIfLineRow) -> str:
        return asked_words(context, line)

    return (
        Column(N_("Product"), lambda line: line.product, 100, stretch=True),
        Column(N_("Asked"), asked, 130),
        Column(N_("Weeks"), week_span, 84),
        Column(N_("In all"), lambda line: line.total, 96, right=True),
    )


def asked_words(context: Context, line: WhatIfLineRow) -> str:
    """Return the menu of a line, or that its quantity is for all weeks together."""
    if line.ration is None:
        return context.text(N_("in all"))
    words = N_("{ration} × {pupils} × {days} d")
    return context.text(words, ration=line.ration, pupils=line.pupils or 0, days=line.days_a_week or 0)


def week_span(line: WhatIfLineRow) -> str:
    """Return first and last week, and every how many weeks."""
    span = f"{line.first_week.number}–{line.last_week.number}"
    return span if line.every_weeks == 1 else f"{span} /{line.every_weeks}"
