"""What a sharing owes each family at least and gives it at most: minimums, caps of the rules and terms, and what a person set."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, split
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import value_units
from sse_desktop.queries.share_award import Award, AwardLine
from sse_desktop.queries.share_caps import Caps
from sse_desktop.queries.share_pledges import Pledger, Steps
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow


class FixedTooMuch(DomainError):
    """A person fixed more for a family than it pledged, or than is asked."""

    sentence = N_(
        "For {member} {wanted} of {product} are fixed, and it can bring {able} of what is asked. Lower what is fixed, or enter its pledge."
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """A cap that holds for a family: where it comes from, the value that is left, and the facts of its sentence."""

    source: str
    left: Money
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JointBound:
    """A cap that members of a household share."""

    household: str
    members: tuple[uuid.UUID, ...]
    left: Money
    cap: Money


def cap_of(
    award: Award, caps: Caps, terms: TermsRow, exceptions: Iterable[ExceptionRow], member: Pledger
) -> Bound | None:
    """Return the tightest cap of a member over the whole award, or None."""
    bounds = [_law(award, caps, rule_at, member) for rule_at in range(len(caps.rules))] if terms.follows_caps else []
    known = [bound for bound in bounds if bound is not None]
    if terms.cap is not None:
        known.append(Bound("terms_cap", terms.cap, {"cap": terms.cap}))
    known += [
        Bound("own_cap", each.amount, {"cap": each.amount, "reason": each.reason})
        for each in exceptions
        if each.kind == "cap" and each.member_id == member.id and each.amount is not None
    ]
    return min(known, key=lambda bound: bound.left, default=None)


def _law(award: Award, caps: Caps, rule_at: int, member: Pledger) -> Bound | None:
    rule = caps.rules[rule_at]
    if rule.per != "member":
        return None
    years = years_of(award)
    before = [caps.before(rule, [member.id], year, award.currency) for year in years]
    left = sum((max(_none(award), rule.amount - sold) for sold in before), start=_none(award))
    facts = {
        "rule": rule.label,
        "cap": rule.amount,
        "buyer": award.buyer,
        "year": ", ".join(map(str, years)),
        "before": sum(before, start=_none(award)),
        "left": left,
    }
    return Bound("law_cap", left, facts)


def years_of(award: Award) -> list[int]:
    """Return the years in which anything is due; caps of the rules count by the year of the week."""
    return sorted({week.year for week in award.weeks})


def joint_caps(award: Award, caps: Caps, terms: TermsRow, members: Iterable[Pledger]) -> list[JointBound]:
    """Return the caps of households: of the terms over the whole award, of the rules over the years of its weeks."""
    homes: dict[str, list[uuid.UUID]] = {}
    for member in members:
        if member.household:
            homes.setdefault(member.household, []).append(member.id)
    found: list[JointBound] = []
    for home, inside in sorted(homes.items()):
        if terms.household_cap is not None:
            found.append(JointBound(home, tuple(inside), terms.household_cap, terms.household_cap))
        for rule in caps.rules if terms.follows_caps else ():
            if rule.per == "household":
                sold = [caps.before(rule, inside, year, award.currency) for year in years_of(award)]
                left = sum((max(_none(award), rule.amount - each) for each in sold), start=_none(award))
                found.append(JointBound(home, tuple(inside), left, rule.amount))
    return found


def within_years(award: Award, caps: Caps, terms: TermsRow, member: Pledger, offers: Steps) -> Steps:
    """Take off a member's offers what a cap of one year forbids, where the award lies in several; the last weeks first.

    In an award of one year the cap itself does that, and better: it chooses among the weeks.
    """
    years = years_of(award)
    if len(years) == 1 or not terms.follows_caps or not any(rule.per == "member" for rule in caps.rules):
        return offers
    lines = {line.bid_line_id: line for line in award.lines}
    kept: Steps = {}
    for year in years:
        room = _room(award, caps, member, year)
        for key in sorted((key for key in offers if key[2].year == year), key=lambda key: (key[2], str(key[1]))):
            worth = lines[key[1]].worth
            steps = offers[key] if room is None else min(offers[key], max(0, room) // worth)
            room = None if room is None else room - steps * worth
            if steps:
                kept[key] = steps
    return kept


def _room(award: Award, caps: Caps, member: Pledger, year: int) -> int | None:
    left = [
        rule.amount - caps.before(rule, [member.id], year, award.currency)
        for rule in caps.rules
        if rule.per == "member"
    ]
    return cap_units(award, min(left)) if left else None


def cap_units(award: Award, left: Money) -> int:
    """Return a cap in the units of reckoning, less what rounding could add: a minor unit for each line of broken values."""
    one_minor = value_units(1, award.currency)
    broken = sum(1 for line in award.lines if line.worth % one_minor)
    return max(0, value_units(left.minor - broken, award.currency))


def least_of(terms: TermsRow, exceptions: Iterable[ExceptionRow], member: Pledger, currency: str) -> Money:
    """Return what a family gets at least, as far as it can bring it."""
    own = [
        each.amount
        for each in exceptions
        if each.kind == "minimum" and each.member_id == member.id and each.amount is not None
    ]
    known = own or ([terms.minimum] if terms.minimum is not None else [])
    return max(known, default=Money(0, currency))


def fixed_steps(
    award: Award, exceptions: Sequence[ExceptionRow], members: Mapping[uuid.UUID, Pledger], offers: Steps, given: Steps
) -> Steps:
    """Return the steps that a person fixed, spread over the weeks by what the family can bring there.

    What stands in weeks before counts towards it; several lines of the product are filled in their order. Of a family
    that was taken out nothing is fixed; one that can bring nothing is refused like one that can bring too little.

    Raises: FixedTooMuch.
    """
    out = {each.member_id for each in exceptions if each.kind == "out"} - set(members)
    found: Steps = {}
    for each in exceptions:
        if each.kind == "fixed" and each.quantity is not None and each.member_id not in out:
            found |= _fixed(award, each, offers, given, found)
    return found


def settled_lines(award: Award, exceptions: Iterable[ExceptionRow]) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Return the members and lines of which a quantity is fixed."""
    return frozenset(
        (each.member_id, line.bid_line_id)
        for each in exceptions
        for line in award.lines
        if each.kind == "fixed" and line.product_id == each.product_id
    )


def _fixed(award: Award, each: ExceptionRow, offers: Steps, given: Steps, before: Steps) -> Steps:
    wish = each.quantity or Quantity(0, "")
    lines = [line for line in award.lines if line.product_id == each.product_id and line.unit == wish.unit]
    own = {line.bid_line_id for line in lines}
    had = sum(steps for (member, line, _), steps in given.items() if member == each.member_id and line in own)
    rooms = {key: _left(award, key, steps, given, before) for key, steps in offers.items() if key[0] == each.member_id}
    places = {line.bid_line_id: place for place, line in enumerate(award.lines)}
    in_order = sorted(rooms, key=lambda key: (places[key[1]], key[2]))
    open_ = [(key, rooms[key]) for key in in_order if key[1] in own and rooms[key]]
    step = lines[0].step_milli if lines else 1000
    wanted = max(0, wish.milli // step - had)
    able = sum(room for _, room in open_)
    if wanted > able or not lines:
        raise FixedTooMuch(
            member=each.name,
            wanted=wish,
            product=each.product,
            able=(lines[0] if lines else award.lines[0]).quantity(able + had),
        )
    parts = split(wanted, [room for _, room in open_]) if wanted else []
    return {key: part for (key, _), part in zip(open_, parts, strict=bool(wanted)) if part}


def _left(award: Award, key: tuple[uuid.UUID, uuid.UUID, Week], steps: int, given: Steps, before: Steps) -> int:
    _, line_id, week = key
    line = _line(award, line_id)
    taken = sum(n for done in (given, before) for (_, at, when), n in done.items() if at == line_id and when == week)
    return max(0, min(steps, line.plan.get(week, 0) - taken))


def _line(award: Award, line_id: uuid.UUID) -> AwardLine:
    return next(line for line in award.lines if line.bid_line_id == line_id)


def _none(award: Award) -> Money:
    return Money(0, award.currency)
