"""A bid that was marked ready prints the same after the rules changed; a draft follows the new rules."""

import dataclasses
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from sse_desktop import clock
from sse_desktop.commands.bids import back_to_draft, mark_ready
from sse_desktop.commands.cooperative import CooperativeData, change_cooperative
from sse_desktop.domain.jurisdiction import Profile
from sse_desktop.domain.season import Week
from sse_desktop.prints.packet import bound_packet
from sse_desktop.queries import profiles as profile_queries
from sse_desktop.store.profiles import load_profile
from sse_desktop.workspace import Workspace
from tests.bidding import QUITO, a_bid, a_tender, an_item, fruit, pledged
from tests.documents.reading import text_of


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "data", "Demo cooperative", "ec")
    made.write(
        change_cooperative,
        CooperativeData(
            legal_name="Demo cooperative",
            tax_id="1790000000001",
            supplier_kind="artisan,women_entrepreneur",
            representative_name="Demo person",
            canton="Píllaro",
        ),
    )
    yield made
    made.close()


def offer(workspace: Workspace) -> UUID:
    product, first = fruit(workspace), Week.of(clock.now().date()) + 4
    pledged(workspace, product, dict.fromkeys([first + count for count in range(4)], 1000))
    made = a_tender(
        workspace,
        procedure="feria_inclusiva",
        deadline=datetime.combine(first.monday - timedelta(days=7), datetime.min.time(), QUITO),
        delivery_from=first.monday,
        delivery_to=(first + 3).sunday,
        canton="Píllaro",
    )
    an_item(workspace, made, 4000, product_id=product)
    return a_bid(workspace, made)


def other_rules() -> Profile:
    """Ecuador with other names, other numbers of forms, another way to number pages and another name of the tax number."""
    now = load_profile("ec")
    return dataclasses.replace(
        now,
        version="2027.1",
        folio_style="pages_of",
        identifiers={**now.identifiers, "cooperative_label": "ZZ-NUM"},
        supplier_kinds=tuple(dataclasses.replace(kind, label="Somebody else") for kind in now.supplier_kinds),
        procedures=tuple(
            dataclasses.replace(each, label="Another fair", forms={"letter": "9.1"}) for each in now.procedures
        ),
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_ready_bid_prints_byte_by_byte_as_before_the_rules_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    bid = offer(workspace)
    workspace.write(mark_ready, bid)
    _, before = bound_packet(workspace, bid, language)

    changed = other_rules()
    monkeypatch.setattr(profile_queries, "load_profile", lambda _id: changed)
    monkeypatch.setattr(workspace, "profile", changed.latest())
    _, after = bound_packet(workspace, bid, language)

    assert after.pdf == before.pdf

    workspace.write(back_to_draft, bid)
    _, draft = bound_packet(workspace, bid, language)
    assert "ZZ-NUM" in text_of(draft.pdf)
    assert "ZZ-NUM" not in text_of(before.pdf)


def test_every_kind_that_we_are_is_printed_in_the_packet(workspace: Workspace) -> None:
    _, packet = bound_packet(workspace, offer(workspace), "en")
    assert text_of(packet.pdf).count("Artisan, Entrepreneur (women)") >= 2  # the cover and the data of the supplier
