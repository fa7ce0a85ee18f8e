"""`trace`: from a crate back to the plot, and from a lot on to every school."""

from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, give, moment, quantity
from sse_desktop.cli.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sse_desktop.queries.trace import Trace


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("trace")(trace_code)


def trace_code(
    context: typer.Context, code: Annotated[str, typer.Argument(help="A lot, weigh ticket or delivery note.")]
) -> None:
    """Trace goods both ways, with quantities."""
    from sse_desktop.queries.trace import trace

    choices: Choices = context.obj
    with choices.reading() as workspace:
        found = workspace.read(trace, code)
        give(choices, _told(found, workspace.cooperative.time_zone), _lines(choices, found))


def _told(found: "Trace", zone: str) -> Json:
    return {
        "code": found.code,
        "kind": found.kind,
        "at": moment(found.at, zone),
        "lots": [
            {
                "code": lot.code,
                "product": lot.product,
                "grade": lot.grade,
                "opened": lot.opened_on.isoformat(),
                "received": quantity(lot.received),
                "sorted_in": quantity(lot.sorted_in),
                "sent": quantity(lot.sent),
                "sorted_out": quantity(lot.sorted_out),
                "balance": quantity(lot.balance),
                "sorted_from": list(lot.sorted_from),
                "sorted_into": list(lot.sorted_into),
            }
            for lot in found.lots
        ],
        "sources": [
            {
                "ticket": source.ticket,
                "member": source.member_number,
                "name": source.member,
                "community": source.community,
                "plot": source.plot,
                "harvested": source.harvested_on.isoformat(),
                "lot": source.lot,
                "weighed_into": source.weighed_into,
                "weight": quantity(source.weight),
            }
            for source in found.sources
        ],
        "destinations": [
            {
                "note": there.note,
                "date": there.delivered_on.isoformat(),
                "code": there.code,
                "school": there.school,
                "lot": there.lot,
                "sent": quantity(there.sent),
                "accepted": quantity(there.accepted),
                "weight": quantity(there.weight),
            }
            for there in found.destinations
        ],
    }


def _lines(choices: Choices, found: "Trace") -> "Iterator[str]":
    locale = choices.locale
    for lot in found.lots:
        yield " · ".join((lot.code, lot.product, lot.grade, locale.quantity(lot.balance)))
        if lot.sorted_from:
            yield f"  {locale.text('Sorted out of')}: {', '.join(lot.sorted_from)}"
    for source in found.sources:
        day, weight = locale.date(source.harvested_on), locale.quantity(source.weight)
        yield "← " + " · ".join((source.ticket, f"{source.member_number} {source.member}", source.plot, day, weight))
    for there in found.destinations:
        day, weight = locale.date(there.delivered_on), locale.quantity(there.weight)
        yield f"→ {there.note} · {there.code} · {there.school} · {day} · {weight}"
