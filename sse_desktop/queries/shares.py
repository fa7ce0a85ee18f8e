"""How an award is shared among the families: fairly by the engine, explained family by family, exact to the minor unit."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold
from sse_desktop.domain.jurisdiction import PriorityRule
from sse_desktop.domain.money import Money
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import even_parts, rank_of, value_units, weight_of
from sse_desktop.queries.profiles import rules_of
from sse_desktop.queries.share_award import Award, Trial, award
from sse_desktop.queries.share_bounds import (
    JointBound,
    cap_of,
    fixed_steps,
    joint_caps,
    least_of,
    settled_lines,
    within_years,
)
from sse_desktop.queries.share_caps import Caps, law_caps, over_caps
from sse_desktop.queries.share_collection import collected
from sse_desktop.queries.share_families import families, unserved
from sse_desktop.queries.share_pledges import Offers, Pledger, Steps, pledgers, share_offers
from sse_desktop.queries.share_problem import Standing, solve
from sse_desktop.queries.share_rows import Shares
from sse_desktop.queries.sharing_ledger import carried_before
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow, sharing_exceptions, sharing_terms
from sse_desktop.queries.sharings import given_before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """All that a sharing rests on; `within` are the offers as far as the cap of each year lets them."""

    award: Award
    terms: TermsRow
    exceptions: Sequence[ExceptionRow]
    caps: Caps
    offers: Offers
    within: Offers
    given: Steps
    fixed: Steps
    carried: Mapping[uuid.UUID, Money]
    joint: Sequence[JointBound]
    order: tuple[PriorityRule, ...]


def shares(
    session: Session,
    bid_id: uuid.UUID,
    today: date,
    terms: TermsRow | None = None,
    *,
    from_week: Week | None = None,
    trial: Trial | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Shares:
    """Return an award shared among the families as it would be now, without keeping it.

    A `trial` shares other quantities of the bid's lines at other prices.
    `terms` take the place of those that are kept. With `from_week` the weeks before stay as the newest sharing has them,
    and the rest is shared anew by today's pledges; what a family has from before counts.

    Raises: what `award` and `share_offers` raise, FixedTooMuch, MinimumsTooMuch, SharingCancelled.
    """
    ground = _ground(session, bid_id, today, terms or sharing_terms(session, bid_id), from_week, trial)
    standings = _standings(ground)
    settled = settled_lines(ground.award, ground.exceptions)
    answer = solve(
        ground.award,
        _from(ground.within, from_week),
        standings,
        ground.joint,
        ground.fixed,
        ground.given,
        settled,
        cancelled,
    )
    steps = _added(ground.given, ground.fixed, answer.steps)
    rows = families(ground.award, ground.offers, standings, ground.exceptions, answer, steps, ground.given)
    found = ground.award
    return Shares(
        bid_id=bid_id,
        tender_id=found.tender_id,
        reference=found.reference,
        title=found.title,
        buyer=found.buyer,
        currency=found.currency,
        terms=ground.terms,
        exceptions=tuple(ground.exceptions),
        asked=found.asked,
        total=sum((row.value for row in rows), start=Money(0, found.currency)),
        families=tuple(rows),
        unserved=tuple(unserved(found, steps)),
        left_out=ground.offers.left_out,
        over_caps=tuple(over_caps(ground.caps, found, rows)),
        made_from=_digest(ground, standings, steps),
        from_week=from_week,
        made_on=today,
    )


def _ground(
    session: Session, bid_id: uuid.UUID, today: date, terms: TermsRow, from_week: Week | None, trial: Trial | None
) -> _Ground:
    found, given = _with_before(session, award(session, bid_id, today, trial), from_week)
    rules = rules_of(session, bid_id=bid_id, today=today)
    exceptions = sharing_exceptions(session, bid_id)
    caps = law_caps(session, found, rules)
    offers = _with_given(session, share_offers(session, found, terms, exceptions), given)
    found, offers = collected(found, offers, given, from_week)
    within = _within_years(found, caps, terms, offers)
    later = _from(within, from_week)
    return _Ground(
        award=found,
        terms=terms,
        exceptions=exceptions,
        caps=caps,
        offers=offers,
        within=within,
        given=given,
        fixed=fixed_steps(found, exceptions, later.members, later.steps, given),
        carried=carried_before(session, found.currency, except_tender=found.tender_id),
        joint=joint_caps(found, caps, terms, offers.members.values()),
        order=tuple(rules.priority) if terms.follows_priority else (),
    )


def _with_before(session: Session, found: Award, from_week: Week | None) -> tuple[Award, Steps]:
    """Return the award in steps that hold what stands in the weeks before, and these steps."""
    milli = given_before(session, found.bid_id, from_week) if from_week is not None else {}
    lines = tuple(
        line.in_steps_of(part for key, part in milli.items() if key[1] == line.bid_line_id) for line in found.lines
    )
    steps = {line.bid_line_id: line.step_milli for line in lines}
    given = {key: part // steps[key[1]] for key, part in milli.items() if key[1] in steps}
    return replace(found, lines=lines), given


def _with_given(session: Session, offers: Offers, given: Steps) -> Offers:
    """Let in who has something from before, and count it as brought where today's pledge is smaller."""
    missing = {who for who, _, _ in given} - set(offers.members)
    members = {**offers.members, **pledgers(session, missing, archived=True)}
    steps = {key: max(offers.steps.get(key, 0), given.get(key, 0)) for key in {**offers.steps, **given}}
    out = tuple(row for row in offers.left_out if row.member_id not in missing)
    in_order = dict(sorted(members.items(), key=lambda item: item[1].number))
    return Offers(members=in_order, steps=steps, left_out=out)


def _within_years(found: Award, caps: Caps, terms: TermsRow, offers: Offers) -> Offers:
    by_member: dict[uuid.UUID, Steps] = {}
    for key, steps in offers.steps.items():
        by_member.setdefault(key[0], {})[key] = steps
    kept: Steps = {}
    for member_id, own in by_member.items():
        kept |= within_years(found, caps, terms, offers.members[member_id], own)
    return Offers(members=offers.members, steps=kept, left_out=offers.left_out)


def _from(offers: Offers, week: Week | None) -> Offers:
    """Keep the offers from a week on."""
    if week is None:
        return offers
    later = {key: steps for key, steps in offers.steps.items() if key[2] >= week}
    return Offers(members=offers.members, steps=later, left_out=offers.left_out)


def _standings(ground: _Ground) -> dict[uuid.UUID, Standing]:
    found, members = ground.award, ground.offers.members
    even = even_parts(found.asked.minor, len(members))
    worth = {line.bid_line_id: line.worth for line in found.lines}
    offered = _worths(ground.offers.steps, worth)
    held = _worths(_added(ground.given, ground.fixed), worth)
    whole = value_units(found.asked.minor // max(1, len(members)), found.currency)
    nothing = Money(0, found.currency)
    cut = {key[0] for key, steps in ground.offers.steps.items() if ground.within.steps.get(key, 0) < steps}
    return {
        key: Standing(
            weight=weight_of(
                ground.terms.measure,
                even=whole,
                offered=offered.get(key, 0),
                carried=value_units(ground.carried.get(key, nothing).minor, found.currency),
            ),
            least=least_of(ground.terms, ground.exceptions, member, found.currency),
            cap=cap_of(found, ground.caps, ground.terms, ground.exceptions, member),
            held=held.get(key, 0),
            is_cut=key in cut,
            rank=_rank(ground, member),
            home=min((each.cap for each in ground.joint if key in each.members), default=None),
            even=Money(even[place], found.currency),
            carried=ground.carried.get(key, nothing),
        )
        for place, (key, member) in enumerate(members.items())
    }


def _rank(ground: _Ground, member: Pledger) -> tuple[int, ...]:
    return rank_of(member.codes | _places(ground.award, member), ground.order)


def _places(found: Award, member: Pledger) -> frozenset[str]:
    """Return the groups that follow from where a family lives: `local` is its own canton, `state` its own province."""
    near = {"country"}
    if found.canton and fold(member.canton) == fold(found.canton):
        near.add("local")
    if found.province and fold(member.province) == fold(found.province):
        near.add("state")
    return frozenset(near)


def _worths(steps: Steps, worth: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = {}
    for (who, line, _), count in steps.items():
        found[who] = found.get(who, 0) + count * worth[line]
    return found


def _added(*parts: Steps) -> Steps:
    found: Steps = {}
    for part in parts:
        for key, count in part.items():
            found[key] = found.get(key, 0) + count
    return found


def _digest(ground: _Ground, standings: Mapping[uuid.UUID, Standing], steps: Steps) -> str:
    """Return a digest of what the sharing rests on and what came of it: another one means that something changed."""
    lines = [
        [str(line.bid_line_id), line.price.micros, line.step_milli, {str(week): n for week, n in line.plan.items()}]
        for line in ground.award.lines
    ]
    stand = [
        [str(key), str(Fraction(each.weight)), each.least.minor, each.held, each.cap.left.minor if each.cap else None,
         each.carried.minor]
        for key, each in standings.items()
    ]  # fmt: skip
    counted = [
        sorted([str(who), str(line), str(week), n] for (who, line, week), n in part.items())
        for part in (ground.within.steps, steps)
    ]
    # All of the terms are printed, also a note that shares nothing otherwise; the stamps say only who typed them when.
    terms = repr(replace(ground.terms, stamps={}))
    what = [terms, lines, stand, counted, [str(each.id) for each in ground.exceptions]]
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
