"""The number of a member or of the cooperative is checked by the rules of its country while it is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sse_desktop.domain.identity import NotToBeKept
from sse_desktop.ui.context import Context
from sse_desktop.ui.identity_field import IdentityField, NotAnIdentityNumber
from sse_desktop.workspace import Workspace


@pytest.fixture
def country(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "abroad", "Demo", request.param)
    yield made
    made.close()


def a_field(qtbot: QtBot, context: Context, country: Workspace, *whose: str) -> IdentityField:
    context.workspace = country
    field = IdentityField(context, "number", "Number", whose)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize("country", ["kr-seoul"], indirect=True)
def test_in_korea_a_business_number_is_checked_and_a_resident_number_refused(
    qtbot: QtBot, context: Context, country: Workspace
) -> None:
    ours = a_field(qtbot, context, country, "cooperative")
    ours.line.setText("116-82-00276")
    assert ours.read() == "1168200276"
    ours.line.setText("123-45-67890")
    with pytest.raises(NotAnIdentityNumber):
        ours.read()

    members = a_field(qtbot, context, country, "member", "cooperative")
    members.line.setText("971013-9019902")
    with pytest.raises(NotToBeKept):
        members.read()
    members.line.setText("farm 12")
    assert members.read() == "farm 12"


@pytest.mark.parametrize("country", ["br-pnae"], indirect=True)
def test_in_brazil_both_numbers_must_be_right(qtbot: QtBot, context: Context, country: Workspace) -> None:
    member = a_field(qtbot, context, country, "member", "cooperative")
    for right, kept in (("390.533.447-05", "39053344705"), ("16.727.230/0001-97", "16727230000197")):
        member.line.setText(right)
        assert member.read() == kept
    member.line.setText("390.533.447-06")
    with pytest.raises(NotAnIdentityNumber):
        member.read()


@pytest.mark.parametrize("country", ["ec"], indirect=True)
def test_in_ecuador_a_doubtful_number_only_warns(qtbot: QtBot, context: Context, country: Workspace) -> None:
    member = a_field(qtbot, context, country, "member")
    member.line.setText("1714307104")

    assert member.read() == "1714307104"
    assert member.understood().startswith("▲ ")
