from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sse_desktop.commands.acceptances import Rejection
from sse_desktop.commands.call_offs import CallOffData, add_call_off
from sse_desktop.commands.harvests import void_weigh_in
from sse_desktop.commands.papers import PaperData, add_paper
from sse_desktop.commands.printing import queue_print
from sse_desktop.commands.requirements import RequirementData, add_requirement
from sse_desktop.commands.stock import Removal, remove_from_lot
from sse_desktop.commands.tenders import TenderData, drop_tender, enter_tender
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.queries.deliveries import delivery
from sse_desktop.queries.today import TodayItem, today_items
from sse_desktop.store.database import Database
from tests.builders import NOW, TODAY, Office, a_member, a_price, a_product, a_weigh_in
from tests.commands.sales import Sale

ENGLISH = Locale("en")


def due(office: Office | Sale, now: datetime = NOW) -> list[TodayItem]:
    items: list[TodayItem] = office.read(today_items, now)
    return items


def kinds(office: Office | Sale, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(item.kind, item.state) for item in due(office, now)]


def said(item: TodayItem) -> str:
    return ENGLISH.text(item.sentence, **item.facts)


def test_nothing_is_due_in_a_new_cooperative(database: Database) -> None:
    assert due(Office(database)) == []


def test_a_deadline_is_shown_on_the_buyers_clock(database: Database) -> None:
    office = Office(database)
    near = datetime(2026, 7, 20, 17, 0, tzinfo=ZoneInfo("America/Guayaquil"))
    tender = office.write(enter_tender, TenderData(title="Fruta", deadline=near))
    for title, deadline in (("past", NOW - timedelta(days=1)), ("far", NOW + timedelta(days=60))):
        office.write(enter_tender, TenderData(title=title, deadline=deadline))

    [item] = due(office)

    assert (item.kind, item.state, item.on, item.page, item.record) == (
        "tender_deadline",
        "to_do",
        date(2026, 7, 20),
        "tenders",
        tender,
    )
    assert "17:00" in said(item)
    office.write(drop_tender, tender, "too far away")
    assert due(office) == []


def test_a_paper_that_ends_is_due_on_its_last_day(database: Database) -> None:
    office = Office(database)
    paper = office.write(
        add_paper,
        PaperData(kind="ruc", title="Registro", holder_kind="cooperative", valid_to=TODAY + timedelta(days=5)),
    )

    [item] = due(office)

    assert (item.kind, item.state, item.on, item.record) == ("paper_ends", "to_do", TODAY + timedelta(days=5), paper)
    assert due(office, NOW - timedelta(days=90)) == []


def test_what_a_tender_asks_for_and_is_missing_or_ends_too_early_blocks_it(database: Database) -> None:
    office = Office(database)
    tender = office.write(enter_tender, TenderData(title="Fruta", deadline=NOW + timedelta(days=20)))
    for kind, mandatory in (("ruc", True), ("rup", True), ("statutes", False)):
        data = RequirementData(paper_kind=kind, title=kind.upper(), mandatory=mandatory)
        office.write(add_requirement, tender, data)
    office.write(
        add_paper,
        PaperData(kind="ruc", title="RUC 2025", holder_kind="cooperative", valid_to=TODAY + timedelta(days=5)),
    )

    items = due(office)

    assert [(item.kind, item.state) for item in items] == [
        ("paper_ends", "blocked"),
        ("paper_missing", "blocked"),
        ("tender_deadline", "to_do"),
    ]
    assert said(items[0]) == "“RUC 2025” will not do for “Fruta”: it must be valid on 03/08/2026."
    assert said(items[1]) == "“Fruta” asks for “RUP”, which is not among the papers."


def test_a_paper_that_has_ended_says_so(database: Database) -> None:
    office = Office(database)
    office.write(
        add_paper,
        PaperData(kind="ruc", title="RUC", holder_kind="cooperative", valid_to=TODAY - timedelta(days=1)),
    )

    assert [said(item) for item in due(office)] == ["“RUC” ended on 13/07/2026."]


def test_rejected_fruit_is_owed_again_and_then_late(database: Database) -> None:
    sale = Sale(database)
    a_price(sale, sale.product, 300_000)
    sale.weigh(0, 50_000)
    sent = sale.send(100)
    [line] = sale.read(delivery, sent.id).lines
    sale.accept(sent.id, Rejection(delivery_line_id=line.id, quantity=Quantity.of(10, "unit"), reason="soft"))

    now, later = (
        [item for item in due(sale, moment) if item.kind == "replacement_due"]
        for moment in (NOW, NOW + timedelta(days=9))
    )

    assert [(item.state, item.page, item.record) for item in now] == [("to_do", "replacements", line.id)]
    assert [item.state for item in later] == ["blocked"]


def test_a_negative_lot_comes_before_what_is_only_to_do(database: Database) -> None:
    office = Office(database)
    product = a_product(office, shelf_days=1)
    a_price(office, product, 300_000)
    ana = a_member(office)
    first = a_weigh_in(office, ana, product, 50_000, place="A")
    second = a_weigh_in(office, ana, product, 50_000, place="B")
    office.write(remove_from_lot, first.lot_id, Removal.LOSS, 20_000, "rot")
    office.write(void_weigh_in, first.id, "never came")
    office.write(queue_print, "weigh_ticket", second.id)

    items = due(office)

    assert [(item.kind, item.state, item.record) for item in items] == [
        ("lot_negative", "blocked", first.lot_id),
        ("unprinted", "to_do", None),
        ("lot_spoils", "to_do", second.lot_id),
    ]
    assert "20 kg" in said(items[0]).replace("\u00a0", " ")


def test_weigh_ins_without_a_price_are_counted_together(database: Database) -> None:
    office = Office(database)
    ana, product = a_member(office), a_product(office)
    for _ in range(3):
        a_weigh_in(office, ana, product)

    [item] = due(office)

    assert (item.kind, item.facts) == ("unpriced", {"count": 3})


def test_what_the_schools_wait_for_and_the_buyer_owes_is_due(database: Database) -> None:
    sale = Sale(database)
    a_price(sale, sale.product, 300_000)
    sale.weigh(0, 50_000)
    orders = [
        CallOffData(
            contract_line_id=sale.line,
            delivery_point_id=sale.schools[0],
            due_on=TODAY + timedelta(days=ahead),
            quantity=Quantity.of(10, "unit"),
        )
        for ahead in (-1, 1, 9)
    ]
    for order in orders:
        sale.write(add_call_off, order)

    assert kinds(sale) == [("delivery_due", "blocked"), ("delivery_due", "to_do")]

    sent = sale.send(100)
    assert ("receipt_missing", "to_do") in kinds(sale)
    sale.accept(sent.id)
    assert [said(item) for item in due(sale) if item.kind == "unpaid"] == [
        "Buyer has not paid $15.00 of the contract C-1 yet."
    ]
    sale.pay("15")
    assert ("unpaid", "to_do") not in kinds(sale)
    assert ("not_shared", "to_do") in kinds(sale)


def test_every_sentence_is_filled_by_its_facts(database: Database) -> None:
    sale = Sale(database)
    sale.weigh(0, 50_000)
    sale.send(100)

    assert all("{" not in said(item) for item in due(sale))
