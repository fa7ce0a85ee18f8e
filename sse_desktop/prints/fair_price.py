"""The fair price of a bid on paper and as a spreadsheet."""

import uuid

from sse_desktop import clock
from sse_desktop.documents.price_sheet import ComparedScenario, PriceSheet, price_sheet
from sse_desktop.documents.price_words import how
from sse_desktop.documents.signature import Signer
from sse_desktop.domain.roles import Role
from sse_desktop.exchange.price_workbook import price_workbook
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.bids import bid
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice
from sse_desktop.queries.price_scenarios import ScenarioRow, price_scenarios
from sse_desktop.workspace import Workspace


def print_price_sheet(
    workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None, language: str | None = None
) -> bytes:
    """Return the price sheet of a bid in a scenario; without one, in the chosen one, else as the bid stands today.

    What was frozen prints the same page every time.
    """
    locale = workspace.locale(language)
    price, offer = _price(workspace, bid_id, scenario_id), workspace.read(bid, bid_id)
    sheet = PriceSheet(
        cooperative=issuer(workspace),
        tender=offer.title,
        reference=offer.reference,
        buyer=offer.buyer,
        price=price,
        scenarios=tuple(_compared(workspace, row, locale) for row in workspace.read(price_scenarios, bid_id)),
        treasurer=Signer(name=holder_of(workspace, Role.TREASURER)),
        president=Signer(name=holder_of(workspace, Role.PRESIDENT)),
    )
    return price_sheet(sheet, locale)


def price_spreadsheet(
    workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None, language: str | None = None
) -> bytes:
    """Return the same numbers as an XLSX file."""
    scenarios = workspace.read(price_scenarios, bid_id)
    return price_workbook(_price(workspace, bid_id, scenario_id), scenarios, workspace.locale(language), how)


def _price(workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None) -> FairPrice:
    return workspace.read(fair_price, bid_id, scenario_id, on=clock.now().date())


def _compared(workspace: Workspace, row: ScenarioRow, locale: Locale) -> ComparedScenario:
    price = workspace.read(fair_price, row.bid_id, row.id)
    return ComparedScenario(
        title=row.title,
        chosen=row.chosen,
        offer=row.offer,
        volume=row.volume,
        families=row.families,
        points=locale.number(row.points) if row.points is not None else "",
        left=row.left,
        left_bp=row.left_bp,
        to_families=price.totals.families,
        farmer_share_bp=row.farmer_share_bp,
        keeps_floor=row.keeps_floor,
    )
