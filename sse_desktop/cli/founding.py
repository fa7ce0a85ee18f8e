"""`new` and `demo`: a cooperative of one's own, or one to look at."""

from typing import Annotated

import typer

from sse_desktop.cli.answers import give
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_

Profile = Annotated[
    str, typer.Option("--profile", help="The rules of which country, by their id: ec, kr-seoul, be-wal …")
]


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("new")(new)
    app.command("demo")(demo)


def new(context: typer.Context, name: str, profile: Profile) -> None:
    """Create a cooperative in an empty folder."""
    from sse_desktop.workspace import Workspace

    choices: Choices = context.obj
    language = choices.locale.language
    workspace = Workspace.create(choices.folder, name, profile, passphrase=choices.passphrase, language=language)
    try:
        _say(choices, workspace.cooperative.legal_name, profile)
    finally:
        choices.close(workspace)


def demo(context: typer.Context, profile: Profile = "ec") -> None:
    """Build the demo cooperative in an empty folder."""
    from sse_desktop.demo.build import build_demo

    choices: Choices = context.obj
    workspace = build_demo(choices.folder, profile)
    try:
        _say(choices, workspace.cooperative.legal_name, profile)
    finally:
        choices.close(workspace)


def _say(choices: Choices, name: str, profile: str) -> None:
    folder = str(choices.folder)
    line = choices.locale.text(N_("{name} was created in {folder}."), name=name, folder=folder)
    give(choices, {"data": folder, "cooperative": name, "profile": profile}, [line])
