"""Reserved tenders: this file asks whether we are among those for whom a tender or a lot is reserved, and on which basis."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sse_desktop.domain.eligibility_lines import (
    NO,
    WHAT_TO_READ,
    YES,
    Answers,
    Ask,
    Line,
    LineState,
    Mend,
    OurFacts,
    Staff,
    TenderFacts,
    percent,
)
from sse_desktop.domain.errors import N_, Term
from sse_desktop.domain.jurisdiction import ClauseRule, Profile
from sse_desktop.domain.reservations import Reservation, reservations, unknown_reservations

HEADS, FTE = "heads", "fte"
BASIS_KEY = "clause.reservation.basis"
SHARE_KEY = "clause.reservation.min_share"
MISSION_KEY = "reserved.mission"
ACCEPTED_KEY = "reserved.accepted"
_TITLE = N_("Reserved participation")
_BASIS = Ask(
    key=BASIS_KEY, label=N_("What does the buyer count?"), choices=((HEADS, N_("heads")), (FTE, N_("full-time equivalents")))
)  # fmt: skip


def reserved_lines(profile: Profile, tender: TenderFacts, ours: OurFacts, answers: Answers) -> Iterator[Line]:
    """Return a line for each reservation of the tender, by its notice or a clause, and of its lots; none stands twice."""
    whole = reservations(tender.reserved)
    if "reservation" in tender.clauses and Reservation.SHELTERED not in whole:
        whole = (Reservation.SHELTERED, *whole)
    for each in whole:
        yield _reserved(profile, ours, answers, each, "")
    yield from (_unknown(code, "") for code in unknown_reservations(tender.reserved))
    for lot, codes in tender.reserved_lots:
        for each in reservations(codes):
            if each not in whole:
                yield _reserved(profile, ours, answers, each, lot)
        yield from (_unknown(code, lot) for code in unknown_reservations(codes))


def _reserved(profile: Profile, ours: OurFacts, answers: Answers, which: Reservation, lot: str) -> Line:
    if which is Reservation.SHELTERED:
        return _sheltered(profile, ours, answers, lot)
    if which is Reservation.MISSION:
        return _mission(answers, lot)
    return _social_economy(profile, ours, lot)


def _line(
    lot: str,
    state: LineState,
    sentence: str,
    *,
    facts: Mapping[str, object] | None = None,
    advice: str = "",
    mend: Mend = Mend.NOWHERE,
    ask: Ask | None = None,
) -> Line:
    """Return a line of the tender, or of one of its lots."""
    return Line(
        rule=f"reserved:{lot}" if lot else "reserved", title=N_("Reserved lot {lot}") if lot else _TITLE, state=state,
        sentence=sentence, advice=advice, facts={"lot": lot, **(facts or {})}, mend=mend, ask=ask,
    )  # fmt: skip


# ---------------------------------------------------------------- sheltered workshops and integration enterprises


def _sheltered(profile: Profile, ours: OurFacts, answers: Answers, lot: str) -> Line:
    clause = profile.clause("reservation")
    if clause is None:
        return _accepted(answers, lot)
    param = clause.params.get("min_share")
    least = answers.amount(SHARE_KEY, param.value) if param is not None else None
    if least is None:
        line = _line(
            lot, LineState.TO_DO, N_("It is reserved, and the share of staff that must be of the target group is not known."),
            advice=WHAT_TO_READ, mend=Mend.ASKED, ask=Ask(key=SHARE_KEY, label=N_("Least share (0.3 for 30 %)")),
        )  # fmt: skip
    else:
        line = _staff(clause, ours.staff, answers, least, lot)
    return line.by(clause.origin, clause.legal_ref)


def _staff(clause: ClauseRule, staff: Staff | None, answers: Answers, least: Decimal, lot: str) -> Line:
    facts: dict[str, object] = {"least": percent(least), "rule": clause.legal_ref}
    if staff is None or (staff.by_heads is None and staff.by_fte is None):
        return _line(
            lot, LineState.TO_DO, N_("{least} % of the staff must be of the target group, and ours is not counted yet."),
            advice=N_("Count the staff: heads and full-time equivalents, ours and of the target group."), facts=facts, mend=Mend.STAFF,
        )  # fmt: skip
    by = {HEADS: staff.by_heads, FTE: staff.by_fte}
    enough = {name: share >= least for name, share in by.items() if share is not None}
    facts |= {"heads": percent(by[HEADS]), "fte": percent(by[FTE]), "day": staff.counted_on}
    basis = answers.text(BASIS_KEY)
    if basis in by:
        return _on_basis(lot, basis, enough, facts)
    if len(enough) == len(by) and all(enough.values()):
        sentence = N_(
            "{heads} % of the staff by heads and {fte} % by full-time equivalents are of the target group: enough either way for {least} %."
        )
        return _line(lot, LineState.READY, sentence, facts=facts, ask=_BASIS)
    if len(enough) == len(by) and not any(enough.values()):
        sentence = N_(
            "{heads} % of the staff by heads and {fte} % by full-time equivalents are of the target group; {least} % are needed ({rule})."
        )
        return _line(
            lot, LineState.BLOCKED, sentence, advice=_partner(clause), facts=facts, ask=_BASIS, mend=Mend.STAFF
        )
    return _ask_basis(lot, staff, facts)


def _on_basis(lot: str, basis: str, enough: dict[str, bool], facts: dict[str, object]) -> Line:
    if basis not in enough:
        return _line(
            lot, LineState.TO_DO,
            N_("The buyer counts heads, and ours are not counted yet.") if basis == HEADS
            else N_("The buyer counts full-time equivalents, and ours are not counted yet."),
            advice=N_("Count the staff in this way, too."), facts=facts, ask=_BASIS, mend=Mend.STAFF,
        )  # fmt: skip
    sentences = {
        (HEADS, True): N_("{heads} % of the staff by heads are of the target group; {least} % are needed."),
        (FTE, True): N_("{fte} % of the staff by full-time equivalents are of the target group; {least} % are needed."),
        (HEADS, False): N_("Only {heads} % of the staff by heads are of the target group; {least} % are needed ({rule})."),
        (FTE, False): N_(
            "Only {fte} % of the staff by full-time equivalents are of the target group; {least} % are needed ({rule})."
        ),
    }  # fmt: skip
    is_enough = enough[basis]
    advice = "" if is_enough else N_("Look for a partner that may take part.")
    state = LineState.READY if is_enough else LineState.BLOCKED
    return _line(lot, state, sentences[basis, is_enough], advice=advice, facts=facts, ask=_BASIS)


def _ask_basis(lot: str, staff: Staff, facts: dict[str, object]) -> Line:
    sentence = N_(
        "It depends on what the buyer counts: {heads} % by heads, {fte} % by full-time equivalents; {least} % are needed."
    )
    if staff.by_fte is None:
        sentence = N_(
            "By heads {heads} % of the staff are of the target group; full-time equivalents are not counted. {least} % are needed."
        )
    if staff.by_heads is None:
        sentence = N_(
            "By full-time equivalents {fte} % of the staff are of the target group; heads are not counted. {least} % are needed."
        )
    return _line(
        lot, LineState.TO_DO, sentence, advice=N_("Ask the buyer what it counts, and fill that in."), facts=facts, ask=_BASIS,
        mend=Mend.ASKED,
    )  # fmt: skip


def _partner(clause: ClauseRule) -> str:
    if clause.equivalent:
        return N_("Look for a partner that may take part. The buyer must accept operators equal to those it names.")
    return N_("Look for a partner that may take part.")


# ---------------------------------------------------------------- the others


def _mission(answers: Answers, lot: str) -> Line:
    ask = Ask(
        key=MISSION_KEY,
        label=N_("Do we fulfil all of it?"),
        choices=((YES, N_("yes, and we can show it")), (NO, N_("no"))),
    )
    answer = answers.text(MISSION_KEY)
    if answer == YES:
        sentence = N_("It is reserved for organisations with a public service mission, and we fulfil what is asked.")
        return _line(lot, LineState.READY, sentence, ask=ask)
    sentence = N_(
        "It is reserved for organisations with a public service mission that reinvest their profit, are owned or led by those who take part, and got no such contract of this buyer in three years."
    )
    return _line(
        lot, LineState.BLOCKED if answer == NO else LineState.TO_DO, sentence, ask=ask, mend=Mend.ASKED,
        advice=N_("Compare it with the statutes and with earlier contracts, and fill that in."),
    )  # fmt: skip


def _social_economy(profile: Profile, ours: OurFacts, lot: str) -> Line:
    if not ours.kinds:
        return _line(
            lot, LineState.TO_DO, N_("It is for enterprises of the social economy only, and nobody said what kind we are."),
            advice=N_("Choose the kind of organisation under Settings, Cooperative."), mend=Mend.COOPERATIVE,
        )  # fmt: skip
    known = [rule for kind in ours.kinds if (rule := profile.supplier_kind(kind)) is not None]
    if not known:
        return _line(
            lot, LineState.BLOCKED, N_("It is for enterprises of the social economy only, and we are none that the law names."),
            advice=N_("Look for a partner that may take part."), mend=Mend.COOPERATIVE,
        )  # fmt: skip
    line = _line(
        lot, LineState.READY, N_("It is for enterprises of the social economy only; we are: {kind}."),
        facts={"kind": Term(known[0].label)},
    )  # fmt: skip
    return line.by(known[0].origin, known[0].legal_ref)


def _accepted(answers: Answers, lot: str) -> Line:
    ask = Ask(
        key=ACCEPTED_KEY, label=N_("Are we among them?"), choices=((YES, N_("yes, and we can show it")), (NO, N_("no")))
    )
    answer = answers.text(ACCEPTED_KEY)
    if answer == YES:
        sentence = N_("It is reserved, and we are among those for whom it is.")
        return _line(lot, LineState.READY, sentence, ask=ask)
    return _line(
        lot, LineState.BLOCKED if answer == NO else LineState.TO_DO,
        N_("It is reserved for sheltered workshops and integration enterprises, which the rules of this country don't describe."),
        advice=N_("Read in the notice who is meant, and fill that in."), ask=ask, mend=Mend.ASKED,
    )  # fmt: skip


def _unknown(code: str, lot: str) -> Line:
    return _line(
        lot, LineState.TO_DO, N_("It is reserved in a way that is not known here: {code}."), facts={"code": code},
        advice=N_("Read in the notice who is meant, and correct the tender."), mend=Mend.TENDER,
    )  # fmt: skip
