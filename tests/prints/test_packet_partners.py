"""Who takes part in a bid stands in its packet, and no one else; bids without partners keep their packets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop import clock
from sse_desktop.domain.partners import PartnershipForm
from sse_desktop.prints.packet import print_packet
from sse_desktop.queries.bids import bids
from sse_desktop.queries.packets import packet_source
from sse_desktop.workspace import Workspace
from tests.documents.reading import squeezed, text_of
from tests.partnering import a_partner, a_partnership
from tests.ui.tender_hands import a_possible_bid


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "data", "Demo cooperative", "ec")
    yield made
    made.close()


def test_partners_of_the_bid_are_named_with_their_part(workspace: Workspace) -> None:
    tender = a_possible_bid(workspace)
    [row] = workspace.read(bids)
    bid = row.id
    today = clock.now().date()
    alone = workspace.read(packet_source, bid, today)
    sorter, grower = a_partner(workspace, "Demo Taller Sol"), a_partner(workspace, "Demo Semillas")
    a_partnership(workspace, grower, tender_id=tender, form=PartnershipForm.SUPPLY)
    assert workspace.read(packet_source, bid, today).digest == alone.digest
    a_partnership(workspace, sorter, tender_id=tender, what="Sorting", share_bp=1250)

    read = squeezed(text_of(print_packet(workspace, bid, "en")))

    assert squeezed("Demo Taller Sol") in read
    assert squeezed("Subcontract · Sorting · 12.5%") in read
    assert squeezed("Demo Semillas") not in read
    assert workspace.read(packet_source, bid, today).digest != alone.digest
