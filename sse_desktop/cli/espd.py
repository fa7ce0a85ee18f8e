"""`espd respond FILE --bid REF`: the answer to a buyer's request for a self-declaration."""

from pathlib import Path
from typing import Annotated

import typer

from sse_desktop.cli.answers import give
from sse_desktop.cli.choices import Choices

app = typer.Typer(help="Self-declarations (ESPD).")


@app.callback()
def _espd() -> None:
    """Self-declarations (ESPD)."""


@app.command("respond")
def respond(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The request of the buyer: XML, packed or not.")],
    bid: Annotated[str, typer.Option(help="The reference of the tender.")],
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
) -> None:
    """Write the answer to a request, from the facts and the answers that are kept; the request is added to the tender."""
    from sse_desktop.prints.espd import espd_form, take_request, write_espd
    from sse_desktop.queries.tenders import find_tender

    choices: Choices = context.obj
    with choices.writing() as workspace:
        request_id = take_request(workspace, workspace.read(find_tender, bid), file)
        left_open = [each.name or each.code for each in espd_form(workspace, request_id).open()]
        written = write_espd(workspace, request_id, out)
        checks = [{"check": each.name, "ok": each.ok, "detail": each.detail} for each in written.checks]
        give(choices, {"file": str(written.path), "checks": checks, "open": left_open}, [str(written.path)])
