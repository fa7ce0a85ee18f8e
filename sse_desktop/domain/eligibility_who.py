"""Who may bid: this file asks for the kind of supplier, its proofs, the place, and for whom the tender is reserved."""

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
from sse_desktop.domain.eligibility_proofs import proof_line
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.folding import fold
from sse_desktop.domain.jurisdiction import Procedure, Profile

_WHO = N_("Who may bid")
_KIND = N_("Kind of organisation")
_PLACE = N_("Place")


def who_lines(profile: Profile, ours: OurFacts, procedure: Procedure) -> Iterator[Line]:
    """Return whether our kind of organisation may take part."""
    facts: dict[str, object] = {"procedure": Term(procedure.label), "ours": _kinds(profile, ours.kinds)}
    if not procedure.who:
        line = Line(
            rule="who", title=_WHO, state=LineState.READY, facts=facts, sentence=N_("Anyone may take part in “{procedure}”.")
        )  # fmt: skip
    elif not ours.kinds:
        line = Line(
            rule="who", title=_WHO, state=LineState.TO_DO, mend=Mend.COOPERATIVE, facts=facts,
            sentence=N_("Only some may take part in “{procedure}”, and nobody said what kind of organisation we are."),
            advice=N_("Choose the kind of organisation under Settings, Cooperative."),
        )  # fmt: skip
    elif matching(ours, procedure):
        line = Line(
            rule="who", title=_WHO, state=LineState.READY, facts=facts,
            sentence=N_("We take part in “{procedure}” as: {ours}."),
        )  # fmt: skip
    else:
        facts["allowed"] = _kinds(profile, procedure.who)
        line = Line(
            rule="who", title=_WHO, state=LineState.BLOCKED, mend=Mend.COOPERATIVE, facts=facts,
            sentence=N_("“{procedure}” is only for: {allowed}. We are: {ours}."),
            advice=N_("Look for a partner that may take part, or for another procedure with the buyer."),
        )  # fmt: skip
    yield line.by(procedure.origin, procedure.legal_ref)


def matching(ours: OurFacts, procedure: Procedure) -> tuple[str, ...]:
    """Return those of our kinds that the procedure lets in; all of them where it lets anyone in."""
    return tuple(kind for kind in ours.kinds if not procedure.who or kind in procedure.who)


def kind_lines(profile: Profile, ours: OurFacts, procedure: Procedure) -> Iterator[Line]:
    """Return the proofs of our kind, where the procedure is for some kinds only, and the papers that the procedure needs.

    A proof that stops a bid by itself, or that the procedure needs, blocks; others are to be found.
    """
    seen: set[str] = set()
    for paper in procedure.needs:
        seen.add(paper)
        yield proof_line(profile, ours, paper, procedure=procedure, is_needed=True)
    for kind in matching(ours, procedure) if procedure.who else ():
        rule = profile.supplier_kind(kind)
        if rule is None:
            continue
        for other in rule.needs:
            if other not in ours.kinds and not _is_proven(profile, ours, other):
                yield _other_kind_needed(profile, kind, other)
        for paper in rule.proofs:
            if paper not in seen:
                seen.add(paper)
                yield proof_line(profile, ours, paper, procedure=procedure, kind=rule)


def _is_proven(profile: Profile, ours: OurFacts, kind: str) -> bool:
    """Tell whether every proof of a kind lies among the papers, good on its day."""
    rule = profile.supplier_kind(kind)
    proofs = [ours.papers.get(paper) for paper in rule.proofs] if rule is not None else []
    return bool(proofs) and all(proof is not None and proof.is_good for proof in proofs)


def _other_kind_needed(profile: Profile, kind: str, other: str) -> Line:
    rule = profile.supplier_kind(kind)
    line = Line(
        rule=f"kind:{other}", title=_KIND, state=LineState.TO_DO, mend=Mend.VAULT,
        sentence=N_("To be recognised as {kind} an organisation must be {other} first, and no paper proves that we are."),
        advice=N_("Add the approval among the papers."),
        facts={"kind": _kinds(profile, (kind,)), "other": _kinds(profile, (other,))},
    )  # fmt: skip
    return line if rule is None else line.by(rule.origin, rule.legal_ref)


def place_lines(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Iterator[Line]:
    """Return whether we are at home where the procedure wants its suppliers, and for long enough."""
    if procedure.locality:
        yield _place(tender, ours, procedure, answers).by(procedure.origin, procedure.legal_ref)
    if procedure.local_months:
        yield _since(procedure, answers).by(procedure.origin, procedure.legal_ref)


def _place(tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers) -> Line:
    of_canton = procedure.locality == "canton"
    asked, home = (tender.canton, ours.canton) if of_canton else (tender.province, ours.province)
    facts: dict[str, object] = {"asked": asked, "home": home, "province": ours.province}
    if not home:
        return Line(
            rule="locality", title=_PLACE, state=LineState.TO_DO, mend=Mend.COOPERATIVE, facts=facts,
            sentence=N_("Only suppliers of the canton may take part, and nobody said in which canton we are.") if of_canton
            else N_("Only suppliers of the province may take part, and nobody said in which province we are."),
            advice=N_("Type province and canton under Settings, Cooperative."),
        )  # fmt: skip
    if not asked:
        return Line(
            rule="locality", title=_PLACE, state=LineState.TO_DO, mend=Mend.TENDER, facts=facts,
            sentence=N_("Only suppliers of the canton may take part, and the canton of the tender is not known.") if of_canton
            else N_("Only suppliers of the province may take part, and the province of the tender is not known."),
            advice=N_("Type the place of delivery into the tender."),
        )  # fmt: skip
    if fold(asked) == fold(home):
        sentence = N_("We are at home in {asked}, where it is delivered.")
        return Line(rule="locality", title=_PLACE, state=LineState.READY, sentence=sentence, facts=facts)
    return _elsewhere(tender, ours, procedure, answers, facts)


def _elsewhere(
    tender: TenderFacts, ours: OurFacts, procedure: Procedure, answers: Answers, facts: dict[str, object]
) -> Line:
    """The buyer may let in the whole province, or the canton where the goods grow: its papers say so."""
    key = procedure_key(procedure, "widened")
    ask = Ask(
        key=key,
        label=N_("Are suppliers from elsewhere let in?"),
        choices=((YES, N_("yes, the notice lets us in")), (NO, N_("no"))),
    )
    answer = answers.text(key)
    if answer == YES:
        sentence = N_("It is delivered in {asked} and we are at home in {home}; the notice lets us in.")
        return Line(rule="locality", title=_PLACE, state=LineState.READY, sentence=sentence, facts=facts, ask=ask)
    same_province = bool(ours.province) and fold(ours.province) == fold(tender.province)
    sentence = N_("It is delivered in {asked}, and we are at home in {home}.")
    if procedure.locality == "canton" and same_province:
        sentence = N_("It is delivered in {asked}, and we are at home in {home}, in the same province.")
    return Line(
        rule="locality", title=_PLACE, facts=facts, ask=ask, mend=Mend.ASKED, sentence=sentence,
        state=LineState.BLOCKED if answer == NO or not same_province else LineState.TO_DO,
        advice=N_("Read in the notice whether it lets in the whole province or the place where the goods grow, and fill that in."),
    )  # fmt: skip


def _since(procedure: Procedure, answers: Answers) -> Line:
    key = procedure_key(procedure, "local_since")
    ask = Ask(key=key, label=N_("At home there for so long?"), choices=((YES, N_("yes")), (NO, N_("no"))))
    facts: dict[str, object] = {"months": procedure.local_months}
    if answers.text(key) == YES:
        sentence = N_("We have been at home where we deliver for {months} months or longer.")
        return Line(rule="local_since", title=_PLACE, state=LineState.READY, sentence=sentence, facts=facts, ask=ask)
    return Line(
        rule="local_since", title=_PLACE, facts=facts, ask=ask, mend=Mend.ASKED,
        state=LineState.BLOCKED if answers.text(key) == NO else LineState.TO_DO,
        sentence=N_("Suppliers must have been at home where they deliver for {months} months."),
        advice=N_("Look at the tax registration since when our address is there, and fill that in."),
    )  # fmt: skip


def _kinds(profile: Profile, kinds: tuple[str, ...]) -> object:
    """Return kinds in words; one of them alone is translated where it is shown."""
    words = [rule.label if (rule := profile.supplier_kind(kind)) is not None else kind for kind in kinds]
    return Term(words[0]) if len(words) == 1 else tuple(Term(word) for word in words)
