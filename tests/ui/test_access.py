"""Whoever can't see the window, or can't use a mouse, reaches everything: each control that takes the keyboard has a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sse_desktop.domain.errors import N_
from sse_desktop.locale import Locale
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.desk import Desk
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import TARGET_PX, State
from sse_desktop.ui.welcome import SignInPlace, Welcome
from sse_desktop.ui.widgets.charts import Bar, BarChart, CapacityChart, WeekBar
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import MoneyField
from sse_desktop.ui.widgets.record_picker import RecordPicker
from tests.ui.conftest import MakeHouse, Settle, spec_of


@dataclass(frozen=True)
class Row:
    id: int
    name: str


def rows(_session: object) -> list[Row]:
    return [Row(1, "Ana"), Row(2, "Beatriz")]


class Listing(Register[Row]):
    """Two rows."""

    name, title = "listing", N_("Members")
    columns: ClassVar[tuple[Column[Any], ...]] = (
        Column(N_("No."), lambda row: row.id),
        Column(N_("Name"), lambda row: row.name),
    )

    def offered(self) -> tuple[Action, ...]:
        return (Action(N_("New member"), self.refresh, primary=True), Action(N_("Import"), self.refresh, icon="folder"))

    def source(self, view: View) -> Any:
        assert view is not None
        return partial(rows)

    def chosen(self, row: Row) -> None:
        fields = [
            TextField(self.context, "name", N_("Name")),
            MoneyField(self.context, "paid", N_("Paid"), currency="USD", required=False),
            DateField(self.context, "day", N_("Day"), required=False),
            ChoiceField(self.context, "kind", N_("Kind"), [("a", "A")]),
            TickField(self.context, "active", N_("Active")),
            LongTextField(self.context, "note", N_("Note")),
            RecordPicker(self.context, "member", N_("Member"), required=False),
        ]
        self.inspect(row.name, FormPanel(self.context, Form(self.context, dict, fields), rows))


class Steps(Desk):
    """Two steps."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.add_step("notice", N_("Notice"), QWidget())
        self.add_step("capacity", N_("Capacity"), QWidget())
        self.set_state("capacity", State.BLOCKED, "short in week 32")


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle) -> House:
    built = make_house(
        spec_of(Listing, key="members", place="members", title="Members"),
        spec_of(Steps, key="bid", place="tenders", title="Bid"),
        spec_of(Listing, key="papers", place="tenders", title="Papers"),
    )
    settle()
    return built


def taking_the_keyboard(inside: QWidget) -> Iterator[QWidget]:
    for widget in (inside, *inside.findChildren(QWidget)):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            yield widget


def spoken_name(widget: QWidget) -> str:
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return "" if found is None else found.text(QAccessible.Text.Name)


def nameless(inside: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in taking_the_keyboard(inside)
        if not spoken_name(widget).strip()
    ]


def test_every_control_of_the_window_has_a_name(house: House, settle: Settle) -> None:
    assert nameless(house) == []
    page = house.page
    assert isinstance(page, Listing)
    page.table.choose(0)
    settle()
    assert nameless(house) == []
    house.go("bid")
    settle()
    house.ask(Question("Void it?", "Void", lambda _: None, reason="Reason"))
    assert nameless(house) == []
    house.show_help()
    assert nameless(house) == []


def test_a_control_without_a_name_would_be_found(qtbot: QtBot, house: House) -> None:
    from PySide6.QtWidgets import QLineEdit

    stray = QLineEdit(house)
    stray.show()

    assert qtbot is not None
    assert nameless(house) == ["QLineEdit in House"]


def test_the_welcome_and_the_question_who_opens_have_names(qtbot: QtBot, context: Context, tmp_path: Any) -> None:
    welcome = Welcome(context, [("ec", "Ecuador")], tmp_path, has_demo=True)
    sign_in = SignInPlace(context, tmp_path, "Who opens?", asks_passphrase=False)
    for place in (welcome, sign_in):
        qtbot.addWidget(place)
        place.show()
        assert nameless(place) == []


def test_every_target_is_large_enough_for_an_unsteady_hand(house: House, settle: Settle) -> None:
    page = house.page
    assert isinstance(page, Listing)
    page.table.choose(0)
    settle()
    house.ask(Question("Void it?", "Void", lambda _: None, reason="Reason"))
    house.grab()

    small = [
        f"{type(widget).__name__} {spoken_name(widget)!r} {widget.width()}×{widget.height()}"
        for widget in taking_the_keyboard(house)
        if not isinstance(widget, QAbstractScrollArea) and min(widget.width(), widget.height()) < TARGET_PX
    ]
    assert small == []


def test_every_label_shows_plain_text(house: House, settle: Settle) -> None:
    page = house.page
    assert isinstance(page, Listing)
    page.table.choose(0)
    settle()
    house.show_help()

    assert {text.textFormat() for text in house.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_the_keyboard_walks_from_the_head_through_the_rows_to_the_inspector(house: House, settle: Settle) -> None:
    page = house.page
    assert isinstance(page, Listing)
    page.table.choose(0)
    settle()

    order: list[QWidget] = []
    widget: QWidget | None = house.search
    while widget is not None and widget not in order:
        order.append(widget)
        widget = next_in_tab_order(widget)

    positions = [order.index(wanted) for wanted in (house.search, page.bar.search, page.table)]
    form = page.inspector.content
    assert isinstance(form, FormPanel)
    positions += [order.index(field.editor) for field in form.form.fields.values()] + [order.index(form.save)]
    assert positions == sorted(positions)


def next_in_tab_order(widget: QWidget) -> QWidget | None:
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        takes = following.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and following.isVisible() and following.isEnabled() and following.focusProxy() is None:
            return following
        following = following.nextInFocusChain()
    return None


def test_a_step_says_its_state_by_shape_and_word(house: House) -> None:
    house.go("bid")
    page = house.page
    assert isinstance(page, Steps)

    assert page.steps.buttons[1].accessibleName() == "Capacity: ■ short in week 32"
    assert isinstance(page.steps.buttons[1], QAbstractButton)


def test_charts_say_what_they_show(qtbot: QtBot) -> None:
    weeks, bars = CapacityChart("Capacity", "able", "asked"), BarChart("Shares")
    weeks.show_weeks([WeekBar("week 31", 9, 8), WeekBar("week 32", 5, 8, "−3")])
    bars.show_bars([Bar("Ana", 3, "3"), Bar("Eva", 1, "1", State.TO_DO)])

    for chart in (weeks, bars):
        qtbot.addWidget(chart)
        chart.resize(400, 200)
        chart.grab()
    assert weeks.accessibleDescription() == "week 32 −3"
    assert bars.accessibleDescription() == "Ana 3; Eva 1"


def test_a_table_is_read_aloud_cell_by_cell(house: House) -> None:
    page = house.page
    assert isinstance(page, Listing)

    index = page.model.index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Beatriz"
    assert page.table.accessibleName() == Locale("en").text("Members")
