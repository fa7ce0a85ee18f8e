"""Second scene: a season of weekly weigh-ins, about 1,500, and the pledges for the weeks to come."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sse_desktop.commands.harvests import import_weigh_ins
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.stock import Removal, remove_from_lot
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.demo.stage import WEEKS_OF_HARVEST, Stage
from sse_desktop.domain.season import Week
from sse_desktop.queries.stock import LotFilter, lots

SECOND_GRADE_OF = 9  # every ninth load is second grade
DAMAGED_OF = 7  # and every seventh has some damaged fruit
WEEKS_PLEDGED = 12
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
PLEDGED = {"GRA": 24_000, "MAN": 26_000, "NAR": 52_000}


def bring_in(stage: Stage, weeks_ago: int) -> None:
    """Record the collection days of one week, as far as they have come."""
    for collection in COLLECTIONS:
        day = stage.monday(weeks_ago) + timedelta(days=collection.weekday)
        if weeks_ago <= collection.weeks and day <= stage.today:
            stage.write(stage.at(day, 11), import_weigh_ins, _loads(stage, collection, day))


def _loads(stage: Stage, collection: Collection, day: date) -> list[WeighIn]:
    who = sorted(stage.chance.sample(range(len(stage.members)), collection.families))
    return [_load(stage, collection, day, turn, stage.members[at]) for turn, at in enumerate(who)]


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
            grams=_pledged(stage, grams) if not _prunes(at, code, ahead) else 0,
        )
        for at, member in enumerate(stage.members)
        for code, grams in PLEDGED.items()
        for ahead in range(WEEKS_PLEDGED)
    ]
    stage.write(stage.at(stage.today, 8), set_pledges, rows)


def _pledged(stage: Stage, grams: int) -> int:
    return grams * stage.chance.randrange(85, 116) // 100 // 500 * 500


def _prunes(position: int, code: str, ahead: int) -> bool:
    return code == "NAR" and ahead == PRUNING_WEEK and position % 4 == 0
