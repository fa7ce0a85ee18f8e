"""A call of a large file before it is read in full: the few facts that the list knows of it."""

from pathlib import Path

from sse_desktop.domain.errors import N_
from sse_desktop.exchange.notice_heads import NoticeHead
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_words import deadline_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details


def head_details(context: Context, file: Path, head: NoticeHead) -> Details:
    """Return what is known of a call that is not read yet."""
    details = Details(context).badge(State.QUIET, context.text(N_("not read yet")))
    details.fact(N_("Buyer"), head.buyer).fact(N_("Reference"), head.reference)
    details.fact(N_("Deadline"), deadline_words(context, head.deadline, stated=head.deadline_stated))
    details.fact(N_("Status in the notice"), head.status).fact(N_("File"), file.name)
    return details.note(context.text(N_("This file holds thousands of processes. Read this call to see all of it.")))
