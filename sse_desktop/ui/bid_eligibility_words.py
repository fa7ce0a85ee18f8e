"""How the answers of the rules are spoken of: their sentences, and a rule in the inspector with its law, source and dates."""

from typing import Final

from sse_desktop.domain.eligibility_lines import Line
from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction_rules import CONFIDENCE
from sse_desktop.queries.eligibility import Eligibility
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details

SCOPES: Final = {
    "tender": N_("for this tender"),
    "buyer": N_("for all tenders of the buyer"),
    "clause": N_("in the clause of this tender"),
}
BY_CLAUSE: Final = N_("The clause “{clause}” says this, and goes before what was noted for the tender or the buyer.")
WORDS: Final = {"ready": N_("ready"), "to_do": N_("to do"), "blocked": N_("blocked")}


def line_words(context: Context, line: Line, sentence: str) -> str:
    """Return a sentence of a line, filled; empty for none."""
    return context.text(sentence, **line.facts) if sentence else ""


def line_details(context: Context, line: Line, found: Eligibility) -> Details:
    """Return everything about one answer for the inspector."""
    details = Details(context).badge(State(line.state.value), context.text(WORDS[line.state.value]))
    details.note(line_words(context, line, line.sentence))
    if line.advice:
        details.heading(N_("What to do")).note(line_words(context, line, line.advice))
    _add_answer(details, context, line, found)
    details.heading(N_("Where the rule stands"))
    details.fact(N_("Law"), line.legal_ref).fact(N_("Source"), line.source)
    details.fact(N_("In force since"), line.rule_date).fact(N_("In force until"), line.rule_end)
    details.fact(N_("Checked on"), line.checked)
    if line.confidence:
        details.fact(N_("How sure"), context.text(CONFIDENCE.get(line.confidence, line.confidence)))
    details.fact(N_("Rules"), rules_words(context, found))
    return details


def rules_words(context: Context, found: Eligibility) -> str:
    """Return by which rules and of which day was judged."""
    return context.text(
        N_("{country}, version {version}, as of {day}"), country=found.profile_name, version=found.version, day=found.on
    )


def _add_answer(details: Details, context: Context, line: Line, found: Eligibility) -> None:
    known = found.asked.get(line.ask.key) if line.ask is not None else None
    if line.ask is None or known is None:
        return
    value = dict(line.ask.choices).get(known.value, "")
    details.heading(N_("What was filled in"))
    details.fact(line.ask.label, context.text(value) if value else known.value)
    details.fact(N_("Where it stands"), known.source).fact(N_("Noted on"), known.noted_on)
    details.fact(N_("Holds"), context.text(SCOPES.get(known.scope, known.scope)))
