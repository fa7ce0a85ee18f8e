"""Papers of partners and prospects, made beside the interface and shown as they are printed."""

import uuid
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sse_desktop import clock
from sse_desktop.domain.errors import N_
from sse_desktop.queries.prospects import ProspectRow
from sse_desktop.queries.purchase_targets import PurchaseTargetRow
from sse_desktop.ui.page import Page
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace


def show_prospect_questions(page: Page, row: ProspectRow) -> None:
    """Show the questions to take to a talk about a prospect."""
    title, name = page.text(N_("Questions · {title}"), title=row.title), page.text(N_("questions.pdf"))
    done = partial(_show, page, title, name)
    page.context.worker.long(prospect_questions_pdf, row.id, owner=page, done=done)


def show_purchase_evidence(page: Page, row: PurchaseTargetRow) -> None:
    """Show the evidence for a buyer's target."""
    title = page.text(N_("Evidence {year} · {buyer}"), year=str(row.year), buyer=row.buyer)
    done = partial(_show, page, title, page.text(N_("evidence-{year}.pdf"), year=str(row.year)))
    page.context.worker.long(purchase_evidence_pdf, row.id, page.context.today(), owner=page, done=done)


def show_question_letter(page: Page, tender_id: uuid.UUID, title: str) -> None:
    """Show the letter with our questions that were not sent yet."""
    done = partial(_show, page, page.text(N_("Questions · {title}"), title=title), page.text(N_("questions.pdf")))
    page.context.worker.long(question_letter_pdf, tender_id, page.context.today(), owner=page, done=done)


def _show(page: Page, title: str, name: str, data: bytes) -> None:
    page.context.shell.show_pdf(title, data, name)


def prospect_questions_pdf(workspace: "Workspace", prospect_id: uuid.UUID, *, progress: Progress) -> bytes:
    """Return the page of questions; runs beside the interface."""
    from sse_desktop.prints.tender_talk import print_prospect_questions

    progress.step(0, 1)
    return print_prospect_questions(workspace, prospect_id)


def purchase_evidence_pdf(workspace: "Workspace", target_id: uuid.UUID, today: date, *, progress: Progress) -> bytes:
    """Return the evidence sheet; runs beside the interface."""
    from sse_desktop.prints.purchase_evidence import print_purchase_evidence

    progress.step(0, 1)
    return print_purchase_evidence(workspace, target_id, today)


def question_letter_pdf(workspace: "Workspace", tender_id: uuid.UUID, today: date, *, progress: Progress) -> bytes:
    """Return the letter; runs beside the interface."""
    from sse_desktop.prints.tender_talk import print_question_letter

    progress.step(0, 1)
    return print_question_letter(workspace, tender_id, clock.now(), today)


def question_letter_words(workspace: "Workspace", tender_id: uuid.UUID, today: date, *, progress: Progress) -> str:
    """Return the letter as text; runs beside the interface."""
    from sse_desktop.prints.tender_talk import question_letter_text

    progress.step(0, 1)
    return question_letter_text(workspace, tender_id, clock.now(), today)
