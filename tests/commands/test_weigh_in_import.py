from datetime import date, timedelta
from typing import Any

from sse_desktop.commands.harvests import import_weigh_ins, record_weigh_in
from sse_desktop.commands.importing import ImportResult
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.queries.harvests import WeighInRow, weigh_in_block
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import NOW, Office, a_container, a_member, a_price, a_product, a_weigh_in, grades_of
from tests.conftest import Databases


def test_an_import_stores_what_the_single_command_would(databases: Databases, tmp_path: Any) -> None:
    stored: list[list[WeighInRow]] = []
    for at_once in (False, True):
        folder = tmp_path / str(at_once)
        folder.mkdir()
        office = Office(databases.fresh("plain", folder))
        ana, luis = a_member(office, "Ana"), a_member(office, "Luis")
        mandarin, crate = a_product(office, "MAN", "Mandarina", "1", "2"), a_container(office)
        first, second = grades_of(office, mandarin)
        a_price(office, mandarin, 300_000)
        a_price(office, mandarin, 200_000, grade=second)
        a_price(office, mandarin, 250_000, date(2026, 7, 1), grade=second)
        loads = [
            WeighIn(member=ana, product_id=mandarin, gross_g=50_000, container_kind_id=crate, containers=2),
            WeighIn(member=2, product_id=mandarin, gross_g=30_000, grade_id=second, damaged_g=10, place=" C03 "),
            WeighIn(member=luis, product_id=mandarin, gross_g=30_000, grade_id=second, place="C03", price_later=True),
            WeighIn(member=1, product_id=mandarin, gross_g=7, received_at=NOW - timedelta(days=30), note=" wet "),
            WeighIn(member=1, product_id=mandarin, gross_g=9, grade_id=first, price_micros=5, place="C03"),
        ]
        if at_once:
            assert office.write(import_weigh_ins, loads) == ImportResult(created=5, updated=0, skipped=0)
        else:
            for load in loads:
                office.write(record_weigh_in, load)
        stored.append(office.read(weigh_in_block, order="number"))
        assert verify(office.database) == []
        office.database.close()

    def told(rows: list[WeighInRow]) -> list[tuple[Any, ...]]:
        return [(r.ticket, r.received_at, r.member, r.grade, r.lot, r.accepted, r.price, r.place, r.note) for r in rows]

    assert told(stored[0]) == told(stored[1])


def test_an_import_of_nothing_stores_nothing(database: Database) -> None:
    office = Office(database)

    assert office.write(import_weigh_ins, []) == ImportResult(created=0, updated=0, skipped=0)


def test_an_import_goes_on_with_the_numbers_and_the_lots_there_are(database: Database) -> None:
    office = Office(database)
    ana, mandarin = a_member(office), a_product(office)
    first = a_weigh_in(office, ana, mandarin)

    office.write(import_weigh_ins, [WeighIn(member=ana, product_id=mandarin, gross_g=1_000, place="C03")] * 3)
    last = a_weigh_in(office, ana, mandarin)

    rows = office.read(weigh_in_block, order="number")
    assert [row.ticket[-2:] for row in rows] == ["01", "02", "03", "04", "05"]
    assert {row.lot_id for row in rows} == {first.lot_id} == {last.lot_id}
    assert verify(database) == []
