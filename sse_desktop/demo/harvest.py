"""Second scene: a season of weekly weigh-ins, about 1,500, and the pledges for the weeks to come."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sse_desktop.commands.harvests import import_weigh_ins
from sse_desktop.commands.pledge_rounds import PledgeRoundData, add_pledge_round, close_pledge_round
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.stock import Removal, remove_from_lot
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.demo.stage import WEEKS_OF_HARVEST, Stage
from sse_desktop.domain.season import Week
from sse_desktop.queries.stock import LotFilter, lots

SECOND_GRADE_OF = 9  # every ninth load is second grade
DAMAGED_OF = 7  # and every seventh has some damaged fruit
WEEKS_PLEDGED = 12
# In the first week there is a little more on the trees.
FIRST_FRUIT = 2_000
# In this week of the open tender one community prunes: the gap that the bid desk must name.
PRUNING_WEEK = 5
# What schools did not take within two weeks goes to the market.
LEFT_OVER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Collection:
    """One day of the week on which a product is collected: from how many families, and about how much from each."""

    code: str
    weekday: int
    families: int
    grams: int
    weeks: int


# Granadilla and mandarin feed the won contract (9,935 units of each a week), oranges the one that is still open.
COLLECTIONS = (
    Collection("GRA", 0, 40, 30_500, WEEKS_OF_HARVEST),
    Collection("MAN", 1, 40, 29_500, WEEKS_OF_HARVEST),
    Collection("MAN", 3, 20, 14_000, WEEKS_OF_HARVEST - 2),
    Collection("NAR", 2, 28, 22_000, 3),
)
# Grams a family pledges a week, by product.
PLEDGED = {"GRA": 24_000, "MAN": 26_000, "NAR": 57_000}
# What families had pledged for each hundred that they brought, in turn: most bring a little less than they said.
PLEDGED_BEFORE = (100, 96, 104, 108, 100, 112, 103)


def bring_in(stage: Stage, weeks_ago: int) -> None:
    """Record the collection days of one week, as far as they have come, and what had been pledged for it."""
    pledged: dict[tuple[uuid.UUID, uuid.UUID], int] = {}
    for collection in COLLECTIONS:
        day = stage.monday(weeks_ago) + timedelta(days=collection.weekday)
        if weeks_ago <= collection.weeks and day <= stage.today:
            loads = _loads(stage, collection, day)
            stage.write(stage.at(day, 11), import_weigh_ins, [load for _, load in loads])
            for turn, (member, load) in enumerate(loads):
                key = (member, load.product_id)
                part = PLEDGED_BEFORE[(turn + weeks_ago) % len(PLEDGED_BEFORE)]
                pledged[key] = pledged.get(key, 0) + (load.gross_g - load.containers * 2_100) * part // 100
    _pledge_before(stage, weeks_ago, pledged)


def _pledge_before(stage: Stage, weeks_ago: int, pledged: dict[tuple[uuid.UUID, uuid.UUID], int]) -> None:
    week = Week.of(stage.monday(weeks_ago))
    rows = [
        PledgeData(member_id=member, product_id=product, week=week, grams=-(-grams // 500) * 500)
        for (member, product), grams in pledged.items()
    ]
    stage.write(stage.at(stage.monday(weeks_ago), 6), set_pledges, rows)


def _loads(stage: Stage, collection: Collection, day: date) -> list[tuple[uuid.UUID, WeighIn]]:
    """Return each family that came, with what it brought."""
    chosen = sorted(stage.chance.sample(range(len(stage.members)), collection.families))
    who = [stage.members[at] for at in chosen]
    return [(member, _load(stage, collection, day, turn, member)) for turn, member in enumerate(who)]


def _load(stage: Stage, collection: Collection, day: date, turn: int, member: uuid.UUID) -> WeighIn:
    chance = stage.chance
    net = collection.grams * chance.randrange(85, 116) // 100 // 100 * 100
    crates = net // 20_000 + 1
    second = chance.randrange(SECOND_GRADE_OF) == 0
    return WeighIn(
        member=member,
        product_id=stage.products[collection.code],
        grade_id=stage.grades[collection.code][1 if second else 0],
        plot_id=stage.plots[member, collection.code],
        container_kind_id=stage.containers[0],
        containers=crates,
        gross_g=net + crates * 2_100,
        damaged_g=100 * chance.randrange(1, 9) if chance.randrange(DAMAGED_OF) == 0 else 0,
        harvested_on=day,
        received_at=stage.at(day, 7) + timedelta(minutes=4 * turn),
        place=stage.data["place"]["code"],
    )


def clear_out(stage: Stage, weeks_ago: int) -> None:
    """Take what is left of old lots out of the stock: it was sold on the market."""
    last = stage.monday(weeks_ago) - LEFT_OVER
    for lot in stage.workspace.read(lots, LotFilter(state="stocked")):
        if lot.opened_on <= last and lot.balance.milli > 0:
            day = min(stage.monday(weeks_ago) + timedelta(days=5), stage.today)
            why = "Vendido en el mercado local (demo)"
            stage.write(stage.at(day, 14), remove_from_lot, lot.id, Removal.DISCARD, lot.balance.milli, why)


def pledge(stage: Stage, first_day: date) -> None:
    """Enter what every family expects to deliver from that day on; one community prunes its oranges in one week."""
    first = Week.of(first_day)
    rows = [
        PledgeData(
            member_id=member,
            product_id=stage.products[code],
            week=first + ahead,
            grams=_pledged(stage, grams) + (FIRST_FRUIT if ahead == 0 else 0) if not _prunes(at, code, ahead) else 0,
        )
        for at, member in enumerate(stage.members)
        for code, grams in PLEDGED.items()
        for ahead in range(WEEKS_PLEDGED)
    ]
    stage.write(stage.at(stage.today, 8), set_pledges, rows)


def open_rounds(stage: Stage, first_day: date) -> None:
    """Keep the round of the season that ends, closed, and begin that of the season to come."""
    this, products = Week.of(stage.today), tuple(stage.products.values())
    past = PledgeRoundData(
        title="Cosecha de esta temporada (demo)",
        first_week=this + -WEEKS_OF_HARVEST,
        last_week=this + -1,
        product_ids=products,
        closes_on=stage.monday(WEEKS_OF_HARVEST + 1),
    )
    moment = stage.at(stage.monday(WEEKS_OF_HARVEST + 1), 10)
    stage.write(moment + timedelta(hours=1), close_pledge_round, stage.write(moment, add_pledge_round, past))
    first = Week.of(first_day)
    coming = PledgeRoundData(
        title="Próxima temporada (demo)",
        first_week=first,
        last_week=first + (WEEKS_PLEDGED - 1),
        product_ids=products,
        closes_on=stage.today + timedelta(days=9),
    )
    stage.write(stage.at(stage.today - timedelta(days=5), 10), add_pledge_round, coming)


def _pledged(stage: Stage, grams: int) -> int:
    return grams * stage.chance.randrange(85, 116) // 100 // 500 * 500


def _prunes(position: int, code: str, ahead: int) -> bool:
    return code == "NAR" and ahead == PRUNING_WEEK and position % 4 == 0
