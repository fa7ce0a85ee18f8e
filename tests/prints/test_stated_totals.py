"""Where a country states offers with their tax, cover, letter and words say the total with tax; elsewhere that without."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sse_desktop import clock
from sse_desktop.commands.bid_lines import set_price, set_tax
from sse_desktop.commands.bids import start_bid
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.season import Week
from sse_desktop.prints.packet import bound_packet
from sse_desktop.workspace import Workspace
from tests.bidding import QUITO, a_tender, an_item, fruit, lines_of, pledged
from tests.documents.reading import squeezed, text_of


@pytest.fixture
def seoul(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path / "data", "Demo", "kr-seoul")
    yield workspace
    workspace.close()


def test_a_korean_offer_is_stated_with_tax_in_figures_and_words(seoul: Workspace) -> None:
    product, first = fruit(seoul), Week.of(clock.now().date()) + 4
    pledged(seoul, product, dict.fromkeys([first + count for count in range(4)], 1000))
    made = a_tender(
        seoul,
        deadline=datetime.combine(first.monday - timedelta(days=7), datetime.min.time(), QUITO),
        delivery_from=first.monday,
        delivery_to=(first + 3).sunday,
    )
    an_item(seoul, made, 9, product_id=product)
    bid = seoul.write(start_bid, made)
    line = lines_of(seoul, bid)[0]
    seoul.write(set_price, line.id, UnitPrice.of("1011", "KRW"))
    seoul.write(set_tax, line.id, 1000)

    _, packet = bound_packet(seoul, bid, "ko")
    text = squeezed(text_of(packet.pdf))

    # 9 × 1,011 = 9,099; a tenth of it is 909.9, and the fraction is left off: 10,008 with tax.
    assert "금일만팔원정" in text.replace(" ", "")
    assert "9,099" in text
    assert "10,008" in text
