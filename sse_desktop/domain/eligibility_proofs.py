"""Papers that decide whether we may bid: this file judges proofs of our kind, papers that are asked for, and when to renew."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from sse_desktop.domain.eligibility_lines import (
    NO,
    YES,
    Answers,
    Ask,
    Line,
    LineState,
    Mend,
    OurFacts,
    PaperFact,
    RequiredPaper,
    TenderFacts,
    percent,
)
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import PaperKind, Procedure, Profile, SupplierKind
from sse_desktop.domain.validity import PaperState

_PAPER = N_("Paper")
_GOOD = N_("“{paper}” is valid on {day}.")
_WRONG = {
    PaperState.EXPIRED: N_("“{paper}” ends on {end}, before {day}."),
    PaperState.NOT_YET: N_("“{paper}” begins only after {day}."),
    PaperState.TOO_OLD: N_("“{paper}” is too old on {day}, or does not say when it was issued."),
}
_RENEW = N_("Get a new one: that takes about {days} days, so begin by {start}.")
_GET = N_("Get it and add it among the papers.")


def proof_line(
    profile: Profile,
    ours: OurFacts,
    paper: str,
    *,
    procedure: Procedure,
    kind: SupplierKind | None = None,
    is_needed: bool = False,
) -> Line:
    """Return how a proof of our kind stands, or a paper without which the procedure is not open to us."""
    rule, held = profile.paper(paper), ours.papers.get(paper)
    name = Term(rule.label) if rule is not None else paper
    legal_ref = procedure.legal_ref if is_needed or kind is None else kind.legal_ref or procedure.legal_ref
    facts: dict[str, object] = {
        "paper": name, "procedure": Term(procedure.label), "rule": legal_ref,
        "kind": Term(kind.label) if kind is not None else "",
    }  # fmt: skip
    blocks = is_needed or (rule is not None and rule.blocks == "bid")
    line = _judged(rule, held, facts, LineState.BLOCKED if blocks else LineState.TO_DO, is_needed=is_needed)
    origin = procedure.origin if is_needed or rule is None else rule.origin
    return line.by(origin, legal_ref)


def _judged(
    rule: PaperKind | None, held: PaperFact | None, facts: dict[str, object], worst: LineState, *, is_needed: bool
) -> Line:
    kind = rule.id if rule is not None else str(facts["paper"])
    if held is None or held.state is PaperState.MISSING:
        sentence = N_("“{paper}” proves that we are {kind}, and is not among the papers.")
        if is_needed:
            sentence = N_("“{procedure}” needs “{paper}”, which is not among the papers ({rule}).")
        return _line(kind, worst, sentence, facts, _GET)
    facts = facts | {"day": held.day, "end": held.ends_on}
    if not held.state.is_good:
        advice, more = renewal(held.day, held.renewal_days)
        return _line(kind, worst, _WRONG[held.state], facts | more, advice)
    if not held.has_file:
        return _line(kind, LineState.TO_DO, N_("“{paper}” has no file."), facts, N_("Attach it as a PDF or a picture."))
    if rule is not None and rule.threshold is not None:
        return _share(kind, held, rule.threshold, facts, worst)
    return _line(kind, LineState.READY, _GOOD, facts)


def _share(kind: str, held: PaperFact, threshold: Decimal, facts: dict[str, object], worst: LineState) -> Line:
    facts = facts | {"least": percent(threshold)}
    if held.share is None:
        sentence = N_("“{paper}” must prove {least} %, and nobody typed what it says.")
        return _line(
            kind, LineState.TO_DO, sentence, facts, N_("Type the share, or the heads, that stand in the paper.")
        )
    facts["share"] = percent(held.share)
    if held.share < threshold:
        sentence = N_("“{paper}” says {share} %, and {least} % are needed ({rule}).")
        advice = N_("Look for a procedure that does not need this share, or for a partner that has it.")
        return _line(kind, worst, sentence, facts, advice)
    sentence = N_("“{paper}” says {share} %, at least the {least} % that are needed.")
    return _line(kind, LineState.READY, sentence, facts)


def _line(kind: str, state: LineState, sentence: str, facts: dict[str, object], advice: str = "") -> Line:
    return Line(
        rule=f"proof:{kind}", title=_PAPER, state=state, sentence=sentence, advice=advice, facts=facts, paper_kind=kind,
        mend=Mend.VAULT,
    )  # fmt: skip


def grade_lines(profile: Profile, ours: OurFacts, answers: Answers) -> Iterator[Line]:
    """Return a warning for each grade of ours because of which buyers may leave us out; the buyer's word settles it."""
    for kind in profile.papers:
        grade = ours.grades.get(kind.id, "")
        if grade and grade in kind.warn_values:
            yield _grade(kind, grade, answers).by(kind.origin)


def _grade(kind: PaperKind, grade: str, answers: Answers) -> Line:
    choices = ((YES, N_("yes, the buyer says so")), (NO, N_("no")))
    ask = Ask(key=f"grade.{kind.id}.accepted", label=N_("Does the buyer take this grade?"), choices=choices)
    answer = answers.text(ask.key)
    state = {YES: LineState.READY, NO: LineState.BLOCKED}.get(answer, LineState.TO_DO)
    advice = "" if answer else N_("Ask the buyer whether it buys from us with this grade, and fill that in.")
    return Line(
        rule=f"grade:{kind.id}", title=N_("Grade"), state=state, sentence=N_("“{paper}” says {grade}. {note}"), advice=advice,
        facts={"paper": Term(kind.label), "grade": grade, "note": Term(kind.note)}, ask=ask, mend=Mend.ASKED,
    )  # fmt: skip


def renewal(day: date, days: int | None) -> tuple[str, dict[str, object]]:
    """Return what to do about a paper that ends too early, with the day on which that must begin."""
    if days is None:
        return N_("Get a new one before that day."), {}
    return _RENEW, {"days": days, "start": day - timedelta(days=days)}


def paper_lines(profile: Profile, tender: TenderFacts, ours: OurFacts) -> Iterator[Line]:
    """Return a line for each paper that the tender asks for, or one that says that none is listed yet."""
    if not ours.required:
        yield Line(
            rule="papers", title=N_("Papers"), state=LineState.TO_DO, mend=Mend.PAPERS,
            sentence=N_("No papers are listed yet."),
            advice=N_("Add those that the notice asks for, or the usual ones."),
        )  # fmt: skip
    for asked in ours.required:
        yield _required(profile, tender, asked)


def _required(profile: Profile, tender: TenderFacts, asked: RequiredPaper) -> Line:
    kind = profile.paper(asked.kind)
    state = LineState.READY
    if not asked.is_good:
        state = LineState.BLOCKED if asked.mandatory else LineState.TO_DO
    # A paper that lacks only its file needs no new one: its own sentence says so.
    advice, more = ("", {}) if asked.is_good or asked.lacks_file else renewal(asked.day, asked.renewal_days)
    if more and asked.day - timedelta(days=asked.renewal_days or 0) < tender.today:
        advice = N_("A new one takes about {days} days, longer than there is until {day}. Ask its issuer today.")
    line = Line(
        rule=f"paper:{asked.kind}", title=_PAPER, state=state, sentence=asked.sentence, advice=advice,
        facts={**asked.facts, **more, "paper": Term(asked.title), "day": asked.day}, mend=Mend.PAPERS, paper_kind=asked.kind,
        said_elsewhere=True,
    )  # fmt: skip
    return line.by(kind.origin, asked.legal_ref) if kind is not None else line
