"""`settlement list|statement`: money shared to the families."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, give, moment, money
from sse_desktop.cli.choices import Choices

if TYPE_CHECKING:
    from sse_desktop.queries.settlements import SettlementRow

app = typer.Typer(help="Money shared to the families.")


@app.callback()
def _group() -> None:
    """Money shared to the families."""


@app.command("list")
def list_settlements(context: typer.Context) -> None:
    """List the settlements, the newest first."""
    from sse_desktop.queries.settlements import settlements

    choices: Choices = context.obj
    with choices.reading() as workspace:
        rows = workspace.read(settlements)
        zone = workspace.cooperative.time_zone
        give(choices, {"settlements": [_row(row, zone) for row in rows]}, [_line(choices, row) for row in rows])


def _row(row: "SettlementRow", zone: str) -> Json:
    return {
        "number": row.number,
        "contract": row.contract,
        "buyer": row.buyer,
        "from": row.from_on.isoformat(),
        "to": row.to_on.isoformat(),
        "issued": moment(row.issued_at, zone),
        "received": money(row.received),
        "retained": money(row.retained),
        "shared": money(row.shared),
        "families": row.families,
        "state": "voided" if row.voided else "issued",
    }


def _line(choices: Choices, row: "SettlementRow") -> str:
    locale = choices.locale
    days = f"{locale.date(row.from_on)} – {locale.date(row.to_on)}"
    return " · ".join((row.number, row.contract, days, locale.money(row.shared), str(row.families)))


@app.command("statement")
def statement(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Number of the settlement.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
    member: Annotated[int | None, typer.Option(help="Number of one member; by default all of them.")] = None,
) -> None:
    """Write the statement of every family, or of one, as PDF."""
    from sse_desktop.prints.settlements import print_statement
    from sse_desktop.queries.settlements import families, settlement_by_number
    from sse_desktop.store.atomic import write_atomically

    choices: Choices = context.obj
    with choices.reading() as workspace:
        row = workspace.read(settlement_by_number, number)
        numbers = [family.number for family in workspace.read(families, row.id)] if member is None else [member]
        files = []
        for each in numbers:
            file = out / f"statement-{row.number}-{each:04d}.pdf"
            write_atomically(file, print_statement(workspace, row.id, each, choices.language))
            files.append(str(file))
        give(choices, {"files": files}, files)
