"""Cases for fair shares: small ones by hypothesis, large ones by chance from a fixed seed."""

import random
from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st

from sse_desktop.domain.fair_shares import Claim, Household, Offer, Pool, Sharing, Slot, share_fairly
from tests.domain.fair_checker import Judge


@dataclass
class Case:
    """What is shared; members are numbers, slots are (product, week)."""

    claims: list[Claim[int]]
    slots: list[Slot[tuple[int, int]]]
    offers: list[Offer[int, tuple[int, int]]]
    households: list[Household[int]] = field(default_factory=list)
    pools: list[Pool[int]] = field(default_factory=list)

    def share(self, *, whole_demand: bool = True) -> Sharing[int, tuple[int, int]]:
        """Share it."""
        return share_fairly(
            self.claims, self.slots, self.offers, self.households, self.pools, whole_demand=whole_demand
        )

    def judge(self) -> Judge:
        """Return the judge of its sharing."""
        return Judge(self.claims, self.slots, self.offers, self.households, self.pools)

    def shuffled(self, chance: random.Random) -> "Case":
        """Return the same in another order."""
        lists = [
            chance.sample(things, len(things))
            for things in (self.claims, self.slots, self.offers, self.households, self.pools)
        ]
        return Case(*lists)  # type: ignore[arg-type]  # each list keeps its own kind


def large(
    members: int,
    products: int,
    weeks: int,
    seed: int,
    *,
    scarce: bool = True,
    dear: bool = True,
    bounds: bool = True,
    households: bool = False,
) -> Case:
    """Draw a case like a cooperative's: a few products each, for some weeks, with prices, bounds and earlier values."""
    chance = random.Random(seed)
    prices = [chance.choice([2, 3, 5, 7]) if dear else 1 for _ in range(products)]
    most = (20, 300) if scarce else (200, 2500)
    slots = [
        Slot((product, week), chance.randint(*most), prices[product], product)
        for product in range(products)
        for week in range(weeks)
    ]
    offers = []
    worth: dict[int, int] = {}
    for member in range(members):
        for product in chance.sample(range(products), chance.randint(1, min(4, products))):
            first, length, big = chance.randrange(weeks), chance.randint(4, 20), chance.choice([20, 60, 150, 400])
            for week in range(first, min(weeks, first + length)):
                offers.append(Offer(member, (product, week), chance.randint(5, big)))
                worth[member] = worth.get(member, 0) + offers[-1].most * prices[product]
    claims = []
    for member in range(members):
        cap = chance.randrange(worth.get(member, 1) + 1) if bounds and chance.random() < 0.3 else None
        claims.append(Claim(member, chance.choice([1, 1, 1, 2, 3]), 0, cap, chance.randrange(300) if bounds else 0))
    case = Case(claims, slots, offers)
    if bounds:
        # Minimums that can surely be met: a part of what a sharing without them gives.
        given = case.share()
        got = {claim.member: given.levels[claim.member] * claim.weight - claim.given for claim in claims}
        case.claims = [
            Claim(
                claim.member, claim.weight, int(got[claim.member]) // 2 if chance.random() < 0.2 else 0, claim.most, 0
            )
            if chance.random() < 0.5
            else claim
            for claim in claims
        ]
    if households:
        for pair in range(0, members - 1, 8):
            both = worth.get(pair, 0) + worth.get(pair + 1, 0)
            case.households.append(
                Household((pair, pair + 1), max(both // 3, case.claims[pair].least + case.claims[pair + 1].least))
            )
    return case


def mixed(seed: int) -> Case:
    """Draw a middle-sized case with everything at once: bounds, households, and pledges that keep into the next week."""
    chance = random.Random(seed)
    products, weeks = chance.randint(1, 4), chance.randint(2, 10)
    case = large(chance.randint(2, 30), products, weeks, seed, scarce=chance.random() < 0.6, households=seed % 3 > 0)
    pooled = {(member, product) for member in range(30) for product in range(products) if chance.random() < 0.4}
    single, case.offers = case.offers, []
    for offer in single:
        product, week = offer.slot
        if (offer.member, product) not in pooled:
            case.offers.append(offer)
            continue
        case.pools.append(Pool(offer.member, offer.slot, offer.most))
        case.offers += [
            Offer(offer.member, (product, later), offer.most, offer.slot) for later in range(week, min(weeks, week + 2))
        ]
    return case


@st.composite
def small_cases(draw: st.DrawFn, *, households: bool = True, pools: bool = True, members: int = 4) -> Case:
    """Draw a few members with a few slots, with every kind of bound; minimums may be too much."""
    count = draw(st.integers(1, members))
    prices = draw(st.lists(st.integers(1, 3), min_size=2, max_size=2))
    keys = [(product, week) for product in range(2) for week in range(2)][: draw(st.integers(1, 4))]
    slots = [Slot(key, draw(st.integers(0, 4)), prices[key[0]], key[0]) for key in keys]
    claims = [
        Claim(
            member,
            draw(st.integers(1, 3)),
            draw(st.sampled_from([0, 0, 0, 0, 1, 2])),
            draw(st.none() | st.integers(2, 9)),
            draw(st.sampled_from([0, 0, 1, 4])),
        )
        for member in range(count)
    ]
    case = Case(claims, slots, [])
    for member in range(count):
        for product in range(2):
            mine = [key for key in keys if key[0] == product and draw(st.booleans())]
            pooled = pools and draw(st.booleans())
            if pooled and mine:
                case.pools.append(Pool(member, product, draw(st.integers(0, 5))))
            case.offers += [Offer(member, key, draw(st.integers(0, 4)), product if pooled else None) for key in mine]
    if households and count > 1 and draw(st.booleans()):
        case.households.append(Household((0, 1), draw(st.integers(0, 9))))
    return case


def scaled(case: Case, times: int) -> Case:
    """Return the same with every amount of units times as large, and the bounds in value with them."""
    return Case(
        [
            Claim(
                one.member,
                one.weight,
                one.least * times,
                None if one.most is None else one.most * times,
                one.given * times,
            )
            for one in case.claims
        ],
        [Slot(slot.key, slot.demand * times, slot.price, slot.product) for slot in case.slots],
        [Offer(offer.member, offer.slot, offer.most * times, offer.pool) for offer in case.offers],
        [Household(one.members, one.most * times) for one in case.households],
        [Pool(pool.member, pool.key, pool.most * times) for pool in case.pools],
    )


def total(sharing: Sharing[int, tuple[int, int]], case: Case) -> Fraction:
    """Return the value of everything that is served."""
    prices = {slot.key: slot.price for slot in case.slots}
    return sum((share * prices[slot] for (_, slot), share in sharing.exact.items()), Fraction(0))
