"""A newer version of a notice updates the tender and loses nobody's work."""

import json
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.commands.bid_lines import set_price
from sse_desktop.commands.bids import start_bid
from sse_desktop.commands.tender_changes import ChangeKind
from sse_desktop.commands.tender_import import Imported, OlderNotice, TenderImport, import_tender
from sse_desktop.commands.tender_items import archive_item, map_item_to_product, set_demand_weeks
from sse_desktop.commands.tenders import ItemData, LotData, TenderData, change_tender
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from sse_desktop.locale import Locale
from sse_desktop.queries.paper_states import paper_states
from sse_desktop.queries.tender_notice import notice_json
from sse_desktop.queries.tenders import TenderDetail, TenderState, tender, tender_items, tenders
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.bidding import DEADLINE, WEEKS, a_requirement, a_tender, an_item, fruit, lines_of
from tests.builders import TODAY, Office
from tests.conftest import Databases

GRANADILLA = ItemData(
    description="Granadilla",
    quantity=Decimal(4000),
    unit="unit",
    classification_scheme="CPC",
    classification_id="01342",
)
ORANGE = ItemData(description="Orange", quantity=Decimal(1000), unit="unit", classification_id="01323")
DATA = TenderData(
    title="Fruit",
    reference="FI-01",
    ocid="ocds-demo-1",
    buyer_name="Demo buyer",
    published_on=date(2026, 7, 1),
    deadline=DEADLINE,
    deadline_stated=True,
    value=Money(100_000, "USD"),
)
FIRST = TenderImport(data=DATA, items=(GRANADILLA, ORANGE), notice="{}", original_sha="1" * 64, original_name="a.json")


def newer(items: tuple[ItemData, ...] = FIRST.items, **fields: Any) -> TenderImport:
    return replace(FIRST, data=replace(DATA, **fields), items=items, original_sha="2" * 64)


def take(office: Office, found: TenderImport) -> Imported:
    made: Imported = office.write(import_tender, found)
    return made


def detail(office: Office, made: Imported) -> TenderDetail:
    found: TenderDetail = office.read(tender, made.tender_id, office.now)
    return found


def told(made: Imported) -> list[tuple[ChangeKind, str, str]]:
    return [(change.kind, change.what, change.field) for change in made.changes]


def test_a_notice_becomes_a_tender_with_lots_and_lines(database: Database) -> None:
    office = Office(database)
    lots = (LotData(code="1", title="North", value=Money(60_000, "USD")), LotData(code="2"))
    items = (replace(GRANADILLA, lot_code="1", price=Decimal("0.15")), replace(ORANGE, lot_code="2"))

    made = take(office, replace(FIRST, lots=lots, items=items))

    found = detail(office, made)
    assert made.is_new
    assert [(lot.code, lot.value) for lot in found.lots] == [("1", Money(60_000, "USD")), ("2", None)]
    assert [(item.lot_code, item.price) for item in found.items] == [("1", UnitPrice.of("0.15", "USD")), ("2", None)]
    assert (found.source, found.original_sha, found.original_name) == ("ocds", "1" * 64, "a.json")
    assert verify(database) == []


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    office = Office(database)
    first = take(office, FIRST)

    again = take(office, FIRST)

    assert (again.tender_id, again.is_new, again.changes) == (first.tender_id, False, ())
    assert len(office.read(tenders, office.now)) == 1


def test_a_newer_version_updates_and_says_what_changed(database: Database) -> None:
    office = Office(database)
    take(office, FIRST)
    later = DEADLINE + timedelta(days=3)

    made = take(office, newer((replace(GRANADILLA, quantity=Decimal(5000)), ORANGE), deadline=later))

    assert told(made) == [
        (ChangeKind.FIELD, "", "deadline_at"),
        (ChangeKind.ITEM_CHANGED, "Granadilla", "quantity_milli"),
    ]
    assert (made.changes[1].before, made.changes[1].after) == (4_000_000, 5_000_000)
    assert detail(office, made).deadline == later
    assert detail(office, made).original_sha == "2" * 64


def test_products_weeks_papers_and_bids_survive_a_newer_version(database: Database) -> None:
    office = Office(database)
    product, made = fruit(office), take(office, FIRST)
    item = office.read(tender_items, made.tender_id)[0].id
    office.write(map_item_to_product, item, product)
    plan = {WEEKS[0]: Quantity.of(1000, "unit"), WEEKS[1]: Quantity.of(3000, "unit")}
    office.write(set_demand_weeks, item, plan)
    a_requirement(office, made.tender_id)
    offer = office.write(start_bid, made.tender_id)
    office.write(set_price, lines_of(office, offer)[0].id, UnitPrice.of("0.15", "USD"))

    take(office, newer(title="Fruit, corrected"))

    found = detail(office, made)
    assert (found.title, found.items[0].id) == ("Fruit, corrected", item)
    assert (found.items[0].product_id, found.items[0].plan) == (product, plan)
    assert len(office.read(paper_states, made.tender_id, TODAY)) == 1
    assert lines_of(office, offer)[0].price == UnitPrice.of("0.15", "USD")


def test_a_typed_correction_stays_until_the_buyer_says_something_new(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    office.write(change_tender, made.tender_id, replace(DATA, title="Our words", note="Call Rosa"))

    take(office, newer(description="More text"))
    take(office, newer(description="Even more text"))
    assert (detail(office, made).title, detail(office, made).note) == ("Our words", "Call Rosa")

    take(office, newer(description="Even more text", title="The buyer's new words"))
    assert detail(office, made).title == "The buyer's new words"


def test_what_the_newer_file_no_longer_says_is_kept(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)

    again = take(office, newer(deadline=None, deadline_stated=False, value=None, buyer_name=""))

    found = detail(office, made)
    assert again.changes == ()
    assert (found.deadline, found.deadline_stated, found.value) == (DEADLINE, True, Money(100_000, "USD"))
    assert found.buyer_name == "Demo buyer"


def test_an_older_version_is_refused(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)

    with pytest.raises(OlderNotice) as refused:
        take(office, newer(title="Old words", published_on=date(2026, 6, 30)))

    assert refused.value.facts["kept"] == date(2026, 7, 1)
    assert detail(office, made).title == "Fruit"


def test_lines_the_buyer_takes_out_are_archived_and_come_back_with_the_buyer(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    product = fruit(office)
    orange = office.read(tender_items, made.tender_id)[1].id
    office.write(map_item_to_product, orange, product)

    out = take(office, newer((GRANADILLA,)))
    assert told(out) == [(ChangeKind.ITEM_REMOVED, "Orange", "")]
    assert [item.archived for item in detail(office, made).items] == [False, True]
    assert take(office, newer((GRANADILLA,))).changes == ()

    back = take(office, newer())
    assert told(back) == [(ChangeKind.ITEM_ADDED, "Orange", "")]
    items = detail(office, made).items
    assert [(item.id, item.product_id, item.archived) for item in items][1] == (orange, product, False)


def test_a_line_archived_by_a_person_stays_archived(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    orange = office.read(tender_items, made.tender_id)[1].id
    office.write(archive_item, orange)

    take(office, newer(title="Fruit, corrected"))

    assert [item.archived for item in detail(office, made).items] == [False, True]


def test_lines_typed_into_an_imported_tender_stay(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    an_item(office, made.tender_id, 7, description="By hand")

    take(office, newer((GRANADILLA,)))

    kept = [item.description for item in detail(office, made).items if not item.archived]
    assert kept == ["Granadilla", "By hand"]


def test_a_line_with_corrected_words_is_still_the_same_line(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    granadilla = office.read(tender_items, made.tender_id)[0].id

    again = take(office, newer((ORANGE, replace(GRANADILLA, description="Fresh granadilla"))))

    assert told(again) == [(ChangeKind.ITEM_CHANGED, "Granadilla", "description")]
    assert {item.id: item.description for item in detail(office, made).items}[granadilla] == "Fresh granadilla"


def test_two_lines_with_the_same_words_stay_two(database: Database) -> None:
    office = Office(database)
    made = take(office, newer((GRANADILLA, replace(GRANADILLA, quantity=Decimal(1)))))

    again = take(office, newer((GRANADILLA, replace(GRANADILLA, quantity=Decimal(2)))))

    assert [(change.before, change.after) for change in again.changes] == [(1000, 2000)]
    assert [item.quantity for item in detail(office, made).items] == [Quantity.of(4000, "unit"), Quantity.of(2, "unit")]


def test_lots_are_added_and_taken_out(database: Database) -> None:
    office = Office(database)
    made = take(office, replace(FIRST, lots=(LotData(code="1"), LotData(code="2", title="South"))))

    again = take(office, replace(FIRST, lots=(LotData(code="1"), LotData(code="3", title="East"))))

    assert told(again) == [(ChangeKind.LOT_ADDED, "East", ""), (ChangeKind.LOT_REMOVED, "South", "")]
    assert [lot.code for lot in detail(office, made).lots] == ["1", "3"]


def test_a_tender_typed_by_hand_is_found_by_reference_and_buyer(database: Database) -> None:
    office = Office(database)
    typed = a_tender(office, reference="FI-01", buyer_name="DEMO buyer")

    assert take(office, FIRST).tender_id == typed
    assert take(office, replace(FIRST, data=replace(DATA, ocid="ocds-demo-2"))).is_new
    other_buyer = replace(DATA, ocid="", buyer_name="Another buyer")
    assert take(office, replace(FIRST, data=other_buyer)).is_new


# ---------------------------------------------------------------- real notices


def real_imports(shared: Path) -> list[TenderImport]:
    found = []
    # What a change notice does to the one it changes stands in test_amendments.py.
    calls = [path for path in (shared / "samples/eforms").iterdir() if "change" not in path.name]
    for path in sorted([*(shared / "samples/ocds").iterdir(), *calls]):
        reading = read_notices(path, "America/Guayaquil")
        found += [
            tender_import(notice, source=reading.kind or "", original_name=path.name) for notice in reading.notices
        ]
    return found


def test_every_real_notice_becomes_a_tender_and_says_the_same_again(
    shared: Path, databases: Databases, tmp_path: Path
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    english = Locale("en")
    imports = real_imports(shared)
    assert len(imports) > 20

    for found in imports:
        made = take(office, found)
        kept = detail(office, made)
        said = notice_json(kept, english.text)
        record = json.loads(found.notice)
        for name in ("title", "country", "languages", "procedure", "status", "deadline", "published", "value"):
            assert said[name] == record[name], (found.original_name, name)
        assert len(said["items"]) == len(record["items"])
        assert [lot["id"] for lot in said["lots"]] == [lot["id"] for lot in record["lots"]]
        assert all("{" not in warning["sentence"] for warning in said["warnings"])
        again = take(office, found)
        assert (again.tender_id, again.changes) == (made.tender_id, ()), found.original_name
    assert verify(office.database) == []
    states = {row.state for row in office.read(tenders, office.now)}
    assert states <= {TenderState.OPEN, TenderState.CLOSED}
    office.database.close()


def test_the_same_schedule_without_a_number_is_the_same_tender(database: Database) -> None:
    office = Office(database)
    sheet = replace(FIRST, data=TenderData(title="Frutas"), source="spreadsheet")
    first = take(office, sheet)

    assert take(office, sheet) == Imported(tender_id=first.tender_id, is_new=False)
    assert take(office, replace(sheet, original_sha="3" * 64)).is_new


def test_thousands_of_lines_of_which_none_is_the_same_take_no_time(database: Database) -> None:
    office = Office(database)
    lines = [replace(GRANADILLA, description=f"Line {number}") for number in range(5_000)]
    take(office, newer(tuple(lines)))
    others = tuple(replace(line, description=f"Other {line.description}", classification_id="2") for line in lines)

    began = time.process_time()
    made = take(office, newer(others, published_on=date(2026, 7, 9)))

    assert time.process_time() - began < 10
    kinds = Counter(change.kind for change in made.changes)
    assert (kinds[ChangeKind.ITEM_ADDED], kinds[ChangeKind.ITEM_REMOVED]) == (5_000, 5_000)
    assert [row.description for row in office.read(tender_items, made.tender_id)][:2] == [
        "Other Line 0",
        "Other Line 1",
    ]
