"""An award, pledges, terms and caps, put as the engine of fair shares takes them, and its answer in steps."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.fair_claims import Claim, Household, LeastTooMuch, Limit, Offer, Slot
from sse_desktop.domain.fair_shares import share_fairly, share_in_ranks
from sse_desktop.domain.money import Money
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import value_units
from sse_desktop.queries.share_award import Award
from sse_desktop.queries.share_bounds import Bound, JointBound, cap_units
from sse_desktop.queries.share_pledges import Offers, Steps


class MinimumsTooMuch(DomainError):
    """What is guaranteed to the families is more than there is to share."""

    sentence = N_(
        "The minimums of {families} together are more than can be shared in the weeks in which they bring. Lower the minimum in the terms."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a family stands before the sharing: its weight, bounds, and what it holds already, in value units.

    `home` is the cap of its household; `is_cut` when the cap of a year takes something off what it can bring; `even` and `carried` are what the ledger knows.
    """

    weight: int
    least: Money
    cap: Bound | None
    held: int
    even: Money
    carried: Money
    home: Money | None = None
    is_cut: bool = False
    rank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Steps by (member, bid line, week), what limited each member, and the others who stand in its full weeks."""

    steps: Steps
    limited_by: Mapping[uuid.UUID, str]
    beside: Mapping[uuid.UUID, tuple[uuid.UUID, ...]]


def solve(
    award: Award,
    offers: Offers,
    standings: Mapping[uuid.UUID, Standing],
    joint: Sequence[JointBound],
    fixed: Steps,
    given: Steps,
    settled: frozenset[tuple[uuid.UUID, uuid.UUID]],
    cancelled: Callable[[], bool],
) -> Answer:
    """Share what is still open of the award by the engine; fixed and given steps stand as they are.

    `settled` are members and lines of which a quantity is fixed: there they get just that.

    Raises: MinimumsTooMuch, SharingCancelled.
    """
    made = _Problem(award, offers, standings, joint, (fixed, given), settled)
    claims = made.claims()
    arguments: tuple[Any, ...] = (made.slots(), made.offers(), made.households())
    try:
        ranks = _in_ranks(claims, made.by_number, standings)
        found = (
            share_in_ranks(ranks, *arguments, cancelled=cancelled)
            if len(ranks) > 1
            else share_fairly(claims, *arguments, cancelled=cancelled)
        )
    except LeastTooMuch as error:
        raise MinimumsTooMuch(families=made.names(error.facts["members"])) from error
    lines = [line.bid_line_id for line in award.lines]
    return Answer(
        steps={(made.by_number[who], lines[at], week): count for (who, (at, week)), count in found.parts.items()},
        limited_by={
            made.by_number[claim.member]: made.limit(claim, found.limited_by[claim.member], found.levels[claim.member])
            for claim in claims
        },
        beside={
            made.by_number[who]: tuple(made.by_number[other] for other in each.members if other != who)
            for who, each in found.bottlenecks.items()
        },
    )


def _in_ranks(
    claims: Sequence[Claim[int]], by_number: Mapping[int, uuid.UUID], standings: Mapping[uuid.UUID, Standing]
) -> list[list[Claim[int]]]:
    ranks: dict[tuple[int, ...], list[Claim[int]]] = {}
    for claim in claims:
        ranks.setdefault(standings[by_number[claim.member]].rank, []).append(claim)
    return [ranks[rank] for rank in sorted(ranks)]


class _Problem:
    """Members by their numbers and lines by their places, so that the order is the one people see."""

    def __init__(
        self,
        award: Award,
        offers: Offers,
        standings: Mapping[uuid.UUID, Standing],
        joint: Sequence[JointBound],
        done: tuple[Steps, Steps],
        settled: frozenset[tuple[uuid.UUID, uuid.UUID]],
    ) -> None:
        self._award, self._offers, self._standings, self._joint = award, offers, standings, joint
        self._place = {line.bid_line_id: at for at, line in enumerate(award.lines)}
        self.number = {key: member.number for key, member in offers.members.items()}
        self.by_number = {number: key for key, number in self.number.items()}
        self._done, self._settled = done, settled
        self._could: dict[uuid.UUID, int] = {}
        for (who, at, _), steps in self._open_offers():
            self._could[who] = self._could.get(who, 0) + steps * self._worth(at)

    def claims(self) -> list[Claim[int]]:
        """Return a claim for every family; what is fixed counts as had, its bounds are of what it gets besides."""
        return [self._claim(key) for key in sorted(self.number, key=lambda key: self.number[key])]

    def _claim(self, key: uuid.UUID) -> Claim[int]:
        standing, award = self._standings[key], self._award
        most = None if standing.cap is None else max(0, cap_units(award, standing.cap.left) - standing.held)
        could = self._could.get(key, 0)
        least = max(0, min(value_units(standing.least.minor, award.currency) - standing.held, could))
        return Claim(
            self.number[key],
            standing.weight,
            least=least if most is None else min(least, most),
            most=most,
            given=standing.held,
        )

    def limit(self, claim: Claim[int], limit: Limit, level: Fraction) -> str:
        """Return what limits a share: who has just reached its cap or brings all, is told so, whatever else is full."""
        load = level * claim.weight - claim.given
        if limit in {Limit.DEMAND, Limit.WEEK} and load:
            if claim.most is not None and load == claim.most:
                return str(Limit.CAP)
            if load == self._could.get(self.by_number[claim.member]):
                return str(Limit.OWN)
        return str(limit)

    def names(self, numbers: Any) -> str:
        """Return the names of members by their numbers."""
        return ", ".join(self._offers.members[self.by_number[number]].name for number in numbers)

    def slots(self) -> list[Slot[tuple[int, Week]]]:
        """Return what is still open of each line in each week."""
        taken: dict[tuple[uuid.UUID, Week], int] = {}
        for done in self._done:
            for (_, at, week), steps in done.items():
                taken[at, week] = taken.get((at, week), 0) + steps
        weeks = {key[2] for key in self._offers.steps}
        return [
            Slot((place, week), max(0, asked - taken.get((line.bid_line_id, week), 0)), line.worth, place)
            for place, line in enumerate(self._award.lines)
            for week, asked in line.plan.items()
            if week in weeks
        ]

    def offers(self) -> list[Offer[int, tuple[int, Week]]]:
        """Return what each family can bring besides what is fixed."""
        return [
            Offer(self.number[who], (self._place[at], week), steps) for (who, at, week), steps in self._open_offers()
        ]

    def _open_offers(self) -> Iterable[tuple[tuple[uuid.UUID, uuid.UUID, Week], int]]:
        return ((key, steps) for key, steps in self._offers.steps.items() if (key[0], key[1]) not in self._settled)

    def households(self) -> list[Household[int]]:
        """Return the joint caps, less what their members hold already."""
        found = []
        for joint in self._joint:
            members = [key for key in joint.members if key in self.number]
            held = sum(self._standings[key].held for key in members)
            most = max(0, cap_units(self._award, joint.left) - held)
            found.append(Household(tuple(sorted(self.number[key] for key in members)), most))
        return found

    def _worth(self, line_id: uuid.UUID) -> int:
        return self._award.lines[self._place[line_id]].worth


def limit_of(limit: str, standing: Standing) -> str:
    """Return the key of `sharing_rules.LIMITS`: a cap is told by where it comes from."""
    if limit == Limit.CAP and standing.cap is not None:
        return standing.cap.source
    return limit
