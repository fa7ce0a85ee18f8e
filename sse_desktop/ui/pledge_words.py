"""What is said below the grid of pledges: a member's pledges beside what the plots yield, and how the round stands."""

from sse_desktop.domain.errors import N_
from sse_desktop.queries.pledge_rounds import Answers, PledgeRoundRow
from sse_desktop.queries.pledges import PledgeRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.pledge_grid import PledgeModel
from sse_desktop.ui.pledge_round_form import round_state
from sse_desktop.ui.theme import State


def member_words(context: Context, model: PledgeModel, row: PledgeRow) -> str:
    """Return a member's pledges beside the yield of the plots; with the shape of a warning where they are more."""
    known = model.yields.get(row.member_id)
    facts = {"number": str(row.member_number), "member": row.member, "pledged": row.total}
    if known is None or known.expected is None:
        return context.text(
            N_("{number} · {member}: {pledged} pledged. It is not known what the plots yield."), **facts
        )
    facts |= {"expected": known.expected, "plots": known.plots}
    share = model.share(row)
    if share is None:
        sentence = N_(
            "{number} · {member}: {pledged} pledged in these weeks, {expected} expected in a season from {plots}."
        )
        return context.text(sentence, **facts)
    facts["share"] = context.locale.percent(share)
    if model.is_above(row):
        more = N_("{number} · {member}: {pledged} pledged, more than the {expected} expected from {plots} ({share}).")
        return f"{State.TO_DO.shape} {context.text(more, **facts)}"
    less = N_("{number} · {member}: {pledged} pledged of {expected} expected from {plots} ({share}).")
    return context.text(less, **facts)


def round_words(context: Context, row: PledgeRoundRow, whole: Answers | None, above: int) -> str:
    """Return how a round stands in one line: open or closed, who answered, who pledged more than the plots yield."""
    state, words = round_state(context, row)
    parts = [f"{state.shape} {words}"]
    if whole is not None:
        told = N_("{answered} of {members} members answered")
        parts.append(context.text(told, answered=str(whole.answered), members=str(whole.members)))
    if above:
        one, many = (
            N_("{n} member pledges more than the plots yield"),
            N_("{n} members pledge more than the plots yield"),
        )
        parts.append(f"{State.TO_DO.shape} {context.locale.plural(one, many, above)}")
    return " · ".join(parts)
