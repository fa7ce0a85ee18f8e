"""The forms of the desk of fair prices: a scenario, its copy, and the subsidy that was signed."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.costs import UnitMissing
from sse_desktop.commands.price_scenarios import ScenarioData, add_scenario, change_scenario, duplicate_scenario
from sse_desktop.commands.subsidies import KilometresMissing, ProofMissing, RateMissing, SubsidyData, set_subsidy
from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price import MarginIsWhole, SubsidyIsWhole
from sse_desktop.domain.fair_price_parts import SubsidyBasis
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.price_desk import PriceDesk
from sse_desktop.queries.price_scenarios import ScenarioRow
from sse_desktop.queries.subsidies import SubsidyRow
from sse_desktop.queries.unit_words import OURS
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField


def new_scenario_panel(context: Context, bid_id: uuid.UUID, title: str) -> FormPanel:
    """Return the form of a new scenario of a bid, with a title to start from."""
    form = _scenario_form(context)
    form.fill({"title": title, "margin": Decimal(0), "priced_on": context.today()})
    return FormPanel(context, form, add_scenario, save=N_("Save the scenario"), before=(bid_id,))


def change_scenario_panel(context: Context, row: ScenarioRow) -> FormPanel:
    """Return the form of a scenario."""
    form = _scenario_form(context)
    values = {"title": row.title, "priced_on": row.priced_on, "note": row.note or None}
    form.fill({**values, "margin": Decimal(row.margin_bp) / 100})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_scenario, save=N_("Save the scenario"), before=(row.id,), named=named)


def copy_scenario_panel(context: Context, row: ScenarioRow) -> FormPanel:
    """Return the form of a copy of a scenario: its title."""
    form = Form(context, _title, [TextField(context, "title", N_("Title of the copy"))], beside={NameMissing: "title"})
    form.fill({"title": context.text(N_("{title}, copy"), title=row.title)})
    return FormPanel(context, form, duplicate_scenario, save=N_("Make the copy"), before=(row.id,))


def _title(*, title: str) -> str:
    return title


def _scenario_form(context: Context) -> Form[ScenarioData]:
    hint = N_("Only where the price is left empty: it is reckoned with this margin.")
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "title", N_("Title")),
        DecimalField(context, "margin", N_("Margin of the price"), unit="%", required=False, hint=hint),
        DateField(context, "priced_on", N_("Costs as of"), required=False),
        LongTextField(context, "note", N_("Note"), lines=2),
    )
    return Form(context, _scenario_data, rows, beside={NameMissing: "title", MarginIsWhole: "margin"})


def _scenario_data(**typed: Any) -> ScenarioData:
    margin: Decimal | None = typed["margin"]
    return ScenarioData(
        title=typed["title"],
        margin_bp=int((margin or Decimal(0)) * 100),
        priced_on=typed["priced_on"],
        note=typed["note"] or "",
    )


# The subsidy.


def subsidy_panel(context: Context, desk: PriceDesk) -> FormPanel:
    """Return the form of the one subsidy of a bid; fields that its basis does not need are hidden."""
    currency = desk.bid.currency
    units = list(dict.fromkeys([*(line.quantity.unit for line in desk.bid.lines), *OURS]))
    form = SubsidyForm(context, currency, units)
    if desk.subsidy is not None:
        form.fill(_subsidy_values(desk.subsidy))
    else:
        form.fill({"basis": SubsidyBasis.UNIT, "amount": None, "unit": units[0]})
    form.show_fitting()
    named = {"seen": desk.subsidy.stamps} if desk.subsidy is not None else {}
    return FormPanel(context, form, set_subsidy, save=N_("Save the subsidy"), before=(desk.bid.id,), named=named)


class SubsidyForm(Form[SubsidyData]):
    """What it is for, how much, up to which sum, and by which paper."""

    def __init__(self, context: Context, currency: str, units: Sequence[str]) -> None:
        bases = [(basis, context.text(basis.label)) for basis in SubsidyBasis]
        self._currency = currency
        fields: Sequence[Field | Sequence[Field]] = (
            ChoiceField(context, "basis", N_("What it is reckoned on"), bases),
            DecimalField(context, "amount", N_("Amount"), unit=currency, required=False),
            ChoiceField(context, "unit", N_("For one"), [(unit, context.locale.unit(unit)) for unit in units]),
            DecimalField(context, "share", N_("Share"), unit="%", required=False),
            DecimalField(context, "km", N_("Kilometres paid for in all"), unit="km", required=False),
            MoneyField(context, "cap", N_("At most for the whole bid"), currency=currency, required=False),
            TextField(context, "proof", N_("Paper that promises it")),
            DateField(context, "signed_on", N_("Signed on"), required=False),
        )
        beside = {
            RateMissing: "amount", UnitMissing: "unit", KilometresMissing: "km", ProofMissing: "proof",
            BelowNothing: "amount", SubsidyIsWhole: "share",
        }  # fmt: skip
        super().__init__(context, self.data, fields, beside=beside)
        for name, title in (("amount", N_("Amount")), ("share", N_("Share"))):
            self.fields[name].title.setText(context.text(title))  # asked for, where its basis needs it
        self.fields["basis"].edited.connect(self.show_fitting)

    def show_fitting(self) -> None:
        """Show the fields that the chosen basis needs."""
        basis: SubsidyBasis = self.fields["basis"].read()
        self.fields["amount"].setVisible(not basis.is_share)
        self.fields["unit"].setVisible(basis is SubsidyBasis.UNIT)
        self.fields["share"].setVisible(basis.is_share)
        self.fields["km"].setVisible(basis is SubsidyBasis.KM)

    def data(self, **typed: Any) -> SubsidyData:
        """Return the input of the command from the fields."""
        basis: SubsidyBasis = typed["basis"]
        amount: Decimal | None = typed["amount"]
        share: Decimal | None = typed["share"]
        km: Decimal | None = typed["km"]
        cap: Money | None = typed["cap"]
        return SubsidyData(
            basis=basis,
            proof=typed["proof"],
            unit=typed["unit"] if basis is SubsidyBasis.UNIT else "",
            rate=UnitPrice.of(amount, self._currency) if amount is not None and not basis.is_share else None,
            share_bp=int(share * 100) if share is not None and basis.is_share else None,
            km=Quantity.of(km, "km") if km is not None and basis is SubsidyBasis.KM else None,
            cap=cap,
            signed_on=typed["signed_on"],
        )


def _subsidy_values(row: SubsidyRow) -> dict[str, Any]:
    return {
        "basis": row.basis,
        "amount": row.rate.amount if row.rate is not None else None,
        "unit": row.unit,
        "share": Decimal(row.share_bp) / 100 if row.share_bp is not None else None,
        "km": row.km.amount if row.km is not None else None,
        "cap": row.cap,
        "proof": row.proof,
        "signed_on": row.signed_on,
    }
