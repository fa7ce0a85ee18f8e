"""May we bid? This file asks one rule after the other, in the order in which a person would, and answers each with a line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sse_desktop.domain.eligibility_documents import asked_lines, document_lines
from sse_desktop.domain.eligibility_limits import limit_lines
from sse_desktop.domain.eligibility_lines import Answers, Line, LineState, Mend, OurFacts, TenderFacts
from sse_desktop.domain.eligibility_proofs import grade_lines, paper_lines
from sse_desktop.domain.eligibility_quotes import quote_lines
from sse_desktop.domain.eligibility_reserved import reserved_lines
from sse_desktop.domain.eligibility_terms import (
    channel_lines,
    condition_lines,
    guarantee_lines,
    penalty_lines,
    time_lines,
)
from sse_desktop.domain.eligibility_who import kind_lines, place_lines, who_lines
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import Procedure, Profile

_PROCEDURE = N_("Procedure")


def eligibility(
    profile: Profile, tender: TenderFacts, ours: OurFacts, answers: Answers, known: Procedure | None = None
) -> list[Line]:
    """Return a line for each rule that holds for the tender, in reading order.

    `profile` holds the rules in force on the day of the tender (`tender.on`); `known` is the procedure of the tender as the
    profile has it on any day, to tell what was not in force from what is unknown. `answers` are the asked values. What
    nobody knows is to do, never ready; what our facts or the buyer's contradict is blocked.
    """
    procedure = profile.procedure(tender.procedure) if tender.procedure else None
    lines = (
        _procedure(profile, tender, procedure, known),
        *(_of_procedure(profile, tender, ours, answers, procedure) if procedure is not None else ()),
        *reserved_lines(profile, tender, ours, answers),
        *(kind_lines(profile, ours, procedure) if procedure is not None else ()),
        *paper_lines(profile, tender, ours),
        *grade_lines(profile, ours, answers),
        *(guarantee_lines(tender, procedure, answers) if procedure is not None else ()),
        *time_lines(tender, procedure, answers),
        *penalty_lines(profile, tender, answers),
        *channel_lines(profile, tender, procedure),
        *document_lines(profile, tender, answers),
        *asked_lines(profile, tender, answers),
    )
    return _each_named_once(lines)


def _each_named_once(lines: Iterable[Line]) -> list[Line]:
    """Number rules that stand more than once, such as two papers of one kind, so that each can be named."""
    seen: Counter[str] = Counter()
    named = []
    for line in lines:
        seen[line.rule] += 1
        count = seen[line.rule]
        named.append(line if count == 1 else replace(line, rule=f"{line.rule}#{count}"))
    return named


def _of_procedure(
    profile: Profile, tender: TenderFacts, ours: OurFacts, answers: Answers, procedure: Procedure
) -> Iterator[Line]:
    yield from who_lines(profile, ours, procedure)
    yield from condition_lines(procedure, answers)
    yield from limit_lines(tender, ours, procedure, answers)
    yield from quote_lines(tender, ours, procedure, answers)
    yield from place_lines(tender, ours, procedure, answers)


def _procedure(profile: Profile, tender: TenderFacts, procedure: Procedure | None, known: Procedure | None) -> Line:
    facts: dict[str, object] = {"procedure": tender.procedure, "day": tender.on, "country": profile.name}
    if procedure is not None:
        facts["procedure"] = Term(procedure.label)
        sentence = N_("“{procedure}”, by the rules of {day}.")
        line = Line(rule="procedure", title=_PROCEDURE, state=LineState.READY, sentence=sentence, facts=facts)
        return line.by(procedure.origin, procedure.legal_ref)
    if not tender.procedure:
        return Line(
            rule="procedure", title=_PROCEDURE, state=LineState.TO_DO, mend=Mend.TENDER, facts=facts,
            sentence=N_("The procedure is not known, so who may bid and up to which amount can't be told."),
            advice=N_("Read it in the notice and choose it in the tender."),
        )  # fmt: skip
    if known is None:
        return Line(
            rule="procedure", title=_PROCEDURE, state=LineState.TO_DO, mend=Mend.TENDER, facts=facts,
            sentence=N_("The rules of {country} describe no procedure “{procedure}”."),
            advice=N_("Choose the one that is meant in the tender, or compare it with the law yourself."),
        )  # fmt: skip
    facts["procedure"] = Term(known.label)
    line = Line(
        rule="procedure", title=_PROCEDURE, state=LineState.BLOCKED, mend=Mend.TENDER, facts=facts,
        sentence=N_("“{procedure}” was not in force on {day}, the day of the tender."),
        advice=N_("Check the day of publication and the procedure in the tender."),
    )  # fmt: skip
    return line.by(known.origin, known.legal_ref)
