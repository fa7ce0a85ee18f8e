import uuid
from datetime import date

import pytest

from sse_desktop.commands.changing import BelowNothing, ChangedMeanwhile, NameTaken
from sse_desktop.commands.containers import (
    ContainerData,
    add_container_kind,
    archive_container_kind,
    archive_packaging,
    change_container_kind,
    set_packaging,
)
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.importing import ImportResult, RowsRefused
from sse_desktop.commands.products import (
    CodeTaken,
    GradeData,
    KeepsTooLong,
    NotAProductCode,
    ProductData,
    add_grade,
    add_product,
    add_variety,
    archive_grade,
    archive_product,
    archive_variety,
    change_grade,
    change_product,
    change_variety,
    import_products,
)
from sse_desktop.commands.rates import (
    FarmPriceData,
    GradeOfAnotherProduct,
    KiloIsKilo,
    set_conversion,
    set_farm_price,
)
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Conversion, NotAContainer, Quantity
from sse_desktop.queries.farm_prices import farm_price, farm_prices
from sse_desktop.queries.products import (
    NoContainerFound,
    NoProductFound,
    ProductRow,
    containers,
    conversions,
    find_container,
    find_product,
    packagings,
    products,
)
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import Office, a_container, a_price, a_product


def the_product(office: Office) -> ProductRow:
    found: list[ProductRow] = office.read(products)
    return found[0]


def grade_of(office: Office, product: uuid.UUID, code: str) -> uuid.UUID:
    row = next(row for row in office.read(products, archived=None) if row.id == product)
    found: uuid.UUID = next(grade.id for grade in row.grades if grade.code == code)
    return found


def test_a_product_has_its_grades_in_order_and_its_varieties(database: Database) -> None:
    office = Office(database)
    grades = [GradeData(code="2", name="Segunda", position=2), GradeData(code="1", name="Primera", position=1)]

    office.write(add_product, ProductData(code="man", name=" Mandarina "), grades, ["Satsuma", "Clementina"])

    row = the_product(office)
    assert (row.code, row.name) == ("MAN", "Mandarina")
    assert [grade.label for grade in row.grades] == ["Primera", "Segunda"]
    assert [variety.name for variety in row.varieties] == ["Clementina", "Satsuma"]


def test_a_product_without_grades_gets_one(database: Database) -> None:
    office = Office(database)

    a_product(office)

    assert [grade.label for grade in the_product(office).grades] == ["1"]


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (ProductData(code="NAR", name=""), NameMissing),
        (ProductData(code="N-R", name="Naranja"), NotAProductCode),
        (ProductData(code="", name="Naranja"), NotAProductCode),
        (ProductData(code="man", name="Naranja"), CodeTaken),
        (ProductData(code="NAR", name="Naranja", shelf_days=-1), BelowNothing),
        (ProductData(code="NAR", name="Naranja", shelf_days=50 * 365 + 1), KeepsTooLong),
    ],
)
def test_a_wrong_product_is_refused(database: Database, data: ProductData, failure: type[Exception]) -> None:
    office = Office(database)
    a_product(office)

    with pytest.raises(failure):
        office.write(add_product, data)

    assert len(office.read(products, archived=None)) == 1


def test_a_product_is_changed_and_archived(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    shown = the_product(office).stamps

    office.write(change_product, mandarin, ProductData(code="MAN", name="Mandarina", shelf_days=9), shown)
    with pytest.raises(ChangedMeanwhile):
        office.write(change_product, mandarin, ProductData(code="MAN", name="Mandarina", shelf_days=8), shown)
    office.write(archive_product, mandarin)

    assert office.read(products) == []
    assert [row.shelf_days for row in office.read(products, archived=None)] == [9]


def test_grades_and_varieties_are_changed_and_archived(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    second = office.write(add_grade, mandarin, GradeData(code="2"))
    satsuma = office.write(add_variety, mandarin, "Satsuma")

    office.write(change_grade, second, GradeData(code="2", name="Segunda"))
    office.write(change_variety, satsuma, "Satsuma Owari")
    office.write(archive_grade, grade_of(office, mandarin, "1"))
    office.write(archive_variety, satsuma)

    row = the_product(office)
    assert [(grade.label, grade.archived) for grade in row.grades] == [("1", True), ("Segunda", False)]
    assert [(variety.name, variety.archived) for variety in row.varieties] == [("Satsuma Owari", True)]


def test_a_grade_or_variety_is_named_once(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    office.write(add_variety, mandarin, "Satsuma")

    for failure, command, data in (
        (CodeTaken, add_grade, GradeData(code="1")),
        (NameMissing, add_grade, GradeData(code=" ")),
        (NameTaken, add_variety, " Satsuma "),
        (NameMissing, add_variety, ""),
    ):
        with pytest.raises(failure):
            office.write(command, mandarin, data)


# ---------------------------------------------------------------- containers


def test_a_container_has_its_tare(database: Database) -> None:
    office = Office(database)
    crate = a_container(office, "Gaveta", 1500)

    office.write(change_container_kind, crate, ContainerData(name="Gaveta plástica", tare_g=1450))

    assert [(row.name, row.tare) for row in office.read(containers)] == [("Gaveta plástica", Quantity(1450, "kg"))]
    assert office.read(find_container, "gaveta plastica").id == crate
    with pytest.raises(NoContainerFound):
        office.read(find_container, "saco")


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (ContainerData(name="", tare_g=1), NameMissing),
        (ContainerData(name="Gaveta", tare_g=1), NameTaken),
        (ContainerData(name="Saco", tare_g=-1), BelowNothing),
    ],
)
def test_a_wrong_container_is_refused(database: Database, data: ContainerData, failure: type[Exception]) -> None:
    office = Office(database)
    a_container(office)

    with pytest.raises(failure):
        office.write(add_container_kind, data)


def test_the_units_in_a_container_are_said_once(database: Database) -> None:
    office = Office(database)
    mandarin, crate = a_product(office), a_container(office)

    first = office.write(set_packaging, mandarin, crate, 100)
    office.write(archive_packaging, first)
    second = office.write(set_packaging, mandarin, crate, 75)

    assert first == second
    [row] = office.read(packagings, mandarin)
    assert (row.container, row.units_per_container, row.archived) == ("Gaveta", 75, False)
    with pytest.raises(NotAContainer):
        office.write(set_packaging, mandarin, crate, 0)


def test_an_archived_container_is_not_offered(database: Database) -> None:
    office = Office(database)
    office.write(archive_container_kind, a_container(office))

    assert office.read(containers) == []
    assert len(office.read(containers, archived=None)) == 1


# ---------------------------------------------------------------- conversions and prices


def test_a_conversion_is_dated_and_replaced_on_its_day(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    for numerator, day in ((11, date(2026, 1, 1)), (12, date(2026, 6, 1)), (13, date(2026, 6, 1))):
        office.write(set_conversion, mandarin, Conversion("unit", numerator, 100, day))

    known = office.read(conversions, mandarin)

    assert known == [
        Conversion("unit", 13, 100, date(2026, 6, 1)),
        Conversion("unit", 11, 100, date(2026, 1, 1)),
    ]
    with pytest.raises(KiloIsKilo):
        office.write(set_conversion, mandarin, Conversion("kg", 1, 1, date(2026, 1, 1)))


def test_the_price_of_the_grade_goes_before_the_price_of_the_product(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office, "MAN", "Mandarina", "1", "2")
    first, second = (grade_of(office, mandarin, code) for code in "12")
    a_price(office, mandarin, 300_000, date(2026, 1, 1))
    a_price(office, mandarin, 350_000, date(2026, 6, 1))
    a_price(office, mandarin, 200_000, date(2026, 1, 1), second)

    assert office.read(farm_price, mandarin, first, date(2026, 5, 31)) == UnitPrice(300_000, "USD")
    assert office.read(farm_price, mandarin, first, date(2026, 6, 1)) == UnitPrice(350_000, "USD")
    assert office.read(farm_price, mandarin, second, date(2026, 7, 1)) == UnitPrice(200_000, "USD")
    assert office.read(farm_price, mandarin, second, date(2025, 7, 1)) is None


def test_a_price_is_replaced_on_its_day(database: Database) -> None:
    office = Office(database)
    mandarin = a_product(office)
    grade = grade_of(office, mandarin, "1")
    a_price(office, mandarin, 300_000)
    a_price(office, mandarin, 310_000)
    a_price(office, mandarin, 320_000, grade=grade)

    rows = office.read(farm_prices, product_id=mandarin)

    assert sorted((row.grade, row.price.micros) for row in rows) == [("", 310_000), ("1", 320_000)]


def test_a_price_below_zero_or_of_another_products_grade_is_refused(database: Database) -> None:
    office = Office(database)
    mandarin, orange = a_product(office), a_product(office, "NAR", "Naranja")
    grade = grade_of(office, orange, "1")

    with pytest.raises(BelowNothing):
        office.write(set_farm_price, mandarin, FarmPriceData(price_micros=-1, valid_from=date(2026, 1, 1)))
    with pytest.raises(GradeOfAnotherProduct):
        office.write(
            set_farm_price, mandarin, FarmPriceData(price_micros=1, valid_from=date(2026, 1, 1), grade_id=grade)
        )


# ---------------------------------------------------------------- finding and importing


def test_a_product_is_found_by_code_or_name_without_accents(database: Database) -> None:
    office = Office(database)
    a_product(office, "MAR", "Maracuyá")

    assert office.read(find_product, "mar").name == "Maracuyá"
    assert office.read(find_product, "MARACUYA").code == "MAR"
    with pytest.raises(NoProductFound) as refused:
        office.read(find_product, "pera")
    assert refused.value.facts == {"product": "pera", "known": "MAR"}


def test_products_are_imported_by_their_code(database: Database) -> None:
    office = Office(database)
    a_product(office, "MAN", "Mandarina", shelf_days=9)
    rows = [{"code": "man", "name": "Mandarina", "cpc": "01322"}, {"code": "NAR", "name": "Naranja"}]

    first = office.write(import_products, rows)
    second = office.write(import_products, rows)

    assert first == ImportResult(created=1, updated=1, skipped=0)
    assert second == ImportResult(created=0, updated=0, skipped=2)
    assert [(row.code, row.cpc, row.shelf_days) for row in office.read(products)] == [
        ("MAN", "01322", 9),
        ("NAR", "", None),
    ]
    assert verify(database) == []


def test_a_wrong_row_refuses_every_product(database: Database) -> None:
    office = Office(database)

    with pytest.raises(RowsRefused) as refused:
        office.write(import_products, [{"code": "MAN", "name": "Mandarina"}, {"code": "X Y", "name": "?"}])

    assert [(f.position, f.column, f.value) for f in refused.value.failures] == [(1, "code", "X Y")]
    assert office.read(products) == []
