"""Folios run through a packet without a gap."""

from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.foliation import FolioRange, FolioStyle, Part, folio_ranges, folio_text


def test_a_folio_says_its_number_and_the_total() -> None:
    assert folio_text(7, 160) == "Folio 7 / 160"
    assert folio_text(7, 160, FolioStyle(pattern="{folio} de {total}", digits=4)) == "0007 de 0160"


def test_parts_follow_each_other() -> None:
    parts = [Part("Cover", 1), Part("Nothing", 0), Part("Papers", 12)]

    assert folio_ranges(parts) == [FolioRange("Cover", 1, 1), FolioRange("Papers", 2, 13)]


def test_by_sheet_both_sides_share_a_folio_and_a_part_begins_a_sheet() -> None:
    style = FolioStyle(start=10, by_sheet=True)

    assert folio_ranges([Part("Letter", 3), Part("Prices", 2)], style) == [
        FolioRange("Letter", 10, 11),
        FolioRange("Prices", 12, 12),
    ]


@given(st.lists(st.integers(0, 300), max_size=30), st.integers(1, 50), st.booleans())
def test_every_folio_is_used_once(pages: list[int], start: int, by_sheet: bool) -> None:
    ranges = folio_ranges(
        [Part(str(place), count) for place, count in enumerate(pages)], FolioStyle(start=start, by_sheet=by_sheet)
    )

    used = [folio for one in ranges for folio in range(one.first, one.last + 1)]
    assert used == list(range(start, start + len(used)))
    assert sum(one.count for one in ranges) == len(used)
    assert len(used) == sum(-(-count // 2) if by_sheet else count for count in pages)
