"""`shots`: pictures of every page. The only verb that uses Qt."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sse_desktop.cli.answers import give
from sse_desktop.cli.choices import Choices


class Theme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("shots")(shots)


def shots(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    theme: Annotated[Theme | None, typer.Option(help="By default both.")] = None,
) -> None:
    """Take a picture of every page with the data given, or with the demo."""
    from sse_desktop.ui.shots import take_shots

    choices: Choices = context.obj
    themes = [theme.value] if theme else [each.value for each in Theme]
    with _shown(choices) as data:
        files = [str(file) for file in take_shots(data, folder, themes=themes, language=choices.language or "")]
    give(choices, {"files": files}, files)


@contextmanager
def _shown(choices: Choices) -> Iterator[Path]:
    """Give the folder to show: the one named, else a demo that is gone afterwards."""
    if choices.data is not None:
        yield choices.data
        return
    from sse_desktop.demo.build import build_demo

    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        build_demo(demo).close()
        yield demo
