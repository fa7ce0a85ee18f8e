"""A form reads each field in the person's notation, says beside it what is wrong, and gives the command its input."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sse_desktop.commands.members import MemberData, NumberTaken, add_member
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.members import members
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import IntegerField, QuantityField
from sse_desktop.workspace import Workspace
from tests.ui.conftest import Settle

ENTER = Qt.Key.Key_Return


class TooHeavy(DomainError):
    sentence = N_("The load is heavier than the scale can weigh.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    member: int
    gross: Quantity
    note: str | None


def typed(field: Field, text: str) -> None:
    field.editor.setFocus()
    QTest.keyClicks(field.editor, text)


# ---------------------------------------------------------------- forms


@pytest.fixture
def form(qtbot: QtBot, context: Context) -> Form[Load]:
    made: Form[Load] = Form(
        context,
        Load,
        [
            IntegerField(context, "member", N_("Member")),
            [
                QuantityField(context, "gross", N_("Gross"), unit="kg"),
                TextField(context, "note", N_("Note"), required=False),
            ],
        ],
        beside={TooHeavy: "gross"},
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_enter_goes_to_the_next_empty_field_and_commits_when_all_are_filled(form: Form[Load]) -> None:
    given: list[Load] = []
    form.committed.connect(given.append)

    typed(form.fields["member"], "31")
    QTest.keyClick(form.fields["member"].editor, ENTER)
    assert form.fields["gross"].editor.hasFocus()
    QTest.keyClicks(form.fields["gross"].editor, "268.4")
    QTest.keyClick(form.fields["gross"].editor, ENTER)

    assert given == [Load(member=31, gross=Quantity.of("268.4", "kg"), note=None)]


def test_tab_goes_through_the_fields_in_the_order_of_the_work(form: Form[Load]) -> None:
    form.fields["member"].editor.setFocus()
    order = []
    for _ in range(3):
        order.append(next(name for name, field in form.fields.items() if field.editor.hasFocus()))
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)

    assert order == ["member", "gross", "note"]


def test_a_missing_value_is_told_beside_its_field_and_gets_the_keyboard(form: Form[Load]) -> None:
    given: list[Load] = []
    form.committed.connect(given.append)
    typed(form.fields["gross"], "5")

    form.commit()

    assert given == []
    assert form.fields["member"].message.text() == "■ Fill in this field."
    assert form.fields["member"].editor.hasFocus()


def test_a_failure_of_the_command_stands_beside_the_field_it_is_about(form: Form[Load]) -> None:
    assert form.show_error(TooHeavy())
    assert form.fields["gross"].message.text() == "■ The load is heavier than the scale can weigh."

    assert form.show_error(NumberTaken(number=3))
    assert form.trouble.isVisible()
    assert not form.show_error(ValueError("a bug"))


def test_clearing_keeps_what_the_next_row_shares(form: Form[Load]) -> None:
    form.fill({"member": 31, "note": "wet"})
    form.fields["gross"].show_error("wrong")

    form.clear(keep=("member",))

    assert form.fields["member"].value() == 31
    assert form.fields["note"].value() is None
    assert form.fields["gross"].message.text() == ""


def test_a_panel_runs_its_command_and_shows_its_refusal(
    qtbot: QtBot, context: Context, workspace: Workspace, settle: Settle
) -> None:
    def panel() -> FormPanel:
        fields = [IntegerField(context, "number", N_("Number")), TextField(context, "name", N_("Name"))]
        made = FormPanel(context, Form(context, MemberData, fields, beside={NumberTaken: "number"}), add_member)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    done: list[object] = []
    first, second = panel(), panel()
    for made in (first, second):
        made.done.connect(done.append)
        made.form.fill({"number": 5, "name": "Ana"})
        QTest.mouseClick(made.save, Qt.MouseButton.LeftButton)
        settle()

    assert len(done) == 1
    assert [row.number for row in workspace.read(members)] == [5]
    assert second.form.fields["number"].message.text().startswith("■")
    assert second.save.isEnabled()


def test_a_double_click_on_save_saves_once(
    qtbot: QtBot, context: Context, workspace: Workspace, settle: Settle
) -> None:
    made = FormPanel(context, Form(context, MemberData, [TextField(context, "name", N_("Name"))]), add_member)
    qtbot.addWidget(made)
    made.show()
    made.form.fill({"name": "Ana"})

    made.form.commit()
    made.form.commit()
    settle()

    assert len(workspace.read(members)) == 1
