"""The verbs of the command line, each group from its own file, and the options before them."""

from pathlib import Path
from typing import Annotated

import typer

from sse_desktop import __version__
from sse_desktop.cli import (
    calendar,
    deliveries,
    espd,
    founding,
    harvest,
    imports,
    pictures,
    prices,
    safety,
    settlements,
    shares,
    tenders,
    tracing,
)
from sse_desktop.cli.choices import Choices
from sse_desktop.locale import LANGUAGES

app = typer.Typer(
    name="sse-desktop",
    help="The cooperative's data from the command line. Without a verb the window opens.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        message = f"choose one of {', '.join(LANGUAGES)}"
        raise typer.BadParameter(message)
    return value


def _database(value: str | None) -> str | None:
    if value is not None and not value.startswith(("postgresql://", "postgresql+psycopg://")):
        message = "write it like postgresql+psycopg://name@server/database"
        raise typer.BadParameter(message)
    return value


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def before_the_verb(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="The cooperative's folder; by default the one opened last.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    language: Annotated[str | None, typer.Option(callback=_language, help="es, fr, ko or en.")] = None,
    user: Annotated[str | None, typer.Option(help="Who acts; by default the administrator.")] = None,
    database: Annotated[str | None, typer.Option(callback=_database, help="Address of a PostgreSQL database.")] = None,
    _version_only: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Take down what holds for every verb."""
    choices = context.ensure_object(Choices)
    choices.data, choices.json, choices.language = data, json, language
    choices.user, choices.database = user, database


for verbs in (founding, safety, tracing, calendar, pictures):
    verbs.add_to(app)
prices.add_to(tenders.bid_app)
shares.add_to(tenders.bid_app)
for group, name in (
    (imports.app, "import"),
    (harvest.app, "weigh-in"),
    (tenders.app, "tender"),
    (tenders.bid_app, "bid"),
    (espd.app, "espd"),
    (deliveries.app, "delivery"),
    (settlements.app, "settlement"),
):
    app.add_typer(group, name=name)
