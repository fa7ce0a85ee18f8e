"""Plots come from a sheet by their member's number, with the yield that pledges are compared with."""

from pathlib import Path
from typing import Any

import pytest

from sse_desktop.commands.importing import RowsRefused
from sse_desktop.commands.plot_import import import_plots
from sse_desktop.domain.quantity import Quantity
from sse_desktop.exchange.plots_sheet import PLOTS
from sse_desktop.exchange.sheet_kinds import check, guess_mapping
from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.queries.members import plots
from sse_desktop.store.database import Database
from tests.builders import Office, a_member, a_plot, a_product


def a_row(member: int = 7, name: str = "La Loma", **more: Any) -> dict[str, Any]:
    return {"member": member, "name": name, **more}


def test_plots_are_added_changed_and_left_as_they_are(database: Database) -> None:
    office = Office(database)
    product, ana = a_product(office), a_member(office, "Ana", number=7)
    a_plot(office, ana, "La Loma", community="Sigsig", area_m2=500)
    rows = [
        a_row(name="la loma", product="mandarina", expected_yield_g=900_000),
        a_row(name="El Bajo", product="MAN"),
    ]

    first = office.write(import_plots, rows)
    again = office.write(import_plots, rows)

    assert (first.created, first.updated, first.skipped) == (1, 1, 0)
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    found = {row.name: row for row in office.read(plots)}
    assert set(found) == {"La Loma", "El Bajo"}
    loma = found["La Loma"]
    assert (loma.product_id, loma.community, loma.area_m2) == (product, "Sigsig", 500)
    assert loma.expected_yield == Quantity.of(900, "kg")


def test_unknown_members_and_products_are_named_and_nothing_is_stored(database: Database) -> None:
    office = Office(database)
    a_product(office)
    a_member(office, "Ana", number=7)

    with pytest.raises(RowsRefused) as refused:
        office.write(import_plots, [a_row(), a_row(member=8), a_row(name="X", product="Kiwi")])

    assert [(failure.position, failure.column) for failure in refused.value.failures] == [(1, "member"), (2, "product")]
    assert office.read(plots) == []


def test_a_sheet_is_read_by_its_headings(tmp_path: Path) -> None:
    file = tmp_path / "plots.csv"
    file.write_text(
        "N° socio;Parcela;Cultivo;Superficie;Cosecha esperada\n7;La Loma;Mandarina;1200,4;950,5\n8;;Mandarina;1;2\n",
        encoding="utf-8",
    )
    table = read_table(file, PLOTS.headings)
    right, problems = check(table, PLOTS, guess_mapping(table.header, PLOTS))

    assert [row.values for row in right] == [
        {"member": 7, "name": "La Loma", "product": "Mandarina", "area_m2": 1200, "expected_yield_g": 950_500}
    ]
    assert [problem.row for problem in problems] == [3]
