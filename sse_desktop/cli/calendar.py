"""`calendar`: the deadlines as a file for a calendar program."""

from pathlib import Path
from typing import Annotated

import typer

from sse_desktop.cli.answers import give
from sse_desktop.cli.choices import Choices


def add_to(app: typer.Typer) -> None:
    """Register the verb."""
    app.command("calendar")(write_calendar)


def write_calendar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="File to write to, ending in .ics.")],
    tender: Annotated[str | None, typer.Option(help="Reference of one tender; by default everything.")] = None,
) -> None:
    """Write the deadlines as an iCalendar file."""
    from zoneinfo import ZoneInfo

    from sse_desktop import clock
    from sse_desktop.prints.calendar_file import calendar_file
    from sse_desktop.queries.tenders import find_tender
    from sse_desktop.store.atomic import write_atomically

    choices: Choices = context.obj
    with choices.reading() as workspace:
        now = clock.now()
        tender_id = workspace.read(find_tender, tender) if tender is not None else None
        today = now.astimezone(ZoneInfo(workspace.cooperative.time_zone)).date()
        data = calendar_file(workspace, now, today, tender_id=tender_id, language=choices.language)
    write_atomically(file, data)
    give(choices, {"file": str(file), "entries": data.count(b"BEGIN:VEVENT")}, [str(file)])
