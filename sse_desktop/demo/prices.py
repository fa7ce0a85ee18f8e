"""Scene of the fair price: recorded costs, the minimum of the assembly, market prices, the subsidy, and two ways to price a bid.

The figures are those of the worked example per hundred oranges: 2.00 to the family, 0.60 for collection, 0.30 for cleaning,
a tenth lost, 0.20 for packaging, 2.00 for transport and distribution, 8 % administration, a subsidy of 1.00: 4.8560.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sse_desktop.commands.agreed_minimums import AgreedMinimumData, add_agreed_minimum
from sse_desktop.commands.costs import CostData, record_cost
from sse_desktop.commands.market_prices import MarketPriceData, add_market_price
from sse_desktop.commands.price_scenarios import ScenarioData, add_scenario, duplicate_scenario
from sse_desktop.commands.scenario_parts import PartData, set_scenario_part
from sse_desktop.commands.subsidies import SubsidyData, set_subsidy
from sse_desktop.demo.stage import Stage
from sse_desktop.domain.fair_price_parts import CostBasis, MinimumKind, PricePart, SubsidyBasis
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import UNIT
from sse_desktop.domain.season import Week
from sse_desktop.queries.fair_price import fair_price

ACT = "Acta de la directiva 12 (demo)"
WEEKS_OF_MARKET = 6


@dataclass(frozen=True, slots=True)
class Recorded:
    """A cost of one orange, or a share in basis points."""

    part: PricePart
    amount: str = ""
    share_bp: int | None = None
    source: str = ACT


COSTS = (
    Recorded(PricePart.COLLECTION, "0.006", source="Jornales de la cosecha (demo)"),
    Recorded(PricePart.CLEANING, "0.003", source="Jornales de limpieza (demo)"),
    Recorded(PricePart.LOSS, share_bp=1000, source="Clasificación de la temporada pasada (demo)"),
    Recorded(PricePart.PACKAGING, "0.002", source="Factura de mallas 118 (demo)"),
    Recorded(PricePart.TRANSPORT, "0.016", source="Flete de la camioneta (demo)"),
    Recorded(PricePart.DISTRIBUTION, "0.004", source="Flete de la camioneta (demo)"),
    Recorded(PricePart.CERTIFICATION, "0"),
    Recorded(PricePart.FINANCE, share_bp=0),
    Recorded(PricePart.FINES, "0"),
    Recorded(PricePart.ADMINISTRATION, share_bp=800),
    Recorded(PricePart.SOCIAL_FUND, "0"),
)


def reckon_prices(stage: Stage, bid_id: uuid.UUID) -> None:
    """Record what a fair price is built from, and price the bid in two ways."""
    currency = stage.workspace.cooperative.currency
    day = stage.monday(4)
    moment = stage.at(day, 15)
    for at, cost in enumerate(COSTS):
        stage.write(moment + timedelta(minutes=at), record_cost, _cost(stage, cost))
    minimum = AgreedMinimumData(
        product_id=stage.products["NAR"],
        kind=MinimumKind.ASSEMBLY,
        unit=UNIT,
        price=UnitPrice.of("0.020", currency),
        premium=UnitPrice.of("0.001", currency),
        valid_from=day,
        source="Acta de la asamblea 7 (demo)",
    )
    stage.write(moment + timedelta(hours=1), add_agreed_minimum, minimum)
    _market(stage)
    subsidy = SubsidyData(
        basis=SubsidyBasis.UNIT,
        unit=UNIT,
        rate=UnitPrice.of("0.01", currency),
        cap=Money.of("1200.00", currency),
        proof="Convenio de transporte con el municipio (demo)",
        signed_on=day,
    )
    stage.write(moment + timedelta(hours=2), set_subsidy, bid_id, subsidy)
    _scenarios(stage, bid_id)


def _cost(stage: Stage, cost: Recorded) -> CostData:
    currency = stage.workspace.cooperative.currency
    is_share = cost.share_bp is not None
    return CostData(
        part=cost.part,
        basis=CostBasis.SHARE if is_share else CostBasis.UNIT,
        valid_from=stage.monday(4),
        source=cost.source,
        product_id=stage.products["NAR"],
        unit="" if is_share else UNIT,
        amount=None if is_share else UnitPrice.of(cost.amount, currency),
        share_bp=cost.share_bp,
    )


def _market(stage: Stage) -> None:
    currency = stage.workspace.cooperative.currency
    for weeks_ago in range(WEEKS_OF_MARKET, -1, -1):
        monday = stage.monday(weeks_ago)
        price = UnitPrice.of(f"0.0{170 + 5 * (weeks_ago % 4)}", currency)
        seen = MarketPriceData(
            product_id=stage.products["NAR"],
            week=Week.of(monday),
            market="Mercado mayorista (demo)",
            unit=UNIT,
            price=price,
            source="Precio leído en la feria del lunes (demo)",
        )
        stage.write(stage.at(monday, 16), add_market_price, seen)


def _scenarios(stage: Stage, bid_id: uuid.UUID) -> None:
    moment = stage.at(stage.today, 8, 15)
    example = stage.write(moment, add_scenario, bid_id, ScenarioData(title="Lo que se paga en el mercado"))
    _set_farm_gate(stage, bid_id, example, "2.00")
    better = stage.write(
        moment + timedelta(minutes=9), duplicate_scenario, example, "Todo lo que alcanza, a las familias"
    )
    _set_farm_gate(stage, bid_id, better, "4.62")


def _set_farm_gate(stage: Stage, bid_id: uuid.UUID, scenario_id: uuid.UUID, amount: str) -> None:
    currency = stage.workspace.cooperative.currency
    lines = stage.workspace.read(fair_price, bid_id, scenario_id, on=stage.today).lines
    for line_id in (line.scenario_line_id for line in lines if line.scenario_line_id is not None):
        part = PartData(amount=UnitPrice.of(amount, currency), source="Propuesta para la asamblea (demo)")
        stage.write(stage.at(stage.today, 8, 20), set_scenario_part, line_id, PricePart.FARM_GATE, part)
