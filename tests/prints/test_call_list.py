"""The call list of a week names who brings what, by community, of the sharings that count."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop import clock
from sse_desktop.domain.season import Week
from sse_desktop.prints.sharings import NobodyBrings, print_call_list
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.members import Member
from sse_desktop.workspace import Workspace
from tests.bidding import WEEKS
from tests.documents.reading import is_golden, text_of
from tests.sharing import a_sharing_ground, kept


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty cooperative."""
    made = Workspace.create(tmp_path / "coop", "Asociación Demo", "ec")
    yield made
    made.close()


def test_families_of_kept_sharings_that_count_are_called(workspace: Workspace) -> None:
    bid, members, _ = a_sharing_ground(workspace, [10, 20, {WEEKS[1]: 50}])
    kept(workspace, bid)
    with pytest.raises(NobodyBrings):  # a draft is no promise
        print_call_list(workspace, WEEKS[0], "en")
    with workspace.database.writing(workspace.actor, "a test", clock.now()) as session:
        session.get_one(Bid, bid).state = "won"
        session.get_one(Member, members[0]).community = "El Chical"
        session.get_one(Member, members[1]).phone = "099 123 4567"
    made = print_call_list(workspace, WEEKS[0], "en")
    said = text_of(made)
    assert "Family 1" in said
    assert "099 123 4567" in said
    assert "Family 3" not in said
    assert "2 families bring 30 kg." in said
    assert is_golden("call_list", made)
    with pytest.raises(NobodyBrings):
        print_call_list(workspace, Week(2027, 1), "en")
