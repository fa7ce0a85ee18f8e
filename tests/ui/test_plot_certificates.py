"""The certificate of a plot is entered as a paper of that plot, seen at the plot, and counts in the forecast."""

import uuid
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale
from sse_desktop.queries.forecast import forecast_by_week
from sse_desktop.queries.papers import papers
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.members import MembersPage
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.papers import PapersPage
from sse_desktop.ui.widgets.record_picker import RecordPicker
from sse_desktop.workspace import Workspace
from tests.bidding import pledged
from tests.builders import TODAY, a_member, a_plot, a_product
from tests.ui.acting import panel_of, press, type_into, words_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, spec

NEXT = Week.of(TODAY) + 1


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, context: Context, workspace: Workspace) -> House:
    context.locale = Locale("en")
    fruit = a_product(workspace, "GRA", "Granadilla")
    ana = a_member(workspace, "Ana", number=7)
    a_plot(workspace, ana, "Alto", product_id=fruit)
    pledged(workspace, fruit, {NEXT: 100}, ana)
    made = make_house(spec("papers"), spec("members"))
    settle()
    return made


def form_of(house: House) -> NewPaper:
    assert isinstance(house.page, PapersPage)
    form = house.page.inspector.content
    assert isinstance(form, NewPaper)
    return form


def certified(workspace: Workspace) -> int:
    """Return the grams of next week that come from certified plots."""
    from sse_desktop.queries.products import products

    [fruit] = workspace.read(products)
    found: dict[Week, int] = workspace.read(forecast_by_week, fruit.id, NEXT, NEXT, certificate_kind="", on=TODAY)
    return found[NEXT]


def test_a_certificate_is_entered_for_a_plot_and_seen_there(house: House, settle: Settle, workspace: Workspace) -> None:
    assert certified(workspace) == 0
    choose(house, "New paper")
    settle()
    form = form_of(house)
    form.form.fields["kind"].set_value("bpa")
    settle()
    plot = form.form.fields["plot_id"]
    assert isinstance(plot, RecordPicker)
    assert plot.isVisible()
    type_into(form.form.fields["valid_to"], "2027-12-31")
    type_into(plot, "alto")
    QTest.keyClick(plot.line, Qt.Key.Key_Return)  # takes the best fit; nothing else is missing, so it saves
    settle()

    [row] = workspace.read(papers, TODAY)
    assert (row.holder_kind, row.holder_name, row.valid_to) == ("plot", "Alto · Ana", date(2027, 12, 31))
    assert isinstance(row.plot_id, uuid.UUID)
    assert certified(workspace) == 100_000

    house.go("members")
    settle()
    members = house.page
    assert isinstance(members, MembersPage)
    members.table.choose(0)
    settle()
    assert "certificate to 31/12/2027" in words_in(members.inspector)


def test_changing_a_paper_keeps_its_plot_and_another_holder_has_none(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    from sse_desktop.commands.papers import PaperData, add_paper
    from sse_desktop.queries.plot_certificates import plot_owners

    [owner] = workspace.read(plot_owners)
    workspace.write(add_paper, PaperData(kind="bpa", title="BPA", holder_kind="plot", plot_id=owner.plot_id))
    settle()
    page = house.page
    assert isinstance(page, PapersPage)
    [row] = workspace.read(papers, TODAY)
    page.change(row)
    panel = panel_of(page)
    panel.form.commit()  # before the plots were read
    settle()
    [row] = workspace.read(papers, TODAY)
    assert (row.plot_id, row.holder_name) == (owner.plot_id, "Alto · Ana")

    page.change(row)
    settle()
    panel = panel_of(page)
    panel.form.fields["holder_kind"].set_value("cooperative")
    assert panel.form.fields["plot_id"].isHidden()
    panel.form.commit()
    settle()
    [row] = workspace.read(papers, TODAY)
    assert row.plot_id is None
    assert certified(workspace) == 0


def test_a_renewed_certificate_is_held_by_the_same_plot(house: House, settle: Settle, workspace: Workspace) -> None:
    from sse_desktop.commands.papers import PaperData, add_paper
    from sse_desktop.queries.plot_certificates import plot_owners

    [owner] = workspace.read(plot_owners)
    workspace.write(add_paper, PaperData(kind="bpa", title="BPA", holder_kind="plot", plot_id=owner.plot_id))
    settle()
    page = house.page
    assert isinstance(page, PapersPage)
    [row] = workspace.read(papers, TODAY)
    page.renew(row)
    settle()
    press(form_of(house), "Save the paper")
    settle()

    assert [row.plot_id for row in workspace.read(papers, TODAY)] == [owner.plot_id] * 2
