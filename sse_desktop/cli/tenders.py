"""`tender import|list|show|eligibility|capacity` and `bid packet`."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sse_desktop.cli.answers import Json, Refused, give
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity

if TYPE_CHECKING:
    from sse_desktop.domain.eligibility_lines import Line
    from sse_desktop.exchange.reading import FileReading
    from sse_desktop.queries.capacity import ProductCapacity
    from sse_desktop.queries.tenders import TenderRow
    from sse_desktop.workspace import Workspace

app = typer.Typer(help="Calls by buyers.")
bid_app = typer.Typer(help="Our offers.")

Reference = Annotated[str, typer.Argument(help="The reference of the tender.")]


class NoBidYet(DomainError):
    """A packet was asked for of a tender that has no bid."""

    sentence = N_("There is no bid for {reference} yet. Begin one in the window first.")


@app.callback()
def _tenders() -> None:
    """Calls by buyers."""


@bid_app.callback()
def _bids() -> None:
    """Our offers."""


@app.command("import")
def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="OCDS, eForms, TED or ESPD files, spreadsheets, packed or not.")],
    process: Annotated[
        list[str] | None, typer.Option(help="Take only this process, by its number or reference; may be given again.")
    ] = None,
) -> None:
    """Read notices from files; one bad file does not stop the others."""
    choices: Choices = context.obj
    with choices.writing() as workspace:
        done = [_import_file(choices, workspace, file, process or []) for file in files]
    told: Json = {"files": [entry for entry, _ in done]}
    failures = [failure for _, failure in done if failure is not None]
    if len(failures) == len(done):
        raise Refused(failures[0], told)
    give(choices, told, [line for entry, _ in done for line in _lines(entry)])


def _import_file(
    choices: Choices, workspace: "Workspace", file: Path, wanted: Sequence[str]
) -> tuple[Json, DomainError | None]:
    """Return the entry of one file and why it was refused; what it holds is stored whole or not at all."""
    from sse_desktop.cli.processes import chosen_of
    from sse_desktop.cli.sheets import with_known_columns
    from sse_desktop.exchange.reading import read_apart

    ours = workspace.cooperative
    read = partial(read_apart, file, ours.time_zone, ours.language or None)
    found = read()
    failure: DomainError | None = found.refused
    older: Sequence[DomainError] = ()
    if failure is None:
        try:
            found = with_known_columns(workspace, file, chosen_of(found, wanted, read))
            older = _store(workspace, file, found)
        except DomainError as refused:
            failure = refused
    entry = found.as_json(choices.locale.text)
    if failure is not None:
        entry |= {"refused": _why(choices, failure)}
    if older:
        entry |= {"left_out": [_why(choices, each) for each in older]}
    return entry, failure


def _why(choices: Choices, failure: DomainError) -> Json:
    return {"code": failure.code, "sentence": choices.locale.explain(failure)}


def _store(workspace: "Workspace", file: Path, found: "FileReading") -> Sequence[DomainError]:
    """Store what a file holds, and return why versions in it were left out."""
    from sse_desktop.commands.tender_documents import import_file
    from sse_desktop.exchange.document_files import keep_beside
    from sse_desktop.exchange.notice_to_tender import tender_import

    original = workspace.attachments.put_file(file)
    kept, _ = keep_beside(file, workspace.attachments)
    read = [
        tender_import(notice, source=found.kind or "ocds", original_sha=original, original_name=found.file)
        for notice in found.notices
    ]
    return workspace.write(import_file, read, kept).older


def _lines(entry: Json) -> Iterator[str]:
    if entry["refused"]:
        yield f"{entry['file']}: {entry['refused']['sentence']}"
        return
    for notice in entry["notices"]:
        yield f"{entry['file']}: {notice['reference']} · {notice['title']}"
        for warning in notice["warnings"]:
            yield f"    {warning['sentence']}"
    for reason in entry.get("left_out", ()):
        yield f"    {reason['sentence']}"


@app.command("list")
def list_tenders(context: typer.Context) -> None:
    """List the tenders, the nearest deadline first."""
    from sse_desktop import clock
    from sse_desktop.queries.tenders import tenders

    choices: Choices = context.obj
    with choices.reading() as workspace:
        rows = workspace.read(tenders, clock.now())
        give(choices, {"tenders": [_row(row) for row in rows]}, [_line(choices, row) for row in rows])


def _row(row: "TenderRow") -> Json:
    return {
        "reference": row.reference,
        "title": row.title,
        "buyer": row.buyer or None,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "state": row.state.value,
    }


def _line(choices: Choices, row: "TenderRow") -> str:
    deadline = choices.locale.instant(row.deadline) if row.deadline else "–"
    return " · ".join((row.reference, row.title, row.buyer, deadline, choices.locale.text(row.state.label)))


@app.command("show")
def show(context: typer.Context, reference: Reference) -> None:
    """Show one tender as the notice it came from."""
    from sse_desktop import clock
    from sse_desktop.queries.tender_notice import notice_json
    from sse_desktop.queries.tenders import find_tender, tender

    choices: Choices = context.obj
    with choices.reading() as workspace:
        found = workspace.read(tender, workspace.read(find_tender, reference), clock.now())
        told = {**notice_json(found, choices.locale.text), "state": found.state.value}
        give(choices, told, _shown(told))


def _shown(told: Json) -> Iterator[str]:
    for name, value in told.items():
        if isinstance(value, list) and any(isinstance(each, dict) for each in value):
            yield f"{name}:"
            yield from (f"    {_joined(each)}" for each in value)
        elif value not in (None, [], ""):
            yield f"{name}: {_joined(value)}"


def _joined(value: Any) -> str:
    """Return a value of the notice on one line, without what is not known."""
    match value:
        case dict():
            # A bare yes or no says nothing without its name, which only --json gives.
            said = (each for each in value.values() if each not in (None, [], "") and not isinstance(each, bool))
            return " · ".join(_joined(each) for each in said)
        case list():
            return ", ".join(_joined(each) for each in value)
        case _:
            return str(value)


@bid_app.command("packet")
def packet(
    context: typer.Context, reference: Reference, out: Annotated[Path, typer.Option(help="Folder to write to.")]
) -> None:
    """Build the packet of the current bid and write it, with the files that go beside it."""
    from sse_desktop.prints.packet import build_packet, write_packet
    from sse_desktop.queries.bids import current_bid
    from sse_desktop.queries.tenders import find_tender

    choices: Choices = context.obj
    with choices.writing() as workspace:
        bid_id = workspace.read(current_bid, workspace.read(find_tender, reference))
        if bid_id is None:
            raise NoBidYet(reference=reference)
        row = build_packet(workspace, bid_id, choices.language)
        written = write_packet(workspace, row.id, out)
        told = written.as_json()
        give(choices, told, [told["packet"], *told["beside"]])


@app.command("eligibility")
def may_we_bid(context: typer.Context, reference: Reference) -> None:
    """Tell, rule by rule, whether we may bid: ready, to do or blocked, with the reason and where the rule stands."""
    from sse_desktop import clock
    from sse_desktop.queries.eligibility import eligibility
    from sse_desktop.queries.tenders import find_tender, tender

    choices: Choices = context.obj
    with choices.reading() as workspace:
        now = clock.now()
        tender_id = workspace.read(find_tender, reference)
        found = workspace.read(eligibility, tender_id, now, workspace.read(tender, tender_id, now).bid_id)
        told = [_rule(choices, line) for line in found.lines]
        give(choices, {"lines": told}, [f"{line['state']} · {line['rule']} · {line['reason']}" for line in told])


def _rule(choices: Choices, line: "Line") -> Json:
    return {
        "rule": line.rule,
        "state": line.state.value,
        "reason": choices.locale.text(line.sentence, **line.facts),
        "source": ", ".join(filter(None, (line.legal_ref, line.source))) or None,
        "rule_date": line.rule_date.isoformat() if line.rule_date else None,
    }


@app.command("capacity")
def can_we_deliver(context: typer.Context, reference: Reference) -> None:
    """Tell week by week whether our bid, or all that is asked while there is none, can be delivered; in kg, added up."""
    from sse_desktop import clock
    from sse_desktop.domain.zones import civil_day
    from sse_desktop.queries.capacity_sheet import promise_sheet
    from sse_desktop.queries.tenders import find_tender

    choices: Choices = context.obj
    with choices.reading() as workspace:
        now = clock.now()
        today = civil_day(now, workspace.cooperative.time_zone) or now.date()
        found = workspace.read(promise_sheet, workspace.read(find_tender, reference), today)
        rows = found.capacity.products
        weeks = [each for row in rows for each in _weeks(row)]
        told: Json = {
            "weeks": weeks,
            "products": [_largest(row) for row in rows],
            "taken_on_by": found.override_by or None,
            "problems": [_why(choices, problem) for problem in found.capacity.problems],
        }
        give(choices, told, _told(choices, told))


def _weeks(row: "ProductCapacity") -> Iterator[Json]:
    names = ("demand", "stock", "forecast", "pooled", "promised", "spoiled", "available", "gap")
    for sums in row.sums:
        amounts = {name: str(Quantity(getattr(sums, name), KILO).amount) for name in names}
        yield {"week": str(sums.week), "product": row.product, "unit": KILO, **amounts}


def _largest(row: "ProductCapacity") -> Json:
    gap = row.first_gap
    return {
        "product": row.product,
        "demand": str(row.demand.amount),
        "largest": str(row.largest.amount),
        "first_gap": str(gap.week) if gap is not None else None,
    }


def _told(choices: Choices, told: Json) -> Iterator[str]:
    yield from (problem["sentence"] for problem in told["problems"])
    for week in told["weeks"]:
        is_short = Quantity.of(week["gap"], KILO).milli > 0
        state = (
            choices.locale.text("short {missing}", missing=week["gap"]) if is_short else choices.locale.text("ready")
        )
        yield f"{week['week']} · {week['product']} · {week['demand']} / {week['available']} kg · {state}"
