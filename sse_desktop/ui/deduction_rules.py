"""Deductions the assembly agreed on: what is taken off every family's payment, in percent or as a fixed amount."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.settlements import DeductionRuleData, RateOrAmount, add_deduction_rule, stop_deduction_rule
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.queries.settlements import RuleRow, deduction_rules
from sse_desktop.ui.columns import Column
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.delivery_states import mark_of
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField

HUNDRED = 100
RULE_STATES = {"active": (State.READY, N_("in force")), "stopped": (State.QUIET, N_("stopped"))}
KINDS = (("percent", N_("percent of the payment")), ("fixed", N_("fixed amount")))


class DeductionRulesPage(Register[RuleRow]):
    """The register of deductions; a rule is never changed, only stopped, so that old statements stay true."""

    depends_on = frozenset({"deduction_rule"})
    name = "deductions"
    title = N_("Deductions")
    empty = Empty(
        N_("No deductions"),
        N_("What the assembly agreed to take off every payment, a solidarity fund or a share, is entered here."),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model.arrived.connect(self.bar.hide)  # a handful of rules

    def make_columns(self) -> tuple[Column[Any], ...]:
        kinds = {value: self.text(word) for value, word in KINDS}
        return (
            Column(N_("Deduction"), lambda row: row.title, 220, stretch=True),
            Column(N_("Kind"), lambda row: kinds.get(row.kind, row.kind), 190),
            Column(N_("How much"), self._amount, 130, right=True),
            Column(N_("State"), lambda row: mark_of(self.context, RULE_STATES, _state(row)), 120),
        )

    def offered(self) -> Sequence[Action]:
        return (Action(N_("New deduction"), self.new_rule, key="Ctrl+N", primary=True, icon="add"),)

    def source(self, view: View) -> Callable[..., Sequence[RuleRow]]:
        del view
        return deduction_rules

    def chosen(self, row: RuleRow) -> None:
        shape, word = RULE_STATES[_state(row)]
        details = Details(self.context).badge(shape, self.text(word)).figure(N_("How much"), self._amount(row))
        details.fact(N_("Kind"), self.text(dict(KINDS).get(row.kind, row.kind)))
        details.note(self.text(N_("Settlements issued before keep what they were issued with.")))
        self.inspect(row.title, details, actions=self.row_actions(row))

    def row_actions(self, row: RuleRow) -> Sequence[Action]:
        title = N_("Stop it") if row.active else N_("Apply it again")
        return (Action(title, partial(self.stop, row)),)

    def new_rule(self) -> None:
        """Open the form of a rule."""
        panel = new_rule_panel(self.context, self._currency())
        panel.done.connect(self._saved)
        panel.given_up.connect(self.close_inspector)
        self.inspect(self.text(N_("New deduction")), panel)
        panel.form.first().setFocus()

    def stop(self, row: RuleRow) -> None:
        """Apply a rule no longer, or again."""
        said = N_("{title} is no longer taken off.") if row.active else N_("{title} is taken off again.")
        tell = self.context.shell.tell
        self.write(
            stop_deduction_rule, row.id, active=not row.active, done=lambda _: tell(self.text(said, title=row.title))
        )

    def _saved(self, rule_id: object) -> None:
        self.context.shell.tell(self.text(N_("Saved. It is taken off from the next settlement on.")))
        self.show_record(rule_id)
        self.table.setFocus()

    def _amount(self, row: RuleRow) -> str:
        locale = self.context.locale
        if row.rate_bp is not None:
            return locale.percent(row.rate_bp)
        return locale.money(Money(row.amount_minor or 0, self._currency()))

    def _currency(self) -> str:
        return self.context.workspace.cooperative.currency if self.context.workspace is not None else "USD"


def _state(row: RuleRow) -> str:
    return "active" if row.active else "stopped"


def new_rule_panel(context: Context, currency: str) -> FormPanel:
    """Return the form of a rule; its kind says which of the two amounts is asked for."""
    kind = ChoiceField(context, "kind", N_("Kind"), [(value, context.text(word)) for value, word in KINDS])
    percent = DecimalField(context, "percent", N_("Percent of the payment"), unit="%")
    amount = MoneyField(context, "amount", N_("Fixed amount"), currency=currency)
    form = Form(
        context,
        _rule,
        [TextField(context, "title", N_("What it is for")), kind, percent, amount],
    )

    def kind_chosen() -> None:
        for field, value in ((percent, "percent"), (amount, "fixed")):
            field.setVisible(kind.read() == value)
            field.setEnabled(kind.read() == value)

    kind.edited.connect(kind_chosen)
    kind_chosen()
    return FormPanel(context, form, add_deduction_rule, save=N_("Save the deduction"))


def _rule(*, title: str, kind: str, percent: Decimal | None = None, amount: Money | None = None) -> DeductionRuleData:
    points = None if percent is None else percent * HUNDRED
    if points is not None and points != int(points):
        raise RateOrAmount
    return DeductionRuleData(
        title=title,
        kind=kind,
        rate_bp=None if points is None else int(points),
        amount_minor=None if amount is None else amount.minor,
    )
