"""Numbers that the law forbids to keep are refused with a sentence, and others are not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop.commands.cooperative import CooperativeData, change_cooperative
from sse_desktop.commands.members import MemberData, add_member, change_member
from sse_desktop.domain.identity import NotToBeKept
from sse_desktop.queries.members import members
from sse_desktop.workspace import Workspace


@pytest.fixture
def seoul(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path / "data", "Demo", "kr-seoul")
    yield workspace
    workspace.close()


@pytest.mark.parametrize("number", ["971013-9019902", "901231-1234567", "9012311234567"])
def test_a_resident_number_is_not_kept_of_a_member(seoul: Workspace, number: str) -> None:
    with pytest.raises(NotToBeKept):
        seoul.write(add_member, MemberData(name="Demo", id_number=number))

    assert seoul.read(members) == []


def test_a_resident_number_is_not_kept_in_a_change(seoul: Workspace) -> None:
    member = seoul.write(add_member, MemberData(name="Demo", id_number="116-82-00276"))

    with pytest.raises(NotToBeKept):
        seoul.write(change_member, member, MemberData(name="Demo", id_number="971013-9019902"))


def test_a_resident_number_is_not_kept_of_the_representative(seoul: Workspace) -> None:
    data = CooperativeData(legal_name="Demo", representative_id_number="971013-9019902")

    with pytest.raises(NotToBeKept):
        seoul.write(change_cooperative, data)


def test_a_country_without_such_a_law_keeps_what_is_typed(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "data", "Demo", "ec")
    try:
        workspace.write(add_member, MemberData(name="Demo", id_number="9710139019902"))
        assert [row.id_number for row in workspace.read(members)] == ["9710139019902"]
    finally:
        workspace.close()
