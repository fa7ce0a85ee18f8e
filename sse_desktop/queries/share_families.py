"""The rows of a sharing: each family's lines with exact values, what limited it, and what nobody can bring."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sse_desktop.domain.money import Money
from sse_desktop.domain.rounding import half_up
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import spread_value, value_units
from sse_desktop.queries.share_award import Award, AwardLine
from sse_desktop.queries.share_pledges import Offers, Pledger, Steps
from sse_desktop.queries.share_problem import Answer, Standing, limit_of
from sse_desktop.queries.share_rows import FamilyShare, ShareLine, Unserved
from sse_desktop.queries.sharing_terms import ExceptionRow

_Values = dict[tuple[uuid.UUID, uuid.UUID, Week], Money]
_MOST_NAMES = 12


def families(
    award: Award,
    offers: Offers,
    standings: Mapping[uuid.UUID, Standing],
    exceptions: Sequence[ExceptionRow],
    answer: Answer,
    steps: Steps,
    given: Steps,
) -> list[FamilyShare]:
    """Return a row for each family that takes part, by its number.

    The value of what is shared of a line is rounded once and parted by units: first to the families, then to their weeks.
    """
    values = _values(award, steps)
    fixed = {each.member_id: each.reason for each in exceptions if each.kind == "fixed"}
    worth = {line.bid_line_id: line.worth for line in award.lines}
    offered: dict[uuid.UUID, int] = {}
    for (who, line, _), count in offers.steps.items():
        offered[who] = offered.get(who, 0) + count * worth[line]
    by_member: dict[uuid.UUID, list[tuple[uuid.UUID, Week]]] = {}
    for who, line_id, week in steps:
        by_member.setdefault(who, []).append((line_id, week))
    places = {line.bid_line_id: line for line in award.lines}
    rows = []
    for key, member in offers.members.items():
        lines = [
            _line(places[line], week, steps[key, line, week], values[key, line, week])
            for line, week in sorted(by_member.get(key, ()), key=lambda at: (at[1], list(places).index(at[0])))
        ]
        before = [values[at] for at in given if at[0] == key]
        row = _family(award, member, standings[key], lines, offered.get(key, 0), before)
        rows.append(_told(row, offers, standings[key], answer, fixed.get(key)))
    return rows


def unserved(award: Award, steps: Steps) -> list[Unserved]:
    """Return what nobody can bring, by line and week; its value is the rest of the line's, so that all adds up."""
    served: dict[tuple[uuid.UUID, Week], int] = {}
    for (_, line_id, week), count in steps.items():
        served[line_id, week] = served.get((line_id, week), 0) + count
    found = []
    for line in award.lines:
        open_ = [(week, asked - served.get((line.bid_line_id, week), 0)) for week, asked in line.plan.items()]
        done = sum(line.plan.values()) - sum(count for _, count in open_)
        rest = line.value(sum(line.plan.values())) - line.value(done)
        for week, minor in spread_value(rest.minor, [pair for pair in open_ if pair[1]]).items():
            count = dict(open_)[week]
            row = Unserved(
                bid_line_id=line.bid_line_id,
                product=line.product,
                week=week,
                quantity=line.quantity(count),
                value=Money(minor, award.currency),
            )
            found.append(row)
    return sorted(found, key=lambda row: (row.week, row.product))


def _values(award: Award, steps: Steps) -> _Values:
    found: _Values = {}
    for line in award.lines:
        own = [(key, count) for key, count in steps.items() if key[1] == line.bid_line_id]
        by_member: dict[uuid.UUID, int] = {}
        for key, count in own:
            by_member[key[0]] = by_member.get(key[0], 0) + count
        total = line.value(sum(by_member.values())).minor
        for who, minor in spread_value(total, list(by_member.items())).items():
            weeks = sorted((pair for pair in own if pair[0][0] == who), key=lambda pair: pair[0][2])
            for key, part in spread_value(minor, weeks).items():
                found[key] = Money(part, award.currency)
    return found


def _line(line: AwardLine, week: Week, steps: int, value: Money) -> ShareLine:
    return ShareLine(
        bid_line_id=line.bid_line_id,
        product_id=line.product_id,
        product=line.product,
        week=week,
        quantity=line.quantity(steps),
        weight=line.weight(steps, week),
        value=value,
    )


def _family(
    award: Award, member: Pledger, standing: Standing, lines: Sequence[ShareLine], offered: int, before: Sequence[Money]
) -> FamilyShare:
    nothing = Money(0, award.currency)
    return FamilyShare(
        member_id=member.id,
        number=member.number,
        name=member.name,
        community=member.community,
        household=member.household,
        weight=standing.weight,
        offered=Money(half_up(offered, value_units(1, award.currency)), award.currency),
        even=standing.even,
        carried=standing.carried,
        value=sum((line.value for line in lines), start=nothing),
        before=sum(before, start=nothing),
        limited_by="own",
        facts={},
        lines=tuple(lines),
    )


def _told(row: FamilyShare, offers: Offers, standing: Standing, answer: Answer, fixed: str | None) -> FamilyShare:
    """Say what limited the family, with the facts of the sentence and who else stands beside it."""
    limit = limit_of(answer.limited_by.get(row.member_id, "own"), standing)
    if fixed is not None:
        limit = "fixed"
    elif limit in {"none", "own"} and standing.is_cut and standing.cap is not None:
        limit = standing.cap.source
    elif limit in {"none", "own"}:
        limit = "own" if row.value == row.offered else "rest"
    others = [offers.members[key].name for key in answer.beside.get(row.member_id, ()) if key in offers.members]
    facts: dict[str, object] = {"offered": row.offered, "least": standing.least, "household": row.household}
    facts |= dict(standing.cap.facts) if standing.cap is not None else {}
    facts |= {"reason": fixed} if fixed is not None else {}
    facts |= {"others": len(others), "names": ", ".join(others[:_MOST_NAMES])}
    if standing.home is not None and limit == "household":
        facts["cap"] = standing.home
    return replace(row, limited_by=limit, facts=facts)
