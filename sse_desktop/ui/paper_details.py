"""A paper in the inspector: its dates, how it stands, and the tenders it will hold up, with the day that counts."""

from collections.abc import Sequence

from sse_desktop.domain.errors import N_
from sse_desktop.queries.paper_horizon import EndingPaper, HeldUp
from sse_desktop.queries.papers import PaperRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.paper_facts import BASES, fact_label
from sse_desktop.ui.paper_words import SHAPES, holder_words, kind_words
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details


def paper_details(context: Context, row: PaperRow, held: EndingPaper | None) -> Details:
    """Return everything about a paper for the inspector."""
    details = Details(context).badge(SHAPES[row.state], context.text(row.state.label))
    if held is not None and held.holds_up:
        details.heading(N_("It holds up"))
        for one in held.holds_up:
            details.note(f"■ {held_words(context, one)}")
    details.heading(N_("Data"))
    details.fact(N_("Kind"), kind_words(context, row.kind)).fact(N_("Held by"), holder_words(context, row))
    details.fact(N_("Number"), row.number).fact(N_("Issued by"), row.issuer)
    details.fact(N_("Issued on"), row.issued_on).fact(N_("Valid from"), row.valid_from)
    details.fact(N_("Valid to"), row.ends_on or context.text(N_("it does not end")))
    details.fact(N_("A new one takes"), _days(context, row.takes_days))
    details.fact(N_("Looked up on"), row.checked_on).fact(N_("Public list where it stands"), row.check_address)
    add_facts(details, context, row)
    details.heading(N_("File"))
    if row.file_sha is None:
        details.badge(State.BLOCKED, context.text(N_("no file")))
        details.note(context.text(N_("Without a file it can't be put into a packet.")))
        return details
    details.fact(N_("Name"), row.file_name).fact(N_("Pages"), row.pages)
    if row.third_party_signed:
        details.note(context.text(N_("Signed by a third party: it goes beside the packet, byte by byte as it came.")))
    return details


def add_facts(details: Details, context: Context, row: PaperRow) -> None:
    """Add what the paper certifies, and what its kind wants to be typed and is not there."""
    profile = context.workspace.profile if context.workspace is not None else None
    kind = profile.paper(row.kind) if profile is not None else None
    wanted = kind.required_fields if kind is not None else ()
    if row.facts or wanted:
        details.heading(N_("What it certifies"))
    for name, value in row.facts.items():
        words = dict(BASES).get(value, "") if name == "basis" else ""
        details.fact(fact_label(name), context.text(words) if words else value)
    missing = [context.text(fact_label(name)) for name in wanted if name not in row.facts]
    if missing:
        details.badge(State.TO_DO, context.text(N_("not typed yet: {what}"), what=", ".join(missing)))
    if kind is not None and any(value in kind.warn_values for value in row.facts.values()):
        details.badge(State.TO_DO, context.text(N_("Buyers may refuse this result.")))


def _days(context: Context, days: int | None) -> str:
    return context.locale.plural(N_("{n} day"), N_("{n} days"), days) if days is not None else ""


def missing_details(context: Context, missing: Sequence[HeldUp]) -> Details:
    """Return what open tenders ask for and the vault does not hold."""
    details = Details(context)
    for one in missing:
        details.note(f"■ {held_words(context, one)}")
    return details


def held_words(context: Context, one: HeldUp) -> str:
    """Return which tender is held up, and the reason with its day."""
    reason = context.text(one.requirement.sentence, **one.requirement.facts)
    return context.text(N_("{tender}: {reason}"), tender=one.reference or one.title, reason=reason)
