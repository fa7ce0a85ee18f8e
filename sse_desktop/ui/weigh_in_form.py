"""The left side of the weigh-in desk: what is typed for one load, and its net weight in very large type while it is typed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands import weighing
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.weighing import BelowZero, DamageExceedsNet, Net, NothingWeighed, TareExceedsGross, net_weight
from sse_desktop.queries.members import MemberChoice, PlotRow
from sse_desktop.queries.products import ContainerRow, ProductRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.theme import font
from sse_desktop.ui.weigh_in_missing import Missing
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.number_fields import IntegerField, QuantityField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

NET_PT: Final = 34
KEPT: Final = ("product", "kind", "harvested_on", "variety_id")
BESIDE: Final[dict[type[DomainError], str]] = {
    weighing.MemberArchived: "member",
    weighing.NoSuchMember: "member",
    weighing.ProductArchived: "product",
    weighing.NoSuchProduct: "product",
    weighing.NoSuchGrade: "product",
    weighing.NoSuchContainer: "kind",
    weighing.NotOfThisMember: "plot_id",
    weighing.NotOfThisProduct: "variety_id",
    weighing.InTheFuture: "harvested_on",
    TareExceedsGross: "gross",
    NothingWeighed: "gross",
    BelowZero: "gross",
    DamageExceedsNet: "damaged",
}


@dataclass(frozen=True, slots=True)
class ProductKey:
    """What the product field holds: a product and one of its grades."""

    product_id: uuid.UUID
    grade_id: uuid.UUID


class HarvestDay(DateField):
    """The day of harvest; it is only spelled out when it is not today, for the desk is short of lines."""

    def understood(self) -> str:
        return "" if self._day() == self.context.today() else super().understood()


class WeighInForm(Card):
    """Gives out a load that obeys the rules of the scale; knows which plots and varieties go with what is typed."""

    weighed = Signal(object)  # WeighIn

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        self._products: dict[uuid.UUID, ProductRow] = {}
        self._tares: dict[uuid.UUID, int] = {}
        self._plots: Sequence[PlotRow] = ()
        self._today = context.today()
        self.member = RecordPicker(context, "member", N_("Member"))
        self.product = RecordPicker(context, "product", N_("Product"))
        self.containers = IntegerField(context, "containers", N_("Containers"))
        self.kind = RecordPicker(context, "kind", N_("Kind of container"), required=False)
        self.gross = QuantityField(context, "gross", N_("Gross weight"), unit=KILO)
        self.damaged = QuantityField(context, "damaged", N_("Damaged"), unit=KILO, required=False)
        self.plot = ChoiceField(context, "plot_id", N_("Plot"), required=False)
        self.variety = ChoiceField(context, "variety_id", N_("Variety"), required=False)
        self.harvested = HarvestDay(context, "harvested_on", N_("Harvested on"))
        self.missing = Missing(context)
        self.form = Form(context, self._weigh_in, [
            self.member, self.product, [self.containers, self.kind], self.gross, [self.damaged, self.plot], [self.harvested, self.variety],
        ], beside=BESIDE)  # fmt: skip
        self.form.column.setSpacing(8)
        self.tare = label("", "lead", tone="soft")
        self.net_title = label(context.text(N_("Net")), "lead", tone="soft")
        self.net = label("", "figure")
        self._lay_out()
        for field in (self.member, self.product, self.containers, self.gross):
            field.enlarge()
        self.form.committed.connect(self.weighed)
        self.form.edited.connect(self._edited)
        self.gross.line.editingFinished.connect(self._look_at_weights)
        for field in (self.product, self.kind):  # changed before the load: then the member comes next
            field.entered.connect(self._first_the_member)
        self.harvested.set_value(self._today)
        self._edited()

    def _lay_out(self) -> None:
        large = font("figure")
        large.setPointSize(NET_PT)
        self.net.setFont(large)
        self.net.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.net.setAccessibleName(self.context.text(N_("Net weight")))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self.tare)
        left.addWidget(self.net_title)
        result = QHBoxLayout()
        result.addLayout(left)
        result.addWidget(self.net, 1, Qt.AlignmentFlag.AlignBottom)
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.missing)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()  # what is wrong may need more lines than a small screen has
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.body.addLayout(result)

    # What can be chosen.

    def know_members(self, rows: Sequence[MemberChoice]) -> None:
        self.member.set_choices([Choice(row.id, row.name, str(row.number), row.community) for row in rows])
        self.missing.know(members=bool(rows))

    def know_plots(self, rows: Sequence[PlotRow]) -> None:
        self._plots = [row for row in rows if not row.archived]

    def know_products(self, rows: Sequence[ProductRow]) -> None:
        """Offer every grade of every product under a number of its own, so that the keypad can choose it."""
        self._products = {row.id: row for row in rows}
        self.missing.know(products=bool(rows))
        pairs = [(row, grade) for row in rows for grade in row.grades if not grade.archived]
        choices = []
        for number, (row, grade) in enumerate(pairs, start=1):
            alone = sum(1 for other, _ in pairs if other.id == row.id) == 1
            title = row.name if alone else f"{row.name} · {grade.label}"
            choices.append(Choice(ProductKey(row.id, grade.id), title, str(number), row.code))
        self._offer(self.product, choices)

    def know_containers(self, rows: Sequence[ContainerRow]) -> None:
        """Offer the kinds of container, each under a number."""
        self._tares = {row.id: row.tare.milli for row in rows}
        locale = self.context.locale
        self._offer(
            self.kind,
            [
                Choice(row.id, row.name, str(number), locale.quantity(row.tare))
                for number, row in enumerate(rows, start=1)
            ],
            first=True,
        )

    def _offer(self, picker: RecordPicker, choices: Sequence[Choice], *, first: bool = False) -> None:
        """Offer choices; what was chosen stays while it is still offered, and the only one is taken without asking."""
        before = picker.picked
        picker.set_choices(choices)
        if before is not None:
            picker.set_value(before.key)
        if picker.picked is None and not picker.typed() and choices and (first or len(choices) == 1):
            picker.set_value(choices[0])
        self._edited()

    # One load after the other.

    def next_load(self) -> None:
        """Empty what belongs to one load and wait for the next member."""
        self.form.clear(keep=KEPT)
        self._keep_up_with_the_day()
        self._edited()
        self.member.setFocus()

    def _first_the_member(self) -> None:
        if self.member.is_empty():
            self.member.setFocus()

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields as text and choices, to be put back if saving fails."""
        fields = self.form.fields.values()
        return {field.name: field.picked if isinstance(field, RecordPicker) else field.read() for field in fields}

    def put_back(self, values: dict[str, Any], error: Exception) -> bool:
        """Show a load again that could not be saved, and why; False when it is nothing that a person can repair."""
        self.form.fill(values)
        self._edited()
        self.form.fill({name: values[name] for name in ("plot_id", "variety_id")})
        self.gross.setFocus()
        return self.form.show_error(error)

    def net_now(self) -> Net | None:
        """Return the weights that follow from what is typed so far; None while that is not enough or can't be."""
        try:
            return self._weigh()
        except DomainError:
            return None

    def _weigh(self) -> Net | None:
        gross, damaged = self.gross.read(), self.damaged.read()
        if gross is None:
            return None
        containers = self.containers.read() or 0
        tare = self._tares.get(self.kind.read(), 0) if containers else 0
        return net_weight(gross.milli, containers, tare, damaged.milli if damaged is not None else 0)

    def _weigh_in(self, *, member: uuid.UUID, product: ProductKey, containers: int, kind: uuid.UUID | None, gross: Quantity,
                  damaged: Quantity | None, harvested_on: date, plot_id: uuid.UUID | None = None, variety_id: uuid.UUID | None = None) -> WeighIn:  # fmt: skip
        self._weigh()
        if containers and kind is None:
            raise weighing.NoSuchContainer
        return WeighIn(
            member=member,
            product_id=product.product_id,
            grade_id=product.grade_id,
            gross_g=gross.milli,
            containers=containers,
            container_kind_id=kind if containers else None,
            damaged_g=damaged.milli if damaged is not None else 0,
            plot_id=plot_id,
            variety_id=variety_id,
            harvested_on=harvested_on,
            place=self.context.preferences.place,
        )

    # While it is typed.

    def _edited(self) -> None:
        self._offer_plots()
        self._offer_varieties()
        net, locale = self.net_now(), self.context.locale
        if net is None:
            self.tare.setText("")
            self.net_title.setText(self.context.text(N_("Net")))
            self.net.setText("")
            return
        tare = Quantity(net.tare_g, KILO)
        self.tare.setText(self.context.text(N_("Tare {tare}"), tare=tare) if net.tare_g else "")
        is_whole = net.accepted_g == net.net_g
        net_words = self.context.text(N_("Net {net}, accepted"), net=Quantity(net.net_g, KILO))
        self.net_title.setText(self.context.text(N_("Net")) if is_whole else net_words)
        self.net.setText(locale.quantity(Quantity(net.accepted_g, KILO)))

    def _look_at_weights(self) -> None:
        """Say beside the field what can't be, once the gross weight is typed."""
        try:
            self._weigh()
        except (TareExceedsGross, NothingWeighed, DamageExceedsNet) as error:
            self.form.fields[BESIDE[type(error)]].show_error(self.context.locale.explain(error))
        except DomainError:
            return

    def _offer_plots(self) -> None:
        """Offer the plots of the member on which this product grows; the only one is taken."""
        member = self.member.picked
        key = self.product.picked.key if self.product.picked is not None else None
        product = key.product_id if isinstance(key, ProductKey) else None
        fitting = [
            (plot.id, plot.name)
            for plot in self._plots
            if member is not None and plot.member_id == member.key and plot.product_id in {None, product}
        ]
        before = self.plot.read()
        self.plot.set_choices(fitting)
        if before is None and len(fitting) == 1:
            self.plot.set_value(fitting[0][0])
        self.plot.setEnabled(bool(fitting))

    def _offer_varieties(self) -> None:
        key = self.product.picked.key if self.product.picked is not None else None
        row = self._products.get(key.product_id) if isinstance(key, ProductKey) else None
        known = [(one.id, one.name) for one in row.varieties if not one.archived] if row is not None else []
        self.variety.set_choices(known)
        self.variety.setVisible(bool(known))

    def _keep_up_with_the_day(self) -> None:
        """Harvested today means today, also after midnight; another day that was chosen stays."""
        today = self.context.today()
        if self.harvested.is_empty() or self.harvested.read() == self._today:
            self.harvested.set_value(today)
        self._today = today
