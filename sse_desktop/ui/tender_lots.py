"""The lots of a notice, each with what is particular about it and how its offers are compared."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice_parts import NoticeLot
from sse_desktop.ui.context import Context
from sse_desktop.ui.notice_words import criterion_words, lot_facts, lot_name
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import label, rule

SHOWN_LOTS: Final = 12


def add_lots(
    details: Details, context: Context, lots: Sequence[NoticeLot], said: Collection[datetime | None] = ()
) -> None:
    """Add the first lots; deadlines that are `said` of the whole call are not said again."""
    for lot in lots[:SHOWN_LOTS]:
        details.widget(rule()).widget(label(lot_name(context, lot), "strong", wrap=True))
        for title, words in lot_facts(context, lot, said):
            details.fact(title, words)
        if lot.criteria:
            criteria = [criterion_words(context, each) for each in lot.criteria]
            details.table(criteria, (N_("How offers are compared"), N_("Weight")))
    more = len(lots) - SHOWN_LOTS
    if more > 0:
        details.note(context.locale.plural(N_("and {n} lot more"), N_("and {n} lots more"), more))
