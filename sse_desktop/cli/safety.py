"""`backup`, `restore` and `verify`: that nothing entered is ever lost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, Refused, give
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_, DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sse_desktop.store.backup import Backup


class DamageFound(DomainError):
    """The check of the data found something wrong."""

    sentence = N_("The check found damage ({count}). Nothing was changed. Keep this folder and restore a backup.")


def add_to(app: typer.Typer) -> None:
    """Register the verbs."""
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("verify")(verify)


def backup(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default the data's own backups.")] = None,
) -> None:
    """Write a backup and read it back."""
    choices: Choices = context.obj
    with choices.reading() as workspace:
        made = workspace.backup(out)
        give(choices, {"file": str(made.path), **_told(made)}, [str(made.path)])


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    into: Annotated[Path, typer.Option(help="An empty folder.")],
) -> None:
    """Put a checked backup into an empty folder; live data are never overwritten."""
    from sse_desktop.store.backup import restore_backup

    choices: Choices = context.obj
    made = restore_backup(file, into, choices.passphrase)
    line = choices.locale.text(N_("The backup was restored into {folder}."), folder=str(into))
    give(choices, {"data": str(into), **_told(made)}, [line])


def verify(context: typer.Context) -> None:
    """Check the file, the chain of every device, the tables against the journal, and the kept files."""
    from sse_desktop.store import integrity

    choices: Choices = context.obj
    with choices.reading() as workspace:
        findings = [
            *integrity.verify(workspace.database),
            *(integrity.Finding("attachment", name) for name in workspace.attachments.damaged()),
        ]
        told: Json = {
            "ok": not findings,
            "findings": [{"check": found.check, "detail": found.detail} for found in findings],
            "counts": workspace.read(integrity.counts),
            "heads": _heads(workspace.read(integrity.heads)),
        }
        if findings:
            raise Refused(DamageFound(count=len(findings)), told)
        give(choices, told, [choices.locale.text(N_("Everything is as it was written."))])


def _told(made: "Backup") -> Json:
    return {"made": made.made_at.isoformat(timespec="seconds"), "counts": made.counts, "heads": _heads(made.heads)}


def _heads(heads: "Mapping[str, tuple[int, str]]") -> Json:
    return {device: {"number": number, "hash": digest} for device, (number, digest) in heads.items()}
