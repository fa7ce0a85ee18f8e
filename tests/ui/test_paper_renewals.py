"""Papers of Seoul: the form asks for what a kind certifies, and the horizon shows when renewals must begin."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.queries.paper_renewals import Urgency
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.paper_renewals import PaperHorizonPage
from sse_desktop.ui.papers import PapersPage
from sse_desktop.workspace import Workspace
from tests.bidding import a_paper, a_requirement
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.tender_hands import PLACE, a_coming_tender, pressed, seen_words, today


@pytest.fixture(scope="module")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cooperative in Seoul, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("seoul") / "cooperative"
    Workspace.create(folder, "한살림 협동조합", "kr-seoul").close()
    return folder


@pytest.fixture
def house(context: Context, make_house: MakeHouse) -> House:
    context.today = today  # the window and the commands live on the same day
    return make_house(*PLACE, first="papers")


def kept(workspace: Workspace) -> list[PaperRow]:
    return workspace.read(papers, today())


def test_the_form_asks_for_what_the_kind_certifies(house: House, workspace: Workspace, settle: Settle) -> None:
    settle()
    assert isinstance(house.page, PapersPage)
    house.page.new_paper()
    settle()
    form = house.page.inspector.content
    assert isinstance(form, NewPaper)
    fields = form.form.fields
    fields["kind"].set_value("svi")
    form._kind_chosen()
    shown = {name for name, field in fields.items() if name.startswith("fact_") and not field.isHidden()}
    assert shown == {"fact_score", "fact_grade", "fact_year"}
    fields["kind"].set_value("ratio")
    form._kind_chosen()
    assert (fields["sensitive"].read(), fields["fact_share"].isHidden()) == (True, False)  # it holds personal data
    fields["fact_share"].set_value("0.31")
    fields["renewal_days"].set_value(40)
    pressed(house, "Save the paper")
    settle()
    [row] = kept(workspace)
    assert (dict(row.facts), row.renewal_days, row.sensitive) == ({"share": "0.31"}, 40, True)
    words = seen_words(house.page.inspector)
    assert "What it certifies" in words
    assert "40 days" in words


def test_what_a_paper_certifies_is_changed_and_what_is_missing_is_named(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    a_paper(workspace, "svi", title="SVI", facts={"score": "78"}, issued_on=today())
    settle()
    page = house.page
    assert isinstance(page, PapersPage)
    page.table.choose(0)
    settle()
    assert "not typed yet: Grade, Year" in "\n".join([seen_words(page.inspector), *badges(page)])
    pressed(house, "Change")
    settle()
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fields["fact_grade"].set_value("우수")
    panel.form.fields["fact_year"].set_value(2026)
    panel.save.click()
    settle()
    [row] = kept(workspace)
    assert dict(row.facts) == {"score": "78", "grade": "우수", "year": "2026"}
    assert row.ends_on == today().replace(year=today().year + 1)  # a year from its issue


def badges(page: PapersPage) -> list[str]:
    from sse_desktop.ui.widgets.labels import Badge

    return [badge.word for badge in page.inspector.findChildren(Badge) if badge.isVisible()]


def test_the_horizon_shows_the_most_urgent_renewal_first_and_leads_to_paper_and_bid(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    made = a_coming_tender(workspace)  # in three weeks
    a_requirement(workspace, made, "liability", title="Liability insurance")
    a_paper(workspace, "liability", title="Insurance", valid_to=today() + timedelta(days=10), renewal_days=25)
    a_paper(workspace, "disinfection", title="Disinfection", valid_to=today() + timedelta(days=40), renewal_days=5)
    house.go("papers.horizon")
    settle()
    page = house.page
    assert isinstance(page, PaperHorizonPage)
    rows = page.model.rows  # type: ignore[attr-defined]  # a short list
    assert [(row.title, row.urgency) for row in rows] == [("Insurance", Urgency.LATE), ("Disinfection", Urgency.LATER)]
    assert "late: 1" in seen_words(page)
    assert page.strip.isVisible()
    assert "Insurance · FI-01-2026: ▲" in page.strip.accessibleDescription()
    page.table.choose(0)
    settle()
    assert "it should have begun by" in seen_words(page.inspector)
    pressed(house, "Open the bid desk")
    settle()
    assert "Fruit for schools" in seen_words(house)
    house.go("papers.horizon")
    settle()
    page.table.setFocus()
    page.table.choose(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert isinstance(house.page, PapersPage)


def test_an_empty_horizon_says_so(house: House, settle: Settle) -> None:
    house.go("papers.horizon")
    settle()
    assert "No renewal ahead" in seen_words(house)
