"""The form of a question to a facilitator, helpdesk or platform, with its answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from sse_desktop.commands.help_questions import (
    AnsweredBeforeAsked,
    HelpQuestionData,
    QuestionMissing,
    add_help_question,
    change_help_question,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import ADVISERS
from sse_desktop.queries.help_questions import HelpQuestionRow
from sse_desktop.queries.partner_choices import Choices
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known, named_picker, partner_picker
from sse_desktop.ui.widgets.choice_fields import LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field


def help_question_data(**typed: Any) -> HelpQuestionData:
    """Return the input of the commands from the fields of the form."""
    return HelpQuestionData(**known(typed))


def new_help_question_panel(context: Context, found: Choices, preset: Mapping[str, Any]) -> FormPanel:
    """Return a form with what is known already, asked today."""
    form = _form(context, found)
    form.fill({"asked_on": context.today(), **preset})
    return FormPanel(context, form, add_help_question, save=N_("Save the question"))


def change_help_question_panel(context: Context, found: Choices, row: HelpQuestionRow) -> FormPanel:
    """Return the form of a question, for its answer too."""
    form = _form(context, found)
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_help_question, save=N_("Save the question"), before=(row.id,), named=named)


def _form(context: Context, found: Choices) -> Form[HelpQuestionData]:
    rows: Sequence[Field | Sequence[Field]] = (
        partner_picker(context, "partner_id", N_("Asked of"), found.of_kinds(ADVISERS)),
        LongTextField(context, "question", N_("Question"), required=True, lines=4),
        DateField(context, "asked_on", N_("Asked on"), required=False),
        named_picker(context, "tender_id", N_("About the tender"), found.tenders),
        LongTextField(context, "answer", N_("Answer"), lines=5),
        DateField(context, "answered_on", N_("Answered on"), required=False, hint=N_("Empty: today")),
    )
    return Form(
        context, help_question_data, rows, beside={QuestionMissing: "question", AnsweredBeforeAsked: "answered_on"}
    )
