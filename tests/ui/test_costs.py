"""Costs and minimums: typed with the keyboard, changed, archived, and taken over from our own records."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.domain.fair_price_parts import CostBasis, MinimumKind, PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.queries.agreed_minimums import agreed_minimums
from sse_desktop.queries.cost_proposals import ProposedCost
from sse_desktop.queries.costs import costs
from sse_desktop.queries.market_prices import market_prices
from sse_desktop.queries.price_facts import PriceFact
from sse_desktop.queries.products import products
from sse_desktop.ui.columns import show
from sse_desktop.ui.costs import CostsPage
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.widgets.field import LineField
from sse_desktop.workspace import Workspace
from tests.bidding import fruit
from tests.ui.conftest import TODAY, MakeHouse, Settle
from tests.ui.hands import spec


@pytest.fixture
def house(make_house: MakeHouse, workspace: Workspace) -> House:
    fruit(workspace, "ORA", "Orange")
    return make_house(spec("costs"), first="costs")


def page_of(house: House) -> CostsPage:
    page = house.page
    assert isinstance(page, CostsPage)
    return page


def form_of(house: House) -> Form[Any]:
    panel = page_of(house).inspector.content
    assert isinstance(panel, FormPanel)
    return panel.form


def type_into(house: House, **typed: str) -> None:
    for name, words in typed.items():
        field = form_of(house).fields[name]
        assert isinstance(field, LineField)
        field.line.clear()
        QTest.keyClicks(field.line, words)


def enter(house: House, name: str, settle: Settle) -> None:
    field = form_of(house).fields[name]
    assert isinstance(field, LineField)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle()


def first_row(house: House) -> PriceFact:
    row = page_of(house).model.row_at(0)
    assert row is not None
    return row


def cells(page: CostsPage) -> list[list[str]]:
    locale = page.context.locale
    rows = [page.model.row_at(at) for at in range(page.model.rowCount())]
    return [[show(column.value(row), locale).replace("\u00a0", " ") for column in page.shown] for row in rows]


def test_a_cost_by_the_unit_is_recorded_and_listed_with_its_source(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    settle()
    page_of(house).new_cost()
    settle()
    form_of(house).fields["unit"].set_value("hundred")
    type_into(house, amount="0.6", source="Work sheet 12")
    enter(house, "source", settle)

    (row,) = workspace.read(costs)
    assert (row.part, row.amount, row.unit) == (PricePart.COLLECTION, UnitPrice.of("0.6", "USD"), "hundred")
    assert row.valid_from == TODAY
    assert cells(page_of(house)) == [
        ["recorded cost", "Collection", "all products", "$0.60 for one hundred", "14/07/2026", "Work sheet 12"]
    ]


def test_the_form_of_a_cost_asks_only_for_what_its_part_needs(house: House, settle: Settle) -> None:
    settle()
    page_of(house).new_cost()
    settle()
    fields = form_of(house).fields
    assert fields["amount"].isVisible()
    assert not fields["share"].isVisible()
    assert not fields["carries"].isVisible()

    fields["basis"].set_value(CostBasis.TRIP)
    assert fields["carries"].isVisible()
    fields["part"].set_value(PricePart.LOSS)
    assert fields["share"].isVisible()
    assert not fields["amount"].isVisible()


def test_a_loss_is_recorded_as_a_share_and_changed(house: House, workspace: Workspace, settle: Settle) -> None:
    settle()
    page_of(house).new_cost()
    settle()
    form_of(house).fields["part"].set_value(PricePart.LOSS)
    type_into(house, share="10", source="Counted in May")
    enter(house, "source", settle)
    (row,) = workspace.read(costs)
    assert row.share_bp == 1000

    page_of(house).change(first_row(house))
    settle()
    type_into(house, share="12.5")
    enter(house, "share", settle)
    assert [each.share_bp for each in workspace.read(costs)] == [1250]


def test_a_cost_without_source_is_refused_beside_the_field(house: House, workspace: Workspace, settle: Settle) -> None:
    settle()
    page_of(house).new_cost()
    settle()
    type_into(house, amount="0.6", source=" ")
    form_of(house).commit()
    settle()

    assert form_of(house).fields["source"].message.text()
    assert workspace.read(costs) == []


def test_a_minimum_and_a_market_price_are_typed_and_filtered_by_kind(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    settle()
    page = page_of(house)
    page.new_minimum()
    settle()
    form_of(house).fields["unit"].set_value("hundred")
    type_into(house, price="4", premium="0.2", source="Minutes 3")
    enter(house, "source", settle)
    page.new_market()
    settle()
    form_of(house).fields["unit"].set_value("hundred")
    type_into(house, market="Chone", price="1.85", source="Seen by Ana")
    enter(house, "source", settle)

    (least,) = workspace.read(agreed_minimums)
    assert (least.kind, least.price, least.premium) == (
        MinimumKind.ASSEMBLY,
        UnitPrice.of("4", "USD"),
        UnitPrice.of("0.2", "USD"),
    )
    (market,) = workspace.read(market_prices)
    assert (market.market, market.week) == ("Chone", Week.of(TODAY))
    assert [row[1] for row in cells(page)] == ["agreed by the assembly", "Chone"]
    page.view = type(page.view)(filters={"kind": "market"})
    page.refresh()
    settle()
    assert [row[1] for row in cells(page)] == ["Chone"]


def test_an_archived_cost_leaves_the_list(house: House, workspace: Workspace, settle: Settle) -> None:
    settle()
    page_of(house).new_cost()
    settle()
    type_into(house, amount="0.6", source="Receipt")
    enter(house, "source", settle)

    page_of(house).archive(first_row(house))
    settle()

    assert workspace.read(costs) == []
    assert len(workspace.read(costs, archived=True)) == 1


def test_a_proposal_of_our_records_is_taken_over_with_its_sentence_as_source(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    settle()
    page = page_of(house)
    page.show_proposals()
    settle()
    assert page.inspector.isVisible()
    product = workspace.read(products)[0]
    page.take_over(
        ProposedCost(
            part=PricePart.LOSS,
            basis=CostBasis.SHARE,
            product_id=product.id,
            product=product.name,
            unit="",
            amount=None,
            share_bp=850,
            valid_from=TODAY,
            sentence="{entries} sortings from {first} to {last}: {lost} lost of {went_in}",
            facts={
                "entries": 3,
                "first": date(2026, 5, 1),
                "last": TODAY,
                "lost": "85 kg",
                "went_in": "1,000 kg",
            },
        )
    )
    settle()

    (row,) = workspace.read(costs)
    assert (row.part, row.share_bp) == (PricePart.LOSS, 850)
    assert row.source == "3 sortings from 01/05/2026 to 14/07/2026: 85 kg lost of 1,000 kg"
