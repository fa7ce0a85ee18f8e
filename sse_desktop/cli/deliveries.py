"""`delivery list|note`: what went to the schools."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, give, quantity
from sse_desktop.cli.choices import Choices

if TYPE_CHECKING:
    from sse_desktop.queries.deliveries import DeliveryRow

app = typer.Typer(help="What went to the schools.")


@app.callback()
def _group() -> None:
    """What went to the schools."""


@app.command("list")
def list_deliveries(context: typer.Context) -> None:
    """List the delivery notes, the newest first."""
    from sse_desktop.queries.deliveries import deliveries

    choices: Choices = context.obj
    with choices.reading() as workspace:
        rows = workspace.read(deliveries)
        give(choices, {"deliveries": [_row(row) for row in rows]}, [_line(choices, row) for row in rows])


def _row(row: "DeliveryRow") -> Json:
    return {
        "number": row.number,
        "date": row.planned_on.isoformat(),
        "code": row.code,
        "school": row.school,
        "contract": row.contract,
        "buyer": row.buyer,
        "lines": row.lines,
        "rejected_lines": row.rejected_lines,
        "weight": quantity(row.weight),
        "state": row.state,
    }


def _line(choices: Choices, row: "DeliveryRow") -> str:
    locale = choices.locale
    return " · ".join((row.number, locale.date(row.planned_on), row.school, locale.quantity(row.weight), row.state))


@app.command("note")
def note(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Number of the delivery note.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
) -> None:
    """Write a delivery note as PDF."""
    from sse_desktop.prints.deliveries import print_delivery_note
    from sse_desktop.queries.deliveries import delivery_by_number
    from sse_desktop.store.atomic import write_atomically

    choices: Choices = context.obj
    with choices.reading() as workspace:
        delivery_id = workspace.read(delivery_by_number, number)
        file = out / f"delivery-note-{number.strip()}.pdf"
        write_atomically(file, print_delivery_note(workspace, delivery_id, choices.language))
        give(choices, {"file": str(file)}, [str(file)])
