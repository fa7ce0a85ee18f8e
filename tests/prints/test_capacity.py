"""The same numbers in the database, on paper, in the spreadsheet and on the command line."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from sse_desktop.commands.bids import override_capacity, start_bid
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.prints.capacity import capacity_spreadsheet, print_capacity
from sse_desktop.queries.capacity_sheet import promise_sheet
from sse_desktop.workspace import Workspace
from tests.bidding import an_item, fruit, pledged
from tests.command_line import CommandLine
from tests.documents.reading import squeezed, text_of
from tests.ui.tender_hands import a_coming_tender, today, weeks_to_come


def test_database_paper_spreadsheet_and_command_line_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Workspace.create(tmp_path / "demo", "Demo", "ec")
    product = fruit(made)
    pledged(made, product, dict.fromkeys(weeks_to_come(), 85))
    tender = a_coming_tender(made)
    an_item(made, tender, 4000, product_id=product)
    made.write(override_capacity, made.write(start_bid, tender), "The neighbours help out")
    [found] = made.read(promise_sheet, tender, today()).capacity.products
    shown = squeezed(text_of(print_capacity(made, tender, "en")))
    book = openpyxl.load_workbook(BytesIO(capacity_spreadsheet(made, tender, "en")))
    locale = made.locale("en")
    made.close()
    status, told = CommandLine(tmp_path / "demo", capsys)("tender", "capacity", "FI-01-2026")

    assert "Theneighbourshelpout" in shown
    assert status == 0
    assert told["taken_on_by"]
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert len(cells) == len(found.sums) == len(told["weeks"]) == 4
    for row, line, week in zip(found.sums, cells, told["weeks"], strict=True):
        grams = [row.demand, row.stock, row.forecast, row.pooled, -row.promised, -row.spoiled, row.available, row.gap]
        assert (line[1], week["week"]) == (str(row.week), str(row.week))
        assert [Quantity.of(str(value), KILO).milli for value in line[3:]] == grams
        names = ("demand", "stock", "forecast", "pooled", "promised", "spoiled", "available", "gap")
        assert [Quantity.of(week[name], KILO).milli for name in names] == [abs(each) for each in grams]
        assert all(locale.number(Quantity(each, KILO).amount, 3) in shown for each in grams)
    assert [(each["product"], each["largest"]) for each in told["products"]] == [("Granadilla", "340.000")]


def test_the_command_line_names_the_weeks_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Workspace.create(tmp_path / "demo", "Demo", "ec")
    product = fruit(made)
    pledged(made, product, {weeks_to_come()[0]: 150})
    tender = a_coming_tender(made)
    an_item(made, tender, 4000, product_id=product)
    made.close()

    status, out, _ = CommandLine(tmp_path / "demo", capsys).says("tender", "capacity", "FI-01-2026")

    assert status == 0
    assert [line.rpartition(" · ")[2] for line in out.splitlines()] == [
        "ready",
        "short 50.000",
        "short 150.000",
        "short 250.000",
    ]
