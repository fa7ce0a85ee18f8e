"""A what-if is typed line by line, copied, and becomes what a tender asks for."""

import uuid
from datetime import date
from typing import Any

import pytest

from sse_desktop.commands.buyers import BuyerData, DeliveryPointData, add_buyer, add_delivery_point
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.tender_items import change_item
from sse_desktop.commands.tenders import ItemData
from sse_desktop.commands.what_if_tenders import (
    NothingAskedYet,
    SeveralLinesAlike,
    ask_as_in_what_if,
    make_tender_of_what_if,
)
from sse_desktop.commands.what_ifs import (
    NotAboveZero,
    NothingToEat,
    QuantityAndMenu,
    WhatIfData,
    WhatIfLineData,
    add_what_if,
    add_what_if_line,
    archive_what_if,
    change_what_if,
    change_what_if_line,
    duplicate_what_if,
    remove_what_if_line,
)
from sse_desktop.domain.menus import DaysNotInAWeek, EveryWeekIsOut, EveryWeeksNotPositive, WeeksReversed
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import NotAWeek, Week
from sse_desktop.queries.bids import bid
from sse_desktop.queries.plans import tender_demand
from sse_desktop.queries.tenders import tender
from sse_desktop.queries.what_ifs import pupils_by_route, what_if_result, what_if_row, what_ifs
from sse_desktop.store.database import Database
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, pledged
from tests.builders import NOW, TODAY, Office

CHRISTMAS = Week(2026, 52)


def a_what_if(office: Office, title: str = "Spring", **more: Any) -> uuid.UUID:
    return uuid.UUID(str(office.write(add_what_if, WhatIfData(title=title, **more))))


def menu(product: uuid.UUID, pupils: int = 9_935, days: int = 1, **more: Any) -> WhatIfLineData:
    known = {"first_week": WEEKS[0], "last_week": WEEKS[0] + 11, "ration": Quantity.of(1, "unit")}
    return WhatIfLineData(**{"product_id": product, "pupils": pupils, "days_a_week": days, **known, **more})


def whole(product: uuid.UUID, units: int, **more: Any) -> WhatIfLineData:
    known = {"first_week": WEEKS[0], "last_week": WEEKS[3], "quantity": Quantity.of(units, "unit")}
    return WhatIfLineData(**{"product_id": product, **known, **more})


def test_the_menu_of_the_reference_is_119220_units_with_its_gap_week(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    pledged(office, product, dict.fromkeys([WEEKS[0] + count for count in range(6)], 1000))
    made = a_what_if(office)
    office.write(add_what_if_line, made, menu(product))

    found = office.read(what_if_result, made, TODAY)

    [line] = found.lines
    assert line.total == Quantity.of(119_220, "unit")
    assert len(line.plan) == 12
    # 993.5 kg are due each week; 6,000 kg last for six of them.
    assert found.capacity.first_gap[1].week == WEEKS[0] + 6
    assert found.capacity.first_gap[1].gap == 7 * 993_500 - 6_000_000


def test_vacations_and_holidays_are_left_out(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    made = a_what_if(office, weeks_out="2026-w53 2026-W52")
    office.write(add_what_if_line, made, menu(product, 10, 5, first_week=CHRISTMAS + -1, last_week=CHRISTMAS + 3))
    assert office.read(what_if_row, made).weeks_out == "2026-W52..2026-W53"
    assert office.read(what_if_result, made, TODAY).lines[0].total == Quantity.of(150, "unit")

    data = WhatIfData(title="Spring", weeks_out="2026-W52..2026-W53", skip_holidays=True)
    office.write(change_what_if, made, data)

    # Ecuador celebrates the first of January 2027 in the week that is out anyway, and Carnival only in February.
    assert office.read(what_if_result, made, TODAY).lines[0].total == Quantity.of(150, "unit")
    office.write(add_what_if_line, made, menu(product, 10, 5, first_week=Week(2027, 6), last_week=Week(2027, 6)))
    carnival = [date(2027, 2, 8), date(2027, 2, 9)]
    assert {Week.of(day) for day in carnival} == {Week(2027, 6)}
    assert office.read(what_if_result, made, TODAY).lines[1].total == Quantity.of(30, "unit")


def test_a_line_whose_weeks_are_all_out_says_so(database: Database) -> None:
    office = Office(database)
    made = a_what_if(office, weeks_out="2026-W36..2026-W40")
    office.write(add_what_if_line, made, whole(fruit(office), 100))

    [line] = office.read(what_if_result, made, TODAY).lines

    assert isinstance(line.problem, EveryWeekIsOut)
    assert line.total == Quantity.of(0, "unit")


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"quantity": None}, NothingToEat),
        ({"pupils": 10}, QuantityAndMenu),
        ({"quantity": Quantity.of(0, "unit")}, NotAboveZero),
        ({"last_week": WEEKS[0] + -1}, WeeksReversed),
        ({"every_weeks": 0}, EveryWeeksNotPositive),
        ({"quantity": None, "ration": Quantity.of(1, "unit"), "pupils": 5, "days_a_week": 6}, DaysNotInAWeek),
        ({"quantity": None, "ration": Quantity.of(1, "unit"), "pupils": -5, "days_a_week": 5}, NotAboveZero),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(database: Database, changes: Any, failure: Any) -> None:
    office = Office(database)
    made, product = a_what_if(office), fruit(office)

    with pytest.raises(failure):
        office.write(add_what_if_line, made, whole(product, 100, **changes))

    assert office.read(what_if_result, made, TODAY).lines == ()


def test_a_what_if_needs_a_title_and_readable_weeks(database: Database) -> None:
    office = Office(database)
    with pytest.raises(NameMissing):
        a_what_if(office, " ")
    with pytest.raises(NotAWeek):
        a_what_if(office, weeks_out="Christmas")


def test_lines_are_changed_and_taken_out_and_copies_stand_alone(database: Database) -> None:
    office = Office(database)
    product = fruit(office)
    made = a_what_if(office)
    first = office.write(add_what_if_line, made, whole(product, 100))
    second = office.write(add_what_if_line, made, whole(product, 50))
    copy = office.write(duplicate_what_if, made, "Spring with less")

    office.write(change_what_if_line, first, whole(product, 80))
    office.write(remove_what_if_line, second)

    assert [line.total.amount for line in office.read(what_if_result, made, TODAY).lines] == [80]
    assert [line.total.amount for line in office.read(what_if_result, copy, TODAY).lines] == [100, 50]
    assert [(row.title, row.lines) for row in office.read(what_ifs)] == [("Spring with less", 2), ("Spring", 1)]
    office.write(archive_what_if, copy)
    assert [row.title for row in office.read(what_ifs, search="SPRING")] == ["Spring"]
    assert [row.title for row in office.read(what_ifs, archived=True)] == ["Spring with less"]


def test_pupils_are_those_of_the_schools_of_a_buyer_and_route(database: Database) -> None:
    office = Office(database)
    buyer = office.write(add_buyer, BuyerData(name="District"))
    for code, route, pupils in (("A", "North", 120), ("B", "North", None), ("C", "South", 80)):
        data = DeliveryPointData(code=code, name=f"School {code}", route=route, pupils=pupils)
        office.write(add_delivery_point, buyer, data)

    found = office.read(pupils_by_route)

    shown = [(row.route, row.schools, row.pupils, row.unknown) for row in found]
    assert shown == [("", 3, 200, 1), ("North", 2, 120, 1), ("South", 1, 80, 0)]


# ---------------------------------------------------------------- what becomes of it


def test_a_what_if_becomes_a_tender_with_its_weeks(database: Database) -> None:
    office = Office(database)
    product, other = fruit(office), fruit(office, "UVI", "Uvilla")
    buyer = office.write(add_buyer, BuyerData(name="District", tax_id="0190363902001"))
    made = a_what_if(office, buyer_id=buyer, certified_only=True, certificate_kind="bpa")
    for line in (
        menu(product, 100, every_weeks=3),
        whole(product, 60),
        menu(other, 10, ration=Quantity.of("0.2", "kg")),
    ):
        office.write(add_what_if_line, made, line)

    found = office.read(tender, office.write(make_tender_of_what_if, made), NOW)

    assert (found.title, found.buyer_name, found.certificate) == ("Spring", "District", "bpa")
    assert (found.delivery_from, found.delivery_to) == (WEEKS[0].monday, (WEEKS[0] + 11).sunday)
    demand = office.read(tender_demand, found.id)
    assert [(line.description, str(line.quantity)) for line in demand] == [
        ("Granadilla", "460.000 unit"),
        ("Uvilla", "24.000 kg"),
    ]
    assert demand[0].plan[WEEKS[0]] == Quantity.of(115, "unit")
    assert demand[0].plan[WEEKS[1]] == Quantity.of(15, "unit")


def test_weeks_go_into_the_lines_of_a_tender_and_a_draft_follows(database: Database) -> None:
    office = Office(database)
    product, other = fruit(office), fruit(office, "UVI", "Uvilla")
    into = a_tender(office)
    an_item(office, into, 4000, product_id=product)
    offer = a_bid(office, into)
    made = a_what_if(office)
    for line in (menu(product, 100, last_week=WEEKS[3]), whole(other, 60)):
        office.write(add_what_if_line, made, line)

    applied = office.write(ask_as_in_what_if, into, made)

    assert (applied.changed, applied.added) == (1, 1)
    [first, second] = office.read(tender_demand, into)
    assert first.plan == dict.fromkeys(WEEKS, Quantity.of(100, "unit"))
    assert second.quantity == Quantity.of(60, "unit")
    assert office.read(bid, offer).lines[0].quantity == Quantity.of(400, "unit")
    assert office.read(bid, offer).lines[0].plan == first.plan


def test_lines_that_nobody_can_tell_apart_are_left_alone(database: Database) -> None:
    office = Office(database)
    product, into, made = fruit(office), a_tender(office), a_what_if(office)
    with pytest.raises(NothingAskedYet):
        office.write(ask_as_in_what_if, into, made)
    office.write(add_what_if_line, made, whole(product, 100))
    items = [an_item(office, into, units, product_id=product) for units in (10, 20)]

    with pytest.raises(SeveralLinesAlike):
        office.write(ask_as_in_what_if, into, made)

    assert [line.quantity.amount for line in office.read(tender_demand, into)] == [10, 20]
    data = ItemData(description="Granadilla", unit="crate", product_id=product)
    office.write(change_item, items[0], data)
    assert office.write(ask_as_in_what_if, into, made).changed == 1
