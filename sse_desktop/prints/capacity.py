"""The capacity of a promise on paper and as a spreadsheet: the same numbers as in the bid desk."""

import uuid

from sse_desktop import clock
from sse_desktop.documents.capacity_sheet import (
    Behind,
    CapacityProduct,
    CapacitySheet,
    TakenOn,
    capacity_sheet,
    check_parts,
    sheet_header,
    sheet_rows,
)
from sse_desktop.domain.capacity_parts import Part, PartKind
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.zones import civil_day
from sse_desktop.exchange.spreadsheet import write_sheet
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.queries.capacity_sheet import PromiseSheet, promise_sheet
from sse_desktop.workspace import Workspace


def print_capacity(workspace: Workspace, tender_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the internal sheet of the newest bid for a tender, or of all that it asks for.

    Raises:
        CapacityDisagrees.
    """
    locale = workspace.locale(language)
    return capacity_sheet(_sheet(workspace, tender_id, locale), locale)


def capacity_spreadsheet(workspace: Workspace, tender_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the weeks of the same sheet as a spreadsheet.

    Raises:
        CapacityDisagrees.
    """
    locale = workspace.locale(language)
    sheet = _sheet(workspace, tender_id, locale)
    check_parts(sheet, locale)
    return write_sheet(sheet_header(locale), sheet_rows(sheet), locale.text("Capacity of our promise"))


def _sheet(workspace: Workspace, tender_id: uuid.UUID, locale: Locale) -> CapacitySheet:
    now, zone = clock.now(), workspace.cooperative.time_zone
    today = civil_day(now, zone) or now.date()
    found = workspace.read(promise_sheet, tender_id, today)
    papers = {kind.id: locale.text(kind.label) for kind in workspace.profile.papers}
    return CapacitySheet(
        cooperative=issuer(workspace),
        reference=found.reference,
        title=found.title,
        buyer=found.buyer,
        state=_state(found, locale),
        as_of=today,
        products=tuple(_product(row, papers, locale) for row in found.capacity.products),
        problems=tuple(locale.explain(problem) for problem in found.capacity.problems),
        taken_on=_taken_on(found, zone),
    )


def _state(found: PromiseSheet, locale: Locale) -> str:
    if found.state is None:
        return locale.text("There is no bid yet: this is all that the tender asks for.")
    state = locale.text(found.state.label)
    return locale.text("Bid, version {version}: {state}.", version=str(found.version), state=state)


def _taken_on(found: PromiseSheet, zone: str) -> TakenOn | None:
    if not found.override_by or found.override_at is None:
        return None
    on = civil_day(found.override_at, zone) or found.override_at.date()
    return TakenOn(name=found.override_by, on=on, reason=found.override_reason)


def _product(row: ProductCapacity, papers: dict[str, str], locale: Locale) -> CapacityProduct:
    certificate = "" if row.certificate is None else papers.get(row.certificate, row.certificate)
    if row.certificate == "":
        certificate = locale.text("any certificate of the plot")
    behind = row.behind(row.weeks[-1].week) if row.weeks else []
    return CapacityProduct(
        name=row.product,
        demand=row.demand,
        largest=row.largest,
        pledged=row.pledged,
        expected=row.expected,
        margin_bp=row.margin_bp,
        certificate=certificate,
        weeks=tuple(row.sums),
        behind=tuple(_behind(behind, locale)),
    )


def _behind(parts: list[Part], locale: Locale) -> list[Behind]:
    """Return the parts by what they are, each source once, in the order in which they count."""
    total: dict[tuple[PartKind, str], int] = {}
    for part in parts:
        total[part.kind, part.name] = total.get((part.kind, part.name), 0) + part.grams
    return [
        Behind(words=" · ".join(filter(None, (locale.text(kind.label), name))), weight=Quantity(grams, KILO))
        for (kind, name), grams in total.items()
    ]
