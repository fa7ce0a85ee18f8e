"""First scene: the cooperative, its families and plots, products, crates, and the schools of its buyer."""

from decimal import Decimal

from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, import_delivery_points
from sse_desktop.commands.containers import ContainerData, add_container_kind, set_packaging
from sse_desktop.commands.cooperative import CooperativeData, add_user, change_cooperative
from sse_desktop.commands.members import MemberData, PlotData, add_member, add_plot
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.products import GradeData, ProductData, add_product
from sse_desktop.commands.rates import FarmPriceData, set_conversion, set_farm_price
from sse_desktop.demo.stage import WEEKS_OF_HARVEST, Stage
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Conversion
from sse_desktop.domain.roles import Role
from sse_desktop.queries.products import products
from sse_desktop.store.database import Writing


def settle_in(stage: Stage) -> None:
    """Store everybody and everything that the season needs."""
    start = stage.monday(WEEKS_OF_HARVEST + 4)
    moment = stage.at(start)
    stage.write(moment, change_cooperative, CooperativeData(**stage.data["cooperative"]))
    for user in stage.data["users"]:
        stage.write(moment, add_user, user["name"], Role(user["role"]))
    _products(stage)
    _families(stage)
    _buyer(stage)


def _products(stage: Stage) -> None:
    start = stage.monday(WEEKS_OF_HARVEST + 4)
    moment = stage.at(start, 10)
    kinds = [
        ContainerData(name=row["name"], tare_g=row["tare_g"], returnable=row.get("returnable", False))
        for row in stage.data["containers"]
    ]
    stage.containers = [stage.write(moment, add_container_kind, kind) for kind in kinds]
    currency = stage.workspace.cooperative.currency
    for row in stage.data["products"]:
        data = ProductData(
            code=row["code"],
            name=row["name"],
            cpc=row["cpc"],
            shelf_days=row["shelf_days"],
            safety_margin_bp=row["safety_margin_bp"],
        )
        kinds_of = [GradeData(code="1", name="primera", position=1), GradeData(code="2", name="segunda", position=2)]
        product = stage.write(moment, add_product, data, kinds_of)
        stage.products[row["code"]] = product
        factor = Conversion("unit", row["unit_weight_g"], 1000, start)
        stage.write(moment, set_conversion, product, factor)
        stage.write(moment, set_packaging, product, stage.containers[0], row["units_per_container"])
        price = UnitPrice.of(Decimal(row["farm_price"]), currency)
        stage.write(moment, set_farm_price, product, FarmPriceData(price_micros=price.micros, valid_from=start))
    for stored in stage.workspace.read(products):
        stage.grades[stored.code] = [grade.id for grade in stored.grades]


def _families(stage: Stage) -> None:
    moment = stage.at(stage.monday(WEEKS_OF_HARVEST + 3))
    stage.write(moment, _store_families, stage)


@allowed(Role.SECRETARY)
def _store_families(session: Writing, stage: Stage) -> None:
    """Store all families in one step, as an import would."""
    rows, chance = stage.data["families"], stage.chance
    share = Money.of(rows["share_capital"], stage.workspace.cooperative.currency).minor
    for number in range(1, rows["count"] + 1):
        data = MemberData(
            number=number,
            name=rows["name"].format(number=number),
            kind="family",
            sex="f" if number % 5 in {0, 2, 3} else "m",
            birth_year=1955 + chance.randrange(45),
            community=rows["communities"][number % len(rows["communities"])],
            joined_on=stage.monday(52 * (1 + number % 6)),
            share_capital_minor=share,
            consent_on=stage.monday(WEEKS_OF_HARVEST + 3),
        )
        member = add_member(session, data)
        stage.members.append(member)
        for code, product in stage.products.items():
            area, grown = 1500 + 250 * chance.randrange(12), 900_000 + 50_000 * chance.randrange(12)
            plot = PlotData(
                name=f"{code} {number:02d}",
                product_id=product,
                community=data.community,
                area_m2=area,
                expected_yield_g=grown,
            )
            stage.plots[member, code] = add_plot(session, member, plot)


def _buyer(stage: Stage) -> None:
    moment = stage.at(stage.monday(WEEKS_OF_HARVEST + 3), 11)
    stage.buyer = stage.write(moment, add_buyer, BuyerData(**stage.data["buyer"]))
    province = stage.data["cooperative"]["province"]
    points = [
        DeliveryPointData(province=province, regime="Sierra", hours="07:00-12:00", **row)
        for row in stage.data["schools"]
    ]
    stage.write(moment, import_delivery_points, stage.buyer, points)
