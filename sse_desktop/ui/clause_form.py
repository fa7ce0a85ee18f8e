"""The forms of a clause and of what we promise under it."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sse_desktop.commands.clauses import ClauseData, PeriodReversed, add_clause, change_clause, promise
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.domain.clauses import PARAMETERS, PROMISES, ClauseKind, Parameter
from sse_desktop.domain.errors import N_
from sse_desktop.queries.clauses import ClauseRow, Known
from sse_desktop.queries.social import PromisedClause
from sse_desktop.queries.tenders import TenderDetail
from sse_desktop.ui.clause_fields import exact_texts, field_for, shown_value, value_of
from sse_desktop.ui.clause_words import rule_label
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField

_ALL: dict[str, Parameter] = {each.name: each for group in PARAMETERS.values() for each in group}


def new_clause_panel(
    context: Context, tender: TenderDetail, currency: str, proposed: Mapping[str, Any] | None = None
) -> FormPanel:
    """Return an empty form, or one filled with what the notice names."""
    form = _form(context, tender, currency, {})
    form.fill({"kind": ClauseKind.FLEXIBLE, "title": _label(context, ClauseKind.FLEXIBLE), **(proposed or {})})
    _follow_kind(context, form, renames=True)
    return FormPanel(context, form, add_clause, save=N_("Save the clause"), before=(tender.id,))


def change_clause_panel(context: Context, tender: TenderDetail, currency: str, row: ClauseRow) -> FormPanel:
    """Return the form of a clause; a value that is known from elsewhere is told below its empty field."""
    form = _form(context, tender, currency, _known(context, row, currency))
    form.fill({name: getattr(row, name) for name in form.fields if hasattr(row, name)})
    form.fill({name: value_of(_ALL[name].measure, text, currency) for name, text in row.typed.items() if name in _ALL})
    _follow_kind(context, form, renames=False)
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_clause, save=N_("Save the clause"), before=(row.id,), named=named)


def promise_panel(context: Context, bid_id: uuid.UUID, currency: str, row: PromisedClause) -> FormPanel:
    """Return the form of what we promise under a clause."""
    parameters = PROMISES[row.row.kind]
    said = row.promise.promised if row.promise is not None else {}
    fields = [field_for(context, parameter, currency) for parameter in parameters]
    form = Form(context, partial(_promised, parameters), [*fields, LongTextField(context, "note", N_("Note"))])
    form.fill({each.name: value_of(each.measure, said.get(each.name, ""), currency) for each in parameters})
    form.fill({"note": row.promise.note if row.promise is not None else ""})
    return FormPanel(context, form, promise, save=N_("Save the promise"), before=(bid_id, row.row.id))


def clause_data(**typed: Any) -> ClauseData:
    """Return the input of the commands from the fields of the form."""
    kind = ClauseKind(typed["kind"])
    own = {name: value for name, value in typed.items() if name not in _ALL and value is not None}
    return ClauseData(**(own | {"kind": kind, "parameters": exact_texts(PARAMETERS[kind], typed)}))


def _promised(parameters: Sequence[Parameter], **typed: Any) -> dict[str, Any]:
    return {"promised": exact_texts(parameters, typed), "note": typed["note"] or ""}


def _form(context: Context, tender: TenderDetail, currency: str, hints: Mapping[str, str]) -> Form[ClauseData]:
    kinds = [(kind, _label(context, kind)) for kind in ClauseKind]
    lots = [(lot.id, f"{lot.code} {lot.title}".strip()) for lot in tender.lots]
    rows: list[Field | Sequence[Field]] = [
        ChoiceField(context, "kind", N_("Kind of clause"), kinds),
        TextField(context, "title", N_("Title")),
        *([ChoiceField(context, "tender_lot_id", N_("Lot"), lots, required=False)] if lots else []),
        LongTextField(context, "wording", N_("The buyer's words")),
        TextField(context, "source", N_("Where it stands"), required=False, hint=N_("Document and page or article")),
        TextField(context, "legal_ref", N_("Legal reference"), required=False),
        *(field_for(context, each, currency, hint=hints.get(each.name, "")) for each in _ALL.values()),
        [
            DateField(context, "starts_on", N_("Runs from"), required=False),
            DateField(context, "ends_on", N_("Runs to"), required=False),
        ],
    ]
    return Form(context, clause_data, rows, beside={NameMissing: "title", PeriodReversed: "ends_on"})


def _label(context: Context, kind: ClauseKind) -> str:
    """Return what the country calls a clause of this kind, else our own word."""
    rule = context.workspace.profile.latest().clause(kind.value) if context.workspace is not None else None
    return rule_label(context, rule.label) if rule is not None else context.text(kind.label)


def _known(context: Context, row: ClauseRow, currency: str) -> dict[str, str]:
    """Return for each value that is known from elsewhere what it is."""
    said = N_("As it stands: {value} ({origin})")
    return {
        value.parameter.name: context.text(
            said,
            value=shown_value(context, value.parameter, value.text, currency),
            origin=context.text(value.known.label),
        )
        for value in row.values
        if value.known not in {Known.TYPED, Known.NOT}
    }


def _follow_kind(context: Context, form: Form[ClauseData], *, renames: bool) -> None:
    """Show the values of the chosen kind; a title that was not touched follows it."""
    kind, title = form.fields["kind"], form.fields["title"]
    labels = {text for each in ClauseKind for text in (context.text(each.label), _label(context, each))}

    def chosen() -> None:
        names = {each.name for each in PARAMETERS[ClauseKind(kind.read())]}
        for name in _ALL:
            form.fields[name].setVisible(name in names)
            form.fields[name].setEnabled(name in names)
        if renames and (title.read() or "") in labels:
            title.set_value(_label(context, ClauseKind(kind.read())))

    kind.edited.connect(chosen)
    chosen()
