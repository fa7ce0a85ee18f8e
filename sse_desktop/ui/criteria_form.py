"""The forms of a criterion and of our answer to it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.criteria import (
    AnswerData,
    CriterionData,
    add_criterion,
    answer_criterion,
    change_criterion,
    points_milli,
)
from sse_desktop.domain.clauses import Measure, Parameter
from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction_rules import CriterionRule
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.domain.scoring import MarkOutOfRange, NotScorable, Scoring
from sse_desktop.queries.criteria import AnsweredCriterion, CriterionRow
from sse_desktop.queries.social import TITLES
from sse_desktop.queries.tenders import TenderDetail
from sse_desktop.ui.clause_fields import BUYER_SETS, LinesField, exact_text, field_for, value_of
from sse_desktop.ui.clause_words import rule_label
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField

_NUMBERS: Final = {
    "low": Parameter("low", TITLES["low"], Measure.NUMBER),
    "high": Parameter("high", TITLES["high"], Measure.NUMBER),
    "maximum": Parameter("maximum", TITLES["maximum"], Measure.NUMBER),
    "margin": Parameter("margin", TITLES["margin"], Measure.SHARE),
}
_OF: Final[Mapping[Scoring, tuple[str, ...]]] = {
    Scoring.LINEAR: ("low", "high"),
    Scoring.BANDS: ("bands", "better"),
    Scoring.PROXY_SUM: ("table", "table_date", "maximum"),
    Scoring.PREFERENCE_MARGIN: ("margin",),
}
_PARAMETERS: Final = ("low", "high", "bands", "better", "table", "table_date", "maximum", "margin")


def new_criterion_panel(context: Context, tender: TenderDetail, proposed: Mapping[str, Any] | None = None) -> FormPanel:
    """Return an empty form, or one filled with what the notice names."""
    form = _form(context, tender)
    form.fill({"scoring": Scoring.JUDGED, **(proposed or {})})
    _follow_scoring(form)
    _take_from_rules(context, form)
    return FormPanel(context, form, add_criterion, save=N_("Save the criterion"), before=(tender.id,))


def change_criterion_panel(context: Context, tender: TenderDetail, row: CriterionRow) -> FormPanel:
    """Return the form of a criterion."""
    form = _form(context, tender)
    form.fill({name: getattr(row, name) for name in form.fields if hasattr(row, name)})
    form.fill({name: _value(name, row.parameters.get(name, "")) for name in _PARAMETERS})
    _follow_scoring(form)
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_criterion, save=N_("Save the criterion"), before=(row.id,), named=named)


def answer_panel(context: Context, bid_id: uuid.UUID, row: AnsweredCriterion) -> FormPanel:
    """Return the form of our answer; what the others offer is an assumption that is said to be one."""
    fields: list[Field] = [_answer_field(context, row)]
    assumed = row.row.scoring.assumed
    if assumed:
        title = N_("If the best price were") if assumed == "lowest" else N_("If the best value were")
        hint = N_("Your assumption of what others offer. Points are worked out with it; it goes to nobody.")
        fields.append(DecimalField(context, "assumed", title, unit=row.row.unit, required=False, hint=hint))
    fields.append(TextField(context, "evidence", N_("What proves it"), required=False))
    form = Form(context, _answer_data, fields, beside={MarkOutOfRange: "value", NotScorable: "value"})
    own = "" if row.is_from_bid else row.value
    form.fill({"value": _answer_value(row.row.scoring, own), "evidence": row.evidence})
    form.fill({"assumed": exact_decimal(row.assumed) if row.assumed else None})
    return FormPanel(context, form, answer_criterion, save=N_("Save the answer"), before=(bid_id, row.row.id))


def criterion_data(**typed: Any) -> CriterionData:
    """Return the input of the commands from the fields of the form."""
    scoring, points = Scoring(typed["scoring"]), typed.pop("points")
    parameters = {name: _exact(name, typed.get(name)) for name in _OF.get(scoring, ())}
    own = {name: value for name, value in typed.items() if name not in _PARAMETERS and value is not None}
    milli = points_milli(format(points, "f")) if points is not None else None
    return CriterionData(**(own | {"scoring": scoring, "points_milli": milli, "parameters": parameters}))


def _answer_data(**typed: Any) -> AnswerData:
    texts = {name: exact_text(Measure.NUMBER, value) for name, value in typed.items()}
    return AnswerData(value=texts["value"], assumed=texts.get("assumed", ""), evidence=texts["evidence"])


def _answer_field(context: Context, row: AnsweredCriterion) -> Field:
    match row.row.scoring:
        case Scoring.BINARY:
            choices = [("1", context.text(N_("yes"))), ("0", context.text(N_("no")))]
            return ChoiceField(context, "value", N_("Our answer"), choices, required=False)
        case Scoring.PROXY_SUM:
            return LinesField(
                context,
                "value",
                N_("Our answer"),
                hint=N_("One line for each, as in the buyer's table: name: quantity"),
            )
        case Scoring.JUDGED:
            return DecimalField(context, "value", N_("Mark that we expect, 0 to 5"), required=False)
        case Scoring.PRICE_RATIO | Scoring.PREFERENCE_MARGIN:
            hint = N_("Empty: the total of our bid without tax.")
            return DecimalField(
                context, "value", N_("Price of our offer"), unit=row.row.unit, required=False, hint=hint
            )
        case _:
            return DecimalField(context, "value", N_("Our answer"), unit=row.row.unit, required=False)


def _answer_value(scoring: Scoring, text: str) -> Any:
    is_text = scoring in {Scoring.BINARY, Scoring.PROXY_SUM}
    return (text if is_text else exact_decimal(text)) if text else None


def _form(context: Context, tender: TenderDetail) -> Form[CriterionData]:
    scorings = [(scoring, context.text(scoring.label)) for scoring in Scoring]
    lots = [(lot.id, f"{lot.code} {lot.title}".strip()) for lot in tender.lots]
    known = [(rule.code, rule_label(context, rule.label)) for rule in _rules(context)]
    better = [("more", context.text(N_("more"))), ("less", context.text(N_("less")))]
    rows: Sequence[Field | Sequence[Field]] = (
        *([ChoiceField(context, "code", N_("From the rules"), known, required=False)] if known else []),
        TextField(context, "title", N_("Criterion")),
        ChoiceField(context, "scoring", N_("How the points are given"), scorings),
        [
            DecimalField(context, "points", N_("Points"), required=False, hint=BUYER_SETS),
            TextField(context, "unit", N_("Unit"), required=False),
        ],
        *([ChoiceField(context, "tender_lot_id", N_("Lot"), lots, required=False)] if lots else []),
        TextField(context, "source", N_("Where it stands"), required=False, hint=N_("Document and page or article")),
        *(field_for(context, _NUMBERS[name], "") for name in ("low", "high")),
        LinesField(context, "bands", TITLES["bands"], both=True, hint=N_("One line for each band: from this value: points")),
        ChoiceField(context, "better", N_("What is better"), better),
        LinesField(context, "table", TITLES["table"], hint=N_("The buyer's own table, one line for each: name: value of one")),
        TextField(context, "table_date", TITLES["table_date"], required=False),
        *(field_for(context, _NUMBERS[name], "") for name in ("maximum", "margin")),
    )  # fmt: skip
    return Form(context, criterion_data, rows, beside={NameMissing: "title"})


def _follow_scoring(form: Form[CriterionData]) -> None:
    """Show what the chosen way of giving points needs."""
    scoring = form.fields["scoring"]

    def chosen() -> None:
        names = _OF.get(Scoring(scoring.read()), ())
        for name in _PARAMETERS:
            form.fields[name].setVisible(name in names)
            form.fields[name].setEnabled(name in names)

    scoring.edited.connect(chosen)
    chosen()


def _rules(context: Context) -> Sequence[CriterionRule]:
    return context.workspace.profile.latest().criteria if context.workspace is not None else ()


def _take_from_rules(context: Context, form: Form[CriterionData]) -> None:
    """Fill in what the rules of the country say of the chosen criterion; its numbers stay with the buyer."""
    code = form.fields.get("code")
    if code is None:
        return

    def chosen() -> None:
        rule = next((rule for rule in _rules(context) if rule.code == code.read()), None)
        if rule is not None:
            form.fill({"title": rule_label(context, rule.label), "unit": rule.unit})
            form.fields["scoring"].set_value(Scoring(rule.scoring))

    code.edited.connect(chosen)


def _exact(name: str, value: Any) -> str:
    return exact_text(_NUMBERS[name].measure if name in _NUMBERS else Measure.TEXT, value)


def _value(name: str, text: str) -> Any:
    if name == "better":
        return text or "more"
    return value_of(_NUMBERS[name].measure if name in _NUMBERS else Measure.TEXT, text, "")
