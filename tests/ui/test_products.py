"""Products with their grades, weights of units, prices and packaging; containers with what an empty one weighs."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from sse_desktop.commands.containers import set_packaging
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import HUNDRED, Conversion, Quantity, convert_to_kg
from sse_desktop.queries.farm_prices import farm_prices
from sse_desktop.queries.products import containers, conversions, packagings, products
from sse_desktop.ui.containers import ContainersPage
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.products import ProductsPage
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_product
from tests.ui.conftest import TODAY, MakeHouse, Settle
from tests.ui.hands import press, spec, typed


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> House:
    a_product(workspace, "MAN", "Mandarina", "1", "2")
    built = make_house(spec("products"), spec("containers"))
    settle()
    return built


def products_of(house: House) -> ProductsPage:
    assert isinstance(house.page, ProductsPage)
    return house.page


def form_of(page: Page | None) -> "Form[object]":
    assert page is not None
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    return panel.form


def test_a_product_is_entered_with_its_code_and_gets_a_grade(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typed(house, "Granadilla\ngra\n")
    settle()

    found = next(row for row in workspace.read(products) if row.code == "GRA")
    assert (found.name, found.sale_unit, len(found.grades)) == ("Granadilla", "unit", 1)


def test_a_code_that_is_taken_is_said_beside_the_code(house: House, settle: Settle) -> None:
    products_of(house).new_product()
    form = form_of(house.page)
    form.fill({"name": "Mango", "code": "MAN"})
    form.commit()
    settle()

    assert "Mandarina" in form.fields["code"].message.text()


def test_the_weight_of_a_unit_is_exact_from_many_weighed_together(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    row = workspace.read(products)[0]
    products_of(house).set_weight(row)
    form = form_of(house.page)
    form.fill({"count": 75, "unit": "unit", "kilos": Decimal("11.3"), "valid_from": date(2026, 7, 1)})
    form.commit()
    settle()

    (known,) = workspace.read(conversions, row.id)
    assert known == Conversion("unit", 113, 750, date(2026, 7, 1))
    assert convert_to_kg(Quantity.of(75, "unit"), [known], TODAY) == Quantity.of("11.3", "kg")


def test_a_unit_that_weighs_nothing_is_refused(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    products_of(house).set_weight(row)
    form = form_of(house.page)
    form.fill({"kilos": Decimal(0)})
    form.commit()
    settle()

    assert form.trouble.isVisible()
    assert workspace.read(conversions, row.id) == []


def test_a_price_is_for_one_grade_or_for_all(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    for grade, price in ((None, "0.45"), (row.grades[1].id, "0.30")):
        products_of(house).set_price(row)
        form = form_of(house.page)
        form.fields["price"].editor.setFocus()
        typed(house, price)
        form.fields["grade_id"].set_value(grade)
        form.commit()
        settle()

    found = {
        price.grade: str(price.price.amount.normalize()) for price in workspace.read(farm_prices, product_id=row.id)
    }
    assert found == {"": "0.45", "2": "0.3"}


def test_grades_and_varieties_are_added_beside_the_product(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    products_of(house).change_grade(row, None)
    form_of(house.page).fill({"code": "3", "name": "tercera"})
    form_of(house.page).commit()
    settle()
    products_of(house).change_variety(row, None)
    form_of(house.page).fill({"name": "Clementina"})
    form_of(house.page).commit()
    settle()

    found = workspace.read(products)[0]
    assert [grade.label for grade in found.grades] == ["1", "2", "tercera"]
    assert [variety.name for variety in found.varieties] == ["Clementina"]


def test_packaging_asks_for_containers_first(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    products_of(house).set_packaging(row)
    assert house.here == "containers"

    crate = a_container(workspace)
    house.go("products")
    settle()
    products_of(house).set_packaging(row)
    form_of(house.page).fill({"container_kind_id": crate, "units": 75})
    form_of(house.page).commit()
    settle()
    assert [row.units_per_container for row in workspace.read(packagings, row.id)] == [75]


def test_a_container_is_entered_with_its_tare(house: House, settle: Settle, workspace: Workspace) -> None:
    house.go("containers")
    settle()
    assert isinstance(house.page, ContainersPage)
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typed(house, "Gaveta\n2.1\n")
    settle()

    assert [(row.name, row.tare.milli) for row in workspace.read(containers)] == [("Gaveta", 2100)]


def test_a_price_can_be_for_a_hundred_and_says_so(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    products_of(house).set_price(row)
    settle()
    form = form_of(house.page)
    form.fill({"price": UnitPrice.of(10, "USD"), "unit": HUNDRED})
    form.commit()
    settle()

    [price] = workspace.read(farm_prices, product_id=row.id)
    assert (price.unit, price.price) == (HUNDRED, UnitPrice.of(10, "USD"))


def test_packaging_changes_from_a_day_on(house: House, settle: Settle, workspace: Workspace) -> None:
    row = workspace.read(products)[0]
    crate = a_container(workspace)
    workspace.write(set_packaging, row.id, crate, 75)
    settle()
    products_of(house).set_packaging(row)
    settle()
    form = form_of(house.page)
    form.fill({"units": 80})
    form.commit()
    settle()

    [packed] = workspace.read(packagings, row.id)
    assert (packed.units_per_container, [units for _day, units in packed.changes]) == (75, [80])
