"""The forms of a what-if: its title and when schools are closed, its lines, its copy, and the tender it goes into."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.what_if_tenders import ask_as_in_what_if
from sse_desktop.commands.what_ifs import (
    WhatIfData,
    WhatIfLineData,
    add_what_if,
    add_what_if_line,
    change_what_if,
    change_what_if_line,
    duplicate_what_if,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.menus import DaysNotInAWeek, EveryWeeksNotPositive, WeeksReversed
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import NotAWeek, Week
from sse_desktop.queries.buyers import BuyerRow
from sse_desktop.queries.products import ProductRow
from sse_desktop.queries.tenders import TenderRow
from sse_desktop.queries.unit_words import OURS
from sse_desktop.queries.what_ifs import Pupils, WhatIfLineRow, WhatIfRow
from sse_desktop.ui.certificate_field import CertificateField, as_columns
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.week_field import WeekField
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, IntegerField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

MENU: Final = "menu"
WHOLE: Final = "whole"
OF_A_MENU: Final = ("schools", "ration", "pupils", "days_a_week")


# ---------------------------------------------------------------- the what-if itself


def new_what_if_panel(context: Context, known: Sequence[BuyerRow]) -> FormPanel:
    """Return an empty form that adds a what-if."""
    return FormPanel(context, _form(context, known), add_what_if, save=N_("Begin"))


def change_what_if_panel(context: Context, known: Sequence[BuyerRow], row: WhatIfRow) -> FormPanel:
    """Return the form of a what-if."""
    form = _form(context, known)
    form.fill({name: getattr(row, name) for name in form.fields})
    return FormPanel(context, form, change_what_if, before=(row.id,), named={"seen": row.stamps})


def copy_panel(context: Context, row: WhatIfRow) -> FormPanel:
    """Return the form that asks for the title of a copy."""
    form: Form[dict[str, Any]] = Form(
        context, dict, [TextField(context, "title", N_("Title"))], beside={NameMissing: "title"}
    )
    form.fill({"title": context.text(N_("{title}, copy"), title=row.title)})
    return FormPanel(context, form, duplicate_what_if, save=N_("Copy it"), before=(row.id,))


def into_tender_panel(context: Context, row: WhatIfRow, known: Sequence[TenderRow]) -> FormPanel:
    """Return the form that asks into which tender the weeks go."""
    choices = [(each.id, " · ".join(filter(None, (each.reference, each.title)))) for each in known]
    hint = N_("Quantities and weeks of the same products and units are replaced; other products are added.")
    form: Form[dict[str, Any]] = Form(
        context, dict, [ChoiceField(context, "tender_id", N_("Tender"), choices, hint=hint)]
    )
    return FormPanel(context, form, ask_as_in_what_if, save=N_("Write the weeks"), named={"what_if_id": row.id})


def what_if_data(**typed: Any) -> WhatIfData:
    """Return the input of the commands from the fields of the form."""
    certificate = as_columns(typed.pop("certificate"), "certified_only")
    return WhatIfData(**{name: value for name, value in typed.items() if value is not None}, **certificate)


def _form(context: Context, known: Sequence[BuyerRow]) -> Form[WhatIfData]:
    rows: Sequence[Field] = (
        TextField(context, "title", N_("Title")),
        ChoiceField(context, "buyer_id", N_("Buyer"), [(row.id, row.name) for row in known], required=False),
        CertificateField(context),
        TextField(context, "weeks_out", N_("Weeks without school"), required=False,
                  hint=N_("Such as 2026-W52, 2027-W01..2027-W03")),
        TickField(context, "skip_holidays", N_("No school on public holidays")),
        LongTextField(context, "note", N_("Note")),
    )  # fmt: skip
    return Form(context, what_if_data, rows, beside={NameMissing: "title", NotAWeek: "weeks_out"})


# ---------------------------------------------------------------- its lines


class LineForm(Form[WhatIfLineData]):
    """A line: a product over some weeks, as a menu or as a whole quantity. Fields of the other way are not there."""

    def __init__(self, context: Context, known: Sequence[ProductRow], schools: Sequence[Pupils]) -> None:
        self._units = {row.id: row.sale_unit for row in known}
        self._pupils = {number: each.pupils for number, each in enumerate(schools)}
        places = [(number, _school_words(context, each)) for number, each in enumerate(schools)]
        picker = RecordPicker(context, "product_id", N_("Product"))
        picker.set_choices([Choice(row.id, row.name, code=row.code) for row in known])
        ways = [(MENU, context.text(N_("a menu of schools"))), (WHOLE, context.text(N_("a whole quantity")))]
        rows: Sequence[Field | Sequence[Field]] = (
            [picker, ChoiceField(context, "unit", N_("Unit"), [(unit, context.locale.unit(unit)) for unit in OURS])],
            [
                WeekField(context, "first_week", N_("First week")),
                WeekField(context, "last_week", N_("Last week")),
                IntegerField(context, "every_weeks", N_("Every n weeks")),
            ],
            [
                ChoiceField(context, "way", N_("Asked as"), ways),
                ChoiceField(context, "schools", N_("Pupils of"), places, required=False),
                DecimalField(context, "quantity", N_("Quantity in all weeks")),
            ],
            [
                DecimalField(context, "ration", N_("Ration")),
                IntegerField(context, "pupils", N_("Pupils")),
                IntegerField(context, "days_a_week", N_("Days a week")),
            ],
        )
        beside = {
            WeeksReversed: "last_week",
            EveryWeeksNotPositive: "every_weeks",
            DaysNotInAWeek: "days_a_week",
        }
        super().__init__(context, line_data, rows, beside=beside)
        self.fields["product_id"].edited.connect(self._take_unit)
        self.fields["way"].edited.connect(self._show_way)
        self.fields["schools"].edited.connect(self._take_pupils)
        self.fill({"way": MENU, "every_weeks": 1, "days_a_week": 1, "ration": 1})
        self._show_way()

    def show_line(self, row: WhatIfLineRow) -> None:
        """Show a line that is to be changed."""
        values = {name: getattr(row, name) for name in ("product_id", "unit", "first_week", "last_week", "every_weeks")}
        is_menu = row.ration is not None
        self.fill(values | {"way": MENU if is_menu else WHOLE})
        if row.ration is not None:
            self.fill({"ration": row.ration.amount, "pupils": row.pupils, "days_a_week": row.days_a_week})
        if row.quantity is not None:
            self.fill({"quantity": row.quantity.amount})
        self._show_way()

    def go_on_like(self, row: WhatIfLineRow) -> None:
        """Take over weeks and pupils of the line before: the next product of a menu mostly has the same."""
        self.fill({"first_week": row.first_week, "last_week": row.last_week})
        if row.pupils is not None:
            self.fill({"pupils": row.pupils})

    def _show_way(self) -> None:
        is_menu = self.fields["way"].read() == MENU
        for name in (*OF_A_MENU, "quantity"):
            field = self.fields[name]
            field.setVisible(is_menu == (name in OF_A_MENU))
            field.setEnabled(is_menu == (name in OF_A_MENU))
        schools = self.fields["schools"]
        schools.setVisible(is_menu and bool(self._pupils))

    def _take_unit(self) -> None:
        field = self.fields["product_id"]
        if isinstance(field, RecordPicker) and field.picked is not None:
            self.fill({"unit": self._units.get(field.picked.key)})

    def _take_pupils(self) -> None:
        number = self.fields["schools"].read()
        if number is not None:
            self.fill({"pupils": self._pupils[number]})


def new_line_panel(
    context: Context, known: Sequence[ProductRow], schools: Sequence[Pupils], what_if_id: uuid.UUID
) -> FormPanel:
    """Return an empty form that adds a line."""
    form = LineForm(context, known, schools)
    return FormPanel(context, form, add_what_if_line, save=N_("Add the line"), before=(what_if_id,))


def change_line_panel(
    context: Context, known: Sequence[ProductRow], schools: Sequence[Pupils], row: WhatIfLineRow
) -> FormPanel:
    """Return the form of a line."""
    form = LineForm(context, known, schools)
    form.show_line(row)
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_what_if_line, save=N_("Save the line"), before=(row.id,), named=named)


def line_data(
    product_id: uuid.UUID, unit: str, first_week: Week, last_week: Week, every_weeks: int, **amounts: Any
) -> WhatIfLineData:
    """Return the input of the commands from the fields of the form that are there."""
    quantity, ration = amounts.get("quantity"), amounts.get("ration")
    return WhatIfLineData(
        product_id=product_id,
        first_week=first_week,
        last_week=last_week,
        quantity=Quantity.of(quantity, unit) if quantity is not None else None,
        ration=Quantity.of(ration, unit) if ration is not None else None,
        pupils=amounts.get("pupils"),
        days_a_week=amounts.get("days_a_week"),
        every_weeks=every_weeks,
    )


def _school_words(context: Context, each: Pupils) -> str:
    schools = context.locale.plural(N_("{n} school"), N_("{n} schools"), each.schools)
    if each.route:
        words = N_("{buyer}, route {route}: {pupils} pupils, {schools}")
        return context.text(words, buyer=each.buyer, route=each.route, pupils=each.pupils, schools=schools)
    return context.text(
        N_("{buyer}: {pupils} pupils, {schools}"), buyer=each.buyer, pupils=each.pupils, schools=schools
    )
