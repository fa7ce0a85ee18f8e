"""The spreadsheet of a sharing holds the very numbers of the window, the database and the paper."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from sse_desktop.exchange.spreadsheet import read_table
from sse_desktop.locale import Locale
from sse_desktop.prints.sharings import NoShare, print_all_shares, print_sharing, sharing_book
from sse_desktop.workspace import Workspace
from tests.bidding import WEEKS
from tests.documents.reading import pages_of, text_of
from tests.sharing import a_sharing_ground, kept, shared


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty cooperative."""
    made = Workspace.create(tmp_path / "coop", "Asociación Demo", "ec")
    yield made
    made.close()


def test_rows_add_up_to_what_is_kept_and_printed(workspace: Workspace, tmp_path: Path) -> None:
    bid, _, _ = a_sharing_ground(workspace, [10, 40, {WEEKS[1]: 50}])
    found = kept(workspace, bid)
    file = tmp_path / "shares.xlsx"
    file.write_bytes(sharing_book(Locale("en"), found))
    table = read_table(file)
    value, name = table.column("Value"), table.column("Family")
    rows = [row.cells for row in table.rows]
    families = {family.name for family in found.families}
    lines = sum(Decimal(str(row[value])) for row in rows if row[name] in families)
    sums = {str(row[name]): Decimal(str(row[value])) for row in rows if row[name] in {"All families", "The award"}}
    assert lines == sums["All families"] == found.total.amount
    assert sums["The award"] == found.asked.amount
    missing = sum(Decimal(str(row[value])) for row in rows if row[name] == "Nobody can bring")
    assert missing == found.missing.amount
    printed = text_of(print_sharing(workspace, found, "en"))
    assert Locale("en").money(found.total) in printed
    assert len(pages_of(print_all_shares(workspace, found, "en"))) == len(found.families)


def test_without_families_there_is_no_page(workspace: Workspace) -> None:
    bid, _, _ = a_sharing_ground(workspace, [])
    with pytest.raises(NoShare):
        print_all_shares(workspace, shared(workspace, bid))
