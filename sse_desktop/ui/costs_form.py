"""The form of a recorded cost: what part of the price, how much, for what, since when, and where that is written."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.costs import (
    CostData,
    CostMissing,
    NotAShare,
    SourceMissing,
    UnitMissing,
    change_cost,
    record_cost,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import ASKED, CostBasis, PricePart
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.costs import CostRow
from sse_desktop.queries.products import ProductRow
from sse_desktop.queries.unit_words import OURS
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField

MONEY_BASES = (CostBasis.UNIT, CostBasis.TRIP, CostBasis.BID)


def new_cost_panel(context: Context, products: Sequence[ProductRow]) -> FormPanel:
    """Return an empty form that records a cost from today on."""
    form = CostForm(context, products, own_currency(context))
    form.fill({"part": PricePart.COLLECTION, "valid_from": context.today()})
    form.show_fitting()
    return FormPanel(context, form, record_cost, save=N_("Save the cost"))


def change_cost_panel(context: Context, products: Sequence[ProductRow], row: CostRow) -> FormPanel:
    """Return the form of a recorded cost."""
    currency = row.amount.currency if row.amount is not None else own_currency(context)
    form = CostForm(context, products, currency)
    form.fill(
        {
            "part": row.part,
            "basis": row.basis,
            "amount": row.amount.amount if row.amount is not None else None,
            "unit": row.unit or None,
            "carries": row.units.amount if row.units is not None else None,
            "share": Decimal(row.share_bp) / 100 if row.share_bp is not None else None,
            "product_id": row.product_id,
            "route": row.route or None,
            "valid_from": row.valid_from,
            "source": row.source or None,
            "note": row.note or None,
        }
    )
    form.show_fitting()
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_cost, save=N_("Save the cost"), before=(row.id,), named=named)


class CostForm(Form[CostData]):
    """The fields that a part and its basis need are shown, the others are hidden."""

    def __init__(self, context: Context, products: Sequence[ProductRow], currency: str) -> None:
        self._currency = currency
        text = context.text
        fields: Sequence[Field | Sequence[Field]] = (
            ChoiceField(context, "part", N_("Part of the price"), [(part, text(part.label)) for part in ASKED]),
            DecimalField(context, "amount", N_("Amount"), unit=currency, required=False),
            DecimalField(context, "share", N_("Share"), unit="%", required=False),
            ChoiceField(context, "basis", N_("It is paid"), [(basis, text(basis.label)) for basis in MONEY_BASES]),
            [
                DecimalField(context, "carries", N_("A trip carries"), required=False),
                ChoiceField(context, "unit", N_("Unit"), [(unit, context.locale.unit(unit)) for unit in OURS]),
            ],
            ChoiceField(
                context,
                "product_id",
                N_("Product"),
                [(row.id, row.name) for row in products],
                required=False,
                hint=N_("None: it holds for all products."),
            ),
            TextField(context, "route", N_("Route"), required=False),
            DateField(context, "valid_from", N_("Valid from")),
            TextField(context, "source", N_("Source"), hint=N_("A receipt, an agreement, a work sheet …")),
            LongTextField(context, "note", N_("Note"), lines=2),
        )
        beside = {
            CostMissing: "amount", NotAShare: "share", UnitMissing: "carries", SourceMissing: "source",
            BelowNothing: "amount",
        }  # fmt: skip
        super().__init__(context, self.data, fields, beside=beside)
        for name, title in (("amount", N_("Amount")), ("share", N_("Share"))):
            self.fields[name].title.setText(context.text(title))  # asked for, where its basis needs it
        for name in ("part", "basis"):
            self.fields[name].edited.connect(self.show_fitting)

    def show_fitting(self) -> None:
        """Show the fields that the part and its basis need."""
        part: PricePart = self.fields["part"].read()
        basis: CostBasis = self.fields["basis"].read()
        for name in ("amount", "basis"):
            self.fields[name].setVisible(not part.is_share)
        self.fields["share"].setVisible(part.is_share)
        self.fields["unit"].setVisible(not part.is_share and basis is not CostBasis.BID)
        self.fields["carries"].setVisible(not part.is_share and basis is CostBasis.TRIP)

    def data(self, **typed: Any) -> CostData:
        """Return the input of the commands from the fields."""
        part: PricePart = typed["part"]
        basis: CostBasis = CostBasis.SHARE if part.is_share else typed["basis"]
        amount: Decimal | None = typed["amount"] if not part.is_share else None
        share: Decimal | None = typed["share"] if part.is_share else None
        carries: Decimal | None = typed["carries"] if basis is CostBasis.TRIP else None
        product_id: uuid.UUID | None = typed["product_id"]
        return CostData(
            part=part,
            basis=basis,
            valid_from=typed["valid_from"],
            source=typed["source"],
            product_id=product_id,
            route=typed["route"] or "",
            unit=typed["unit"] if basis in {CostBasis.UNIT, CostBasis.TRIP} else "",
            units=Quantity.of(carries, typed["unit"]) if carries is not None else None,
            amount=UnitPrice.of(amount, self._currency) if amount is not None else None,
            share_bp=int(share * 100) if share is not None else None,
            note=typed["note"] or "",
        )


def own_currency(context: Context) -> str:
    """Return the currency of the cooperative."""
    return context.workspace.cooperative.currency if context.workspace is not None else "USD"
