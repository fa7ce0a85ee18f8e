"""A notice before it is taken over, or why a file gives none: facts, lines, and every doubt with the original text."""

from pathlib import Path
from typing import Final

from sse_desktop.commands.tender_import import Imported
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import NoticeItem
from sse_desktop.ui.context import Context
from sse_desktop.ui.notice_words import lot_rules, procedure_name
from sse_desktop.ui.tender_changes import change_words
from sse_desktop.ui.tender_lots import add_lots
from sse_desktop.ui.tender_words import deadline_words, notice_state_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import label

SHOWN_LINES: Final = 20


def notice_details(
    context: Context, file: Path, notice: Notice | None, refused: DomainError | None, imported: Imported | None
) -> Details:
    """Return what is known of a notice, or the sentence of the refusal."""
    details = Details(context)
    if notice is None:
        sentence = context.locale.explain(refused) if refused is not None else ""
        details.badge(State.BLOCKED, context.text(N_("refused"))).widget(
            label(sentence, "lead", wrap=True, selectable=True)
        )
        return details.note(context.text(N_("Nothing was changed.")))
    if imported is not None:
        _add_result(details, context, notice, imported)
    _add_warnings(details, context, notice)
    _add_facts(details, context, notice, file)
    add_lots(details, context, notice.lots, (notice.deadline, notice.requests_deadline))
    details.heading(N_("What the buyer asks for"))
    if not notice.items:
        details.note(context.text(N_("The notice lists no lines. Paste or type them afterwards.")))
    details.table([(item.description or "–", _asked(context, item)) for item in notice.items[:SHOWN_LINES]])
    more = len(notice.items) - SHOWN_LINES
    if more > 0:
        details.note(context.locale.plural(N_("and {n} line more"), N_("and {n} lines more"), more))
    return details


def _add_result(details: Details, context: Context, notice: Notice, imported: Imported) -> None:
    if imported.is_new:
        details.badge(State.READY, context.text(N_("taken over")))
        return
    if not imported.changes:
        details.badge(State.READY, context.text(N_("known already, nothing new")))
        return
    details.badge(State.TO_DO, context.text(N_("a newer version of a tender you have")))
    details.heading(N_("What changed"))
    currency = notice.value.currency if notice.value is not None else None
    ours = context.workspace.cooperative.currency if context.workspace is not None else "USD"
    details.notes(imported.changes, lambda change: change_words(context, change, currency or ours))


def _add_facts(details: Details, context: Context, notice: Notice, file: Path) -> None:
    details.heading(N_("The notice"))
    buyers = ", ".join(each.name for each in (notice.buyer, *notice.more_buyers) if each.name)
    details.fact(N_("Buyer"), buyers).fact(N_("Reference"), notice.reference)
    details.fact(N_("Deadline"), deadline_words(context, notice.deadline, stated=notice.deadline_stated))
    details.fact(N_("Requests to take part until"), deadline_words(context, notice.requests_deadline))
    details.fact(N_("Questions until"), deadline_words(context, notice.questions_deadline))
    details.fact(N_("Procedure"), procedure_name(context, notice.procedure or ""))
    details.fact(N_("Status in the notice"), notice_state_words(context, notice.status or ""))
    details.fact(N_("Value"), _value(context, notice))
    details.fact(N_("Lots"), lot_rules(context, notice)).fact(N_("File"), file.name)


def _add_warnings(details: Details, context: Context, notice: Notice) -> None:
    if notice.warnings:
        details.heading(N_("To check in this notice"))
    details.notes(notice.warnings, lambda warning: f"▲ {warning.said(context.text)}")


def _value(context: Context, notice: Notice) -> str:
    if notice.value is None:
        return ""
    return f"{context.locale.number(notice.value.amount)} {notice.value.currency or ''}".strip()


def _asked(context: Context, item: NoticeItem) -> str:
    number = context.locale.number(item.quantity) if item.quantity is not None else "–"
    return f"{number} {item.unit or ''}".strip()
