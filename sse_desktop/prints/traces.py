"""A trace on paper: from a delivery note back to the families, or from a lot to every school."""

from sse_desktop.documents.imposition import joined
from sse_desktop.documents.lot_trace import LotTrace, TracedDelivery, TracedWeighIn, lot_trace
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.trace import Destination, Source, TracedLot, trace
from sse_desktop.workspace import Workspace


def print_trace(workspace: Workspace, code: str, language: str | None = None) -> bytes:
    """Return one sheet for every lot behind a code: who is in it, and where it went.

    Raises:
        NothingToTrace.
    """
    found = workspace.read(trace, code)
    locale = workspace.locale(language)
    made = [(lot.code, lot_trace(_sheet(workspace, lot, locale), locale)) for lot in found.lots]
    if len(made) == 1:
        return made[0][1]
    title = locale.text("Trace of {code}", code=found.code)
    return joined(made, title=title, author=workspace.cooperative.legal_name, locale=locale)


def _sheet(workspace: Workspace, lot: TracedLot, locale: Locale) -> LotTrace:
    # A note's or ticket's sheet is the whole lot's: a recall needs every school, not only the one that asked.
    whole = workspace.read(trace, lot.code)
    return LotTrace(
        cooperative=issuer(workspace),
        lot_code=lot.code,
        product=lot.product,
        grade=lot.grade,
        place=lot.place,
        is_held=lot.held,
        opened_on=lot.opened_on,
        weigh_ins=tuple(_weigh_in(source) for source in whole.sources if source.lot == lot.code),
        deliveries=tuple(_delivery(there) for there in whole.destinations if there.lot == lot.code),
        other=_other(lot, locale),
        left=lot.balance,
        sorted_from=lot.sorted_from,
        sorted_into=lot.sorted_into,
    )


def _other(lot: TracedLot, locale: Locale) -> tuple[tuple[str, Quantity], ...]:
    """Return what left the lot but for deliveries: below zero is what came back or was found in a count."""
    lost = lot.received + lot.sorted_in - lot.sent - lot.sorted_out - lot.balance
    parts = ((locale.text("sorted out"), lot.sorted_out), (locale.text("Losses, counts and returns"), lost))
    return tuple((title, weight) for title, weight in parts if weight.milli)


def _weigh_in(source: Source) -> TracedWeighIn:
    return TracedWeighIn(
        number=source.ticket,
        harvested_on=source.harvested_on,
        member_number=source.member_number,
        member_name=source.member,
        community=source.community,
        plot=source.plot,
        kilos=source.weight,
    )


def _delivery(there: Destination) -> TracedDelivery:
    return TracedDelivery(
        note_number=there.note,
        delivered_on=there.delivered_on,
        point_code=there.code,
        point_name=there.school,
        sent=there.sent,
        kilos=there.weight,
    )
