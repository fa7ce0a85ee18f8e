"""A tender in the inspector: its facts, what was doubtful in its file, its lines, its documents and our bid."""

from collections.abc import Mapping
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice_parts import NoticeLot
from sse_desktop.queries.tenders import TenderDetail, TenderItemRow, TenderState
from sse_desktop.ui.certificate_field import certificate_words
from sse_desktop.ui.context import Context
from sse_desktop.ui.notice_words import procedure_name
from sse_desktop.ui.partner_words import channel_line
from sse_desktop.ui.tender_lots import add_lots
from sse_desktop.ui.tender_words import (
    SHAPES,
    days_words,
    deadline_words,
    decision_words,
    notice_state_words,
    reserved_words,
)
from sse_desktop.ui.widgets.details import Details

SHOWN_LINES: Final = 12


def tender_details(context: Context, found: TenderDetail) -> Details:
    """Return everything about a tender for the inspector."""
    details = Details(context).badge(SHAPES[found.state], context.text(found.state.label))
    if found.state is TenderState.DROPPED:
        details.fact(N_("Why we don't bid"), found.drop_reason)
    if found.decision is not None:
        details.heading(N_("Decision")).note(decision_words(context, found.decision))
    add_facts(details, context, found)
    add_lines(details, context, found)
    add_lots(details, context, notice_lots(found), (found.deadline, found.requests_deadline))
    add_warnings(details, context, found)
    add_documents(details, found)
    if found.description:
        details.heading(N_("Description")).note(found.description)
    return details


def add_facts(details: Details, context: Context, found: TenderDetail) -> None:
    """Add who asks, until when, and for how much."""
    details.fact(N_("Buyer"), found.buyer_name).fact(N_("Reference"), found.reference)
    details.fact(N_("Deadline"), _deadline(context, found))
    details.fact(N_("Requests to take part until"), deadline_words(context, found.requests_deadline))
    details.fact(N_("Questions until"), deadline_words(context, found.questions_deadline))
    details.fact(N_("Opening of the bids"), found.opening_on).fact(N_("Award expected on"), found.award_on)
    details.fact(N_("Delivery"), period_words(context, found))
    details.fact(N_("Procedure"), procedure_words(context, found.procedure))
    details.fact(N_("Value"), value_words(context, found)).fact(N_("Published on"), found.published_on)
    details.fact(N_("Place of delivery"), ", ".join(part for part in (found.canton, found.province) if part))
    details.fact(N_("Reserved for"), reserved_words(context, found.reserved))
    details.fact(N_("From certified plots only"), certificate_words(context, found.certificate))
    for lot in found.lots:
        if lot.reserved:
            details.fact(N_("Reserved lot"), f"{lot.code}: {reserved_words(context, lot.reserved)}")
    details.fact(N_("Status in the notice"), notice_state_words(context, found.status)).fact(
        N_("Imported from"), found.original_name
    )
    details.fact(N_("Channel"), channel_line(context, found.channel, found.published_on or context.today()))
    details.fact(N_("Came of the prospect"), found.prospect).fact(N_("Note"), found.note)


def notice_lots(found: TenderDetail) -> list[NoticeLot]:
    """Return the lots as the notice of the tender's file says them."""
    return [NoticeLot.from_json(dict(each)) for each in found.notice.get("lots") or () if each.get("id")]


def add_lines(details: Details, context: Context, found: TenderDetail) -> None:
    """Add the first lines that the buyer asks for."""
    lines = [item for item in found.items if not item.archived]
    details.heading(N_("What the buyer asks for"))
    if not lines:
        details.note(context.text(N_("No lines yet. Paste or type them.")))
        return
    details.table([(item.description, _asked(context, item)) for item in lines[:SHOWN_LINES]])
    more = len(lines) - SHOWN_LINES
    if more > 0:
        details.note(context.locale.plural(N_("and {n} line more"), N_("and {n} lines more"), more))


def add_warnings(details: Details, context: Context, found: TenderDetail) -> None:
    """Add what a person should know about how the file was read, each with the original text."""
    if found.warnings:
        details.heading(N_("To check in this notice"))
    details.notes(found.warnings, lambda warning: f"▲ {warning_words(context, warning)}")


def add_documents(details: Details, found: TenderDetail) -> None:
    """Add titles and addresses of the buyer's documents."""
    if found.documents:
        details.heading(N_("Documents of the buyer"))
    details.notes(found.documents, lambda each: f"{each.get('title') or ''}\n{each.get('url') or ''}".strip())


def warning_words(context: Context, warning: Mapping[str, Any]) -> str:
    """Return the sentence of a warning as the notice keeps it."""
    return context.text(warning["sentence"], **(warning.get("facts") or {}))


def procedure_words(context: Context, procedure: str) -> str:
    """Return the name of a procedure of the profile, or the buyer's own word."""
    known = context.workspace.profile.procedure(procedure) if context.workspace is not None else None
    return context.text(known.label) if known is not None else procedure_name(context, procedure)


def value_words(context: Context, found: TenderDetail) -> str:
    """Return the value with what is known of its tax."""
    if found.value is None:
        return ""
    facts: dict[str, Any] = {"value": found.value}
    if found.value_with_tax is None:
        return context.text(N_("{value} (nobody said whether with tax)"), **facts)
    if not found.value_with_tax:
        return context.text(N_("{value} without tax"), **facts)
    if found.value_tax_bp is None:
        return context.text(N_("{value} with tax"), **facts)
    return context.text(N_("{value} with {rate} tax"), rate=context.locale.percent(found.value_tax_bp), **facts)


def period_words(context: Context, found: TenderDetail) -> str:
    """Return from when to when is delivered, as far as it is known."""
    if found.delivery_from is None and found.delivery_to is None:
        return ""
    days = [context.locale.date(day) if day is not None else "?" for day in (found.delivery_from, found.delivery_to)]
    return " – ".join(days)


def _asked(context: Context, item: TenderItemRow) -> str:
    return context.locale.quantity(item.quantity) if item.quantity is not None else "–"


def _deadline(context: Context, found: TenderDetail) -> str:
    words = deadline_words(context, found.deadline, stated=found.deadline_stated)
    if found.days_left is None or found.days_left < 0:
        return words
    return f"{words} · {days_words(context, found.days_left)}"
