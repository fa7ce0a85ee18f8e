"""The fair price of a bid on paper and as a spreadsheet."""

import uuid

from sse_desktop import clock
from sse_desktop.documents.price_sheet import PriceSheet, price_sheet
from sse_desktop.documents.price_words import how
from sse_desktop.documents.signature import Signer
from sse_desktop.domain.roles import Role
from sse_desktop.exchange.price_workbook import price_workbook
from sse_desktop.prints.issuer import holder_of, issuer
from sse_desktop.queries.bids import bid
from sse_desktop.queries.fair_price import fair_price
from sse_desktop.queries.fair_price_rows import FairPrice
from sse_desktop.queries.price_comparisons import price_comparison
from sse_desktop.workspace import Workspace


def print_price_sheet(
    workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None, language: str | None = None
) -> bytes:
    """Return the price sheet of a bid in a scenario; without one, in the chosen one, else as the bid stands today.

    What was frozen prints the same page every time.
    """
    price, offer = _price(workspace, bid_id, scenario_id), workspace.read(bid, bid_id)
    sheet = PriceSheet(
        cooperative=issuer(workspace),
        tender=offer.title,
        reference=offer.reference,
        buyer=offer.buyer,
        price=price,
        scenarios=tuple(workspace.read(price_comparison, bid_id, price.scenario_id)),
        treasurer=Signer(name=holder_of(workspace, Role.TREASURER)),
        president=Signer(name=holder_of(workspace, Role.PRESIDENT)),
    )
    return price_sheet(sheet, workspace.locale(language))


def price_spreadsheet(
    workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None = None, language: str | None = None
) -> bytes:
    """Return the same numbers as an XLSX file."""
    price = _price(workspace, bid_id, scenario_id)
    scenarios = workspace.read(price_comparison, bid_id, price.scenario_id)
    return price_workbook(price, scenarios, workspace.locale(language), how)


def _price(workspace: Workspace, bid_id: uuid.UUID, scenario_id: uuid.UUID | None) -> FairPrice:
    return workspace.read(fair_price, bid_id, scenario_id, on=clock.now().date())
