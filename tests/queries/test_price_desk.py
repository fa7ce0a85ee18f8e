"""The desk of fair prices and the lists beside it: which bid and scenario are shown, what a comparison keeps."""

from sse_desktop.commands.agreed_minimums import AgreedMinimumData, add_agreed_minimum
from sse_desktop.commands.costs import archive_cost
from sse_desktop.commands.market_prices import MarketPriceData, add_market_price
from sse_desktop.commands.price_scenarios import ScenarioData, archive_scenario, change_scenario
from sse_desktop.commands.scenario_choice import choose_scenario
from sse_desktop.domain.fair_price_parts import MinimumKind, PricePart
from sse_desktop.domain.season import Week
from sse_desktop.queries.compared_prices import comparison_of, comparison_text
from sse_desktop.queries.price_comparisons import compared_now, price_comparison
from sse_desktop.queries.price_desk import price_desk
from sse_desktop.queries.price_facts import FactKind, price_facts
from sse_desktop.store.database import Database
from tests.bidding import a_tender
from tests.builders import NOW, TODAY, Office
from tests.pricing import a_cost, a_scenario, the_example, the_product, usd


def test_a_bid_without_scenario_is_shown_as_it_stands(database: Database) -> None:
    office = Office(database)
    a_tender(office, reference="NO-BID")
    bid_id = the_example(office)

    desk = office.read(price_desk, None, None, NOW, TODAY)

    assert desk.bid.id == bid_id
    assert [row.bid_id for row in desk.tenders] == [bid_id]
    assert desk.scenario is None
    assert desk.price.lines[0].net_cost == usd("4.856")
    assert {row.part for row in desk.costs} == {part for part in PricePart if part is not PricePart.SUBSIDY}
    assert desk.subsidy.proof == "Agreement 12"


def test_without_any_bid_there_is_no_desk(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)

    assert office.read(price_desk, None, None, NOW, TODAY) is None
    assert office.read(price_desk, made, None, NOW, TODAY) is None


def test_the_scenario_asked_for_is_worked_at_else_the_chosen_one_else_the_first(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    first, second = a_scenario(office, bid_id, "First"), a_scenario(office, bid_id, "Second")
    tender = office.read(price_desk, None, None, NOW, TODAY).bid.tender_id

    assert office.read(price_desk, tender, None, NOW, TODAY).scenario.id == first
    assert office.read(price_desk, tender, second, NOW, TODAY).scenario.id == second
    office.write(choose_scenario, second)
    assert office.read(price_desk, tender, None, NOW, TODAY).scenario.id == second
    office.write(archive_scenario, first)
    assert [row.id for row in office.read(price_desk, tender, first, NOW, TODAY).scenarios] == [second]


def test_a_chosen_scenario_keeps_the_comparison_of_its_day(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    chosen, other = a_scenario(office, bid_id, "Families first"), a_scenario(office, bid_id, "Cheaper")
    office.write(choose_scenario, chosen)
    kept = office.read(price_comparison, bid_id, chosen)
    assert [(row.title, row.chosen, row.farmer_share_bp) for row in kept] == [
        ("Families first", True, 2778),
        ("Cheaper", False, 2778),
    ]

    office.write(change_scenario, other, ScenarioData(title="Dearer"))
    a_cost(office, PricePart.FARM_GATE, "2.60", valid_from=TODAY)

    assert office.read(price_comparison, bid_id, chosen) == kept
    assert [row.title for row in office.read(price_comparison, bid_id)] == ["Families first", "Dearer"]
    assert [row.title for row in office.read(price_comparison, bid_id, other)] == ["Families first", "Dearer"]


def test_a_comparison_reads_back_as_it_was_written(database: Database) -> None:
    office = Office(database)
    bid_id = the_example(office)
    a_scenario(office, bid_id)
    rows = office.read(compared_now, bid_id)

    assert comparison_of(comparison_text(rows)) == rows
    assert comparison_of("") == []


def test_facts_about_prices_are_listed_by_kind_and_found_by_words(database: Database) -> None:
    office = Office(database)
    product = the_product(office, the_example(office))
    least = AgreedMinimumData(
        product_id=product,
        kind=MinimumKind.ASSEMBLY,
        unit="hundred",
        price=usd("4"),
        valid_from=TODAY,
        source="Minutes 3",
    )
    office.write(add_agreed_minimum, least)
    market = MarketPriceData(
        product_id=product, week=Week.of(TODAY), market="Chone", unit="hundred", price=usd("1.85"), source="Ana"
    )
    office.write(add_market_price, market)
    dated = a_cost(office, PricePart.PACKAGING, "0.9", source="New boxes")

    everything = office.read(price_facts)
    assert [fact.kind for fact in everything] == [FactKind.COST] * 13 + [FactKind.MINIMUM, FactKind.MARKET]
    assert [fact.about for fact in office.read(price_facts, kind="market")] == ["Chone"]
    assert office.read(price_facts, kind="market")[0].since == Week.of(TODAY).monday
    assert [fact.id for fact in office.read(price_facts, search="boxes")] == [dated]
    office.write(archive_cost, dated)
    assert office.read(price_facts, search="boxes") == []
    assert [fact.id for fact in office.read(price_facts, archived=True)] == [dated]
