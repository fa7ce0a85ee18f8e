"""The forms around a tender: a question with its answer, a change by the buyer, a day."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sse_desktop.commands.amendments import AmendmentData, AmendmentEmpty, add_amendment, change_amendment
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.help_questions import AnsweredBeforeAsked, QuestionMissing
from sse_desktop.commands.milestones import MilestoneData, add_milestone, change_milestone
from sse_desktop.commands.tender_questions import (
    TenderQuestionData,
    add_tender_question,
    change_tender_question,
)
from sse_desktop.domain.errors import N_
from sse_desktop.domain.zones import zone_of
from sse_desktop.queries.tender_questions import AmendmentRow, MilestoneRow, TenderQuestionRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import known
from sse_desktop.ui.tender_hour import HourField
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField

# ---------------------------------------------------------------- questions


def question_panel(context: Context, tender_id: uuid.UUID, row: TenderQuestionRow | None) -> FormPanel:
    """Return the form of a question, a new one or one to change or answer."""
    form = _question_form(context)
    if row is None:
        form.fill({"by_us": True})
        return FormPanel(context, form, add_tender_question, save=N_("Save the question"), before=(tender_id,))
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_tender_question, save=N_("Save the question"), before=(row.id,), named=named)


def _question_data(**typed: Any) -> TenderQuestionData:
    return TenderQuestionData(**known(typed))


def _question_form(context: Context) -> Form[TenderQuestionData]:
    askers = [(True, context.text(N_("We"))), (False, context.text(N_("Somebody else, published by the buyer")))]
    waits = N_("Empty: it waits to be sent")
    rows: Sequence[Field | Sequence[Field]] = (
        LongTextField(context, "question", N_("Question"), required=True, lines=5),
        ChoiceField(context, "by_us", N_("Asked by"), askers),
        [
            DateField(context, "asked_on", N_("Sent on"), required=False, hint=waits),
            TextField(context, "sent_by", N_("Sent by"), required=False, hint=N_("Portal, letter, mail")),
        ],
        LongTextField(context, "answer", N_("Answer"), lines=6),
        DateField(context, "answered_on", N_("Answered on"), required=False, hint=N_("Empty: today")),
    )
    return Form(context, _question_data, rows, beside={QuestionMissing: "question", AnsweredBeforeAsked: "answered_on"})


# ---------------------------------------------------------------- changes by the buyer


def amendment_panel(context: Context, tender_id: uuid.UUID, row: AmendmentRow | None) -> FormPanel:
    """Return the form of a change that stands on a paper, not in a newer notice."""
    rows: Sequence[Field | Sequence[Field]] = (
        LongTextField(context, "summary", N_("What the buyer changed"), lines=5),
        TextField(context, "reference", N_("Number of the paper"), required=False),
        DateField(context, "published_on", N_("Published on"), required=False),
    )
    form = Form(context, _amendment_data, rows, beside={AmendmentEmpty: "summary"})
    if row is None:
        form.fill({"published_on": context.today()})
        return FormPanel(context, form, add_amendment, save=N_("Save the change"), before=(tender_id,))
    form.fill({name: getattr(row, name) for name in form.fields})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_amendment, save=N_("Save the change"), before=(row.id,), named=named)


def _amendment_data(**typed: Any) -> AmendmentData:
    return AmendmentData(**known(typed))


# ---------------------------------------------------------------- days


def milestone_panel(context: Context, tender_id: uuid.UUID, zone: str, row: MilestoneRow | None) -> FormPanel:
    """Return the form of a day; its hour is on the buyer's clock."""
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "title", N_("What is due"), hint=N_("A visit, samples, a meeting, the end of the offer's validity")),
        [
            DateField(context, "due_on", N_("Day")),
            HourField(context, "hour", N_("Hour"), unit=zone, required=False),
        ],
    )  # fmt: skip
    form = Form(context, partial(_milestone_data, zone), rows, beside={NameMissing: "title"})
    if row is None:
        return FormPanel(context, form, add_milestone, save=N_("Save the day"), before=(tender_id,))
    hour = row.at.timetz().replace(tzinfo=None) if row.at is not None else None
    form.fill({"title": row.title, "due_on": row.due_on, "hour": hour})
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_milestone, save=N_("Save the day"), before=(row.id,), named=named)


def _milestone_data(zone: str, title: str, due_on: date, hour: time | None) -> MilestoneData:
    at = datetime.combine(due_on, hour, zone_of(zone)) if hour is not None else None
    return MilestoneData(title=title, due_on=due_on, at=at)
