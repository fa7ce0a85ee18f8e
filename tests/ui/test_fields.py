"""What can be typed into a field, and what it gives."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.locale import Locale
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField, MoneyField, PriceField, QuantityField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker
from tests.ui.conftest import Settle

ENTER = Qt.Key.Key_Return


@pytest.fixture
def spanish(context: Context) -> Context:
    context.locale = Locale("es")
    return context


def shown(qtbot: QtBot, *fields: Field) -> None:
    for field in fields:
        qtbot.addWidget(field)
        field.show()


def typed(field: Field, text: str) -> None:
    field.editor.setFocus()
    QTest.keyClicks(field.editor, text)


# ---------------------------------------------------------------- numbers


def test_a_number_is_typed_in_the_local_notation(qtbot: QtBot, spanish: Context) -> None:
    field = DecimalField(spanish, "weight", N_("Weight"), unit="kg")
    shown(qtbot, field)

    typed(field, "268,4")

    assert field.value() == Decimal("268.4")
    assert not field.message.isVisible()


def test_a_sum_is_added_up_and_shown_back(qtbot: QtBot, spanish: Context) -> None:
    field = DecimalField(spanish, "weight", N_("Weight"), unit="kg")
    shown(qtbot, field)

    typed(field, "12,5+13")

    assert field.value() == Decimal("25.5")
    assert field.message.text() == "= 25,5 kg"
    assert field.check()
    assert field.message.text() == "= 25,5 kg"


def test_what_could_be_misread_is_shown_back(qtbot: QtBot, spanish: Context) -> None:
    field = QuantityField(spanish, "weight", N_("Weight"), unit="kg")
    shown(qtbot, field)

    typed(field, "1234")

    assert field.message.text() == "= 1.234 kg"


def test_a_foreign_decimal_sign_is_refused_beside_the_field(qtbot: QtBot, spanish: Context) -> None:
    field = DecimalField(spanish, "weight", N_("Weight"))
    shown(qtbot, field)

    typed(field, "1,234.5")

    assert not field.check()
    assert field.message.isVisible()
    assert field.message.text().startswith("■ ")
    assert "1,234.5" in field.message.text()
    assert field.editor.accessibleDescription() == field.message.text()


def test_a_whole_number_has_no_decimals_and_nothing_goes_below_zero(qtbot: QtBot, context: Context) -> None:
    field = IntegerField(context, "containers", N_("Containers"))
    shown(qtbot, field)

    typed(field, "2.5")
    assert not field.check()
    field.set_value(None)
    typed(field, "-3")
    assert not field.check()
    field.set_value(12)
    assert field.value() == 12


def test_a_scanned_code_is_no_count(qtbot: QtBot, context: Context) -> None:
    field = IntegerField(context, "containers", N_("Containers"))
    shown(qtbot, field)

    typed(field, "7861234567890")
    assert not field.check()
    field.set_value(None)
    typed(field, "999999999")
    assert field.check()


def test_amounts_keep_their_kind_and_their_decimals(qtbot: QtBot, spanish: Context) -> None:
    money = MoneyField(spanish, "paid", N_("Paid"), currency="USD")
    price = PriceField(spanish, "price", N_("Price"), currency="USD")
    weight = QuantityField(spanish, "gross", N_("Gross"), unit="kg")
    shown(qtbot, money, price, weight)

    typed(money, "12,5")
    typed(price, "0,123456")
    typed(weight, "3,25")

    assert money.value() == Money.of("12.50", "USD")
    assert price.value() == UnitPrice.of("0.123456", "USD")
    assert weight.value() == Quantity.of("3.25", "kg")
    money.set_value(None)
    typed(money, "1,234")
    assert not money.check()  # dollars have two decimals


def test_the_unit_is_part_of_the_name_that_is_read_aloud(qtbot: QtBot, context: Context) -> None:
    field = QuantityField(context, "gross", N_("Gross weight"), unit="kg")
    shown(qtbot, field)

    assert field.editor.accessibleName() == "Gross weight, kg"
    assert field.title.buddy() is field.editor


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("t", date(2026, 7, 14)),
        ("15", date(2026, 7, 15)),
        ("3/8", date(2026, 8, 3)),
        ("2026-12-31", date(2026, 12, 31)),
    ],
)
def test_a_date_is_completed_from_what_was_typed(qtbot: QtBot, spanish: Context, keys: str, day: date) -> None:
    field = DateField(spanish, "day", N_("Day"))
    shown(qtbot, field)

    typed(field, keys)

    assert field.value() == day


def test_plus_and_minus_step_through_the_days(qtbot: QtBot, spanish: Context) -> None:
    field = DateField(spanish, "day", N_("Day"))
    shown(qtbot, field)

    typed(field, "++")
    assert field.value() == date(2026, 7, 16)
    typed(field, "-")
    assert field.value() == date(2026, 7, 15)
    assert "miércoles" in field.message.text()


def test_no_date_is_refused_in_words(qtbot: QtBot, spanish: Context) -> None:
    field = DateField(spanish, "day", N_("Day"))
    shown(qtbot, field)

    typed(field, "31/2")

    assert not field.check()
    assert field.message.text().startswith("■")


# ---------------------------------------------------------------- choosing


MEMBERS = [
    Choice("a", "Ángel Ñato", "7", "San Isidro"),
    Choice("b", "Beatriz Peña", "17", "La Loma"),
    Choice("c", "Carmen Paz", "70", "San Isidro"),
]


@pytest.fixture
def picker(qtbot: QtBot, context: Context) -> RecordPicker:
    field = RecordPicker(context, "member", N_("Member"))
    field.set_choices(MEMBERS)
    field.resize(300, 80)
    shown(qtbot, field)
    qtbot.waitExposed(field)
    return field


def test_a_number_takes_the_member_with_that_number(picker: RecordPicker) -> None:
    typed(picker, "7")
    QTest.keyClick(picker.editor, ENTER)

    assert picker.value() == "a"
    assert picker.line.text() == "7 · Ángel Ñato"


def test_words_in_any_order_and_without_accents_find_a_member(picker: RecordPicker) -> None:
    typed(picker, "pena bea")
    QTest.keyClick(picker.editor, ENTER)

    assert picker.value() == "b"


def test_the_arrows_choose_another_one(picker: RecordPicker) -> None:
    typed(picker, "san isidro")
    assert picker.suggestions.isVisible()
    QTest.keyClick(picker.editor, Qt.Key.Key_Down)
    QTest.keyClick(picker.editor, ENTER)

    assert picker.value() == "c"
    assert not picker.suggestions.isVisible()


def test_what_names_nobody_is_refused(picker: RecordPicker) -> None:
    typed(picker, "zzz")
    QTest.keyClick(picker.editor, ENTER)

    assert not picker.check()
    assert "zzz" in picker.message.text()


def test_typing_again_forgets_the_choice(picker: RecordPicker) -> None:
    typed(picker, "7")
    QTest.keyClick(picker.editor, ENTER)

    picker.line.selectAll()
    typed(picker, "17")

    assert picker.picked is None
    QTest.keyClick(picker.editor, ENTER)
    assert picker.value() == "b"


def found(_session: Session, text: str) -> list[Choice]:
    return [choice for choice in MEMBERS if choice.code == text]


def test_a_scanner_is_faster_than_the_query(qtbot: QtBot, context: Context, settle: Settle) -> None:
    field = RecordPicker(context, "member", N_("Member"), find=found)
    shown(qtbot, field)
    entered: list[int] = []
    field.entered.connect(lambda: entered.append(1))

    typed(field, "70")
    QTest.keyClick(field.editor, ENTER)
    settle()

    assert field.value() == "c"
    assert entered == [1]


def test_an_optional_choice_can_be_none_and_required_ones_start_with_the_first(qtbot: QtBot, context: Context) -> None:
    kinds = [("family", "family"), ("person", "person")]
    required = ChoiceField(context, "kind", N_("Kind"), kinds)
    optional = ChoiceField(context, "kind", N_("Kind"), kinds, required=False)
    shown(qtbot, required, optional)

    assert (required.value(), optional.value()) == ("family", None)
    optional.set_value("person")
    optional.set_choices(kinds[1:])
    assert optional.value() == "person"


def test_ticks_and_long_texts_give_their_values(qtbot: QtBot, context: Context) -> None:
    tick = TickField(context, "active", N_("Active"))
    note = LongTextField(context, "note", N_("Note"))
    shown(qtbot, tick, note)

    QTest.keyClick(tick.editor, Qt.Key.Key_Space)
    typed(note, "one")
    QTest.keyClick(note.editor, ENTER)
    QTest.keyClicks(note.editor, "two")

    assert (tick.value(), note.value()) == (True, "one\ntwo")
