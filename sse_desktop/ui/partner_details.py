"""A partner in the inspector: who it is, and everything done together."""

from functools import partial

from sse_desktop.domain.errors import N_
from sse_desktop.queries.partners import PartnerWhole
from sse_desktop.ui.context import Context
from sse_desktop.ui.line_list import Line, LineList
from sse_desktop.ui.partner_words import PROOF_SHAPES, approval_mark, kind_words, supplier_kind_words
from sse_desktop.ui.records_page import first_line, words_of
from sse_desktop.ui.widgets.details import Details

OPEN = N_("Show it")


def partner_details(context: Context, whole: PartnerWhole) -> Details:
    """Return everything about a partner for the inspector."""
    row = whole.row
    details = Details(context)
    mark = approval_mark(context, row.approval_to)
    if mark is not None:
        details.badge(mark.state, context.text(N_("approved to {day}"), day=mark.word))
    details.fact(N_("Kind"), kind_words(context, row.kind))
    details.fact(N_("Kind of supplier"), supplier_kind_words(context, row.supplier_kind))
    details.fact(N_("Tax number"), row.tax_id).fact(N_("Number of the approval"), row.approval_number)
    details.fact(N_("Approved from"), row.approval_from)
    details.fact(N_("Contact"), row.contact).fact(N_("Phone"), row.phone).fact(N_("E-mail"), row.email)
    details.fact(N_("Address"), row.address).fact(N_("What it offers"), row.offers).fact(N_("Notes"), row.notes)
    _add(details, context, N_("Working together"), _partnerships(context, whole))
    _add(details, context, N_("Meetings"), _meetings(context, whole))
    _add(details, context, N_("Questions"), _questions(context, whole))
    _add(details, context, N_("Agreements"), _agreements(context, whole))
    return details


def _add(details: Details, context: Context, title: str, lines: list[Line]) -> None:
    if lines:
        details.heading(title).widget(LineList(context, lines))


def _partnerships(context: Context, whole: PartnerWhole) -> list[Line]:
    return [
        Line(
            title=one.on_what,
            detail=words_of(
                context.text(one.form.label),
                context.locale.percent(one.share_bp) if one.share_bp is not None else "",
                f"{PROOF_SHAPES[one.proof].shape} {context.text(one.proof.label)}",
            ),
            run=partial(context.shell.go, "partnerships", one.id),
            word=OPEN,
        )
        for one in whole.partnerships
    ]


def _meetings(context: Context, whole: PartnerWhole) -> list[Line]:
    return [
        Line(
            title=one.title,
            detail=words_of(context.locale.date(one.held_on), one.next_step if one.waits else ""),
            run=partial(context.shell.go, "meetings", one.id),
            word=OPEN,
        )
        for one in whole.meetings
    ]


def _questions(context: Context, whole: PartnerWhole) -> list[Line]:
    return [
        Line(
            title=first_line(one.question),
            detail=first_line(one.answer) or f"▲ {context.text(N_('no answer yet'))}",
            run=partial(context.shell.go, "help_questions", one.id),
            word=OPEN,
        )
        for one in whole.questions
    ]


def _agreements(context: Context, whole: PartnerWhole) -> list[Line]:
    given = N_("we gave {ours}, they gave {theirs}")
    return [
        Line(
            title=one.title,
            detail=context.text(given, ours=one.ours, theirs=one.theirs),
            run=partial(context.shell.go, "agreements", one.id),
            word=OPEN,
        )
        for one in whole.agreements
    ]
