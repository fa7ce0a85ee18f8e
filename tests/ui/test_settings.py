"""Settings: the cooperative's data, users with roles and passwords, backups that are read back, choices of the computer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sse_desktop.domain.roles import Role
from sse_desktop.queries.acting import WrongPassword
from sse_desktop.queries.cooperative import cooperative, users
from sse_desktop.queries.members import members
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.settings_about import AboutPage
from sse_desktop.ui.settings_backups import BackupsPage
from sse_desktop.ui.settings_computer import ComputerPage
from sse_desktop.ui.settings_cooperative import CooperativePage
from sse_desktop.ui.settings_users import UsersPage
from sse_desktop.ui.theme import Theme, apply_theme
from sse_desktop.ui.widgets.tick_list_field import TickListField
from sse_desktop.workspace import Workspace
from tests.builders import a_member
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    built = make_house(*(spec(key) for key in ("cooperative", "users", "backups", "computer", "about")))
    settle()
    return built


def form_of(page: Page | None) -> "Form[object]":
    assert page is not None
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    return panel.form


def test_the_cooperative_is_saved_and_heads_every_paper(house: House, settle: Settle, workspace: Workspace) -> None:
    page = house.page
    assert isinstance(page, CooperativePage)
    assert not page.offered()[0].enabled

    page.form.fill({"tax_id": "1790000000001", "representative_name": "Ana Núñez"})
    page.form.edited.emit()
    assert page.offered()[0].enabled
    page.form.commit()
    settle()

    row = workspace.read(cooperative)
    assert (row.tax_id, row.representative_name) == ("1790000000001", "Ana Núñez")
    assert not page.offered()[0].enabled


def test_several_kinds_of_organisation_are_ticked_with_the_keys(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    page = house.page
    assert isinstance(page, CooperativePage)
    field = page.form.fields["supplier_kind"]
    assert isinstance(field, TickListField)
    field.setFocus()
    assert field.list.hasFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_Space):
        QTest.keyClick(field.list, key)
    assert page.offered()[0].enabled
    page.form.commit()
    settle()

    assert workspace.read(cooperative).kinds == ("eps_organisation", "micro_small_firm")
    assert field.read() == ("eps_organisation", "micro_small_firm")
    QTest.keyClick(field.list, Qt.Key.Key_Space)
    page.form.commit()
    settle()
    assert workspace.read(cooperative).supplier_kind == "eps_organisation"


def test_a_cooperative_without_a_name_is_not_saved(house: House, settle: Settle, workspace: Workspace) -> None:
    page = house.page
    assert isinstance(page, CooperativePage)
    before = workspace.read(cooperative)
    page.form.fill({"legal_name": None, "phone": "1"})
    page.form.commit()
    settle()

    assert page.form.fields["legal_name"].message.text().startswith("■ ")
    assert workspace.read(cooperative) == before


def test_a_user_gets_a_role_and_a_password_that_is_typed_twice(
    house: House, settle: Settle, workspace: Workspace
) -> None:
    house.go("users")
    settle()
    page = house.page
    assert isinstance(page, UsersPage)
    page.new_user()
    form = form_of(page)
    form.fill({"name": "Rosa", "role": Role.WEIGHER, "password": "mandarina", "again": "mandarin"})
    form.commit()
    assert form.fields["again"].message.text().startswith("■ ")

    form.fill({"again": "mandarina"})
    form.commit()
    settle()
    rosa = next(row for row in workspace.read(users) if row.name == "Rosa")
    assert (rosa.role, rosa.has_password) == ("weigher", True)
    workspace.act_as("Rosa", "mandarina")
    with pytest.raises(WrongPassword):
        workspace.act_as("Rosa", "naranja")


def test_the_last_administrator_stays(house: House, settle: Settle, workspace: Workspace) -> None:
    house.go("users")
    settle()
    page = house.page
    assert isinstance(page, UsersPage)
    page.opened(workspace.read(users)[0])
    form = form_of(page)
    form.fill({"role": Role.DRIVER})
    form.commit()
    settle()

    assert form.fields["role"].message.text().startswith("■ ")
    assert workspace.read(users)[0].role == "administrator"


def test_a_backup_is_made_listed_and_restored_into_a_new_folder(
    house: House, settle: Settle, workspace: Workspace, tmp_path: Path
) -> None:
    a_member(workspace, "Familia Uno")
    house.go("backups")
    settle()
    page = house.page
    assert isinstance(page, BackupsPage)
    assert page.badge.word == "no backup yet"

    page.make()
    settle()
    assert page.model.rowCount() == 1
    assert page.model.index(0, 4).data() == "1"
    assert page.badge.word == "of today"

    page.table.choose(0)
    backup = workspace.last_backup()
    assert backup is not None
    page.restore_into(backup.path, tmp_path / "again")
    settle()
    again = Workspace.open(tmp_path / "again", read_only=True)
    assert [row.name for row in again.read(members)] == ["Familia Uno"]
    again.close()

    asked: list[object] = []
    house.folder_asked.connect(asked.append)
    house.question.confirm.click()
    assert asked == [tmp_path / "again"]


def test_a_restore_never_overwrites(house: House, settle: Settle, workspace: Workspace, tmp_path: Path) -> None:
    workspace.backup()
    house.go("backups")
    settle()
    page = house.page
    assert isinstance(page, BackupsPage)
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine", encoding="utf-8")
    backup = workspace.last_backup()
    assert backup is not None

    page.restore_into(backup.path, full)
    settle()

    assert house.message.isVisible()
    assert [path.name for path in full.iterdir()] == ["letter.txt"]


def test_a_copy_goes_to_a_stick(house: House, settle: Settle, tmp_path: Path) -> None:
    house.go("backups")
    settle()
    page = house.page
    assert isinstance(page, BackupsPage)
    page._back_up(tmp_path / "stick")
    settle()

    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".ssebackup"]


def test_sound_data_are_said_to_be_sound(house: House, settle: Settle) -> None:
    house.go("backups")
    settle()
    page = house.page
    assert isinstance(page, BackupsPage)
    page.check_data()
    settle()

    assert house.message.sentence.text() == "Everything is as it was written."


def test_the_check_looks_at_attached_files_too(house: House, settle: Settle, workspace: Workspace) -> None:
    sha = workspace.attachments.put(b"a paper")
    workspace.attachments.path(sha).write_bytes(b"another paper")
    house.go("backups")
    settle()
    page = house.page
    assert isinstance(page, BackupsPage)

    page.check_data()
    settle()

    said = house.message.sentence.text()
    assert said.startswith(f"The check found something that is wrong: an attached file ({sha[:40]})")


def test_choices_of_the_computer_are_in_force_at_once(
    qtbot: QtBot, house: House, settle: Settle, context: Context, qapp: object
) -> None:
    house.go("computer")
    settle()
    page = house.page
    assert isinstance(page, ComputerPage)
    page.place.set_value("C05")
    page.place.line.editingFinished.emit()
    page.tickets.set_value("print")
    page.paper.set_value("roll")
    assert (context.preferences.place, context.preferences.tickets, context.preferences.ticket_paper) == (
        "C05",
        "print",
        "roll",
    )

    try:
        page.scheme.set_value("dark")
        assert Theme.is_dark()
    finally:
        apply_theme(qapp, "light")  # type: ignore[arg-type]  # the application

    with qtbot.waitSignal(house.restart_asked):
        page.language.set_value("ko")
    assert context.preferences.language == "ko"


def test_about_tells_version_folder_and_licences(house: House, settle: Settle, workspace: Workspace) -> None:
    house.go("about")
    settle()
    page = house.page
    assert isinstance(page, AboutPage)

    assert page.folder == workspace.folder
    assert {path.name for path in page.texts} >= {"NOTICE", "LICENSE", "LGPL-3.0.txt", "OFL.txt"}
    assert "SSE Desktop" in page.reader.toPlainText()
