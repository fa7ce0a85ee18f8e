"""The register of the social value index in Seoul: a grade of which the rules warn stands out, with the reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sse_desktop.commands.social_values import SocialValueData, add_social_value
from sse_desktop.queries.social_values import social_values
from sse_desktop.ui.context import Context
from sse_desktop.ui.social_values import SocialValuesPage
from sse_desktop.ui.theme import State
from sse_desktop.workspace import Workspace
from tests.ui.tender_hands import today


@pytest.fixture
def seoul(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "seoul", "Demo", "kr-seoul")
    yield made
    made.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("grade", "state"), [("우수", State.READY), ("미흡", State.BLOCKED), ("취약", State.BLOCKED)])
def test_a_low_grade_is_marked(context: Context, seoul: Workspace, grade: str, state: State) -> None:
    context.workspace = seoul
    seoul.write(add_social_value, SocialValueData(year=today().year, grade=grade))
    [row] = seoul.read(social_values, today())
    page = SocialValuesPage(context)
    assert page.mark(row).state is state
    page.deleteLater()
