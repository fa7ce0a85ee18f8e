"""`import members|products|delivery-points FILE`: rows of a sheet, all or nothing."""

import functools
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, Refused, give
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold, words

if TYPE_CHECKING:
    from sse_desktop.commands.importing import ImportResult
    from sse_desktop.exchange.sheet_kinds import CheckedRow, RowProblem, SheetKind
    from sse_desktop.exchange.spreadsheet import Table
    from sse_desktop.workspace import Workspace

app = typer.Typer(help="Rows of a sheet, all or nothing.")

File = Annotated[Path, typer.Argument(help="XLSX, XLS, ODS or CSV.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything and store nothing.")]
Mapped = Annotated[Path | None, typer.Option("--mapping", help="JSON file: field to heading of its column.")]
Partial = Annotated[bool, typer.Option("--partial", help="Store the good rows though others are wrong.")]


class MappingUnreadable(DomainError):
    """The file of a mapping is not a JSON object of texts."""

    sentence = N_("{file} is not a mapping. Nothing was stored. Write a JSON object of fields and column headings.")


class BuyerUnclear(DomainError):
    """Delivery points belong to a buyer, and none or several fit."""

    sentence = N_("Say with --buyer whose delivery points these are. Nothing was stored. Buyers: {known}.")


@dataclass(frozen=True, slots=True)
class Import:
    """One kind of import: its sheet, its check, and the command that stores the values of its rows."""

    kind: "SheetKind"
    check: "Callable[[Table, Mapping[str, str]], tuple[list[CheckedRow], list[RowProblem]]]"
    command: "Callable[..., ImportResult]"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    file: Path
    dry_run: bool
    mapping: Path | None
    partial: bool


@app.callback()
def _group() -> None:
    """Rows of a sheet, all or nothing."""


@app.command("members")
def members(
    context: typer.Context, file: File, dry_run: DryRun = False, mapping: Mapped = None, partial: Partial = False
) -> None:
    """Import members; a known one is changed, an empty cell leaves what is known."""
    from sse_desktop.commands.members import import_members
    from sse_desktop.exchange import members_sheet

    choices: Choices = context.obj
    with choices.writing() as workspace:
        currency = workspace.cooperative.currency
        what = Import(
            members_sheet.members(currency),
            lambda table, columns: members_sheet.check_members(table, columns, currency),
            import_members,
        )
        _run(choices, workspace, what, Wanted(file, dry_run, mapping, partial))


@app.command("products")
def products(
    context: typer.Context, file: File, dry_run: DryRun = False, mapping: Mapped = None, partial: Partial = False
) -> None:
    """Import products by their code."""
    from sse_desktop.commands.products import import_products
    from sse_desktop.exchange.products_sheet import PRODUCTS

    choices: Choices = context.obj
    with choices.writing() as workspace:
        _run(choices, workspace, _plain(PRODUCTS, import_products), Wanted(file, dry_run, mapping, partial))


@app.command("plots")
def plots(
    context: typer.Context, file: File, dry_run: DryRun = False, mapping: Mapped = None, partial: Partial = False
) -> None:
    """Import plots by the member's number and the plot's name, with the expected yield in kg."""
    from sse_desktop.commands.plot_import import import_plots
    from sse_desktop.exchange.plots_sheet import PLOTS

    choices: Choices = context.obj
    with choices.writing() as workspace:
        _run(choices, workspace, _plain(PLOTS, import_plots), Wanted(file, dry_run, mapping, partial))


@app.command("delivery-points")
def delivery_points(
    context: typer.Context,
    file: File,
    buyer: Annotated[str | None, typer.Option(help="Whose: words of the buyer's name.")] = None,
    dry_run: DryRun = False,
    mapping: Mapped = None,
    partial: Partial = False,
) -> None:
    """Import the schools or kitchens of a buyer by their code."""
    from sse_desktop.commands.delivery_point_import import import_point_rows
    from sse_desktop.exchange.delivery_points_sheet import DELIVERY_POINTS

    choices: Choices = context.obj
    with choices.writing() as workspace:
        of_buyer = functools.partial(import_point_rows, buyer_id=_buyer(workspace, buyer))
        command = functools.update_wrapper(of_buyer, import_point_rows)
        _run(choices, workspace, _plain(DELIVERY_POINTS, command), Wanted(file, dry_run, mapping, partial))


def _plain(kind: "SheetKind", command: "Callable[..., ImportResult]") -> Import:
    from sse_desktop.exchange.sheet_kinds import check

    return Import(kind, lambda table, columns: check(table, kind, columns), command)


def _buyer(workspace: "Workspace", text: str | None) -> uuid.UUID:
    from sse_desktop.queries.buyers import buyers

    wanted = words(text or "")
    known = workspace.read(buyers)
    fitting = [row for row in known if all(word in fold(row.name) for word in wanted)]
    if len(fitting) != 1:
        raise BuyerUnclear(known=", ".join(row.name for row in known) or "–")
    return fitting[0].id


# ---------------------------------------------------------------- one import, whatever its kind


def _run(choices: Choices, workspace: "Workspace", what: Import, wanted: Wanted) -> None:
    from sse_desktop.commands.importing import RowsRefused
    from sse_desktop.exchange.spreadsheet import read_table

    table = read_table(wanted.file, what.kind.headings)
    columns = _columns(table, what, wanted.mapping)
    right, problems = what.check(table, columns)
    result = _store(workspace, what, wanted, right, whole=not problems)
    problems = sorted([*problems, *_failed(result, right, columns)], key=lambda problem: problem.row)
    refused = bool(problems) and not wanted.partial and not wanted.dry_run
    data = _told(choices, result, problems, refused=refused)
    data["failed_file"] = _write_failed(choices, wanted.file, table, problems)
    if refused:
        rows = {problem.row for problem in problems}
        raise Refused(RowsRefused(count=len(rows), first=str(min(rows))), data)
    give(choices, data, _lines(choices, result, data))


def _columns(table: "Table", what: Import, mapping: Path | None) -> dict[str, str]:
    from sse_desktop.exchange.sheet_kinds import guess_mapping

    if mapping is None:
        return guess_mapping(table.header, what.kind)
    try:
        found = json.loads(mapping.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MappingUnreadable(file=str(mapping)) from error
    if not isinstance(found, dict) or not all(isinstance(heading, str) for heading in found.values()):
        raise MappingUnreadable(file=str(mapping))
    return found


def _store(
    workspace: "Workspace", what: Import, wanted: Wanted, right: "Sequence[CheckedRow]", *, whole: bool
) -> "ImportResult":
    """Store the rows, or only try to: so every wrong row is known, those of the rules and those of what is stored."""
    from sse_desktop.commands.importing import ImportResult, RowsRefused, rehearse

    rows = [row.values for row in right]
    if wanted.partial and not wanted.dry_run:
        return workspace.write(what.command, rows, partial=True)
    if wanted.dry_run or not whole:
        return workspace.write(rehearse, what.command, rows)
    try:
        return workspace.write(what.command, rows)
    except RowsRefused as refused:
        return ImportResult(0, 0, 0, failed=refused.failures)


def _failed(
    result: "ImportResult", right: "Sequence[CheckedRow]", columns: Mapping[str, str]
) -> "Iterator[RowProblem]":
    from sse_desktop.exchange.sheet_kinds import RowProblem

    for failure in result.failed:
        column = columns.get(failure.column, failure.column)
        yield RowProblem(right[failure.position].number, column, failure.value, failure.failure)


def _told(choices: Choices, result: "ImportResult", problems: "Sequence[RowProblem]", *, refused: bool) -> Json:
    counts = {name: 0 if refused else getattr(result, name) for name in ("created", "updated", "skipped")}
    return {**counts, "failed": [problem.as_json(choices.locale.explain) for problem in problems]}


def _write_failed(choices: Choices, file: Path, table: "Table", problems: "Sequence[RowProblem]") -> str | None:
    """Write the wrong rows beside the sheet, so that they can be corrected and imported again."""
    from sse_desktop.exchange.sheet_kinds import failed_rows
    from sse_desktop.store.atomic import write_atomically

    if not problems:
        return None
    target = file.with_name(f"{file.stem}-failed.xlsx")
    reason = choices.locale.text(N_("What is wrong"))
    write_atomically(target, failed_rows(table, problems, reason, choices.locale.explain))
    return str(target)


def _lines(choices: Choices, result: "ImportResult", data: Json) -> list[str]:
    sentence = N_("Imported: {created} new, {updated} changed, {skipped} as they were.")
    said = choices.locale.text(sentence, created=result.created, updated=result.updated, skipped=result.skipped)
    wrong = [f"{each['row']} · {each['column']} · {each['value']}: {each['sentence']}" for each in data["failed"]]
    return [said, *wrong, *([data["failed_file"]] if data["failed_file"] else [])]
