"""Members are entered, changed, archived and found; a doubtful identity number warns and never blocks in Ecuador."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sse_desktop.commands.members import MemberData, change_member
from sse_desktop.queries.members import MemberFilter, member, members
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.members import MembersPage
from sse_desktop.workspace import Workspace
from tests.builders import a_member, a_plot, a_product
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import press, spec, typed


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> House:
    a_member(workspace, "Familia Quishpe", number=7, community="La Loma")
    built = make_house(spec("members"))
    settle()
    return built


def page_of(house: House) -> MembersPage:
    assert isinstance(house.page, MembersPage)
    return house.page


def panel_of(house: House) -> FormPanel:
    panel = page_of(house).inspector.content
    assert isinstance(panel, FormPanel)
    return panel


def test_a_member_is_entered_with_the_keyboard_and_gets_the_next_number(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    press(house, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typed(house, "Familia Nueva\n")
    settle()

    assert [(row.number, row.name) for row in workspace.read(members)] == [(7, "Familia Quishpe"), (8, "Familia Nueva")]
    settle()
    assert page_of(house).inspector.title.text() == "8 · Familia Nueva"


def test_a_wrong_identity_number_warns_and_is_saved(house: House, settle: Settle, workspace: Workspace) -> None:
    page_of(house).new_member()
    form = panel_of(house).form
    form.fill({"name": "Ana", "id_number": "1700000000"})
    form.fields["id_number"].check()

    assert form.fields["id_number"].message.text().startswith("▲ ")
    form.commit()
    settle()
    assert workspace.read(members, MemberFilter(words="ana"))[0].id_number == "1700000000"


def test_a_right_identity_number_is_kept_without_marks_and_without_a_warning(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    page_of(house).new_member()
    form = panel_of(house).form
    form.fill({"name": "Ana", "id_number": "171430710-3"})
    form.fields["id_number"].check()

    assert form.fields["id_number"].message.text() == ""
    form.commit()
    settle()
    assert workspace.read(members, MemberFilter(words="ana"))[0].id_number == "1714307103"


def test_a_number_that_is_taken_is_said_beside_the_field(house: House, settle: Settle, workspace: Workspace) -> None:
    page_of(house).new_member()
    form = panel_of(house).form
    form.fill({"name": "Ana", "number": 7})
    form.commit()
    settle()

    assert "Familia Quishpe" in form.fields["number"].message.text()
    assert len(workspace.read(members)) == 1


def test_a_change_keeps_what_was_not_touched(house: House, settle: Settle, workspace: Workspace) -> None:
    page = page_of(house)
    page.table.choose(0)
    page.opened(page.model.row_at(0))  # type: ignore[arg-type]  # the row is there
    settle()
    panel_of(house).form.fill({"phone": "0991234567"})
    panel_of(house).form.commit()
    settle()

    found = workspace.read(member, workspace.read(members)[0].id)
    assert (found.number, found.community, found.phone) == (7, "La Loma", "0991234567")


def test_an_archived_member_leaves_the_list_and_is_found_by_its_id(
    qtbot: QtBot, house: House, settle: Settle, workspace: Workspace
) -> None:
    page = page_of(house)
    row = workspace.read(members)[0]
    page.archive(row.id, row.name, archived=True)
    settle()
    assert page.model.rowCount() == 0
    assert page.bar.isVisible()

    page.show_record(row.id)
    qtbot.waitUntil(lambda: page.selected_row() is not None)
    settle()
    assert page.bar.chosen() == {"archived": "both"}


def test_plots_are_added_and_changed_beside_the_member(house: House, settle: Settle, workspace: Workspace) -> None:
    page = page_of(house)
    product = a_product(workspace)
    page.table.choose(0)
    settle()
    next(one for one in page.inspector.findChildren(QPushButton) if one.text() == "New plot").click()
    form = panel_of(house).form
    form.fill({"name": "La Loma alta", "product_id": product})
    form.fields["area_m2"].set_value(2500)
    form.commit()
    settle()

    (plot,) = workspace.read(member, workspace.read(members)[0].id).plots
    assert (plot.name, plot.product, plot.area_m2, plot.community) == ("La Loma alta", "Mandarina", 2500, "La Loma")
    assert any(one.text() == "Change" for one in page.inspector.findChildren(QPushButton))


def test_totals_say_how_many_members_and_what_they_delivered(
    house: House, workspace: Workspace, settle: Settle
) -> None:
    a_plot(workspace, workspace.read(members)[0].id)
    settle()

    assert page_of(house).totals.text() == "1 member, 0\u00a0kg delivered"


def test_words_in_any_order_without_accents_find_a_member(
    house: House, settle: Settle, workspace: Workspace, context: Context
) -> None:
    a_member(workspace, "Ana Núñez", number=9)
    page = page_of(house)
    page.bar.search.setText("nunez ana")
    page._pause.timeout.emit()
    settle()

    assert context.locale.language == "en"
    assert page.model.index(0, 1).data() == "Ana Núñez"
    assert page.model.rowCount() == 1


def test_household_and_place_are_typed_and_a_change_keeps_the_groups_that_cannot_be_ticked_here(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    found = workspace.read(members)[0]
    data = MemberData(name="Familia Quishpe", priority_codes="women,organic")
    workspace.write(change_member, found.id, data)

    page_of(house).change_member(workspace.read(member, found.id))
    form = panel_of(house).form
    form.fill({"household": "Casa 3", "canton": "Bolívar", "province": "Carchi"})
    form.commit()
    settle()

    kept = workspace.read(member, found.id)
    assert (kept.household, kept.canton, kept.province) == ("Casa 3", "Bolívar", "Carchi")
    assert kept.priority_codes == "women,organic"
