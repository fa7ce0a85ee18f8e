"""How clauses and criteria are told in tables and sentences, the same wherever they are shown."""

from typing import Protocol

from sse_desktop.domain.clauses import PROMISES, Basis, ClauseKind, basis_points
from sse_desktop.domain.errors import N_
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.queries.clause_proposals import ClauseProposal, CriterionProposal
from sse_desktop.queries.clauses import ClauseRow
from sse_desktop.queries.criteria import AnsweredCriterion
from sse_desktop.queries.social import PromisedClause
from sse_desktop.ui.clause_fields import lines_shown, shown_value
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State

ClauseLine = PromisedClause | ClauseProposal
CriterionLine = AnsweredCriterion | CriterionProposal


class HasDesk(Protocol):
    """A step that knows the desk it shows, and the currency of its bid."""

    @property
    def desk(self) -> BidDesk | None: ...
    @property
    def currency(self) -> str: ...


def row_key(row: ClauseLine | CriterionLine) -> object:
    """Return what names a row of the step."""
    return row.row.id if isinstance(row, PromisedClause | AnsweredCriterion) else row


def clause_columns(context: Context, step: HasDesk) -> tuple[Column[ClauseLine], ...]:
    """Return the columns of the clauses of a tender."""

    def title(row: ClauseLine) -> str:
        return row.row.title if isinstance(row, PromisedClause) else context.text(row.kind.label)

    def lot(row: ClauseLine) -> str:
        return row.row.lot if isinstance(row, PromisedClause) else row.lot

    def kind(row: ClauseLine) -> str:
        return context.text(row.row.kind.label if isinstance(row, PromisedClause) else row.kind.label)

    def asks(row: ClauseLine) -> str:
        return asked_words(context, row.row, step.currency) if isinstance(row, PromisedClause) else row.code

    def promised(row: ClauseLine) -> str:
        return promise_words(context, row, step.currency) if isinstance(row, PromisedClause) else ""

    return (
        Column(N_("Clause"), title, 200, stretch=True),
        Column(N_("Lot"), lot, 80, secondary=True),
        Column(N_("Kind of clause"), kind, 160, secondary=True),
        Column(N_("Asks for"), asks, 230),
        Column(N_("We promise"), promised, 190),
        Column(N_("State"), lambda row: clause_mark(context, row), 150),
    )


def clause_mark(context: Context, row: ClauseLine) -> Mark:
    """Return how a clause stands in a word."""
    if isinstance(row, ClauseProposal):
        return Mark(State.TO_DO, context.text(N_("to confirm")))
    if not row.is_ours:
        return Mark(State.QUIET, context.text(N_("other lot")))
    if row.blocks:
        return Mark(State.BLOCKED, context.text(N_("not met")))
    if row.row.missing and row.failure is not None:
        return Mark(State.TO_DO, context.text(N_("to ask for")))
    if row.failure is not None:
        return Mark(State.TO_DO, context.text(N_("to settle")))
    return Mark(State.READY, context.text(N_("settled")))


def asked_words(context: Context, row: ClauseRow, currency: str) -> str:
    """Return what a clause asks for in a line: 400 h · 10 %."""
    names = {
        ClauseKind.FLEXIBLE: ("hours_required", "subcontract_pct"),
        ClauseKind.TRAINING: ("hours_required",),
        ClauseKind.AWARD_POINTS: ("points",),
        ClauseKind.PREFERENCE: ("margin",),
    }.get(row.kind, ("min_share", "basis"))
    known = {value.parameter.name: value for value in row.values}
    parts = [shown_value(context, known[name].parameter, known[name].text, currency) or "?" for name in names]
    return " · ".join(parts)


def promise_words(context: Context, row: PromisedClause, currency: str) -> str:
    """Return what we promise in a line, with how much of the clause that does."""
    if row.promise is None:
        return "–"
    said = row.promise.promised
    parts = [shown_value(context, each, said.get(each.name, ""), currency) for each in PROMISES[row.row.kind]]
    if row.promised_bp is not None:
        parts.append(context.text(N_("does {share}"), share=context.locale.percent(row.promised_bp)))
    return " · ".join(part for part in [*parts, row.promise.note] if part)


def clause_sentence(context: Context, row: ClauseLine | None) -> str:
    """Return the chosen clause in sentences: what is wrong, the buyer's words and where they stand."""
    if row is None:
        return context.text(N_("No clause yet. Type the one that the buyer's papers hold."))
    if isinstance(row, ClauseProposal):
        return context.text(N_("The notice names “{code}”. Read the buyer's papers, then confirm it with its values."), code=row.code)  # fmt: skip
    wrong = f"▲ {context.locale.explain(row.failure)}" if row.failure is not None else ""
    stands = " · ".join(part for part in (row.row.source, row.row.legal_ref) if part)
    words = f"“{row.row.wording}”" if row.row.wording else ""
    staff = staff_words(context, row)
    evidence = evidence_words(context, row.row)
    return "\n".join(part for part in (wrong, staff, f"{words} {stands}".strip(), evidence) if part)


def evidence_words(context: Context, row: ClauseRow) -> str:
    """Return which evidence the rules want for a clause, in the words of the country."""
    if not row.terms.evidence or context.workspace is None:
        return ""
    profile = context.workspace.profile
    labels = {document.code: document.label for document in profile.documents}
    labels |= {paper.id: paper.label for paper in profile.papers}
    found = [labels.get(code, code) for code in row.terms.evidence]
    shown = ", ".join(rule_label(context, label) for label in found)
    return context.text(N_("Evidence: {papers}"), papers=shown)


def rule_label(context: Context, label: str) -> str:
    """Return an English label of the rules in the language of the window, by the profile's own words where it has them."""
    own = context.workspace.profile.label_in(label, context.locale.language) if context.workspace is not None else None
    return own or context.text(label)


def staff_words(context: Context, row: PromisedClause) -> str:
    """Return what the count of the staff says to a clause."""
    if row.count is None:
        return ""
    count = row.count.count
    said = context.text(
        N_("Count of {day}: {target} of {heads} heads"),
        day=row.count.counted_on, target=count.target_heads, heads=count.heads,
    )  # fmt: skip
    shares = [f"{context.text(basis.label)} {context.locale.percent(basis_points(share))}" for basis in Basis if (share := count.share(basis)) is not None]  # fmt: skip
    return " · ".join([said, *shares])


def criterion_columns(context: Context, step: HasDesk) -> tuple[Column[CriterionLine], ...]:
    """Return the columns of the criteria of a tender."""

    def title(row: CriterionLine) -> str:
        return row.row.title if isinstance(row, AnsweredCriterion) else row.title

    def scoring(row: CriterionLine) -> str:
        return context.text((row.row if isinstance(row, AnsweredCriterion) else row).scoring.label)

    def most(row: CriterionLine) -> object:
        return row.row.points if isinstance(row, AnsweredCriterion) else row.weight

    def answer(row: CriterionLine) -> str:
        return answer_words(context, row) if isinstance(row, AnsweredCriterion) else ""

    def gain(row: CriterionLine) -> str:
        gains = step.desk.social.gains if step.desk is not None else {}
        return gain_words(context, row, gains.get(row.row.id)) if isinstance(row, AnsweredCriterion) else ""

    return (
        Column(N_("Criterion"), title, 180, stretch=True),
        Column(N_("How the points are given"), scoring, 190, secondary=True),
        Column(N_("Points"), most, 70, right=True),
        Column(N_("Our answer"), answer, 150),
        Column(N_("Points now"), lambda row: row.points if isinstance(row, AnsweredCriterion) else None, 90, right=True),
        Column(N_("One step more"), gain, 190),
        Column(N_("State"), lambda row: criterion_mark(context, row), 120),
    )  # fmt: skip


def criterion_mark(context: Context, row: CriterionLine) -> Mark:
    """Return how a criterion stands in a word."""
    if isinstance(row, CriterionProposal):
        return Mark(State.TO_DO, context.text(N_("to confirm")))
    if row.row.missing:
        return Mark(State.TO_DO, context.text(N_("to ask for")))
    if row.trouble is not None or not row.is_answered:
        return Mark(State.TO_DO, context.text(N_("to settle")))
    if row.points is None:
        return Mark(State.TO_DO, context.text(N_("assume")))
    return Mark(State.READY, context.text(N_("answered")))


def answer_words(context: Context, row: AnsweredCriterion) -> str:
    """Return our answer in a line."""
    if not row.value:
        return "–"
    if row.row.scoring is Scoring.PROXY_SUM:
        return lines_shown(context, row.value).replace("\n", " · ")
    if row.row.scoring is Scoring.BINARY:
        return context.text(N_("yes") if exact_decimal(row.value) > 0 else N_("no"))
    return f"{context.locale.number(exact_decimal(row.value))} {row.row.unit}".strip()


def gain_words(context: Context, row: AnsweredCriterion, rank: int | None) -> str:
    """Return what the nearest better answer would gain."""
    if row.step is None:
        return ""
    number = context.locale.number
    to = f"{row.step.name} {number(row.step.answer)}".strip()
    words = context.text(N_("{answer} → +{gain}"), answer=to, gain=number(row.step.gain))
    return context.text(N_("{step} · gains most"), step=words) if rank == 1 else words


def criterion_sentence(context: Context, row: CriterionLine | None) -> str:
    """Return the chosen criterion in sentences."""
    if row is None:
        return context.text(N_("No criterion yet. Type those that the buyer's papers hold."))
    if isinstance(row, CriterionProposal):
        return context.text(N_("The notice names “{title}”, weight {weight}. Confirm it with the way its points are given."), title=row.title, weight=row.weight or "?")  # fmt: skip
    parts: list[str] = []
    if row.trouble is not None:
        parts.append(f"▲ {context.locale.explain(row.trouble)}")
    if row.row.scoring.assumed and not row.row.missing:
        parts.append(_assumed_words(context, row))
    return "\n".join([*parts, *([row.row.source] if row.row.source else [])])


def _assumed_words(context: Context, row: AnsweredCriterion) -> str:
    if not row.assumed:
        return context.text(N_("Points depend on what others offer. Type under “Answer …” what to assume."))
    number = context.locale.number(exact_decimal(row.assumed))
    return context.text(N_("With your assumption that the best other offer is {value}."), value=number)
