"""Small purchases: this file says how many quotes a procedure needs, and warns where one purchase may have been split."""

from collections.abc import Iterator

from sse_desktop.domain.eligibility_lines import (
    NO,
    YES,
    Answers,
    Ask,
    Line,
    LineState,
    Mend,
    OurFacts,
    TenderFacts,
    procedure_key,
)
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import Procedure

_TITLE = N_("Split purchase")


def quote_lines(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Iterator[Line]:
    """Return how many quotes the buyer must have, and a warning where this year held other bids of ours like this one."""
    if isinstance(procedure.quotes, int):
        yield _quotes(procedure, procedure.quotes).by(procedure.origin, procedure.legal_ref)
    if ours.alike and procedure.max is not None:
        yield _split(tender, ours, procedure, answers).by(procedure.origin, procedure.legal_ref)


def _quotes(procedure: Procedure, count: int) -> Line:
    sentence = N_("One quote is enough for “{procedure}”; ours may be the only one.")
    if count > 1:
        sentence = N_("The buyer needs {count} quotes for “{procedure}”; ours is one of them.")
    return Line(
        rule="quotes", title=N_("Quotes"), state=LineState.READY, sentence=sentence,
        facts={"procedure": Term(procedure.label), "count": count},
    )  # fmt: skip


def _split(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Line:
    """Several purchases, each under the limit, look like one that was split; a person says that they are not."""
    ask = Ask(
        key=procedure_key(procedure, "apart"), label=N_("Are they different purchases?"),
        choices=((YES, N_("yes, and the buyer's papers show it")), (NO, N_("no"))),
    )  # fmt: skip
    facts: dict[str, object] = {
        "procedure": Term(procedure.label), "year": str(tender.on.year), "tenders": tuple(ours.alike),
    }  # fmt: skip
    if answers.text(ask.key) == YES:
        return Line(
            rule="split", title=_TITLE, state=LineState.READY, ask=ask, facts=facts,
            sentence=N_("In {year} this buyer had other bids of ours under “{procedure}” ({tenders}); they are different purchases."),
        )  # fmt: skip
    return Line(
        rule="split", title=_TITLE, state=LineState.TO_DO, mend=Mend.ASKED, ask=ask, facts=facts,
        sentence=N_("In {year} this buyer had other bids of ours under “{procedure}” ({tenders}). One purchase that is split to stay under the limit is an audit finding."),
        advice=N_("Ask the buyer whether it is the same purchase, and fill in what its papers say."),
    )  # fmt: skip
