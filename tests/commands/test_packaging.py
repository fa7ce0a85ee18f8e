from datetime import date

import pytest

from sse_desktop.commands.containers import set_packaging
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.quantity import NotAContainer
from sse_desktop.queries.packagings import units_in_container, units_of_product
from sse_desktop.queries.products import packagings
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from tests.builders import TODAY, Office, a_container, a_product


def test_from_a_day_on_another_number_of_units_fills_a_container(database: Database) -> None:
    office = Office(database)
    mandarin, crate = a_product(office), a_container(office)
    first = office.write(set_packaging, mandarin, crate, 75, date(2026, 1, 1))
    september = date(2026, 9, 1)

    second = office.write(set_packaging, mandarin, crate, 80, september)
    office.write(set_packaging, mandarin, crate, 90, date(2026, 10, 1))
    office.write(set_packaging, mandarin, crate, 82, september)

    assert first == second
    days = [date(2020, 1, 1), date(2026, 8, 31), september, date(2026, 9, 30), date(2026, 10, 1)]
    assert [office.read(units_in_container, first, day) for day in days] == [75, 75, 82, 82, 90]
    assert [office.read(units_of_product, mandarin, day) for day in days] == [75, 75, 82, 82, 90]
    [row] = office.read(packagings, mandarin)
    assert [row.units_on(day) for day in days] == [75, 75, 82, 82, 90]
    with pytest.raises(NotAContainer):
        office.write(set_packaging, mandarin, crate, 0, september)
    assert verify(database) == []


def test_a_change_of_packaging_is_taken_back_by_undo(plain_office: Office) -> None:
    mandarin, crate = a_product(plain_office), a_container(plain_office)
    packed = plain_office.write(set_packaging, mandarin, crate, 75)
    plain_office.write(set_packaging, mandarin, crate, 80, TODAY)

    plain_office.write(undo_last)

    assert plain_office.read(units_in_container, packed, TODAY) == 75
    assert plain_office.read(packagings, mandarin)[0].changes == ()
