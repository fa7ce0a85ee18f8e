"""`bid price`: the build-up of the current bid, line by line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, exact, give
from sse_desktop.cli.choices import Choices
from sse_desktop.cli.tenders import NoBidYet, Reference
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold

if TYPE_CHECKING:
    import uuid

    from sse_desktop.domain.money import UnitPrice
    from sse_desktop.queries.fair_price_rows import FairPrice, FairPriceLine
    from sse_desktop.workspace import Workspace


class NoSuchScenario(DomainError):
    """A way to price was named that the bid does not have."""

    sentence = N_("This bid has no way to price called {title}. Choose one of: {known}.")


def add_to(bid_app: typer.Typer) -> None:
    """Put the verb into its group."""
    bid_app.command("price")(price)


def price(
    context: typer.Context,
    reference: Reference,
    scenario: Annotated[
        str | None,
        typer.Option(help="A way to price by its title; by default the chosen one, else the bid as it stands."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write the price sheet to, as a PDF and as a spreadsheet.")
    ] = None,
) -> None:
    """Tell what the price of each line is made of, the price floor, and the family's share of what the buyer pays."""
    from zoneinfo import ZoneInfo

    from sse_desktop import clock
    from sse_desktop.queries.bids import current_bid
    from sse_desktop.queries.fair_price import fair_price
    from sse_desktop.queries.tenders import find_tender

    choices: Choices = context.obj
    with choices.reading() as workspace:
        bid_id = workspace.read(current_bid, workspace.read(find_tender, reference))
        if bid_id is None:
            raise NoBidYet(reference=reference)
        chosen = _scenario(workspace, bid_id, scenario) if scenario is not None else None
        today = clock.now().astimezone(ZoneInfo(workspace.cooperative.time_zone)).date()
        found = workspace.read(fair_price, bid_id, chosen, on=today)
        lines = [_line(choices, line) for line in found.lines]
        told: Json = {"scenario": found.title or None, "currency": found.currency, "lines": lines}
        if out is not None:
            told["files"] = _write_sheets(choices, workspace, out, reference, found)
        give(choices, told, [row for line in found.lines for row in _shown(choices, line)])


def _write_sheets(choices: Choices, workspace: "Workspace", out: Path, reference: str, found: "FairPrice") -> list[str]:
    """Write the price sheet of what is told, and return the two files."""
    from sse_desktop.prints.fair_price import price_spreadsheet, print_price_sheet
    from sse_desktop.store.atomic import write_atomically

    files, name = [], "".join(sign if sign.isalnum() else "-" for sign in reference)
    for suffix, printed in (("pdf", print_price_sheet), ("xlsx", price_spreadsheet)):
        file = out / f"fair-price-{name}.{suffix}"
        write_atomically(file, printed(workspace, found.bid_id, found.scenario_id, choices.language))
        files.append(str(file))
    return files


def _scenario(workspace: "Workspace", bid_id: "uuid.UUID", title: str) -> "uuid.UUID":
    from sse_desktop.queries.price_scenarios import price_scenarios

    rows = workspace.read(price_scenarios, bid_id)
    found = next((row.id for row in rows if fold(row.title) == fold(title)), None)
    if found is None:
        raise NoSuchScenario(title=title, known=", ".join(row.title for row in rows) or "–")
    return found


def _line(choices: Choices, line: "FairPriceLine") -> Json:
    trouble = line.trouble or next((part.trouble for part in line.parts if part.trouble is not None), None)
    return {
        "item": line.item,
        "unit": line.unit,
        "per": exact(line.per),
        "quantity": exact(line.quantity),
        "build_up": [
            {
                "part": part.code.value,
                "amount": _amount(part.amount),
                "share_bp": part.share_bp,
                "origin": part.origin.value,
                "source": part.source or None,
                "date": part.source_on.isoformat() if part.source_on else None,
            }
            for part in line.parts
        ],
        "net_cost": _amount(line.net_cost),
        "price": _amount(line.price),
        "price_is": "asked" if line.is_asked else "given",
        "left": _amount(line.left),
        "accept": line.accept,
        "farmer_most": _amount(line.farmer_most),
        "floor": _amount(line.floor),
        "floor_by": line.floor_by.value if line.floor_by else None,
        "farmer_share": _percent(line.farmer_share_bp),
        "subsidised_share": _percent(line.subsidised_share_bp),
        "market": _market(line),
        "missing": [part.value for part in line.missing],
        "trouble": choices.locale.explain(trouble) if trouble is not None else None,
    }


def _market(line: "FairPriceLine") -> Json | None:
    if line.market is None:
        return None
    return {
        "week": line.market.week,
        "market": line.market.market,
        "price": _amount(line.market.price),
        "difference": _amount(line.market.difference),
    }


def _amount(value: "UnitPrice | None") -> str | None:
    return None if value is None else format(value.amount, "f")


def _percent(basis_points: int | None) -> str | None:
    """Return a share as percent with two decimals, exact."""
    return None if basis_points is None else f"{basis_points // 100}.{basis_points % 100:02d}"


def _shown(choices: Choices, line: "FairPriceLine") -> list[str]:
    """Return the build-up for people; a part that nobody told has a dash."""
    locale = choices.locale
    rows = [(locale.text(part.label), part.amount) for part in line.parts]
    rows += [
        (locale.text(N_("Net cost")), line.net_cost),
        (locale.text(N_("Price of one unit")), line.price),
        (locale.text(N_("Price floor of one unit")), line.floor),
    ]
    name = locale.text(N_("Family's share of the price"))
    share = locale.percent(line.farmer_share_bp) if line.farmer_share_bp is not None else "–"
    return [
        f"{line.item} ({locale.quantity(line.per)})",
        *(f"    {part}: {locale.price(amount) if amount is not None else '–'}" for part, amount in rows),
        f"    {name}: {share}",
    ]
